"""Which block is the headline, which the standfirst, which a heading."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from worker.text.clean.blocks import Block, ends_sentence, is_prose
from worker.text.clean.furniture import key_of

LONGEST_HEADLINE: Final = 180
LONGEST_STANDFIRST: Final = 300
LONGEST_HEADING: Final = 90
_OPEN: Final = re.compile(r"[,;:]\Z|[.][\"”’')]*\Z")


def _headline_like(block: Block) -> bool:
    """A line that stands apart, of two words at least, and does not end as a sentence of a report does."""
    text = block.text
    return (
        block.kind in ("paragraph", "heading", "headline")
        and block.apart
        and len(text) <= LONGEST_HEADLINE
        and (" " in text or len(text) >= 6)
        and _OPEN.search(text[-4:]) is None
    )


def arrange(blocks: Sequence[Block], headline: str | None, standfirst: str | None) -> tuple[Block, ...]:
    """The blocks with their kinds, the headline first.

    A given headline is put in front unless the blocks begin with it. Without one, a first line that stands apart and
    does not end as a sentence is the headline, and a second such line after either is the standfirst, as long as prose
    follows. Of the other lines those that are short, have no full stop and stand before prose are headings.
    """
    rest = list(blocks)
    front: list[Block] = []
    prose = [is_prose(block.text) for block in rest]
    if headline:
        wanted = key_of(headline)
        if rest and key_of(rest[0].text) == wanted:
            front.append(replace(rest.pop(0), kind="headline"))
        elif not (rest and wanted and key_of(rest[0].text[: len(headline) + 40]).startswith(wanted)):
            front.append(Block(headline, "headline"))
    elif len(rest) > 1 and _headline_like(rest[0]) and any(prose[1:]):
        front.append(replace(rest.pop(0), kind="headline"))
    if front and rest:
        first = rest[0]
        if standfirst and key_of(first.text) == key_of(standfirst):
            front.append(replace(rest.pop(0), kind="standfirst"))
        elif standfirst and all(key_of(standfirst) not in key_of(block.text) for block in rest[:4]):
            front.append(Block(standfirst, "standfirst"))
        elif (
            len(rest) > 1
            and _headline_like(first)
            and len(first.text) <= LONGEST_STANDFIRST
            and first.text.count(" ") >= 2
            and is_prose(rest[1].text)
            and first.kind != "heading"
        ):
            front.append(replace(rest.pop(0), kind="standfirst"))
    for at, block in enumerate(rest):
        after = rest[at + 1].text if at + 1 < len(rest) else ""
        if (
            block.kind == "paragraph"
            and block.apart
            and len(block.text) <= LONGEST_HEADING
            and not ends_sentence(block.text)
            and _headline_like(block)
            and is_prose(after)
        ):
            rest[at] = replace(block, kind="heading")
    return (*front, *rest)

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
_QUOTED: Final = re.compile(r">+\s+\S")
_QUESTION: Final = re.compile(r"(?!But\b|And\b|So\b|Or\b|Q\b)[A-Z][^.!?\"“”:]*[?]")
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


def _is_heading(block: Block, after: Block) -> bool:
    """A short line by itself, no sentence or a question, before what it can be the heading of."""
    text = block.text
    if block.kind != "paragraph" or not block.apart or len(text) > LONGEST_HEADING:
        return False
    if _QUESTION.fullmatch(text):
        return text.count(" ") <= 8 and is_prose(after.text)
    leads = is_prose(after.text) or after.kind == "list_item" or (after.kind == "paragraph" and after.text[-1:] == ":")
    return not ends_sentence(text) and _headline_like(block) and leads


def _is_standfirst(first: Block, second: Block, before_report: bool) -> bool:
    """Whether the block after the headline is the standfirst: a line that stands apart, or one before the byline."""
    if len(first.text) > LONGEST_STANDFIRST or first.text.count(" ") < 2 or first.kind == "heading":
        return False
    return (before_report and first.kind == "paragraph") or (_headline_like(first) and is_prose(second.text))


def arrange(
    blocks: Sequence[Block], headline: str | None, standfirst: str | None, begins: int | None = None
) -> tuple[Block, ...]:
    """The blocks with their kinds, the headline first.

    A given headline is put in front unless the blocks begin with it. Without one, a first line that stands apart and
    does not end as a sentence is the headline, and a second such line after either is the standfirst, as long as prose
    follows; `begins`, the block at which the report begins after its byline or dateline, tells a standfirst that is a
    sentence: it stands before. Of the other lines those that are short, have no full stop and stand before prose or a
    list are headings, and those behind a ">" are quoted.
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
        elif len(rest) > 1 and _is_standfirst(first, rest[1], begins == len(blocks) - len(rest) + 1):
            front.append(replace(rest.pop(0), kind="standfirst"))
    for at, block in enumerate(rest):
        if block.kind == "paragraph" and _QUOTED.match(block.text):
            rest[at] = replace(block, kind="blockquote")
        elif at + 1 < len(rest) and _is_heading(block, rest[at + 1]):
            rest[at] = replace(block, kind="heading")
    return (*front, *rest)

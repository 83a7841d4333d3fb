"""The body that a page's JSON-LD gives: where the page itself shows only its beginning, or nothing without a script."""

from collections.abc import Sequence
from html import unescape
from typing import Final

from worker.text.clean.blocks import Block, plain_blocks
from worker.text.clean.linekinds import key_of
from worker.text.clean.tags import without_tags

LEAST: Final = 600
"""Characters of a body that is one; many are the first lines only."""

MOST: Final = 200_000

NOTHING: Final = 200
"""Characters of a page that shows hardly anything, and so cannot contradict."""

_LINE: Final = 60


def said_body(said: str | None, shown: Sequence[Block]) -> list[Block]:
    """The blocks of the body that JSON-LD gives, if it is to be trusted over what the page shows; else none.

    It must be twice as long as what is shown, and a line of prose that is shown must be in it; a page that shows hardly
    anything is not asked.
    """
    if said is None or not LEAST <= len(said) <= MOST:
        return []
    size = sum(len(block.text) for block in shown)
    if size * 2 > len(said):
        return []
    text = without_tags(unescape(said))
    blocks = plain_blocks(text)
    if size > NOTHING:
        key = key_of(text)
        lines = [block.text for block in shown if len(block.text) >= _LINE]
        if not any(key_of(line[:_LINE]) in key for line in lines[:20]):
            return []
    return blocks if sum(len(block.text) for block in blocks) >= LEAST else []

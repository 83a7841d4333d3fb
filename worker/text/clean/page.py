"""A page to blocks: the body text of the article, its captions, and what the page says of it."""

import re
from dataclasses import dataclass
from typing import Final

from lxml import etree

from worker.text.clean.blocks import Block
from worker.text.clean.pagefacts import Facts, read_facts
from worker.text.pages.choose import Choice, choose
from worker.text.pages.marks import CAPTION
from worker.text.pages.outline import Outline, outline
from worker.text.pages.second import second_reading
from worker.text.pages.stream import stream_blocks

MOST_ELEMENTS: Final = 100_000
"""A page of more elements is read as a stream of tags: ours takes 5 µs an element, news pages have 500 to 5,000."""

MOST_FOR_SECOND: Final = 12_000
"""A page of more elements gets no second reading, which takes 25 to 80 µs an element."""

DEEPEST: Final = 250
"""The parser stops at 256 levels and loses what lies below; such a page is read as a stream of tags, too."""

DOUBTED: Final = 0.75
"""Where less than this share of a page's prose was chosen, a second reading is taken."""

FEW: Final = 500
"""Characters of prose below which the choice is doubted as well."""

LEAST_SECOND: Final = 100
"""Characters of a second reading that is worth taking."""

MOST_CAPTIONS: Final = 100

_LONG_TAG: Final = re.compile(r"<([A-Za-z][A-Za-z0-9:-]{0,40})\s[^<>]{6000,}>")
_LONGEST_TAG: Final = 6000
_UNFIT: Final = bytes({*range(32)} - {9, 10, 13})


@dataclass(frozen=True, slots=True)
class Page:
    """What a page gives: the blocks of its body in order, the captions of its figures, and what it says of itself."""

    blocks: tuple[Block, ...]
    captions: tuple[str, ...]
    facts: Facts


def _fit(markup: str) -> bytes:
    """The page as the parser takes it: without what no XML can hold and without tags with pages of attributes."""
    if any(len(piece) > _LONGEST_TAG for piece in markup.split("<")):
        markup = _LONG_TAG.sub(r"<\1>", markup)
    return markup.encode("utf-8", "ignore").translate(None, _UNFIT)


def _parsed(data: bytes, parser: etree.HTMLParser) -> etree._Element | None:
    try:
        tree: etree._Element | None = etree.fromstring(data, parser=parser)
    except etree.XMLSyntaxError:
        return None
    return tree


def _captions(out: Outline, choice: Choice) -> tuple[str, ...]:
    """The captions that stand with the article: those in the box that it was chosen from and in any figure."""
    box = out.boxes[choice.box] if choice.box >= 0 else None
    first, last = (box.first, box.last) if box else (0, 0)
    found = (
        line.text
        for at, line in enumerate(out.lines)
        if line.box >= 0
        and out.boxes[line.box].marks & CAPTION
        and (line.tag == "figcaption" or first <= at < last)
        and len(line.text) <= 600
    )
    return tuple(dict.fromkeys(found))[:MOST_CAPTIONS]


def read_page(markup: str, url: str | None = None) -> Page:
    """Read a page. Bounded: what the parser cannot take or would take long over is read as a stream of tags.

    A page without text gives no blocks. Where our choice of the body is doubtful (little of the page's prose, or little
    at all) trafilatura's is taken instead; a page in which neither finds anything is read as a stream of tags.
    """
    data = _fit(markup)
    tree = _parsed(data, etree.HTMLParser(encoding="utf-8", remove_pis=True, remove_comments=True))
    if tree is None:
        return Page(tuple(stream_blocks(markup)), (), Facts())
    out = outline(tree)
    facts = read_facts(tree, url) if out.elements <= MOST_ELEMENTS else Facts()
    if out.deepest >= DEEPEST or out.elements > MOST_ELEMENTS:
        return Page(tuple(stream_blocks(markup)), (), facts)
    choice = choose(out)
    captions = _captions(out, choice)
    blocks = [Block(out.lines[at].text, out.lines[at].kind) for at in choice.lines]
    doubtful = choice.prose < DOUBTED * choice.all_prose or choice.prose < FEW
    if doubtful and out.elements <= MOST_FOR_SECOND:
        second = second_reading(data)
        if sum(len(block.text) for block in second) >= LEAST_SECOND:
            blocks = second
    return Page(tuple(blocks or stream_blocks(markup)), captions, facts)

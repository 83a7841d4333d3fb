"""A page to blocks: the body text of the article, its captions, and what the page says of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from worker.text.clean.blocks import Block, one_line
from worker.text.clean.pagefacts import Facts, read_facts
from worker.text.pages.choose import Choice, choose
from worker.text.pages.marks import ASKING, CAPTION, SURELY
from worker.text.pages.outline import Outline, outline
from worker.text.pages.said import said_body
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
"""Characters of a second reading that is worth taking; it also must have half of what the first has."""

MOST_CAPTIONS: Final = 100

MOST_LINES_SHOWN: Final = 60

MOST_OPENING: Final = 20

_LONG_TAG: Final = re.compile(r"<([A-Za-z][A-Za-z0-9:-]{0,40})\s[^<>]{6000,}>")
_LONGEST_TAG: Final = 6000
_UNFIT: Final = bytes({*range(32)} - {9, 10, 13})


@dataclass(frozen=True, slots=True)
class Page:
    """What a page gives: the blocks of its body in order, the captions of its figures, and what it says of itself.

    `opening` are the lines between its headline and its body, which say when it was published and by whom.
    `heads` are its title and its first headings, `lines` its first lines, whatever box they are in but navigation: for
    telling whether it is an article at all.
    """

    blocks: tuple[Block, ...]
    captions: tuple[str, ...]
    facts: Facts
    opening: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


def _fit(markup: str) -> bytes:
    """The page as the parser takes it: without what no XML can hold and without tags with pages of attributes."""
    if any(
        len(piece) > _LONGEST_TAG and piece[0].isalpha() and ">" not in piece[:_LONGEST_TAG]
        for piece in markup.split("<")
    ):
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


def _opening(out: Outline, choice: Choice) -> tuple[str, ...]:
    """The lines between the headline (the last h1 before the body) and the body, at most so many before the body."""
    if not choice.lines:
        return ()
    start = choice.lines[0]
    lines = out.lines[max(start - MOST_OPENING, 0) : start]
    after = max((at + 1 for at, line in enumerate(lines) if line.tag == "h1"), default=0)
    return tuple(line.text for line in lines[after:])


def _heads(tree: etree._Element, out: Outline) -> tuple[str, ...]:
    title = next((one_line("".join(map(str, element.itertext())))[:300] for element in tree.iter("title")), "")
    headings = [line.text for line in out.lines[:400] if line.tag in ("h1", "h2") and len(line.text) <= 300]
    return tuple(text for text in (title, *headings[:2]) if text)


def _first_lines(out: Outline) -> tuple[str, ...]:
    """The first lines that lie in no box of navigation; those in links alone are passed over."""
    gone = -1
    lines: list[str] = []
    skips = [(box.first, box.last) for box in out.boxes if box.marks & SURELY and not box.marks & ASKING]
    place = 0
    for at, line in enumerate(out.lines):
        while place < len(skips) and skips[place][0] <= at:
            gone = max(gone, skips[place][1])
            place += 1
        if at >= gone and line.links < len(line.text):
            lines.append(line.text)
            if len(lines) == MOST_LINES_SHOWN:
                break
    return tuple(lines)


def _size(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def read_page(markup: str, url: str | None = None) -> Page:
    """Read a page. Bounded: what the parser cannot take or would take long over is read as a stream of tags.

    A page without text gives no blocks. Where our choice of the body is doubtful (little of the page's prose, or little
    at all) trafilatura's is taken instead, and where JSON-LD has far more of the same text, that. A page in which
    nothing is found is read as a stream of tags.
    """
    data = _fit(markup)
    tree = _parsed(data, etree.HTMLParser(encoding="utf-8", remove_pis=True, remove_comments=True))
    if tree is None:
        return Page(tuple(stream_blocks(markup)), (), Facts())
    out = outline(tree)
    if out.elements > MOST_ELEMENTS:
        return Page(tuple(stream_blocks(markup)), (), Facts())
    if out.deepest >= DEEPEST:
        return Page(tuple(stream_blocks(markup)), (), read_facts(tree, url))
    choice = choose(out)
    opening = _opening(out, choice)
    facts = read_facts(tree, url, opening)
    captions = _captions(out, choice)
    blocks = [Block(out.lines[at].text, out.lines[at].kind) for at in choice.lines]
    doubtful = choice.prose < DOUBTED * choice.all_prose or choice.prose < FEW
    if said := said_body(facts.body, blocks):
        blocks = said
    elif doubtful and out.elements <= MOST_FOR_SECOND:
        second = second_reading(data)
        if _size(second) >= max(LEAST_SECOND, _size(blocks) // 2):
            blocks, opening = second, ()
    return Page(tuple(blocks or stream_blocks(markup)), captions, facts, opening, _heads(tree, out), _first_lines(out))

"""A page to blocks: the body text of the article, its captions, and what the page says of it."""

import re
from dataclasses import dataclass
from html import unescape
from typing import Final

from lxml import etree, html

from worker.text.clean.blocks import Block, Kind, one_line, plain_blocks
from worker.text.clean.pagefacts import Facts, read_facts

MOST_ELEMENTS: Final = 20_000
"""A page of more elements is read as a stream of tags: the extractor takes 25 µs an element, news pages have 500 to
5,000 of them."""

DEEPEST: Final = 250
"""The parser stops at 256 levels and loses what lies below; such a page is read as a stream of tags, too."""

_LONG_TAG: Final = re.compile(r"<([A-Za-z][A-Za-z0-9:-]{0,40})\s[^<>]{6000,}>")
_SKIPPED: Final = re.compile(
    r"<(script|style|noscript|template|svg|head|nav|aside|form|button|iframe)\b[^>]*>.*?</\1\s*>", re.I | re.DOTALL
)
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG: Final = re.compile(r"</?([A-Za-z][A-Za-z0-9]{0,20})\b[^<>]*>|<[!?][^<>]*>")
_BREAKING: Final = frozenset(
    """
    address article aside blockquote body br center dd details div dl dt fieldset figcaption figure footer form h1
    h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead title tr ul
    """.split()  # noqa: SIM905
)
_CLOSERS: Final = re.compile(r"</(?:script|style|noscript|template|svg|head|nav|aside|form|button|iframe)\s*>", re.I)
_XML_UNFIT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_KINDS: Final[dict[str, Kind]] = {
    "p": "paragraph",
    "ab": "heading",
    "head": "heading",
    "item": "list_item",
    "quote": "blockquote",
    "cell": "paragraph",
    "code": "paragraph",
}
_CAPTION_TAGS: Final = ("figcaption",)


@dataclass(frozen=True, slots=True)
class Page:
    """What a page gives: the blocks of its body in order, the captions of its figures, and what it says of itself."""

    blocks: tuple[Block, ...]
    captions: tuple[str, ...]
    facts: Facts


def _flat(markup: str) -> list[Block]:
    """The text of a page as a stream of tags: linear, of any depth, no judgement of what is body."""
    if _CLOSERS.search(markup):
        markup = _without(markup)
    out: list[str] = []
    at = 0
    for match in _TAG.finditer(markup):
        out.append(markup[at : match.start()].replace("\n", " "))
        if match[1] is not None and match[1].lower() in _BREAKING:
            out.append("\n\n")
        at = match.end()
    out.append(markup[at:].replace("\n", " "))
    return plain_blocks(unescape("".join(out)))


def _without(markup: str) -> str:
    """A page without its comments, scripts and other parts that hold no text; linear, where the pattern is not."""
    out: list[str] = []
    at = 0
    opening = re.compile(r"<(?:!--|(script|style|noscript|template|svg|head|nav|aside|form|button|iframe)\b)", re.I)
    ends = {name: [m.end() for m in re.finditer(rf"</{name}\s*>", markup, re.I)] for name in _SKIPPED_NAMES}
    places = dict.fromkeys(_SKIPPED_NAMES, 0)
    comment_end = 0
    for match in opening.finditer(markup):
        if match.start() < at:
            continue
        name = match[1].lower() if match[1] else None
        if name is None:
            if comment_end >= 0:
                comment_end = markup.find("-->", match.end())
            end = comment_end + 3 if comment_end >= 0 else -1
        else:
            stops, place = ends[name], places[name]
            while place < len(stops) and stops[place] <= match.end():
                place += 1
            places[name] = place
            end = stops[place] if place < len(stops) else -1
        if end >= 0:
            out.append(markup[at : match.start()])
            at = end
    out.append(markup[at:])
    return "".join(out)


_SKIPPED_NAMES: Final = (
    "script", "style", "noscript", "template", "svg", "head", "nav", "aside", "form", "button", "iframe",
)  # fmt: skip


def _text(element: etree._Element) -> str:
    return one_line("".join(str(piece) for piece in element.itertext()))


def _from_body(body: etree._Element) -> list[Block]:
    """The blocks of the extractor's tree, which has no more levels than lists and quotes need."""
    blocks: list[Block] = []
    for element in body.iter():
        if not isinstance(element.tag, str):
            continue
        kind = _KINDS.get(element.tag)
        if kind is None:
            if element.tag in ("lb",) or element is body:
                continue
            if element.tag in ("list", "table", "row"):
                continue
            parent = element.getparent()
            if parent is not body:
                continue
            kind = "paragraph"
        if any(isinstance(child.tag, str) and child.tag in _KINDS for child in element.iterdescendants()):
            if element.text and element.text.strip():
                blocks.append(Block(one_line(element.text), kind))
            continue
        for piece in _pieces(element):
            blocks.append(Block(piece, kind))
        if element.tail and element.tail.strip() and element is not body:
            blocks.append(Block(one_line(element.tail)))
    return blocks


def _pieces(element: etree._Element) -> list[str]:
    """An element's text, broken at line breaks."""
    parts: list[str] = [element.text or ""]
    for child in element.iterdescendants():
        if child.tag == "lb":
            parts.append("\n")
        elif isinstance(child.tag, str) and child.text:
            parts.append(child.text)
        if child.tail:
            parts.append(child.tail.replace("\n", " ") if child.tag != "lb" else child.tail)
    return [line for line in (one_line(part) for part in "".join(parts).split("\n")) if line]


def _depth_and_size(tree: etree._Element) -> tuple[int, int]:
    depth = deepest = size = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            depth += 1
            size += 1
            deepest = max(deepest, depth)
            if size > MOST_ELEMENTS:
                break
        else:
            depth -= 1
    return deepest, size


def read_page(markup: str, url: str | None = None) -> Page:
    """Read a page. Bounded: what the parser cannot take or would take long over is read as a stream of tags.

    A page without text gives no blocks. The body is trafilatura's (its fast mode); a page in which that finds nothing
    is read as a stream of tags as well.
    """
    from trafilatura import bare_extraction

    markup = _LONG_TAG.sub(r"<\1>", _XML_UNFIT.sub("", markup))
    parser = html.HTMLParser(encoding="utf-8", remove_pis=True)
    try:
        tree: etree._Element | None = etree.fromstring(markup.encode("utf-8"), parser=parser)
    except etree.XMLSyntaxError:
        tree = None
    if tree is None:
        return Page(tuple(_flat(markup)), (), Facts())
    deepest, size = _depth_and_size(tree)
    if deepest >= DEEPEST or size > MOST_ELEMENTS:
        facts = read_facts(tree, url) if size <= MOST_ELEMENTS else Facts()
        return Page(tuple(_flat(markup)), (), facts)
    facts = read_facts(tree, url)
    captions = tuple(text for name in _CAPTION_TAGS for figure in tree.iter(name) if (text := _text(figure)))
    document = bare_extraction(tree, fast=True, include_comments=False, with_metadata=False)
    body = getattr(document, "body", None)
    blocks = _from_body(body) if body is not None else []
    return Page(tuple(blocks or _flat(markup)), captions[:100], facts)

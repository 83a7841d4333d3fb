"""A page to blocks: the body text of the article, its captions, and what the page says of it."""

import re
from dataclasses import dataclass
from html import unescape
from typing import Final

from lxml import etree, html

from worker.text.clean.blocks import Block, Kind, one_line, plain_blocks
from worker.text.clean.pagefacts import Facts, read_facts

MOST_ELEMENTS: Final = 12_000
"""A page of more elements is read as a stream of tags: the extractor takes 25 to 80 µs an element, and news pages have
500 to 5,000 of them."""

DEEPEST: Final = 250
"""The parser stops at 256 levels and loses what lies below; such a page is read as a stream of tags, too."""

_LONG_TAG: Final = re.compile(r"<([A-Za-z][A-Za-z0-9:-]{0,40})\s[^<>]{6000,}>")
_TAG: Final = re.compile(r"</?([A-Za-z][A-Za-z0-9]{0,20})\b[^<>]*>|<[!?][^<>]*>")
_BREAKING: Final = frozenset(
    """
    address article aside blockquote body br center dd details div dl dt fieldset figcaption figure footer form h1
    h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead title tr ul
    """.split()  # noqa: SIM905
)
_NO_TEXT: Final = "script|style|noscript|template|svg|head|nav|aside|form|button|iframe"
_OPENING: Final = re.compile(rf"<(?:!--|({_NO_TEXT})\b)", re.IGNORECASE)
_END_OF: Final = {
    "!--": re.compile("-->"),
    **{name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in _NO_TEXT.split("|")},
}
_XML_UNFIT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_KINDS: Final[dict[str, Kind]] = {
    "p": "paragraph",
    "ab": "heading",
    "head": "heading",
    "item": "list_item",
    "quote": "blockquote",
    "row": "paragraph",
    "code": "paragraph",
}
"""The extractor's elements (TEI) that are blocks."""

_CAPTION_TAGS: Final = ("figcaption",)


@dataclass(frozen=True, slots=True)
class Page:
    """What a page gives: the blocks of its body in order, the captions of its figures, and what it says of itself."""

    blocks: tuple[Block, ...]
    captions: tuple[str, ...]
    facts: Facts


def _flat(markup: str) -> list[Block]:
    """The text of a page as a stream of tags: linear, of any depth, no judgement of what is body."""
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
    """A page without its comments, scripts and other parts that hold no text.

    Linear: the ends of each kind are looked up once, for a search from every opening to the end of a page that closes
    nothing would be quadratic. What is not closed is kept, but scripts go on to the end, as in browsers.
    """
    ends = {name: [match.end() for match in _END_OF[name].finditer(markup)] for name in _END_OF}
    places = dict.fromkeys(_END_OF, 0)
    out: list[str] = []
    at = 0
    for match in _OPENING.finditer(markup):
        if match.start() < at:
            continue
        name = (match[1] or "!--").lower()
        stops, place = ends[name], places[name]
        while place < len(stops) and stops[place] <= match.end():
            place += 1
        places[name] = place
        if place < len(stops):
            end = stops[place]
        elif name in ("script", "style", "template"):
            end = len(markup)
        else:
            continue
        out.append(markup[at : match.start()])
        at = end
    out.append(markup[at:])
    return "".join(out)


def _text(element: etree._Element) -> str:
    return one_line("".join(str(piece) for piece in element.itertext()))


def _from_body(body: etree._Element) -> list[Block]:
    """The blocks of the extractor's tree, nothing in it passed over.

    A paragraph within a quotation or a list item is one more of that kind; a line break parts blocks; the cells of a
    table's row make one line.
    """
    blocks: list[Block] = []
    kinds: list[Kind] = ["paragraph"]
    words: list[str] = []

    def flush() -> None:
        line = one_line("".join(words))
        words.clear()
        if line:
            blocks.append(Block(line, kinds[-1]))

    for event, element in etree.iterwalk(body, events=("start", "end")):
        if not isinstance(element.tag, str):
            if event == "end":
                words.append(element.tail or "")
            continue
        kind = _KINDS.get(element.tag)
        if event == "start":
            if kind is not None:
                flush()
                inherited = kind == "paragraph" and kinds[-1] in ("blockquote", "list_item")
                kinds.append(kinds[-1] if inherited else kind)
            elif element.tag in ("lb", "list", "table"):
                flush()
            elif element.tag == "cell":
                words.append(" ")
            words.append(element.text or "")
            continue
        if kind is not None or element.tag in ("list", "table"):
            flush()
        if kind is not None:
            kinds.pop()
        if element is not body:
            words.append(element.tail or "")
    flush()
    return blocks


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

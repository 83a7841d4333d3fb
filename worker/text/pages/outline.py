"""A page's tree as a flat outline: its lines of text in order, and the boxes that they lie in."""

from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from worker.text.clean.blocks import Kind, one_line
from worker.text.pages.marks import APART, ARTICLE, ASKING, BODY, CAPTION, COMMENT, HIDDEN, SURELY, marks_of

MOST_LINES: Final = 20_000
"""No article has as many paragraphs; tables and logs have."""

NO_TEXT: Final = frozenset(
    """
    script style noscript template svg math head object embed applet canvas select textarea option input map audio video
    iframe button dialog datalist progress meter title link meta img
    """.split()  # noqa: SIM905
)
_INLINE: Final = frozenset(
    """
    a abbr acronym b bdi bdo big blink cite code data del dfn em font i ins kbd label mark nobr o q rp rt ruby s samp
    small span strike strong sub sup time tt u var wbr
    """.split()  # noqa: SIM905
)
_KINDS: Final[dict[str, Kind]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "dt"), "heading"),
    "li": "list_item",
    "blockquote": "blockquote",
}
_NOTHING, _BLOCK, _LINK = 0, 1, 2
_CELLS: Final = frozenset({"td", "th"})
_TAG_MARKS: Final = {
    **dict.fromkeys(("nav", "aside", "footer", "menu"), APART | SURELY),
    "form": APART,
    "article": ARTICLE,
    "main": ARTICLE,
    "figcaption": CAPTION,
}
_ROLE_MARKS: Final = {
    **dict.fromkeys(
        ("navigation", "complementary", "contentinfo", "search", "dialog", "banner", "menu"), APART | SURELY
    ),
    "article": ARTICLE,
    "main": ARTICLE,
}


@dataclass(slots=True)
class Line:
    """A line of text.

    `links` counts its characters that are links', `opening` those of the link that it begins with; `tag` is that of
    its block, `box` the number of the box that it lies in directly.
    """

    text: str
    kind: Kind
    links: int
    opening: int
    tag: str
    box: int


@dataclass(slots=True)
class Box:
    """An element that holds blocks: `lines[first:last]` lie in it; `inside` is its parent's number, -1 for the root.

    `marks` are what its names say (see marks.py), `figure` whether it is a figure or lies in one.
    """

    tag: str
    marks: int
    inside: int
    first: int
    last: int
    figure: bool = False


@dataclass(slots=True)
class Outline:
    """Lines and boxes, both in the order of the page; how many elements were seen and how deep they lie."""

    lines: list[Line] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    elements: int = 0
    deepest: int = 0


class _Walk:
    """One walk over the tree: `words` is the line that is being read, `open` what was before each open block."""

    def __init__(self) -> None:
        self.out = Outline()
        self.words: list[str] = []
        self.links = self.opening = self.length = 0
        self.anchors = 0
        self.kind: Kind = "paragraph"
        self.tag = ""
        self.box = -1
        self.open: list[tuple[Kind, str, int]] = []

    def flush(self) -> None:
        """End the line; white space alone makes none."""
        if self.length:
            line = one_line("".join(self.words))
            size = len(line)
            links, opening = min(self.links, size), min(self.opening, size)
            self.out.lines.append(Line(line, self.kind, links, opening, self.tag, self.box))
            self.links = self.opening = self.length = 0
        self.words.clear()

    def take(self, text: str) -> None:
        """More of the line."""
        length = len(text.strip())
        if length:
            self.words.append(text)
            if self.anchors:
                if self.opening == self.length:
                    self.opening += length
                self.links += length
            self.length += length
        elif self.length:
            self.words.append(" ")

    def enter(self, element: etree._Element, tag: str) -> None:
        """Open a block."""
        self.flush()
        marks = _marks(element, tag)
        self.open.append((self.kind, self.tag, self.box))
        kind = _KINDS.get(tag)
        if kind is not None:
            self.kind = kind
        elif tag != "p" or self.kind == "heading":
            self.kind = self.kind if self.kind in ("list_item", "blockquote") else "paragraph"
        self.tag = tag
        boxes = self.out.boxes
        figure = tag == "figure" or (self.box >= 0 and boxes[self.box].figure)
        boxes.append(Box(tag, marks, self.box, len(self.out.lines), 0, figure))
        self.box = len(boxes) - 1

    def leave(self) -> None:
        """Close the block that was opened last."""
        self.flush()
        self.out.boxes[self.box].last = len(self.out.lines)
        self.kind, self.tag, self.box = self.open.pop()


def _marks(element: etree._Element, tag: str) -> int:
    found = _TAG_MARKS.get(tag, 0)
    attributes = element.attrib
    if not attributes:
        return found
    names = f"{attributes.get('class', '')} {attributes.get('id', '')}"
    if len(names) > 1 and tag not in ("body", "html"):
        found |= marks_of(names)
    role = attributes.get("role")
    if role is not None:
        found |= _ROLE_MARKS.get(role, 0)
    style = attributes.get("style")
    if attributes.get("hidden") is not None or (style and "display:none" in style[:500].replace(" ", "").lower()):
        found |= HIDDEN
    if "articlebody" in attributes.get("itemprop", "").lower():
        found = (found & ~(APART | COMMENT | ASKING | SURELY)) | BODY | ARTICLE
    return found


def _inline_marks(element: etree._Element) -> int:
    names = element.get("class")
    return marks_of(names) if names else 0


def _holds_blocks(cell: etree._Element) -> bool:
    return cell.find(".//p") is not None or cell.find(".//div") is not None


def outline(tree: etree._Element) -> Outline:
    """The outline of a page, in time linear in its elements. After MOST_LINES lines it ends."""
    body = tree.find("body")
    root = tree if body is None else body
    walk = _Walk()
    open_: list[int] = []
    """For each open element what it is: nothing, a block, a link."""
    elements = deepest = 0
    events = etree.iterwalk(root, events=("start", "end"))
    for event, element in events:
        tag = element.tag
        if not isinstance(tag, str):
            continue
        if event == "start":
            elements += 1
            what = _NOTHING
            if tag in _INLINE:
                marks = _inline_marks(element)
                if marks & HIDDEN:
                    events.skip_subtree()
                    open_.append(what)
                    continue
                if marks & CAPTION:
                    what = _BLOCK
                    walk.enter(element, tag)
                elif tag == "a" and element.get("href") is not None:
                    what = _LINK
                    walk.anchors += 1
            elif tag in NO_TEXT:
                events.skip_subtree()
                open_.append(what)
                continue
            elif tag == "br":
                walk.flush()
            elif tag in _CELLS and not _holds_blocks(element):
                walk.words.append(" ")
            else:
                what = _BLOCK
                walk.enter(element, tag)
            open_.append(what)
            if len(open_) > deepest:
                deepest = len(open_)
            if text := element.text:
                walk.take(text)
            continue
        what = open_.pop()
        if what == _BLOCK:
            walk.leave()
        elif what == _LINK:
            walk.anchors -= 1
        if element is not root and (tail := element.tail):
            walk.take(tail)
        if len(walk.out.lines) > MOST_LINES:
            break
    while walk.open:
        walk.leave()
    walk.out.elements, walk.out.deepest = elements, deepest
    return walk.out

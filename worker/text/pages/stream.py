"""The text of a page as a stream of tags: for pages that a parser cannot take or would take long over."""

import re
from html import unescape
from typing import Final

from worker.text.clean.blocks import Block, plain_blocks
from worker.text.pages.outline import MOST_LINES

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


def stream_blocks(markup: str) -> list[Block]:
    """The text of a page as a stream of tags: linear, of any depth, no judgement of what is body.

    After more than MOST_LINES lines it ends: no article has as many, and none is made of them.
    """
    markup = _without(markup)
    out: list[str] = []
    at = lines = 0
    said = False
    for match in _TAG.finditer(markup):
        text = markup[at : match.start()].replace("\n", " ")
        out.append(text)
        said = said or (not text.isspace() and text != "")
        at = match.end()
        if match[1] is not None and match[1].lower() in _BREAKING:
            out.append("\n\n")
            lines += said
            said = False
            if lines > MOST_LINES:
                at = len(markup)
                break
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

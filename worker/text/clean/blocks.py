"""Plain text to blocks: what is one paragraph, one list item, one line of its own."""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

Kind = Literal["headline", "standfirst", "heading", "paragraph", "list_item", "blockquote"]

_BULLET: Final = re.compile(r"[-*•‣▪▫●○■□◆◦∙·►▶➤⁃]\s+\S|\(?[0-9]{1,2}[.)]\s+\S|\(?[a-z][)]\s+\S")
_ENDS: Final = re.compile(r"[.!?…:;。！？]['\"”’»)\]]*\Z")
_STOPS: Final = re.compile(r"[.!?…。！？]['\"”’»)\]]*\Z")
_BLANKS: Final = re.compile(r"[^\S\n]+")

NARROWEST, WIDEST = 40, 100
"""The line lengths, in characters, that hard-wrapped text comes in (agency wires 60 to 70, mail 72 to 78)."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of an article: its text on one line, what it is, and whether a blank line (or an end) follows."""

    text: str
    kind: Kind = "paragraph"
    apart: bool = True


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of one block as they stand in a text: `text[start:end]`, and whether a blank line (or the end) follows."""

    start: int
    end: int
    apart: bool


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    indent: int
    text: str


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does: full stop, question or exclamation mark, perhaps within quotes.

    >>> ends_sentence('He said: "Yes."'), ends_sentence("Man held over fire")
    (True, False)
    """
    return _STOPS.search(text[-8:]) is not None


def is_prose(text: str) -> bool:
    """Whether a block reads as running text: a sentence of some length, or a long line without a full stop."""
    if ends_sentence(text):
        return len(text) >= 200 or text.count(" ") >= 6 or (len(text) >= 20 and " " not in text)
    return len(text) >= 200


def is_bullet(text: str) -> bool:
    """Whether a line begins as a list item does: a bullet, or a number with a full stop or bracket.

    >>> is_bullet("- one"), is_bullet("1. one"), is_bullet("-5 degrees"), is_bullet("2022. A year")
    (True, True, False, False)
    """
    return _BULLET.match(text) is not None


def _groups(text: str) -> list[list[_Line]]:
    """Runs of lines without a blank one between them."""
    groups: list[list[_Line]] = [[]]
    at = 0
    for raw in text.split("\n"):
        body = raw.strip()
        if body:
            indent = len(raw) - len(raw.lstrip())
            groups[-1].append(_Line(at + indent, at + indent + len(body), indent, body))
        elif groups[-1]:
            groups.append([])
        at += len(raw) + 1
    return groups if groups[-1] else groups[:-1]


def _wrapped_at(groups: list[list[_Line]]) -> int:
    """The width at which a text was hard-wrapped; 0 where it was not.

    A text is hard-wrapped if its lines are of such a length and most line ends lie where the next word would not have
    fitted: nothing but wrapping does that.
    """
    pairs = [(one, two) for group in groups for one, two in pairwise(group)]
    lengths = [line.end - line.start + line.indent for group in groups for line in group]
    width = max(lengths, default=0)
    if len(pairs) < 2 or not NARROWEST <= width <= WIDEST:
        return 0
    full = sum(
        1
        for one, two in pairs
        if len(one.text) + one.indent + 1 + len(two.text.partition(" ")[0]) > width - 4 and not is_bullet(two.text)
    )
    return width if full * 2 >= len(pairs) else 0


def _continues(one: _Line, two: _Line, width: int) -> bool:
    """Whether `two` goes on with the paragraph of `one`."""
    if is_bullet(two.text):
        return False
    if width:
        if two.indent > one.indent + 1:
            return False
        return len(one.text) + one.indent + 1 + len(two.text.partition(" ")[0]) > width - 12
    # Not wrapped: a line is a paragraph, unless the sentence plainly runs on.
    return two.text[0].islower() and not _ENDS.search(one.text[-8:]) and len(one.text) >= NARROWEST


def group_lines(text: str) -> list[Lines]:
    """The blocks of a text, in order, as they stand in it: hard-wrapped lines together, other lines each alone."""
    groups = _groups(text)
    width = _wrapped_at(groups)
    found: list[Lines] = []
    for group in groups:
        start = group[0].start
        for one, two in pairwise(group):
            if not _continues(one, two, width):
                found.append(Lines(start, one.end, False))
                start = two.start
        found.append(Lines(start, group[-1].end, True))
    return found


def one_line(text: str) -> str:
    """A block's text on one line: white space runs become a space, a word broken at a hyphen is put together.

    >>> one_line("a two-\\nmonth wait  for\\nvests")
    'a two-month wait for vests'
    """
    if "-\n" in text:
        text = re.sub(r"(?<=\w)-\n[^\S\n]*(?=[a-z])", "-", text)
    return " ".join(text.split())


def plain_blocks(text: str) -> list[Block]:
    """The blocks of a plain text, list items told from paragraphs."""
    blocks: list[Block] = []
    for lines in group_lines(text):
        body = one_line(text[lines.start : lines.end])
        blocks.append(Block(body, "list_item" if is_bullet(body) else "paragraph", lines.apart))
    return blocks

"""Quotation marks: which open, which close, which belong together.

Typewriter marks do not say what they are, and one sign is both apostrophe and closing single mark. Both are told by
what stands beside them, then by what is open. Marks are paired within a block; a quote that is not closed goes on in
the next block where that starts with an opening mark, as printers do it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from schemas.span import Span

Role = Literal["open", "close", "either", "none"]
Family = Literal["double", "single"]

_MARK = re.compile("``|''|[\"“”„‟«»'‘’‚‛`]")
_DOUBLE = frozenset({'"', "“", "”", "„", "‟", "«", "»", "``", "''"})
_BEFORE_OPENING = frozenset("([{<—–-/\"“„«'‘*_>")
_AFTER_OPENING = frozenset("$£€¥#@&([{<\"“«'‘*_…")
_NO_SPACE_NEEDED = frozenset(":,;")
# Words that begin with an apostrophe for a letter left out; two digits after it are a year ('98, '90s).
_ELISION = re.compile(
    r"(?:em|til|till|tis|twas|twere|twill|cause|cos|bout|round|neath|n|un|ere|tween|ello)\b|\d\ds?\b", re.I
)
_ALWAYS_ELIDED = re.compile(r"(?:em|tis|twas|twere|twill|cause|cos|n|un)\b|\d\ds\b", re.I)


@dataclass(frozen=True, slots=True)
class Marked:
    """Text between marks: `start` to `end` with the marks, `inner_start` to `inner_end` without them."""

    start: int
    end: int
    inner_start: int
    inner_end: int


@dataclass(frozen=True, slots=True)
class _Open:
    family: Family
    sign: str
    start: int
    inner_start: int
    blocks: int = 1


def find_marked(text: str, blocks: Sequence[Span]) -> tuple[Marked, ...]:
    """What stands between quotation marks, left to right, the outermost where one is inside another.

    `blocks` are the paragraphs, in order. An opening mark that nothing closes gives nothing, except where the quote
    went on over several blocks: then it ends with the last one that took it up.

    >>> find_marked("The workers' 'last offer'.", (Span(start=0, end=26),))
    (Marked(start=13, end=25, inner_start=14, inner_end=24),)
    """
    found: list[Marked] = []
    carried: _Open | None = None
    for number, block in enumerate(blocks):
        following = blocks[number + 1].start if number + 1 < len(blocks) else len(text)
        carried = _Block(text, block, found).read(carried, following)
    return tuple(found)


class _Block:
    """The marks of one block, read with a stack of what is open."""

    def __init__(self, text: str, block: Span, found: list[Marked]) -> None:
        self._text, self._start, self._end, self._found = text, block.start, block.end, found
        self._open: list[_Open] = []
        self._doubles = 0

    def read(self, carried: _Open | None, following: int) -> _Open | None:
        """Add this block's quotes; returns the one that the next block, at `following`, takes up."""
        marks = [(match[0], match.start()) for match in _MARK.finditer(self._text, self._start, self._end)]
        singles = [
            place for place, (sign, at) in enumerate(marks) if sign not in _DOUBLE and self._role(sign, at) != "none"
        ]
        after: dict[int, int] = dict(pairwise(singles))
        for place, (sign, at) in enumerate(marks):
            if carried is not None and place == 0:
                self._push(_Open(carried.family, sign, carried.start, carried.inner_start, carried.blocks + 1))
            elif sign in _DOUBLE:
                self._double(sign, at)
            else:
                later = after.get(place)
                lonely = later is not None and self._role(*marks[later]) == "close"
                self._single(sign, at, plural_possessive=lonely and self._after_s(at))
        return self._leave(following)

    def _leave(self, following: int) -> _Open | None:
        if not self._open:
            return None
        first = self._open[0]
        match = _MARK.match(self._text, following)
        if match and self._same_family(match[0], first.family) and self._role(match[0], following) == "open":
            return first
        if first.blocks > 1:
            self._close(first, self._end, 0)
        return None

    @staticmethod
    def _same_family(sign: str, family: Family) -> bool:
        return (sign in _DOUBLE) == (family == "double")

    def _double(self, sign: str, at: int) -> None:
        role = self._role(sign, at)
        if role == "none":
            return
        if self._doubles and (role != "open" or (sign == "“" and self._topmost_double().sign == "„")):
            self._close_double(sign, at)
        elif role == "open" or (role == "either" and not self._doubles):
            if self._doubles and sign != "«":
                self._drop_double()
            self._push(_Open("double", sign, at, at + len(sign)))

    def _single(self, sign: str, at: int, *, plural_possessive: bool) -> None:
        role = self._role(sign, at)
        if role == "open":
            self._push(_Open("single", sign, at, at + 1))
        elif role == "close" and self._open and self._open[-1].family == "single" and not plural_possessive:
            self._close(self._open.pop(), at + 1, 1)

    def _push(self, opened: _Open) -> None:
        self._open.append(opened)
        self._doubles += opened.family == "double"

    def _topmost_double(self) -> _Open:
        return next(one for one in reversed(self._open) if one.family == "double")

    def _drop_double(self) -> _Open:
        while True:
            dropped = self._open.pop()
            if dropped.family == "double":
                self._doubles -= 1
                return dropped

    def _close_double(self, sign: str, at: int) -> None:
        self._close(self._drop_double(), at + len(sign), len(sign))

    def _close(self, opened: _Open, end: int, width: int) -> None:
        while self._found and self._found[-1].start > opened.start:
            self._found.pop()
        if self._text[opened.inner_start : end - width].strip():
            self._found.append(Marked(opened.start, end, opened.inner_start, end - width))

    def _after_s(self, at: int) -> bool:
        return self._text[at - 1 : at] in ("s", "S") and self._text[at + 1 : at + 2] == " "

    def _role(self, sign: str, at: int) -> Role:
        before = self._text[at - 1] if at > self._start else " "
        place = at + len(sign)
        after = self._text[place] if place < len(self._text) else " "
        if sign in _DOUBLE:
            head = self._text[max(self._start, at - 4) : at]
            return _double_role(sign, _free(before), _solid(after, self._text[place : place + 3]), head)
        free, solid = _free(before), _solid(after, self._text[place : place + 3])
        if before.isalnum() and after.isalnum():
            return "none"
        if sign in "‘‚‛'`" and free and solid:
            elided = sign != "‘" and at > self._start and _ELISION.match(self._text, place)
            return "none" if elided or _ALWAYS_ELIDED.match(self._text, place) else "open"
        if sign in "'’" and not before.isspace() and not after.isalnum():
            return "close"
        return "none"


def _free(before: str) -> bool:
    return before.isspace() or before in _BEFORE_OPENING


def _solid(after: str, next_three: str) -> bool:
    return after.isalnum() or after in _AFTER_OPENING or next_three == "..."


def _double_role(sign: str, free: bool, solid: bool, head: str) -> Role:
    if sign in ("“", "„", "‟", "``"):
        return "open"
    if sign in ("”", "''"):
        return "close"
    if sign in ("«", "»"):
        return "open" if free and solid else "close"
    before = head[-1:] or " "
    if before.isdigit() and ("'" in head or "’" in head):
        return "none"  # six feet two inches
    if free == solid:
        return "open" if free else "close"
    return "either" if free or before in _NO_SPACE_NEEDED else "close"

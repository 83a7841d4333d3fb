"""The text cut once into tokens; every rule works on token numbers and never on the text again."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

from worker.text.numbers.wordlist import words

WORD: Final = 0
NUMBER: Final = 1
VULGAR: Final = 2
MARK: Final = 3

GLUED: Final = 0
SPACED: Final = 1
BROKEN: Final = 2

VULGAR_FRACTIONS: Final = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅐⅑⅒"
_LETTER = rf"[^\W\d_{VULGAR_FRACTIONS}⁰¹²³⁴-⁹₀-₉]"
# Spaces that group thousands: no-break, figure, thin, narrow no-break and the plain one.
_SPACE = "[\u00a0\u2007\u2009\u202f ]"
# Each alternative consumes at least one character and none can be entered twice at one place: linear time.
_TOKEN = re.compile(
    rf"([1-9][0-9]{{0,2}}(?:{_SPACE}[0-9]{{3}}(?![0-9]))+(?:[.,][0-9]+)?(?![0-9])"
    r"|[0-9]+(?:[.,][0-9]+|['’][0-9]{3}(?![0-9]))*)"
    rf"|({_LETTER}+(?:['’]{_LETTER}+)?[²³]?)"
    rf"|([{VULGAR_FRACTIONS}])"
    r"|\S"
)

HYPHENS: Final = frozenset("-‐‑")
DASHES: Final = frozenset("-‐‑‒–—")
_ENDS = frozenset(".!?")
_CLOSERS = frozenset("\"'”’)]»")
_ABBREVIATIONS = words(
    "mr mrs ms dr prof gen col lt maj sgt capt sen rep gov st rs no nos vs est approx ca jan feb mar apr aug sept "
    "sep oct nov dec u s k p a m v"
)


def _abbreviated(text: str) -> bool:
    """Whether a point behind this word ends no sentence: "Mr.", the initials of a name."""
    return (len(text) == 1 and text.isupper() and text != "I") or text.lower() in _ABBREVIATIONS


class Tokens:
    """Parallel lists, one place a token: `text`, `low` (lower case), `kind`, `start`, `end`, `gap` before, `sentence`.

    Offsets are code points, half-open. A sentence is a number that grows; it is only what the rules need to stay
    within one statement, not the article's own segmentation.

    >>> t = Tokens("Over 1,200 men.")
    >>> t.text, t.kind
    (['Over', '1,200', 'men', '.'], [0, 1, 0, 3])
    """

    __slots__ = ("end", "gap", "kind", "low", "sentence", "source", "start", "text")

    def __init__(self, source: str) -> None:
        self.source = source
        self.text: list[str] = []
        self.low: list[str] = []
        self.kind: list[int] = []
        self.start: list[int] = []
        self.end: list[int] = []
        self.gap: list[int] = []
        self.sentence: list[int] = []
        self._cut()

    def __len__(self) -> int:
        return len(self.text)

    def _cut(self) -> None:
        source = self.source
        last_end = 0
        sentence = 0
        open_end = False
        kinds = (MARK, NUMBER, WORD, VULGAR)
        for match in _TOKEN.finditer(source):
            start, end = match.span()
            text = match.group()
            kind = kinds[match.lastindex or 0]
            if start == last_end:
                gap = GLUED
            else:
                gap = BROKEN if "\n" in source[last_end:start] else SPACED
                if gap == BROKEN or (open_end and (kind == NUMBER or not text.islower())):
                    sentence += 1
            low = text.lower()
            self.text.append(text)
            self.low.append(low)
            self.kind.append(kind)
            self.start.append(start)
            self.end.append(end)
            self.gap.append(gap)
            self.sentence.append(sentence)
            if kind == MARK:
                if text in _ENDS:
                    open_end = not (len(self.low) > 1 and _abbreviated(self.text[-2]))
                elif not (open_end and text in _CLOSERS):
                    open_end = False
            else:
                open_end = False
            last_end = end

    def word(self, i: int) -> str:
        """The token in lower case, or nothing outside the text."""
        return self.low[i] if 0 <= i < len(self.low) else ""

    def is_number(self, i: int) -> bool:
        return 0 <= i < len(self.kind) and self.kind[i] == NUMBER

    def is_word(self, i: int) -> bool:
        return 0 <= i < len(self.kind) and self.kind[i] == WORD

    def glued(self, i: int) -> bool:
        """Whether token i stands right behind token i - 1."""
        return 0 < i < len(self.gap) and self.gap[i] == GLUED

    def hyphen(self, i: int) -> bool:
        """Whether token i is a dash with no space on either side."""
        return 0 < i < len(self.low) - 1 and self.low[i] in DASHES and self.glued(i) and self.glued(i + 1)

    def capital(self, i: int) -> bool:
        return 0 <= i < len(self.text) and self.kind[i] == WORD and self.text[i][0].isupper()

    def opens(self, i: int) -> bool:
        """Whether token i is the first word of its sentence (marks before it do not count)."""
        j = i - 1
        while j >= 0 and self.kind[j] == MARK and self.sentence[j] == self.sentence[i] and i - j < 4:
            if self.low[j] in ":;":
                return True
            j -= 1
        return j < 0 or self.sentence[j] != self.sentence[i]

    def covered(self, spans: Sequence[tuple[int, int]]) -> set[int]:
        """The numbers of all tokens that any of these spans (offsets) touches."""
        out: set[int] = set()
        for start, end in spans:
            out.update(range(bisect_right(self.end, start), bisect_left(self.start, end)))
        return out

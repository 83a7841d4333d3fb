"""Words of a text with their offsets, and how each is written: cut once, in one pass, for all of the package."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from schemas.span import Span

LOWER: Final = 0
"""First letter small, or no letter at all in the first place that has case."""
CAPITAL: Final = 1
"""First letter capital, a small one after it."""
UPPER: Final = 2
"""Two letters or more, all capital: "UN", "U.S.", "F16"."""
INITIAL: Final = 3
"""One capital letter by itself."""
DIGITS: Final = 4

LONGEST_WORD: Final = 40
"""Code points; what is longer is no name, so that a text without spaces costs nothing."""

_LETTER: Final = r"[^\W\d_]"
_WORD: Final = re.compile(
    rf"(?:{_LETTER}\.){{2,}}|(?:{_LETTER}\.)+{_LETTER}(?!\w)|"
    r"(?:[^\W_]|[\u0300-\u036f])+(?:['’ʼʻ](?!(?:s|t|re|ll|ve|d|m|S)\b)[^\W_][^\W_\u0300-\u036f]*)*"
)
_FRESH: Final = frozenset('"“”„«»‘`:;•*?!…—|\n\r[')
_STOPS: Final = re.compile(r"[.?!]\s|\n")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text, in order; the lists run in parallel."""

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    shapes: list[int]
    fresh: list[bool]
    """True where a capital is due to the place: a sentence, a quote or a line begins."""
    sentence: list[int]
    """Number of the sentence that each word stands in; a sentence has its words together."""

    def gap(self, index: int) -> str:
        """What stands between word ``index`` and the next; at the last word, up to 8 characters of the rest."""
        if index + 1 < len(self.starts):
            return self.text[self.ends[index] : self.starts[index + 1]]
        return self.text[self.ends[index] : self.ends[index] + 8]


def shape(word: str) -> int:
    """How ``word`` is written.

    >>> [shape(w) for w in ("Moscow", "iPhone", "UN", "U.S.", "J", "318", "McDonald", "москва", "Москва")]
    [1, 0, 2, 2, 3, 4, 1, 0, 1]
    """
    first = word[0]
    if first.isdigit():
        return UPPER if len(word) > 1 and word.isupper() else DIGITS
    if not first.isupper():
        return LOWER
    if len(word) == 1:
        return INITIAL
    if word[1:].islower():
        return CAPITAL
    return UPPER if word.isupper() and not word[1:].isdigit() else CAPITAL


def fold(word: str) -> str:
    """The spelling that look-ups compare: small letters, without diacritics, full stops and apostrophes.

    >>> fold("U.S."), fold("Médecins"), fold("O’Brien"), fold("Łódź")
    ('us', 'medecins', 'obrien', 'lodz')
    """
    if word.isascii():
        if word.isalpha():
            return word.lower()
    else:
        word = unicodedata.normalize("NFKD", word.translate(_STROKES))
        word = "".join(c for c in word if not unicodedata.combining(c))
    return word.casefold().replace(".", "").replace("'", "").replace("’", "").replace("ʼ", "").replace("ʻ", "")


_STROKES: Final = str.maketrans(
    {"Ł": "L", "ł": "l", "Ø": "O", "ø": "o", "Đ": "D", "đ": "d", "ı": "i", "Æ": "AE", "æ": "ae"}
)


def cut(text: str) -> list[str]:
    """The words of a short piece of text, such as a name of a table.

    >>> cut("Rostov-on-Don"), cut("RFE/RL's"), cut("U.S. Army"), cut("O'Brien")
    (['Rostov', 'on', 'Don'], ['RFE', 'RL', 's'], ['U.S.', 'Army'], ["O'Brien"])
    """
    return _WORD.findall(text)


def cut_words(text: str, sentences: Sequence[Span] = ()) -> Words:
    """All words of ``text``; without ``sentences`` a stop before white space, or a line's end, ends one."""
    bounds = [sentence.start for sentence in sentences] or [0, *(match.end() for match in _STOPS.finditer(text))]
    starts: list[int] = []
    ends: list[int] = []
    words: list[str] = []
    shapes: list[int] = []
    fresh: list[bool] = []
    numbers: list[int] = []
    last, number = 0, -1
    for match in _WORD.finditer(text):
        start, end = match.span()
        word = match.group()
        now = bisect_right(bounds, start)
        starts.append(start)
        ends.append(end)
        words.append(word)
        known = shape(word) if end - start <= LONGEST_WORD else LOWER
        shapes.append(known)
        if now != number:
            number = now
            fresh.append(True)
        elif known == LOWER or start - last == 1:
            fresh.append(False)
        else:
            fresh.append(not _FRESH.isdisjoint(text[last:start][:64]))
        numbers.append(now)
        last = end
    return Words(text, starts, ends, words, shapes, fresh, numbers)

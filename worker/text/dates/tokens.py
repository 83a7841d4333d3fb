"""A text as tokens: words, runs of digits, and single other characters."""

import re
from dataclasses import dataclass, field

_TOKEN = re.compile(r"[^\W\d_]+|[0-9]+|\n(?=[ \t\r]*\n)|\S")
_BLANK = "\n"
_DIGITS = frozenset("0123456789")
_ENDS = frozenset(".!?\n")


def numeric(word: str) -> bool:
    """Whether a token is a run of ASCII digits: other digits and superscripts are not read as dates."""
    return word[:1] in _DIGITS and word != ""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one text: `words` in lower case, `starts` and `ends` in code points of `text`.

    A blank line is a token too, the word "\\n", so that no expression runs from one paragraph into the next.

    >>> Tokens.of("Nov. 4th").words
    ('nov', '.', '4', 'th')
    """

    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    size: int = field(default=0)

    @classmethod
    def of(cls, text: str) -> "Tokens":
        spans = [found.span() for found in _TOKEN.finditer(text)]
        low = text.lower()
        if len(low) != len(text):  # "İ" in lower case is two characters
            low = "".join(each if len(each.lower()) != 1 else each.lower() for each in text)
        starts, ends = zip(*spans, strict=True) if spans else ((), ())
        return cls(text, tuple([low[start:end] for start, end in spans]), starts, ends, len(spans))

    def word(self, at: int) -> str:
        """The word at `at` in lower case; "" for a blank line, before the first and after the last."""
        word = self.words[at] if 0 <= at < self.size else ""
        return "" if word == _BLANK else word

    def surface(self, at: int) -> str:
        """The word at `at` as written; "" before the first and after the last."""
        return self.text[self.starts[at] : self.ends[at]] if 0 <= at < self.size else ""

    def glued(self, at: int) -> bool:
        """Whether no white space lies between the token before `at` and the token at `at`."""
        if not 0 < at < self.size or self.starts[at] != self.ends[at - 1]:
            return False
        return self.words[at] != _BLANK and self.words[at - 1] != _BLANK

    def capital(self, at: int) -> bool:
        """Whether the word at `at` begins with a capital."""
        return 0 <= at < self.size and self.text[self.starts[at]].isupper()

    def opens_sentence(self, at: int) -> bool:
        """Whether the word at `at` is the first of its sentence (quotation marks and brackets before it aside)."""
        before = at - 1
        while before >= 0 and before > at - 4 and self.words[before] in "\"'“‘(*•-–—":
            before -= 1
        return before < 0 or self.words[before] in _ENDS

    def name_like(self, at: int) -> bool:
        """Whether the word at `at` has a capital that no sentence start explains."""
        return self.capital(at) and not self.opens_sentence(at)

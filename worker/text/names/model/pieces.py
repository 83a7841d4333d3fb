"""Word pieces: what the network reads of a word.

The vocabulary is that of MiniLM-L6 (BERT, uncased), cut as BERT cuts (greedily, the longest piece first) with three
differences that words of ours ask for: full stops inside an abbreviation fall away ("U.S." is read as "us": how it is
written is told apart), a word has at most :data:`MOST` pieces, and the longest piece is sought within
:data:`LONGEST_PIECE` letters, so that cutting is linear in the word.
"""

import unicodedata
from pathlib import Path
from typing import Final

MOST: Final = 8
"""Pieces of one word; the rest of it is not read."""
LONGEST_WORD: Final = 40
"""Code points; a longer word is read as unknown."""
LONGEST_PIECE: Final = 18
"""Letters of the vocabulary's longest piece."""
_CACHED: Final = 60_000
"""Words whose pieces are remembered: some 12 MB. A full memory is emptied, so that new words cost no room."""

START, END, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"


class Pieces:
    """Cuts words into the numbers of their pieces, in the order of the vocabulary's lines."""

    def __init__(self, vocabulary: tuple[str, ...]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self._known: dict[str, tuple[int, ...]] = {}
        self.start = self._numbers[START]
        self.end = self._numbers[END]
        self.unknown = self._numbers[UNKNOWN]

    @classmethod
    def read(cls, path: Path) -> "Pieces":
        """The vocabulary of a file, one piece a line."""
        return cls(tuple(path.read_text("utf-8").split("\n")))

    def of(self, word: str) -> tuple[int, ...]:
        """The pieces of a word, one at least."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= _CACHED:
                self._known.clear()
            found = self._known[word] = self._cut(word)
        return found

    def _cut(self, word: str) -> tuple[int, ...]:
        if len(word) > LONGEST_WORD:
            return (self.unknown,)
        plain = _plain(word)
        found: list[int] = []
        at, fresh = 0, True
        while at < len(plain) and len(found) < MOST:
            if not plain[at].isalnum():
                found.append(self._numbers.get(plain[at], self.unknown))
                at, fresh = at + 1, True
                continue
            for end in range(min(len(plain), at + LONGEST_PIECE), at, -1):
                number = self._numbers.get(plain[at:end] if fresh else f"##{plain[at:end]}")
                if number is not None:
                    break
            else:
                return (self.unknown,)
            found.append(number)
            at, fresh = end, False
        return tuple(found) or (self.unknown,)


def _plain(word: str) -> str:
    """Small letters without accents; an abbreviation without its full stops.

    >>> _plain("U.S."), _plain("Erdoğan"), _plain("O’Brien")
    ('us', 'erdogan', "o'brien")
    """
    plain = word.lower()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFD", plain) if unicodedata.category(c) != "Mn")
        plain = plain.replace("’", "'").replace("ʼ", "'").replace("ʻ", "'").replace("ı", "i")
    return plain.replace(".", "") if "." in plain else plain

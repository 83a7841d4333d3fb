"""The accounts of raw partitions: what was seen of each offset, in ten bytes.

Counters are bytes that stay at 254, those of dead letters four bits that stay at 15: who has so many copies need not
know how many. All is allocated at once, for each offset between the log's begin and its end, whatever lies there: ten
million take 100 MB.
"""

from array import array
from typing import Literal

import numpy as np

from schemas.dead_letter import Code

RECORDS = ("entities", "numbers")
"""The topics of records, by our names for them, as in the header `copydesk.records`."""

MOST = 254
"""So many copies, or more."""
MOST_LETTERS = 15
"""So many dead letters, or more."""

_JUDGED = 255
_CODES = ("", *(str(code) for code in Code), "?")
"""A dead letter's code in four bits; the last for one that this version does not know."""
_NUMBERS = {code: number for number, code in enumerate(_CODES)}

_OVER, _UNKNOWN, _LEAST, _LARGEST = -32768, -32767, -32766, 32767

Counter = Literal["normalised", "replayed", "waiting", "enriched"]


class Owed:
    """For each offset, how many records are still to be found: below 0 where more were found than were due.

    Two bytes each; the few numbers that do not fit lie beside them. Once unknown it stays unknown (None).

    >>> owed = Owed(2)
    >>> owed.add(1, 70_000)
    >>> owed.add(1, -1)
    >>> owed[0], owed[1]
    (0, 69999)
    """

    __slots__ = ("_large", "_small")

    def __init__(self, length: int) -> None:
        self._small = array("h", bytes(2 * length))
        self._large: dict[int, int] = {}

    def add(self, at: int, number: int | None) -> None:
        """More are due (or fewer, below 0); None: nobody says how many."""
        now = self._small[at]
        if now == _UNKNOWN:
            return
        if number is None:
            self._small[at] = _UNKNOWN
            self._large.pop(at, None)
            return
        number += self._large.pop(at) if now == _OVER else now
        if _LEAST <= number <= _LARGEST:
            self._small[at] = number
        else:
            self._small[at] = _OVER
            self._large[at] = number

    def __getitem__(self, at: int) -> int | None:
        now = self._small[at]
        return None if now == _UNKNOWN else self._large[at] if now == _OVER else now


class Book:
    """The accounts of one raw partition; an index is an offset less `start`.

    `begin` and `end` are the log's, half-open; only offsets from `start` on are accounted for. `committed` is the
    group's offset, None where it has none.
    """

    __slots__ = (
        "_letters",
        "begin",
        "committed",
        "end",
        "enriched",
        "normalised",
        "owed",
        "replayed",
        "start",
        "waiting",
    )

    def __init__(self, begin: int, end: int, committed: int | None = None, start: int | None = None) -> None:
        self.begin, self.end, self.committed = begin, end, committed
        self.start = begin if start is None else min(max(begin, start), end)
        length = max(0, end - self.start)
        self.normalised = bytearray(length)
        """Articles that came of the raw message itself."""
        self.replayed = bytearray(length)
        """Articles that came of it by way of a replayed dead letter."""
        self.waiting = bytearray(length)
        """Of all these, those that the group has not gone past."""
        self.enriched = bytearray(length)
        self._letters = {"normalise": bytearray(length), "enrich": bytearray(length)}
        self.owed = {name: Owed(length) for name in RECORDS}

    def count(self, counter: Counter, at: int) -> None:
        """One more of these."""
        counters: bytearray = getattr(self, counter)
        if counters[at] < MOST:
            counters[at] += 1

    def add_letter(self, stage: str, at: int, code: str) -> None:
        """One more dead letter of a stage; a stage that is none of ours has no account."""
        letters = self._letters.get(stage)
        if letters is not None:
            number = min(MOST_LETTERS, (letters[at] >> 4) + 1)
            letters[at] = number << 4 | _NUMBERS.get(code, len(_CODES) - 1)

    def letters(self, stage: str, at: int) -> tuple[int, str]:
        """How many dead letters of a stage, and the code of the last one."""
        letters = self._letters[stage][at]
        return letters >> 4, _CODES[letters & 15]

    def close(self, at: int) -> None:
        """A raw message lies there, and was dealt with: from here on its counters say nothing."""
        self.normalised[at] = _JUDGED

    def unclosed(self) -> int:
        """How many articles and dead letters were counted at offsets that were not closed."""
        left = np.frombuffer(self.normalised, np.uint8) != _JUDGED
        counters = (self.normalised, self.replayed, self.enriched)
        articles = sum(int(np.frombuffer(counter, np.uint8)[left].sum()) for counter in counters)
        return articles + sum(
            int((np.frombuffer(letters, np.uint8)[left] >> 4).sum()) for letters in self._letters.values()
        )


def parse_records(header: bytes | None) -> dict[str, int] | None:
    """The header `copydesk.records` of an enriched article; None where it is not there or cannot be read.

    >>> parse_records(b"entities=3,numbers=8")
    {'entities': 3, 'numbers': 8}
    """
    try:
        pairs = (pair.split("=") for pair in (header or b"").decode("ascii").split(","))
        found = {name: int(number) for name, number in pairs}
    except ValueError:
        return None
    return found if all(number >= 0 for number in found.values()) else None

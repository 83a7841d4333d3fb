"""From probabilities of labels to spans of words."""

from typing import NamedTuple

from worker.text.names.model.labels import LABELS, TYPES
from worker.text.names.model.network import Floats
from worker.text.names.tokens import Words


class Span(NamedTuple):
    """Words ``first`` to ``last`` (exclusive) are a name; ``shares`` are the probabilities of TYPES, in that order."""

    first: int
    last: int
    shares: tuple[float, ...]

    @property
    def type(self) -> str:
        """The likeliest of TYPES."""
        return TYPES[self.shares.index(max(self.shares))]


def spans(rows: Floats, words: Words) -> list[Span]:
    """The names that the rows tell, left to right; a name ends with its line at the latest.

    Each word has its likeliest label. A name goes on with the words that go on with any type, and is of the type that
    its words together give the most.
    """
    best = rows.argmax(1).tolist()
    found: list[Span] = []
    index = 0
    while index < len(best):
        if best[index] == 0:
            index += 1
            continue
        end = index + 1
        while end < len(best) and LABELS[best[end]].startswith("I-") and "\n" not in words.gap(end - 1):
            end += 1
        parts = rows[index:end, 1:].reshape(end - index, len(TYPES), 2).sum((0, 2)) / (end - index)
        found.append(Span(index, end, tuple(parts.tolist())))
        index = end
    return found

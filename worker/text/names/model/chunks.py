"""A text cut into what the network reads at a time: some sentences, no more than :data:`LONGEST` pieces.

A chunk depends on the text alone and is read by itself, so that no other text, batch or thread changes what is found.
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Final

from worker.text.names.model.features import SIGN
from worker.text.names.model.pieces import Pieces
from worker.text.names.tokens import Words

LONGEST: Final = 126
"""Pieces, give or take the signs behind the last word and the mark of the end."""
PLACES: Final = 160
"""No chunk has more pieces than this."""
_MOST_SIGNS: Final = 16
"""Signs read between two words; more of them say no more."""


@dataclass(slots=True)
class Chunk:
    """Pieces of a stretch of text with the facts of each, and where each word begins among them."""

    pieces: list[int]
    facts: list[int]
    words: list[int] = field(default_factory=list)
    """The chunk's words by their numbers in the text, ascending."""
    heads: list[int] = field(default_factory=list)
    """For each of them the place of its first piece in ``pieces``."""


def chunks(
    words: Words,
    facts: list[int],
    pieces: Pieces,
    wanted: AbstractSet[int],
    *,
    count: int,
    longest: int = LONGEST,
) -> Iterator[Chunk]:
    """The chunks of the ``wanted`` sentences among the first ``count`` words, in order.

    A sentence lies in one chunk where it is short enough.
    """
    chunk = Chunk([pieces.start], [0])
    index = 0
    while index < count:
        number = words.sentence[index]
        end = index
        while end < count and words.sentence[end] == number:
            end += 1
        if number in wanted:
            size = sum(len(pieces.of(words.words[i])) + 1 for i in range(index, min(end, index + longest)))
            for at in range(index, end):
                own = pieces.of(words.words[at])
                full = len(chunk.pieces) + (size if at == index else len(own)) > longest
                if full and chunk.words:
                    yield _closed(chunk, pieces)
                    chunk = Chunk([pieces.start], [0])
                _add(chunk, words, at, own, facts[at], pieces)
        index = end
    if chunk.words:
        yield _closed(chunk, pieces)


def _add(chunk: Chunk, words: Words, index: int, own: tuple[int, ...], facts: int, pieces: Pieces) -> None:
    chunk.words.append(index)
    chunk.heads.append(len(chunk.pieces))
    chunk.pieces.extend(own)
    chunk.facts.extend([facts] * len(own))
    gap = words.gap(index)
    if gap != " ":
        for sign in "".join(gap[: 4 * _MOST_SIGNS].split())[:_MOST_SIGNS]:
            chunk.pieces.append(pieces.of(sign)[0])
            chunk.facts.append(SIGN)


def _closed(chunk: Chunk, pieces: Pieces) -> Chunk:
    chunk.pieces.append(pieces.end)
    chunk.facts.append(0)
    return chunk

"""What the network makes of a text: for each word the probability of each label."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

import numpy as np

from worker.text.names.model.chunks import Chunk, chunks
from worker.text.names.model.features import features
from worker.text.names.model.labels import LABELS
from worker.text.names.model.network import Floats, network
from worker.text.names.model.pieces import Pieces
from worker.text.names.rules import Opinion
from worker.text.names.scene import Scene
from worker.text.names.tokens import CAPITAL, INITIAL, UPPER, Words

MOST_WORDS: Final = 10_000
"""Of one text: what the network reads at most (under a second), to the end of a sentence; few articles are longer."""
_NOTHING: Final[Floats] = np.eye(1, len(LABELS), dtype=np.float32)
"""The row of a word that is surely no name."""


def read(scene: Scene, opinion: Opinion) -> Floats:
    """[words, labels], each row adding up to 1. Sentences that can hold no name are not read: theirs is "O".

    A sentence can hold one where a word has a capital that is not owed to its place, or that is no English word. A text
    of more than :data:`MOST_WORDS` has rows for its first words only.
    """
    model = network()
    rows = np.repeat(_NOTHING, _end(scene.words), axis=0)
    for chunk in chunks_of(scene, opinion, model.pieces):
        rows[chunk.words] = model.probabilities(chunk)
    return rows


def _end(words: Words) -> int:
    """The words that are read: all, or up to the last sentence that ends within MOST_WORDS, or so many."""
    if len(words.words) <= MOST_WORDS:
        return len(words.words)
    return bisect_left(words.sentence, words.sentence[MOST_WORDS]) or MOST_WORDS


def chunks_of(scene: Scene, opinion: Opinion, pieces: Pieces) -> Iterator[Chunk]:
    """The chunks of a text that the network reads, in order."""
    count = _end(scene.words)
    return chunks(scene.words, features(scene, opinion), pieces, _wanted(scene, opinion, count), count=count)


def _wanted(scene: Scene, opinion: Opinion, end: int) -> set[int]:
    """The numbers of the sentences that can hold a name."""
    words = scene.words
    wanted = {words.sentence[piece.first] for piece in opinion.pieces if piece.first < end}
    for index, shape in enumerate(words.shapes[:end]):
        if shape in (CAPITAL, UPPER, INITIAL) and words.sentence[index] not in wanted and not scene.doubtful(index):
            wanted.add(words.sentence[index])
    return wanted

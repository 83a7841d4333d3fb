"""What the mentions of one name say together: the network reads a hundred words at a time, a text has more."""

from collections.abc import Sequence
from typing import Final

from worker.text.names.model.decoding import Span
from worker.text.names.model.labels import TYPES
from worker.text.names.scene import Scene
from worker.text.names.tokens import CAPITAL

_SURE: Final = 0.9
"""Of a first word at a start that is also an English word: below this it is taken for the word."""


def agreed(scene: Scene, told: Sequence[Span]) -> list[Span]:
    """The spans with the type that all mentions of the same words together give the most; left to right.

    A word that is a surname of the text's persons keeps what it is at each place ("Washington"). An English word alone
    at a start is a name only if the network is sure or the text has it elsewhere too.
    """
    keys = [tuple(word for word in scene.folded[span.first : span.last] if word) for span in told]
    sums: dict[tuple[str, ...], list[float]] = {}
    counts: dict[tuple[str, ...], int] = {}
    surnames = {key[-1] for key, span in zip(keys, told, strict=True) if len(key) > 1 and span.type == "PER"}
    for key, span in zip(keys, told, strict=True):
        known = sums.setdefault(key, [0.0] * len(TYPES))
        for number, share in enumerate(span.shares):
            known[number] += share
        counts[key] = counts.get(key, 0) + 1
    made = []
    for key, span in zip(keys, told, strict=True):
        alone = span.last - span.first == 1 == counts[key] and scene.words.shapes[span.first] == CAPITAL
        if alone and scene.words.fresh[span.first] and scene.common(span.first) and max(span.shares) < _SURE:
            continue
        if counts[key] > 1 and key and not (len(key) == 1 and key[0] in surnames):
            span = Span(span.first, span.last, tuple(share / counts[key] for share in sums[key]))
        made.append(span)
    return made

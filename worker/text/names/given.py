"""Names whose spans somebody else has found (a trained tagger, a test): brought to the words of a text."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from schemas.annotation import EntityType
from worker.text.names.finder import Found
from worker.text.names.scene import Scene


def given(scene: Scene, spans: Iterable[tuple[int, int, EntityType]]) -> tuple[Found, ...]:
    """The names at ``spans`` (start, end exclusive, type; code points), left to right.

    A span takes every word that it touches; one without a word, or that overlaps one before it, is left out. The
    table's name, where there is one of just these words, comes with it.

    >>> from worker.text.names.scene import see
    >>> given(see("In Kyiv it rained.", ()), [(3, 7, "LOCATION")])[0].match.name.spelling
    'Kyiv'
    """
    words = scene.words
    made: list[Found] = []
    free = 0
    for start, end, type_ in sorted(spans):
        first, last = bisect_right(words.ends, start), bisect_left(words.starts, end)
        if first >= last or first < free:
            continue
        match = scene.tables.match(words, first)
        means = match is not None and match.last == last and any(c.type == type_ for c in match.name.candidates)
        made.append(Found(first, last, type_, match if means else None))
        free = last
    return tuple(made)

"""Which expected span a found one answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from schemas.span import Surface
from tests.text.news.gold import Gold


@dataclass(frozen=True, slots=True)
class Matching:
    """``found`` by expected and by given index; ``extra`` are given ones that nothing asked for or pardons."""

    given_of: dict[int, int]
    gold_of: dict[int, int]
    extra: tuple[int, ...]


def match(gold: Sequence[Gold], given: Sequence[Surface]) -> Matching:
    """Pair what is expected with what is given: equal spans first, then those that share most characters."""
    pairs = [
        (-_exact(one, other), -_shared(one, other), other.start, i, j)
        for i, one in enumerate(gold)
        if not one.optional
        for j, other in enumerate(given)
        if _shared(one, other) > 0
    ]
    given_of: dict[int, int] = {}
    gold_of: dict[int, int] = {}
    for *_, i, j in sorted(pairs):
        if i not in given_of and j not in gold_of:
            given_of[i], gold_of[j] = j, i
    pardoned = [one for one in gold if one.optional]
    extra = (j for j in range(len(given)) if j not in gold_of)
    return Matching(given_of, gold_of, tuple(j for j in extra if not any(_shared(p, given[j]) for p in pardoned)))


def _exact(one: Gold, other: Surface) -> bool:
    return (other.start, other.end) in one.spans


def _shared(one: Gold, other: Surface) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))

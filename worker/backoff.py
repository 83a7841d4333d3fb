"""Waiting times between tries of what may mend itself: longer each time, and never the same for two workers."""

import random
from collections.abc import Iterator


def delays(first_s: float, longest_s: float, draw: random.Random | None = None) -> Iterator[float]:
    """Seconds to wait before each next try, without end: doubling up to `longest_s`, each drawn from its upper half.

    Half of it is jitter, so that workers which lost the same broker do not all come back at the same moment.

    >>> [round(s, 2) for _, s in zip(range(4), delays(1, 5, random.Random(7)))]
    [0.66, 1.15, 3.3, 2.68]
    """
    drawn = draw or random
    whole = first_s
    while True:
        yield drawn.uniform(whole / 2, whole)
        whole = min(2 * whole, longest_s)

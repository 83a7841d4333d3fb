"""Memory over many articles whose names and words are all new: the process's resident size as it goes.

    python -m tests.benchmarks.names_memory [ARTICLES]

An article has 60 words or so, two thirds of them never seen before. 100,000 unless told. Ends with 1 where the second
half of the way took more than 16 MB.
"""

import random
import resource
import sys
from collections.abc import Sequence
from pathlib import Path

from worker.text.names import find_names

STEP = 20
SYLLABLES = [a + b for a in "bcdfghjklmnprstvwz" for b in ("a", "e", "i", "o", "u", "an", "er", "il", "os")]
SENTENCE = "{} {} of {} told {} that the {} {} in {} had been {} by {} and {} on Monday."


def article(draw: random.Random) -> str:
    """Four sentences of invented words."""

    def word(capital: bool) -> str:
        made = "".join(draw.choices(SYLLABLES, k=draw.randint(3, 4)))
        return made.capitalize() if capital else made

    return " ".join(SENTENCE.format(*(word(draw.random() < 0.7) for _ in range(10))) for _ in range(4))


def resident_mb() -> float:
    """What the process has in memory now, in MB."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * resource.getpagesize() / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def main(arguments: Sequence[str]) -> int:
    """Print a line for every twentieth part of the way."""
    count = int(arguments[0]) if arguments else 100_000
    draw = random.Random(1)
    sizes = []
    for number in range(count):
        find_names(article(draw), ())
        if (number + 1) % max(count // STEP, 1) == 0:
            sizes.append(resident_mb())
            print(f"{number + 1:8,} articles {sizes[-1]:7.1f} MB {'#' * int(sizes[-1] / 5)}", flush=True)
    return 1 if sizes[-1] - sizes[len(sizes) // 2] > 16 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""How long after a fault every partition that has work is at work again, as a reader of committed messages sees it."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """What was done, from when to when (seconds, monotonic), and the wall clock's milliseconds at its end."""

    what: str
    began: float
    ended: float
    ended_ms: float

    @classmethod
    def now(cls, what: str, began: float | None = None) -> "Fault":
        """A fault that ends now, and began before where it lasted."""
        end = time.monotonic()
        return cls(what, end if began is None else began, end, time.time() * 1000)


@dataclass(frozen=True, slots=True)
class Outcome:
    """When the reader saw what came of a message (monotonic), and when the worker made it (milliseconds, wall)."""

    seen: float
    made_ms: int


def recoveries(faults: Sequence[Fault], progress: Mapping[str, Sequence[Outcome]]) -> tuple[float, ...]:
    """Seconds from the end of each fault until of each source partition something was seen that was made after it.

    `progress`: what was seen of each partition that a stage reads, in order. One of which nothing is seen any more had
    no work left: what is lost is counted elsewhere. A fault that the next one overtakes before all had recovered is
    left out, the last one never.
    """
    found: list[float] = []
    for number, fault in enumerate(faults):
        took = _recovery(fault, progress)
        later = faults[number + 1].began if number + 1 < len(faults) else float("inf")
        if took is not None and fault.ended + took < later:
            found.append(took)
    return tuple(found)


def _recovery(fault: Fault, progress: Mapping[str, Sequence[Outcome]]) -> float | None:
    first = (
        next((one.seen for one in seen if one.seen > fault.ended and one.made_ms > fault.ended_ms), None)
        for seen in progress.values()
    )
    return max((seen - fault.ended for seen in first if seen is not None), default=None)

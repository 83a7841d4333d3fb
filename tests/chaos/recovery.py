"""How long after a fault every partition that had work was at work again, as a reader of committed messages sees it."""

import time
from collections.abc import Iterable, Mapping, Sequence
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
    """When the reader saw the first outcome of a raw message (monotonic), and when the worker made it (ms, wall)."""

    seen: float
    made_ms: int


def recoveries(
    faults: Sequence[Fault], acknowledged: Mapping[str, float], outcomes: Mapping[str, Outcome]
) -> tuple[float, ...]:
    """Seconds from the end of each fault until each raw partition with work had an outcome made after that end.

    Both maps are by place, `topic/partition/offset`. A partition that had nothing to do counts from its next message.
    A fault that the next one overtakes before all had recovered is left out, the last one never.
    """
    found: list[float] = []
    for number, fault in enumerate(faults):
        took = _recovery(fault, acknowledged, outcomes.items())
        later = faults[number + 1].began if number + 1 < len(faults) else float("inf")
        if took is not None and fault.ended + took < later:
            found.append(took)
    return tuple(found)


def _recovery(fault: Fault, acknowledged: Mapping[str, float], outcomes: Iterable[tuple[str, Outcome]]) -> float | None:
    first_seen: dict[str, float] = {}
    first_fed: dict[str, float] = {}
    for place, outcome in outcomes:
        if outcome.made_ms <= fault.ended_ms or outcome.seen <= fault.ended:
            continue
        partition = place.rsplit("/", 1)[0]
        first_seen[partition] = min(first_seen.get(partition, outcome.seen), outcome.seen)
        fed = acknowledged.get(place, 0.0)
        first_fed[partition] = min(first_fed.get(partition, fed), fed)
    return max((seen - max(fault.ended, first_fed[at]) for at, seen in first_seen.items()), default=None)

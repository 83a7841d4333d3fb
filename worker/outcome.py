"""What can become of a raw message, and how many had it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Outcome(StrEnum):
    """What became of a raw message: one of these, the worst that holds, which is the one further down here."""

    FORWARDED = "forwarded"
    """Normalised and enriched, with all its records."""
    REJECTED = "rejected"
    """A dead letter of either stage."""
    OPEN = "open"
    """Not yet, or not yet in full."""
    EXPIRED = "expired"
    """Older than the oldest message left in a topic that its outcome may have been deleted from: nobody can tell."""
    INCOMPLETE = "incomplete"
    """Enriched, but records are missing."""
    DOUBLED = "doubled"
    """Something came of it twice."""
    MISSING = "missing"
    """The group has gone past it, and nothing came of it."""


FAULTS = (Outcome.MISSING, Outcome.DOUBLED, Outcome.INCOMPLETE)
"""What must not be."""


class Verdict(NamedTuple):
    """What became of one raw message, and what is wrong or waited for, in words.

    `stage` and `code` of a rejected one. `topic` is our name for the topic that an expired one's outcome may have been
    deleted from, or that hides an open one's.
    """

    outcome: Outcome
    what: str = ""
    stage: str = ""
    code: str = ""
    topic: str = ""


@dataclass
class Tally:
    """How many raw messages had which outcome, each counted once; the places of faults up to `limit` of each kind."""

    limit: int = 1000
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    rejected: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By stage and code."""
    expired: Counter[str] = field(default_factory=Counter)
    """By the topic, as we call it, that the outcome may have been deleted from."""
    hidden: Counter[str] = field(default_factory=Counter)
    """Of those open: by the topic, as we call it, in which an open transaction hides what may be there."""
    places: dict[Outcome, list[tuple[str, str]]] = field(default_factory=lambda: {kind: [] for kind in FAULTS})
    """Of each fault: places, and what is wrong there, as they came."""

    def add(self, place: str, verdict: Verdict) -> None:
        """Count the raw message that lies there."""
        outcome = verdict.outcome
        self.outcomes[outcome] += 1
        if outcome is Outcome.REJECTED:
            self.rejected[verdict.stage, verdict.code] += 1
        elif outcome is Outcome.EXPIRED:
            self.expired[verdict.topic] += 1
        elif outcome is Outcome.OPEN and verdict.topic:
            self.hidden[verdict.topic] += 1
        elif outcome in FAULTS and len(self.places[outcome]) < self.limit:
            self.places[outcome].append((place, verdict.what))

    @property
    def received(self) -> int:
        """All raw messages."""
        return self.outcomes.total()

    @property
    def well(self) -> bool:
        """Whether nothing is missing, doubled or incomplete."""
        return not any(self.outcomes[kind] for kind in FAULTS)

    def unlisted(self) -> Iterator[tuple[Outcome, int]]:
        """Of each fault, how many are counted but not listed, for the limit."""
        for kind in FAULTS:
            if more := self.outcomes[kind] - len(self.places[kind]):
                yield kind, more

"""Right, wrong and missed answers, by what was asked."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

Outcome = Literal["hit", "wrong", "missed", "extra"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One answer: ``wrong`` is expected and given, but not right; ``missed`` was not given; ``extra`` not expected."""

    asked: str
    outcome: Outcome
    surface: str
    expected: str = ""
    found: str = ""


@dataclass(slots=True)
class Tally:
    """Hits, and how many were expected and given."""

    hits: int = 0
    expected: int = 0
    given: int = 0

    def add(self, outcome: Outcome) -> None:
        """Count one answer."""
        self.hits += outcome == "hit"
        self.expected += outcome != "extra"
        self.given += outcome != "missed"

    @property
    def precision(self) -> float:
        """Of what was given, what is right, in percent; 0 where nothing was given."""
        return 100 * self.hits / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Of what was expected, what is found, in percent; 0 where nothing was expected."""
        return 100 * self.hits / self.expected if self.expected else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both, in percent."""
        return 200 * self.hits / (self.given + self.expected) if self.given + self.expected else 0.0


@dataclass(slots=True)
class Tallies:
    """A tally for each thing asked."""

    of: dict[str, Tally] = field(default_factory=dict)

    def add(self, marks: Iterable[Mark]) -> None:
        """Count marks."""
        for mark in marks:
            self.of.setdefault(mark.asked, Tally()).add(mark.outcome)

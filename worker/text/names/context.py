"""What a text as a whole says of where it plays: countries, states and provinces, each with the names that say so."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from worker.text.names.gazetteer import Candidate

ORGANISATION_WEIGHT = 0.5
"""What an organisation's seat says of where the text plays, beside a place's 1."""
DATELINE_WEIGHT = 3.0
CITY_WEIGHT = 0.3
"""What a city says of the state it lies in, beside the state's own name: most names of cities stand in several."""


@dataclass(slots=True)
class Votes:
    """Weights by code, and for each name how much of them is its own: a name's reading is not judged by itself."""

    total: Counter[str] = field(default_factory=Counter)
    own: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, code: str, name: str, weight: float) -> None:
        """Let ``name`` speak for ``code``; an empty code says nothing."""
        if code:
            self.total[code] += weight  # type: ignore[assignment]
            self.own.setdefault(name, Counter())[code] += weight  # type: ignore[assignment]

    def share(self, code: str, name: str) -> float:
        """What other names than ``name`` say: the share of ``code``, from 0 to 1."""
        own = self.own.get(name, Counter())
        rest = self.total.total() - own.total()
        return max(self.total[code] - own[code], 0) / rest if code and rest > 0 else 0.0

    def weight(self, code: str, name: str) -> float:
        """How much other names than ``name`` say for ``code``."""
        return self.total[code] - self.own.get(name, Counter())[code]

    def others(self, name: str) -> bool:
        """Whether other names than ``name`` say anything."""
        return self.total.total() > self.own.get(name, Counter()).total()


@dataclass(slots=True)
class Context:
    """The votes, the publisher's country, the dateline's place by its key, and the words of the text."""

    home: str | None
    dateline: tuple[str, Candidate] | None
    words: frozenset[str]
    countries: Votes = field(default_factory=Votes)
    regions: Votes = field(default_factory=Votes)
    named: Votes = field(default_factory=Votes)
    """Countries by their own names and nationalities alone: a capital may stand for what meets there."""

    def hear(self, readings: Iterable[tuple[str, Candidate]]) -> None:
        """Count what chosen readings say, in place of what was counted before."""
        self.countries, self.regions, self.named = Votes(), Votes(), Votes()
        for name, reading in (*self._dateline(), *readings):
            weight = ORGANISATION_WEIGHT if reading.type == "ORGANISATION" else 1.0
            if name == "\n":
                weight = DATELINE_WEIGHT
            self.countries.add(reading.country[:2], name, weight)
            if reading.kind in ("country", "nationality"):
                self.named.add(reading.country[:2], name, weight)
            self.regions.add(_region(reading), name, weight * (CITY_WEIGHT if reading.kind == "city" else 1))

    def _dateline(self) -> Iterator[tuple[str, Candidate]]:
        if self.dateline:
            yield "\n", self.dateline[1]


def _region(reading: Candidate) -> str:
    """The state, province or region that a reading lies in or is."""
    if reading.kind == "nationality" and "-" in reading.country:
        return reading.country
    return reading.region

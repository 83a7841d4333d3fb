"""The suites and their scorer, which lie outside the project: tools/score_numbers.py over data/numbers."""

import importlib.util
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypedDict, cast

ROOT = Path(__file__).resolve().parents[3]
SHARED = "COPYDESK_SHARED_DATA"
MORE_NUMBERS = ("number_parser_fraction", "price_parser")
"""Suites that the scorer can score and does not list. ctparse_en (no places) and quinex_utils (only a part of its
figures is annotated) it cannot.
"""
PAST = ("rec_",)
"""Suites whose first reading of an unanchored date is the past one; the others' is the next one to come."""


class Missing(Exception):
    """The shared data or its scorer is not here."""


class Found(TypedDict, total=False):
    """What an engine found: a number (`kind`, `value`, `low`, `high`) or a moment (`value`, `begins`)."""

    start: int | None
    end: int | None
    kind: str
    value: float | str | None
    low: float | None
    high: float | None
    begins: str | None


class Row(TypedDict, total=False):
    """A sentence of a suite, as far as it is used here."""

    id: str
    text: str
    expected: Sequence[object]
    reference_date: str | None
    currency_hint: str | None


Score = tuple[float, float | None, int, int]
"""F1 of values, share of gold spans met exactly, number of gold figures, number of predictions."""


class Annotated(TypedDict):
    """What `copydesk annotate` gave for a row, as the scorer reads it."""

    figures: Sequence[Found]
    moments: Sequence[Found]


class Scorer(Protocol):
    """What is used of tools/score_numbers.py."""

    @property
    def ALL(self) -> set[str]:
        """Every kind."""
        ...

    @property
    def KINDS(self) -> Mapping[str, set[str]]:
        """The kinds that a suite annotates, where not all."""
        ...

    @property
    def NUMBERS(self) -> tuple[str, ...]:
        """The suites of numbers."""
        ...

    @property
    def DATES(self) -> tuple[str, ...]:
        """The suites of dates."""
        ...

    def load(self, suite: str) -> list[Row]:
        """The rows of a suite."""
        ...

    def annotate(self, rows: Sequence[Row]) -> Mapping[str, Annotated]:
        """`copydesk annotate --as-is` over the rows, by id."""
        ...

    def numbers(self, rows: Sequence[Row], predictions: Mapping[str, Sequence[Found]], kinds: set[str], /) -> Score:
        """The score of a suite of numbers; predictions of other kinds do not count."""
        ...

    def dates(self, rows: Sequence[Row], predictions: Mapping[str, Sequence[Found]], /) -> Score:
        """The score of a suite of dates."""
        ...


@dataclass(frozen=True, slots=True)
class Suite:
    """One suite: its rows, and what is asked of an engine there."""

    name: str
    rows: tuple[Row, ...]
    kinds: frozenset[str]
    moments: bool

    @property
    def prefer(self) -> str:
        """Which reading of an unanchored date the suite's authors hold for the first: past or future."""
        return "past" if self.name.startswith(PAST) else "future"


def shared_data() -> Path:
    """The folder of development sets. Raises Missing with a line that says what to set."""
    place = Path(os.environ.get(SHARED) or ROOT.parent / "shared" / "data")
    if not (place / "numbers").is_dir():
        raise Missing(f"no suites in {place / 'numbers'}: set {SHARED} to the folder of the shared development sets")
    return place


def load_scorer(data: Path) -> Scorer:
    """The scorer beside that folder, by its path. Raises Missing."""
    place = data.resolve().parent / "tools" / "score_numbers.py"
    spec = importlib.util.spec_from_file_location("score_numbers", place)
    if not place.is_file() or spec is None or spec.loader is None:
        raise Missing(f"no scorer at {place}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return cast(Scorer, module)


def load_suites(scorer: Scorer, only: Iterable[str] = ()) -> tuple[Suite, ...]:
    """All suites in the scorer's order, or those named. Raises Missing for a name that is none."""
    known = (*scorer.NUMBERS, *MORE_NUMBERS, *scorer.DATES)
    wanted = tuple(only) or known
    if strange := [name for name in wanted if name not in known]:
        raise Missing(f"no suite {', '.join(strange)}: there are {', '.join(known)}")
    return tuple(
        Suite(name, tuple(scorer.load(name)), frozenset(scorer.KINDS.get(name, scorer.ALL)), name in scorer.DATES)
        for name in wanted
    )


def score(scorer: Scorer, suite: Suite, found: Mapping[str, Sequence[Found]]) -> Score:
    """One engine on one suite. Kinds that the suite does not annotate are left out, for every engine alike."""
    if suite.moments:
        return scorer.dates(suite.rows, found)
    return scorer.numbers(suite.rows, found, set(suite.kinds))

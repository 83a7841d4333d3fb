"""What the news set expects: figures and moments, each field with every answer that is right."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a figure's words entail."""

    low: Decimal | None
    high: Decimal | None
    low_inclusive: bool | None
    high_inclusive: bool | None


@dataclass(frozen=True, slots=True)
class Worth:
    """A value with its bounds (None: not judged)."""

    value: Decimal | None
    bounds: Bounds | None
    approximate: bool


@dataclass(frozen=True, slots=True)
class GoldChange:
    """A movement by or to a figure; ``start``s of the figures that it goes from and to."""

    direction: str
    from_: int | None
    to: int | None
    optional: bool


@dataclass(frozen=True, slots=True)
class Part:
    """The whole that a figure is part of, by its ``start``."""

    whole: int | None
    optional: bool


@dataclass(frozen=True, slots=True)
class Gold:
    """One expected figure or moment; ``spans`` are the spans that are right, the fullest first."""

    spans: tuple[tuple[int, int], ...]
    surface: str
    line: int
    optional: bool
    fields: dict[str, tuple[str, ...]]

    @property
    def start(self) -> int:
        """Where its fullest span begins."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Where its fullest span ends."""
        return self.spans[0][1]


@dataclass(frozen=True, slots=True)
class GoldFigure(Gold):
    """An expected figure. ``worths`` empty: not judged."""

    kinds: tuple[str, ...] = ()
    worths: tuple[Worth, ...] = ()
    parts: tuple[Decimal, ...] = ()
    readings: tuple[Decimal, ...] = ()
    change: GoldChange | None = None
    change_open: bool = False
    part_of: Part | None = None


@dataclass(frozen=True, slots=True)
class GoldMoment(Gold):
    """An expected moment. ``values`` are TIMEX3, None for null, empty: not judged."""

    type: str = "?"
    values: tuple[str | None, ...] = ()
    readings: tuple[str, ...] = ()
    joins: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text with all that is in it, in the order of the text; ``references``: with "now" and "recently"."""

    file: str
    line: int
    text: str
    published: str | None
    country: str | None
    references: bool
    figures: tuple[GoldFigure, ...]
    moments: tuple[GoldMoment, ...]

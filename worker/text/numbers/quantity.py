"""The partial parse of a figure: what the stages fill in, one after another, before it becomes a public Figure."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from schemas.annotation import AnnotationStatus, Direction, FigureKind
from worker.text.numbers.numeral import Numeral

Comparator = Literal["<", "<=", ">=", ">"]
Drop = Literal["taken", "date", "duration", "name", "merged"]
"""Why a numeral is no figure after all; kept until pairs are joined, for its neighbour may share the reason."""


@dataclass(slots=True)
class Denominator:
    """The denominator of a rate: tokens behind the amount."""

    value: Decimal
    unit: str
    code: str | None
    last: int


@dataclass(slots=True)
class CountedTokens:
    """What is counted, as tokens [first, last) with its head word and what happened."""

    first: int
    last: int
    head: str
    event: str | None = None


@dataclass(slots=True)
class Movement:
    """A change by, from or to other quantities of the same list."""

    direction: Direction
    origin: "Quantity | None" = None
    target: "Quantity | None" = None


@dataclass(slots=True)
class ReadingTokens:
    surface: str
    value: Decimal | None
    code: str | None = None


@dataclass(slots=True, eq=False)
class Quantity:
    """Tokens [first, last) as a quantity. Bounds are those of the words; None is open."""

    numeral: Numeral
    first: int
    last: int
    kind: FigureKind = "cardinal"
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    low_inclusive: bool = True
    high_inclusive: bool = True
    unit: str | None = None
    unit_code: str | None = None
    system: Literal["UCUM", "ISO 4217"] | None = None
    per: Denominator | None = None
    qualifier: tuple[int, int] | None = None
    comparator: Comparator | None = None
    approximate: bool = False
    parts: tuple[Decimal, ...] = ()
    fraction: str | None = None
    status: AnnotationStatus = "ok"
    readings: list[ReadingTokens] = field(default_factory=list)
    counted: CountedTokens | None = None
    change: Movement | None = None
    whole: "Quantity | None" = None
    reach: int = 0
    drop: Drop | None = None
    rules: list[str] = field(default_factory=list)
    """The rules that made it, in order, as "family: rule" (what `copydesk annotate --explain` prints)."""

    @property
    def hedge_at(self) -> int:
        """The token before which a hedge stands: the qualifier's own first one where there is one already."""
        return self.qualifier[0] if self.qualifier and self.qualifier[0] < self.first else self.first

    @property
    def behind(self) -> int:
        """The token behind the amount, its hedge and its denominator."""
        return max(self.last, self.reach, self.per.last if self.per else 0)

    def takes(self, value: Decimal | None) -> None:
        """State a plain value: both bounds are the value."""
        self.value = self.low = self.high = value


def quantity(numeral: Numeral) -> Quantity:
    """A bare numeral as a quantity: cardinal or ordinal, with the bounds of a vague one."""
    made = Quantity(numeral, numeral.first, numeral.last, kind="ordinal" if numeral.ordinal else "cardinal")
    made.approximate = numeral.approximate
    made.rules.append(_told(numeral))
    if numeral.vague:
        made.low, made.high, made.high_inclusive = numeral.low, numeral.high, numeral.high_inclusive
        made.approximate = True
        return made
    made.takes(numeral.value)
    if numeral.fraction is not None:
        made.fraction = f"{numeral.fraction[0]}/{numeral.fraction[1]}"
    if numeral.approximate:
        made.high = None
    return made


def _told(numeral: Numeral) -> str:
    """How a numeral is written, as the first rule of its quantity."""
    if numeral.digits is not None:
        return f"numeral: digits, {'broken' if numeral.digits.broken else numeral.digits.style}"
    if numeral.vague:
        return "numeral: vague"
    if numeral.fraction is not None:
        return "numeral: fraction"
    return "numeral: words" if numeral.spelled else "numeral: sign"

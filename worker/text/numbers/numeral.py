"""The partial parse that numerals hand on: a run of tokens and what it says, before any unit or hedge."""

from dataclasses import dataclass
from decimal import Decimal

from worker.text.numbers.literals import Digits

ONE = Decimal(1)


@dataclass(slots=True)
class Numeral:
    """Tokens [first, last) as a number.

    `scale` is the product of the scale words at its end (a range shares it: "5 to 10 million"), `mantissa` what stood
    before them. A vague one ("thousands", "several hundred") has `low` and `high` (half-open) and no `value`.
    """

    first: int
    last: int
    value: Decimal | None
    mantissa: Decimal | None = None
    scale: Decimal = ONE
    fraction: tuple[int, int] | None = None
    ordinal: bool = False
    spelled: bool = False
    low: Decimal | None = None
    high: Decimal | None = None
    high_inclusive: bool = False
    digits: Digits | None = None
    approximate: bool = False
    signed: bool = False

    @property
    def vague(self) -> bool:
        return self.value is None and self.low is not None


@dataclass(frozen=True, slots=True)
class Step:
    """A value read up to token `last`; `scale` and `mantissa` as in Numeral."""

    value: Decimal
    last: int
    mantissa: Decimal
    scale: Decimal = ONE
    ordinal: bool = False

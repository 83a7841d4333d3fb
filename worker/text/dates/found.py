"""What a partial parse resolves to, and what the resolving may look at."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from worker.text.dates.orders import Order
from worker.text.dates.partials import Grain, Mod
from worker.text.dates.periods import Period
from worker.text.dates.reference import Reference
from worker.text.dates.tense import Direction

Anchor = Literal["published", "dateline", "text", "none"]


@dataclass(frozen=True, slots=True)
class Found:
    """A resolved expression. `period` is the calendar stretch it names, None where not all of it is known.

    `begins` and `ends` are ISO 8601, half-open.
    """

    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str | None
    period: Period | None = None
    begins: str | None = None
    ends: str | None = None
    anchor: Anchor = "none"
    mod: Mod | None = None
    quant: str | None = None
    freq: str | None = None
    readings: tuple[str, ...] = ()
    malformed: bool = False

    @property
    def fineness(self) -> int:
        """The place of its precision in FINENESS; past its end where it names no date."""
        if self.period is not None:
            return FINENESS.index(self.period.grain)
        value = self.value or ""
        if not value.startswith("XXXX-") or self.type == "DURATION":
            return len(FINENESS)
        if "W" in value:
            return 0 if value[-1].isdecimal() else len(FINENESS)
        return 0 if re.match(r"XXXX-[0-9X]{2}-[0-9]{2}", value) else 3 if re.match(r"XXXX-[0-9]{2}", value) else 99


FINENESS: tuple[Grain, ...] = (
    "day", "week", "weekend", "month", "quarter", "season", "half", "year", "decade", "century",
)  # fmt: skip
"""Grains of the calendar, the finest first."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an expression is resolved by: the reference, the tense around it, and the dates named before it, the last
    of each precision, the latest first, each with its fineness. `beside` is the date that it is listed with ("June,
    July and August"), `order` what stands first in a date in figures.
    """

    reference: Reference | None
    direction: Direction = "unknown"
    strong: bool = False
    before: tuple[tuple[int, Found], ...] = ()
    beside: Found | None = None
    order: Order | None = None

    @property
    def today(self) -> date | None:
        """The reference's day, where it is known to the day."""
        return None if self.reference is None else self.reference.date

    def named(self, grain: Grain) -> Found | None:
        """The last date named before that is at least as precise as `grain`."""
        return next((each for fineness, each in self.before if fineness <= FINENESS.index(grain)), None)

    @property
    def kind(self) -> Anchor:
        """What the reference is called."""
        return "none" if self.reference is None else self.reference.kind


def of_period(period: Period | None, anchor: Anchor = "none", value: str | None = None) -> Found | None:
    """A date that is a stretch of the calendar; a season's bounds depend on the hemisphere and stay open."""
    if period is None:
        return None
    end = period.end
    bounded = period.grain != "season"
    return Found(
        "DATE",
        value or period.value,
        period,
        period.first.isoformat() if bounded else None,
        end.isoformat() if bounded and end is not None else None,
        anchor,
    )


def unknown(value: str) -> Found:
    """A date of which the calendar place is not known."""
    return Found("DATE", value)

"""What a rule makes of words, before anything is known of the day they were written: partial parses.

None of these is public. `resolve.py` turns one, with the reference and the tense around it, into a Moment.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Grain = Literal["day", "week", "weekend", "month", "quarter", "half", "season", "year", "decade", "century"]
Base = Literal["reference", "text", "either"]
Mod = Literal[
    "START", "MID", "END", "APPROX", "MORE_THAN", "LESS_THAN", "EQUAL_OR_MORE", "EQUAL_OR_LESS", "BEFORE", "AFTER",
    "ON_OR_BEFORE", "ON_OR_AFTER",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Date:
    """What is said of a calendar date; at least one field is known. `weekday` is 1 (Monday) to 7."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    shift: int | None = None


@dataclass(frozen=True, slots=True)
class Unsure:
    """A date with several readings (03/04/2022)."""

    readings: tuple[Date, ...]


@dataclass(frozen=True, slots=True)
class NoDay:
    """A date in figures that no calendar has in any order of day and month (32/01/2023)."""

    year: int


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a year: a quarter, a half, a season (1 to 4 from spring), the weekend; `shift` as in "last summer"."""

    grain: Literal["quarter", "half", "season", "weekend"]
    number: int = 0
    year: int | None = None
    shift: int | None = None


@dataclass(frozen=True, slots=True)
class Fiscal:
    """A financial year, whose first day the text does not tell; without its year, the reference's and so many on."""

    year: int | None
    quarter: int | None = None
    shift: int | None = None


@dataclass(frozen=True, slots=True)
class Era:
    """A decade or a century with its first year."""

    grain: Literal["decade", "century"]
    first: int


@dataclass(frozen=True, slots=True)
class Shift:
    """So many calendar units from a base: "last month" (month, -1), "the same day" (day, 0, from the text)."""

    grain: Grain
    by: int
    base: Base = "reference"


@dataclass(frozen=True, slots=True)
class Rest:
    """What is left of a week, a month, a year: from the reference's day to its end."""

    grain: Grain


@dataclass(frozen=True, slots=True)
class Count:
    """A length of time counted from a base: "two weeks ago", "a day later", "three days after May 5"."""

    length: "Length"
    sign: Literal[-1, 1]
    base: "Base | Partial" = "reference"


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day with a fixed rule, by its name in holidays.py."""

    name: str
    year: int | None = None
    shift: int | None = None


@dataclass(frozen=True, slots=True)
class WeekdayCount:
    """The nth such weekday after the reference's day, or before it where negative: "two Sundays from now"; counted
    from a day named before it where `base` says so ("the following Tuesday").
    """

    weekday: int
    number: int
    base: Base = "reference"


@dataclass(frozen=True, slots=True)
class WeekendOf:
    """The weekend that a holiday makes longer, or falls on."""

    day: Holiday


@dataclass(frozen=True, slots=True)
class Of:
    """A part of a whole that says which: "March of last year", "Tuesday of next week", "the evening of May 5"."""

    part: "Partial"
    whole: "Partial"


@dataclass(frozen=True, slots=True)
class Nth:
    """The nth (from the end where negative) day, weekday, week or weekend of a period."""

    number: int
    what: Literal["day", "week", "weekend", "month"] | int
    whole: "Partial"


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; `zone` in minutes east of Greenwich, `floating` where summer time is left open, `fixed`
    where "a.m." or "p.m." told the half of the day."""

    hour: int
    minute: int | None = None
    second: int | None = None
    zone: int | None = None
    floating: bool = False
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Daypart:
    """Morning, evening and the like, as a TIMEX3 code."""

    code: str


@dataclass(frozen=True, slots=True)
class At:
    """A time or a part of the day on a day; `day` None: on a day that is not told."""

    day: "Partial | None"
    time: Clock | Daypart


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` to `high`, both in it; `alike` where both must be days, or months, and so on."""

    low: "Partial"
    high: "Partial"
    alike: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """So many of a unit; `amount` None: an unknown number of them, or one from `between` ("five to seven")."""

    amount: Decimal | None
    unit: str
    between: tuple[Decimal, Decimal] | None = None


@dataclass(frozen=True, slots=True)
class Length:
    """A duration as the sum of its terms."""

    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """A duration that ends (`sign` -1) or begins (+1) at the reference: "the past three weeks"; `from_today` where
    the reference's day is in it ("within three weeks")."""

    length: Length
    sign: Literal[-1, 1]
    from_today: bool = False


@dataclass(frozen=True, slots=True)
class Ahead:
    """In three days: a day where the clause looks ahead, else how long something took (and then "in" is no part)."""

    length: Length


@dataclass(frozen=True, slots=True)
class Workdays:
    """In four business days: so many days from the reference's, Saturdays and Sundays left out."""

    number: int


@dataclass(frozen=True, slots=True)
class Every:
    """A repeated time: `value` in TIMEX3."""

    value: str
    quant: str | None = None
    freq: str | None = None


@dataclass(frozen=True, slots=True)
class Vague:
    """PAST_REF, PRESENT_REF or FUTURE_REF."""

    value: Literal["PAST_REF", "PRESENT_REF", "FUTURE_REF"]


@dataclass(frozen=True, slots=True)
class Modified:
    """An expression with a TIMEX3 `mod`; `relative` where it is counted from now ("earlier this year")."""

    inner: "Partial"
    mod: Mod
    relative: bool = False


Partial = (
    Date | Unsure | NoDay | Part | Fiscal | Era | Shift | Count | Holiday | Of | Nth | Clock | Daypart | At | Range
    | Length | Rest | WeekdayCount | WeekendOf | Window | Workdays | Ahead | Every | Vague | Modified
)  # fmt: skip

"""Lengths of time: their TIMEX3 values, and counting them from a day."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from worker.text.dates.partials import Grain, Length, Term
from worker.text.dates.periods import days_after, months_after

CODES = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "night": "D", "weekend": "WE", "week": "W", "month": "M",
    "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE", "fortnight": "W", "millennium": "ML",
}  # fmt: skip
_CLOCK = frozenset({"second", "minute", "hour"})
UNIT_ORDER = ("millennium", "century", "decade", "year", "quarter", "month", "fortnight", "week", "day", "weekend",
          "night", "hour", "minute", "second")  # fmt: skip
_IN_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200, "millennium": 12000}
_IN_DAYS = {"day": 1, "night": 1, "week": 7, "fortnight": 14, "weekend": 7}
_IN_SECONDS = {"second": 1, "minute": 60, "hour": 3600}
_GRAINS: dict[str, Grain] = {
    "day": "day", "night": "day", "weekend": "week", "week": "week", "fortnight": "week", "month": "month",
    "quarter": "quarter", "year": "year", "decade": "decade", "century": "century",
}  # fmt: skip
_MOST = Decimal(10) ** 7


def _written(amount: Decimal | None, unit: str) -> str:
    if amount is None:
        return "X"
    amount = amount * 2 if unit == "fortnight" else amount
    return format(amount.quantize(Decimal("0.01")).normalize() if amount % 1 else amount.to_integral_value(), "f")


def value(length: Length) -> str:
    """The TIMEX3 value, with DE and CE for decades and centuries as TIDES has them.

    >>> from worker.text.dates.partials import Term
    >>> value(Length((Term(Decimal(2), "month"),))), value(Length((Term(None, "hour"),)))
    ('P2M', 'PTXH')

    TIMEX3 has no word for "five to seven months": both ends are written, joined as those of a stretch of dates are.

    >>> value(Length((Term(None, "month", (Decimal(5), Decimal(7))),)))
    'P5M/P7M'
    """
    if any(term.between for term in length.terms):
        return "/".join(
            value(Length(tuple(Term(term.between[end], term.unit) if term.between else term for term in length.terms)))
            for end in (0, 1)
        )
    terms = sorted(length.terms, key=lambda term: UNIT_ORDER.index(term.unit))
    days = "".join(_written(term.amount, term.unit) + CODES[term.unit] for term in terms if term.unit not in _CLOCK)
    hours = "".join(_written(term.amount, term.unit) + CODES[term.unit] for term in terms if term.unit in _CLOCK)
    return "P" + days + ("T" + hours if hours else "")


def grain(length: Length) -> Grain | None:
    """The finest calendar grain in it, None for hours and less."""
    finest = max(length.terms, key=lambda term: UNIT_ORDER.index(term.unit))
    if finest.amount is not None and finest.amount % 1 and finest.unit in ("year", "decade", "century"):
        return "month" if finest.unit == "year" else "year"
    return _GRAINS.get(finest.unit)


def _parts(length: Length, sign: int) -> tuple[int, int, int] | None:
    """Months, days and seconds in all; None where an amount is unknown or beyond every calendar."""
    months = days = seconds = Decimal(0)
    for term in length.terms:
        if term.amount is None or term.amount > _MOST:
            return None
        months += term.amount * _IN_MONTHS.get(term.unit, 0)
        days += term.amount * _IN_DAYS.get(term.unit, 0)
        seconds += term.amount * _IN_SECONDS.get(term.unit, 0)
    days += (months % 1) * 30
    seconds += (days % 1) * 86400
    return sign * int(months), sign * int(days), sign * int(seconds)


def count(day: date, length: Length, sign: int) -> date | None:
    """The day so long after (1) or before (-1) `day`; None where that is unknown or beyond the years 1 to 9999."""
    parts = _parts(length, sign)
    if parts is None:
        return None
    moved = months_after(day, parts[0])
    return None if moved is None else days_after(moved, parts[1] + int(parts[2] / 86400))


def count_time(at: datetime, length: Length, sign: int) -> datetime | None:
    """The moment so long after or before `at`, to the second."""
    parts = _parts(length, sign)
    if parts is None:
        return None
    moved = months_after(at.date(), parts[0])
    moved = None if moved is None else days_after(moved, parts[1])
    if moved is None:
        return None
    try:
        return datetime.combine(moved, at.time()) + timedelta(seconds=parts[2])
    except OverflowError:
        return None

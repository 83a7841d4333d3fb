"""Stretches of time that end or begin with the reference: now, the past week, earlier this year."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from worker.text.dates import durations
from worker.text.dates.found import Found, Surroundings, of_period, unknown
from worker.text.dates.partials import Length, Window
from worker.text.dates.periods import Period, days_after, months_after


def window(said: Window, around: Surroundings) -> Found:
    """The past three weeks, the next two years: a duration, with its bounds where the reference's day is known.

    The past ends before the reference's day, the future begins after it; quarters are those of the calendar.
    "Within a year" begins with the reference's day, unless it tells how long something took.
    """
    length, sign = said.length, said.sign
    value = durations.value(length)
    today = around.today
    if today is None or (said.from_today and around.direction == "past"):
        return Found("DURATION", value)
    if len(length.terms) == 1 and length.terms[0].unit == "quarter":
        return _quarters(value, length.terms[0].amount, sign, today, around)
    if durations.grain(length) is None:
        return _window_of_hours(value, length, sign, around)
    near = today if sign < 0 or said.from_today else days_after(today, 1)
    far = None if near is None else durations.count(near, length, sign)
    if near is None or far is None:
        return Found("DURATION", value, anchor="none")
    low, high = (far, near) if sign < 0 else (near, far)
    return Found("DURATION", value, None, low.isoformat(), high.isoformat(), around.kind)


def _quarters(value: str, many: Decimal | None, sign: int, today: date, around: Surroundings) -> Found:
    this = Period.around("quarter", today)
    if many is None or many % 1 or many > 400 or this is None:
        return Found("DURATION", value)
    low, high = (this.shift(-int(many)), this) if sign < 0 else (this.shift(1), this.shift(1 + int(many)))
    if low is None or high is None:
        return Found("DURATION", value)
    return Found("DURATION", value, None, low.first.isoformat(), high.first.isoformat(), around.kind)


def _window_of_hours(value: str, length: Length, sign: int, around: Surroundings) -> Found:
    """The past 24 hours, from the reference's own time, where that is known."""
    reference, today = around.reference, around.today
    if reference is None or today is None or reference.hour is None or reference.minute is None:
        return Found("DURATION", value, anchor=around.kind)
    near = datetime(today.year, today.month, today.day, reference.hour, reference.minute)
    far = durations.count_time(near, length, sign)
    if far is None:
        return Found("DURATION", value, anchor=around.kind)
    low, high = (far, near) if sign < 0 else (near, far)
    return Found("DURATION", value, None, low.isoformat(), high.isoformat(), around.kind)


def workdays(number: int, around: Surroundings) -> Found:
    """So many business days ahead of the reference's day; holidays differ from place to place and are not left out."""
    today = around.today
    if today is None:
        return unknown("XXXX-XX-XX")
    weeks, rest_ = divmod(number, _WORKDAYS)
    day = days_after(today, 7 * weeks)
    while day is not None and rest_:
        day = days_after(day, 1)
        rest_ -= day is not None and day.isoweekday() <= _WORKDAYS
    found = None if day is None else of_period(Period("day", day), around.kind)
    return found or unknown("XXXX-XX-XX")


_WORKDAYS = 5


def now(around: Surroundings) -> Found:
    """Now: the reference's minute where that is known, else its day."""
    reference, today = around.reference, around.today
    if reference is None or today is None:
        return Found("DATE", "PRESENT_REF")
    day = of_period(Period("day", today), around.kind, "PRESENT_REF")
    if day is None or reference.hour is None or reference.minute is None:
        return Found("DATE", "PRESENT_REF") if day is None else replace(day, period=None)
    start = datetime(today.year, today.month, today.day, reference.hour, reference.minute)
    return Found("DATE", "PRESENT_REF", None, start.isoformat(), None, around.kind)


def rest(found: Found, around: Surroundings) -> Found:
    """The rest of the year: it begins with the reference's day."""
    today, period = around.today, found.period
    return (
        replace(found, begins=str(today)) if today is not None and period is not None and period.holds(today) else found
    )


def third(found: Found) -> Found:
    """Early, mid, late in a month, a year, a decade: the bounds of that third; early, mid, late in a week: Monday to
    Wednesday, Wednesday and Thursday, Friday to Sunday. As Duckling has it; `value` stays the whole's, as in TIMEX3.
    """
    period = found.period
    if period is None or found.mod not in ("START", "MID", "END") or period.grain not in _THIRDS:
        return found
    end, (unit, first, last) = period.end, _THIRDS[period.grain]
    if end is None:
        return found
    early, late = _after(period.first, unit, first), _after(period.first, unit, last)
    bounds = {"START": (period.first, early), "MID": (early, late), "END": (late, end)}[found.mod]
    return replace(found, begins=str(bounds[0]), ends=str(bounds[1])) if None not in bounds else found


_THIRDS = {
    "week": ("day", 2, 4), "month": ("day", 10, 20), "quarter": ("month", 1, 2), "half": ("month", 2, 4),
    "year": ("month", 4, 8), "decade": ("month", 48, 84), "century": ("month", 396, 792),
}  # fmt: skip
"""By grain: where its first and second third end, in a unit from its first day."""


def _after(day: date, unit: str, many: int) -> date | None:
    return days_after(day, many) if unit == "day" else months_after(day, many)


def so_far(found: Found, around: Surroundings, *, ahead: bool) -> Found:
    """Earlier this year ends with the reference's day, later this year begins after it."""
    today: date | None = around.today
    period = found.period
    if today is None or period is None or not period.holds(today) or period.grain in ("day", "season"):
        return found
    tomorrow = days_after(today, 1)
    if tomorrow is None:
        return found
    if not ahead:
        return replace(found, ends=tomorrow.isoformat())
    end = period.end
    return found if end is not None and tomorrow >= end else replace(found, begins=tomorrow.isoformat())

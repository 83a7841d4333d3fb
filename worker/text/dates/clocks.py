"""Times of day on a day that is known or not."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from worker.text.dates.found import Anchor, Found, Surroundings
from worker.text.dates.partials import Clock
from worker.text.dates.periods import days_after, nth_weekday

_PARTS = {"MO": (0, 12), "AF": (12, 18), "EV": (18, 24), "NI": (18, 30), "DW": (4, 7), "MI": (11, 14)}
"""Hours of the parts of a day: the morning is all before noon, the night runs into the next day."""


def _value(clock: Clock) -> str:
    """A TIMEX3 time; a full hour is written with its minutes.

    >>> _value(Clock(9)), _value(Clock(18, 5, 7))
    ('T09:00', 'T18:05:07')
    """
    return f"T{clock.hour:02d}:{clock.minute or 0:02d}" + ("" if clock.second is None else f":{clock.second:02d}")


def _american_summer(day: date) -> bool:
    """Whether American clocks are on summer time at noon of a day, by the rule in force since 2007."""
    start, end = nth_weekday(day.year, 3, 7, 2), nth_weekday(day.year, 11, 7, 1)
    return start is not None and end is not None and start <= day < end


def _offset(clock: Clock, day: date | None) -> str:
    if clock.zone is None or (clock.floating and day is None):
        return ""
    minutes = clock.zone + (60 if clock.floating and day is not None and _american_summer(day) else 0)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def resolve_clock(clock: Clock, on: Found | None, around: Surroundings) -> Found:
    """A time on a day, or on the reference's day where the text names none; its zone is kept in the bounds.

    Without any day the bounds are times of day: "T09:00:00".
    """
    if on is None and around.direction in ("past", "future"):
        on = _last_day(around)
    anchor: Anchor = on.anchor if on is not None else around.kind
    day = around.today if on is None else None if on.period is None else on.period.first
    value = _value(clock)
    zone = _offset(clock, day)
    if day is None:
        start = datetime(2000, 1, 1, clock.hour, clock.minute or 0, clock.second or 0)
        stop = start + timedelta(seconds=1 if clock.second is not None else 60)
        prefix = "" if on is None or on.value is None else on.value
        known = on is None
        return Found(
            "TIME",
            prefix + value,
            None,
            f"T{start:%H:%M:%S}{zone}" if known else None,
            f"T{stop:%H:%M:%S}{zone}" if known and stop.day == 1 else None,
            anchor if on is not None else "none",
        )
    if on is None and around.direction == "alone":
        day = _coming(clock, day, around)
    start = datetime(day.year, day.month, day.day, clock.hour, clock.minute or 0, clock.second or 0)
    try:
        end = (start + timedelta(seconds=1 if clock.second is not None else 60)).isoformat() + zone
    except OverflowError:
        end = ""
    period = on.period if on is not None else None
    return Found("TIME", day.isoformat() + value, period, start.isoformat() + zone, end or None, anchor)


def _last_day(around: Surroundings) -> Found | None:
    """The day that the text named last, where it is near and lies as the tense has it: hours belong to it."""
    named, today = around.named("day"), around.today
    if named is None or named.period is None or today is None:
        return None
    ago = (today - named.period.first).days
    ago = ago if around.direction == "past" else -ago
    return replace(named, anchor="text") if 0 <= ago <= _RECENT else None


_RECENT = 10


def _coming(clock: Clock, day: date, around: Surroundings) -> date:
    """A time that stands alone, as in a calendar, lies ahead: on the next day, where this day's is past."""
    now = around.reference
    if now is None or now.hour is None or (clock.hour, clock.minute or 0) > (now.hour, now.minute or 0):
        return day
    return days_after(day, 1) or day


def resolve_part(code: str, on: Found) -> Found:
    """The morning, the evening of a day."""
    value = f"{on.value}T{code}"
    if on.period is None or code not in _PARTS:
        return Found("TIME", value, on.period, anchor=on.anchor)
    low, high = _PARTS[code]
    start = datetime(on.period.first.year, on.period.first.month, on.period.first.day)
    try:
        begins, ends = start + timedelta(hours=low), start + timedelta(hours=high)
    except OverflowError:
        return Found("TIME", value, on.period, anchor=on.anchor)
    return Found("TIME", value, on.period, begins.isoformat(), ends.isoformat(), on.anchor)

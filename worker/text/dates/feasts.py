"""Holidays, and the weekends that they make longer."""

from dataclasses import replace

from worker.text.dates.choose import nearest, years_around
from worker.text.dates.found import Found, Surroundings, of_period, unknown
from worker.text.dates.holidays import HOLIDAYS, Fixed, holiday, length
from worker.text.dates.movable import Movable
from worker.text.dates.partials import Holiday, WeekdayCount
from worker.text.dates.periods import UNKNOWN, Period, days_after, weekday_near


def feast(said: Holiday, around: Surroundings) -> Found | None:
    """The holiday of the year that is said, else the last or the next, else the nearest one by the tense."""
    name, year, shift = said.name, said.year, said.shift
    if year is not None:
        day = holiday(name, year)
        return None if day is None else _whole(name, of_period(Period("day", day)))
    days = [holiday(name, each) for each in sorted(years_around(around))]
    now = around.today
    if shift and now is not None:
        days = [day for day in days if day is not None and (day > now if shift > 0 else day < now)]
        days = days[:1] if shift > 0 else days[-1:]
    found = nearest((Period("day", day) for day in days if day is not None), around)
    if found is not None:
        return _whole(name, of_period(found, around.kind))
    rule = HOLIDAYS[name]
    return unknown(f"XXXX-{rule.month:02d}-{rule.day:02d}" if isinstance(rule, Fixed) else UNKNOWN["day"])


def _whole(name: str, first: Found | None) -> Found | None:
    """A holiday of several days with its last one; one that the moon begins is marked as approximate."""
    if first is None or first.period is None:
        return first
    rule, days = HOLIDAYS[name], length(name)
    end, eve = days_after(first.period.first, days - 1), days_after(first.period.first, -1)
    if days > 1 and end is not None:
        after = days_after(end, 1)
        first = replace(first, value=f"{first.value}/{end}", period=None, ends=None if after is None else str(after))
    if isinstance(rule, Movable):
        if rule.evening and eve is not None:
            first = replace(first, begins=str(eve))
        if rule.sighted:
            first = replace(first, mod="APPROX")
    return first


def weekdays_on(said: WeekdayCount, around: Surroundings) -> Found | None:
    """The nth such weekday from the reference's day on, or back from it; or from the day named last."""
    named = around.named("day") if said.base == "either" else None
    start, anchor = around.today, around.kind
    if named is not None and named.period is not None:
        start, anchor = named.period.first, "text"
    ahead = said.number > 0
    near = None if start is None else weekday_near(start, said.weekday, 1 if ahead else -1, today=False)
    if near is None:
        return unknown(f"XXXX-WXX-{said.weekday}")
    day = days_after(near, 7 * (said.number - 1 if ahead else said.number + 1))
    return None if day is None else of_period(Period("day", day), anchor)


def weekend_of(day: Holiday, around: Surroundings) -> Found | None:
    """The weekend of the holiday's week; a Monday or a Tuesday ends the weekend before."""
    found = feast(day, around)
    if found is None or found.period is None:
        return unknown(UNKNOWN["weekend"])
    weekend = Period.around("weekend", found.period.first)
    early = found.period.first.isoweekday() < 3
    return of_period(weekend.shift(-1) if weekend is not None and early else weekend, found.anchor)

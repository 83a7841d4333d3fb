"""From a partial parse to what it means, given the reference, the tense and the last date named."""

from dataclasses import replace
from datetime import datetime

from worker.text.dates import durations
from worker.text.dates.choose import day_number, month_day, nearest, nth, shifted_month, weekday, years_around
from worker.text.dates.clocks import resolve_clock, resolve_part
from worker.text.dates.feasts import feast, weekdays_on, weekend_of
from worker.text.dates.found import FINENESS, Anchor, Found, Surroundings, of_period, unknown
from worker.text.dates.partials import (
    Ahead,
    At,
    Clock,
    Count,
    Date,
    Daypart,
    Era,
    Every,
    Fiscal,
    Grain,
    Holiday,
    Length,
    Modified,
    NoDay,
    Nth,
    Of,
    Part,
    Partial,
    Range,
    Rest,
    Shift,
    Unsure,
    Vague,
    WeekdayCount,
    WeekendOf,
    Window,
    Workdays,
)
from worker.text.dates.periods import UNKNOWN, Period, day_of, days_after
from worker.text.dates.stretches import now, rest, so_far, third, window, workdays

DAYS_IN = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""The most days that each month may have."""
_SEASONS = ("SP", "SU", "FA", "WI")


def resolve(partial: Partial, around: Surroundings) -> Found | None:
    """What an expression means; None where the calendar has nothing like it (30 February).

    What the reference would have to settle and does not stays unknown, in TIMEX3's way: "XXXX-11-04", "XXXX-WXX-5".
    """
    match partial:
        case Date():
            return _date(partial, around)
        case Unsure(readings):
            found = [resolve(each, around) for each in readings]
            found = [each for each, said in zip(found, readings, strict=True) if _on_its_weekday(each, said)] or found
            values = tuple(dict.fromkeys(each.value for each in found if each is not None and each.value))
            if len(values) < 2:
                return found[0] if values else None
            if around.order is not None and len(found) == 2:
                return found[0] if around.order == "month" else found[1]
            return Found("DATE", None, readings=values)
        case NoDay():
            return None
        case Part():
            return _part(partial, around)
        case Fiscal():
            return _fiscal(partial, around)
        case Era(grain, first):
            start = day_of(max(first, 1), 1, 1)
            return None if start is None else of_period(Period(grain, start))
        case Shift():
            return _shift(partial, around)
        case Rest(grain):
            return rest(_shift(Shift(grain, 0), around) or _nowhere(Shift(grain, 0)), around)
        case Count():
            return _count(partial, around)
        case Holiday():
            return feast(partial, around)
        case WeekendOf(day):
            return weekend_of(day, around)
        case Of(part, whole):
            return _of(part, whole, around)
        case Nth(number, what, whole):
            return _nth(number, what, whole, around)
        case Clock():
            return resolve_clock(partial, None, around)
        case Daypart(code):
            return Found("TIME", f"T{code}")
        case At(day, time):
            return _at(day, time, around)
        case Range():
            return _range(partial, around)
        case Length():
            return Found("DURATION", durations.value(partial))
        case Ahead(length):
            return _count(Count(length, 1), around)
        case Workdays(number):
            return workdays(number, around)
        case Window():
            return window(partial, around)
        case WeekdayCount():
            return weekdays_on(partial, around)
        case Every(value, quant, freq):
            return Found("SET", value, quant=quant, freq=freq)
        case Vague(value):
            return now(around) if value == "PRESENT_REF" else Found("DATE", value)
        case Modified(inner, mod, relative):
            found_inner = resolve(inner, around)
            if found_inner is None:
                return None
            found_inner = replace(found_inner, mod=mod)
            if isinstance(inner, Count):
                return _about(found_inner)
            return so_far(found_inner, around, ahead=mod == "END") if relative else third(found_inner)


def _date(said: Date, around: Surroundings) -> Found | None:
    year, month, day = said.year, said.month, said.day
    if day is not None and (month is None or not 1 <= day <= DAYS_IN[month - 1]) and (month is not None or day > 31):
        return None
    if year is not None:
        first = day_of(year, month or 1, day or 1)
        if first is None:
            return None
        return of_period(Period("year" if month is None else "month" if day is None else "day", first))
    if month is not None:
        shift = said.shift
        period = (
            month_day(month, day, said.weekday, around) if shift is None else shifted_month(month, day, shift, around)
        )
        return of_period(period, around.kind) or unknown(f"XXXX-{month:02d}" + (f"-{day:02d}" if day else ""))
    if day is not None:
        return of_period(day_number(day, said.weekday, around), around.kind) or unknown(f"XXXX-XX-{day:02d}")
    if said.weekday is None:
        return None
    found = weekday(said.weekday, said.shift, around)
    if found is None:
        return unknown(f"XXXX-WXX-{said.weekday}")
    return of_period(Period("day", found), around.kind)


def _fiscal(said: Fiscal, around: Surroundings) -> Found:
    year = said.year
    if year is None and said.shift is not None and around.reference is not None:
        year = around.reference.year + said.shift
    written = "XXXX" if year is None else f"{year:04d}"
    return unknown(f"FY{written}" + (f"-Q{said.quarter}" if said.quarter else ""))


def _part_period(said: Part, year: int) -> Period | None:
    if said.grain == "weekend":
        return None
    months = {"quarter": 3, "half": 6, "season": 3}[said.grain]
    first = day_of(year, (said.number - 1) * months + (3 if said.grain == "season" else 1), 1)
    return None if first is None else Period(said.grain, first)


def _part(said: Part, around: Surroundings) -> Found | None:
    if said.grain == "weekend":
        today = around.today
        this = None if today is None else Period.around("weekend", today)
        if today is None or this is None:
            return unknown(UNKNOWN["weekend"])
        past = around.direction not in ("future", "alone") and not this.holds(today)
        return of_period(this.shift(-1) if past else this, around.kind)
    if said.year is not None:
        return of_period(_part_period(said, said.year))
    code = {"quarter": "Q", "half": "H", "season": ""}[said.grain] + (
        _SEASONS[said.number - 1] if said.grain == "season" else str(said.number)
    )
    candidates = [_part_period(said, year) for year in years_around(around, 1)]
    now = None if around.reference is None else around.reference.period
    if said.shift is not None and now is not None:
        candidates = [
            each
            for each in candidates
            if each is not None
            and (said.shift == 0 or (each.first > now.first if said.shift > 0 else not each.first > now.first))
            and not (said.shift < 0 and each.holds(now.first))
        ]
        if said.shift == 0:
            here = [each for each in candidates if each is not None and each.holds(now.first)]
            candidates = list(here or candidates[:1])
    return of_period(nearest(candidates, around), around.kind) or unknown(f"XXXX-{code}")


def _shift(said: Shift, around: Surroundings) -> Found | None:
    named = None if said.base == "reference" else around.named(said.grain)
    if named is not None and named.period is None:
        whole = said.by == 0 and said.grain == "day" and named.value is not None
        return replace(unknown((named.value or "").partition("T")[0]), anchor="text") if whole else _nowhere(said)
    anchor: Anchor = "text" if named is not None else around.kind
    base = named.period if named is not None else None
    if base is None and said.base != "text" and around.reference is not None:
        base = around.reference.period
    if base is None or not _fine_enough(base, said.grain):
        return _nowhere(said)
    period = Period.around(said.grain, base.first)
    return of_period(None if period is None else period.shift(said.by), anchor) or _nowhere(said)


def _nowhere(said: Shift) -> Found:
    return unknown(UNKNOWN[said.grain])


def _fine_enough(base: Period, grain: Grain) -> bool:
    return FINENESS.index(base.grain) <= FINENESS.index(grain)


def _count(said: Count, around: Surroundings) -> Found | None:
    if any(term.amount is None for term in said.length.terms):
        if said.base == "either" and said.sign > 0:  # "weeks later", told of what is past
            return unknown(UNKNOWN[durations.grain(said.length) or "day"])
        return Found("DATE", "PAST_REF" if said.sign < 0 else "FUTURE_REF")
    grain = durations.grain(said.length)
    if grain is None:
        return _count_hours(said, around)
    anchor: Anchor = around.kind
    base = None if around.reference is None else around.reference.period
    if not isinstance(said.base, str):
        found = resolve(said.base, around)
        base, anchor = (None, "none") if found is None else (found.period, found.anchor)
    elif said.base != "reference" and (named := around.named(grain)) is not None:
        base, anchor = named.period, "text"
    if base is None or not _fine_enough(base, grain):
        return unknown(UNKNOWN[grain])
    day = durations.count(base.first, said.length, said.sign)
    resolved = of_period(None if day is None else Period.around(grain, day), anchor)
    if resolved is None or day is None or base.grain != "day":
        return resolved
    if grain != "day" and not said.length.terms[-1].amount:
        return resolved  # "a year ago this month" is the whole month
    after = days_after(day, 1)
    return replace(resolved, begins=day.isoformat(), ends=None if after is None else after.isoformat())


def _about(found: Found) -> Found:
    """About, or more than, two years ago: the very day is not meant."""
    whole = of_period(found.period, found.anchor, found.value)
    exact = found.mod == "APPROX" and whole is not None
    return replace(
        found, begins=whole.begins if exact and whole else None, ends=whole.ends if exact and whole else None
    )


def _count_hours(said: Count, around: Surroundings) -> Found | None:
    """Hours and minutes from the reference's own time, where that is known."""
    reference, today = around.reference, around.today
    named = None if said.base == "reference" else around.named("day")
    if named is not None or reference is None or today is None or reference.hour is None:
        return Found("TIME", "XXXX-XX-XXTXX:XX")
    start = datetime(today.year, today.month, today.day, reference.hour, reference.minute or 0)
    at = durations.count_time(start, said.length, said.sign)
    if at is None:
        return None
    value = at.isoformat(timespec="seconds" if at.second else "minutes")
    return Found("TIME", value, None, at.isoformat(), None, around.kind)


def _of(part: Partial, whole: Partial, around: Surroundings) -> Found | None:
    found = resolve(whole, around)
    if found is None:
        return None
    period = found.period
    if period is None:
        return resolve(part, replace(around, reference=None))
    year, month = period.first.year, period.first.month
    made: Partial | None = None
    match part:
        case Date(weekday=int(day)) if period.grain == "week":
            first = days_after(period.first, day - 1)
            return of_period(None if first is None else Period("day", first), found.anchor)
        case Date(year=None, month=int(named), day=day) if period.grain == "year":
            made = Date(year=year, month=named, day=day)
        case Date(year=None, month=None, day=int(day)) if period.grain == "month":
            made = Date(year=year, month=month, day=day)
        case Part(grain, number) if period.grain == "year":
            made = Part(grain, number, year)
        case Holiday(name) if period.grain == "year":
            made = Holiday(name, year)
        case Shift("week"):
            return of_period(Period.around("week", period.first), found.anchor)
        case _:
            return None
    resolved = resolve(made, around)
    return None if resolved is None else replace(resolved, anchor=found.anchor)


def _nth(number: int, what: str | int, whole: Partial, around: Surroundings) -> Found | None:
    found = resolve(whole, around)
    if found is None:
        return None
    if found.period is None:
        if isinstance(what, int) and found.value is not None and len(found.value) == 7:
            return unknown(f"{found.value}-WXX-{what}")
        return unknown(UNKNOWN["day" if isinstance(what, int) or what == "day" else "week"])
    if found.period.grain not in ("month", "year", "quarter"):
        return None
    return of_period(nth(number, what, found.period), found.anchor)


def _at(day: Partial | None, time: Clock | Daypart, around: Surroundings) -> Found | None:
    if day is None:
        return resolve(time, around)
    found = resolve(day, around)
    if isinstance(day, Unsure) and found is not None and found.readings:
        timed = (_at(each, time, around) for each in day.readings)
        return Found("TIME", None, readings=tuple(each.value for each in timed if each is not None and each.value))
    if found is None or found.value is None or found.mod is not None or found.type != "DATE":
        return None
    if found.period is not None and found.period.grain != "day":
        return None
    if found.period is None and not (found.value.startswith("XXXX-WXX-") or found.value.count("-") == 2):
        return None
    if isinstance(time, Clock):
        return resolve_clock(time, found, around)
    return resolve_part(time.code, found)


def _range(said: Range, around: Surroundings) -> Found | None:
    low, high = said.low, said.high
    if (
        isinstance(low, Date)
        and isinstance(high, Date)
        and low.year is None
        and low.shift is None
        and high.year is not None
        and low.month
    ):
        first, last = _before_its_end(low, high, around), resolve(high, around)
    else:
        first = resolve(low, around)
        last = (
            None if first is None else resolve(high, around if _one_day(low, high) else replace(around, beside=first))
        )
    if first is None or last is None or first.value is None or last.value is None:
        return None
    if "DATE" in (first.type, last.type) and first.type != last.type:
        return None
    if said.alike and first.fineness != last.fineness:
        return None
    bounded = first.begins is not None and last.ends is not None
    if bounded and not _ordered(first.begins or "", last.ends or ""):
        return None
    if bounded and first.type == "DATE" and first.begins == last.begins:
        return None
    if not bounded and around.reference is not None and first.type == "DATE":
        return None
    return Found(
        first.type,
        f"{first.value}/{last.value}",
        None,
        first.begins if bounded else None,
        last.ends if bounded else None,
        first.anchor,
    )


def _on_its_weekday(found: Found | None, said: Partial) -> bool:
    """Whether a day falls on the weekday that is said with it: "Friday 7/6" is the one of two readings that does."""
    weekday_ = said.weekday if isinstance(said, Date) else None
    return found is not None and found.period is not None and weekday_ == found.period.first.isoweekday()


def _one_day(low: Partial, high: Partial) -> bool:
    return isinstance(low, At) and isinstance(high, At) and low.day == high.day


def _before_its_end(low: Date, high: Date, around: Surroundings) -> Found | None:
    """November to February 2017: the begin is the last such month, or day, before the end."""
    for year in (high.year or 0, (high.year or 0) - 1):
        first, last = resolve(replace(low, year=year), around), resolve(high, around)
        if first is not None and last is not None and (first.begins or "") <= (last.begins or ""):
            return first
    return None


def _ordered(begins: str, ends: str) -> bool:
    """Whether a begin written in ISO 8601 is not after an end; times with zones are taken as written."""
    return begins[:19] <= ends[:19]

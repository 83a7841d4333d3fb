"""Which September, which Friday: the place in the calendar that a partial date means, seen from a day."""

from collections.abc import Iterable
from datetime import date

from worker.text.dates.found import Surroundings
from worker.text.dates.periods import Period, day_of, months_after, nth_weekday, weekday_near

_MONTH_WEIGHT, _DAY_WEIGHT, _STRONG_WEIGHT = 0.08, 0.25, 0.02
_DAY_AHEAD_WEIGHT, _DAY_STRONG_WEIGHT = 0.4, 0.1
"""A weak sign of the future, "to" with a verb, often belongs to another clause; and no newsroom leaves out the year
of a day that is most of a year ahead."""


def _middle(period: Period) -> date:
    end = period.end
    return period.first if end is None else date.fromordinal((period.first.toordinal() + end.toordinal()) // 2)


def nearest(candidates: Iterable[Period | None], around: Surroundings) -> Period | None:
    """The candidate nearest to the reference, where those that go with the tense count as much nearer.

    A day is written without its year when it is near, so its tense weighs less than that of a month. An expression
    that stands alone, as in a calendar, lies ahead.
    """
    listed = None if around.beside is None else around.beside.period
    if listed is not None and (found := _next_to(candidates := list(candidates), listed)) is not None:
        return found
    reference = None if around.reference is None else around.reference.period
    if reference is None:
        return None
    now = _middle(reference)
    best: tuple[float, Period] | None = None
    for each in candidates:
        if each is None:
            continue
        if each.holds(now):
            gap, ahead, behind = 0.0, around.direction != "alone", True
        else:
            gap = min(abs((each.first - now).days), abs(((each.end or each.first) - now).days))
            ahead, behind = each.first > now, each.first < now
        gap *= _weight(each, around, ahead=ahead, behind=behind)
        if best is None or gap < best[0]:
            best = (gap, each)
    return None if best is None else best[1]


def _next_to(candidates: Iterable[Period | None], listed: Period) -> Period | None:
    """What is listed lies together, most often in the order of time: "May through September", "June, July"."""
    later = [
        each for each in candidates if each is not None and each.grain == listed.grain and each.first >= listed.first
    ]
    return min(later, key=lambda each: each.first, default=None)


def _weight(each: Period, around: Surroundings, *, ahead: bool, behind: bool) -> float:
    weight = _DAY_WEIGHT if each.grain == "day" else _MONTH_WEIGHT
    match around.direction:
        case "past":
            return weight if behind else 1.0
        case "future":
            if not ahead:
                return 1.0
            if each.grain == "day":
                return _DAY_STRONG_WEIGHT if around.strong else _DAY_AHEAD_WEIGHT
            return _STRONG_WEIGHT if around.strong else weight
        case "alone":
            return _STRONG_WEIGHT if ahead else 1.0
        case _:
            return 0.5 if behind else 1.0


def years_around(around: Surroundings, reach: int = 1) -> tuple[int, ...]:
    """The years about that of the date it is listed with, else the reference's, its own first."""
    listed = None if around.beside is None else around.beside.period
    centres = [] if listed is None else [listed.first.year]
    if around.reference is not None:
        centres.append(around.reference.year)
    steps = (0, *(sign * step for step in range(1, reach + 1) for sign in (-1, 1)))
    return tuple(dict.fromkeys(centre + step for centre in centres for step in steps))


def month_day(month: int, day: int | None, weekday: int | None, around: Surroundings) -> Period | None:
    """The month, or the day of a month, that is meant; a day of the week settles the year where it fits one."""
    leap = month == 2 and day == 29
    dates = [day_of(year, month, day or 1) for year in years_around(around, 8 if leap else 1)]
    fitting = [found for found in dates if found is not None and (weekday in (None, found.isoweekday()))]
    grain = "month" if day is None else "day"
    return nearest((Period(grain, found) for found in (fitting or dates) if found is not None), around)  # type: ignore[arg-type]


def shifted_month(month: int, day: int | None, shift: int, around: Surroundings) -> Period | None:
    """Last September, next May 5: strictly before or after the reference's own; "this": of its year."""
    reference = None if around.reference is None else around.reference.period
    if reference is None or around.reference is None:
        return None
    for year in (around.reference.year + step for step in ((0,) if shift == 0 else (0, shift, 2 * shift))):
        first = day_of(year, month, day or 1)
        if first is None:
            continue
        found = Period("day" if day else "month", first)
        end = found.end
        if shift == 0 or (shift > 0 and first > _middle(reference)):
            return found
        if shift < 0 and end is not None and end <= _middle(reference):
            return found
    return None


def weekday(number: int, shift: int | None, around: Surroundings) -> date | None:
    """The Friday that is meant: by tense the last or the next, today included; "last": before today; "next": of the
    next week, "this": of the reference's week.

    The day of writing counts for both tenses: newsrooms write today's weekday, not "today".
    """
    today = around.today
    if around.beside is not None and around.beside.period is not None and shift is None:
        return weekday_near(around.beside.period.first, number, 1, today=False)
    if today is None:
        return None
    match shift:
        case None:
            ahead = around.direction in ("future", "alone")
            return weekday_near(today, number, 1 if ahead else -1, today=around.direction != "alone")
        case -1:
            return weekday_near(today, number, -1, today=False)
        case _:
            week = Period.around("week", today)
            week = None if week is None else week.shift(shift)
            return None if week is None else weekday_near(week.first, number, 1, today=True)


def day_number(day: int, weekday: int | None, around: Surroundings) -> Period | None:
    """The 27th: of this month or one near it; with a weekday, of the nearest month where the two meet."""
    today = around.today
    if today is None:
        return None
    found: list[Period | None] = []
    for step in range(-13, 14) if weekday else range(-2, 3):
        month = months_after(today.replace(day=1), step)
        date_ = None if month is None else day_of(month.year, month.month, day)
        if date_ is not None and weekday in (None, date_.isoweekday()):
            found.append(Period("day", date_))
    return nearest(found, around)


def nth(number: int, what: str | int, whole: Period) -> Period | None:
    """The nth day, weekday (1 to 7), week or weekend of a period, from its end where negative.

    A week belongs to the period that holds its Thursday, as in ISO 8601.
    """
    last = whole.shift(1)
    if last is None or number == 0:
        return None
    if isinstance(what, int) or what == "weekend":
        day = what if isinstance(what, int) else 6
        if whole.grain == "month":
            found = nth_weekday(whole.first.year, whole.first.month, day, number)
        else:
            found = _nth_after(whole.first, last.first, day, number)
        return None if found is None else Period("weekend" if what == "weekend" else "day", found)
    if what == "week":
        thursday = _nth_after(whole.first, last.first, 4, number)
        return None if thursday is None else Period.around("week", thursday)
    if what == "month":
        first = months_after(whole.first, number - 1 if number > 0 else 12 + number)
        return None if first is None or not whole.holds(first) else Period("month", first)
    place = whole.first.toordinal() + number - 1 if number > 0 else last.first.toordinal() + number
    first = date.fromordinal(place) if 1 <= place <= date.max.toordinal() else None
    return None if first is None or not whole.holds(first) else Period("day", first)


def _nth_after(first: date, end: date, weekday_: int, number: int) -> date | None:
    if number > 0:
        start = weekday_near(first, weekday_, 1, today=True)
        place = None if start is None else start.toordinal() + 7 * (number - 1)
    else:
        start = weekday_near(end, weekday_, -1, today=False)
        place = None if start is None else start.toordinal() + 7 * (number + 1)
    if place is None or not first.toordinal() <= place < end.toordinal():
        return None
    return date.fromordinal(place)

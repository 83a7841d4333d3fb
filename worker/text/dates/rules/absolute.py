"""Dates that name a day, a month or a year."""

from dataclasses import replace

from worker.text.dates.grammar import Rule
from worker.text.dates.partials import Date, NoDay, Partial, Range, Unsure


def _date(month: int, day: int | None = None, year: int | None = None, weekday: int | None = None) -> Date:
    return Date(year=year, month=month, day=day, weekday=weekday)


def _numeric(first: object, second: object, year: int) -> Partial | None:
    """Day and month in either order: what only one order makes is sure, else both are readings (month first)."""
    readings = []
    for month, day in ((first, second), (second, first)):
        if isinstance(month, int) and isinstance(day, int) and month <= 12:
            readings.append(Date(year=year, month=month, day=day))
    if not readings:
        return None
    if len(readings) == 1 or readings[0] == readings[1]:
        return readings[0]
    return Unsure(tuple(readings))


def _dotted(first: object, second: object, year: int) -> Partial | None:
    """Dots stand between day and month: only who writes the day first puts them there."""
    if isinstance(first, int) and isinstance(second, int) and second <= 12:
        return Date(year=year, month=second, day=first)
    return _numeric(first, second, year)


_NO_DAYS = {(9, 11), (24, 7)}
"""Figures with a slash that stand for something else: the attacks of 2001, at all hours."""


def _on_weekday(weekday: int, first: object, second: object) -> Partial | None:
    found = numeric_short(first, second)
    if isinstance(found, Unsure):
        return Unsure(tuple(replace(each, weekday=weekday) for each in found.readings))
    return replace(found, weekday=weekday) if isinstance(found, Date) else None


def numeric_short(first: object, second: object) -> Partial | None:
    """A day and a month without a year, in either order; None where no calendar has it."""
    if (first, second) in _NO_DAYS:
        return None
    found = _numeric(first, second, 2000)
    if isinstance(found, Date):
        return Date(month=found.month, day=found.day)
    if isinstance(found, Unsure):
        return Unsure(tuple(Date(month=each.month, day=each.day) for each in found.readings))
    return None


def _no_day(first: int, second: int, year: int) -> Partial | None:
    """What is written as a date and is none, whichever of the two is the month."""
    possible = min(first, second) >= 1 and min(first, second) <= 12 and max(first, second) <= 31
    return None if possible or not _YEARS[0] <= year <= _YEARS[1] else NoDay(year)


_YEARS = 1900, 2099
"""Years of which a date in figures is written; what ends on another number is no date."""


def _iso(year: int, month: int, day: int) -> Partial | None:
    return Date(year=year, month=month, day=day) if month <= 12 else None


def _iso_month(year: int, month: int) -> Partial | None:
    """2022-11; "2010-11" are two years, as of a season."""
    return Date(year=year, month=month) if month <= 12 and (year + 1) % 100 != month else None


def _days(low: int, high: int, month: int, year: int | None = None) -> Partial | None:
    if low >= high:
        return None
    return Range(Date(year=year, month=month, day=low), Date(year=year, month=month, day=high))


def _months(low: int, high: int, year: int | None = None) -> Partial | None:
    return Range(Date(year=year, month=low), Date(year=year, month=high)) if low < high else None


def _years(low: int, high: int) -> Partial | None:
    """2014-2016; a two-digit end counts in the century of the begin (2014-16)."""
    if high < 100:
        high += low // 100 * 100
    return Range(Date(year=low), Date(year=high)) if low < high <= low + 300 else None


RULES = (
    # -- a day with its month
    Rule("month day year", "date", "<month> the? <dom> ,|of|in? <year>", lambda m, d, y: _date(m, d, y)),
    Rule("month day", "date", "<month> the? <dom> !percent|per|%|people|million|billion|:", lambda m, d: _date(m, d)),
    Rule("month-day", "date", "<month> =- =<dom>", lambda m, d: _date(m, d)),
    Rule("day month year", "date", "the? <dom> day? of? <month> ,? of|in? <year>", lambda d, m, y: _date(m, d, y)),
    Rule("day month", "date", "the? <dom> day? of? <month>", lambda d, m: _date(m, d)),
    Rule("day-month-year", "date", "<dom> -|/ <month> -|/ <year>", lambda d, m, y: _date(m, d, y)),
    Rule("day-month-yy", "date", "<dom> =-|/ =<month> =-|/ =<yy>", lambda d, m, y: _date(m, d, y)),
    Rule("day. month year", "date", "<dom> =. <month> <year>", lambda d, m, y: _date(m, d, y)),
    Rule("weekday, month day year", "date", "<weekday> ,? the? <month> the? <dom> ,? <year>",
         lambda w, m, d, y: _date(m, d, y)),
    Rule("weekday, month day", "date", "<weekday> ,? <month> the? <dom>", lambda w, m, d: _date(m, d, None, w)),
    Rule("weekday (month-day)", "date", "this? <weekday> -|( =<month> -? =<dom> )?",
         lambda w, m, d: _date(m, d, None, w)),
    Rule("weekday, day month year", "date", "<weekday> ,? the? <dom> of? <month> ,? <year>",
         lambda w, d, m, y: _date(m, d, y)),
    Rule("weekday, day month", "date", "<weekday> ,? the? <dom> of? <month>", lambda w, d, m: _date(m, d, None, w)),
    Rule("month day, weekday", "date", "<month> <dom> , <weekday>", lambda m, d, w: _date(m, d, None, w)),
    Rule("the nth", "date", "^on|by|until|since|from|for|before|after the <nth> !of", lambda d: Date(day=d)),
    Rule("weekday the nth", "date", "<weekday> the? <ordinal> !-|quarter|half|time|straight|round|day|night|person",
         lambda w, d: Date(day=d, weekday=w) if 1 <= d <= 31 else None),
    # -- a month with its year
    Rule("month year", "date", "<month> ,? of? <year>", lambda m, y: _date(m, None, y)),
    Rule("month 'year", "date", "^in|since|until|of|from|by|for <month> <yy>",
         lambda m, y: _date(m, None, y) if y < 2000 and y >= 1950 else None),
    Rule("year month", "date", "<year> -? <month>", lambda y, m: _date(m, None, y)),
    Rule("year month day", "date", "<year> -|/ <month> -|/ <dom>", lambda y, m, d: _date(m, d, y)),
    Rule("month", "date", "<month>", lambda m: _date(m)),
    Rule("weekday", "date", "<weekday>", lambda w: Date(weekday=w)),
    Rule("year", "date", "<year>", lambda y: Date(year=y)),
    Rule("the year", "date", "the? year of? <year>", lambda y: Date(year=y)),
    # -- figures alone
    Rule("iso day", "date", "<y4> =- =<nn> =- =<last>", _iso),
    Rule("iso day, slashes", "date", "<y4> =/ =<nn> =/ =<last>", _iso),
    Rule("iso day, month by name", "date", "<y4> =/|- =<month> =/|- =<last>", _iso),
    Rule("compact day", "date", "<yyyymmdd>", lambda digits: _iso(*digits)),
    Rule("iso month", "date", "<y4> =- =<last> !-", _iso_month),
    Rule("n/n/year", "date", "<n1> / <nn> / <yyyy>", _numeric),
    Rule("n-n-year", "date", "<n1> =- =<nn> =- =<yyyy>", _numeric),
    Rule("n.n.year", "date", "<n1> =. =<nn> =. =<yyyy>", _dotted),
    Rule("no day, n/n/year", "date", "<any1> =/ =<any2> =/ =<yyyy>", _no_day),
    Rule("no day, n.n.year", "date", "^on|by|until|till|since|before|after|from|dated <any1> =.|- =<any2> =.|- =<yyyy>",
         _no_day),
    Rule("n/n/yy", "date", "<n1> =/ =<nn> =/ =<yy>", _numeric),
    Rule("n-n-yy", "date", "^on|by|until|since|back|dated|_ <n1> =- =<nn> =- =<yy>", _numeric),
    Rule("n/n,year", "date", "<n1> =/ =<nn> =, =<yyyy>", _numeric),
    Rule("month/year", "date", "^in|since|until|by|from|out|_ <n1> =/ =<yyyy>",
         lambda m, y: Date(year=y, month=m) if m <= 12 else None),
    Rule("n/n", "date", "^on|by|until|since|before|after|from <n1> /|- <last> !/|percent|%|of|-", numeric_short),
    Rule("weekday n/n", "date", "this|next|last? <weekday> ,? <n1> =/ =<last>", _on_weekday),
    # -- stretches that share a month or a year
    Rule("month-month year", "date", "<month> -|–|to|through|and <month> ,? of? <year>", _months),
    Rule("month-month", "date", "<month> -|– <month>", _months),
    Rule("month day-day year", "date", "<month> the? <dom> -|–|—|to|through|thru|until|till the? <dom> ,? <year>",
         lambda m, a, b, y: _days(a, b, m, y)),
    Rule("month day-day", "date", "<month> the? <dom> -|–|—|to|through|thru|until|till the? <dom> !percent|per|%|:|/",
         lambda m, a, b: _days(a, b, m)),
    Rule("day-day month year", "date", "the? <dom> -|–|—|to|through|until|till the? <dom> of? <month> ,? <year>",
         lambda a, b, m, y: _days(a, b, m, y)),
    Rule("day-day month", "date", "the? <dom> -|–|—|to|through|until|till the? <dom> of? <month>",
         lambda a, b, m: _days(a, b, m)),
    Rule("between day and day month", "date", "^between the? <dom> and the? <dom> of? <month> <year>?",
         lambda a, b, m, y: _days(a, b, m, y)),
    Rule("year-year", "date", "<y4> -|–|— <yyyy> !-", _years),
    Rule("year-yy", "date", "<y4> =-|–|—|/ =<yy2> !-|–|/", _years),
)  # fmt: skip

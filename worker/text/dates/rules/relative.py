"""What is counted from the day of writing, or from a date named before."""

from decimal import Decimal

from worker.text.dates.grammar import Rule
from worker.text.dates.partials import (
    Ahead,
    At,
    Count,
    Date,
    Daypart,
    Grain,
    Length,
    Nth,
    Of,
    Part,
    Partial,
    Range,
    Rest,
    Shift,
    Term,
    WeekdayCount,
    Window,
)
from worker.text.dates.vocabulary import SHIFTS

_GRAINS: dict[str, Grain] = {
    "day": "day", "week": "week", "weekend": "weekend", "month": "month", "quarter": "quarter", "year": "year",
    "decade": "decade", "century": "century",
}  # fmt: skip


def _which(word: str, unit: str) -> Partial | None:
    """Last month, next year; the past week is the seven days before, not the calendar's week."""
    if unit == "fortnight" and word in ("last", "past", "next"):
        return _window(word, Length((Term(Decimal(1), unit),)))
    grain = _GRAINS.get(unit)
    if grain is None:
        return None
    if word == "past" and grain not in ("weekend", "day"):
        return Window(Length((Term(Decimal(1), unit),)), -1)
    if word == "following":
        return Shift(grain, 1, "either")
    if word == "previous":
        return Shift(grain, -1, "either")
    return Shift(grain, SHIFTS[word])


def _window(word: str, length: Length) -> Partial | None:
    sign = {
        "last": -1,
        "past": -1,
        "previous": -1,
        "next": 1,
        "coming": 1,
        "upcoming": 1,
        "following": 1,
        "ensuing": 1,
        "preceding": -1,
        "prior": -1,
    }.get(word)
    return None if sign is None else Window(length, -1 if sign < 0 else 1)


def _nth(number: int, what: str, whole: Partial) -> Partial | None:
    if what not in ("day", "week", "weekend", "month"):
        return None
    return Nth(number, what, whole) if 1 <= abs(number) <= 53 else None  # type: ignore[arg-type]


def _same(word: str, unit: str) -> Partial | None:
    grain = _GRAINS.get(unit)
    return None if grain is None or grain in ("decade", "century", "quarter") else Shift(grain, 0, "text")


def _days_of(low: int, high: int, month: Partial) -> Partial | None:
    return Range(Of(Date(day=low), month), Of(Date(day=high), month)) if low < high else None


def _next(by: int, unit: str) -> Partial | None:
    grain = _GRAINS.get(unit)
    return None if grain is None else Shift(grain, by, "either")


def _weekdays_on(number: Decimal, weekday: int, word: str) -> Partial | None:
    """Two Sundays from now: the second that comes; two Sundays ago: the second that went."""
    if number != number.to_integral_value() or not 1 <= number <= 20:
        return None
    return WeekdayCount(weekday, int(number) if word in ("from", "later") else -int(number))


def _counted_window(number: object, word: str, unit: str) -> Partial | None:
    if isinstance(number, tuple):
        return _window(word, Length((Term(None, unit, number),)))
    return _window(word, Length((Term(number, unit),))) if isinstance(number, Decimal) else None


RULES = (
    Rule("today", "date", "today !'s|tonight", lambda: Shift("day", 0)),
    Rule("yesterday", "date", "yesterday", lambda: Shift("day", -1)),
    Rule("tomorrow", "date", "tomorrow", lambda: Shift("day", 1)),
    Rule("day before yesterday", "date", "the? day before yesterday", lambda: Shift("day", -2)),
    Rule("day after tomorrow", "date", "the? day after tomorrow", lambda: Shift("day", 2)),
    Rule("to date", "date", "till date !of", lambda: Shift("day", 0)),
    # -- this, last, next
    Rule("last month", "date", "{last|next|this|current|coming|upcoming|past|previous|following} calendar? <unit> !s|-",
         _which),
    Rule("the last month", "date", "the {next|current|coming|upcoming|past|previous|following} <unit> !-", _which),
    Rule("in the last year", "moment",
         "^in|over|during|within|for|of|throughout the last {week|month|year} !of|that|of|'|’|s",
         lambda u: _window("last", Length((Term(Decimal(1), u),)))),
    Rule("this past week", "date", "this past <unit>", lambda u: _which("last", u)),
    Rule("the week after next", "date", "the? <unit> after next", lambda u: _next(2, u)),
    Rule("the week before last", "date", "the <unit> before last", lambda u: _next(-2, u)),
    Rule("last Friday", "date", "{last|next|this|past|previous} <weekday>",
         lambda s, w: Date(weekday=w, shift=SHIFTS[s])),
    Rule("this past Friday", "date", "this past <weekday>", lambda w: Date(weekday=w, shift=-1)),
    Rule("coming Friday", "date", "the|this? coming|upcoming <weekday>", lambda w: WeekdayCount(w, 1)),
    Rule("the following Friday", "date", "the? following <weekday>", lambda w: WeekdayCount(w, 1, "either")),
    Rule("the next Friday", "date", "the {previous|past|next} <weekday>",
         lambda s, w: Date(weekday=w, shift=SHIFTS[s])),
    Rule("last September", "date", "{last|next|this|past|coming} <month>",
         lambda s, m: Date(month=m, shift=SHIFTS[s])),
    Rule("last month day", "date", "{last|next|this} <month> <dom>",
         lambda s, m, d: Date(month=m, day=d, shift=SHIFTS[s])),
    Rule("a week on Friday", "date", "<weekday> {next|last|this} week",
         lambda w, s: Of(Date(weekday=w), Shift("week", SHIFTS[s]))),
    Rule("Friday evening next week", "moment", "<weekday> <daypart> of? {next|last|this} week",
         lambda w, p, s: At(Of(Date(weekday=w), Shift("week", SHIFTS[s])), Daypart(p))),
    Rule("the first Monday evening of", "moment", "the? <ordinal> <weekday> <daypart> of|in <monthyear>",
         lambda n, w, p, m: At(Nth(n, w, m), Daypart(p)) if n < 6 else None),
    Rule("Friday after next", "date", "<weekday> after next !week|month|year", lambda w: WeekdayCount(w, 2)),
    Rule("two Sundays from now", "date", "<number> <weekdays> {from|ago|later|back} now?", _weekdays_on),
    Rule("Friday of next week", "date", "<weekday> of {next|last|this|the} week",
         lambda w, s: Of(Date(weekday=w), Shift("week", SHIFTS.get(s, 0)))),
    Rule("next week Friday", "date", "{next|last|this} week on? <weekday>",
         lambda s, w: Of(Date(weekday=w), Shift("week", SHIFTS[s]))),
    Rule("last week's Friday", "date", "last week '|’ s <weekday>",
         lambda w: Of(Date(weekday=w), Shift("week", -1))),
    Rule("the weekend", "date", "the weekend !of", lambda: Part("weekend")),
    Rule("rest of the week", "date", "the? rest|remainder of? the|this|current? {week|month|quarter|year|decade}",
         lambda u: Rest(_GRAINS[u])),
    # -- the text's own days
    Rule("the same day", "date", "the|that {same|very} <unit> !of|-", _same),
    Rule("same day", "date", "!^the|a|of {same} {day|week|month|year} !-", _same),
    Rule("that day", "date", "{that} <unit> !was|is|will|of", _same),
    Rule("the next day", "date", "the next|following {day|morning|night}", lambda u: Shift("day", 1, "either")),
    Rule("the day before", "date", "the {day|night|week|month|year} before <stop>",
         lambda u, _: _next(-1, "day" if u == "night" else u)),
    Rule("the day after", "date", "the {day|week|month|year} after <stop>", lambda u, _: _next(1, u)),
    # -- so many units away
    Rule("a length ago", "counteddate", "<length> ago", lambda x: Count(x, -1)),
    Rule("a length from now", "counteddate", "<length> from now|today|tomorrow", lambda x: Count(x, 1)),
    Rule("a length after a date", "counteddate", "!^for|lasting|lasted <length> after|from <date>",
         lambda x, d: Count(x, 1, d)),
    Rule("a length before a date", "counteddate", "<length> before <date>", lambda x, d: Count(x, -1, d)),
    Rule("a length before", "counteddate", "<length> earlier", lambda x: Count(x, -1, "either")),
    Rule("a length after", "counteddate", "<length> later", lambda x: Count(x, 1, "either")),
    Rule("ago", "date", "<length> ago", lambda x: Count(x, -1)),
    Rule("back", "date", "^_ <length> back", lambda x: Count(x, -1)),
    Rule("from now", "date", "<length> from right? now|today", lambda x: Count(x, 1)),
    Rule("hence", "date", "<length> hence", lambda x: Count(x, 1)),
    Rule("from tomorrow", "date", "<length> from {tomorrow|yesterday}",
         lambda x, w: Count(x, 1, Shift("day", 1 if w == "tomorrow" else -1))),
    Rule("later", "date", "<length> later|afterward|afterwards", lambda x: Count(x, 1, "either")),
    Rule("after", "date", "<length> after <stop>", lambda x, _: Count(x, 1, "either")),
    Rule("earlier", "date", "<length> earlier|previously", lambda x: Count(x, -1, "either")),
    Rule("before", "date", "<length> before <stop>", lambda x, _: Count(x, -1, "either")),
    Rule("the day after a date", "date", "the {day|week|month|year} {after|before} <date>",
         lambda u, w, d: Count(Length((Term(Decimal(1), u),)), 1 if w == "after" else -1, d)),
    Rule("after a date", "date", "!^for|lasting|lasted <length> after|from <date>", lambda x, d: Count(x, 1, d)),
    Rule("before a date", "date", "<length> before <date>", lambda x, d: Count(x, -1, d)),
    # -- parts of a whole
    Rule("20th of next month", "date", "the? <dom> of <anymonth>", lambda d, m: Of(Date(day=d), m)),
    Rule("4 to 22 this month", "date", "the? <dom> -|–|to|until|till the? <dom> of|in? <anymonth>", _days_of),
    Rule("between 4 and 22 this month", "date", "^between the? <dom> and the? <dom> of|in? <anymonth>", _days_of),
    Rule("month of a named year", "date", "<month> of? <anyyear>", lambda m, y: Of(Date(month=m), y)),
    Rule("day of a named year", "date", "<month> <dom> of|,? <anyyear>", lambda m, d, y: Of(Date(month=m, day=d), y)),
    Rule("day month of a named year", "date", "<dom> of? <month> of|,? <anyyear>",
         lambda d, m, y: Of(Date(month=m, day=d), y)),
    Rule("nth weekday", "date", "the? <ordinal> <weekday> of|in <month> <year>?",
         lambda n, w, m, y: Nth(n, w, Date(year=y, month=m)) if n < 6 else None),
    Rule("nth weekday of a named month", "date", "the? <ordinal> <weekday> of|in <anymonth>",
         lambda n, w, m: Nth(n, w, m) if n < 6 else None),
    Rule("last weekday", "date", "the? last <weekday> of|in <month> <year>?",
         lambda w, m, y: Nth(-1, w, Date(year=y, month=m))),
    Rule("last weekday of a named month", "date", "the? last <weekday> of|in <anymonth>", lambda w, m: Nth(-1, w, m)),
    Rule("nth week", "date", "the? <ordinal> {day|week|weekend} of|in? <monthyear>", _nth),
    Rule("last week of", "date", "the? last|final {day|week|weekend} of|in <monthyear>", lambda u, m: _nth(-1, u, m)),
    Rule("nth last week of", "date", "the? <ordinal> last {day|week|weekend} of|in <monthyear>",
         lambda n, u, m: _nth(-n, u, m)),
    Rule("nth month of", "date", "the? <ordinal> month of <anyyear>", lambda n, y: _nth(n, "month", y)),
    Rule("the week of", "date", "the? week of|beginning|starting|commencing on? <date>",
         lambda d: Of(Shift("week", 0), d)),
    Rule("month and its year", "monthyear", "<month> of|,? <year>", lambda m, y: Date(year=y, month=m)),
    Rule("a month alone", "monthyear", "<month>", lambda m: Date(month=m)),
    Rule("a named month", "monthyear", "<anymonth>", lambda m: m),
    Rule("a named year", "monthyear", "<anyyear>", lambda y: y),
    Rule("a year in figures", "monthyear", "<year>", lambda y: Date(year=y)),
    Rule("this year", "anyyear", "{last|this|next|the|that|current} year !-|old",
         lambda w: Shift("year", SHIFTS.get(w, 0), "text" if w == "that" else "reference")),
    Rule("the same year", "anyyear", "the {same|following|previous|next} year",
         lambda w: Shift("year", SHIFTS.get(w, 0), "text")),
    Rule("this month", "anymonth", "{last|this|next|the|current} month !-|old",
         lambda w: Shift("month", SHIFTS.get(w, 0))),
    Rule("the next month", "anymonth", "the {next|previous|current|following} month",
         lambda w: Shift("month", SHIFTS[w])),
    # -- stretches of time up to the reference, or from it
    Rule("the past three weeks", "moment",
         "the? {last|past|previous|next|coming|following|upcoming|ensuing|preceding|prior} <length> !of",
         _window),
    Rule("these past weeks", "moment", "these|this {last|past|next} <length>", _window),
    Rule("two upcoming weeks", "moment", "<counted> {next|coming|last|past} <plural>", _counted_window),
    Rule("two upcoming week", "moment", "<counted> {upcoming} <unit>", _counted_window),
    Rule("within three years", "moment", "^within the? next|coming|upcoming? <length> !of|ago|after|before|-",
         lambda x: Window(x, 1, from_today=True)),
    Rule("in three days", "moment", "!^with|than in <length> "
         "!of|ago|later|earlier|before|after|since|old|-|at|on|that|when|which|where", lambda x: Ahead(x)),
)  # fmt: skip

"""Turns of phrase: a year ago Friday, two summers ago, the early hours of Sunday, three days a week, a year or so."""

from decimal import Decimal

from worker.text.dates.durations import value
from worker.text.dates.grammar import Rule
from worker.text.dates.partials import (
    At,
    Clock,
    Count,
    Date,
    Daypart,
    Era,
    Every,
    Length,
    Mod,
    Modified,
    Nth,
    Of,
    Part,
    Partial,
    Range,
    Shift,
    Term,
    WeekdayCount,
    Window,
    Workdays,
)
from worker.text.dates.rules.combined import in_part

_SEASONS = {"springs": 1, "summers": 2, "autumns": 3, "falls": 3, "winters": 4}
_PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "dawn": "DW", "dusk": "EV"}
_COUNTS = {"days": "D", "nights": "X", "hours": "H", "mornings": "X", "afternoons": "X", "evenings": "X", "weeks": "W",
           "months": "M", "minutes": "MIN"}  # fmt: skip


def _to_the(unit: str, length: Length) -> Length:
    """The length counted as finely as `unit`: a year ago today is a day."""
    return Length((*length.terms, Term(Decimal(0), unit)))


def _ago_this(length: Length, unit: str) -> Partial | None:
    if any(term.amount is None or term.unit == unit for term in length.terms):
        return None
    return Count(_to_the(unit, length), -1)


def _ago_on(length: Length, weekday: int) -> Partial | None:
    """A week ago Friday: the week before last Friday's."""
    if any(term.amount is None or term.unit not in ("week", "fortnight") for term in length.terms):
        return None
    return Count(_to_the("day", length), -1, WeekdayCount(weekday, -1))


def _from_on(length: Length, weekday: int) -> Partial | None:
    """A week on Friday, two weeks from Friday: so long after the Friday that comes."""
    if any(term.amount is None or term.unit not in ("week", "fortnight") for term in length.terms):
        return None
    return Count(_to_the("day", length), 1, WeekdayCount(weekday, 1))


def _part(part: str, day: Partial, by: int) -> Partial | None:
    if isinstance(day, Range | Modified | At):
        return None
    return At(Count(Length((Term(Decimal(1), "day"),)), -1 if by < 0 else 1, day), Daypart(_PARTS[part]))


def _hours(day: Partial) -> Partial | None:
    """The early hours of a day."""
    if isinstance(day, Range | Modified):
        return None
    return day if isinstance(day, At) else At(day, Daypart("MO"))


def _half(which: str, whole: Partial) -> Partial | None:
    """The second half of the 1990s, of May: a month or more, whose halves have no TIMEX3 value of their own."""
    if not isinstance(whole, Era | Date | Shift) or (isinstance(whole, Date) and whole.day is not None):
        return None
    if isinstance(whole, Date) and (whole.month is None or whole.weekday is not None):
        return None
    if isinstance(whole, Shift) and whole.grain in ("day", "year", "weekend"):
        return None
    return Modified(whole, "START" if which in ("first", "early") else "END")


def _summers(number: Decimal, season: str) -> Partial | None:
    if number % 1 or not 1 <= number <= 60:
        return None
    return Of(Part("season", _SEASONS[season]), Shift("year", -int(number)))


def _each(number: Decimal, times: str, unit: str) -> Partial | None:
    """Three nights a week: once for each, TIMEX3's freq says how often or how long."""
    if number % 1:
        return None
    return Every(value(Length((Term(Decimal(1), unit),))), "EACH", f"{number:f}{_COUNTS[times]}")


def _or_so(length: Partial, mod: Mod) -> Partial | None:
    return None if isinstance(length, Modified) else Modified(length, mod)


def _nth_unit(number: int, unit: str) -> Partial | None:
    return Every(value(Length((Term(Decimal(number), unit),))), "EVERY") if 2 <= number <= 10 else None


def _spoken(hour: int, minutes: int) -> Partial | None:
    """Ten forty-five."""
    return Clock(hour, minutes) if 1 <= hour <= 12 and minutes >= 10 else None


def _week(number: Decimal, year: int | None) -> Partial | None:
    """A week by its ISO number."""
    if number % 1 or not 1 <= number <= 53:
        return None
    return Nth(int(number), "week", Date(year=year) if year is not None else Shift("year", 0))


_FEW = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_NTHS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}


def _in_each_month(which: str, weekday: int) -> Partial:
    """The first Tuesday of each month: the weekday with its number, as TIMEX2 writes it."""
    return Every(f"XXXX-XX-WXX-{weekday}", "EACH", f"{_NTHS[which]}")


def _edge(part: str) -> Partial:
    return At(Shift("day", 0, "either"), Daypart(_PARTS[part]))


RULES = (
    # -- counted from today, and from a weekday
    Rule("a year ago today", "date", "<length> ago {today|yesterday}",
         lambda x, w: _ago_this(x, "day") if w == "today" else None),
    Rule("a year ago this month", "date", "<length> ago this {week|month|day}", _ago_this),
    Rule("a week ago Friday", "date", "<length> ago on? <weekday>", _ago_on),
    Rule("a week from Friday", "date", "!^for|in|within|of|least|than|about <length> from|on <weekday> !to|until|till",
         _from_on),
    Rule("a week last Monday", "date", "a week last|this <weekday>", lambda w: WeekdayCount(w, -2)),
    Rule("Friday week", "date", "^on|by|until|for|from <weekday> week !'|’|s|-|of|in", lambda w: WeekdayCount(w, 2)),
    Rule("the first Tuesday of each month", "moment",
         "the? {first|second|third|fourth|last} <weekday> of|in? each|every month", _in_each_month),
    Rule("3 to 5 June last year", "moment", "the? <dom> -|–|to|and|until|till the? <dom> of? <month> <anyyear>",
         lambda a, b, m, y: Range(Of(Date(month=m, day=a), y), Of(Date(month=m, day=b), y)) if a < b else None),
    Rule("two summers ago", "date", "<number> {springs|summers|autumns|falls|winters} ago", _summers),
    Rule("this past summer", "date", "this|the past|coming <season>", lambda s: Part("season", s, None, -1)),
    Rule("day of last year", "date", "the? <dom> of? <month> <anyyear>",
         lambda d, m, y: Of(Date(month=m, day=d), y)),
    Rule("the next quarter of a century", "moment", "the? {last|past|next} {quarter|half} of? a|the? century",
         lambda w, q: Window(Length((Term(Decimal(25 if q == "quarter" else 50), "year"),)), 1 if w == "next" else -1)),
    Rule("the second half of a stretch", "moment", "the {first|second|latter|early} half|part of the? <date>", _half),
    Rule("18th and 19th centuries", "date", "the? <ordinal> and|to|through|- <ordinal> centuries",
         lambda a, b: Range(Era("century", (a - 1) * 100), Era("century", (b - 1) * 100)) if a < b <= 30 else None),
    # -- parts of a day
    Rule("starts at 7", "moment", "^at <hour> !%|percent|-|points|per|a|an|of|:",
         lambda h: Clock(h) if 1 <= h <= 12 else None),
    Rule("9.20 on Monday morning", "moment",
         "^at|from|by|until|till|around|about|after|before <hh> =. =<mm> ,? on? <date> <daypart>",
         lambda h, m, d, p: in_part(d, p, Clock(h, m)) if h <= 12 else None),
    Rule("the night before a date", "moment", "the {night|evening|morning|afternoon} before <date>",
         lambda p, d: _part(p, d, -1)),
    Rule("the night after a date", "moment", "the {night|evening|morning|afternoon} after <date>",
         lambda p, d: _part(p, d, 1)),
    Rule("the early hours of a day", "moment", "the early|wee|small hours of the? <date>", _hours),
    Rule("the early hours of a morning", "moment", "the early|wee|small hours of <partofday>", _hours),
    Rule("late on Monday night", "moment", "{early|late} on <partofday>",
         lambda w, d: Modified(d, "START" if w == "early" else "END")),
    Rule("dawn on a day", "moment", "{dawn|dusk} on|of|, <date>",
         lambda p, d: None if isinstance(d, Range | Modified) else At(d, Daypart(_PARTS[p]))),
    Rule("by dawn", "moment", "^by|before|at|until|till|since|after|around {dawn|dusk} !raid|raids|of|on", _edge),
    Rule("by evening", "moment", "^by|until|till {morning|evening|afternoon} !of|on", _edge),
    Rule("that same night", "moment", "that same <daypart>", lambda p: At(Shift("day", 0, "text"), Daypart(p))),
    Rule("ten forty-five", "time", "^at|by|around|about|until|till|before|after|for|from|to <hour> <minutes>", _spoken),
    # -- repeated
    Rule("every other Sunday", "moment", "every other <weekday>", lambda w: Every(f"XXXX-WXX-{w}", "EVERY OTHER")),
    Rule("every third year", "moment", "every <ordinal> {day|week|month|year}", _nth_unit),
    Rule("three nights a week", "moment",
         "<number> {days|nights|hours|mornings|afternoons|evenings|weeks|months|minutes} "
         "a|per|each|every {day|week|month|year|night} !ago|later|earlier|before|after", _each),
    # -- or so
    Rule("a year or so", "moment", "<length> or so|thereabouts !-", lambda x: _or_so(x, "APPROX")),
    Rule("a year or so ago", "moment", "<length> or so|more {ago|later|earlier}",
         lambda x, w: Modified(Count(x, 1 if w == "later" else -1, "reference" if w == "ago" else "either"), "APPROX")),
    Rule("a year or more", "moment", "<length> or more|longer", lambda x: _or_so(x, "EQUAL_OR_MORE")),
    Rule("a year or less", "moment", "<length> or less|fewer", lambda x: _or_so(x, "EQUAL_OR_LESS")),
    Rule("the turn of the century", "moment", "the turn of the {century|millennium|decade|year}",
         lambda u: Modified(Shift("century" if u == "millennium" else u, 0), "START")),
    # -- days of work and weeks by number
    Rule("in four business days", "moment", "!^with|than in <number> business|working days !of|ago|later|after|before",
         lambda n: Workdays(int(n)) if not n % 1 and 1 <= n <= 500 else None),
    Rule("two Monday later", "date", "{two|three|four|five|six} <weekday> {later|ago}",
         lambda n, w, t: WeekdayCount(w, _FEW[n] if t == "later" else -_FEW[n])),
    Rule("calendar week", "date", "calendar week <number> of|in|,? <year>?", lambda n, y: _week(n, y)),
    Rule("week of a year", "date", "week <number> of|in|, <year>", lambda n, y: _week(n, y)),
)  # fmt: skip

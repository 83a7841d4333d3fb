"""Dates with times, dates with "early" or "late", holidays, and words that only point to past, present or future."""

from worker.text.dates.grammar import Rule
from worker.text.dates.partials import (
    At,
    Clock,
    Date,
    Daypart,
    Holiday,
    Mod,
    Modified,
    Of,
    Part,
    Partial,
    Range,
    Shift,
    Vague,
)
from worker.text.dates.rules.absolute import numeric_short
from worker.text.dates.vocabulary import SHIFTS

MODS: dict[str, Mod] = {
    "early": "START", "beginning": "START", "start": "START", "dawn": "START", "opening": "START", "earlier": "START",
    "mid": "MID", "middle": "MID", "midway": "MID", "height": "MID",
    "late": "END", "end": "END", "later": "END", "close": "END", "eve": "END",
    "about": "APPROX", "around": "APPROX", "approximately": "APPROX", "circa": "APPROX", "nearly": "APPROX",
}  # fmt: skip


def _mod(word: str, inner: Partial) -> Partial | None:
    if isinstance(inner, Modified | Vague):
        return None
    return Modified(inner, MODS[word], relative=word in ("earlier", "later"))


def _at(day: Partial, time: Partial) -> Partial | None:
    return _each(day, time)


def _each(day: Partial, time: Partial) -> Partial | None:
    if isinstance(time, Range) and isinstance(time.low, Clock) and isinstance(time.high, Clock):
        return Range(At(day, time.low), At(day, time.high))
    if isinstance(day, Range | Modified):
        return None
    return At(day, time) if isinstance(time, Clock | Daypart) else None


def _iso(
    year: int, month: int, day: int, hour: int, minute: int, second: int | None, zone: tuple[int, bool] | None
) -> Partial | None:
    if hour > 23 or month > 12:
        return None
    return At(Date(year=year, month=month, day=day), Clock(hour, minute, second, None if zone is None else zone[0]))


def in_part(day: Partial, part: str, clock: Clock) -> Partial | None:
    """A time on a part of a day: tomorrow morning at 9, 12:02 on Sunday morning."""
    hour = clock.hour
    if not clock.fixed and part in ("AF", "EV", "NI") and hour < 12:
        hour += 12
    elif not clock.fixed and part == "MO" and hour == 12:
        hour = 0
    return At(day, Clock(hour, clock.minute, clock.second, clock.zone, clock.floating))


def _by_day(clock: Clock, day: Partial, part: str) -> Partial | None:
    return in_part(day, part, clock)


def _short_day_at(first: int, second: int, clock: Clock) -> Partial | None:
    day = numeric_short(first, second)
    return None if day is None else At(day, clock)


def _part(day: Partial, part: str) -> Partial | None:
    return None if isinstance(day, Range | Modified) else At(day, Daypart(part))


RULES = (
    # -- a holiday
    Rule("holiday year", "date", "<holiday> of|in|,? <year>", lambda n, y: Holiday(n, y)),
    Rule("holiday", "date", "<holiday>", lambda n: Holiday(n)),
    Rule("last holiday", "date", "{last|next|this|previous|following|coming} <holiday>",
         lambda w, n: Holiday(n, None, SHIFTS[w])),
    Rule("holiday of a named year", "date", "<holiday> of|,? <anyyear>", lambda n, y: Of(Holiday(n), y)),
    # -- a day and a time
    Rule("day time", "moment", "<date> ,? at|for|@|from|-|around|about|by? <clock>", _at),
    Rule("nth at a time", "moment", "^at|on|by <ordinal> at <clock>",
         lambda d, c: _at(Date(day=d), c) if 1 <= d <= 31 else None),
    Rule("iso day and time", "moment", "<y4> =- =<nn> =- =<nn> =t =<mm> =: =<mm> =<zone>?",
         lambda y, m, d, h, n, z: _iso(y, m, d, h, n, None, z)),
    Rule("iso day and second", "moment", "<y4> =- =<nn> =- =<nn> =t =<mm> =: =<mm> =: =<mm> =<zone>?", _iso),
    Rule("day at an hour", "moment", "<date> at <hour> !%|percent|per", lambda d, h: _at(d, Clock(h % 24))),
    Rule("time day", "moment", "<clock> ,? on|of|in? the? <date>", lambda c, d: _at(d, c)),
    Rule("hour day", "moment", "^at <hour> on|this? <date>", lambda h, d: _at(d, Clock(h % 24))),
    Rule("hours day", "moment", "<hours> on|of? <date>", lambda r, d: _each(d, r)),
    Rule("day hours", "moment", "<date> ,? from|between|,? <hours>", _each),
    Rule("day part", "moment", "<date> in? the? early|late? <daypart>", _part),
    Rule("part of a day", "moment", "the? early|late? {morning|afternoon|evening|night} of|on the? <date>",
         lambda p, d: _part(d, {"m": "MO", "a": "AF", "e": "EV", "n": "NI"}[p[0]])),
    Rule("day part at a time", "moment", "<date> <daypart> at|,? <clock>", in_part),
    Rule("day part at an hour", "moment", "<date> <daypart> at <hour>",
         lambda d, p, h: in_part(d, p, Clock(h % 24))),
    Rule("time day part", "moment", "<clock> on? <date> <daypart>", _by_day),
    Rule("hour day part", "moment", "^at|around|about|by|_ <hour> on? <date> <daypart>",
         lambda h, d, p: _by_day(Clock(h % 24), d, p)),
    Rule("this morning", "moment", "this <daypart>", lambda p: _part(Shift("day", 0), p)),
    Rule("this morning at nine", "moment", "this <daypart> at|,|@? <clock>",
         lambda p, c: in_part(Shift("day", 0), p, c)),
    Rule("this morning at 9", "moment", "this <daypart> at|@ <hour>",
         lambda p, h: in_part(Shift("day", 0), p, Clock(h % 24))),
    Rule("nine this morning", "moment", "<clock> ,? this <daypart>", lambda c, p: in_part(Shift("day", 0), p, c)),
    Rule("9 this morning", "moment", "^at <hour> ,? this <daypart>",
         lambda h, p: in_part(Shift("day", 0), p, Clock(h % 24))),
    Rule("tonight", "moment", "tonight|tonite", lambda: _part(Shift("day", 0), "NI")),
    Rule("tonight at nine", "moment", "tonight at|,? <clock>", lambda c: in_part(Shift("day", 0), "NI", c)),
    Rule("tonight at 9", "moment", "tonight at <hour>", lambda h: in_part(Shift("day", 0), "NI", Clock(h % 24))),
    Rule("nine tonight", "moment", "<clock> tonight", lambda c: in_part(Shift("day", 0), "NI", c)),
    Rule("eight tonight", "moment", "^at|by|around|about|before|after|until|_ <hour> tonight",
         lambda h: in_part(Shift("day", 0), "NI", Clock(h % 24))),
    Rule("n/n at a time", "moment", "<n1> =/ =<last> ,? at <clock>", _short_day_at),
    Rule("last night", "moment", "last <daypart>", lambda p: _part(Shift("day", -1), p)),
    Rule("tomorrow night", "moment", "next <daypart> !of", lambda p: _part(Shift("day", 1), p)),
    Rule("the same morning", "moment", "the same <daypart> !as", lambda p: _part(Shift("day", 0, "text"), p)),
    Rule("that morning", "moment", "that <daypart>", lambda p: _part(Shift("day", 0, "text"), p)),
    Rule("the previous night", "moment", "the previous <daypart>", lambda p: _part(Shift("day", -1, "either"), p)),
    Rule("the following morning", "moment", "the {next|following} <daypart>",
         lambda w, p: _part(Shift("day", 1, "either"), p)),
    Rule("the night before", "moment", "the {night|evening} before !the|a|an|his|her|its|their|he|she|it|they",
         lambda p: _part(Shift("day", -1, "either"), "NI" if p == "night" else "EV")),
    # -- a date, and early or late in it
    Rule("a date", "moment", "<date>", lambda d: d),
    Rule("early in the date", "moment", "{early|late} in|on? the? <date>", _mod),
    Rule("early part", "moment", "{early|late|earlier|later} <partofday>", _mod),
    Rule("early on a day's part", "moment", "<date> {early|late} <daypart>", lambda d, w, p: _mod(w, _part(d, p) or d)),
    Rule("mid date", "moment", "{mid} -? <date>", _mod),
    Rule("the early date", "moment", "the {early|late|mid} -? <date>", _mod),
    Rule("early to mid", "moment", "early|mid to|- {mid|late} -? <date>", _mod),
    Rule("the end of", "moment", "the? {end|beginning|start|middle|close|dawn} of the? <date>", _mod),
    Rule("year's end", "moment", "year -? end !of|up|user|users", lambda: Modified(Shift("year", 0), "END")),
    Rule("year-end of a year", "moment", "year -? end <year>", lambda y: Modified(Date(year=y), "END")),
    Rule("the end of the year", "moment", "the? {end|beginning|start|middle|close} of the? <unitnow>", _mod),
    Rule("mid-week", "moment", "{mid} - <unitnow>", _mod),
    Rule("the year's end", "moment", "the {year|month|week} '|’ s {end|start|close}",
         lambda u, w: _mod(w, Shift(u, 0))),
    Rule("earlier this year", "moment", "{earlier|later} <thisnow>", _mod),
    Rule("earlier in the year", "moment", "{earlier|later|early|late} in the <unitnow>", _mod),
    Rule("earlier in May", "moment", "{earlier|later} in|on? <date>", _mod),
    Rule("around a date", "moment", "^in|from|since|of|by|_ {around|about|circa} <date>", _mod),
    Rule("this day", "thisnow", "this {week|month|year|quarter|decade|century|weekend}", lambda u: Shift(u, 0)),
    Rule("this season", "thisnow", "this <season>", lambda s: Part("season", s, None, 0)),
    Rule("earlier today", "thisnow", "today", lambda: Shift("day", 0)),
    Rule("earlier tonight", "thisnow", "tonight", lambda: At(Shift("day", 0), Daypart("NI"))),
    Rule("earlier this morning", "thisnow", "this <daypart>", lambda p: At(Shift("day", 0), Daypart(p))),
    Rule("the day so far", "unitnow", "{day|week|month|year|quarter|decade|century}", lambda u: Shift(u, 0)),
    Rule("monday morning", "partofday", "<date> <daypart>", _part),
    Rule("last night again", "partofday", "{last|this} <daypart>",
         lambda w, p: _part(Shift("day", SHIFTS[w]), p)),
    Rule("tonight again", "partofday", "tonight", lambda: _part(Shift("day", 0), "NI")),
    # -- no more than past, present, future
    Rule("now", "moment", "now|nowadays|currently|presently !-|that", lambda: Vague("PRESENT_REF")),
    Rule("right now", "moment", "right|just now", lambda: Vague("PRESENT_REF")),
    Rule("at present", "moment", "^at|the present !-", lambda: Vague("PRESENT_REF")),
    Rule("at the moment", "moment", "^at the moment", lambda: Vague("PRESENT_REF")),
    Rule("these days", "moment", "these days", lambda: Vague("PRESENT_REF")),
    Rule("recently", "moment", "!^as recently|lately", lambda: Vague("PAST_REF")),
    Rule("recent weeks", "moment", "recent <plural>", lambda u: Vague("PAST_REF")),
    Rule("the past", "moment", "^in|of|from the past !-", lambda: Vague("PAST_REF")),
    Rule("coming weeks", "moment", "the? coming|next <plural>", lambda u: Vague("FUTURE_REF")),
    Rule("the future", "moment", "^in|for|of|about|into the near|foreseeable|immediate? future",
         lambda: Vague("FUTURE_REF")),
)  # fmt: skip

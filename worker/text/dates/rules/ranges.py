"""From one date or time to another: one moment, with the begin of the first and the end of the second.

Both ends are read as dates of their own; which comes first is seen when they are resolved, and what runs backwards is
no stretch ("from Friday to last Monday"): then each is a moment by itself.
"""

from worker.text.dates.grammar import Rule
from worker.text.dates.partials import At, Clock, Date, Daypart, Modified, Partial, Range, Shift, Vague
from worker.text.dates.rules.clock import span
from worker.text.dates.rules.combined import MODS, in_part
from worker.text.dates.vocabulary import SHIFTS


def _range(low: Partial, high: Partial) -> Partial | None:
    if isinstance(low, Range) or isinstance(high, Range):
        return None
    return Range(low, high)


def _days(low: int, high: Date) -> Partial | None:
    """From 4 to January 22, 1995: the month and the year are those of the end."""
    if high.day is None or low >= high.day:
        return None
    return Range(Date(year=high.year, month=high.month, day=low), high)


def _on(day: Partial, hours: Partial) -> Partial | None:
    if not (isinstance(hours, Range) and isinstance(hours.low, Clock) and isinstance(hours.high, Clock)):
        return None
    if isinstance(day, At) and isinstance(day.time, Daypart) and day.day is not None:
        code = day.time.code
        low, high = in_part(day.day, code, hours.low), in_part(day.day, code, hours.high)
        return Range(low, high) if low is not None and high is not None else None
    if isinstance(day, Range | Modified | Vague | At):
        return None
    return Range(At(day, hours.low), At(day, hours.high))


def _part_of(word: str, whole: Partial) -> Partial | None:
    return None if isinstance(whole, Range) else Modified(whole, MODS[word])


def _day_at(day: Partial, clock: Clock) -> Partial | None:
    return None if isinstance(day, Range | Modified) else At(day, clock)


def _hours_in(low: int, high: int, part: str) -> Partial | None:
    """From 5 to 7 in the morning."""
    late = part in ("AF", "EV", "NI")
    if not 0 < low <= 12 or not 0 < high <= 12 or low >= high:
        return None
    return Range(Clock(low + 12 if late and low < 12 else low), Clock(high + 12 if late and high < 12 else high))


def _dashed(low: Partial, high: Partial) -> Partial | None:
    """A dash also sets a date apart from what it is about ("2013 - Christmas"): both ends must be of one kind."""
    if isinstance(low, Range) or isinstance(high, Range):
        return None
    return Range(low, high, alike=True)


_UNTIL = "until|untill|till|til|through|thru"
_TO = f"to|{_UNTIL}|-|–|~"

RULES = (
    Rule("end: a date", "edge", "<date>", lambda d: d),
    Rule("end: the end of a date", "edge", "the? {end|beginning|start|middle} of the? <date>", _part_of),
    Rule("end: late in a date", "edge", "{early|late|mid} -? <date>", _part_of),
    Rule("end: now", "edge", "now|present", lambda: Shift("day", 0)),
    Rule("date until date", "moment", f"<date> {_UNTIL} <edge>", _range),
    Rule("from date to date", "moment", "!^in|of|on|at <date> to <edge>", _range),
    Rule("date - date", "moment", "<date> -|–|~ <edge> !-|–|/", _dashed),
    Rule("between date and date", "moment", "^between <date> and <edge>", _range),
    Rule("from the end of a date to a date", "moment",
         "^from|between the? {end|beginning|start|middle|early|late|mid} of|-? the? <date>"
         " to|until|till|through|and <edge>",
         lambda w, d, e: None if (low := _part_of(w, d)) is None else _range(low, e)),
    Rule("from now to a date", "moment", "^from|between now to|until|till|and <edge>",
         lambda e: _range(Shift("day", 0), e)),
    Rule("from day to date", "moment", "^from|between <dom> to|until|till|through|and|-|– <date>",
         lambda a, d: _days(a, d) if isinstance(d, Date) else None),
    Rule("month, between days", "date", "<month> between|from the? <dom> and|-|–|to the? <dom> <year>?",
         lambda m, a, b, y: Range(Date(year=y, month=m, day=a), Date(year=y, month=m, day=b)) if a < b else None),
    # -- times
    Rule("from time to time", "hours", f"<clock> {_TO} <clock>", span),
    Rule("between time and time", "hours", "^between <clock> and|to <clock>", span),
    Rule("between hour and hour", "barehours", "<hour> to|until|till|and|-|– <hour>",
         lambda a, b: Range(Clock(a), Clock(b)) if a < b < 24 else None),
    Rule("between hours, day", "moment", "^between|from <barehours> on? <date>", lambda h, d: _on(d, h)),
    Rule("between hours, part of a day", "moment", "^between|from <barehours> on? <partofday>", lambda h, d: _on(d, h)),
    Rule("part of a day, between hours", "moment", "<date> <daypart> between|from <barehours>",
         lambda d, p, h: _on(At(d, Daypart(p)), h)),
    Rule("hours today", "moment", "<barehours> {today|tomorrow|yesterday}",
         lambda h, w: _on(Shift("day", {"today": 0, "tomorrow": 1, "yesterday": -1}[w]), h)),
    Rule("from hour to time in a part", "hours", "<hour> to|until|till|-|–|and <hour> in the <daypart>", _hours_in),
    Rule("hours of a part of a day", "moment", "<hours> on? <partofday>", lambda h, d: _on(d, h)),
    Rule("part of a day, hours", "moment", "<date> <daypart> ,? from|between|at? <hours>",
         lambda d, p, h: _on(At(d, Daypart(p)), h)),
    Rule("this morning, hours", "moment", "{last|this} <daypart> ,? from|between|at? <hours>",
         lambda w, p, h: _on(At(Shift("day", SHIFTS[w]), Daypart(p)), h)),
    Rule("tonight, hours", "moment", "tonight ,? from|between|at? <hours>",
         lambda h: _on(At(Shift("day", 0), Daypart("NI")), h)),
    Rule("from day and time to day and time", "moment", f"<date> ,? at? <clock> {_TO} <daytime>",
         lambda d, c, e: None if (low := _day_at(d, c)) is None else _range(low, e)),
    Rule("from time and day to day and time", "moment", f"<clock> ,? on? <date> {_TO} <daytime>",
         lambda c, d, e: None if (low := _day_at(d, c)) is None else _range(low, e)),
    Rule("between day and time and", "moment", "^between <date> ,? at? <clock> and <daytime>",
         lambda d, c, e: None if (low := _day_at(d, c)) is None else _range(low, e)),
    Rule("day and time", "daytime", "<date> ,? at? <clock>", _day_at),
    Rule("time and day", "daytime", "<clock> ,? on? <date>", lambda c, d: _day_at(d, c)),
)  # fmt: skip

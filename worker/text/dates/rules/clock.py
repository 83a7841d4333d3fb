"""Times of day."""

from dataclasses import replace
from decimal import Decimal

from worker.text.dates.grammar import Rule
from worker.text.dates.partials import Clock, Partial, Range


def _clock(hour: int, minute: int | None, second: int | None = None, half: str | None = None,
           zone: tuple[int, bool] | None = None) -> Clock | None:  # fmt: skip
    """A time on the twelve-hour or the twenty-four-hour clock; None where a clock never shows it."""
    if half is not None:
        if not 1 <= hour <= 12 and not (half == "pm" and hour < 24):
            return None
        if half == "pm" and hour < 12:
            hour += 12
        elif half == "am" and hour == 12:
            hour = 0
    if hour > 24 or (hour == 24 and (minute or second)) or (minute or 0) > 59 or (second or 0) > 59:
        return None
    return Clock(
        hour % 24, minute, second, None if zone is None else zone[0], zone is not None and zone[1], half is not None
    )


def _before(minutes: int, hour: Clock) -> Clock | None:
    if not 0 < minutes < 60 or hour.minute:
        return None
    return Clock((hour.hour - 1) % 24, 60 - minutes, None, hour.zone, hour.floating)


def _past(minutes: int, hour: Clock) -> Clock | None:
    total = minutes + (hour.minute or 0)
    return Clock(hour.hour, total, None, hour.zone, hour.floating) if 0 < total < 60 else None


def _minutes(number: Decimal) -> int:
    return int(number) if number == number.to_integral_value() and number < 60 else 0


def _in_part(clock: Clock, part: str) -> Clock | None:
    """Seven in the evening; half past eight in the morning."""
    if clock.fixed:
        return clock
    late = part in ("AF", "EV") or (part == "NI" and 5 <= clock.hour < 12)
    if clock.hour < 12 and late and not (part == "AF" and clock.hour == 11):
        return Clock(clock.hour + 12, clock.minute, clock.second, clock.zone, clock.floating, True)
    if clock.hour == 12 and part in ("NI", "MO"):
        return Clock(0, clock.minute, clock.second, clock.zone, clock.floating, True)
    return replace(clock, fixed=True)


def _zoned(clock: Clock, zone: tuple[int, bool]) -> Clock:
    return Clock(clock.hour, clock.minute, clock.second, zone[0], zone[1])


def _bare(hour: int, minute: int) -> Clock | None:
    return Clock(hour, minute) if hour < 24 and minute < 60 else None


def _hours(low: int, high: Clock) -> Partial | None:
    """9-11 a.m.: the first of the two takes the half of the day that makes the shorter stretch."""
    start = low + 12 if high.hour >= 12 and low < 12 and low + 12 <= high.hour else low
    return Range(Clock(start), high) if start < 24 and start < high.hour + (high.minute or 0) / 60 else None


def span(low: Clock, high: Clock) -> Partial | None:
    """From one time to another; the half of the day told of the second holds for the first where that fits."""
    if low.hour < 12 <= high.hour and low.hour + 12 <= high.hour and not low.fixed and high.fixed:
        low = Clock(low.hour + 12, low.minute, low.second)
    return Range(low, high)


RULES = (
    # -- figures
    Rule("9:30 am", "time", "<hh> =:|.|h =<mm> <ampm> <zone>?", lambda h, m, x, z: _clock(h, m, None, x, z)),
    Rule("9:30:15 am", "time", "<hh> =: =<mm> =: =<mm> <ampm>? <zone>?", _clock),
    Rule("9 am", "time", "<hh> <ampm> <zone>?", lambda h, x, z: _clock(h, None, None, x, z)),
    Rule("930 pm", "time", "<hmm> <ampm> <zone>?", lambda t, x, z: _clock(t[0], t[1], None, x, z)),
    Rule("18:30", "time", "<hh> =: =<mm> hours|hrs? <zone>? !:|%", lambda h, m, z: _clock(h, m, None, None, z)),
    Rule("18.30 GMT", "time", "<hh> =.|h =<mm> hours? <zone>", lambda h, m, z: _clock(h, m, None, None, z)),
    Rule("18h30", "time", "<hh> =h =<mm>", lambda h, m: _clock(h, m)),
    Rule("15h", "time", "^at|by|_ <hh> =h", lambda h: _clock(h, 0)),
    Rule("1830 GMT", "time", "<hhmm> hours? <zone>", lambda t, z: _clock(t[0], t[1], None, None, z)),
    Rule("1830 hours", "time", "<hhmm> hours|hrs", lambda t: _clock(*t)),
    Rule("18:30 local time", "clock", "<time> local time", lambda c: c),
    Rule("9 GMT", "time", "^at|by|from|until|to|till <hh> <zone>", lambda h, z: _clock(h, None, None, None, z)),
    # -- words
    Rule("noon", "time", "12|twelve? noon|midday|noonish", lambda: Clock(12, 0)),
    Rule("midnight", "time", "12|twelve? midnight !oil|sun|mass", lambda: Clock(0, 0)),
    Rule("mid-night", "time", "mid -? night", lambda: Clock(0, 0)),
    Rule("noon in a zone", "time", "{noon|midnight} <zone>",
         lambda w, z: _clock(12 if w == "noon" else 0, 0, None, None, z)),
    Rule("midafternoon", "time", "midafternoon", lambda: Clock(14, 0)),
    Rule("nine o'clock", "time", "<hour> o =' =clock <ampm>?", lambda h, x: _clock(h, None, None, x)),
    Rule("nine o’clock", "time", "<hour> o =’ =clock <ampm>?", lambda h, x: _clock(h, None, None, x)),
    Rule("nine oclock", "time", "<hour> oclock <ampm>?", lambda h, x: _clock(h, None, None, x)),
    Rule("nine pm", "time", "<hour> <ampm>", lambda h, x: _clock(h, None, None, x)),
    Rule("nine thirty pm", "time", "<hour> <minutes> <ampm>", lambda h, m, x: _clock(h, m, None, x)),
    Rule("half past nine", "time", "half past <hourlike>", lambda h: _past(30, h)),
    Rule("half nine", "time", "^at|by|around|before|after|until|till|_ half <hour> !of|an|a|to|million|billion|hour",
         lambda h: Clock(h % 24, 30) if h < 13 else None),
    Rule("quarter past nine", "time",
         "!^the|this|last|first|second|third|fourth|fiscal|final|each a? quarter past|after <hourlike>",
         lambda h: _past(15, h)),
    Rule("three quarters past nine", "time", "three quarters past <hourlike>", lambda h: _past(45, h)),
    Rule("quarter to nine", "time",
         "!^the|this|last|first|second|third|fourth|fiscal|final|each a? quarter to|before|of <hourlike>",
         lambda h: _before(15, h)),
    Rule("ten past nine", "time", "<number> minutes|mins|min? past|after <hourlike>",
         lambda n, h: _past(_minutes(n), h)),
    Rule("ten minutes to nine", "time", "<number> minutes|mins|min to <hourlike>",
         lambda n, h: _before(_minutes(n), h)),
    Rule("shortly before nine", "hourlike", "<time>", lambda c: c),
    Rule("the hour", "hourlike", "<hour>", lambda h: Clock(h) if h < 25 else None),
    Rule("nine in the evening", "clock", "<hour> in the <daypart>", lambda h, p: _in_part(Clock(h % 24), p)),
    Rule("nine thirty in the evening", "clock", "<hour> <minutes> in the <daypart>",
         lambda h, m, p: _in_part(Clock(h % 24, m), p)),
    Rule("half past nine in the evening", "clock", "<time> in the <daypart>", _in_part),
    Rule("half past nine evening", "clock", "<time> {afternoon|evening|morning|night}",
         lambda c, p: _in_part(c, {"a": "AF", "e": "EV", "m": "MO", "n": "NI"}[p[0]])),
    Rule("afternoon 7:00", "moment", "in? the? <daypart> at? <time>", lambda p, c: _in_part(c, p)),
    Rule("in the afternoon at 7", "moment", "in the <daypart> at <hour>", lambda p, h: _in_part(Clock(h % 24), p)),
    # -- from, to
    Rule("9-11 am", "hours", "<hour> -|–|—|to|until|till <time>", _hours),
    Rule("between 9 and 11 am", "hours", "^between <hour> and <time>", _hours),
    Rule("9:30-11 am", "hours", "<bare> -|–|—|to|until|till <time>", span),
    Rule("hour and minute", "bare", "<hh> =:|h =<mm>", lambda h, m: _bare(h, m)),
    Rule("9-11 am", "moment", "<hours>", lambda x: x),
    Rule("9 am-5 pm", "moment", "<time> =-|–|— =<time>", span),
    Rule("a time of day", "clock", "<time>", lambda c: c),
    Rule("a time", "moment", "<clock> !-", lambda c: c),
)  # fmt: skip

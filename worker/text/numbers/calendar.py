"""Numbers that belong to dates, times and durations, as far as plain patterns tell; moments are made elsewhere."""

from worker.text.numbers.lexicon import plural
from worker.text.numbers.numeral import ONE, Numeral
from worker.text.numbers.tokens import DASHES, Tokens
from worker.text.numbers.ucum import SYMBOLS, time_unit
from worker.text.numbers.wordlist import words

MONTHS = words(
    "january february march april may june july august september october november december jan feb mar apr jun "
    "jul aug sep sept oct nov dec"
)
_DAYS = words("monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun")
_YEAR_CUES = words(
    "in since until till by from during before after early late mid fiscal circa between the and to through of "
    "summer winter spring autumn fall season year"
)
_MERIDIEMS = words("am pm a.m p.m o'clock o’clock noon gmt est edt et bst cet utc pst pdt hrs")
_BETWEEN = words("more long full whole straight consecutive additional extra business working calendar other")
_HEDGES = words("than about around some nearly almost over roughly approximately least most under to estimated")
YEARS = range(1500, 2100)


def is_calendar(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether the numeral is part of a date, a time of day, a year or a length of time."""
    return is_duration(tokens, numeral) or _day_or_time(tokens, numeral) or is_year(tokens, numeral)


def is_duration(tokens: Tokens, numeral: Numeral) -> bool:
    """ "three days", "two-month", "10 more years", "half an hour", "a second"."""
    j = numeral.last
    if tokens.hyphen(j) or tokens.word(j) in _BETWEEN:
        j += 1
    elif numeral.fraction and tokens.word(j) in ("a", "an", "of"):
        j += 1 + (tokens.word(j + 1) in ("a", "an"))
    elif numeral.vague and tokens.word(j) == "of":
        j += 1
    if not tokens.is_word(j) or tokens.gap[j] == 2:
        return False
    unit = time_unit(tokens.low[j])
    if unit is None or (numeral.ordinal and unit != "second"):
        return False
    if unit in ("season", "shift", "generation", "night", "semester", "quarter", "weekend"):
        return unit in ("night", "weekend")
    return tokens.low[j] not in ("second", "min", "sec") or tokens.hyphen(j - 1) or unit != "second"


def _day_or_time(tokens: Tokens, numeral: Numeral) -> bool:
    i, last = numeral.first, numeral.last
    if numeral.value is None:
        return False
    before, after = tokens.word(i - 1), tokens.word(last)
    if before == "." and tokens.word(i - 2) in MONTHS and len(tokens.low[i - 2]) <= 4:
        before = tokens.low[i - 2]
        month = tokens.text[i - 2]
    else:
        month = tokens.text[i - 1] if i else ""
    small = ONE <= numeral.value <= 31 and numeral.value == int(numeral.value) and numeral.scale == ONE
    if before in MONTHS and month[:1].isupper() and (small or int(numeral.value) in YEARS):
        return tokens.gap[i] != 2
    if before == "the" and numeral.ordinal and small and tokens.word(i - 2) in MONTHS:
        return True
    if small and before in _DAYS and month[:1].isupper() and tokens.word(last) not in ("people", "men"):
        return numeral.ordinal or tokens.is_word(last) is False or after in MONTHS
    j = last + 1 if after in ("of", "-", "–") and (numeral.ordinal or after != "of") else last
    if small and tokens.word(j) in MONTHS and tokens.capital(j):
        return True
    clock = small or _hour_and_minutes(tokens.text[i])
    if after in _MERIDIEMS and clock and tokens.gap[last] != 2:
        return after not in ("am", "pm", "est") or tokens.text[last] != "A"
    if after in ("a", "p") and tokens.word(last + 1) == "." and tokens.word(last + 2) == "m":
        return True
    if after == "s" and tokens.glued(last):  # "the 1990s", "the '90s", "30s": a decade or an age, never a count
        return (tokens.text[i].isdigit() and numeral.value % 10 == 0 and numeral.value >= 1000) or before in ("'", "’")
    return before in ("'", "’") and tokens.glued(i) and len(tokens.text[i]) == 2 and not tokens.glued(i - 1)


def _unit_behind(tokens: Tokens, last: int) -> bool:
    """ "1800 km", "a 2000W heater", "1500 m": a unit's symbol that is no word, or a letter that closes what is said."""
    text = tokens.text[last] if last < len(tokens) else ""
    if text not in SYMBOLS or text in _WORDLIKE or tokens.gap[last] == 2:
        return False
    closed = last + 1 >= len(tokens) or (not tokens.is_word(last + 1) and tokens.low[last + 1] != ".")
    return len(text) > 1 or tokens.glued(last) or (closed and text.islower())


_WORDLIKE = words("in am pm ac ha pt pts ct gr gm ins yd mi mb MM PB MP EB A C F K G N J V L °")


def _hour_and_minutes(text: str) -> bool:
    """ "7.30" as a time: an hour, a point, two figures below 60; "2.1" and "2.123" are none."""
    hour, _, minutes = text.partition(".")
    return hour.isdigit() and minutes.isdigit() and len(minutes) == 2 and int(hour) < 25 and int(minutes) < 60


def is_year(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether four plain digits are a year: they are, unless a hedge or a counted noun says otherwise."""
    i, last = numeral.first, numeral.last
    if last != i + 1 or numeral.value is None or numeral.scale != ONE or numeral.digits is None:
        return False
    text = tokens.text[i]
    if i >= 2 and tokens.low[i - 1] in DASHES and tokens.is_number(i - 2) and tokens.glued(i) and len(text) in (2, 4):
        return len(tokens.text[i - 2]) == 4 and tokens.text[i - 2].isdigit() and int(tokens.text[i - 2]) in YEARS
    if not (text.isdigit() and len(text) == 4 and int(text) in YEARS):
        return False
    if len(tokens) == 1:
        return False
    before, after = tokens.word(i - 1), tokens.word(last)
    if (before in _HEDGES and before != "to") or _unit_behind(tokens, last):
        return False
    counted = plural(after) and tokens.text[last].islower()
    if before in _YEAR_CUES:
        return not (counted and before in ("of", "and", "to") and numeral.value % 100 == 0)
    if tokens.is_word(last + 1) and not counted and plural(tokens.low[last + 1]) and tokens.is_word(last):
        counted = (
            tokens.text[last].islower() and tokens.text[last + 1].islower() and after not in ("and", "in", "of", "to")
        )
    if counted:
        return numeral.value % 50 != 0 and numeral.value >= 1900
    return int(text) >= 1800 or before in ("year", "ad", "bc")

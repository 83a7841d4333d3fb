"""The smallest things that rules are made of: numbers, days of the month, years, months, units, zones."""

from decimal import Decimal

from worker.text.dates.grammar import AtomRule, Reading
from worker.text.dates.tokens import Tokens, numeric
from worker.text.dates.vocabulary import (
    DAYPARTS,
    DECADE_WORDS,
    FLOATING_ZONES,
    MONTHS,
    ONES,
    ORDINALS,
    SEASONS,
    SUFFIXES,
    TENS,
    UNITS,
    WEEKDAYS,
    ZONES,
)

_HYPHENS = frozenset("-‐‑")
_APOSTROPHES = frozenset("'’‘")
_FRACTIONS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_HALVES = {("1", "2"): Decimal("0.5"), ("1", "4"): Decimal("0.25"), ("3", "4"): Decimal("0.75")}
_LONGEST = 9
_MONEY = frozenset("$£€")


def _digits(tokens: Tokens, at: int, low: int, high: int, *, places: tuple[int, ...]) -> int | None:
    word = tokens.word(at)
    if not numeric(word) or len(word) not in places or not low <= int(word) <= high:
        return None
    return int(word)


def _after_name(tokens: Tokens, at: int, word: str) -> int:
    """Past the full stop of an abbreviation, where one stands there and does not end the sentence."""
    short = len(word) <= 4 and word not in ("may", "june", "july")
    if short and tokens.word(at + 1) == "." and tokens.glued(at + 1):
        follows = tokens.word(at + 2)
        return at + 2 if follows and not tokens.capital(at + 2) else at + 1
    return at + 1


def read_month(tokens: Tokens, at: int) -> Reading | None:
    """A month by name or abbreviation, with its full stop: 1 to 12."""
    word = tokens.word(at)
    month = MONTHS.get(word)
    return None if month is None else (_after_name(tokens, at, word), month)


def read_weekday(tokens: Tokens, at: int) -> Reading | None:
    """A day of the week, with an abbreviation's full stop: 1 to 7."""
    word = tokens.word(at)
    weekday = WEEKDAYS.get(word)
    if weekday is None or (len(word) == 3 and word in ("sat", "sun", "wed", "mon") and not tokens.capital(at)):
        return None
    if len(word) < 6 and tokens.word(at + 1) == "." and tokens.glued(at + 1):
        return at + 2, weekday
    return at + 1, weekday


def _ordinal_words(tokens: Tokens, at: int) -> Reading | None:
    word = tokens.word(at)
    if word in ORDINALS:
        return at + 1, ORDINALS[word]
    if word in TENS:
        one = at + 2 if tokens.word(at + 1) in _HYPHENS else at + 1
        found = ORDINALS.get(tokens.word(one))
        if found is not None and found < 10:
            return one + 1, TENS[word] + found
    return None


def read_ordinal(tokens: Tokens, at: int) -> Reading | None:
    """First, 2nd, twenty-first."""
    word = tokens.word(at)
    if numeric(word) and len(word) <= 3 and tokens.glued(at + 1) and tokens.word(at + 1) in SUFFIXES:
        return at + 2, int(word)
    return _ordinal_words(tokens, at)


def read_day(tokens: Tokens, at: int) -> Reading | None:
    """A day of the month: 4, 04, 4th, fourth, twenty-first, twenty one; 1 to 31."""
    word = tokens.word(at)
    if numeric(word):
        day = _digits(tokens, at, 1, 31, places=(1, 2))
        if day is None or tokens.word(at - 1) in _MONEY:
            return None
        if tokens.glued(at) and tokens.word(at - 1) in ".,:" and numeric(tokens.word(at - 2)):
            return None
        follows = tokens.word(at + 1)
        if tokens.glued(at + 1):
            if follows in SUFFIXES:
                return at + 2, day
            if (follows in ",.:/" and tokens.glued(at + 2) and numeric(tokens.word(at + 2))) or follows == "%":
                return None
        return at + 1, day
    found = _ordinal_words(tokens, at)
    if found is None:
        other = (word == "one" and tokens.word(at + 1) in MONTHS) or (  # "one October", "since March the two"
            tokens.word(at - 1) == "the" and tokens.word(at - 2) in MONTHS
        )
        cardinal = None if other else _cardinal(tokens, at)
        found = cardinal if cardinal is not None and cardinal[1] < 32 else None
    if found is None or not isinstance(found[1], int) or not 1 <= found[1] <= 31:
        return None
    return found


def read_year(tokens: Tokens, at: int) -> Reading | None:
    """A year in four digits, with an apostrophe in two, or in words (nineteen eighty-six): 1000 to 2999."""
    word = tokens.word(at)
    if numeric(word):
        year = _digits(tokens, at, 1000, 2999, places=(4,))
        return None if year is None or not _stands_alone(tokens, at) else (at + 1, year)
    if word in _APOSTROPHES:
        short = _digits(tokens, at + 1, 0, 99, places=(2,)) if tokens.glued(at + 1) else None
        return None if short is None else (at + 2, whole_year(short))
    return _year_words(tokens, at)


def _stands_alone(tokens: Tokens, at: int) -> bool:
    """Whether digits are not a piece of a longer number or code (1,2022 or 2022.5 or A2022)."""
    if tokens.glued(at):
        before = tokens.word(at - 1)
        if before.isalnum() or before in "$£€#_@" or (before in ".," and numeric(tokens.word(at - 2))):
            return False
    if tokens.glued(at + 1):
        after = tokens.word(at + 1)
        if after.isalnum() or after in "%°_@€£$":
            return False
        if after in ".,:" and tokens.glued(at + 2) and numeric(tokens.word(at + 2)):
            return False
    return True


def whole_year(short: int) -> int:
    """The year meant by its last two digits: 1930 to 2029.

    >>> whole_year(99), whole_year(16)
    (1999, 2016)
    """
    return short + (2000 if short < 30 else 1900)


def read_short_year(tokens: Tokens, at: int) -> Reading | None:
    """A year in two digits, where the rule around it knows that one stands there."""
    short = _digits(tokens, at, 0, 99, places=(2,))
    return None if short is None else (at + 1, whole_year(short))


def _year_words(tokens: Tokens, at: int) -> Reading | None:
    word = tokens.word(at)
    if word == "two" and tokens.word(at + 1) == "thousand":
        rest = _cardinal(tokens, at + 3 if tokens.word(at + 2) == "and" else at + 2)
        return (at + 2, 2000) if rest is None else (rest[0], 2000 + rest[1])
    century = {"nineteen": 1900, "eighteen": 1800, "twenty": 2000, "seventeen": 1700}.get(word)
    if century is None:
        return None
    after = at + 2 if tokens.word(at + 1) in _HYPHENS else at + 1
    if tokens.word(after) == "hundred":
        return after + 1, century
    if tokens.word(after) in ("zero", "oh"):
        rest = _cardinal(tokens, after + 1)
        return None if rest is None or rest[1] > 9 else (rest[0], century + rest[1])
    rest = _cardinal(tokens, after)
    return None if rest is None or rest[1] < 10 else (rest[0], century + rest[1])


def _cardinal(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """A cardinal below a hundred in words."""
    word = tokens.word(at)
    if word in ONES:
        return at + 1, ONES[word]
    if word not in TENS:
        return None
    one = at + 2 if tokens.word(at + 1) in _HYPHENS else at + 1
    rest = ONES.get(tokens.word(one), 0)
    return (one + 1, TENS[word] + rest) if 0 < rest < 10 else (at + 1, TENS[word])


def _word_number(tokens: Tokens, at: int) -> tuple[int, Decimal] | None:
    """A cardinal in words, up to the thousands: forty-two, a hundred and five, two thousand."""
    total, part, end = 0, 0, at
    for _ in range(6):
        word = tokens.word(end)
        if word == "and" and part + total and end > at and tokens.word(end - 1) in ("hundred", "thousand"):
            below = _cardinal(tokens, end + 1)
            if below is None:
                break
            part, end = part + below[1], below[0]
        elif word == "hundred" and end > at and 0 < part < 100:
            part, end = part * 100, end + 1
        elif word == "thousand" and end > at and 0 < part < 1000 and not total:
            total, part, end = part * 1000, 0, end + 1
        else:
            below = _cardinal(tokens, end)
            if below is None or part % 100:
                break
            part, end = part + below[1], below[0]
    return None if end == at else (end, Decimal(total + part))


def read_number(tokens: Tokens, at: int) -> Reading | None:
    """A number of units: digits (1,000; 3.5; 1/2; 2½), words up to the thousands; a Decimal.

    >>> read_number(Tokens.of("1,000 years"), 0)
    (3, Decimal('1000'))
    """
    word = tokens.word(at)
    if word in _FRACTIONS:
        return at + 1, _FRACTIONS[word]
    if not numeric(word):
        return _word_number(tokens, at)
    if tokens.word(at + 1) == "/" and (word, tokens.word(at + 2)) in _HALVES:
        tied = tokens.word(at - 1) in _HYPHENS and tokens.glued(at) and tokens.glued(at - 1)
        if tied or (numeric(tokens.word(at - 1)) and not tokens.glued(at)):
            return None  # the "1/2" of "2-1/2", of "2 1/2"
    if len(word) > _LONGEST or (
        tokens.glued(at) and (tokens.word(at - 1).isalnum() or tokens.word(at - 1) in "$£€.,:/#")
    ):
        return None
    whole, end = word, at + 1
    while (
        len(whole) <= _LONGEST
        and tokens.word(end) == ","
        and tokens.glued(end)
        and tokens.glued(end + 1)
        and len(tokens.word(end + 1)) == 3
        and numeric(tokens.word(end + 1))
    ):
        whole, end = whole + tokens.word(end + 1), end + 2
    follows, then = tokens.word(end), tokens.word(end + 1)
    if follows in _HYPHENS and tokens.word(end + 2) == "/" and all(tokens.glued(at) for at in range(end, end + 4)):
        half = _HALVES.get((then, tokens.word(end + 3)))
        return None if half is None else (end + 4, Decimal(whole) + half)  # "2-1/2-year"
    if follows == "." and tokens.glued(end) and tokens.glued(end + 1) and numeric(then) and len(then) <= _LONGEST:
        return end + 2, Decimal(f"{whole}.{then}")
    if follows == "/" and tokens.glued(end) and tokens.glued(end + 1) and then in ("2", "3", "4") and len(whole) < 3:
        return end + 2, Decimal(whole) / Decimal(then) if then != "3" else Decimal(whole) / 3
    if follows in _FRACTIONS:
        return end + 1, Decimal(whole) + _FRACTIONS[follows]
    if then == "/" and len(whole) < 4 and tokens.glued(end + 1) and tokens.glued(end + 2):
        half = _HALVES.get((follows, tokens.word(end + 2)))
        return (end, Decimal(whole)) if half is None else (end + 3, Decimal(whole) + half)  # "2 1/2 hours"
    return end, Decimal(whole)


def read_unit(tokens: Tokens, at: int) -> Reading | None:
    """A unit of time by its name, singular or plural, as vocabulary.UNITS says it."""
    unit = UNITS.get(tokens.word(at))
    return None if unit is None else (at + 1, unit)


def read_season(tokens: Tokens, at: int) -> Reading | None:
    season = SEASONS.get(tokens.word(at))
    return None if season is None else (at + 1, ("SP", "SU", "FA", "WI").index(season) + 1)


def read_daypart(tokens: Tokens, at: int) -> Reading | None:
    code = DAYPARTS.get(tokens.word(at))
    return None if code is None else (at + 1, code)


def read_zone(tokens: Tokens, at: int) -> Reading | None:
    """A time zone after a time: minutes east of Greenwich, and whether summer time is left open."""
    end = at
    bracket = tokens.word(at) == "("
    if bracket:
        end = at + 1
    word = tokens.word(end)
    zone: tuple[int, bool] | None = None
    if (word in ZONES and tokens.surface(end).isupper()) or word in ("gmt", "utc", "ist", "cet"):
        zone, end = (ZONES[word], False), end + 1
    elif word in FLOATING_ZONES and tokens.surface(end).isupper():
        zone, end = (FLOATING_ZONES[word], True), end + 1
    elif word in ("eastern", "central", "mountain", "pacific"):
        zone = ({"eastern": -300, "central": -360, "mountain": -420, "pacific": -480}[word], True)
        end += 1
        if tokens.word(end) in ("standard", "daylight"):
            end += 1
        if tokens.word(end) == "time":
            end += 1
    if zone is None:
        return None
    if bracket:
        if tokens.word(end) != ")":
            return None
        end += 1
    return end, zone


def read_decade_word(tokens: Tokens, at: int) -> Reading | None:
    """The nineties: 1990."""
    decade = DECADE_WORDS.get(tokens.word(at))
    return None if decade is None else (at + 1, 1900 + decade)


_DIGITS = frozenset({"#digits"})
_NUMBER_WORDS = frozenset({"#number"})

ATOMS = (
    AtomRule("month", frozenset({"#month"}), read_month),
    AtomRule("weekday", frozenset({"#weekday"}), read_weekday),
    AtomRule("dom", _DIGITS | _NUMBER_WORDS | {"#ordinal"}, read_day),
    AtomRule("ordinal", _DIGITS | _NUMBER_WORDS | {"#ordinal"}, read_ordinal),
    AtomRule("year", _DIGITS | _NUMBER_WORDS | _APOSTROPHES, read_year),
    AtomRule("yy", _DIGITS, read_short_year),
    AtomRule("number", _DIGITS | _NUMBER_WORDS | frozenset(_FRACTIONS), read_number),
    AtomRule("unit", frozenset({"#unit"}), read_unit),
    AtomRule("season", frozenset({"#season"}), read_season),
    AtomRule("daypart", frozenset({"#daypart"}), read_daypart),
    AtomRule("zone", frozenset({"#zone", "("}), read_zone),
    AtomRule("nineties", frozenset({"#nineties"}), read_decade_word),
)

_NAMED: dict[str, frozenset[str]] = {
    "#month": frozenset(MONTHS),
    "#weekday": frozenset(WEEKDAYS),
    "#number": frozenset((*ONES, *TENS)),
    "#ordinal": frozenset((*ORDINALS, *TENS)),
    "#unit": frozenset(UNITS),
    "#season": frozenset(SEASONS),
    "#daypart": frozenset(DAYPARTS),
    "#zone": frozenset((*ZONES, *FLOATING_ZONES, "eastern", "central", "mountain", "pacific")),
    "#nineties": frozenset(DECADE_WORDS),
}
CLASSES: dict[str, frozenset[str]] = {
    word: frozenset(name for name, members in _NAMED.items() if word in members)
    for words in _NAMED.values()
    for word in words
}
"""The classes of the words that belong to any, as keys of the grammar's index."""

"""Small things that rules are made of, part two: figures of fixed width, times of day, listed words, holidays."""

from collections.abc import Mapping

from worker.text.dates.atoms import read_number, read_ordinal, whole_year
from worker.text.dates.grammar import ANYTHING, Atom, AtomRule, Reading
from worker.text.dates.holidays import HOLIDAYS
from worker.text.dates.tokens import Tokens, numeric
from worker.text.dates.vocabulary import ONES, PLURAL_UNITS, TENS, UNITS, WEEKDAY_PLURALS

OFTEN = {
    "hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "fortnightly": "P2W", "monthly": "P1M",
    "quarterly": "P3M", "yearly": "P1Y", "annual": "P1Y", "annually": "P1Y", "biweekly": "P2W", "biannual": "P6M",
    "biennial": "P2Y", "everyday": "P1D",
}  # fmt: skip
"""TIMEX3 values of what comes round so often."""

LONG = {
    "daylong": "day", "weeklong": "week", "monthlong": "month", "yearlong": "year", "decadelong": "decade",
    "hourlong": "hour", "weekend long": "weekend",
}  # fmt: skip


def _number(tokens: Tokens, at: int, low: int, high: int, places: tuple[int, ...]) -> int | None:
    """Digits of so many places with a value from `low` to `high`."""
    word = tokens.word(at)
    if not numeric(word) or len(word) not in places or not low <= int(word) <= high:
        return None
    return int(word)


def _free(tokens: Tokens, at: int, *, joined: str = "") -> bool:
    """Whether nothing is glued to the left that makes the digits a piece of something longer, `joined` aside."""
    if not tokens.glued(at):
        return True
    before = tokens.word(at - 1)
    if before == "/":
        return False
    if before in ".,:-–—":
        return before in joined or not (tokens.glued(at - 1) and numeric(tokens.word(at - 2)))
    return not before.isalnum() and before not in "$£€#_@+"


def _closed(tokens: Tokens, at: int) -> bool:
    """Whether nothing is glued to the right that makes the digits a piece of something longer."""
    if not tokens.glued(at + 1):
        return True
    after = tokens.word(at + 1)
    if after in ".,:/":
        return not (tokens.glued(at + 2) and numeric(tokens.word(at + 2)))
    return after == "t" or (not after.isalnum() and after not in "%$£€#_@°")


def _in_figures(low: int, high: int, *places: int, free: bool = False, closed: bool = False, joined: str = "") -> Atom:
    """Reads a number of fixed width, where wanted only if nothing is glued to its left or right."""

    def read(tokens: Tokens, at: int) -> Reading | None:
        number = _number(tokens, at, low, high, places)
        if number is None or (free and not _free(tokens, at, joined=joined)) or (closed and not _closed(tokens, at)):
            return None
        return at + 1, number

    return read


def read_nth(tokens: Tokens, at: int) -> Reading | None:
    """The 27th, where no noun follows that it would count."""
    found = read_ordinal(tokens, at)
    if found is None or not numeric(tokens.word(at)) or not isinstance(found[1], int) or not 1 <= found[1] <= 31:
        return None
    after = tokens.word(found[0])
    return found if not after.isalnum() or after in ("and", "at", "in", "but", "when", "with") else None


def read_compact(tokens: Tokens, at: int) -> Reading | None:
    """20221104: year, month and day."""
    word = tokens.word(at)
    if not numeric(word) or len(word) != 8 or not _free(tokens, at):
        return None
    year, month, day = int(word[:4]), int(word[4:6]), int(word[6:])
    if not (1900 <= year <= 2099 and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    return at + 1, (year, month, day)


def _lettered(letters: str, high: int) -> Atom:
    """A number after a letter: Q3, H1 (its token and the digits are apart)."""

    def read(tokens: Tokens, at: int) -> Reading | None:
        if tokens.word(at) in letters and (tokens.capital(at) or letters == "q") and tokens.glued(at + 1):
            number = _number(tokens, at + 1, 1, high, (1,))
            return None if number is None else (at + 2, number)
        return None

    return read


def read_fiscal(tokens: Tokens, at: int) -> Reading | None:
    """FY24, FY2024."""
    if tokens.word(at) != "fy":
        return None
    year = _number(tokens, at + 1, 0, 2999, (2, 4))
    return None if year is None else (at + 2, whole_year(year) if year < 100 else year)


def read_ten(tokens: Tokens, at: int) -> Reading | None:
    """The two digits of a decade."""
    number = _number(tokens, at, 0, 90, (2,))
    return None if number is None or number % 10 else (at + 1, number)


_PRICED = frozenset(
    (
        "up",
        "down",
        "cost",
        "costs",
        "for",
        "of",
        "to",
        "than",
        "fell",
        "rose",
        "just",
        "only",
        "about",
        "paid",
        "gained",
    )
)
"""Before "14p" these speak of pence."""


def read_half(tokens: Tokens, at: int) -> Reading | None:
    """The half of the day: "am" or "pm", in its styles."""
    word = tokens.word(at)
    if word in ("am", "pm"):
        return at + 1, word
    if word not in ("a", "p"):
        return None
    if tokens.word(at + 1) == "." and tokens.glued(at + 1) and tokens.word(at + 2) == "m":
        return at + 4 if tokens.word(at + 3) == "." and tokens.glued(at + 3) else at + 3, word + "m"
    if (tokens.word(at + 1) == "." and tokens.word(at + 2) == "m") or tokens.word(at + 1) == "m":
        end = at + 3 if tokens.word(at + 1) == "." else at + 2
        return end + 1 if tokens.word(end) == "." and tokens.glued(end) else end, word + "m"
    if (
        tokens.glued(at)
        and numeric(tokens.word(at - 1))
        and not (word == "p" and tokens.word(at - 2) in _PRICED)
        and not (tokens.glued(at + 1) and tokens.word(at + 1).isalnum())
    ):
        return at + 1, word + "m"
    return None


def read_digits_time(tokens: Tokens, at: int) -> Reading | None:
    """930, 1830: hour and minute in three or four digits."""
    number = _number(tokens, at, 100, 2359, (3, 4))
    if number is None or number % 100 > 59 or not _free(tokens, at):
        return None
    return at + 1, (number // 100, number % 100)


def read_military(tokens: Tokens, at: int) -> Reading | None:
    """0600, 1830: hour and minute in four digits."""
    number = _number(tokens, at, 0, 2359, (4,))
    return None if number is None or number % 100 > 59 or not _free(tokens, at) else (at + 1, divmod(number, 100))


def read_hour(tokens: Tokens, at: int) -> Reading | None:
    """An hour in one or two digits or in a word."""
    word = tokens.word(at)
    if numeric(word):
        number = _number(tokens, at, 0, 24, (1, 2))
        follows = tokens.word(at + 1)
        if number is None or not _free(tokens, at, joined="-–—"):
            return None
        if tokens.glued(at + 1) and (follows.isalnum() or follows == "%"):
            return (at + 1, number) if follows in ("am", "pm", "a", "p") else None
        if tokens.glued(at + 1) and follows in ".,:/" and tokens.glued(at + 2) and numeric(tokens.word(at + 2)):
            return None
        return at + 1, number
    number = ONES.get(word)
    return (at + 1, number) if number is not None and 1 <= number <= 15 else None


def read_minutes(tokens: Tokens, at: int) -> Reading | None:
    """Minutes in words after an hour in words: thirty, forty-five, oh five."""
    word = tokens.word(at)
    if word not in TENS and word not in ONES:
        return None
    found = read_number(tokens, at)
    if found is None:
        return None
    return (found[0], int(str(found[1]))) if str(found[1]).isdecimal() and int(str(found[1])) < 60 else None


_FOLLOWING = frozenset({"and", "but", "when", "while", "with", "as", "said", "was", "were", "had", "in", "at"})

_QUOTES = frozenset("\"'“‘")


def read_stop(tokens: Tokens, at: int) -> Reading | None:
    """Nothing, where no clause begins that a "before" or "after" would belong to."""
    word = tokens.word(at)
    return (at, None) if (not word.isalnum() and word not in _QUOTES) or word in _FOLLOWING else None


def _listed(table: Mapping[str, object]) -> Atom:
    def read(tokens: Tokens, at: int) -> Reading | None:
        value = table.get(tokens.word(at))
        return None if value is None else (at + 1, value)

    return read


_LONGEST_HOLIDAY = max(len(name.split()) for name in HOLIDAYS)
_HOLIDAY_STARTS = frozenset(name.split()[0] for name in HOLIDAYS)


def read_holiday(tokens: Tokens, at: int) -> Reading | None:
    """A holiday of holidays.HOLIDAYS by its name, the longest that stands there."""
    words: list[str] = []
    best: Reading | None = None
    end = at
    while len(words) < _LONGEST_HOLIDAY and end < tokens.size:
        word = tokens.words[end]
        if word in "'’.-" and words:
            end += 1
            continue
        if not word.isalpha():
            break
        words.append(word)
        end += 1
        name = " ".join(words)
        if name in HOLIDAYS:
            best = (end, name)
    return best


_DIGITS = frozenset({"#digits"})

CODES = (
    AtomRule("y4", _DIGITS, _in_figures(1000, 2999, 4, free=True)),
    AtomRule("yyyy", _DIGITS, _in_figures(1000, 2999, 4, closed=True)),
    AtomRule("n1", _DIGITS, _in_figures(1, 31, 1, 2, free=True)),
    AtomRule("nn", _DIGITS, _in_figures(1, 31, 1, 2)),
    AtomRule("any1", _DIGITS, _in_figures(0, 99, 2, free=True)),
    AtomRule("any2", _DIGITS, _in_figures(0, 99, 2)),
    AtomRule("last", _DIGITS, _in_figures(1, 31, 1, 2, closed=True)),
    AtomRule("nth", _DIGITS, read_nth),
    AtomRule("mm", _DIGITS, _in_figures(0, 59, 2)),
    AtomRule("hh", _DIGITS, _in_figures(0, 24, 1, 2, free=True, joined="-–—")),
    AtomRule("yy2", _DIGITS, _in_figures(0, 99, 2)),
    AtomRule("ten", _DIGITS, read_ten),
    AtomRule("yyyymmdd", _DIGITS, read_compact),
    AtomRule("hmm", _DIGITS, read_digits_time),
    AtomRule("hhmm", _DIGITS, read_military),
    AtomRule("hour", _DIGITS | {"#number"}, read_hour),
    AtomRule("minutes", frozenset({"#number"}), read_minutes),
    AtomRule("ampm", frozenset({"am", "pm", "a", "p"}), read_half),
    AtomRule("q", frozenset({"q"}), _lettered("q", 4)),
    AtomRule("h", frozenset({"h"}), _lettered("h", 2)),
    AtomRule("fy", frozenset({"fy"}), read_fiscal),
    AtomRule("stop", ANYTHING, read_stop),
    AtomRule("plural", PLURAL_UNITS, _listed({word: UNITS[word] for word in PLURAL_UNITS})),
    AtomRule("often", frozenset(OFTEN), _listed(OFTEN)),
    AtomRule("long", frozenset(LONG), _listed(LONG)),
    AtomRule("weekdays", frozenset(WEEKDAY_PLURALS), _listed(WEEKDAY_PLURALS)),
    AtomRule("holiday", _HOLIDAY_STARTS, read_holiday),
)

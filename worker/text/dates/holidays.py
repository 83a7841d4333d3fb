"""Days with a fixed rule: on a day of the year, on the nth weekday of a month, or so many days from Easter.

Names are those that mean one day wherever they are written; where a name means several (Independence Day, Mother's
Day in Britain and America), the table keeps out of it, or holds the one that the spelling tells (Labor Day).
Easter by the Gregorian computus (Meeus, Astronomical Algorithms, chapter 8).
"""

from dataclasses import dataclass
from datetime import date

from worker.text.dates.movable import MOVABLE, Movable
from worker.text.dates.periods import day_of, days_after, nth_weekday


@dataclass(frozen=True, slots=True)
class Fixed:
    """On one day of every year."""

    month: int
    day: int


@dataclass(frozen=True, slots=True)
class Nth:
    """On the nth weekday of a month (from the end where negative), and so many days after."""

    month: int
    weekday: int
    number: int
    after: int = 0


@dataclass(frozen=True, slots=True)
class FromEaster:
    """So many days after Easter Sunday, and how many days long; of the eastern churches where `orthodox`."""

    days: int
    length: int = 1
    orthodox: bool = False


@dataclass(frozen=True, slots=True)
class Workday:
    """On a day of the year, or on the working day next to it; a Sunday's on the day before where `saturday`."""

    month: int
    day: int
    saturday: bool = False


HOLIDAYS: dict[str, Fixed | Nth | FromEaster | Workday | Movable] = {
    "christmas": Fixed(12, 25), "christmas day": Fixed(12, 25), "xmas": Fixed(12, 25), "xmas day": Fixed(12, 25),
    "christmas eve": Fixed(12, 24), "boxing day": Fixed(12, 26), "st stephen s day": Fixed(12, 26),
    "new year s day": Fixed(1, 1), "new years day": Fixed(1, 1), "new year s eve": Fixed(12, 31),
    "new years eve": Fixed(12, 31), "epiphany": Fixed(1, 6), "orthodox christmas": Fixed(1, 7),
    "holocaust memorial day": Fixed(1, 27), "australia day": Fixed(1, 26), "groundhog day": Fixed(2, 2),
    "valentine s day": Fixed(2, 14), "valentines day": Fixed(2, 14), "valentine day": Fixed(2, 14),
    "st patrick s day": Fixed(3, 17), "saint patrick s day": Fixed(3, 17), "st paddy s day": Fixed(3, 17),
    "saint paddy s day": Fixed(3, 17), "pi day": Fixed(3, 14), "international women s day": Fixed(3, 8),
    "april fools day": Fixed(4, 1), "april fool s day": Fixed(4, 1), "april fools": Fixed(4, 1),
    "st george s day": Fixed(4, 23), "earth day": Fixed(4, 22), "anzac day": Fixed(4, 25), "may day": Fixed(5, 1),
    "cinco de mayo": Fixed(5, 5), "ve day": Fixed(5, 8), "v e day": Fixed(5, 8), "d day": Fixed(6, 6),
    "juneteenth": Fixed(6, 19), "canada day": Fixed(7, 1), "bastille day": Fixed(7, 14),
    "halloween": Fixed(10, 31), "hallowe en": Fixed(10, 31), "halloween day": Fixed(10, 31),
    "all saints day": Fixed(11, 1), "all souls day": Fixed(11, 2), "bonfire night": Fixed(11, 5),
    "guy fawkes night": Fixed(11, 5), "armistice day": Fixed(11, 11), "veterans day": Fixed(11, 11),
    "st andrew s day": Fixed(11, 30), "world aids day": Fixed(12, 1), "world vegan day": Fixed(11, 1),
    "martin luther king day": Nth(1, 1, 3), "martin luther king jr day": Nth(1, 1, 3), "mlk day": Nth(1, 1, 3),
    "martin luther king s day": Nth(1, 1, 3), "martin luther king jr s day": Nth(1, 1, 3), "mlk jr day": Nth(1, 1, 3),
    "presidents day": Nth(2, 1, 3), "president s day": Nth(2, 1, 3), "memorial day": Nth(5, 1, -1),
    "father s day": Nth(6, 7, 3), "fathers day": Nth(6, 7, 3), "labor day": Nth(9, 1, 1),
    "columbus day": Nth(10, 1, 2), "indigenous peoples day": Nth(10, 1, 2), "thanksgiving": Nth(11, 4, 4),
    "thanksgiving day": Nth(11, 4, 4), "black friday": Nth(11, 4, 4, 1), "cyber monday": Nth(11, 4, 4, 4),
    "giving tuesday": Nth(11, 4, 4, 5), "boss s day": Workday(10, 16), "boss day": Workday(10, 16),
    "civil rights day": Nth(1, 1, 3), "koningsdag": Workday(4, 27, True), "king s day": Workday(4, 27, True),
    "international workers day": Fixed(5, 1), "fourth of july": Fixed(7, 4),
    "july fourth": Fixed(7, 4), "ides of march": Fixed(3, 15), "new year": Fixed(1, 1), "new year s": Fixed(1, 1),
    "shrove tuesday": FromEaster(-47), "pancake day": FromEaster(-47), "mardi gras": FromEaster(-47),
    "ash wednesday": FromEaster(-46), "palm sunday": FromEaster(-7), "maundy thursday": FromEaster(-3),
    "holy thursday": FromEaster(-3), "good friday": FromEaster(-2), "holy saturday": FromEaster(-1),
    "easter": FromEaster(0), "easter sunday": FromEaster(0), "easter monday": FromEaster(1),
    "ascension day": FromEaster(39), "pentecost": FromEaster(49), "whit sunday": FromEaster(49),
    "whit monday": FromEaster(50), "trinity sunday": FromEaster(56), "corpus christi": FromEaster(60),
    "easter mon": FromEaster(1), "covenant thursday": FromEaster(-3), "white sunday": FromEaster(49),
    "branch sunday": FromEaster(-7), "lent": FromEaster(-46, 46), "orthodox easter": FromEaster(0, 1, True),
    "orthodox good friday": FromEaster(-2, 1, True), "orthodox great friday": FromEaster(-2, 1, True),
    "clean monday": FromEaster(-48, 1, True), "orthodox shrove monday": FromEaster(-48, 1, True),
    "lazarus saturday": FromEaster(-8, 1, True), "great lent": FromEaster(-48, 41, True),
    "great fast": FromEaster(-48, 41, True), "orthodox lent": FromEaster(-48, 41, True),
    **MOVABLE,
}  # fmt: skip
"""By name in lower case, words apart by one blank, apostrophes and full stops as blanks."""

ALSO_WORDS = frozenset(
    {"new year", "new year s", "lent", "night journey", "night of power", "night of measures", "king s day",
     "moon festival", "great fast", "clean monday", "white sunday", "ashura"}
)  # fmt: skip
"""Names that are a holiday's only with a capital, where no year stands beside them."""

HOLIDAY_WORDS = frozenset(word for name in HOLIDAYS for word in name.split())
"""The words that the names are made of."""


def telling(known: frozenset[str]) -> frozenset[str]:
    """A word of each name that tells it: the longest, where none is among the `known` words of time."""
    split = (name.split() for name in HOLIDAYS)
    return frozenset(max(words, key=len) for words in split if known.isdisjoint(words))


def easter(year: int) -> date | None:
    """Easter Sunday of the western churches.

    >>> easter(2024)
    datetime.date(2024, 3, 31)
    """
    golden = year % 19
    century, rest = divmod(year, 100)
    leap, over = divmod(century, 4)
    shift = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leap - shift + 15) % 30
    quarter, left = divmod(rest, 4)
    week = (32 + 2 * over + 2 * quarter - moon - left) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return day_of(year, month, day + 1)


def orthodox_easter(year: int) -> date | None:
    """Easter Sunday of the eastern churches, by the Julian calendar (Meeus, chapter 8), as a Gregorian date.

    >>> orthodox_easter(2024)
    datetime.date(2024, 5, 5)
    """
    moon = (19 * (year % 19) + 15) % 30
    week = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + week + 114, 31)
    first = day_of(year, month, day + 1)
    return None if first is None else days_after(first, year // 100 - year // 400 - 2)


def length(name: str) -> int:
    """How many days a holiday lasts."""
    match HOLIDAYS[name]:
        case FromEaster(length=days) | Movable(length=days):
            return days
        case _:
            return 1


def holiday(name: str, year: int) -> date | None:
    """The first day of a holiday in a year; None beyond the years 1 to 9999, or those of the table.

    >>> holiday("thanksgiving", 2022)
    datetime.date(2022, 11, 24)
    """
    match HOLIDAYS[name]:
        case Fixed(month, day):
            return day_of(year, month, day)
        case Nth(month, weekday, number, after):
            found = nth_weekday(year, month, weekday, number)
            return None if found is None else days_after(found, after)
        case FromEaster(days, _, orthodox):
            sunday = (orthodox_easter(year) if orthodox else easter(year)) if 1 <= year <= 9999 else None
            return None if sunday is None else days_after(sunday, days)
        case Workday(month, day, saturday):
            found = day_of(year, month, day)
            rest = 0 if found is None else max(0, found.isoweekday() - 5)
            if found is None or not rest or (saturday and rest == 1):
                return found
            return days_after(found, -1 if saturday or rest == 1 else 1)
        case Movable(days=by_year):
            return next(iter(by_year.get(year, ())), None)

"""Stretches of the calendar: days, weeks, months, quarters, years and longer, in the proleptic Gregorian calendar."""

from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

from worker.text.dates.partials import Grain

_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_DAYS = {"day": 1, "week": 7, "weekend": 7}
_SEASONS = ("SP", "SU", "FA", "WI")

UNKNOWN: dict[Grain, str] = {
    "day": "XXXX-XX-XX",
    "week": "XXXX-WXX",
    "weekend": "XXXX-WXX-WE",
    "month": "XXXX-XX",
    "quarter": "XXXX-QX",
    "half": "XXXX-HX",
    "season": "XXXX",
    "year": "XXXX",
    "decade": "XXX",
    "century": "XX",
}
"""TIMEX3 values of a stretch of which only the kind is known."""


def day_of(year: int, month: int, day: int) -> date | None:
    """The date, None where the calendar has none such.

    >>> day_of(2023, 2, 29) is None
    True
    """
    try:
        return date(year, month, day)
    except ValueError:
        return None


def days_after(day: date, days: int) -> date | None:
    """`day` and so many days, None beyond the years 1 to 9999."""
    number = day.toordinal() + days
    return date.fromordinal(number) if 1 <= number <= date.max.toordinal() else None


def months_after(day: date, months: int) -> date | None:
    """The same day so many months on, or the last day of a shorter month; None beyond the years 1 to 9999.

    >>> months_after(date(2022, 1, 31), 1)
    datetime.date(2022, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return None
    return next((found for drop in range(4) if (found := day_of(year, month + 1, day.day - drop))), None)


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the calendar of one grain, with its first day (a Monday for a week, a Saturday for a weekend).

    A season's first day is the first of March, June, September or December: it numbers the season (`value`), and says
    nothing of where on earth it is.
    """

    grain: Grain
    first: date

    @classmethod
    def around(cls, grain: Grain, day: date) -> "Period | None":
        """The stretch that holds `day`, None where it begins before year 1.

        >>> Period.around("week", date(2022, 11, 4)).value
        '2022-W44'
        """
        first: date | None = day
        match grain:
            case "week":
                first = days_after(day, 1 - day.isoweekday())
            case "weekend":
                first = days_after(day, 6 - day.isoweekday())
            case "month":
                first = day.replace(day=1)
            case "quarter":
                first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
            case "half":
                first = date(day.year, 1 if day.month < 7 else 7, 1)
            case "season":
                first = months_after(day.replace(day=1), -(day.month % 3))
            case "year":
                first = date(day.year, 1, 1)
            case "decade":
                first = day_of(day.year // 10 * 10, 1, 1)
            case "century":
                first = day_of(day.year // 100 * 100, 1, 1)
            case _:
                first = day
        return None if first is None else cls(grain, first)

    def shift(self, by: int) -> "Period | None":
        """The stretch so many of its kind later."""
        if self.grain in _DAYS:
            first = days_after(self.first, by * _DAYS[self.grain])
        else:
            first = months_after(self.first, by * _MONTHS.get(self.grain, 3))
        return None if first is None else Period(self.grain, first)

    @property
    def end(self) -> date | None:
        """The first day after it, None beyond 9999."""
        if self.grain == "weekend":
            return days_after(self.first, 2)
        if self.grain in _DAYS:
            return days_after(self.first, _DAYS[self.grain])
        return months_after(self.first, _MONTHS.get(self.grain, 3))

    def holds(self, day: date) -> bool:
        """Whether `day` lies in it."""
        end = self.end
        return self.first <= day and (end is None or day < end)

    @property
    def value(self) -> str:
        """Its TIMEX3 value.

        >>> Period("decade", date(1990, 1, 1)).value, Period("season", date(2022, 12, 1)).value
        ('199', '2022-WI')
        """
        day = self.first
        year = f"{day.year:04d}"
        match self.grain:
            case "week":
                return "{:04d}-W{:02d}".format(*day.isocalendar())
            case "weekend":
                return "{:04d}-W{:02d}-WE".format(*day.isocalendar())
            case "month":
                return f"{year}-{day.month:02d}"
            case "quarter":
                return f"{year}-Q{(day.month + 2) // 3}"
            case "half":
                return f"{year}-H{1 if day.month < 7 else 2}"
            case "season":
                return f"{year}-{_SEASONS[day.month // 3 - 1]}"
            case "year":
                return year
            case "decade":
                return year[:3]
            case "century":
                return year[:2]
            case _:
                return day.isoformat()


def weekday_near(day: date, weekday: int, direction: int, *, today: bool) -> date | None:
    """The nearest `weekday` (1 Monday to 7) before (-1) or after (1) `day`; `today` tells whether `day` counts.

    >>> weekday_near(date(2022, 11, 4), 5, -1, today=True)
    datetime.date(2022, 11, 4)
    """
    off = (weekday - day.isoweekday()) % 7
    if direction < 0:
        off = off - 7 if off else 0
    if not off and not today:
        off = 7 * direction
    return days_after(day, off)


def nth_weekday(year: int, month: int, weekday: int, number: int) -> date | None:
    """The nth `weekday` of a month, from the end where `number` is negative; None where there is none such.

    >>> nth_weekday(2022, 11, 4, 4)
    datetime.date(2022, 11, 24)
    """
    first = day_of(year, month, 1)
    after = None if first is None else months_after(first, 1)
    if first is None or after is None or not number:
        return None
    if number > 0:
        found = first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (number - 1)) if number < 6 else None
    else:
        last = after - timedelta(1)
        found = last - timedelta((last.isoweekday() - weekday) % 7 - 7 * (number + 1)) if number > -6 else None
    return found if found is not None and found.month == month else None

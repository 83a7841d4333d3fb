"""Holidays by the moon, from a table: the day, how long, and how sure.

An Islamic day is seen by the moon, so that lands differ by a day: the table's day is marked as approximate. A Hebrew
day begins on the evening before.
"""

from dataclasses import dataclass
from datetime import date
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Movable:
    """First days by year (two of a year in one of the moon's), the length in days, and the calendar."""

    calendar: str
    days: dict[int, tuple[date, ...]]
    length: int

    @property
    def sighted(self) -> bool:
        """Whether the day waits for the new moon to be seen."""
        return self.calendar == "islamic"

    @property
    def evening(self) -> bool:
        """Whether it begins at sundown of the day before."""
        return self.calendar == "hebrew"


def _day(written: str, after: int) -> date:
    return date.fromordinal(date(int(written[:4]), int(written[4:6]), int(written[6:])).toordinal() + after)


def _rows() -> dict[str, Movable]:
    found: dict[str, Movable] = {}
    table = (files("worker.text.data") / "movable_holidays.tsv").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line.startswith("#"):
            continue
        calendar, after, length, names, written = line.split("\t")
        days: dict[int, list[date]] = {}
        for each in written.split():
            day = _day(each, int(after))
            days.setdefault(day.year, []).append(day)
        made = Movable(calendar, {year: tuple(each) for year, each in days.items()}, int(length) or 30)
        found |= dict.fromkeys(names.split(";"), made)
    return found


MOVABLE = _rows()
"""By name, as in holidays.HOLIDAYS."""

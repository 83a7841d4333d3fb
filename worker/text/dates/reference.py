"""The day from which a text's relative dates are counted."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from worker.text.dates.periods import Period, day_of

_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:[T ]([0-9]{2}):([0-9]{2}).*)?)?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Reference:
    """When the text was written, at the precision that is known, and whence that is known.

    `hour` and `minute` are those of the writer's own clock.
    """

    year: int
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    kind: Literal["published", "dateline"] = "published"

    @classmethod
    def parse(cls, iso: str, kind: Literal["published", "dateline"] = "published") -> "Reference | None":
        """From an ISO 8601 date or time of any precision; None where it is none, or its year is unknown.

        >>> Reference.parse("2022-11-04")
        Reference(year=2022, month=11, day=4, hour=None, minute=None, kind='published')
        >>> Reference.parse("XXXX-11-04") is None
        True
        """
        found = _ISO.fullmatch(iso)
        if found is None:
            return None
        year, month, day, hour, minute = (None if part is None else int(part) for part in found.groups())
        if year is None or day_of(year, month or 1, day or 1) is None:
            return None
        if hour is not None and minute is not None and (hour > 23 or minute > 59):
            hour = minute = None
        return cls(year, month, day, hour, minute, kind)

    @property
    def date(self) -> date | None:
        """The day, None where only the month or the year is known."""
        if self.month is None or self.day is None:
            return None
        return day_of(self.year, self.month, self.day)

    @property
    def period(self) -> Period | None:
        """The day, the month or the year, as precisely as it is known."""
        first = day_of(self.year, self.month or 1, self.day or 1)
        if first is None:
            return None
        return Period("year" if self.month is None else "month" if self.day is None else "day", first)

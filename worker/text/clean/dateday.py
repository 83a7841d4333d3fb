"""The day in a dateline, with or without a year, in the languages that the large agencies write."""

import re
from datetime import date
from typing import Final

from worker.text.clean.months import FOREIGN, MONTHS

_MONTHS: Final = FOREIGN | MONTHS
_MONTH: Final = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAY: Final = r"(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\b\.?,?\s+"
_NAMED: Final = re.compile(
    rf"(?<![^\W_])(?:{_WEEKDAY})?(?:(?P<m1>{_MONTH})\b\.?\s*(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th|\.)?\s*(?:de\s+|of\s+)?(?P<m2>{_MONTH})(?![^\W\d_])\.?)"
    r"(?:,?\s*(?:de\s+)?(?P<year>(?:19|20)\d{2})(?!\d))?[\s,.)]*\Z",
    re.IGNORECASE,
)
_NUMBERS: Final = re.compile(
    r"(?:(?P<weekday>mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s+)?(?P<one>\d{1,2})/(?P<two>\d{1,2})/(?P<year>20\d\d)\Z",
    re.IGNORECASE,
)
_DIGIT: Final = re.compile(r"\d")
_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _iso(year: str | None, month: int, day: int) -> str | None:
    try:
        found = date(int(year or 2000), month, day)  # 2000 has a 29 February
    except ValueError:
        return None
    return found.isoformat() if year else f"XXXX-{month:02}-{day:02}"


def find_day(head: str) -> tuple[int, str] | None:
    """The day at the end of a short text: where it begins, and the day, `XXXX` for a year that is not stated.

    >>> find_day("LONDON, Nov 4"), find_day("MADRID, 14 de enero de 2022"), find_day("LONDON, Nov 31")
    ((8, 'XXXX-11-04'), (8, '2022-01-14'), None)
    """
    match = _NAMED.search(head) if _DIGIT.search(head) else None
    if match is None:
        return None
    iso = _iso(match["year"], _MONTHS[(match["m1"] or match["m2"]).lower()], int(match["d1"] or match["d2"]))
    return (match.start(), iso) if iso else None


def parse_numbers(text: str) -> str | None:
    """The day of a date in numbers, where its weekday or its size tells which number is the month.

    >>> parse_numbers("Friday 11/4/2022"), parse_numbers("11/4/2022"), parse_numbers("13/4/2022")
    ('2022-11-04', None, '2022-04-13')
    """
    match = _NUMBERS.match(text)
    if match is None:
        return None
    pairs = [(int(match["one"]), int(match["two"])), (int(match["two"]), int(match["one"]))]
    days = {iso for month, day in pairs if (iso := _iso(match["year"], month, day))}
    if match["weekday"]:
        named = _WEEKDAYS.index(match["weekday"].lower())
        days = {iso for iso in days if date.fromisoformat(iso).weekday() == named}
    return days.pop() if len(days) == 1 else None

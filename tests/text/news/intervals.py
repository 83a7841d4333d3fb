"""The days that a plain TIMEX3 date covers."""

import re
from datetime import date, timedelta

_DECADE_YEARS, _CENTURY_YEARS = 10, 100


def interval(value: str) -> tuple[str, str] | None:
    """First day and the day after the last, ISO 8601; None where the value is no date of known days.

    >>> interval("2022-11"), interval("2022-W44")
    (('2022-11-01', '2022-12-01'), ('2022-10-31', '2022-11-07'))
    >>> interval("2022-Q4"), interval("197")
    (('2022-10-01', '2023-01-01'), ('1970-01-01', '1980-01-01'))
    >>> interval("XXXX-11-04"), interval("P2M"), interval("2022-SU"), interval("2022-11-04TMO")
    (None, None, None, None)
    """
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        day = date.fromisoformat(value)
        return day.isoformat(), (day + timedelta(days=1)).isoformat()
    if found := re.fullmatch(r"(\d{4})-W(\d\d)", value):
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        return monday.isoformat(), (monday + timedelta(days=7)).isoformat()
    if found := re.fullmatch(r"(\d{4})-(\d\d)", value):
        return _months(int(found[1]), int(found[2]), 1)
    if found := re.fullmatch(r"(\d{4})-Q(\d)", value):
        return _months(int(found[1]), int(found[2]) * 3 - 2, 3)
    if found := re.fullmatch(r"(\d{4})-H(\d)", value):
        return _months(int(found[1]), int(found[2]) * 6 - 5, 6)
    if found := re.fullmatch(r"\d{2,4}", value):
        length = {4: 1, 3: _DECADE_YEARS, 2: _CENTURY_YEARS}[len(value)]
        first = int(value) * length
        return f"{first:04}-01-01", f"{first + length:04}-01-01"
    return None


def _months(year: int, month: int, count: int) -> tuple[str, str]:
    after = month + count
    last = f"{year}-{after:02}-01" if after <= 12 else f"{year + 1}-{after - 12:02}-01"
    return f"{year}-{month:02}-01", last

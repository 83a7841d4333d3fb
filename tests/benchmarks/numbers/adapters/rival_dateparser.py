# mypy: disable-error-code="import-not-found,import-untyped"
"""dateparser's `search_dates` in English, with the period of each date, so that "May" begins on its first day."""

from datetime import datetime

from dateparser.search import search_dates

from tests.benchmarks.numbers.adapters.shapes import Found, moment, package_version

STRATEGY = "ngram"
FIRST = {"month": {"day": 1}, "year": {"month": 1, "day": 1}}


def version() -> str:
    """The package's version and the search strategy."""
    return f"{package_version('dateparser')} ({STRATEGY})"


def find(text: str, reference: str | None, kinds: tuple[str, ...], prefer: str, hint: str | None) -> list[Found]:
    """It knows no numbers."""
    return []


def find_moments(text: str, reference: str | None, prefer: str) -> list[Found]:
    """Dates and times; of a month or a year its first day, not that of the reference."""
    settings: dict[str, object] = {
        "RELATIVE_BASE": datetime.fromisoformat(reference or "2016-11-07T00:00:00"),
        "PREFER_DATES_FROM": prefer,
        "RETURN_TIME_AS_PERIOD": True,
    }
    found: list[Found] = []
    position = 0
    got = search_dates(text, languages=["en"], settings=settings, strategy=STRATEGY, add_period=True)
    for said, at, period in got or ():
        start = max(text.find(said, position), 0)
        position = start + len(said)
        clock = period in ("time", "part_of_day")
        first = at.replace(tzinfo=None, **FIRST.get(period, {}))
        begins = first.isoformat() if clock else first.date().isoformat()
        found.append(moment(start, position, None if clock else begins, begins))
    return found

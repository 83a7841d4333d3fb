# mypy: disable-error-code="import-not-found,import-untyped"
"""ctparse: the one best parse of a text, with latent times (a bare weekday is its next one)."""

from datetime import datetime

from ctparse import ctparse
from ctparse.types import Duration, Interval, Time

from tests.benchmarks.numbers.adapters.shapes import Found, duration, moment, package_version


def version() -> str:
    """The package's version."""
    return package_version("ctparse")


def find(text: str, reference: str | None, kinds: tuple[str, ...], prefer: str, hint: str | None) -> list[Found]:
    """It knows no numbers."""
    return []


def find_moments(text: str, reference: str | None, prefer: str) -> list[Found]:
    """At most one date, time, interval (by its begin) or duration."""
    parsed = ctparse(text, ts=datetime.fromisoformat(reference or "2016-11-07T00:00:00"))
    if parsed is None:
        return []
    what = parsed.resolution
    start, end = what.mstart, what.mend
    if start == end:  # a latent time does not say where it stood
        start, end = 0, len(text)
    if isinstance(what, Duration):
        return [duration(start, end, what.value, what.unit.value.rstrip("s"))]
    first = (what.t_from or what.t_to) if isinstance(what, Interval) else what
    if not isinstance(first, Time):
        return []
    return [_moment(start, end, first)]


def _moment(start: int, end: int, first: Time) -> Found:
    if first.year is None or first.month is None or first.day is None:
        year = "XXXX" if first.year is None else f"{first.year:04}"
        parts = [year, *("XX" if part is None else f"{part:02}" for part in (first.month, first.day))]
        while parts[-1] == "XX":
            parts.pop()
        return moment(start, end, "-".join(parts), "-".join((*parts, "01", "01")[:3]) if first.year else None)
    at = first.start.dt
    clock = first.hour is not None or first.POD
    return moment(start, end, None if clock else at.date().isoformat(), at.isoformat())

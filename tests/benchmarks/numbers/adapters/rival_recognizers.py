# mypy: disable-error-code="import-not-found,import-untyped"
"""Recognizers-Text in Python: each wanted model is run, as its samples do.

Where several kinds are wanted at once, what lies inside another model's find is left out ("30" in "30 percent"); a
model of one kind keeps all that it says. Number ranges and relative ordinals do not exist in its Python version.
"""

from datetime import datetime, timedelta
from typing import Any

from recognizers_date_time import recognize_datetime
from recognizers_number import recognize_number, recognize_ordinal, recognize_percentage
from recognizers_number_with_unit import recognize_age, recognize_currency, recognize_dimension, recognize_temperature
from recognizers_text import Culture

from tests.benchmarks.numbers.adapters.shapes import Found, moment, number, outermost, package_version

MODELS = (
    ("age", recognize_age),
    ("money", recognize_currency),
    ("percent", recognize_percentage),
    ("measure", recognize_dimension),
    ("measure", recognize_temperature),
    ("ordinal", recognize_ordinal),
    ("cardinal", recognize_number),
)


def version() -> str:
    """The suite's version."""
    return package_version("recognizers-text-suite")


def _value(said: str | None) -> float | None:
    try:
        return float((said or "").rstrip("%"))
    except ValueError:
        return None


def find(text: str, reference: str | None, kinds: tuple[str, ...], prefer: str, hint: str | None) -> list[Found]:
    """Numbers of the wanted kinds; a unit without a number has no value."""
    found: list[Found] = []
    for kind, recognize in MODELS:
        if kind in kinds:
            for one in recognize(text, Culture.English):
                resolution = one.resolution or {}
                found.append(number(kind, _value(resolution.get("value")), one.start, one.end + 1))
    if "duration" in kinds:
        for one in recognize_datetime(text, Culture.English, reference=_day(reference)):
            if one.type_name.endswith(".duration") and one.resolution:
                found.append(number("duration", _amount(one.resolution["values"][0]["timex"]), one.start, one.end + 1))
    return found if len(kinds) == 1 else outermost(found)


def _amount(timex: str) -> float | None:
    return _value(timex.strip("PTYMWDHS"))


def _day(reference: str | None) -> datetime:
    return datetime.fromisoformat(reference or "2016-11-07T00:00:00")


def find_moments(text: str, reference: str | None, prefer: str) -> list[Found]:
    """Dates as TIMEX3, with the begin of the past or the future reading; a bare time is put on the next such hour."""
    day = _day(reference)
    found: list[Found] = []
    for one in recognize_datetime(text, Culture.English, reference=day):
        if one.resolution:
            readings: list[dict[str, Any]] = one.resolution["values"]
            said = readings[0 if prefer == "past" else -1]
            begins = said.get("value") or said.get("start") or said.get("end")
            found.append(moment(one.start, one.end + 1, said.get("timex"), _placed(begins, said["type"], day)))
    return found


def _placed(begins: str | None, kind: str, day: datetime) -> str | None:
    if begins is None or not kind.startswith("time"):
        return begins.replace(" ", "T") if begins else None
    try:
        clock = datetime.strptime(begins, "%H:%M:%S").time()
    except ValueError:
        return begins
    at = datetime.combine(day.date(), clock)
    return (at if at >= day else at + timedelta(days=1)).isoformat()

"""When an article was published and changed: the candidates in their order of trust, the doubtful passed over."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from schemas.article import Stamp
from worker.text.clean.dateline import FoundDateline
from worker.text.clean.datenotes import DateNote
from worker.text.clean.pagefacts import Facts
from worker.text.clean.stamps import EARLIEST_YEAR, Reading, parse_stamp, parse_url_date, parse_url_month

Evidence = Literal["field", "page", "text", "url", "dateline", "modified", "retrieved"]

DOUBTED: Final = "doubtful_date"
UNREADABLE: Final = "unreadable_date"


_HALF_DAY: Final = timedelta(hours=12)
_EASTERNMOST: Final = timedelta(hours=14)
_NEXT_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stamps:
    """When an article was published and changed, `None` where nothing says, and what was doubted on the way."""

    published: Stamp | None
    modified: Stamp | None
    repairs: tuple[str, ...]


def parse_seen(retrieved: str | None) -> datetime | None:
    """The latest moment at which a page may have been retrieved; `None` where that is not given or not to be believed.

    Without a zone it may have been half a day west of Greenwich; a day by itself lasts until its end there.
    """
    reading = parse_stamp(retrieved) if retrieved else None
    if reading is None or reading.day is None or reading.year < EARLIEST_YEAR:
        return None
    if reading.offset is not None and reading.hour is not None:
        return reading.earliest()
    begins = reading.earliest() + _EASTERNMOST
    return begins + (_HALF_DAY if reading.hour is not None else 3 * _HALF_DAY)


def _stamp(reading: Reading, evidence: Evidence) -> Stamp:
    zone: Literal["explicit", "unknown"] = "unknown" if reading.offset is None or reading.hour is None else "explicit"
    return Stamp(at=reading.iso(), precision=reading.precision, zone=zone, evidence=evidence)


def _choose(
    candidates: Iterable[tuple[Reading | None, Evidence]], seen: datetime | None, doubts: list[str]
) -> Stamp | None:
    for reading, evidence in candidates:
        if reading is None:
            continue
        if reading.plausible(seen):
            return _stamp(reading, evidence)
        if DOUBTED not in doubts:
            doubts.append(DOUBTED)
    return None


def _dateline_day(dateline: FoundDateline | None, near: datetime | None) -> Reading | None:
    """The dateline's day: its year is stated, or the last one in which it does not lie after `near` by over a day."""
    if dateline is None or dateline.date is None:
        return None
    if not dateline.date.startswith("XXXX"):
        return parse_stamp(dateline.date)
    if near is None:
        return None
    readings = [parse_stamp(f"{near.year + step}{dateline.date[4:]}") for step in (1, 0, -1)]
    return next((one for one in readings if one and one.earliest() + _EASTERNMOST <= near + _NEXT_DAY), None)


def choose_stamps(
    field: str | None,
    facts: Facts,
    notes: Sequence[DateNote],
    url: str | None,
    dateline: FoundDateline | None,
    seen: datetime | None,
    retrieved: str | None = None,
) -> Stamps:
    """Choose the dates: the field, the page's metadata, the text's own lines, the address, an "Updated:" line, the
    dateline; and where none of them says, the month in the address, or when the page was retrieved. A date before 1990
    or later than `seen` is doubted, and the next one taken.
    """
    repairs: list[str] = []
    given = parse_stamp(field) if field else None
    if field and field.strip() and given is None:
        repairs.append(UNREADABLE)
    changed: list[tuple[Reading | None, Evidence]] = [
        *((parse_stamp(said), "page") for said in facts.modified),
        *((note.modified, "text") for note in notes),
    ]
    modified = _choose(changed, seen, repairs)
    near = parse_stamp(modified.at) if modified else None
    published = _choose(
        [
            (given, "field"),
            *((parse_stamp(said), "page") for said in facts.published),
            *((note.published, "text") for note in notes),
            (parse_url_date(url) if url else None, "url"),
            *((reading, "modified") for reading, _ in changed),
            (_dateline_day(dateline, near.earliest() if near else seen), "dateline"),
            (parse_url_month(url) if url else None, "url"),
            (parse_stamp(retrieved) if retrieved else None, "retrieved"),
        ],
        seen,
        repairs,
    )
    return Stamps(published, modified, tuple(repairs))


def year_of_dateline(date: str | None, stamps: Stamps) -> str | None:
    """A dateline's date with its year, where the article's own dates tell it: the year that brings the two closest."""
    if date is None or not date.startswith("XXXX"):
        return date
    stamp = stamps.published or stamps.modified
    if stamp is None or stamp.precision in ("year", "month") or not re.match(r"\d{4}-\d\d-\d\d", stamp.at):
        return date
    near = datetime.fromisoformat(stamp.at[:10])
    readings = [parse_stamp(f"{near.year + step}{date[4:]}") for step in (-1, 0, 1)]
    days = [
        (abs((datetime.fromisoformat(reading.iso()) - near).days), reading.iso()) for reading in readings if reading
    ]
    return min(days)[1] if days else date

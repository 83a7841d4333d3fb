"""When an article was published and changed: the candidates in their order of trust, the doubtful passed over."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Literal

from schemas.article import Stamp
from worker.text.clean.dateline import FoundDateline
from worker.text.clean.datenotes import DateNote
from worker.text.clean.pagefacts import Facts
from worker.text.clean.stamps import Reading, parse_stamp, parse_url_date

Evidence = Literal["field", "page", "text", "url", "dateline", "modified", "retrieved"]

DOUBTED: Final = "doubtful_date"
UNREADABLE: Final = "unreadable_date"


@dataclass(frozen=True, slots=True)
class Stamps:
    """When an article was published and changed, `None` where nothing says, and what was doubted on the way."""

    published: Stamp | None
    modified: Stamp | None
    repairs: tuple[str, ...]


def parse_seen(retrieved: str | None) -> datetime | None:
    """The moment at which a page was retrieved; `None` where that is not given or not readable."""
    reading = parse_stamp(retrieved) if retrieved else None
    if reading is None or reading.day is None or reading.month is None:
        return None
    if reading.hour is None:
        return datetime(reading.year, reading.month, reading.day, 23, 59, 59, tzinfo=UTC)
    at = reading.earliest()
    return at if reading.offset is not None else at.replace(hour=reading.hour, day=at.day)


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


def _dateline_day(dateline: FoundDateline | None, seen: datetime | None, year: int | None) -> Reading | None:
    """The dateline's day, if its year is stated or told by `year`, that of another date of the article."""
    if dateline is None or dateline.date is None:
        return None
    if not dateline.date.startswith("XXXX"):
        return parse_stamp(dateline.date)
    return parse_stamp(f"{year}{dateline.date[4:]}") if year else None


def choose_stamps(
    field: str | None,
    facts: Facts,
    notes: Sequence[DateNote],
    url: str | None,
    dateline: FoundDateline | None,
    seen: datetime | None,
) -> Stamps:
    """Choose the dates: the field, the page's metadata, the text's own lines, the address, an "Updated:" line, the
    dateline. A date before 1990 or later than `seen` is doubted, and the next one taken.
    """
    repairs: list[str] = []
    given = parse_stamp(field) if field else None
    if field and field.strip() and given is None:
        repairs.append(UNREADABLE)
    changed = [(note.modified, "text") for note in notes]
    modified = _choose(
        [*((parse_stamp(said), "page") for said in facts.modified), *((reading, "text") for reading, _ in changed)],
        seen,
        repairs,
    )
    year = int(modified.at[:4]) if modified else seen.year if seen else None
    published = _choose(
        [
            (given, "field"),
            *((parse_stamp(said), "page") for said in facts.published),
            *((note.published, "text") for note in notes),
            (parse_url_date(url) if url else None, "url"),
            *((parse_stamp(said), "modified") for said in facts.modified),
            *((reading, "modified") for reading, _ in changed),
            (_dateline_day(dateline, seen, year), "dateline"),
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

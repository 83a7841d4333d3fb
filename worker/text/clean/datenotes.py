"""Lines that say when an article was published or changed."""

import re
from dataclasses import dataclass
from typing import Final

from worker.text.clean.credits import is_agency
from worker.text.clean.stamps import MONTH, Reading, is_clock, parse_stamp

_LABEL: Final = re.compile(
    r"(?<![^\W_])(?:(?:article|story|post)\s+)?(?:(?:last|first|originally|previously|date)\s+)?"
    r"(?P<label>updated?|created|modified|edited|revised|published|posted|filed|issued"
    r"|actualizado|aktualisiert|mis\s+à\s+jour|modifié|aggiornato|atualizado|bijgewerkt|обновлено|oppdatert|uppdaterad"
    r"|publicado|veröffentlicht|publié|pubblicato|gepubliceerd|geplaatst|опубликовано|publisert|publicerad)"
    r"(?:\s+(?:on|at|le|am|il|op|el|em))?\s*:?\s*",
    re.IGNORECASE,
)
_MODIFYING: Final = frozenset(
    """
    update updated modified edited revised actualizado aktualisiert modifié aggiornato atualizado bijgewerkt обновлено
    oppdatert uppdaterad
    """.split()  # noqa: SIM905
) | {"mis à jour"}
_AGO: Final = re.compile(
    r"(?:about\s+)?(?:an?|\d{1,3})\s+(?:minute|min|hour|hr|day|week|month|year)s?\s+ago\Z", re.IGNORECASE
)
_RELATIVE: Final = re.compile(r"(?:today|yesterday|just now|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b,?\s*", re.I)
_DAY: Final = re.compile(
    r"(?:[\d:.]{1,5}\s*[ap]\.?m\.?,?\s+)?(?:on\s+)?(?:[A-Za-z]{3,9}\.?,?\s+)?"
    rf"(?:{MONTH})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+(?:at\s+)?[\d:.]{{1,5}}\s*[ap]\.?m\.?)?",
    re.IGNORECASE,
)
"""A day without a year: a note on time, and no date."""
_IN_NUMBERS: Final = re.compile(
    r"\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d\d(?:\s*[-,]?\s*\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?)?(?:\s*[A-Z]{2,4})?",
    re.IGNORECASE,
)
"""03/04/2022: a note on time, and no date, for which number is the month is not told."""
_STARTS_DATE: Final = re.compile(rf"(?:[A-Za-z]{{3,9}}\.?,?\s+)?(?:(?:{MONTH})\b|\d)", re.IGNORECASE)
_EDGES: Final = " \t|•·,;/()[]–—-*"


@dataclass(frozen=True, slots=True)
class DateNote:
    """What a line of dates says; `None` where it does not say, or only a time of day."""

    published: Reading | None = None
    modified: Reading | None = None


def _tells_time(text: str) -> bool:
    if _DAY.fullmatch(text) or _IN_NUMBERS.fullmatch(text):
        return True
    return (
        is_clock(text)
        or _AGO.match(text) is not None
        or bool((day := _RELATIVE.match(text)) and (day.end() == len(text) or is_clock(text[day.end() :])))
    )


def read_date_note(line: str, *, bare: bool = False) -> DateNote | None:
    """Read a line that says nothing but when the article was published or changed; `None` for any other.

    With `bare` a date without a label counts as well, if it has a year: so pages put it under a headline.

    >>> read_date_note("Updated: November 04, 2022, 1:55 PM").modified.iso()
    '2022-11-04T13:55'
    >>> read_date_note("Updated rules were published on Friday") is None
    True
    """
    if len(line) > 200 or not (bare or _LABEL.search(line[:60])):
        return None
    before, stroke, agency = line.rpartition("/")
    if stroke and bare and is_agency(agency):
        line = before.replace(" / ", ", ")  # "November 4, 2022 / 1:55 PM / CBS"
    labels = list(_LABEL.finditer(line))[:6]
    lead = line[: labels[0].start()].strip(_EDGES) if labels else line.strip(_EDGES)
    published = parse_stamp(lead) if lead and _STARTS_DATE.match(lead) else None
    if lead and published is None and (labels or not _AGO.fullmatch(lead)):
        return None
    if not labels:
        if published is None and _AGO.fullmatch(line.strip(_EDGES)):
            return DateNote()
        return DateNote(published) if published and published.day else None
    modified: Reading | None = None
    dated = False
    for label, after in zip(labels, [*labels[1:], None], strict=True):
        stated = line[label.end() : after.start() if after else len(line)].strip(_EDGES)
        reading = parse_stamp(stated) if stated else None
        if reading is not None and reading.day is None and ":" not in label[0]:
            return None  # "Published 2022" is a bibliography's
        if reading is None and not (stated and _tells_time(stated)):
            return None
        dated = True
        if " ".join(label["label"].lower().split()) in _MODIFYING:
            modified = modified or reading
        else:
            published = published or reading
    return DateNote(published, modified) if dated else None

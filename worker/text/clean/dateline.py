"""The dateline: where and when a report was filed, as agencies put it before the first sentence."""

import re
from dataclasses import dataclass
from typing import Final

from worker.text.clean.credits import is_agency
from worker.text.clean.stamps import MONTH, parse_stamp

_DASH: Final = re.compile(r"\s*(?:—|–|--+|(?<=[\s.)])-(?=\s|\Z)|(?<=\))-|-(?=\s+[A-Z\"“]))")
_WITHIN: Final = 110
_AGENCY: Final = re.compile(r"\s*\(([A-Za-z0-9][\w .,/&!™'’-]{1,30})\)\s*\Z")
_DATE: Final = re.compile(
    rf"[(\s]*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
    rf"(?:(?P<m1>{MONTH})\b\.?\s*(?P<d1>\d{{1,2}})|(?P<d2>\d{{1,2}})\s*(?P<m2>{MONTH})\b\.?)"
    rf"(?:,?\s*(?P<year>(?:19|20)\d{{2}}))?[)\s]*(?:,?\s*[A-Z][A-Za-z]{{1,11}})?\s*",
    re.IGNORECASE,
)
_WORD: Final = r"[^\W\d_][\w.'’-]*"
_UPPER_PLACE: Final = re.compile(rf"{_WORD}(?:(?:\s+|/|\s+and\s+|\s*-\s*){_WORD}){{0,6}}")
_SMALL: Final = frozenset(
    {"and", "de", "del", "la", "le", "of", "upon", "sur", "y", "the", "di", "do", "da", "al", "el"}
)
_NO_PLACE: Final = frozenset(
    """
    ADVISORY ALERT ANALYSIS BACKGROUND BREAKING BRIEF CAPTION CLARIFICATION CLOSE COLUMN COMMENT CORRECTED
    CORRECTION DEVELOPING EDITORIAL EMBED EXCLUSIVE EXPLAINER EXPLAINED FACTBOX FEATURE FILE FILE-PHOTO FLASH
    FOCUS GRAPHIC HEADLINES HIGHLIGHTS INSIGHT INTERVIEW INVESTIGATION LIVE MORE NEW NEWS NOTE OBITUARY OPINION
    PHOTO PHOTOS PICTURES POLICE POLL PREVIEW PROFILE QUESTION QUOTES READ RECAP RELATED REPEAT REVIEW REVIEWED
    SCENARIOS SPECIAL SUMMARY TABLE TIMELINE TRANSCRIPT UPDATE UPDATED URGENT VIDEO VIDEOS WATCH WITNESS WRAPUP
    YES NO BUT AND ALSO THEN SO COVID EU UN UK US USA NATO NASA FBI CIA ISIS ISIL WHO IMF OPEC UNESCO UNICEF FIFA
    UEFA NFL NBA MLB NHL ACLU FEMA FDA CDC EPA NSA IRS DEA ATF NAACP GOP CEO CFO ETA FARC IRA PKK PLO BRICS ASEAN
    AIDS HIV TV AI
    """.split()  # noqa: SIM905
)
"""Words in capitals that stand before a dash and are labels or organisations, not places."""


@dataclass(frozen=True, slots=True)
class FoundDateline:
    """A dateline at the start of a paragraph.

    `surface` is the slice that is cut, `rest` where the report begins. `date` is ISO 8601, with `XXXX` for a year that
    is not stated.
    """

    surface: str
    place: str | None
    date: str | None
    agency: str | None
    rest: int


def _date_of(text: str) -> str | None:
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    month, day = match["m1"] or match["m2"], match["d1"] or match["d2"]
    reading = parse_stamp(f"{day} {month} {match['year'] or 2000}")  # 2000 has a 29 February
    if reading is None:
        return None
    iso = reading.iso()
    return iso if match["year"] else f"XXXX{iso[4:]}"


def _is_upper_place(text: str) -> bool:
    """One place or several, in capitals ("NEW YORK", "ST. LOUIS", "SEOUL/TOKYO", "WASHINGTON and MILWAUKEE")."""
    if len(text) < 3 or not _UPPER_PLACE.fullmatch(text):
        return False
    words = [word for word in re.split(r"[\s/]+", text) if word]
    loud = [word for word in words if not (word.lower() in _SMALL and word.islower())]
    # McALLEN and DeKALB have a small letter inside.
    if not loud or not all(word == word.upper() or re.match(r"(?:Mc|Mac|De|La|O['’])[A-Z]", word) for word in loud):
        return False
    return loud[0].strip(".,") not in _NO_PLACE and any(len(word.strip(".")) > 1 for word in loud)


def _is_region(text: str) -> bool:
    """What may follow a place: a state, a province, a county, a country, abbreviated or not, two at most."""
    words = text.split()
    return 1 <= len(words) <= 4 and all(word[0].isupper() or word in _SMALL for word in words) and len(text) <= 40


def _read_head(head: str) -> tuple[str | None, str | None, str | None, int] | None:
    """Place, date, agency, and how well it is borne out (2: by date or agency as well, 1: by capitals alone)."""
    agency = None
    if match := _AGENCY.search(head):
        inside = match[1].strip()
        if _date_of(inside):
            head = f"{head[: match.start()]}, {inside}"
        elif any(char.isupper() for char in inside):
            agency, head = inside, head[: match.start()]
    head = head.strip().rstrip(",")
    if not head:
        return (None, None, agency, 2) if agency and (is_agency(agency) or agency.isupper()) else None
    parts = [part.strip() for part in head.split(",")]
    if agency is None and len(parts) > 1 and is_agency(parts[-1]):
        agency = parts.pop()
    date = None
    for size in (2, 1):
        if len(parts) > size and (date := _date_of(", ".join(parts[-size:]))):
            parts = parts[:-size]
            break
    late = None
    if date is None and (late := re.search(rf"[\s.]\s*((?:{MONTH})\b\.?\s*\d{{1,2}})\Z", parts[-1], re.IGNORECASE)):
        date = _date_of(late[1]) if len(parts[-1].split()) <= 4 else None
        if date:
            parts[-1] = parts[-1][: late.start() + 1].strip()
    if date is None and len(parts) > 1 and re.fullmatch(r"[A-Za-z]{3,10}\s?\d{1,2}", parts[-1]):
        parts = parts[:-1]  # a mistyped month: the place holds, the date is not guessed
    if not 1 <= len(parts) <= 4 or not parts[0]:
        return None
    place = ", ".join(parts)
    if not all(_is_region(part) for part in parts[1:]):
        return None
    if _is_upper_place(parts[0]):
        return place, date, agency, 2 if date or agency else 1
    named = _UPPER_PLACE.fullmatch(parts[0]) and len(parts[0].split()) <= 4
    known = date is not None and late is None and (parts[0][0].isupper() or len(parts[0].split()) <= 2)
    if named and (known or (agency is not None and is_agency(agency) and parts[0][0].isupper())):
        return place, date, agency, 2
    return None


def find_dateline(paragraph: str, rest_of_text: str = "") -> FoundDateline | None:
    """The dateline with which a paragraph begins; `None` where it begins with none.

    What bears one out: a place in capitals before a dash and a capital, a quotation mark or a figure after it; or a
    place with a date or an agency. A name in capitals that the rest of the text writes in capitals as well is an
    organisation's and no place's.

    >>> find_dateline("KYIV, Nov 4 (Reuters) - Power was cut.")
    FoundDateline(surface='KYIV, Nov 4 (Reuters) -', place='KYIV', date='XXXX-11-04', agency='Reuters', rest=24)
    >>> find_dateline("NATO — the alliance — agreed.") is None
    True
    """
    start = paragraph[:_WITHIN]
    for number, dash in enumerate(_DASH.finditer(start)):
        if number > 2:
            break
        found = _read_head(start[: dash.start()])
        if found is None:
            continue
        place, date, agency, strength = found
        end, rest = dash.end(), dash.end()
        later = paragraph[rest:]
        if date is None and (dated := re.match(rf"\s*((?:{MONTH})\b\.?\s*\d{{1,2}})\s*(?:—|–|-+)(?=\s)", later, re.I)):
            date = _date_of(dated[1])
            if date:
                end = rest = rest + dated.end()
                later, strength = paragraph[rest:], 2
        body = later.lstrip()
        rest += len(later) - len(body)
        if strength == 1 and not _opens_report(body, place or "", rest_of_text):
            return None
        return FoundDateline(paragraph[:end], place, date, agency, rest)
    match = re.match(r"\(([A-Za-z0-9 ./&]{2,20})\)\s+(?=[A-Z\"“])", paragraph)
    if match and is_agency(match[1]):
        return FoundDateline(paragraph[: match.end(1) + 1], None, None, match[1], match.end())
    return None


def _opens_report(body: str, place: str, rest_of_text: str) -> bool:
    """Whether what follows the dash is the first sentence of a report, and the place no acronym of the text."""
    if body and not (body[0].isupper() or body[0].isdigit() or body[0] in "\"“‘'$€£"):
        return False
    if not body:
        return True
    first = place.partition(",")[0]
    return " " in first or f"{first} " not in f"{rest_of_text} " or len(first) > 6


def is_bare_dateline(line: str) -> bool:
    """Whether a line is a dateline by itself ("ABILENE, Texas -"): the report begins on the next."""
    if len(line) > 80 or not re.search(r"(?:—|–|-)\Z", line):
        return False
    found = find_dateline(line)
    return found is not None and found.rest >= len(line)

"""What stands before the dash of a dateline: its place, its day, its agency."""

import re
from dataclasses import dataclass
from typing import Final

from worker.text.clean.credits import is_agency
from worker.text.clean.dateday import find_day, parse_numbers
from worker.text.clean.placenames import is_place, is_region

_BRACKETS: Final = re.compile(r"[\s,]*[(]\s*([A-Za-z0-9][^()]{1,40}?)\s*[)][\s,.]*\Z")
_SLASHES: Final = re.compile(r"[\s,]*/([A-Z][^/]{1,40})/[\s,.-]*\Z")
_MISTYPED: Final = re.compile(r",\s*[A-Za-z]{3,10}\s?\d{1,2}\s*\Z")
_SHORTENED: Final = re.compile(r"(?:(?<![A-Z])[A-Z][a-z]*|[A-Z]\.[A-Z])\.[ ,]*\Z")
_SQUARE: Final = re.compile(r"\s*\[[A-Z][\w ]{2,30}\]\Z")
_SITE: Final = re.compile(r"[\w-]{2,30}\.(?:com|org|net|tv|co\.uk)")
_AFTER_DAY: Final = re.compile(r"(.*\d)\.\s+([A-Z]\w{2,14})")
_TRADE_NAME: Final = re.compile(r"(?P<place>.*\S)\s+(?P<agency>[A-Z]{2,10}(?:\s+[A-Z][a-z]+)?)\Z")
_WORD: Final = r"[^\W\d_][\w.'’-]*"
_PLACE: Final = re.compile(rf"{_WORD}(?:(?:\s+|/|\s+and\s+|\s+&\s+|\s*-\s*){_WORD}){{0,6}}")
_MIXED: Final = re.compile(r"(?:Mc|Mac|De|La|Le|Du|O['’])[A-Z]")
_SMALL: Final = frozenset(
    {"and", "de", "del", "la", "le", "of", "upon", "sur", "y", "the", "di", "do", "da", "al", "el", "es"}
)
_LABELS: Final = frozenset(
    """
    advisory alert analysis background breaking brief caption clarification close column comment corrected created
    correction published posted modified filed
    developing editorial embed exclusive explainer explained factbox feature file file-photo flash
    focus graphic headlines highlights insight interview investigation live more new news note obituary opinion
    photo photos pictures police poll preview profile question quotes read recap related repeat review reviewed
    scenarios special summary table timeline transcript update updated urgent video videos watch witness wrapup
    yes no but and also then so covid eu un uk us usa nato nasa fbi cia isis isil who imf opec unesco unicef fifa
    uefa nfl nba mlb nhl aclu fema fda cdc epa nsa irs dea atf naacp gop ceo cfo eta farc ira pkk plo brics asean
    aids hiv tv ai monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december
    """.split()  # noqa: SIM905
)
"""Words that stand before a dash by themselves and are labels, organisations or days, not places."""

_OPENING: Final = frozenset(
    """
    by on in at from with after before when if as for to the a an he she it they we i mr mrs ms dr sen rep gov
    """.split()  # noqa: SIM905
)
"""Words that sentences begin with: a place in ordinary letters does not."""

_WIRES: Final = frozenset(
    """
    azertac trend kazinform apa report turan interfax-ukraine itar-tass sana irna mehr mna fars tasnim isna kuna spa wam
    qna bna ena vna ina wafa petra antara bernama aps map tap nna lana agerpres belta bta
    """.split()  # noqa: SIM905
)
"""Agencies that put their name into the dateline and are never a picture's."""

_METONYMS: Final = frozenset({"wall street", "white house", "downing street", "capitol hill", "kremlin", "pentagon"})
"""Places whose name stands for those who work there."""


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the end of a dateline, read."""

    place: str | None
    date: str | None
    agency: str | None


def is_wire(name: str) -> bool:
    return is_agency(name) or name.strip(" .").lower() in _WIRES


def read_head(head: str) -> Head | None:
    """Place, date and agency of what stands before a dash; `None` where something else stands there."""
    agency = date = None
    head = head.strip(" ,\t")
    if (match := _BRACKETS.search(f"{head}")) or (match := _SLASHES.search(head)):
        inside = match[1].strip()
        if (day := find_day(inside)) and day[0] == 0:
            date = day[1]
        elif is_agency(inside.partition("/")[0]) or any(char.isupper() for char in inside) or _SITE.fullmatch(inside):
            agency = inside
        else:
            return None
        head = head[: match.start()]
    parts = [part.strip() for part in head.split("|")]
    if numbered := parse_numbers(parts[-1]):
        date = numbered
        parts.pop()
    if len(parts) > 1 and is_agency(parts[-1]):
        agency = parts.pop()
    if len(parts) > 1:
        return None
    head = parts[0] if parts else ""
    before, _, last = head.rpartition(",")
    if agency is None and is_wire(last) and (find_day(before) or (last.strip().isupper() and is_place(before))):
        head, agency = before, last.strip()
    elif agency is None and (after := _AFTER_DAY.fullmatch(head)) and is_wire(after[2]):
        head, agency = after[1], after[2]
    if date is None and (day := find_day(head)):
        head, date = head[: day[0]], day[1]
        if agency is None and (match := _BRACKETS.search(head)):  # "KINSHASA (Reuters), Nov 4"
            head, agency = head[: match.start()], match[1].strip()
    elif date is None and (mistyped := _MISTYPED.search(head)):
        head = head[: mistyped.start()]  # a mistyped month: the place holds, the date is not guessed
    place = _SQUARE.sub("", head).lstrip(" ,.(").rstrip(" ,.(-")
    if _SHORTENED.search(head):
        place += "."  # "Ill." keeps its full stop, "MOSCOW. Nov 4" does not
    if head.rstrip(" ,").endswith("]"):
        place = head.strip(" ,")
    if agency is None and (trade := _TRADE_NAME.fullmatch(place)) and is_agency(trade["agency"].split()[0]):
        place, agency = trade["place"], trade["agency"]
        if not all(is_place(part) for part in place.split(", ")):
            return None
    return Head(place.removesuffix("..") or None, date, agency)


def is_loud(place: str) -> bool:
    """Whether a place's first part is written in capitals ("NEW YORK", "McALLEN", "WASHINGTON and MILWAUKEE")."""
    words = [word for word in re.split(r"[\s/]+", place.partition(",")[0]) if word]
    heavy = [word for word in words if word not in _SMALL]
    return bool(heavy) and all(word == word.upper() or _MIXED.match(word) for word in heavy)


def _regions(parts: list[str]) -> bool:
    """Whether what follows a town's name could be states, provinces, countries: names of no more than four words."""
    return all(
        1 <= len(part.split()) <= 4 and len(part) <= 40 and all(w[0].isupper() or w in _SMALL for w in part.split())
        for part in parts
    )


def place_name(place: str) -> tuple[str, list[str]] | None:
    """A place's own name and what follows it after commas; `None` for what is no run of names."""
    first, *regions = [part.strip() for part in place.split(",")]
    # "Va./WASHINGTON": several places, each with its state.
    plain = _SQUARE.sub("", first)
    if not plain or not _PLACE.fullmatch(plain) or len(regions) > 3 or not all(regions) or not _regions(regions):
        return None
    words = re.split(r"[\s/]+", plain)
    if not any(len(word.strip(".")) > 1 for word in words) or plain.lower() in _METONYMS:
        return None
    first_word = words[0].strip(".,").lower()
    if not any(map(is_region, regions)):
        if len(words) == 1 and first_word in _LABELS:
            return None
        if not is_place(plain) and any(word.strip(".,").lower() in _LABELS - {"new", "may", "and"} for word in words):
            return None
    if first_word in _OPENING and not is_loud(plain):
        return None
    return plain, regions

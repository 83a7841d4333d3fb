"""The file of what is known of sources, read and checked: every fault with its line and what is wrong.

    [[source]]
    name = "harbour-radio.example"      # as in the messages; or a list of names
    zone = "Europe/Oslo"                # of times that state none (IANA time zones)
    country = "NO"                      # ISO 3166-1, two letters
    language = "nb"                     # BCP 47: decides where the text does not tell
    charset = "windows-1252"            # of bodies in bytes that declare none
    furniture.boilerplate = ["Lytt til oss på *"]
    furniture.related = ["Les også: *"]

Furniture lines are compared without regard to letters' case and runs of white space; `*` stands for anything, on lines
of up to 500 characters, and `\\*` for a star.
"""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from importlib.resources import files
from types import MappingProxyType
from typing import Final, get_args
from zoneinfo import ZoneInfo

from schemas.article import FurnitureKind
from worker.errors import Misconfigured
from worker.sources.known import OwnLines, Source, Sources, key_of_line
from worker.sources.places import Key, find_lines
from worker.text.clean.charset import text_codec
from worker.text.language import clean_tag

COUNTRIES: Final = frozenset(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA
    CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA
    GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP
    KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS
    MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS
    RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW
    TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
    """.split()  # noqa: SIM905
)
"""ISO 3166-1 alpha-2 (the standard's list of 2024), and XK for Kosovo, which its user-assigned range is used for."""

_NOT_COUNTRIES: Final = {"UK": "GB", "EN": "GB", "EL": "GR", "EU": None}
_KEYS: Final = ("name", "zone", "country", "language", "charset", "furniture")
_KINDS: Final[tuple[FurnitureKind, ...]] = get_args(FurnitureKind)
_ZONE: Final = re.compile(r"[A-Za-z][A-Za-z0-9_+-]{1,30}(?:/[A-Za-z][A-Za-z0-9_+-]{1,30}){0,2}")
LEAST_LITERAL: Final = 3
"""Signs other than white space that a furniture line must have: fewer would match nearly anything."""
MOST_TOLD: Final = 10
LARGEST: Final = 4 * 1024 * 1024

_Fault = tuple[Key, str]


class _Faults:
    """What is wrong, each with the way to it."""

    def __init__(self) -> None:
        self.found: list[_Fault] = []

    def add(self, way: Key, what: str) -> None:
        self.found.append((way, what))

    def raised(self, path: str, text: str) -> Misconfigured:
        lines = find_lines(text)
        placed = sorted((lines.of(way), what) for way, what in self.found)
        told = [f"line {line}: {what}" for line, what in placed[:MOST_TOLD]]
        if len(placed) > MOST_TOLD:
            told.append(f"and {len(placed) - MOST_TOLD} more")
        return Misconfigured(f"{path}, {'; '.join(told)}")


def _said(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)[:80]


def _nearest(word: str, known: Iterable[str]) -> str:
    near = get_close_matches(word, list(known), 1)
    return f'; did you mean "{near[0]}"?' if near else ""


def read_sources(path: str, data: bytes) -> Sources:
    """What a file says of sources. Raises Misconfigured: the path, then a line and what is wrong there, for each fault.

    >>> read_sources("own.toml", b'[[source]]\\nname = "a.example"\\ncountry = "no"').of("A.example").country
    'NO'
    """
    if len(data) > LARGEST:
        raise Misconfigured(f"{path}: it has more than {LARGEST} bytes")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Misconfigured(f"{path}, line {line}: not UTF-8") from None
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        what = str(error)
        at = re.search(r" \(at line (\d+), column \d+\)\Z", what)
        line = int(at[1]) if at else text.count("\n") + 1
        raise Misconfigured(f"{path}, line {line}: not TOML: {what[: at.start()] if at else what}") from None
    faults = _Faults()
    sources = Sources(MappingProxyType(dict(_read(document, faults))))
    if faults.found:
        raise faults.raised(path, text)
    return sources


def _read(document: dict[str, object], faults: _Faults) -> Iterator[tuple[str, Source]]:
    for key in document:
        if key != "source":
            faults.add((key,), f'"{key}": no such table; each source is a [[source]] with a name')
    tables = document.get("source", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        faults.add(("source",), "a source is a table with two pairs of brackets: [[source]]")
        return
    seen: set[str] = set()
    for number, table in enumerate(tables):
        source = _source(table, ("source", number), faults)
        for name, way in _names(table, ("source", number), faults):
            if name in seen:
                faults.add(way, f'"{name}" is here a second time')
            seen.add(name)
            yield name, source


def _names(table: Mapping[str, object], way: Key, faults: _Faults) -> Iterator[tuple[str, Key]]:
    value = table.get("name")
    several = isinstance(value, list)
    names = value if isinstance(value, list) else [value]
    if value is None:
        faults.add(way, "this source has no name")
        return
    for at, name in enumerate(names):
        place = (*way, "name", at) if several else (*way, "name")
        if isinstance(name, str) and 0 < len(name.strip()) <= 253:
            yield name.strip().casefold(), place
        else:
            faults.add(place, f"name is {_said(name)}: it takes the source's name in the messages, or a list of names")


def _source(table: Mapping[str, object], way: Key, faults: _Faults) -> Source:
    for key in table:
        if key not in _KEYS:
            faults.add((*way, key), f'"{key}": no such key{_nearest(key, _KEYS)}')
    return Source(
        zone=_zone(table.get("zone"), (*way, "zone"), faults),
        country=_country(table.get("country"), (*way, "country"), faults),
        language=_language(table.get("language"), (*way, "language"), faults),
        charset=_charset(table.get("charset"), (*way, "charset"), faults),
        own_lines=_own_lines(table.get("furniture"), (*way, "furniture"), faults),
    )


def _zone(value: object, way: Key, faults: _Faults) -> ZoneInfo | None:
    """A time zone out of the package tzdata, which the lock pins, not of the machine: the same on any worker."""
    if value is None:
        return None
    if isinstance(value, str) and _ZONE.fullmatch(value):
        place = files("tzdata").joinpath("zoneinfo", *value.split("/"))
        if place.is_file():
            with place.open("rb") as file:
                return ZoneInfo.from_file(file, key=value)
    known = files("tzdata").joinpath("zones").read_text(encoding="utf-8").split()
    near = _nearest(value, known) if isinstance(value, str) else ""
    faults.add(way, f'zone is {_said(value)}: it takes an IANA time zone, as "Europe/Oslo"{near}')
    return None


def _country(value: object, way: Key, faults: _Faults) -> str | None:
    code = value.strip().upper() if isinstance(value, str) else None
    if value is None or code in COUNTRIES:
        return code
    meant = _NOT_COUNTRIES.get(code or "")
    hint = f'; did you mean "{meant}"?' if meant else ""
    faults.add(way, f'country is {_said(value)}: it takes two letters of ISO 3166-1, as "NO"{hint}')
    return None


def _language(value: object, way: Key, faults: _Faults) -> str | None:
    tag = clean_tag(value) if isinstance(value, str) else None
    if value is not None and tag is None:
        faults.add(way, f'language is {_said(value)}: it takes a BCP 47 tag, as "nb" or "en-GB"')
    return tag


def _charset(value: object, way: Key, faults: _Faults) -> str | None:
    if value is None:
        return None
    if isinstance(value, str) and text_codec(value) is not None:
        return value
    faults.add(way, f'charset is {_said(value)}: it takes the name of a charset of text, as "windows-1252"')
    return None


def _own_lines(value: object, way: Key, faults: _Faults) -> OwnLines:
    if value is None:
        return OwnLines()
    if not isinstance(value, dict):
        faults.add(way, 'furniture is a table of lists by kind, as in: furniture.related = ["See also: *"]')
        return OwnLines()
    lines: dict[str, FurnitureKind] = {}
    patterns: list[tuple[tuple[str, ...], FurnitureKind]] = []
    for kind in value:
        if kind not in _KINDS:
            known = f"the kinds are {', '.join(_KINDS)}"
            faults.add((*way, kind), f'"{kind}": no kind of furniture{_nearest(kind, _KINDS) or f"; {known}"}')
    for kind in _KINDS:
        listed = value.get(kind, [])
        if not isinstance(listed, list):
            faults.add((*way, kind), f"{kind} is {_said(listed)}: it takes a list of lines")
            continue
        for at, line in enumerate(listed):
            pieces = _pieces(line) if isinstance(line, str) else ()
            if sum(len("".join(piece.split())) for piece in pieces) < LEAST_LITERAL:
                what = f"{_said(line)}: it takes a line of {LEAST_LITERAL} signs or more, gaps (*) aside"
                faults.add((*way, kind, at), what)
            elif len(pieces) == 1:
                lines[pieces[0].strip()] = kind
            else:
                patterns.append((pieces, kind))
    return OwnLines(MappingProxyType(lines), tuple(patterns))


def _pieces(line: str) -> tuple[str, ...]:
    """A line's text between the gaps (`*`), as lines are compared; white space beside a gap stays.

    >>> _pieces("Photo:  *"), _pieces("5\\\\* hotel"), _pieces("* on\\t*")
    (('photo: ', ''), ('5* hotel',), ('', ' on ', ''))
    """
    found = [
        key_of_line(f"|{piece}|")[1:-1]
        for piece in re.sub(r"\*{2,}", "*", line.strip().replace("\\*", "\ue000")).split("*")
    ]
    return tuple(piece.replace("\ue000", "*") for piece in found)

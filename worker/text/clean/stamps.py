"""Dates of an article's own life, as fields, pages, addresses and lines give them, in the many ways of writing them."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, Literal

from worker.text.clean.months import MONTHS, in_english

Precision = Literal["year", "month", "day", "minute", "second"]

MONTH: Final = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY: Final = re.compile(
    r"\b(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\b\.?,?", re.IGNORECASE
)
_ZONES: Final = {
    **dict.fromkeys(("z", "utc", "gmt", "wet"), 0),
    **dict.fromkeys(("bst", "cet", "west", "wat"), 60),
    **dict.fromkeys(("cest", "eet", "sast", "cat"), 120),
    **dict.fromkeys(("eest", "msk", "eat"), 180),
    **dict.fromkeys(("pkt",), 300),
    **dict.fromkeys(("sgt", "hkt", "awst"), 480),
    **dict.fromkeys(("jst", "kst"), 540),
    **dict.fromkeys(("aest",), 600),
    **dict.fromkeys(("aedt",), 660),
    **dict.fromkeys(("nzst",), 720),
    **dict.fromkeys(("nzdt",), 780),
    **dict.fromkeys(("ndt",), -150),
    **dict.fromkeys(("edt", "ast"), -240),
    **dict.fromkeys(("est", "cdt"), -300),
    **dict.fromkeys(("cst", "mdt"), -360),
    **dict.fromkeys(("mst", "pdt"), -420),
    **dict.fromkeys(("pst", "akdt"), -480),
    **dict.fromkeys(("akst",), -540),
    **dict.fromkeys(("hst",), -600),
}
"""Abbreviations of zones, minutes east of Greenwich (IANA tz, the American reading where several claim one)."""

_AMERICAN: Final = {"et": -300, "ct": -360, "mt": -420, "pt": -480}
"""Zones named without saying whether daylight saving holds: standard time, an hour more in summer."""

_MUTE_ZONES: Final = frozenset({"ist", "local", "time", "hrs", "hours", "h", "uhr"})

_ISO: Final = re.compile(
    r"(\d{4})-(\d{2})(?:-(\d{2})(?:[T ]+(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,:]\d{1,9})?)?)?)?"
    r"\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?",
    re.IGNORECASE,
)
_EPOCH: Final = re.compile(r"(\d{10})(?:\d{3})?(?:\.\d+)?")
_COMPACT: Final = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})(?:T?(\d{2}):?(\d{2})(?::?(\d{2}))?(Z)?)?")
_CLOCK: Final = re.compile(
    r"(?<![\d:.])(\d{1,2})(?:[:.h](\d{2})(?::(\d{2})(?:\.\d{1,9})?)?)?\s*(?:([ap])\.?\s?m\b\.?)?"
    r"(?:\s*\(?(?P<zone>(?:UTC|GMT)?[+-]\d{1,2}:?(?:\d{2})?(?!\d)|[A-Za-z]{1,5}\b)\)?)?",
    re.IGNORECASE,
)
_NUMERIC: Final = re.compile(r"(\d{1,4})([/.\-])(\d{1,2})\2(\d{2,4})")
_NAMED: Final = re.compile(
    rf"(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s*(?:of\s+)?[-/. ]?\s*)?\b(?P<month>{MONTH})\b\.?,?(?:[-/ ]?\s*"
    rf"(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:]))?(?:\s*,?\s*[-/]?\s*(?P<year>(?:19|20)\d{{2}})(?!\d|:))?",
    re.IGNORECASE,
)
_FILLER: Final = re.compile(r"[\s,;|()\[\].·•–—-]+|\b(?:at|on|the|of|um|à|a las|alle|kl)\b", re.IGNORECASE)
_SHORT_YEAR: Final = re.compile(r"(?:[A-Za-z]{3,9},\s+)?(\d{2}-[A-Za-z]{3}-)(\d{2})(\s+\d{2}:\d{2}:\d{2}\s+GMT)")
"""RFC 850, which HTTP still allows; its year without a clock: 70 to 99 lie in the last century."""
_ZONE_NAME: Final = re.compile(r"(?<=[+-]\d{4})\s*\([A-Z][\w .-]{2,40}\)\Z")
_LABEL: Final = re.compile(
    r"(?:(?:first\s+|originally\s+)?(?:published|posted)|date)\b\s*(?:on\b|at\b)?\s*:?\s*(?=\S)", re.IGNORECASE
)
_URL_MONTH: Final = re.compile(r"/((?:19|20)\d{2})/(0[1-9]|1[0-2])/")
_URL_DATE: Final = re.compile(
    rf"[/\-_](?P<y>(?:19|20)\d{{2}})(?P<sep>[/\-_]?)(?P<m>\d{{2}}|\d(?=[/\-_])|{MONTH})(?P=sep)(?P<d>\d{{1,2}})(?![\d])",
    re.IGNORECASE,
)

EARLIEST_YEAR: Final = 1990
"""News on the web begins about here; earlier dates come of clocks that were never set, and of archives."""
CLOCK_SKEW: Final = timedelta(minutes=15)
"""How far a publisher's clock may run ahead before a stamp counts as lying in the future."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A date as far as it is stated; `offset` is minutes east of Greenwich, `None` where no zone is stated."""

    year: int
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    offset: int | None = None

    @property
    def precision(self) -> Precision:
        if self.month is None:
            return "year"
        if self.day is None:
            return "month"
        if self.hour is None:
            return "day"
        return "minute" if self.second is None else "second"

    def iso(self) -> str:
        """ISO 8601 at this precision, with the offset where one is stated."""
        if self.month is None:
            return f"{self.year:04}"
        if self.day is None:
            return f"{self.year:04}-{self.month:02}"
        if self.hour is None:
            return f"{self.year:04}-{self.month:02}-{self.day:02}"
        text = f"{self.year:04}-{self.month:02}-{self.day:02}T{self.hour:02}:{self.minute or 0:02}"
        if self.second is not None:
            text += f":{self.second:02}"
        if self.offset is None:
            return text
        sign, minutes = ("-", -self.offset) if self.offset < 0 else ("+", self.offset)
        return f"{text}{sign}{minutes // 60:02}:{minutes % 60:02}"

    def earliest(self) -> datetime:
        """The earliest instant that this may mean: its beginning, in the easternmost zone where none is stated."""
        begins = datetime(
            self.year, self.month or 1, self.day or 1, self.hour or 0, self.minute or 0, self.second or 0, tzinfo=UTC
        )
        offset = 14 * 60 if self.offset is None else self.offset
        return begins - timedelta(minutes=offset)

    def plausible(self, seen: datetime | None) -> bool:
        """Whether it lies neither before 1990 nor after the moment at which the article was seen."""
        return self.year >= EARLIEST_YEAR and (seen is None or self.earliest() <= seen + CLOCK_SKEW)


def _checked(reading: Reading) -> Reading | None:
    if not 1000 <= reading.year <= 2999:
        return None
    try:
        datetime(
            reading.year,
            reading.month or 1,
            reading.day or 1,
            reading.hour or 0,
            reading.minute or 0,
            reading.second or 0,
        )
    except ValueError:
        return None
    return reading if reading.offset is None or abs(reading.offset) <= 14 * 60 else None


def _sunday(year: int, month: int, nth: int) -> int:
    """The day of the month of its nth Sunday."""
    return 1 + (6 - datetime(year, month, 1).weekday()) % 7 + 7 * (nth - 1)


def _summer_in_america(year: int, month: int, day: int) -> bool:
    """Daylight saving in the United States (Energy Policy Act of 2005; dates only, the hour of change aside)."""
    start, end = (3, _sunday(year, 3, 2)), (11, _sunday(year, 11, 1))
    return start <= (month, day) < end


def _offset(zone: str, year: int, month: int, day: int) -> int | None:
    """Minutes east of Greenwich; `None` for zones that say nothing certain."""
    name = zone.lower()
    if name in _AMERICAN:
        return _AMERICAN[name] + (60 if _summer_in_america(year, month, day) else 0)
    if name in _ZONES:
        return _ZONES[name]
    digits = re.search(r"([+-])(\d{1,2}):?(\d{2})?", name)
    if digits is None:
        return None
    minutes = int(digits[2]) * 60 + int(digits[3] or 0)
    return -minutes if digits[1] == "-" else minutes


def _date(text: str) -> tuple[int, int | None, int | None, str] | None:
    """Year, month, day, and the text with the date taken out; `None` where there is none, or two readings."""
    named = [match for match in _NAMED.finditer(text) if match["year"] or match["d1"] or match["d2"]]
    if len(named) == 1:
        match = named[0]
        rest = text[: match.start()] + " " + text[match.end() :]
        year = match["year"]
        if year is None:
            late = re.search(r"(?<![\d:.])((?:19|20)\d{2})(?![\d:])", rest)
            if late is None:
                return None
            year, rest = late[1], rest[: late.start()] + " " + rest[late.end() :]
        if match["d1"] and match["d2"]:
            return None
        day = match["d1"] or match["d2"]
        return int(year), MONTHS[match["month"].lower()], int(day) if day else None, rest
    if named:
        return None
    numeric = list(_NUMERIC.finditer(text))
    if len(numeric) != 1:
        return None
    match = numeric[0]
    rest = text[: match.start()] + " " + text[match.end() :]
    one, two, three = int(match[1]), int(match[3]), int(match[4])
    if len(match[1]) == 4:
        return (one, two, three, rest) if len(match[4]) <= 2 else None
    if len(match[4]) != 4 or len(match[1]) > 2:
        return None
    if match[2] == "." or one > 12 or one == two:
        return three, two, one, rest  # with full stops the day comes first wherever that is written
    return (three, one, two, rest) if two > 12 else None  # 03/04/2022 is March in one country, April in another


def parse_stamp(text: str) -> Reading | None:
    """Read one date, with or without a time; `None` where it is none, is not certain, or says more than a date.

    ISO 8601, RFC 2822, seconds or milliseconds since 1970, names of months in English, numbers where their order is
    certain. Weekdays are passed over. Linear in the length; anything over 100 characters is no date.

    >>> parse_stamp("November 04, 2022, 1:55 PM").iso()
    '2022-11-04T13:55'
    >>> parse_stamp("Fri, 4 Nov 2022 13:55:00 +0400").iso()
    '2022-11-04T13:55:00+04:00'
    >>> parse_stamp("03/04/2022") is None, parse_stamp("13/04/2022").iso()
    (True, '2022-04-13')
    """
    text = text.strip()
    if not 4 <= len(text) <= 100:
        return None
    text = _LABEL.sub("", _ZONE_NAME.sub("", in_english(text)), count=1) if text[:1].isalpha() else in_english(text)
    if match := _SHORT_YEAR.fullmatch(text):
        text = f"{match[1]}{'19' if match[2] >= '70' else '20'}{match[2]}{match[3]}"
    if match := _ISO.fullmatch(text):
        year, month, day, hour, minute, second, zone = match.groups()
        offset = _offset(zone, int(year), int(month), int(day or 1)) if zone and hour else None
        parts = [int(part) if part else None for part in (month, day, hour, minute, second)]
        return _checked(Reading(int(year), parts[0], parts[1], parts[2], parts[3], parts[4], offset))
    if match := _EPOCH.fullmatch(text):
        at = datetime(1970, 1, 1) + timedelta(seconds=int(match[1]))
        return Reading(at.year, at.month, at.day, at.hour, at.minute, at.second, 0)
    if match := _COMPACT.fullmatch(text):
        hour, minute, second = (int(part) if part else None for part in match.groups()[3:6])
        offset = 0 if match[7] else None
        return _checked(Reading(int(match[1]), int(match[2]), int(match[3]), hour, minute, second, offset))
    if re.fullmatch(r"(?:19|20)\d{2}", text):
        return Reading(int(text))
    dated = _date(_WEEKDAY.sub(" ", text))
    if dated is None:
        return None
    year_, month_, day_, rest = dated
    clock = _clock(rest, year_, month_, day_)
    if clock is None:
        return None
    return _checked(Reading(year_, month_, day_, *clock))


def _clock(rest: str, year: int, month: int | None, day: int | None) -> tuple[int | None, ...] | None:
    """Hour, minute, second, offset out of what is left beside a date; `None` if that says anything else."""
    left = _FILLER.sub(" ", rest.replace("T", " T ", 1) if rest.strip().startswith("T") else rest).strip()
    if not left:
        return (None, None, None, None)
    match = next((m for m in _CLOCK.finditer(rest) if m[2] or m[4]), None)
    if match is None or day is None or month is None:
        return None
    hour = int(match[1])
    if match[4]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match[4].lower() == "p" else 0)
    zone, offset = match["zone"], None
    if zone:
        offset = _offset(zone, year, month, day) if 1 <= month <= 12 else None
        if offset is None and zone.lower() not in _MUTE_ZONES:
            return None
    rest = rest[: match.start()] + " " + rest[match.end() :]
    words = _FILLER.sub(" ", rest).split()
    if any(word.lower() not in _MUTE_ZONES and word.lower() not in _ZONES and word != "T" for word in words):
        return None
    if zone and offset is None:
        offset = next((_ZONES[word.lower()] for word in words if word.lower() in _ZONES), None)
    return (hour, int(match[2] or 0), int(match[3]) if match[3] else None, offset)


def parse_url_date(url: str) -> Reading | None:
    """The day in an article's address (`/2022/11/04/`, `/2022-11-04-`, `/2016/may/19/`); `None` where there is none.

    >>> parse_url_date("https://example.org/world/2022/11/04/a-story.html").iso()
    '2022-11-04'
    """
    path = url[:500].partition("://")[2] or url[:500]
    for match in _URL_DATE.finditer(path):
        month = match["m"]
        number = int(month) if month.isdigit() else MONTHS[month.lower()]
        if not match["sep"] and not re.match(r"[/\-_.]|\Z", path[match.end() :]):
            continue
        found = _checked(Reading(int(match["y"]), number, int(match["d"])))
        if found is not None and number <= 12:
            return found
    return None


def parse_url_month(url: str) -> Reading | None:
    """The month in an address that has no day (`/2022/11/a-story`); `None` where there is none.

    >>> parse_url_month("https://example.org/2022/11/a-story").iso()
    '2022-11'
    """
    match = _URL_MONTH.search(url[:500])
    return Reading(int(match[1]), int(match[2])) if match else None


def is_clock(text: str) -> bool:
    """Whether a text is nothing but a time of day ("11:58 a.m. ET")."""
    match = _CLOCK.match(text.strip())
    if match is None or not (match[2] or match[4]):
        return False
    rest = _FILLER.sub(" ", text.strip()[match.end() :]).split()
    return all(word.lower() in _MUTE_ZONES or word.lower() in _ZONES for word in rest)

"""The dateline: where and when a report was filed, as agencies put it before the first sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from worker.text.clean.credits import is_agency
from worker.text.clean.dateline_head import Head, is_loud, is_wire, place_name, read_head
from worker.text.clean.placenames import is_capital, is_city, is_place, is_region, is_surname, may_be_place

_WITHIN: Final = 150
_TRIES: Final = 6
_SIGN: Final = re.compile(r"[-—–_:/|(,]")
_END: Final = re.compile(
    r"(?P<dash>—|–|--+|_(?=\s)|(?<=[\s.)\]])-(?=\s|\Z|[A-Z\"“])|(?<=[)/])-|-(?=\s+[A-Z\"“]))"
    r"|(?P<colon>:)(?=\s)"
    r"|(?P<slashes>(?<=[\s.])/[A-Z][^/\n]{1,40}/(?:\.(?=\s)|\s*-+(?=\s))?)"
    r"|(?P<bar>\|)"
    r"|(?P<bracket>\([^()]{2,40}\))(?=\s*[A-Z\"“0-9])(?!\s*--)"
    r"|,\s(?P<comma>[A-Z]{3,12})(?=\s+[A-Z\"“0-9])"
)
"""What ends a dateline: a dash; a colon; /AGENCY/; a bar; or an agency with nothing after it."""


_JOINING: Final = frozenset(
    """
    and de del da do di la le of on upon sur am an der y es
    """.split()  # noqa: SIM905
)
"""Small words within names of places."""


@dataclass(frozen=True, slots=True)
class FoundDateline:
    """A dateline at the start of a paragraph.

    `surface` is the slice that is cut, `rest` where the report begins. `date` is ISO 8601, with `XXXX` for a year that
    is not stated. `sure` tells whether a date or an agency bears it out, and not the place's form alone.
    """

    surface: str
    place: str | None
    date: str | None
    agency: str | None
    rest: int
    sure: bool = field(default=True, repr=False)


def _bears_out(head: Head, mark: str, short: bool, body: str, text: str) -> bool | None:
    """Whether it is a dateline: `True` by a date or an agency, `False` by the place alone, `None` if it is none.

    `short` tells that the dash is a hyphen, which may stand within names as well.
    """
    if head.place is None:
        # "(Reuters) -", "Nov 4 (Reuters) -"
        known = head.agency is not None and (is_agency(head.agency.partition("/")[0]) or head.agency.isupper())
        known_well = head.agency is not None and is_agency(head.agency.partition("/")[0])
        return True if known and (mark == "dash" or known_well) and mark != "colon" else None
    named = place_name(head.place)
    if named is None:
        return None
    town, regions = named
    agency = head.agency is not None and (mark != "bracket" or head.date is not None or is_agency(head.agency))
    if is_loud(head.place):
        if town.lower().startswith(("on ", "in ", "at ")) and not (head.date or agency or mark == "dash"):
            return None
        if mark in ("dash", "slashes", "bar") and (head.date or head.agency):
            return True
        if mark in ("colon", "bracket", "comma") and (head.date or mark != "colon") and agency:
            return True
        if mark == "bracket" and head.agency and regions and all(map(is_region, regions)):
            return True
        return _by_place_alone(town, regions, mark, body, text)
    calm = town[0].isupper() and len(town.split()) <= 4 and not re.match(r"(?:On|In|At)\s", town)
    if head.date and (calm or len(town.split()) <= 2) and mark not in ("colon", "comma", "bracket"):
        return True
    if mark == "colon" and calm:
        return True if head.date and is_place(town) else _before_colon(town, regions, body, text)
    if head.agency and calm and (is_agency(head.agency.partition("/")[0]) or is_place(town)):
        return True if head.date or mark in ("dash", "bar", "slashes") else None
    return False if calm and mark == "dash" and not short and _quiet(town, regions, body) else None


def _quiet(town: str, regions: list[str], body: str) -> bool:
    """Whether a place in ordinary letters before a dash is a dateline: a known town, the dash no half of a pair."""
    sentence = re.split(r"[.!?](?:\s|\Z)", body[:400], maxsplit=1)[0]
    if not body[:1].isupper() and body[:1] not in "\"“‘'$€£0123456789":
        return False
    if re.search(r"\s(?:—|–|--?)\s", sentence):
        return False
    if regions:
        return len(regions) == 1 and is_place(town) and is_region(regions[0]) and town != regions[0]
    following = body.split()[:2]
    return is_city(town) and not any(is_place(" ".join(following[:count]).strip(",:;")) for count in (1, 2))


def _two_names(body: str) -> bool:
    """Whether capitals go on after the dash, as in "PARIS – ROUBAIX", "BARCELONA - REAL MADRID"."""
    first, second = ([word.strip(",:;") for word in body.split(maxsplit=2)[:2]] + ["", ""])[:2]
    return len(first) > 3 and first.isalpha() and first.isupper() and (second.isupper() or is_place(first))


def _before_colon(town: str, regions: list[str], body: str, text: str) -> bool | None:
    """Whether a place before a colon is a dateline: `False` if it is, `None` if not.

    Labels, speakers and lists stand before colons too: so only capitals, and cities that are nobody's name, where no
    other line of the text begins so.
    """
    names = town.split("/")
    sure = all(is_capital(name) or (is_city(name) and not is_surname(name)) for name in names)
    if not sure or regions or not (body[:1].isupper() or body[:1].isdigit() or body[:1] in "\"“‘'"):
        return None
    return None if re.search(r"^[A-Z][\w .]{1,20}: ", text, re.MULTILINE) else False


def _by_place_alone(town: str, regions: list[str], mark: str, body: str, text: str) -> bool | None:
    """Whether a place in capitals is a dateline without a date or an agency: `False` if it is, `None` if not."""
    if mark not in ("dash", "colon"):
        return None
    if body and not (body[0].isupper() or body[0].isdigit() or body[0] in "\"“‘'$€£"):
        return None
    if _two_names(body):
        return None
    if mark == "colon":
        return _before_colon(town, regions, body, text)
    if re.fullmatch(r"(?:[A-Z]\.){2,4}|[A-Z]{1,3}", town):
        return None  # "U.S. - China trade"
    return False if regions or may_be_place(town, text) else None


def _agency_after(paragraph: str, end: int) -> int:
    """Where an agency's name ends that follows the dash, as in "Nov 4 - RIA Novosti. "; `end` if there is none."""
    match = re.match(r"\s*([A-Z][\w-]+(?:\s[A-Z][\w-]+)?)[.:](?=\s)", paragraph[end : end + 40])
    return end + match.end() if match and is_wire(match[1]) else end


def _ends(text: str) -> Iterator[re.Match[str]]:
    """The places where a dateline may end, from the left."""
    at = 0
    for sign in _SIGN.finditer(text):
        if sign.start() >= at and (match := _END.match(text, sign.start())) is not None:
            at = match.end()
            yield match


def _may_begin(start: str) -> bool:
    """Whether a dateline may begin so: no common word follows the first ("The council ...")."""
    words = start.split(maxsplit=2)
    if len(words) < 2 or not (words[1].isalpha() and words[1].islower()):
        return True
    return words[1] in _JOINING or words[0].isupper() or _SIGN.search(words[0]) is not None or words[0][-1] == "."


def find_dateline(paragraph: str, rest_of_text: str = "") -> FoundDateline | None:
    """The dateline with which a paragraph begins; `None` where it begins with none.

    What bears one out: a place with a date or an agency; an agency that we know by itself; a place in capitals, or a
    known town with its country, before a dash and a capital, a quotation mark or a figure after it. `rest_of_text`
    tells what a name in capitals is that is not known: see `may_be_place`.

    >>> find_dateline("KYIV, Nov 4 (Reuters) - Power was cut.")
    FoundDateline(surface='KYIV, Nov 4 (Reuters) -', place='KYIV', date='XXXX-11-04', agency='Reuters', rest=24)
    >>> find_dateline("NATO — the alliance — agreed.") is None
    True
    """
    start = paragraph[:_WITHIN]
    if not _may_begin(start):
        return None
    for number, match in enumerate(_ends(start)):
        mark = match.lastgroup or "dash"
        if number == _TRIES:
            break
        upto = match.start() if mark in ("dash", "colon", "bar") else match.end()
        head = read_head(start[:upto])
        if head is None:
            continue
        end = match.end()
        if mark == "bar" and head.agency is None:
            continue
        body = paragraph[end:].lstrip()
        sure = _bears_out(head, mark, match[0].strip() == "-", body, f"{body[:3000]}\n{rest_of_text}")
        if sure is None:
            continue
        if mark == "bracket" and (later := re.match(r"\s*(?:—|–|-+|:)", paragraph[end:])):
            end += later.end()
        return _finished(paragraph, head, end, sure)
    return None


def _finished(paragraph: str, head: Head, end: int, sure: bool) -> FoundDateline:
    """The dateline, with a date, an agency or another part of it that follows the first dash."""
    after = paragraph[end : end + _WITHIN]
    body = after.lstrip()
    if head.place is None and (second := find_dateline(body)) and second.place and body[second.rest :]:
        # "(ANSA) - ROME, NOV 4 -", "(CBS/AP) TULSA, Okla. -"
        head = Head(second.place, head.date or second.date, head.agency)
        end += len(after) - len(body) + len(second.surface)
        after = paragraph[end : end + _WITHIN]
    dash = next((match for match in _ends(after[:60]) if match.lastgroup in ("dash", "colon")), None)
    if head.date is None and dash is not None:
        # "PLACE - Nov 4 -", "Paris | AFP | Friday 11/4/2022 -"
        dated = read_head(after[: dash.start()])
        if dated and dated.date and dated.agency is None and dated.place is None:
            head = replace(head, date=dated.date)
            end, sure = end + dash.end(), True
    if head.agency is None and (later := _agency_after(paragraph, end)) != end:
        end = later
    while end < len(paragraph) and paragraph[end : end + 2] in ("| ", "|"):
        end += 1
    body = paragraph[end:]
    rest = end + len(body) - len(body.lstrip())
    return FoundDateline(paragraph[:end], head.place, head.date, head.agency, rest, sure)


def may_open(line: str) -> bool:
    """Whether a line could begin with a dateline at all: a quick look, for lines that are no prose."""
    return _may_begin(line[:_WITHIN]) and next(_ends(line[:_WITHIN]), None) is not None


def read_bare_dateline(line: str) -> FoundDateline | None:
    """A dateline that is a line by itself, without a dash: a known town or an agency, and a day."""
    head = read_head(line) if 8 <= len(line) <= 80 else None
    if head is None or head.place is None or head.date is None:
        return None
    named = place_name(head.place)
    if named is None or not (is_city(named[0]) or (is_loud(head.place) and head.agency)):
        return None
    return FoundDateline(line, head.place, head.date, head.agency, len(line))


def is_bare_dateline(line: str) -> bool:
    """Whether a line is a dateline by itself ("ABILENE, Texas -"): the report begins on the next."""
    if len(line) > 80:
        return False
    if re.search(r"(?:—|–|-)\Z", line):
        found = find_dateline(line)
        return found is not None and found.rest >= len(line)
    return read_bare_dateline(line) is not None

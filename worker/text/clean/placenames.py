"""Whether words in a dateline's place can be a place: known ones, and signs that an unknown one is no label."""

import re
from functools import lru_cache
from typing import Final

from worker.text.names.gazetteer import Candidate, gazetteer
from worker.text.names.tokens import cut, fold

_BEFORE: Final = frozenset(
    """
    port fort ft saint st ste san santa santo sao são mount mt lake north south east west el los las la le les de
    camp downtown point cape glen villa vila ciudad puerto northern southern eastern western northwest northeast
    southwest southeast
    """.split()  # noqa: SIM905
)
"""Words that names of places begin with."""

_AFTER: Final = frozenset(
    """
    city county co township twp town village beach springs heights hills hill island islands isle valley falls park
    lake creek river grove harbor bay point fork junction borough parish district province region airport base border
    station courthouse gardens ridge shores shore crossing coast
    """.split()  # noqa: SIM905
)
"""Words that names of places end in."""

_WHERE: Final = re.compile(
    r"(?:near|aboard|outside|inside|along|off|on(?=\s+the\b)|in|at|between|north\s+of|south\s+of|east\s+of|west\s+of"
    r"|town\s+of|city\s+of|village\s+of)\s+\S",
    re.IGNORECASE,
)
_TITLES: Final = frozenset(
    """
    mr mrs ms dr sen rep gov gen col lt sgt judge mayor president minister king queen prince princess pope sir lord
    lady senator governor chief captain coach officer sheriff
    """.split()  # noqa: SIM905
)
_SAID_OF_PLACES: Final = ("in", "near", "at", "outside", "around", "across", "to", "from")
_CITY: Final = 500
"""Thousands: a city whose name stands for nothing else, as a rule."""


@lru_cache(maxsize=4096)
def _candidates(name: str) -> tuple[Candidate, ...]:
    """What a name, whatever its capitals, may mean."""
    tables = gazetteer()
    found: list[Candidate] = []
    for row in tables.rows.get(" ".join(map(fold, cut(name))), ()):
        spelling = row[: row.index("\t")]
        if spelling.isupper() and len(spelling) <= 4 and not name.isupper():
            continue  # "US" is a country, "us" is not
        known = tables.look_up(spelling)
        found.extend(known.candidates if known else ())
    return tuple(found)


def is_place(name: str) -> bool:
    """Whether a name, whatever its capitals, is that of a place in our tables.

    >>> is_place("SÃO PAULO"), is_place("Xi'an"), is_place("IKEA"), is_place("Wall")
    (True, True, False, False)
    """
    return any(one.type == "LOCATION" and not one.needs_cue for one in _candidates(name))


def is_city(name: str) -> bool:
    """Whether a name is that of a capital or a large city, so that it needs no other sign."""
    return any(one.kind == "capital" or (one.kind == "city" and one.population >= _CITY) for one in _candidates(name))


def is_capital(name: str) -> bool:
    """Whether a name is a country's capital."""
    return any(one.kind == "capital" for one in _candidates(name))


def is_region(name: str) -> bool:
    """Whether a name, abbreviated or not, is a country's or a state's, as it follows that of a town."""
    bare = name.strip().rstrip(".")
    return any(one.kind in ("country", "region", "place") for text in (name, bare) for one in _candidates(text)) or (
        bare.upper() in ("DC", "D.C") or bare.lower().endswith((" county", " province", " region"))
    )


def is_organisation(name: str) -> bool:
    """Whether a name is an organisation's in our tables, and no place's."""
    found = _candidates(name)
    return any(one.type == "ORGANISATION" for one in found) and not any(one.type == "LOCATION" for one in found)


def is_surname(name: str) -> bool:
    """Whether a name is that of families too, so that who speaks may be meant."""
    return fold(name) in gazetteer().surnames


def _is_person(words: list[str]) -> bool:
    tables = gazetteer()
    return words[0] in _TITLES or (
        1 < len(words) <= 3 and words[0] in tables.given_names and not is_place(" ".join(words))
    )


def _spoken_of(name: str, text: str) -> bool:
    """Whether a text speaks of the name, in ordinary letters, as of a place ("in Port Alder")."""
    small, wanted = text.lower(), name.lower()
    at = small.find(wanted)
    for _ in range(8):
        if at < 0:
            return False
        before = small[max(0, at - 10) : at].rstrip().rpartition(" ")[2]
        written = text[at : at + len(wanted)]
        if before in _SAID_OF_PLACES and written[:1].isupper() and not written.isupper():
            return True
        at = small.find(wanted, at + len(wanted))
    return False


def may_be_place(name: str, text: str) -> bool:
    """Whether a name in capitals before a dash, with nothing else to bear it out, is a place and no label.

    It is one if our tables know it, if it is made as places' names are, or if the text speaks of it as of a place. It
    is none if the text writes it in capitals again (an organisation's), if it is a known organisation's or a person's
    name, or English words. An unknown single word that is none of these is a small town.

    >>> may_be_place("OTTAWA", ""), may_be_place("PORT ALDER", ""), may_be_place("BAD NEWS", "")
    (True, True, False)
    """
    if any(char.isdigit() for char in name) or len(name.replace(".", "")) < 3:
        return False
    if " " not in name and len(name) <= 6 and f" {name} " in f" {text} ":
        return False
    names = [part.strip() for part in re.split(r"/|\s+and\s+", name)]
    if all(is_place(part) for part in names):
        return True
    if len(names) > 1:
        return sum(is_place(part) for part in names) * 2 >= len(names)
    words = [fold(word.strip(".")) for word in name.split()]
    if len(words) > 1 and words[-1] in _AFTER:
        return True
    if is_organisation(name) or _is_person(words):
        return False
    if _WHERE.match(name):
        return words[-1] in _AFTER or any(is_place(part) for part in name.split())
    english = gazetteer().words
    if len(words) > 1 and words[0] in _BEFORE and words[1] not in ("", "the"):
        return True
    if _spoken_of(name, text):
        return True
    if len(words) == 1:
        return len(name) >= 4 and words[0] not in english and re.search("[aeiouy]", words[0]) is not None
    if words[0] in ("new", "upper", "lower", "greater"):
        words = words[1:]
    return not any(word in english for word in words)

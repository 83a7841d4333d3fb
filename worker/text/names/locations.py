"""How well each place of a name fits its context.

The score of a reading is what the name means by itself (a country more than a capital, a capital more than a city, a
city by its size, a region less than the city of its name), and what the text adds: a word for its kind beside it
("region of Kherson"), the country or state after a comma ("Kherson, Ukraine", "Paris, Texas"), its neighbours in a
list, the countries and states of the other names, the dateline, the publisher's country, another mention of the name.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from worker.text.names.context import Context
from worker.text.names.gazetteer import Candidate
from worker.text.names.tokens import cut, fold

MARGIN: Final = 0.4
"""How much better than the next one a reading must be; a tenfold population is worth 1."""
SURE: Final = 3.4
"""What a reading needs at least: a city of some 80,000 people, or a smaller one whose country the text names."""
SMALL: Final = 30
"""Thousands of people: a smaller city may share its name with unlisted ones: its state or country must be named."""
STANDS_ALONE: Final = 300
"""Thousands of people: a smaller city of a name that its country has twice is not meant where nothing else is told."""
GREAT: Final = 1000
"""Thousands of people: a city so large is meant rather than a person of the text or a small town of its name."""
KNOWN_REGIONS: Final = frozenset(("AU", "CA", "GB", "US"))
"""Countries whose states and provinces English news names by themselves."""
_ONE_KIND: Final = 3.0
"""What a reading gains where all its neighbours in a list, two at least, are countries or are regions as it is."""
_CITY_OF_ITS_REGION: Final = 1.5
_WIDER, _SENSE, _KIND, _NEIGHBOUR = 6.0, 4.0, 5.0, 0.75
_OWN_NAME: Final = 0.5
_ARTICLE: Final = 2.0
_HOME, _NO_CONTEXT_HOME = 0.75, 1.6


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around one mention: a word for its kind, the place after its comma, neighbours in its list; the
    reading of another mention of the name that is beyond doubt; whether a person of the text bears the name; whether
    "the" stands before it."""

    key: str
    kind: str | None = None
    wider: Candidate | None = None
    beside: tuple[Candidate | None, ...] = ()
    sense: Candidate | None = None
    surname: bool = False
    article: bool = False


def by_itself(reading: Candidate) -> float:
    """How likely a name means this place where nothing is known of the text."""
    size = math.log10(max(reading.population, 1))
    match reading.kind:
        case "country":
            score = 6.0
        case "capital":
            score = 4.0 + size / 2
        case "region":
            score = 4.8 if reading.country in KNOWN_REGIONS else 4.0
        case "place":
            score = 4.5
        case _:
            score = 1.5 + size
    return score - 3.0 * reading.needs_cue


def within(reading: Candidate, wider: Candidate) -> bool:
    """Whether a place lies in a country or region.

    >>> texas = Candidate("region", "iso3166-2:US-TX", "US", 0, "Texas", False, "US-TX")
    >>> within(Candidate("city", "geonames:4717560", "US", 24, "Paris", False, "US-TX"), texas)
    True
    """
    if wider.kind == "region" and reading.region and wider.region:
        return reading.kind != "region" and reading.region == wider.region
    return wider.kind in ("country", "region") and reading.kind != "country" and reading.country == wider.country


def choose(readings: Sequence[Candidate], around: Surroundings, context: Context) -> Candidate | None:
    """The reading that fits; None where none is likely enough, or two are as likely."""
    scores = [_score(reading, readings, around, context) for reading in readings]
    order = sorted(range(len(readings)), key=lambda i: (-scores[i], i))
    first = readings[order[0]]
    if scores[order[0]] < SURE or not _vouched(first, readings, around, context):
        return None
    for other in order[1:]:
        rival = readings[other]
        # a city and the region or country of its name are as good as one for who asks where
        same = rival.country == first.country and (rival.kind != first.kind or rival.kind == "region")
        if scores[order[0]] - scores[other] < MARGIN and not same:
            return None
    return first


def _vouched(reading: Candidate, readings: Sequence[Candidate], around: Surroundings, context: Context) -> bool:
    """Whether a small or former city, or one of a person's name, has the evidence that it needs."""
    dateline = context.dateline is not None and context.dateline[1].id == reading.id
    if _explicit(reading, around) or dateline:
        return True
    if around.surname and reading.kind in ("city", "region") and reading.population < GREAT:
        return False
    if reading.kind == "city" and reading.population < SMALL and any(_great(other) for other in readings):
        # Mexico, Missouri, for whom Missouri is near
        return False
    if reading.needs_cue:
        return context.countries.share(reading.country, around.key) > 0
    alone = not context.home and not context.countries.others(around.key)
    if alone and reading.region and reading.kind == "city" and reading.population < STANDS_ALONE:
        return all(other.country != reading.country or other.id == reading.id for other in readings)
    if reading.kind != "city" or reading.population >= SMALL:
        return True
    if reading.region:
        return context.regions.share(reading.region, around.key) > 0
    return context.countries.share(reading.country, around.key) > 0


def _great(reading: Candidate) -> bool:
    return reading.kind in ("country", "capital") or reading.population >= GREAT


def _explicit(reading: Candidate, around: Surroundings) -> bool:
    if around.sense is not None and around.sense.id == reading.id:
        return True
    return around.wider is not None and within(reading, around.wider)


def _score(reading: Candidate, readings: Sequence[Candidate], around: Surroundings, context: Context) -> float:
    score = by_itself(reading) + _OWN_NAME * _is_own_name(reading, around.key)
    if reading.kind == "region" and any(
        other.kind in ("city", "capital") and other.country == reading.country and not other.needs_cue
        for other in readings
        if other.population >= SMALL and _is_own_name(other, around.key)
    ):
        score -= _CITY_OF_ITS_REGION
    if around.article and reading.kind == "place":
        # rivers and seas have an article, regions and cities of their name have none
        score += _ARTICLE
    if around.kind:
        score += _KIND * (around.kind == ("city" if reading.kind == "capital" else reading.kind))
    if around.wider is not None:
        score += _WIDER if within(reading, around.wider) else -1
    if around.sense is not None and around.kind is None:
        score += _SENSE * (around.sense.id == reading.id)
    if context.dateline and context.dateline[0] == around.key:
        score += _SENSE * (context.dateline[1].id == reading.id)
    return score + _by_neighbours(reading, around) + _by_context(reading, around.key, context)


@lru_cache(maxsize=4096)
def _is_own_name(reading: Candidate, key: str) -> bool:
    """Whether the name is the one that the place is mostly called by, not another or a former one."""
    return " ".join(map(fold, cut(reading.canonical))) == key


def _by_neighbours(reading: Candidate, around: Surroundings) -> float:
    score = 0.0
    for other in around.beside:
        if other is not None:
            score += _NEIGHBOUR * (other.kind == reading.kind) + _NEIGHBOUR * (other.country == reading.country)
    others = {other.kind for other in around.beside if other is not None}
    if len(around.beside) > 1 and others == {reading.kind} and reading.kind in ("region", "country"):
        score += _ONE_KIND
    return score


def _by_context(reading: Candidate, key: str, context: Context) -> float:
    score = 0.0
    near = context.regions.share(reading.region, key)
    if near:
        score += (1.5 + near) * min(context.regions.weight(reading.region, key), 1)
    elif reading.region and reading.kind == "city" and reading.population < SMALL:
        # one of many towns of this name in a large country
        return score
    if share := context.countries.share(reading.country, key):
        score += 1 + 2 * share
    if context.home == reading.country and reading.kind != "country":
        score += _HOME if context.countries.others(key) else _NO_CONTEXT_HOME
    return score

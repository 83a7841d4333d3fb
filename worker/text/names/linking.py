"""From a name to a registry's id, chosen by what stands around it; where two readings are as likely, none.

The score of a reading is what the name means by itself (a country more than a capital, a capital more than a city, a
city by its size, a region less than the city of its name), and what the text adds: a word for its kind beside it
("region of Kherson"), the country after a comma ("Kherson, Ukraine"), its neighbours in a list, the countries that the
rest of the text names, the publisher's country.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from worker.text.names.cues import AREA_KINDS, LEGAL_FORMS
from worker.text.names.finder import Found
from worker.text.names.gazetteer import Candidate, Match
from worker.text.names.scene import Scene
from worker.text.names.tokens import LOWER

MARGIN: Final = 0.4
"""How much better than the next one (of another country) a reading must be."""
SURE: Final = 3.4
"""What a reading needs at least: a city of some 80,000 people, or a smaller one whose country the text names."""
ONE_KIND: Final = 3.0
"""What a reading gains where all its neighbours in a list, two at least, are countries or are regions as it is."""
NEIGHBOURS: Final = 3
"""Names of a list on either side that weigh."""
_BASE: Final = {"country": 6.0, "capital": 5.5, "region": 4.0, "place": 4.5, "organisation": 6.0, "nationality": 6.0}
_CITY_OF_ITS_REGION: Final = 1.5
_STATES: Final = frozenset(("republic", "kingdom", "state", "commonwealth", "emirate", "sultanate", "principality"))


@dataclass(frozen=True, slots=True)
class Setting:
    """What the whole text says of where it plays: mentions by country, and the publisher's country."""

    countries: Counter[str]
    home: str | None


def setting(scene: Scene, found: Sequence[Found], country: str | None, dateline_place: str | None) -> Setting:
    """The countries that names without a second reading belong to; a dateline counts as three mentions."""
    countries: Counter[str] = Counter()
    for name in found:
        if name.match is None:
            continue
        codes = {candidate.country[:2] for candidate in name.match.name.candidates if candidate.type == name.type}
        if len(codes) == 1 and name.type in ("LOCATION", "NATIONALITY"):
            countries.update(code for code in codes if code)
    if dateline_place:
        listed = scene.tables.look_up(dateline_place.split(",")[0].strip())
        if listed and len({candidate.country for candidate in listed.candidates}) == 1:
            countries[listed.candidates[0].country[:2]] += 3
    return Setting(countries, country)


def resolve(scene: Scene, found: Sequence[Found], around: Setting) -> list[Candidate | None]:
    """The registry's entry for each name, in order; None where no table has it or the choice is not sure."""
    lists = _lists(scene, found)
    kinds = [_area_kind(scene, name) for name in found]
    list_kinds: dict[int, str | None] = {}
    for index, kind in enumerate(kinds):
        list_kinds[lists[index].start] = list_kinds.get(lists[index].start) or kind
    chosen: list[Candidate | None] = []
    for index, name in enumerate(found):
        match = name.match or _inner(scene, name)
        if match is None:
            chosen.append(None)
            continue
        readings = [candidate for candidate in match.name.candidates if candidate.type == name.type]
        if not readings:
            chosen.append(None)
            continue
        if name.type != "LOCATION":
            chosen.append(readings[0])
            continue
        kind = kinds[index] or list_kinds[lists[index].start]
        near = range(max(lists[index].start, index - NEIGHBOURS), min(lists[index].stop, index + NEIGHBOURS + 1))
        beside = [_only(found[i]) for i in near if i != index]
        after = _wider(scene, found, index)
        scores = [_score(reading, readings, kind, after, beside, around) for reading in readings]
        chosen.append(_best(readings, scores))
    return chosen


def _best(readings: Sequence[Candidate], scores: Sequence[float]) -> Candidate | None:
    order = sorted(range(len(readings)), key=lambda i: (-scores[i], i))
    first = order[0]
    if scores[first] < SURE:
        return None
    for other in order[1:]:
        if scores[first] - scores[other] < MARGIN and readings[other].country != readings[first].country:
            return None
    return readings[first]


def _score(
    reading: Candidate,
    readings: Sequence[Candidate],
    kind: str | None,
    wider: str | None,
    beside: Sequence[Candidate | None],
    around: Setting,
) -> float:
    score = _BASE.get(reading.kind, 1.5 + math.log10(max(reading.population, 1)))
    if reading.kind == "region" and any(
        other.kind in ("city", "capital") and other.country == reading.country for other in readings
    ):
        score -= _CITY_OF_ITS_REGION
    if kind:
        own = "city" if reading.kind == "capital" else reading.kind
        score += 5 if own == kind else 0
    if wider:
        score += 6 if wider == reading.country else -1
    for other in beside:
        if other is not None:
            score += 0.75 * (other.kind == reading.kind) + 0.75 * (other.country == reading.country)
    others = {other.kind for other in beside if other is not None}
    if len(beside) > 1 and others == {reading.kind} and reading.kind in ("region", "country"):
        score += ONE_KIND
    votes = around.countries[reading.country]
    if votes:
        score += 1 + 2 * votes / around.countries.total()
    if around.home == reading.country:
        score += 0.75
    return score


def _only(found: Found) -> Candidate | None:
    """The likeliest place that a neighbour in a list is."""
    if found.match is None or found.type != "LOCATION":
        return None
    return next((candidate for candidate in found.match.name.candidates if candidate.type == "LOCATION"), None)


def _lists(scene: Scene, found: Sequence[Found]) -> list[range]:
    """For each name, the run of names that it is listed with: "A, B, and C"."""
    result: list[range] = []
    first = 0
    for index in range(len(found)):
        if index + 1 < len(found) and _listed(scene, found[index], found[index + 1]):
            continue
        result.extend([range(first, index + 1)] * (index + 1 - first))
        first = index + 1
    return result


def _listed(scene: Scene, one: Found, other: Found) -> bool:
    if one.type != "LOCATION" or other.type != "LOCATION":
        return False
    between = scene.words.text[scene.words.ends[one.last - 1] : scene.words.starts[other.first]]
    return between in (", ", " and ", ", and ", " or ", ", or ", " & ")


def _area_kind(scene: Scene, found: Found) -> str | None:
    """Country, region or city, where a common noun beside the name says so."""
    words = scene.words
    inside = [AREA_KINDS[scene.folded[i]] for i in (found.first, found.last - 1) if scene.folded[i] in AREA_KINDS]
    if inside and found.last - found.first > 1 and (found.match is None):
        return inside[0]
    after = scene.after(found.last - 1)
    if after in AREA_KINDS and words.shapes[found.last] == LOWER:
        return AREA_KINDS[after]
    at = found.first - 1
    if at > 0 and words.words[at] == "the":
        at -= 1
    if at > 0 and words.words[at] == "of" and words.gap(at - 1) == " ":
        return AREA_KINDS.get(words.words[at - 1].lower())
    if at >= 0 and words.shapes[at] == LOWER and words.gap(at) == " ":
        return AREA_KINDS.get(words.words[at])
    return None


def _wider(scene: Scene, found: Sequence[Found], index: int) -> str | None:
    """The country of the place that follows after a comma: "Kherson, Ukraine", "Paris, Texas"."""
    if index + 1 >= len(found):
        return None
    one, other = found[index], found[index + 1]
    match = other.match
    if match is None or other.type != "LOCATION" or scene.words.gap(one.last - 1) != ", " or other.first != one.last:
        return None
    if index + 2 < len(found) and _listed(scene, other, found[index + 2]):
        return None
    best = match.name.candidates[0]
    own = {candidate.country for candidate in one.match.name.candidates} if one.match else set()
    return best.country if best.kind in ("country", "region") and best.country in own else None


def _inner(scene: Scene, found: Found) -> Match | None:
    """The place inside "Republic of X", "X Oblast": what the whole name stands for."""
    if found.type == "ORGANISATION":
        return _without_legal_form(scene, found)
    if found.type != "LOCATION":
        return None
    words = scene.words
    head, tail = scene.folded[found.first], scene.folded[found.last - 1]
    if head in AREA_KINDS and found.last - found.first > 2 and words.words[found.first + 1] == "of":
        first = found.first + 2 + (words.words[found.first + 2] == "the")
        match = scene.tables.match(words, first) if first < found.last else None
        if match and match.last == found.last and _fits(match, AREA_KINDS[head], head in _STATES):
            return match
    if tail in AREA_KINDS:
        match = scene.tables.match(words, found.first)
        if match and match.last == found.last - 1 and _fits(match, AREA_KINDS[tail], False):
            return match
    return None


def _without_legal_form(scene: Scene, found: Found) -> Match | None:
    """The organisation of the tables that "Siemens AG" or "Samsung Electronics Co Ltd" is."""
    match = scene.tables.match(scene.words, found.first)
    if match is None or match.name.candidates[0].kind != "organisation":
        return None
    rest = range(match.last, found.last)
    return match if rest and all(scene.folded[i] in LEGAL_FORMS for i in rest) else None


def _fits(match: Match, kind: str, state: bool) -> bool:
    kinds = {"city" if candidate.kind == "capital" else candidate.kind for candidate in match.name.candidates}
    return kind in kinds or (state and "country" in kinds)

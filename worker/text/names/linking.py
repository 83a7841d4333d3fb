"""From a name to a registry's id, chosen by what stands around it; where two readings are as likely, none.

Two rounds: the first reads each name by itself and its neighbours, the second also by where the first says that the
text plays. Places are weighed in :mod:`locations`, bodies in :mod:`organisations`, ministries of a country in
:mod:`institutions`.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from worker.text.names import institutions, locations, organisations
from worker.text.names.beside import apposed_kind, state_senses
from worker.text.names.context import Context
from worker.text.names.cues import AREA_KINDS, LEGAL_FORMS
from worker.text.names.finder import Found
from worker.text.names.gazetteer import Candidate
from worker.text.names.locations import Surroundings
from worker.text.names.organisations import Body
from worker.text.names.scene import Scene
from worker.text.names.tokens import LOWER, UPPER, cut_words, fold

NEIGHBOURS: Final = 3
"""Names of a list on either side that weigh."""
ROUNDS: Final = 2
CLEAR: Final = 1.0
"""How much better by itself a place's reading must be than those of other countries to tell where the text plays."""
_COUNTIES: Final = frozenset(("county", "oblast", "province", "krai", "governorate"))
"""Words that make another place of a name, written with a capital too."""
_ONLY_PLACES: Final = frozenset(("in", "near", "outside", "across", "around", "throughout"))
"""Prepositions after which a name is a place's though a person of the text bears it."""
_STATES: Final = frozenset(("republic", "kingdom", "state", "commonwealth", "emirate", "sultanate", "principality"))

NO_CLAIMS: Final[Mapping[int, tuple[Candidate, ...]]] = MappingProxyType({})

Readings = list[tuple[Candidate, ...]]


def resolve(
    scene: Scene,
    found: Sequence[Found],
    country: str | None,
    dateline_place: str | None,
    claims: Mapping[int, tuple[Candidate, ...]] = NO_CLAIMS,
) -> list[Candidate | None]:
    """The registry's entry for each name, in order; None where no table has it or the choice is not sure.

    ``country`` is the publisher's (ISO 3166), ``dateline_place`` where the report was filed from ("PARIS, Texas").
    ``claims`` are the readings of the operator's own names, by index: where there are any, the tables are not asked.
    """
    keys = [_key(scene, name) for name in found]
    read: dict[object, tuple[Candidate, ...]] = {}
    readings = [claims.get(index) or _known(scene, name, read) for index, name in enumerate(found)]
    words = frozenset(filter(None, map(fold, scene.words.words)))
    context = Context(country, _dateline(scene, dateline_place), words)
    around = _places_around(scene, found, keys, readings)
    bodies = _bodies(scene, found, keys, readings)
    chosen = [_alone(name, own, where) for name, own, where in zip(found, readings, around, strict=True)]
    for _ in range(ROUNDS):
        context.hear((key, reading) for key, reading in zip(keys, chosen, strict=True) if reading is not None)
        # names of one look in one place are chosen once: a text may name a thing ten thousand times
        made: dict[object, Candidate | None] = {}
        for index, name in enumerate(found):
            if index in claims:
                chosen[index] = _claimed(claims[index], context, keys[index])
                continue
            look = (name.type, id(readings[index]), around[index], bodies[index])
            if look not in made:
                made[look] = _choose(name, readings[index], around[index], bodies[index], context)
            chosen[index] = made[look]
    return chosen


def _known(scene: Scene, name: Found, read: dict[object, tuple[Candidate, ...]]) -> tuple[Candidate, ...]:
    """The readings of a name, one object for all mentions of one spelling."""
    words = scene.words
    the = words.words[name.first - 1] == "The" if name.first else False
    look = (words.text[words.starts[name.first] : words.ends[name.last - 1]], name.type, the)
    if look not in read:
        read[look] = _readings(scene, name)
    return read[look]


def _claimed(readings: Sequence[Candidate], context: Context, key: str) -> Candidate | None:
    """The operator's entry; of several of one name the only one whose country fits, else none."""
    if len(readings) == 1:
        return readings[0]
    fitting = [
        reading
        for reading in readings
        if reading.country and (reading.country == context.home or context.countries.share(reading.country, key) > 0)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _choose(
    name: Found, readings: Sequence[Candidate], around: Surroundings, body: Body | None, context: Context
) -> Candidate | None:
    if name.type == "LOCATION":
        return locations.choose(readings, around, context) if readings else None
    if name.type == "ORGANISATION" and body is not None:
        found = organisations.choose(readings, body, context) if readings else None
        return found or institutions.choose(body.key, body.beside, context)
    return readings[0] if readings else None


def _alone(name: Found, readings: Sequence[Candidate], around: Surroundings) -> Candidate | None:
    """What a name says of where the text plays before anything is known of that; None where it may lie anywhere."""
    if not readings:
        return None
    if name.type != "LOCATION":
        clear = len(readings) == 1 and not readings[0].needs_cue
        return readings[0] if clear else None
    if around.wider is not None or around.sense is not None:
        near = [r for r in readings if _explicit(r, around)]
        return _inner_most(near) if near else None
    best = max(readings, key=locations.by_itself)
    rivals = [r for r in readings if r.country != best.country or (best.region and r.region not in ("", best.region))]
    if any(locations.by_itself(best) - locations.by_itself(rival) < CLEAR for rival in rivals):
        return None
    return best


def _inner_most(readings: Sequence[Candidate]) -> Candidate:
    """The likeliest, a city before the region of its name: before a comma and a country mostly stands a city."""
    return max(readings, key=lambda reading: (reading.kind != "region", locations.by_itself(reading)))


def _explicit(reading: Candidate, around: Surroundings) -> bool:
    if around.wider is not None:
        return locations.within(reading, around.wider)
    return around.sense is not None and around.sense.id == reading.id


def _key(scene: Scene, name: Found) -> str:
    first = name.first
    if name.last - first > 1 and scene.words.words[first].lower() == "the":
        first += 1
    return " ".join(fold(word) for word in scene.words.words[first : name.last])


def _readings(scene: Scene, name: Found) -> tuple[Candidate, ...]:
    """All that the tables say the name may be, of its type."""
    first, last = name.first, name.last
    found: tuple[Candidate, ...] = ()
    for begin, end in _pieces(scene, name):
        found = scene.tables.readings(scene.words, begin, end)
        if found := tuple(reading for reading in found if reading.type == name.type):
            return found
    if name.type == "LOCATION":
        return _inner(scene, first, last)
    return ()


def _pieces(scene: Scene, name: Found) -> list[tuple[int, int]]:
    """The name, and what it is without an article, a possessive's end or a legal form."""
    words = scene.words.words
    first, last = name.first, name.last
    ways = [(first, last)]
    if last - first > 1 and words[last - 1] in ("s", "S") and scene.words.gap(last - 2) in ("'", "’"):
        last -= 1
        ways.append((first, last))
    if last - first > 1 and words[first].lower() == "the":
        first += 1
        ways.append((first, last))
    elif first and words[first - 1] == "The" and scene.words.gap(first - 1) == " ":
        ways.append((first - 1, last))
    if name.type == "ORGANISATION":
        while last - first > 1 and fold(words[last - 1]) in LEGAL_FORMS:
            last -= 1
            ways.append((first, last))
    return ways


def _inner(scene: Scene, first: int, last: int) -> tuple[Candidate, ...]:
    """The place inside "Republic of X", "X Oblast": what the whole name stands for."""
    words = scene.words.words
    head, tail = scene.folded[first], scene.folded[last - 1]
    if head in AREA_KINDS and last - first > 2 and words[first + 1] == "of":
        begin = first + 2 + (words[first + 2] == "the")
        if begin < last:
            return _fitting(scene.tables.readings(scene.words, begin, last), AREA_KINDS[head], head in _STATES)
    if tail in AREA_KINDS and last - first > 1:
        return _fitting(scene.tables.readings(scene.words, first, last - 1), AREA_KINDS[tail], False)
    return ()


def _fitting(readings: Sequence[Candidate], kind: str, state: bool) -> tuple[Candidate, ...]:
    kinds = {kind, "capital" if kind == "city" else kind, *(("country",) if state else ())}
    return tuple(reading for reading in readings if reading.kind in kinds)


def _dateline(scene: Scene, place: str | None) -> tuple[str, Candidate] | None:
    """The key and the likeliest reading of the dateline's place, within what follows its comma."""
    if not place:
        return None
    city, _, rest = place.partition(",")
    readings = _look_up(scene, city)
    if wider := _look_up(scene, rest):
        readings = [r for r in readings if locations.within(r, wider[0])] or readings
    if not readings:
        return None
    best = max(readings, key=locations.by_itself)
    if not wider and len(readings) > 1 and best.kind == "city" and best.population < locations.STANDS_ALONE:
        # "ABILENE" without its state: a paper of one of them
        return None
    return " ".join(map(fold, cut_words(city).words)), best


def _look_up(scene: Scene, place: str) -> list[Candidate]:
    words = cut_words(place.strip())
    readings = scene.tables.readings(words, 0, len(words.words)) if words.words else ()
    return [reading for reading in readings if reading.type == "LOCATION"]


def _places_around(scene: Scene, found: Sequence[Found], keys: Sequence[str], readings: Readings) -> list[Surroundings]:
    """What stands around each name; for those that are no places nothing but the key."""
    lists = _lists(scene, found)
    kinds = [_area_kind(scene, name, bool(own)) for name, own in zip(found, readings, strict=True)]
    list_kinds: dict[int, str | None] = {}
    for index, kind in enumerate(kinds):
        list_kinds[lists[index].start] = list_kinds.get(lists[index].start) or kind
    widers = [_wider(scene, found, readings, index) for index in range(len(found))]
    senses: dict[str, Candidate] = {}
    for key, own, wider in zip(keys, readings, widers, strict=True):
        if wider is not None and (near := [reading for reading in own if locations.within(reading, wider)]):
            senses.setdefault(key, _inner_most(near))
    states = state_senses(scene, found)
    surnames = {
        key.rpartition(" ")[2] for key, name in zip(keys, found, strict=True) if name.type == "PERSON" and " " in key
    }
    around = []
    for index, name in enumerate(found):
        if name.type != "LOCATION":
            around.append(Surroundings(keys[index]))
            continue
        listed = range(max(lists[index].start, index - NEIGHBOURS), min(lists[index].stop, index + NEIGHBOURS + 1))
        around.append(
            Surroundings(
                keys[index],
                kinds[index] or list_kinds[lists[index].start],
                widers[index],
                tuple(_likeliest(readings[i]) for i in listed if i != index),
                states.get(index) or senses.get(keys[index]),
                keys[index] in surnames and scene.before(name.first) not in _ONLY_PLACES,
                scene.before_article(name.first) == "the",
            )
        )
    return around


def _likeliest(readings: Sequence[Candidate]) -> Candidate | None:
    return max(readings, key=locations.by_itself) if readings else None


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


def _area_kind(scene: Scene, found: Found, known: bool) -> str | None:
    """Country, region or city, where a common noun beside the name says so."""
    words = scene.words
    inside = [AREA_KINDS[scene.folded[i]] for i in (found.first, found.last - 1) if scene.folded[i] in AREA_KINDS]
    if inside and found.last - found.first > 1 and not known:
        return inside[0]
    after = scene.after(found.last - 1)
    if after in AREA_KINDS and (words.shapes[found.last] == LOWER or after in _COUNTIES):
        return AREA_KINDS[after]
    at = found.first - 1
    if at > 0 and words.words[at] == "the":
        at -= 1
    before = None
    if at > 0 and words.words[at] == "of" and words.gap(at - 1) == " ":
        before = AREA_KINDS.get(words.words[at - 1].lower())
    elif at >= 0 and words.shapes[at] == LOWER and words.gap(at) == " ":
        before = AREA_KINDS.get(words.words[at])
    return before or apposed_kind(scene, found)


def _wider(scene: Scene, found: Sequence[Found], readings: Readings, index: int) -> Candidate | None:
    """The country or state that follows after a comma ("Kherson, Ukraine", "Paris, Texas"), if the name may lie there;
    not in a list of countries or states."""
    if index + 1 >= len(found):
        return None
    one, other = found[index], found[index + 1]
    if other.type != "LOCATION" or other.first != one.last or scene.words.gap(one.last - 1) != ", ":
        return None
    for wider in sorted(readings[index + 1], key=locations.by_itself, reverse=True):
        city = wider.country not in locations.KNOWN_REGIONS and any(
            reading.kind != "region" and reading.country == wider.country for reading in readings[index + 1]
        )
        if wider.kind == "region" and city:
            # "Vladimir, Rostov, Samara": a list, not Vladimir in Rostov
            continue
        if wider.kind in ("country", "region") and any(locations.within(own, wider) for own in readings[index]):
            return None if _goes_on(scene, found, readings, index + 1, wider) else wider
    return None


def _goes_on(scene: Scene, found: Sequence[Found], readings: Readings, index: int, wider: Candidate) -> bool:
    """Whether a list goes on behind with another of the kind of ``wider``: "Georgia, Armenia and Turkey"."""
    if index + 1 >= len(found) or not _listed(scene, found[index], found[index + 1]):
        return False
    following = _likeliest(readings[index + 1])
    return following is not None and following.kind == wider.kind


def _bodies(scene: Scene, found: Sequence[Found], keys: Sequence[str], readings: Readings) -> list[Body | None]:
    """What stands around each name of an organisation; None for other names."""
    own = [key for key, name in zip(keys, found, strict=True) if name.type == "ORGANISATION"]
    full_names = frozenset(own)
    strangers = [
        key for key, name, read in zip(keys, found, readings, strict=True) if name.type == "ORGANISATION" and not read
    ]
    initials = frozenset("".join(word[0] for word in key.split()) for key in strangers if " " in key)
    made: list[Body | None] = []
    for index, name in enumerate(found):
        if name.type != "ORGANISATION":
            made.append(None)
            continue
        letters = scene.words.words[name.first].replace(".", "")
        short = name.last == name.first + 1 and scene.words.shapes[name.first] == UPPER
        abbreviation = short and len(letters) <= organisations.ABBREVIATION
        beside = _country_beside(scene, found, readings, index)
        made.append(Body(keys[index], abbreviation, beside, full_names, initials))
    return made


def _country_beside(scene: Scene, found: Sequence[Found], readings: Readings, index: int) -> str | None:
    """The country named right before a body: "the Polish Senate", "Ukraine's Defence Ministry"."""
    if not index:
        return None
    before, name = found[index - 1], found[index]
    if before.type not in ("NATIONALITY", "LOCATION"):
        return None
    between = scene.words.text[scene.words.ends[before.last - 1] : scene.words.starts[name.first]]
    fits = between == " " if before.type == "NATIONALITY" else between in ("'s ", "’s ", "' ", "’ ", " ")
    best = _likeliest(readings[index - 1]) if fits else None
    return best.country or None if best is not None and best.kind in ("country", "nationality") else None

"""From groups of mentions to entities: ids, canonical names, links, salience."""

from collections.abc import Sequence

from schemas.annotation import Entity, EntityType, Mention
from worker.text.names.cues import TITLES
from worker.text.names.gazetteer import Candidate
from worker.text.names.grouping import Group
from worker.text.names.tokens import cut, fold

COUNT_WEIGHT, PLACE_WEIGHT, HEADLINE_WEIGHT = 0.4, 0.35, 0.25


def normalised(name: str) -> str:
    """The name as it stands in a ``name:...`` id: small letters without diacritics and marks, one space between words.

    So that outlets that write one name in their own ways ("Kim Jong Un", "Kim Jong-un") give it one id.

    >>> normalised("Vladimir  Putin"), normalised("Kim Jong-un"), normalised("Recep Tayyip Erdoğan")
    ('vladimir putin', 'kim jong un', 'recep tayyip erdogan')
    """
    return " ".join(filter(None, map(fold, cut(name)))) or " ".join(name.casefold().split())


def name_id(type_: EntityType, name: str) -> str:
    """The id of an entity that no registry has.

    >>> name_id("PERSON", "Vladimir Putin")
    'name:PERSON:vladimir putin'
    """
    return f"name:{type_}:{normalised(name)}"


def links(entry: Candidate) -> dict[str, str]:
    """Other registries' keys, and the country: of a country, its nationality and its capital ``iso3166`` (a capital is
    named for its government), of everything else ``country``, where it lies."""
    scheme, _, key = entry.id.partition(":")
    found = {scheme: key} if scheme and key else {}
    if entry.kind == "nationality" and entry.country:
        found["iso3166-2" if "-" in entry.country else "iso3166"] = entry.country
    elif entry.country and scheme != "iso3166":
        found["country"] = entry.country
        if entry.kind == "capital":
            found["iso3166"] = entry.country
    return found


def salience(starts: Sequence[int], most: int, length: int, headline_end: int) -> float:
    """How much the article is about an entity, from 0 to 1, two places.

    0.4 times its mentions as a share of the most mentioned one's, 0.35 times how early the first one stands (1 at the
    start of the text, 0 at its end), 0.25 if one stands in the headline. Without a headline the first two make up all.

    >>> salience([0, 50], most=2, length=100, headline_end=20), salience([50], most=2, length=100, headline_end=20)
    (1.0, 0.38)
    """
    score = COUNT_WEIGHT * len(starts) / most + PLACE_WEIGHT * (1 - starts[0] / max(length, 1))
    if headline_end <= 0:
        return round(score / (COUNT_WEIGHT + PLACE_WEIGHT), 2)
    return round(score + HEADLINE_WEIGHT * (starts[0] < headline_end), 2)


def build(mentions: Sequence[Mention], groups: Sequence[Group], length: int, headline_end: int) -> tuple[Entity, ...]:
    """One entity a group, in the groups' order. The canonical name is the registry's, else the fullest mention."""
    most = max((len(group.mentions) for group in groups), default=1)
    return tuple(_entity(mentions, group, most, length, headline_end) for group in groups)


def fullest(type_: EntityType, surfaces: Sequence[str]) -> str:
    """The fullest of the ways in which a text names one thing, the first of equals; without titles, "'s" and article.

    >>> fullest("PERSON", ["Putin", "President Vladimir Putin's", "Mr Putin"])
    'Vladimir Putin'
    """
    return max((_bare(type_, surface) for surface in surfaces), key=lambda name: (len(name.split()), len(name)))


def apart(groups: Sequence[Group], surfaces: Sequence[str]) -> list[Group]:
    """The groups, each with an id of its own: two of one bare name are told apart by how they are addressed ("King
    Harald", "Mrs Weiss"), and are one where nothing tells them apart. ``surfaces`` are those of all mentions."""
    taken: dict[str, Group] = {}
    for group in groups:
        if group.entry is not None and group.entry.id:
            key = f"{group.type} {group.entry.id}"
        else:
            own = [surfaces[index] for index in group.mentions]
            bare = group.entry.canonical if group.entry is not None else fullest(group.type, own)
            key = name_id(group.type, bare)
            if key in taken and group.form:
                key = name_id(group.type, f"{group.form} {bare}")
                group.prefix = group.form
        if key in taken:
            taken[key].mentions = sorted({*taken[key].mentions, *group.mentions})
        else:
            taken[key] = group
    return sorted(taken.values(), key=lambda group: group.mentions[0])


def _bare(type_: EntityType, surface: str) -> str:
    name = surface
    for end in ("'s", "’s"):
        if len(name) > len(end) + 1:
            name = name.removesuffix(end)
    words = name.split(" ")
    titles = TITLES if type_ == "PERSON" else frozenset(("the",))
    while len(words) > 1 and fold(words[0]) in titles:
        del words[0]
    return " ".join(words)


def _entity(mentions: Sequence[Mention], group: Group, most: int, length: int, headline_end: int) -> Entity:
    surfaces = list(dict.fromkeys(" ".join(mentions[index].surface.split()) for index in group.mentions))
    entry = group.entry
    canonical = entry.canonical if entry is not None else fullest(group.type, surfaces)
    if group.prefix:
        canonical = f"{group.prefix} {canonical}"
    return Entity(
        entity_id=entry.id if entry is not None and entry.id else name_id(group.type, canonical),
        resolved=entry is not None and bool(entry.id),
        type=group.type,
        canonical=canonical,
        aliases=tuple(surface for surface in surfaces if surface != canonical),
        links=links(entry) if entry is not None else {},
        salience=salience([mentions[index].start for index in group.mentions], most, length, headline_end),
        mentions=tuple(group.mentions),
    )

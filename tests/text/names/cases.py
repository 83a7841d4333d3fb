"""What tests of names share: a text's names as plain values."""

from schemas.annotation import Entity, Mention
from worker.text.names import find_names, settle
from worker.text.names.rules import judge
from worker.text.names.scene import see


def names(text: str, **around: str | int | bool) -> list[tuple[str, str]]:
    """(surface, type) of every mention, in order."""
    mentions, _ = find_names(text, (), **around)  # type: ignore[arg-type]
    return [(mention.surface, mention.type) for mention in mentions]


def by_rules(
    text: str, *, country: str | None = None, dateline_place: str | None = None
) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    """What linking and grouping make of the names that the rules find: no other finder's faults disturb."""
    scene = see(text, ())
    return settle(scene, judge(scene).found, country=country, dateline_place=dateline_place)


def ids(text: str, *, country: str | None = None, dateline_place: str | None = None) -> dict[str, str]:
    """The entity's id by surface; of a surface with several ids, the last one's."""
    mentions, entities = by_rules(text, country=country, dateline_place=dateline_place)
    return {mention.surface: entities[mention.entity].entity_id for mention in mentions}


def entities(text: str) -> dict[str, Entity]:
    """Entities by canonical name."""
    return {entity.canonical: entity for entity in by_rules(text)[1]}


def groups(text: str) -> list[list[str]]:
    """The surfaces of each entity, in the entities' order."""
    mentions, found = by_rules(text)
    return [[mentions[index].surface for index in entity.mentions] for entity in found]

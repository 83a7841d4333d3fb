"""Names in a text: found, linked to registries, grouped into entities.

finder (spans, by tables and rules) -> linking (registry ids) -> grouping (one entity for all its mentions) ->
entities (canonical names, links, salience).
"""

from collections.abc import Sequence

from schemas.annotation import Entity, Mention
from schemas.span import Span
from worker.text.names.entities import apart, build
from worker.text.names.finder import Found, find_spans, surface_span
from worker.text.names.grouping import group
from worker.text.names.known import find_known
from worker.text.names.linking import resolve
from worker.text.names.own import NOTHING, OwnNames, claim
from worker.text.names.scene import Scene, see

__all__ = ["find_names", "settle"]


def find_names(
    text: str,
    sentences: Sequence[Span],
    *,
    country: str | None = None,
    dateline_place: str | None = None,
    headline_end: int = 0,
    english: bool = True,
    own: OwnNames = NOTHING,
    network: bool = True,
) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    """The names of a text: mentions by ``start`` without overlap, entities by their first mention.

    ``sentences`` are spans of ``text`` in order (none: full stops decide); ``country`` is the publisher's (ISO 3166),
    ``dateline_place`` the place that the report was filed from: both weigh where a place's name has several readings.
    ``headline_end`` is the end of the headline in ``text``, 0 without one. With ``english=False`` only names of the
    tables are looked for, no rule of English is used. ``own`` are the operator's names,
    which win over the tables. With ``network=False`` rules and tables find the names: less of them, some ten times as
    fast. A text without names gives two empty tuples; no text raises.

    >>> mentions, entities = find_names("Mr Putin met NATO's envoy in Kyiv. Vladimir Putin left.", ())
    >>> [(m.surface, m.type, m.entity) for m in mentions]
    [('Putin', 'PERSON', 0), ('NATO', 'ORGANISATION', 1), ('Kyiv', 'LOCATION', 2), ('Vladimir Putin', 'PERSON', 0)]
    >>> [(e.entity_id, e.resolved) for e in entities]
    [('name:PERSON:vladimir putin', False), ('org:nato', True), ('geonames:703448', True)]
    """
    scene = see(text, sentences, headline_end)
    found = find_spans(scene, network=network) if english else find_known(scene)
    return settle(scene, found, country=country, dateline_place=dateline_place, headline_end=headline_end, own=own)


def settle(
    scene: Scene,
    found: Sequence[Found],
    *,
    country: str | None = None,
    dateline_place: str | None = None,
    headline_end: int = 0,
    own: OwnNames = NOTHING,
) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    """Link and group names that are found already, whoever found them; the arguments are :func:`find_names`'s."""
    found, claims = claim(scene, found, own)
    if not found:
        return (), ()
    entries = resolve(scene, found, country, dateline_place, claims)
    text = scene.words.text
    spans = [surface_span(scene.words, name) for name in found]
    groups = apart(group(scene, found, entries, headline_end), [text[start:end] for start, end in spans])
    entity_of = {mention: number for number, made in enumerate(groups) for mention in made.mentions}
    mentions = []
    for index, name in enumerate(found):
        start, end = spans[index]
        mentions.append(Mention(start=start, end=end, surface=text[start:end], type=name.type, entity=entity_of[index]))
    return tuple(mentions), build(mentions, groups, len(text), headline_end)

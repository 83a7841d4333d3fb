"""The flat records of an article: what goes to `articles.entities` and `articles.numbers`."""

import uuid
from bisect import bisect_left, bisect_right
from typing import Literal

from schemas.annotation import Change, Entity, EntityFacts, Figure, FigureFacts
from schemas.article import EnrichedArticle
from schemas.record import (
    EntityRecord,
    EntityRef,
    Evidence,
    FigureRecord,
    FigureRef,
    NamedChange,
    NamedEntity,
    NamedFigure,
)
from schemas.span import Span, Surface

EVIDENCE_LIMIT = 2000
"""Code points of evidence at most: a text without full stops must not be repeated whole with each of its figures."""

_RECORDS = uuid.uuid5(uuid.NAMESPACE_URL, "urn:copydesk:record")


def flat_records(article: EnrichedArticle) -> tuple[tuple[EntityRecord, ...], tuple[FigureRecord, ...]]:
    """One record for each entity and one for each figure, in the article's order.

    Where one refers to another (the speaker of a figure, the whole that it is part of), the record names it: it is
    read without the article. The evidence is the sentence; for an entity, that of its first mention. Empty tuples
    where nothing was found and for a withdrawn article: how a reader learns that is said in `schemas.record.Envelope`.

    The same article gives the same records, ids included, on any worker.
    """
    sentences = _Sentences(article)
    facts = _facts(article)
    entities = tuple(
        EntityRecord(
            **facts,
            record_id=_record_id(article, "entity", number),
            number=number,
            total=len(article.entities),
            evidence=sentences.around(article.mentions[entity.mentions[0]]),
            entity=_named_entity(article, entity),
        )
        for number, entity in enumerate(article.entities)
    )
    figures = tuple(
        FigureRecord(
            **facts,
            record_id=_record_id(article, "figure", number),
            number=number,
            total=len(article.figures),
            evidence=sentences.around(figure),
            figure=_named_figure(article, figure),
        )
        for number, figure in enumerate(article.figures)
    )
    return entities, figures


def _facts(article: EnrichedArticle) -> dict[str, object]:
    return {
        "article_id": article.article_id,
        "content_hash": article.content_hash,
        "source": article.source,
        "url": article.url,
        "headline": article.headline,
        "published": article.published,
        "language": article.language.tag,
    }


def _record_id(article: EnrichedArticle, kind: Literal["entity", "figure"], number: int) -> str:
    return str(uuid.uuid5(_RECORDS, f"{article.article_id}\n{article.content_hash}\n{kind}\n{number}"))


def _named_entity(article: EnrichedArticle, entity: Entity) -> NamedEntity:
    return NamedEntity(
        **{name: getattr(entity, name) for name in EntityFacts.model_fields},
        mentions=tuple(_surface(article.mentions[index]) for index in entity.mentions),
    )


def _named_figure(article: EnrichedArticle, figure: Figure) -> NamedFigure:
    return NamedFigure(
        **{name: getattr(figure, name) for name in FigureFacts.model_fields},
        change=_named_change(article, figure.change),
        part_of=_figure_ref(article, figure.part_of),
        speaker=_entity_ref(article, figure.speaker),
    )


def _named_change(article: EnrichedArticle, change: Change | None) -> NamedChange | None:
    if change is None:
        return None
    return NamedChange(
        direction=change.direction, from_=_figure_ref(article, change.from_), to=_figure_ref(article, change.to)
    )


def _figure_ref(article: EnrichedArticle, index: int | None) -> FigureRef | None:
    return None if index is None else FigureRef(number=index, surface=article.figures[index].surface)


def _entity_ref(article: EnrichedArticle, index: int | None) -> EntityRef | None:
    if index is None:
        return None
    entity = article.entities[index]
    return EntityRef(entity_id=entity.entity_id, canonical=entity.canonical)


def _surface(mention: Surface) -> Surface:
    return Surface(start=mention.start, end=mention.end, surface=mention.surface)


class _Sentences:
    """Finds the sentence that something stands in, by bisection."""

    def __init__(self, article: EnrichedArticle) -> None:
        self._text = article.text
        self._starts = [sentence.start for sentence in article.sentences]
        self._ends = [sentence.end for sentence in article.sentences]

    def around(self, found: Span) -> Evidence:
        """The sentence of a span: all sentences that it touches, itself where it touches none, cut where too long."""
        first = bisect_right(self._ends, found.start)
        last = bisect_left(self._starts, found.end) - 1
        start, end = found.start, found.end
        if first <= last:
            start, end = min(start, self._starts[first]), max(end, self._ends[last])
        if end - start > EVIDENCE_LIMIT:
            start, end = self._cut(start, end, found)
        return Evidence(start=start, end=end, text=self._text[start:end])

    def _cut(self, start: int, end: int, found: Span) -> tuple[int, int]:
        """The words around a span, as many before it as after it."""
        margin = max(0, EVIDENCE_LIMIT - (found.end - found.start)) // 2
        left, right = max(start, found.start - margin), min(end, found.end + margin)
        if left > start:
            space = self._text.find(" ", left, found.start)
            left = found.start if space < 0 else space + 1
        if right < end:
            space = self._text.rfind(" ", found.end, right)
            right = found.end if space < 0 else space
        return left, right

"""The flat topics: one message for each entity and each figure of an article, readable without the article."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from schemas.annotation import Direction, EntityFacts, FigureFacts
from schemas.article import Stamp
from schemas.base import SCHEMA_VERSION, Contract, SchemaVersion
from schemas.span import Span, Surface


class Evidence(Span):
    """The sentence in which something was found, with the article's offsets: ``text`` is that slice."""

    text: str

    @model_validator(mode="after")
    def _as_long(self) -> Self:
        if len(self.text) != self.end - self.start:
            raise ValueError("text is the slice from start to end")
        return self


class Envelope(Contract):
    """What every flat record says of its article. ``number`` counts from 0 to ``total`` - 1 within one revision.

    A reader that keeps one table row per record takes ``record_id`` as the key and, with each record, deletes the
    article's rows of this topic whose ``content_hash`` is another or whose ``number`` is not below ``total``: what an
    older revision, or older rules, had found. A revision in which nothing is found, or that is withdrawn, has no
    records at all: ``articles.enriched``, which gets exactly one message for each article under the same key and
    partition number, says so (``entities`` or ``figures`` empty, or ``status`` withdrawn).
    """

    schema_version: SchemaVersion = SCHEMA_VERSION
    record_id: Annotated[str, Field(description="UUIDv5 of article_id, content_hash, kind and number")]
    article_id: str
    content_hash: str
    source: str
    url: str | None = None
    headline: str | None = None
    published: Stamp | None = None
    language: str
    number: Annotated[int, Field(ge=0)]
    total: Annotated[int, Field(ge=1)]
    evidence: Evidence

    @model_validator(mode="after")
    def _within_total(self) -> Self:
        if self.number >= self.total:
            raise ValueError("number counts from 0 to total - 1")
        return self


class NamedEntity(EntityFacts):
    """An entity with its mentions written out."""

    mentions: Annotated[tuple[Surface, ...], Field(min_length=1)]


class EntityRecord(Envelope):
    """One entity of one article; its evidence is the sentence of its first mention."""

    entity: NamedEntity


class FigureRef(Contract):
    """Another figure of the same article, by its record's number."""

    number: Annotated[int, Field(ge=0)]
    surface: str


class EntityRef(Contract):
    """An entity of the same article, by its id."""

    entity_id: str
    canonical: str


class NamedChange(Contract):
    """A movement between figures, written out."""

    direction: Direction
    from_: Annotated[FigureRef | None, Field(alias="from")] = None
    to: FigureRef | None = None


class NamedFigure(FigureFacts):
    """A figure with what it refers to written out."""

    change: NamedChange | None = None
    part_of: FigureRef | None = None
    speaker: EntityRef | None = None


class FigureRecord(Envelope):
    """One figure of one article."""

    figure: NamedFigure

"""The flat topics: one message for each entity and each figure of an article, readable without the article."""

from typing import Annotated

from pydantic import Field

from schemas.annotation import Direction, EntityFacts, FigureFacts
from schemas.article import Stamp
from schemas.base import SCHEMA_VERSION, Contract
from schemas.span import Span, Surface


class Evidence(Span):
    """The sentence in which something was found, with the article's offsets."""

    text: str


class Envelope(Contract):
    """What every flat record says of its article. ``number`` counts from 0 to ``total`` - 1 within one revision."""

    schema_version: str = SCHEMA_VERSION
    record_id: Annotated[str, Field(description="UUIDv5 of article_id, content_hash, kind and number")]
    article_id: str
    content_hash: str
    source: str
    url: str | None = None
    headline: str | None = None
    published: Stamp | None = None
    language: str
    number: Annotated[int, Field(ge=0)]
    total: Annotated[int, Field(ge=0)]
    evidence: Evidence


class NamedEntity(EntityFacts):
    """An entity with its mentions written out."""

    mentions: tuple[Surface, ...]


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

"""The article on its way: as it came in, normalised, enriched."""

import json
from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Field, model_validator
from pydantic.config import JsonDict

from schemas.annotation import Entity, Figure, Mention, Moment, Quote
from schemas.base import SCHEMA_VERSION, Confidence, Contract, SchemaVersion
from schemas.span import Span

Status = Literal["usable", "withdrawn"]
Metadata = dict[str, str]

_BODY: JsonDict = {"required": ["body"], "properties": {"body": {"type": "string"}}}
_BODY_BASE64: JsonDict = {"required": ["body_base64"], "properties": {"body_base64": {"type": "string"}}}
_ONE_BODY: JsonDict = {
    "if": {"required": ["status"], "properties": {"status": {"const": "withdrawn"}}},
    "then": {"not": {"allOf": [_BODY, _BODY_BASE64]}},
    "else": {"oneOf": [_BODY, _BODY_BASE64]},
}
"""What ``RawArticle._one_body`` checks, said in JSON Schema for producers."""


class RawArticle(Contract):
    """What a producer sends. Fields that are not listed here are kept in ``metadata``, as JSON where not a string.

    ``url`` and ``headline`` are bounded because every flat record of the article repeats them.
    """

    model_config = ConfigDict(json_schema_extra=_ONE_BODY)

    schema_version: SchemaVersion = SCHEMA_VERSION
    source: Annotated[str, Field(min_length=1, max_length=253, description="the publisher's domain or slug")]
    body: str | None = None
    body_base64: Annotated[str | None, Field(description="the original bytes")] = None
    charset: str | None = None
    external_id: str | None = None
    url: Annotated[str | None, Field(max_length=8192)] = None
    headline: Annotated[str | None, Field(max_length=10_000)] = None
    media_type: Annotated[str | None, Field(description="text/plain or text/html; sniffed when absent")] = None
    language: Annotated[str | None, Field(description="a BCP 47 tag, as a hint")] = None
    byline: str | None = None
    published: Annotated[str | None, Field(description="as found")] = None
    retrieved: Annotated[str | None, Field(description="RFC 3339")] = None
    status: Status = "usable"
    metadata: Metadata = Field(default_factory=dict, json_schema_extra={"default": {}})

    @model_validator(mode="before")
    @classmethod
    def _keep_unknown(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        unknown = {name: value for name, value in data.items() if name not in cls.model_fields}
        if not unknown or not isinstance(data.get("metadata", {}), dict):
            return data
        kept = {
            name: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
            for name, value in unknown.items()
        }
        known = {name: value for name, value in data.items() if name not in unknown}
        return {**known, "metadata": {**kept, **data.get("metadata", {})}}

    @model_validator(mode="after")
    def _one_body(self) -> Self:
        bodies = (self.body is not None) + (self.body_base64 is not None)
        if bodies > 1 or (bodies == 0 and self.status == "usable"):
            raise ValueError("exactly one of body and body_base64 is needed")
        return self


class Segment(Span):
    """A block of the text; segments do not overlap, and between two of them lies only white space."""

    kind: Literal["headline", "standfirst", "heading", "paragraph", "list_item", "blockquote"]


FurnitureKind = Literal[
    "caption",
    "credit",
    "byline",
    "dateline",
    "update_note",
    "correction",
    "contributors",
    "translation_note",
    "related",
    "boilerplate",
]


class Furniture(Contract):
    """Text that came with the article and is not the article's: taken out of ``text``, kept here."""

    kind: FurnitureKind
    text: str


class Dateline(Contract):
    """Where and when a report was filed; ``date`` is ISO 8601, ``XXXX-11-04`` where the year is not known."""

    place: str | None = None
    date: str | None = None
    surface: str


class Language(Contract):
    """A BCP 47 tag; ``und`` where the text does not tell."""

    tag: str
    confidence: Confidence


class Stamp(Contract):
    """A moment of the article's own life: ``at`` is ISO 8601 at its precision."""

    at: str
    precision: Literal["year", "month", "day", "minute", "second"]
    zone: Literal["explicit", "source", "unknown"]
    evidence: Literal["field", "page", "text", "url", "dateline", "modified", "retrieved"]


class Article(Contract):
    """The article, the whole article, and nothing but the article. All offsets count code points of ``text``."""

    schema_version: SchemaVersion = SCHEMA_VERSION
    article_id: str
    content_hash: Annotated[str, Field(description="SHA-256 of text, hexadecimal")]
    source: str
    url: str | None = None
    canonical_url: str | None = None
    external_id: str | None = None
    site: str | None = None
    section: str | None = None
    country: Annotated[str | None, Field(description="of the source, ISO 3166")] = None
    status: Status = "usable"
    headline: str | None = None
    text: Annotated[str, Field(description="headline, standfirst and body, joined by blank lines")]
    segments: tuple[Segment, ...] = ()
    sentences: tuple[Span, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    byline: tuple[str, ...] = ()
    dateline: Dateline | None = None
    language: Language
    published: Stamp | None = None
    modified: Stamp | None = None
    fingerprint: Annotated[str | None, Field(description="of the cleaned text, for near-duplicates")] = None
    repairs: Annotated[tuple[str, ...], Field(description="what was mended on the way in")] = ()
    metadata: Metadata = Field(default_factory=dict, json_schema_extra={"default": {}})


class Failure(Contract):
    """An enricher that broke, hung or died: its annotations are missing, the article is not."""

    enricher: str
    code: Literal["internal_error", "timed_out", "crashed"]


class PipelineVersions(Contract):
    """What made the annotations: the same versions give the same bytes."""

    rules: str
    model: str


class EnrichedArticle(Article):
    """An article with its names, numbers, dates and quotes."""

    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    figures: tuple[Figure, ...] = ()
    moments: tuple[Moment, ...] = ()
    quotes: tuple[Quote, ...] = ()
    failures: tuple[Failure, ...] = ()
    pipeline: PipelineVersions

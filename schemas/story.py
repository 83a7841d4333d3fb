"""Articles on one event, and how their figures compare."""

from typing import Literal

from schemas.annotation import FigureFacts
from schemas.base import SCHEMA_VERSION, Amount, Confidence, Contract, SchemaVersion
from schemas.record import EntityRef, Evidence

Agreement = Literal["agree", "compatible", "part_of", "conflict", "single"]


class Placement(Contract):
    """Where an article belongs. Duplicates are marked here, never dropped."""

    schema_version: SchemaVersion = SCHEMA_VERSION
    article_id: str
    content_hash: str
    story_id: str
    duplicate_of: str | None = None
    syndicated_from: str | None = None
    revision_of: str | None = None
    similarity: Confidence | None = None
    containment: Confidence | None = None


class ClaimReading(Contract):
    """What one article says of a claim."""

    article_id: str
    source: str
    figure: FigureFacts
    evidence: Evidence


class Claim(Contract):
    """One counted thing of a story with every outlet's figure for it; malformed ones stand by, never compared."""

    counted: str
    event: str | None = None
    unit_code: str | None = None
    low: Amount | None = None
    high: Amount | None = None
    readings: tuple[ClaimReading, ...]
    malformed: tuple[ClaimReading, ...] = ()
    agreement: Agreement


class Story(Contract):
    """A cluster of articles on one event."""

    schema_version: SchemaVersion = SCHEMA_VERSION
    story_id: str
    merged_into: str | None = None
    headline: str | None = None
    first_published: str | None = None
    last_published: str | None = None
    articles: tuple[str, ...]
    entities: tuple[EntityRef, ...] = ()
    claims: tuple[Claim, ...] = ()

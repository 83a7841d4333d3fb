"""The stages on bytes: one message's value in, the records that come of it out. What a pool child runs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from schemas.article import Article, PipelineVersions
from schemas.dead_letter import Code
from worker import codec
from worker.enrichers import Enricher
from worker.errors import Rejected
from worker.normalise import normalise
from worker.pipeline import VERSIONS, FailureCode, enrich
from worker.records import flat_records
from worker.settings import Stage
from worker.sources import NO_SOURCES, Sources
from worker.topics import Topics

STAGES: tuple[Stage, ...] = ("normalise", "enrich")
"""In the order of an article's way."""

_LIMITS = {slot: topic.max_value_bytes for slot, topic in Topics().slots()}

MAX_OUTPUT_BYTES = 64 * 1024 * 1024
"""All that may come of one article: one transaction must be able to hold it."""


@dataclass(frozen=True, slots=True)
class Record:
    """One message to write: `slot` is the topic's name in `Topics` ("enriched"), the key is the article's id."""

    slot: str
    value: bytes


@dataclass(frozen=True, slots=True)
class Job:
    """One message to work on: its value as it came, its timestamp (ms since the epoch), and what to leave out."""

    stage: Stage
    value: bytes | None
    timestamp_ms: int | None = None
    lost: Mapping[str, FailureCode] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a message: the records to forward, and the enrichers that failed on it with their codes."""

    article_id: str
    records: tuple[Record, ...]
    failures: tuple[tuple[str, str], ...] = ()


def run(
    job: Job,
    enrichers: Sequence[Enricher],
    *,
    max_body_bytes: int,
    entering: Callable[[str], None],
    failed: Callable[[str, Exception], None],
    sources: Sources = NO_SOURCES,
    made_by: PipelineVersions = VERSIONS,
) -> Result:
    """Work on one message. `entering` hears of each part before it runs, `failed` of each enricher that raised.

    Raises Rejected where the message is at fault; anything else that it raises is a fault of ours.
    """
    entering("decode")
    if job.stage == "normalise":
        return _normalise(job, max_body_bytes, entering, sources)
    article = codec.decode(Article, job.value or b"")
    enriched = enrich(article, enrichers, lost=job.lost, entering=entering, failed=failed, made_by=made_by)
    entering("encode")
    entities, figures = flat_records(enriched)
    records = (
        _record("enriched", codec.encode(enriched)),
        *(_record("entities", codec.encode(entity)) for entity in entities),
        *(_record("numbers", codec.encode(figure)) for figure in figures),
    )
    if sum(len(record.value) for record in records) > MAX_OUTPUT_BYTES:
        raise Rejected(Code.OUTPUT_TOO_LARGE, f"its records take more than {MAX_OUTPUT_BYTES} bytes")
    return Result(enriched.article_id, records, tuple((f.enricher, f.code) for f in enriched.failures))


def _normalise(job: Job, max_body_bytes: int, entering: Callable[[str], None], sources: Sources) -> Result:
    raw, repairs = codec.decode_raw(job.value)
    entering("normalise")
    received = None if job.timestamp_ms is None else datetime.fromtimestamp(job.timestamp_ms / 1000, UTC)
    article = normalise(raw, received=received, repairs=repairs, max_body_bytes=max_body_bytes, sources=sources)
    entering("encode")
    return Result(article.article_id, (_record("normalised", codec.encode(article)),))


def _record(slot: str, value: bytes) -> Record:
    if len(value) > _LIMITS[slot]:
        raise Rejected(Code.OUTPUT_TOO_LARGE, f"{len(value)} bytes for {slot}, which takes {_LIMITS[slot]}")
    return Record(slot, value)


def source_slot(stage: Stage) -> str:
    """The topic, by its name in `Topics`, that a stage reads."""
    return {"normalise": "raw", "enrich": "normalised"}[stage]

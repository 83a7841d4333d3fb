"""Every log event and every metric: one typed function each, the line and the counter together.

Metrics carry OpenTelemetry's messaging names where they exist. Logs are one canonical line per event, without any text
of an article and without exception messages, which may quote one.
"""

import logging
import sys
import time
from collections.abc import Mapping
from typing import Any

import orjson
import structlog
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, Counter, Gauge, Histogram, Info, generate_latest

from worker.errors import where

_LOG = structlog.stdlib.get_logger("copydesk")

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25)
_LATENCY = (0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800)
_BATCH = (1, 2, 5, 10, 25, 50, 100, 200, 400, 1000)

CONSUMED = Counter("messaging_client_consumed_messages", "Messages taken from a topic", ["stage"])
SENT = Counter("messaging_client_sent_messages", "Messages written and committed", ["topic"])
PROCESSED = Histogram(
    "messaging_process_duration_seconds", "From taking a message to its commit", ["stage"], buckets=_SECONDS
)
REJECTED = Counter("copydesk_rejected_articles", "Articles that went to the dead letters", ["stage", "code"])
FORWARDED = Counter("copydesk_forwarded_articles", "Articles that went on", ["stage"])
SKIPPED = Counter("copydesk_skipped_messages", "Messages of a past assignment, left to their owner", ["stage"])
FAILURES = Counter("copydesk_enricher_failures", "Enrichers that cost an article their layers", ["enricher", "code"])
PART_SECONDS = Counter("copydesk_part_seconds", "Seconds of work in the pool, by part of a stage", ["stage", "part"])
LATENCY = Histogram("copydesk_latency_seconds", "Age of the raw message at the commit", ["stage"], buckets=_LATENCY)
IN_FLIGHT = Gauge("copydesk_articles_in_flight", "Taken and not yet committed")
BATCH = Histogram("copydesk_transaction_articles", "Articles in one transaction", ["stage"], buckets=_BATCH)
TRANSACTION = Histogram("copydesk_transaction_duration_seconds", "From begin to commit", ["stage"], buckets=_SECONDS)
ABORTED = Counter("copydesk_aborted_transactions", "Transactions taken back because of a refused record", ["stage"])
REBALANCES = Counter("copydesk_rebalances", "Assignments by the group")
REBALANCE = Histogram("copydesk_rebalance_duration_seconds", "From revoked to at work again", buckets=_LATENCY)
PARTITIONS = Gauge("copydesk_assigned_partitions", "Partitions that this worker holds")
POOL_BUSY = Gauge("copydesk_pool_busy_seconds", "Seconds of work done by all children")
POOL_WAITING = Gauge("copydesk_pool_waiting_articles", "Articles waiting for a child")
RESPAWNS = Gauge("copydesk_pool_respawns", "Children replaced, by cause", ["cause"])
LAG = Gauge("copydesk_lag_messages", "Offsets between the last commit and the end", ["topic", "partition"])
FUSE = Gauge("copydesk_fuse_share", "How much of the fuse is used up: 1 stops the worker")
BROKER = Gauge("copydesk_broker_answers", "1 while a broker answers")
RETRIES = Counter("copydesk_retries", "Tries again of what may mend itself", ["what"])
READY = Gauge("copydesk_ready", "1 while assigned and the broker answers")
BUILD = Info("copydesk_build", "Version of the worker and of its rules")


def configure(level: str, style: str) -> None:
    """Send our events, and what libraries log, to standard error."""
    renderer: Any
    if style == "json":
        renderer = structlog.processors.JSONRenderer(serializer=_json)
    else:
        renderer = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    meta = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(processors=[meta, renderer], foreign_pre_chain=[*shared, _library])
    )
    handler.addFilter(RateLimit())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)


def _json(event: object, **_: object) -> str:
    return orjson.dumps(event, default=str).decode()


def _library(_: object, __: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """A library's record: its exception by class and place, for its words may quote a message."""
    record = event["_record"]
    event["logger"] = record.name
    if record.exc_info and record.exc_info[1] is not None:
        error = record.exc_info[1]
        event["exception"] = type(error).__name__
        event["where"] = where(error)
    event.pop("exc_info", None)
    return event


class RateLimit(logging.Filter):
    """Lets the same message of the same logger through once in `seconds`: clients write thousands without a broker."""

    def __init__(self, seconds: float = 10.0) -> None:
        super().__init__()
        self._seconds = seconds
        self._last: dict[tuple[str, str], float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether this record is shown."""
        key, now = (record.name, str(record.msg)), time.monotonic()
        if now - self._last.get(key, -self._seconds) < self._seconds:
            return False
        self._last[key] = now
        return True


def starting(version: str, rules: str, model: str, **facts: Any) -> None:
    """The worker begins."""
    BUILD.info({"version": version, "rules": rules, "model": model})
    _LOG.info("starting", version=version, rules=rules, model=model, **facts)


def unknown_settings(names: tuple[str, ...]) -> None:
    """Variables that look like settings and are none."""
    _LOG.warning("unknown_settings", names=names)


def waiting_for_broker(brokers: str, tried_s: float) -> None:
    """No broker answers yet."""
    RETRIES.labels("broker").inc()
    _LOG.warning("waiting_for_broker", brokers=brokers, tried_s=round(tried_s, 1))


def starts_at(topic: str, messages: int, where: str) -> None:
    """A group has no committed offsets on a topic that is not empty: from where it is going to read."""
    _LOG.warning("no_committed_offsets", topic=topic, messages=messages, starts_at=where)


def out_of_range(topic: str, partition: int, committed: int, first: int, end: int, where: str) -> None:
    """The group's committed offset is not in the topic any more: what lay between is gone, and from where it reads."""
    _LOG.warning(
        "committed_offset_out_of_range",
        topic=topic,
        partition=partition,
        committed=committed,
        first=first,
        end=end,
        starts_at=where,
    )


def broker(answers: bool) -> None:
    """The brokers went away, or are back."""
    BROKER.set(answers)
    _LOG.log(logging.INFO if answers else logging.WARNING, "broker_answers" if answers else "broker_away")


def retry(what: str, error: str, after_s: float) -> None:
    """Something that may mend itself is tried again."""
    RETRIES.labels(what).inc()
    _LOG.warning("retry", what=what, error=error, after_s=round(after_s, 2))


def lag(messages: Mapping[tuple[str, int], int]) -> None:
    """How far each of our partitions is behind; of the others we know nothing any more."""
    LAG.clear()
    for (topic, partition), behind in messages.items():
        LAG.labels(topic, str(partition)).set(behind)


def revoked(waited_s: float) -> None:
    """The group takes the partitions back; our transactions have ended."""
    READY.set(0)
    _LOG.info("revoked", waited_s=round(waited_s, 3))


def assigned(partitions: int, generation: int, fencing_s: float, away_s: float) -> None:
    """Partitions are ours, and whoever had them is fenced."""
    REBALANCES.inc()
    REBALANCE.observe(away_s)
    PARTITIONS.set(partitions)
    READY.set(1 if partitions else 0)
    _LOG.info("assigned", partitions=partitions, generation=generation, fencing_s=round(fencing_s, 3))


def overtaken(generation: int, now: int) -> None:
    """The group moved on while we were fencing: left to the next time."""
    _LOG.info("overtaken", generation=generation, now=now)


def consumed(stage: str) -> None:
    """A message was taken."""
    CONSUMED.labels(stage).inc()


def skipped(stage: str, messages: int) -> None:
    """Messages of a past assignment were left alone."""
    if messages:
        SKIPPED.labels(stage).inc(messages)
        _LOG.debug("skipped", stage=stage, messages=messages)


def article(
    *,
    stage: str,
    raw: str,
    article_id: str | None,
    code: str | None,
    failures: tuple[tuple[str, str], ...],
    spent: Mapping[str, float],
    took_s: float,
    age_s: float | None,
    bytes_in: int,
    bytes_out: int,
    records: int,
) -> None:
    """The canonical line of an article in a stage, after its commit. `code` where it was rejected."""
    if code is None:
        FORWARDED.labels(stage).inc()
    else:
        REJECTED.labels(stage, code).inc()
    PROCESSED.labels(stage).observe(took_s)
    if age_s is not None:
        LATENCY.labels(stage).observe(max(age_s, 0.0))
    for part, seconds in spent.items():
        PART_SECONDS.labels(stage, part).inc(seconds)
    for enricher, why in failures:
        FAILURES.labels(enricher, why).inc()
    _LOG.info(
        "article",
        stage=stage,
        raw=raw,
        article_id=article_id,
        code=code,
        failures=dict(failures),
        work_ms=round(1000 * sum(spent.values()), 2),
        took_ms=round(1000 * took_s, 1),
        bytes_in=bytes_in,
        bytes_out=bytes_out,
        records=records,
    )


def fault(stage: str, raw: str, what: str, where: str) -> None:
    """A fault of ours in the analysis of one article: what was raised and where, without its words."""
    _LOG.error("fault", stage=stage, raw=raw, exception=what, where=where)


def began(stage: str, articles: int) -> None:
    """A transaction is open from here on, until `transaction` or `refused`, or an end by the broker."""
    _LOG.debug("began", stage=stage, articles=articles)


def transaction(stage: str, articles: int, sent: Mapping[str, int], seconds: float) -> None:
    """A transaction was committed."""
    BATCH.labels(stage).observe(articles)
    TRANSACTION.labels(stage).observe(seconds)
    for topic, messages in sent.items():
        SENT.labels(topic).inc(messages)
    _LOG.debug("transaction", stage=stage, articles=articles, seconds=round(seconds, 4))


def refused(stage: str, articles: int, error: str) -> None:
    """The broker refused a record; the transaction was taken back."""
    ABORTED.labels(stage).inc()
    _LOG.warning("refused", stage=stage, articles=articles, error=error)


def pool(busy_s: float, waiting: int, respawns: Mapping[str, int]) -> None:
    """A look at the pool."""
    POOL_BUSY.set(busy_s)
    POOL_WAITING.set(waiting)
    for cause, total in respawns.items():
        RESPAWNS.labels(cause).set(total)


def respawned(cause: str, article: str | None) -> None:
    """A child is replaced; `article` is the enricher or stage that it was in, None where it was idle."""
    _LOG.warning("respawned", cause=cause, was_in=article)


def listening(host: str, port: int) -> None:
    """HTTP is up."""
    _LOG.info("listening", host=host, port=port)


def stopping(why: str) -> None:
    """The way out has begun."""
    READY.set(0)
    _LOG.info("stopping", why=why)


def hush() -> None:
    """What libraries cry out while their connections are taken away on the way out is no news."""
    logging.getLogger().setLevel(logging.CRITICAL)
    for name in ("faust", "mode", "aiokafka"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def stopped(seconds: float) -> None:
    """The way out is done."""
    _LOG.info("stopped", seconds=round(seconds, 3))


def died(what: str, detail: str, place: str, status: int) -> None:
    """The process ends at once: the supervisor starts it again, the next owner fences."""
    _LOG.critical("died", exception=what, detail=detail, where=place, status=status)


def restarting(status: int, lived_s: float, after_s: float, left: int) -> None:
    """The supervisor starts the worker again; `left` more quick deaths, and it gives up."""
    _LOG.warning("restarting", status=status, lived_s=round(lived_s, 1), after_s=round(after_s, 2), deaths_left=left)


def gave_up(status: int, deaths: int, quick_s: float) -> None:
    """The supervisor has seen enough."""
    _LOG.critical("gave_up", status=status, deaths=deaths, each_within_s=quick_s)


METRICS_TYPE = CONTENT_TYPE_LATEST


def metrics() -> bytes:
    """All metrics in Prometheus' text format."""
    return generate_latest(REGISTRY)


def wall_ms() -> float:
    """The wall clock, for ages in metrics: milliseconds since the epoch."""
    return time.time() * 1000

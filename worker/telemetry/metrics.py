"""Every metric that a worker shows at /metrics, and the table of them for operators.

Where OpenTelemetry's semantic conventions for messaging have a name, it is theirs in Prometheus' form (dots become
underscores, the unit and `_total` follow), with their required attributes as labels. All else begins with `copydesk_`.
Source: opentelemetry.io/docs/specs/semconv/messaging/messaging-metrics.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    Counter,
    Gauge,
    Histogram,
    Info,
    disable_created_metrics,
    generate_latest,
)

from schemas.dead_letter import Code

CONTENT_TYPE = CONTENT_TYPE_LATEST
NAMESPACES = ("copydesk_", "messaging_")
"""What the names of our metrics begin with."""

_SYSTEM = "kafka"
_MESSAGING = ("messaging_system", "messaging_operation_name", "messaging_destination_name")

_WORK = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)
"""Buckets for work on one article, up to its deadline."""
_SECONDS = (0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25)
"""Buckets for what a deadline of a transaction bounds."""
_LATENCY = (0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800)
"""Buckets for an article's whole way, and for pauses: from a quiet moment to a backlog of half an hour."""
_BATCH = (1, 2, 5, 10, 25, 50, 100, 200, 400, 1000)

# `_created` would be a second series for each counter and histogram, and nobody reads it.
disable_created_metrics()  # type: ignore[no-untyped-call]


@dataclass(frozen=True, slots=True)
class Described:
    """A metric as the table has it; `name` without what Prometheus adds to it (`_total`, `_bucket`, ...)."""

    name: str
    kind: str
    labels: tuple[str, ...]
    what: str
    otel: str = ""

    @property
    def shown(self) -> str:
        """The name to ask Prometheus for."""
        return self.name + {"counter": "_total", "info": "_info"}.get(self.kind, "")

    @property
    def series(self) -> tuple[str, ...]:
        """The names of its series."""
        if self.kind == "histogram":
            return tuple(self.name + end for end in ("_bucket", "_count", "_sum"))
        return (self.shown,)


_described: list[Described] = []


def _counter(name: str, what: str, labels: Sequence[str] = (), otel: str = "") -> Counter:
    _described.append(Described(name, "counter", tuple(labels), what, otel))
    return Counter(name, what, labels)


def _gauge(name: str, what: str, labels: Sequence[str] = ()) -> Gauge:
    _described.append(Described(name, "gauge", tuple(labels), what))
    return Gauge(name, what, labels)


def _histogram(name: str, what: str, labels: Sequence[str], buckets: Sequence[float], otel: str = "") -> Histogram:
    _described.append(Described(name, "histogram", tuple(labels), what, otel))
    return Histogram(name, what, labels, buckets=buckets)


CONSUMED = _counter(
    "messaging_client_consumed_messages",
    "Messages received from a stage's topic; those of a past assignment too",
    (*_MESSAGING, "stage"),
    otel="messaging.client.consumed.messages",
)
SENT = _counter(
    "messaging_client_sent_messages",
    "Messages written to a topic and committed",
    _MESSAGING,
    otel="messaging.client.sent.messages",
)
PROCESSED = _histogram(
    "messaging_process_duration_seconds",
    "From taking a message to its commit; `error_type` is the code of a rejected one, else empty",
    (*_MESSAGING, "error_type", "stage"),
    _SECONDS,
    otel="messaging.process.duration",
)
FORWARDED = _counter("copydesk_forwarded_articles", "Articles that went on to the next topics", ["stage"])
REJECTED = _counter("copydesk_rejected_articles", "Articles that went to the dead letters, by code", ["stage", "code"])
SKIPPED = _counter("copydesk_skipped_messages", "Messages of a past assignment, left to their owner", ["stage"])
IN_FLIGHT = _gauge("copydesk_articles_in_flight", "Articles taken and not yet committed")
PART = _histogram(
    "copydesk_part_duration_seconds",
    "Work of a pool child on one article, by the clock, for each part of a stage: decode, normalise, each enricher, "
    "encode",
    ["stage", "part"],
    _WORK,
)
FAILURES = _counter("copydesk_enricher_failures", "Enrichers that cost an article their layers", ["enricher", "code"])
LATENCY = _histogram(
    "copydesk_latency_seconds",
    "Age of the raw message at the stage's commit, by the clocks of its producer and of this worker",
    ["stage"],
    _LATENCY,
)
BATCH = _histogram("copydesk_transaction_articles", "Articles in one transaction", ["stage"], _BATCH)
TRANSACTION = _histogram(
    "copydesk_transaction_duration_seconds", "One transaction, from begin to commit", ["stage"], _SECONDS
)
ABORTED = _counter(
    "copydesk_aborted_transactions", "Transactions taken back because of a refused record", ["stage", "error_type"]
)
LAG = _gauge(
    "copydesk_lag_messages",
    "Offsets from the oldest unprocessed message to the partition's end, control records among them",
    ["topic", "partition"],
)
LAG_SECONDS = _gauge(
    "copydesk_lag_seconds",
    "Age of the oldest unprocessed message of a partition, by its timestamp; 0 where none is; where it is not fetched "
    "yet, since when that is so",
    ["topic", "partition"],
)
REBALANCES = _counter("copydesk_rebalances", "Assignments by the group")
REBALANCE = _histogram(
    "copydesk_rebalance_duration_seconds", "From revoked, or from the start, to at work again", [], _LATENCY
)
PARTITIONS = _gauge("copydesk_assigned_partitions", "Partitions that this worker holds")
POOL_CHILDREN = _gauge("copydesk_pool_children", "Children that analyse")
POOL_BUSY = _counter("copydesk_pool_busy_seconds", "Work of all children, by the clock")
POOL_WAITING = _gauge("copydesk_pool_waiting_articles", "Articles waiting for a child")
RESPAWNS = _counter("copydesk_pool_respawns", "Children replaced, by cause: crashed or timed_out", ["cause"])
FUSE = _gauge("copydesk_fuse_share", "How much of the fuse is used up: at 1 the worker stops")
BROKER = _gauge("copydesk_broker_answers", "1 while a broker answers, else 0")
RETRIES = _counter("copydesk_retries", "Tries again of what may mend itself, by what", ["what"])
READY = _gauge("copydesk_ready", "1 while partitions are assigned and a broker answers, else 0")
BUILD = Info("copydesk_build", "Version of the worker, of its rules and of its model")
_described.append(
    Described("copydesk_build", "info", ("version", "rules", "model"), "Always 1; the versions are its labels")
)

METRICS: tuple[Described, ...] = tuple(_described)


def begin(stages: Iterable[str]) -> None:
    """Show 0 for what has not happened yet: a rate needs the series to be there before the first one happens."""
    for stage in stages:
        FORWARDED.labels(stage)
        SKIPPED.labels(stage)
        for histogram in (LATENCY, BATCH, TRANSACTION):
            histogram.labels(stage)
        for code in Code:
            REJECTED.labels(stage, code)
    for cause in ("crashed", "timed_out"):
        RESPAWNS.labels(cause)


@cache
def consumed(topic: str, stage: str) -> Counter:
    """The counter for a stage's topic."""
    return CONSUMED.labels(_SYSTEM, "poll", topic, stage)


@cache
def sent(topic: str) -> Counter:
    """The counter for a topic that is written to."""
    return SENT.labels(_SYSTEM, "send", topic)


@cache
def processed(topic: str, stage: str, code: str) -> Histogram:
    """The histogram for messages of a topic; `code` "" where they were forwarded."""
    return PROCESSED.labels(_SYSTEM, "process", topic, code, stage)


@cache
def part(stage: str, name: str) -> Histogram:
    """The histogram for a part of a stage."""
    return PART.labels(stage, name)


def exposed() -> bytes:
    """All metrics in Prometheus' text format."""
    return generate_latest(REGISTRY)


def table() -> str:
    """All metrics as a Markdown table."""
    rows = ["| metric | type | labels | what it says |", "|---|---|---|---|"]
    for one in METRICS:
        labels = ", ".join(f"`{label}`" for label in one.labels)
        what = f"{one.what}; OpenTelemetry's `{one.otel}`" if one.otel else one.what
        rows.append(f"| `{one.shown}` | {one.kind} | {labels} | {what} |")
    return "\n".join(rows)

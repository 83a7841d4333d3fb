"""Every log event and every metric: one typed function each, the line and the counter together.

Metrics carry OpenTelemetry's messaging names where they exist (metrics.py). Logs are one canonical line per event,
without any text of an article and without exception messages, which may quote one (logs.py). Traces are off unless they
are asked for (tracing.py).
"""

import logging
import time
from collections.abc import Mapping

import structlog

from worker.telemetry import metrics as series
from worker.telemetry.logs import configure, hush

__all__ = ["configure", "hush"]

_LOG = structlog.stdlib.get_logger("copydesk")


def starting(version: str, rules: str, model: str, stages: tuple[str, ...], **facts: object) -> None:
    """The worker begins."""
    series.BUILD.info({"version": version, "rules": rules, "model": model})
    series.begin(stages)
    _LOG.info("starting", version=version, rules=rules, model=model, stages=stages, **facts)


def unknown_settings(names: tuple[str, ...]) -> None:
    """Variables that look like settings and are none."""
    _LOG.warning("unknown_settings", names=names)


def waiting_for_broker(brokers: str, tried_s: float) -> None:
    """No broker answers yet."""
    series.RETRIES.labels("broker").inc()
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
    series.BROKER.set(answers)
    _LOG.log(logging.INFO if answers else logging.WARNING, "broker_answers" if answers else "broker_away")


def retry(what: str, error: str, after_s: float) -> None:
    """Something that may mend itself is tried again."""
    series.RETRIES.labels(what).inc()
    _LOG.warning("retry", what=what, error=error, after_s=round(after_s, 2))


def lag(behind: Mapping[tuple[str, int], tuple[int, float]]) -> None:
    """How far each of our partitions is behind, in messages and seconds; of the others we know nothing any more."""
    series.LAG.clear()
    series.LAG_SECONDS.clear()
    for (topic, partition), (messages, seconds) in behind.items():
        series.LAG.labels(topic, str(partition)).set(messages)
        series.LAG_SECONDS.labels(topic, str(partition)).set(seconds)


def in_flight(articles: int) -> None:
    """Articles taken and not yet committed."""
    series.IN_FLIGHT.set(articles)


def ready(yes: bool) -> None:
    """Whether the worker is at work."""
    series.READY.set(yes)


def fuse(share: float) -> None:
    """How much of the fuse is used up."""
    series.FUSE.set(share)


def revoked(waited_s: float) -> None:
    """The group takes the partitions back; our transactions have ended."""
    series.READY.set(0)
    _LOG.info("revoked", waited_s=round(waited_s, 3))


def assigned(partitions: int, generation: int, fencing_s: float, away_s: float) -> None:
    """Partitions are ours, and whoever had them is fenced."""
    series.REBALANCES.inc()
    series.REBALANCE.observe(away_s)
    series.PARTITIONS.set(partitions)
    series.READY.set(1 if partitions else 0)
    _LOG.info("assigned", partitions=partitions, generation=generation, fencing_s=round(fencing_s, 3))


def overtaken(generation: int, now: int) -> None:
    """The group moved on while we were fencing: left to the next time."""
    _LOG.info("overtaken", generation=generation, now=now)


def consumed(topic: str, stage: str) -> None:
    """A message was received."""
    series.consumed(topic, stage).inc()


def skipped(stage: str, messages: int) -> None:
    """Messages of a past assignment were left alone."""
    if messages:
        series.SKIPPED.labels(stage).inc(messages)
        _LOG.debug("skipped", stage=stage, messages=messages)


def article(
    *,
    stage: str,
    topic: str,
    raw: str,
    article_id: str | None,
    code: str | None,
    failures: tuple[tuple[str, str], ...],
    spent: Mapping[str, float],
    took_s: float,
    age_s: float | None,
    bytes_in: int,
    bytes_out: int,
    records: Mapping[str, int],
    trace_id: str | None = None,
) -> None:
    """The canonical line of an article in a stage, after its commit.

    `topic` is where it was read, `raw` the place of its raw message, `code` tells why it was rejected. `spent`: seconds
    of work by part; `took_s` from taking it to its commit; `age_s` from the raw message's timestamp, if it has one.
    `records`: how many were written, by what we call their topic. `trace_id` where its trace is recorded.
    """
    if code is None:
        series.FORWARDED.labels(stage).inc()
    else:
        series.REJECTED.labels(stage, code).inc()
    series.processed(topic, stage, code or "").observe(took_s)
    if age_s is not None:
        series.LATENCY.labels(stage).observe(max(age_s, 0.0))
    for part, seconds in spent.items():
        series.part(stage, part).observe(seconds)
    for enricher, why in failures:
        series.FAILURES.labels(enricher, why).inc()
    traced = {} if trace_id is None else {"trace_id": trace_id}
    _LOG.info(
        "article",
        stage=stage,
        raw=raw,
        article_id=article_id,
        code=code,
        failures=dict(failures),
        work_ms=round(1000 * sum(spent.values()), 2),
        took_ms=round(1000 * took_s, 1),
        age_ms=None if age_s is None else round(1000 * age_s),
        bytes_in=bytes_in,
        bytes_out=bytes_out,
        records=dict(records),
        **traced,
    )


def fault(stage: str, raw: str, what: str, where: str) -> None:
    """A fault of ours in the analysis of one article: what was raised and where, without its words."""
    _LOG.error("fault", stage=stage, raw=raw, exception=what, where=where)


def began(stage: str, articles: int) -> None:
    """A transaction is open from here on, until `transaction` or `refused`, or an end by the broker."""
    _LOG.debug("began", stage=stage, articles=articles)


def transaction(stage: str, articles: int, sent: Mapping[str, int], seconds: float) -> None:
    """A transaction was committed."""
    series.BATCH.labels(stage).observe(articles)
    series.TRANSACTION.labels(stage).observe(seconds)
    for topic, messages in sent.items():
        series.sent(topic).inc(messages)
    _LOG.debug("transaction", stage=stage, articles=articles, seconds=round(seconds, 4))


def refused(stage: str, articles: int, error: str) -> None:
    """The broker refused a record; the transaction was taken back."""
    series.ABORTED.labels(stage, error).inc()
    _LOG.warning("refused", stage=stage, articles=articles, error=error)


def pool(children: int, waiting: int) -> None:
    """A look at the pool."""
    series.POOL_CHILDREN.set(children)
    series.POOL_WAITING.set(waiting)


def worked(seconds: float) -> None:
    """A child has answered."""
    series.POOL_BUSY.inc(seconds)


def respawned(cause: str, article: str | None) -> None:
    """A child is replaced; `article` is the enricher or stage that it was in, None where it was idle."""
    series.RESPAWNS.labels(cause).inc()
    _LOG.warning("respawned", cause=cause, was_in=article)


def listening(host: str, port: int) -> None:
    """HTTP is up."""
    _LOG.info("listening", host=host, port=port)


def stopping(why: str) -> None:
    """The way out has begun."""
    series.READY.set(0)
    _LOG.info("stopping", why=why)


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


def wall_ms() -> float:
    """The wall clock, for ages in metrics: milliseconds since the epoch."""
    return time.time() * 1000

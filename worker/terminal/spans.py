"""Stretches of a topic: their bounds as the cluster tells them, and what is committed in them, to the last message."""

import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TypeAlias

from confluent_kafka import IsolationLevel, KafkaError, KafkaException, TopicPartition
from confluent_kafka.admin import AdminClient, OffsetSpec  # type: ignore[attr-defined]

from worker.admin import Waiting, metadata, reach, unheard
from worker.errors import Misconfigured, Transient
from worker.settings import Settings
from worker.terminal.reader import Received, check, open_consumer, received

Spans: TypeAlias = Mapping[int, range]
"""Offsets of each partition, half-open."""

GoOn: TypeAlias = Callable[[], bool]
"""Asked again and again; False ends the reading where it is."""

_POLL_S = 0.2
_REQUEST_S = 15.0
_AGAIN_S = 0.5
HELD_S = 60.0
"""How long beyond our own transactions' timeout somebody else's may hold us up."""


def extent(
    settings: Settings, topic: str, *, committed: bool, since_ms: int | None = None, waiting: Waiting = unheard
) -> dict[int, range]:
    """What lies in each partition of a topic: up to the first open transaction (`committed`), or to the very end.

    With `since_ms` from the first message on whose timestamp is not before that; what comes after it may have an
    earlier one. The embedded broker cannot look times up: there it is from the beginning. Raises Transient (no
    broker), Misconfigured (no such topic).
    """
    client, cluster = reach(settings, waiting)
    there = cluster.topics.get(topic)
    if there is None or there.error is not None:
        raise Misconfigured(f"there is no topic {topic} on this cluster")
    partitions = sorted(there.partitions)
    level = IsolationLevel.READ_COMMITTED if committed else IsolationLevel.READ_UNCOMMITTED
    ask = partial(_offsets, client, topic, partitions, patience_s=settings.broker_wait_s)
    first = ask(OffsetSpec.earliest(), level)  # type: ignore[no-untyped-call]
    last = ask(OffsetSpec.latest(), level)  # type: ignore[no-untyped-call]
    if since_ms is not None and cluster.controller_id in cluster.brokers:
        # Of all messages, or one behind an open transaction would be none.
        spec = OffsetSpec.for_timestamp(max(0, since_ms))
        found = ask(spec, IsolationLevel.READ_UNCOMMITTED)
        first = {number: last[number] if offset < 0 else offset for number, offset in found.items()}
    return {number: range(first[number], max(first[number], last[number])) for number in partitions}


def read_spans(
    settings: Settings,
    topic: str,
    spans: Spans,
    *,
    waiting: Waiting = unheard,
    go_on: GoOn = lambda: True,
) -> Iterator[Received]:
    """Every committed message in these offsets, in order within a partition, partitions as they come.

    Where a transaction is open before the end of a span, its end is waited for: what lies behind it cannot be seen
    before. Raises Transient where that takes longer than our own transactions may, or where no broker answers.
    """
    left = {number: span for number, span in spans.items() if span}
    if not left:
        return
    consumer = open_consumer(settings)
    try:
        metadata(consumer, settings, waiting)
        consumer.assign([TopicPartition(topic, number, span.start) for number, span in left.items()])
        moved = time.monotonic()
        while left and go_on():
            message = consumer.poll(_POLL_S)
            if message is None:
                if time.monotonic() - moved > settings.transaction_timeout_s + HELD_S:
                    raise Transient(f"{topic}: not read to its end; an open transaction of somebody may hold it")
                continue
            number, offset = message.partition() or 0, message.offset() or 0
            error = message.error()
            if error is not None and error.code() != KafkaError._PARTITION_EOF:
                check(message, error)
                continue
            span = left.get(number)
            if span is None:
                continue
            moved = time.monotonic()
            if offset >= (span.stop if error is not None else span.stop - 1):
                del left[number]
                consumer.pause([TopicPartition(topic, number)])
            if error is None and offset in span:
                yield received(message)
                moved = time.monotonic()
    finally:
        consumer.close()


def _offsets(
    client: AdminClient, topic: str, partitions: list[int], spec: OffsetSpec, level: IsolationLevel, patience_s: float
) -> dict[int, int]:
    """Ask until a broker tells: it may not where it has begun a moment ago, or where the leader changes."""
    until = time.monotonic() + patience_s
    while True:
        asked = client.list_offsets(
            {TopicPartition(topic, number): spec for number in partitions},
            isolation_level=level,
            request_timeout=_REQUEST_S,
        )
        try:
            return {place.partition: answer.result().offset for place, answer in asked.items()}
        except KafkaException as error:
            fault = error.args[0]
            if fault.code() == KafkaError.TOPIC_AUTHORIZATION_FAILED:
                raise Misconfigured(f"{topic}: {fault.str()}") from None
            if time.monotonic() > until:
                raise Transient(f"{topic}: its offsets are not told: {fault.str()}") from None
        time.sleep(_AGAIN_S)

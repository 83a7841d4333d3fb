"""A transactional producer of aiokafka: started, written to in whole batches, and what its errors mean.

Where the client keeps silent about a cause, or tries for ever, it is asked here.
"""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from aiokafka import AIOKafkaProducer, TopicPartition
from aiokafka.errors import (
    ClusterAuthorizationFailedError,
    GroupAuthorizationFailedError,
    InvalidTransactionTimeout,
    KafkaConnectionError,
    KafkaError,
    KafkaTimeoutError,
    MessageSizeTooLargeError,
    RecordListTooLargeError,
    TopicAuthorizationFailedError,
    TransactionalIdAuthorizationFailed,
    UnknownTopicOrPartitionError,
)
from aiokafka.partitioner import murmur2

from worker import telemetry
from worker.admin import ABSENT, CREATE
from worker.agents.parcel import Outgoing
from worker.backoff import delays
from worker.errors import CopydeskError, Misconfigured
from worker.groups import transactional_prefix
from worker.settings import variable
from worker.topics import Topics

REFUSED = (MessageSizeTooLargeError, RecordListTooLargeError)
"""What a broker says of a record that it will never take. Anything else is not the record's fault."""

FORBIDDEN = (
    TopicAuthorizationFailedError,
    GroupAuthorizationFailedError,
    TransactionalIdAuthorizationFailed,
    ClusterAuthorizationFailedError,
)
"""What a broker says of a right that we lack: the operator's affair, and no article's."""

PASSING = (KafkaConnectionError, KafkaTimeoutError)
"""What a producer's start raises where a broker is away just now."""

FIRST_RETRY_S, LONGEST_RETRY_S = 0.2, 5.0

BATCH_BYTES = 512 * 1024
METADATA_MAX_AGE_MS = 30_000


@dataclass(frozen=True, slots=True)
class DeliverySettings:
    """What delivery needs to know; times in seconds."""

    brokers: tuple[str, ...]
    group: str
    transaction_deadline_s: float
    transaction_timeout_s: float
    compression: str = "none"
    security: Mapping[str, Any] = field(default_factory=dict)


async def start_producer(settings: DeliverySettings, topics: Topics, topic: str, partition: int) -> AIOKafkaProducer:
    """The producer of a source partition; whoever had it before is fenced when this returns, his transaction ended.

    Raises Misconfigured where the broker will never have it so, one of `PASSING` where it is away just now.
    """
    producer = AIOKafkaProducer(
        bootstrap_servers=list(settings.brokers),
        transactional_id=f"{transactional_prefix(settings.group, topic)}{partition}",
        transaction_timeout_ms=int(settings.transaction_timeout_s * 1000),
        max_batch_size=BATCH_BYTES,
        max_request_size=max(any_topic.max_message_bytes for any_topic in topics),
        metadata_max_age_ms=METADATA_MAX_AGE_MS,
        compression_type=None if settings.compression == "none" else settings.compression,
        linger_ms=0,
        **settings.security,
    )
    try:
        await producer.start()
    except InvalidTransactionTimeout:
        await stop(producer)
        raise Misconfigured(
            f"{variable('transaction_timeout_s')} is {settings.transaction_timeout_s:g}: the broker's "
            "transaction.max.timeout.ms allows less"
        ) from None
    except FORBIDDEN as error:
        await stop(producer)
        raise forbidden(error, f"for the transactions of {topic}") from None
    except BaseException:
        await stop(producer)
        raise
    return producer


class Sequences:
    """The numbers that a producer gives its records, put right after a refusal.

    The client counts a batch when it sends it, the broker when it takes it; after a batch that is refused every later
    one would be out of order. A new epoch would begin anew, but asking for one is fencing, and to be done with an
    assignment only.
    """

    def __init__(self, producer: AIOKafkaProducer) -> None:
        self._numbers: dict[TopicPartition, int] = producer._txn_manager._sequence_numbers
        self._before = dict(self._numbers)
        self._sent: list[tuple[TopicPartition, int, asyncio.Future[object]]] = []

    def note(self, target: TopicPartition, records: int, delivery: "asyncio.Future[object]") -> None:
        """A batch of so many records was handed over."""
        self._sent.append((target, records, delivery))

    def put_right(self) -> None:
        """The transaction is over: count what was taken, and nothing else."""
        for target in {target for target, _, _ in self._sent}:
            self._numbers[target] = self._before.get(target, 0)
        for target, records, delivery in self._sent:
            if delivery.done() and not delivery.cancelled() and delivery.exception() is None:
                self._numbers[target] += records


async def send(
    producer: AIOKafkaProducer, source: int, outgoing: Iterable[Outgoing], sequences: Sequences
) -> list["asyncio.Future[object]"]:
    """Hand the records over in whole batches, each topic's and partition's in order; the deliveries to await.

    `source` is the partition of records that name no place of their own.

    Batches, for a future a record costs more than the record, and `send` refuses null keys with null values.
    """
    open_batches: dict[tuple[str, int], Any] = {}
    deliveries: list[asyncio.Future[object]] = []

    async def hand_over(batch: Any, name: str, number: int) -> None:
        deliveries.append(await producer.send_batch(batch, name, partition=number))
        sequences.note(TopicPartition(name, number), batch.record_count(), deliveries[-1])

    counts: dict[str, int] = {}
    places: dict[bytes | None, int] = {None: source}
    for out in outgoing:
        name = out.topic.name
        if name not in counts:
            counts[name] = await _partitions(producer, name)
        if out.place not in places:
            places[out.place] = murmur2(out.place) & 0x7FFFFFFF
        target = (name, places[out.place] % counts[name])
        batch = open_batches.get(target) or producer.create_batch()
        open_batches[target] = batch
        if not _append(batch, out):
            await hand_over(batch, *target)
            open_batches[target] = batch = producer.create_batch()
            _append(batch, out)
    for (name, number), batch in open_batches.items():
        await hand_over(batch, name, number)
    return deliveries


def tries() -> Iterator[float]:
    """Seconds to wait before each next try, as `pause` takes them."""
    return delays(FIRST_RETRY_S, LONGEST_RETRY_S)


async def pause(what: str, error: KafkaError, waits: Iterator[float]) -> None:
    """Tell that something failed by what passes, and wait until it is time to try again."""
    wait = next(waits)
    telemetry.retry(what, type(error).__name__, wait)
    await asyncio.sleep(wait)


async def _partitions(producer: AIOKafkaProducer, topic: str) -> int:
    """How many the topic has. A broker that has just come back may not know it yet; one that is gone, the deadline."""
    waits = tries()
    while True:
        try:
            return len(await producer.partitions_for(topic))
        except (UnknownTopicOrPartitionError, *PASSING) as error:
            await pause("metadata", error, waits)


def missing(producer: AIOKafkaProducer, outgoing: Iterable[Outgoing]) -> CopydeskError | None:
    """A topic that the cluster does not know any more: the client would wait for it for ever."""
    names = sorted({out.topic.name for out in outgoing})
    gone = [name for name in names if not producer.client.cluster.partitions_for_topic(name)]
    return Misconfigured(f"{gone[0]}: {ABSENT}; mend it with: {CREATE}") if gone else None


def why(producer: AIOKafkaProducer) -> BaseException | None:
    """What put a transaction into its state: a partition that may not be written, which the client tells nobody."""
    ended: asyncio.Future[None] = producer._txn_manager.wait_for_transaction_end()
    return ended.exception() if ended.done() and not ended.cancelled() else None


def forbidden(error: KafkaError, what: str) -> Misconfigured:
    """Such an error names the topic, group or id at most, and nothing of a message."""
    told = error.args[0] if error.args else ()
    names = [told] if isinstance(told, str) else sorted(told)
    named = f" ({', '.join(names)})" if names else ""
    return Misconfigured(f"the cluster does not give us the right {what}: {type(error).__name__}{named}")


def _append(batch: object, out: Outgoing) -> bool:
    """Whether the record found room; the first of a batch always does."""
    append: Callable[..., object | None] = batch.append  # type: ignore[attr-defined]
    return append(key=out.key, value=out.value, timestamp=None, headers=out.headers) is not None


async def stop(producer: AIOKafkaProducer) -> None:
    """Say goodbye, if that is quickly done."""
    try:
        async with asyncio.timeout(2):
            await producer.stop()
    except (TimeoutError, KafkaError):
        # A producer that cannot say goodbye is fenced by its successor all the same.
        return

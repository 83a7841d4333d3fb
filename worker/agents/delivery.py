"""Delivery: every output of an article, its dead letter if that is its fate, and the offset of its input, at once.

One transactional producer for each assigned source partition. Starting it fences whoever held the partition before,
and ends his open transaction. That happens after the group has assigned and before the committed offsets are read, so
what is read next is what the fenced owner really committed.

The gate: `generation` is the group generation whose messages may be written, None while no assignment is ours. Between
revocation and fencing nothing begins, and what has begun is waited for.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from aiokafka import AIOKafkaProducer, TopicPartition
from aiokafka.errors import (
    ClusterAuthorizationFailedError,
    GroupAuthorizationFailedError,
    InvalidTransactionTimeout,
    InvalidTxnState,
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
from worker.agents.deadline import deadline
from worker.agents.fuse import Fuse
from worker.agents.parcel import Outgoing, Parcel
from worker.backoff import delays
from worker.errors import CopydeskError, Misconfigured
from worker.reach import Reach
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

FENCED_AT_ONCE = 8
"""Producers started at a time."""

BATCH_BYTES = 512 * 1024
METADATA_MAX_AGE_MS = 30_000


class Partition(NamedTuple):
    """A source partition."""

    topic: str
    partition: int


@dataclass(frozen=True, slots=True)
class DeliverySettings:
    """What delivery needs to know; times in seconds."""

    brokers: tuple[str, ...]
    group: str
    transaction_deadline_s: float
    transaction_timeout_s: float
    compression: str = "none"
    security: Mapping[str, Any] = field(default_factory=dict)


class Delivery:
    """The transactions of one worker."""

    def __init__(self, settings: DeliverySettings, topics: Topics, fuse: Fuse, reach: Reach) -> None:
        self._settings = settings
        self._reach = reach
        self._topics = topics
        self._fuse = fuse
        self._producers: dict[Partition, AIOKafkaProducer] = {}
        self._next: dict[Partition, int] = {}
        self._running: set[asyncio.Future[None]] = set()
        self._closed = False
        self.generation: int | None = None
        self.committed_at = asyncio.get_running_loop().time()

    @property
    def partitions(self) -> frozenset[Partition]:
        """The source partitions that are fenced for us."""
        return frozenset(self._producers) if self.generation is not None else frozenset()

    def accepts(self, parcel: Parcel) -> bool:
        """Whether a message is of the present assignment and not yet delivered."""
        origin = parcel.origin
        at = Partition(origin.topic, origin.partition)
        return (
            self.generation is not None
            and parcel.generation == self.generation
            and origin.kafka_offset >= self._next.get(at, -1)
        )

    async def settle(self) -> None:
        """Close the gate and wait for the transactions in progress."""
        self.generation = None
        with self._deadline("ending the transactions in progress"):
            while self._running:
                await asyncio.wait(set(self._running))

    def _deadline(
        self, what: str, cause: Callable[[], CopydeskError | None] = lambda: None
    ) -> AbstractContextManager[None]:
        return deadline(self._settings.transaction_deadline_s, what, lambda: not self._reach.answers, cause)

    async def close(self) -> None:
        """Settle for good: no assignment opens the gate again."""
        self._closed = True
        await self.settle()

    async def fence(self, assigned: Iterable[Partition], generation: int, now: Callable[[], int]) -> bool:
        """Take the assigned partitions over and open the gate; whether it came to that.

        `now` tells the group's generation at the moment. When it moves on, fencing is given up: a late one would fence
        the rightful owner. The next assignment fences again.
        """
        await self.settle()
        with self._deadline("fencing"):
            await self.release()
            if not await self._start_all(set(assigned), generation, now) or self._closed:
                telemetry.overtaken(generation, now())
                return False
        self._next.clear()
        self.generation = generation
        return True

    async def _start_all(self, assigned: set[Partition], generation: int, now: Callable[[], int]) -> bool:
        places = asyncio.Semaphore(FENCED_AT_ONCE)

        async def start(partition: Partition) -> None:
            async with places:
                waits = delays(FIRST_RETRY_S, LONGEST_RETRY_S)
                while now() == generation:
                    try:
                        self._producers[partition] = await self._producer(partition)
                    except PASSING as error:
                        wait = next(waits)
                        telemetry.retry("fencing", type(error).__name__, wait)
                        await asyncio.sleep(wait)
                    else:
                        return

        starting = {asyncio.ensure_future(start(partition)) for partition in assigned}
        while starting and now() == generation:
            done, starting = await asyncio.wait(starting, timeout=0.1, return_when=asyncio.FIRST_EXCEPTION)
            for task in done:
                task.result()
        for task in starting:
            task.cancel()
        return now() == generation

    async def _producer(self, partition: Partition) -> AIOKafkaProducer:
        producer = AIOKafkaProducer(
            bootstrap_servers=list(self._settings.brokers),
            transactional_id=f"{self._settings.group}-{partition.topic}-{partition.partition}",
            transaction_timeout_ms=int(self._settings.transaction_timeout_s * 1000),
            max_batch_size=BATCH_BYTES,
            max_request_size=max(topic.max_message_bytes for topic in self._topics),
            metadata_max_age_ms=METADATA_MAX_AGE_MS,
            compression_type=None if self._settings.compression == "none" else self._settings.compression,
            linger_ms=0,
            **self._settings.security,
        )
        try:
            await producer.start()
        except InvalidTransactionTimeout:
            await _stop(producer)
            raise Misconfigured(
                f"{variable('transaction_timeout_s')} is {self._settings.transaction_timeout_s:g}: the broker's "
                "transaction.max.timeout.ms allows less"
            ) from None
        except FORBIDDEN as error:
            await _stop(producer)
            raise _forbidden(error, f"for the transactions of {partition.topic}") from None
        except BaseException:
            await _stop(producer)
            raise
        return producer

    async def release(self) -> None:
        """Stop the producers that we have."""
        old = [self._producers.pop(partition) for partition in list(self._producers)]
        await asyncio.gather(*(_stop(producer) for producer in old))

    async def commit(self, partition: Partition, parcels: Sequence[Parcel]) -> tuple[Parcel, ...]:
        """Write what came of some messages of one partition, in order, with the offset after the last of them.

        Messages that are not of the present assignment are left alone: their owner delivers them. Returns those that
        were delivered. Raises FuseBlown before anything is written, and KafkaError where the broker fails for good.
        """
        good = tuple(parcel for parcel in parcels if self.accepts(parcel))
        telemetry.skipped(parcels[0].stage, len(parcels) - len(good))
        if not good:
            return ()
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._running.add(done)
        try:
            for parcel in good:
                parcel.prepare(self._topics)
            rejected = sum(parcel.rejected for parcel in good)
            self._count(len(good), rejected)
            await self._write(partition, good)
        finally:
            self._running.discard(done)
            done.set_result(None)
        return good

    def _count(self, articles: int, rejected: int) -> None:
        telemetry.FUSE.set(self._fuse.count(articles, rejected))

    async def _write(self, partition: Partition, parcels: tuple[Parcel, ...]) -> None:
        """One transaction; where the broker refuses a record, ever smaller ones until the guilty article is alone."""
        try:
            await self._transact(partition, parcels)
        except FORBIDDEN as error:
            raise _forbidden(error, f"to write what comes of {partition.topic}") from None
        except REFUSED as error:
            telemetry.refused(parcels[0].stage, len(parcels), type(error).__name__)
            if len(parcels) > 1:
                middle = len(parcels) // 2
                await self._write(partition, parcels[:middle])
                await self._write(partition, parcels[middle:])
            elif parcels[0].refused is None:
                self._count(0, 1)
                parcels[0].refuse(type(error).__name__)
                parcels[0].prepare(self._topics)
                await self._write(partition, parcels)
            else:
                raise

    async def _transact(self, partition: Partition, parcels: tuple[Parcel, ...]) -> None:
        loop = asyncio.get_running_loop()
        began = loop.time()
        producer = self._producers[partition]
        after = parcels[-1].origin.kafka_offset + 1
        outgoing = [out for parcel in parcels for out in parcel.outgoing]
        with self._deadline(f"a transaction of {partition.topic}", lambda: _missing(producer, outgoing)):
            async with producer.transaction():
                telemetry.began(parcels[0].stage, len(parcels))
                try:
                    await asyncio.gather(*await self._send(producer, partition, outgoing))
                    offset = {TopicPartition(partition.topic, partition.partition): after}
                    await producer.send_offsets_to_transaction(offset, self._settings.group)
                except InvalidTxnState as error:
                    raise _why(producer) or error from None
        self._next[partition] = after
        self.committed_at = loop.time()
        sent = Counter(out.topic.name for out in outgoing)
        telemetry.transaction(parcels[0].stage, len(parcels), sent, self.committed_at - began)

    async def _send(
        self, producer: AIOKafkaProducer, source: Partition, outgoing: Iterable[Outgoing]
    ) -> list["asyncio.Future[object]"]:
        """Hand the records over in whole batches, each topic's and partition's in order; the deliveries to await.

        Batches, for a future a record costs more than the record, and `send` refuses null keys with null values.
        """
        open_batches: dict[tuple[str, int], object] = {}
        deliveries: list[asyncio.Future[object]] = []
        counts: dict[str, int] = {}
        places: dict[bytes | None, int] = {None: source.partition}
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
                deliveries.append(await producer.send_batch(batch, name, partition=target[1]))
                open_batches[target] = batch = producer.create_batch()
                _append(batch, out)
        for (name, number), batch in open_batches.items():
            deliveries.append(await producer.send_batch(batch, name, partition=number))
        return deliveries


async def _partitions(producer: AIOKafkaProducer, topic: str) -> int:
    """How many the topic has. A broker that has just come back may not know it yet; one that is gone, the deadline."""
    waits = delays(FIRST_RETRY_S, LONGEST_RETRY_S)
    while True:
        try:
            return len(await producer.partitions_for(topic))
        except (UnknownTopicOrPartitionError, *PASSING) as error:
            wait = next(waits)
            telemetry.retry("metadata", type(error).__name__, wait)
            await asyncio.sleep(wait)


def _missing(producer: AIOKafkaProducer, outgoing: Iterable[Outgoing]) -> CopydeskError | None:
    """A topic that the cluster does not know any more: the client would wait for it for ever."""
    names = sorted({out.topic.name for out in outgoing})
    gone = [name for name in names if not producer.client.cluster.partitions_for_topic(name)]
    return Misconfigured(f"{gone[0]}: {ABSENT}; mend it with: {CREATE}") if gone else None


def _why(producer: AIOKafkaProducer) -> BaseException | None:
    """What put a transaction into its state: a partition that may not be written, which the client tells nobody."""
    ended: asyncio.Future[None] = producer._txn_manager.wait_for_transaction_end()
    return ended.exception() if ended.done() and not ended.cancelled() else None


def _forbidden(error: KafkaError, what: str) -> Misconfigured:
    """Such an error names the topic, group or id at most, and nothing of a message."""
    named = f" ({error.args[0]})" if error.args and isinstance(error.args[0], str) else ""
    return Misconfigured(f"the cluster does not give us the right {what}: {type(error).__name__}{named}")


def _append(batch: object, out: Outgoing) -> bool:
    """Whether the record found room; the first of a batch always does."""
    append: Callable[..., object | None] = batch.append  # type: ignore[attr-defined]
    return append(key=out.key, value=out.value, timestamp=None, headers=out.headers) is not None


async def _stop(producer: AIOKafkaProducer) -> None:
    try:
        async with asyncio.timeout(2):
            await producer.stop()
    except (TimeoutError, KafkaError):
        # A producer that cannot say goodbye is fenced by its successor all the same.
        return

"""Delivery: every output of an article, its dead letter if that is its fate, and the offset of its input, at once.

One transactional producer for each assigned source partition. Starting it fences whoever held the partition before,
and ends his open transaction. That happens after the group has assigned and before the committed offsets are read, so
what is read next is what the fenced owner really committed.

The gate: `generation` is the group generation whose messages may be written, None while no assignment is ours. Between
revocation and fencing nothing begins, and what has begun is waited for.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from typing import NamedTuple

from aiokafka import AIOKafkaProducer, TopicPartition
from aiokafka.errors import InvalidTxnState

from worker import telemetry
from worker.agents.deadline import deadline
from worker.agents.fuse import Fuse
from worker.agents.parcel import Parcel
from worker.agents.producing import (
    FORBIDDEN,
    PASSING,
    REFUSED,
    DeliverySettings,
    Sequences,
    forbidden,
    missing,
    pause,
    send,
    start_producer,
    stop,
    tries,
    why,
)
from worker.errors import CopydeskError
from worker.reach import Reach
from worker.topics import Topics

FENCED_AT_ONCE = 8
"""Producers started at a time."""


class Partition(NamedTuple):
    """A source partition."""

    topic: str
    partition: int


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
                waits = tries()
                while now() == generation:
                    try:
                        self._producers[partition] = await start_producer(self._settings, self._topics, *partition)
                    except PASSING as error:
                        await pause("fencing", error, waits)
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

    async def release(self) -> None:
        """Stop the producers that we have."""
        old = [self._producers.pop(partition) for partition in list(self._producers)]
        await asyncio.gather(*(stop(producer) for producer in old))

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
        telemetry.fuse(self._fuse.count(articles, rejected))

    async def _write(self, partition: Partition, parcels: tuple[Parcel, ...]) -> None:
        """One transaction; where the broker refuses a record, ever smaller ones until the guilty article is alone."""
        try:
            await self._transact(partition, parcels)
        except FORBIDDEN as error:
            raise forbidden(error, f"to write what comes of {partition.topic}") from None
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
        sequences = Sequences(producer)
        with self._deadline(f"a transaction of {partition.topic}", lambda: missing(producer, outgoing)):
            try:
                async with producer.transaction():
                    telemetry.began(parcels[0].stage, len(parcels))
                    try:
                        await asyncio.gather(*await send(producer, partition.partition, outgoing, sequences))
                        offset = {TopicPartition(partition.topic, partition.partition): after}
                        await producer.send_offsets_to_transaction(offset, self._settings.group)
                    except InvalidTxnState as error:
                        raise why(producer) or error from None
            except REFUSED:
                sequences.put_right()
                raise
        self._next[partition] = after
        self.committed_at = loop.time()
        sent = Counter(out.topic.name for out in outgoing)
        telemetry.transaction(parcels[0].stage, len(parcels), sent, self.committed_at - began)

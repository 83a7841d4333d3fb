"""Mutants for the faults of the cluster: what a worker without our transactions, or our care for errors, would do."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.cluster import ClusterMetadata
from aiokafka.errors import KafkaError

from worker.agents import producing
from worker.agents.delivery import Delivery, Partition
from worker.agents.parcel import Outgoing, Parcel
from worker.topics import Topics

CONFIRMED_WITHIN_S = 1.0


def fire_and_forget() -> None:
    """The brokers' word: outputs are sent without a transaction and without acknowledgement (acks=0)."""

    async def send(self: Delivery, partition: Partition, parcels: tuple[Parcel, ...]) -> None:
        plain = _plain.get(self) or AIOKafkaProducer(
            bootstrap_servers=list(self._settings.brokers), acks=0, max_request_size=64 * 1024 * 1024
        )
        if self not in _plain:
            _plain[self] = plain
            await plain.start()
        outgoing = [out for parcel in parcels for out in parcel.outgoing]
        for sent in await producing.send(plain, partition.partition, outgoing, uncounted):
            sent.add_done_callback(lambda future: future.cancelled() or future.exception())
        after = parcels[-1].origin.kafka_offset + 1
        async with self._producers[partition].transaction():
            await self._producers[partition].send_offsets_to_transaction(
                {TopicPartition(*partition): after}, self._settings.group
            )
        self._next[partition] = after

    _plain: dict[Delivery, AIOKafkaProducer] = {}
    uncounted: Any = SimpleNamespace(note=lambda *_: None)
    setattr(Delivery, "_transact", send)  # noqa: B010


def impatient() -> None:
    """The one deadline and the fencing: what is not confirmed soon is written again, by a producer of another id."""
    transact = Delivery._transact

    async def another(self: Delivery, partition: Partition) -> AIOKafkaProducer:
        while True:
            producer = AIOKafkaProducer(
                bootstrap_servers=list(self._settings.brokers),
                transactional_id=f"{partition.topic}-{partition.partition}-{time.time_ns()}",
                max_request_size=64 * 1024 * 1024,
            )
            try:
                async with asyncio.timeout(CONFIRMED_WITHIN_S):
                    await producer.start()
            except (TimeoutError, KafkaError):
                await asyncio.sleep(0.2)
            else:
                return producer

    async def again(self: Delivery, partition: Partition, parcels: tuple[Parcel, ...]) -> None:
        while True:
            # not awaited where it hangs: it is left to itself, as a client's own retries are
            trying = asyncio.ensure_future(transact(self, partition, parcels))
            done, _ = await asyncio.wait({trying}, timeout=CONFIRMED_WITHIN_S)
            if done and trying.exception() is None:
                return
            self._producers[partition] = await another(self, partition)

    setattr(Delivery, "_transact", again)  # noqa: B010


def skipped_refusals() -> None:
    """The dead letter of what a broker refuses, and the end for want of a right: it is passed over."""
    transact = Delivery._transact
    refusals = (*producing.REFUSED, *producing.FORBIDDEN)

    async def passing(self: Delivery, partition: Partition, parcels: tuple[Parcel, ...]) -> None:
        try:
            await transact(self, partition, parcels)
        except refusals:
            self._next[partition] = parcels[-1].origin.kafka_offset + 1

    setattr(Delivery, "_transact", passing)  # noqa: B010


def a_clock_in_the_value() -> None:
    """The rule that no clock is in a value: each tells when it was made."""
    records = Parcel._records

    def timed(self: Parcel, topics: Topics) -> list[Outgoing]:
        stamp = b',"made_at":%d}' % time.time_ns()
        return [
            replace(out, value=out.value[:-1] + stamp) if out.value and out.topic is not topics.deadletters else out
            for out in records(self, topics)
        ]

    setattr(Parcel, "_records", timed)  # noqa: B010


def old_metadata() -> None:
    """The refreshing of metadata: how many partitions a topic has is asked once."""
    partitions_for_topic = ClusterMetadata.partitions_for_topic
    first: dict[str, set[int]] = {}

    def frozen(self: ClusterMetadata, topic: str) -> set[int] | None:
        found: set[int] | None = partitions_for_topic(self, topic)
        return first.setdefault(topic, set(found)) if found else found

    setattr(ClusterMetadata, "partitions_for_topic", frozen)  # noqa: B010


def from_the_end() -> None:
    """Our own choice of where to begin: what has no committed offset, a new partition too, is read from its end."""
    beginning_offsets = AIOKafkaConsumer.beginning_offsets

    async def ends(self: AIOKafkaConsumer, partitions: list[TopicPartition]) -> dict[TopicPartition, int]:
        first, last = await beginning_offsets(self, partitions), await self.end_offsets(partitions)
        return {at: first[at] if await self.committed(at) is not None else last[at] for at in partitions}

    setattr(AIOKafkaConsumer, "beginning_offsets", ends)  # noqa: B010


CLUSTER_MUTANTS: tuple[Callable[[], None], ...] = (
    fire_and_forget,
    impatient,
    skipped_refusals,
    a_clock_in_the_value,
    old_metadata,
    from_the_end,
)

"""Faust's Kafka driver with its own commit switched off: it consumes and balances, we deliver (delivery.py).

Every override here stands for a way in which faust 0.15.3 loses or doubles messages, or stalls, when somebody else
commits. The only module, with the codec, that handles untyped objects.
"""

import time
from collections.abc import Callable
from typing import Any

from faust.transport.drivers import aiokafka as driver

StartsAt = Callable[[str, int, str], None]


class ConsumerThread(driver.AIOKafkaConsumerThread):
    """Reads committed messages only, and starts where the group's committed offsets say."""

    starts_at: StartsAt | None = None

    def _create_worker_consumer(self, transport: Any) -> Any:
        # `in_transaction` chooses isolation_level="read_committed" in the driver, and here nothing else.
        self.consumer.in_transaction = True
        try:
            return super()._create_worker_consumer(transport)
        finally:
            self.consumer.in_transaction = False

    async def seek_to_committed(self) -> Any:
        """Seek every assigned partition to its committed offset, else to its beginning.

        Faust's own does not seek where nothing (or 0) was committed: what had been fetched and dropped in a rebalance
        before the first commit would be skipped.
        """
        return await self.call_thread(self._seek_all)

    async def _seek_all(self) -> dict[Any, int]:
        consumer = self._ensure_consumer()
        partitions = list(consumer.assignment())
        if not partitions:
            return {}
        first = await consumer.beginning_offsets(partitions)
        positions: dict[Any, int] = {}
        fresh: dict[str, int] = {}
        for partition in partitions:
            offset = await consumer.committed(partition)
            if offset is None:
                fresh[partition.topic] = fresh.get(partition.topic, 0) + 1
            positions[partition] = first[partition] if offset is None else max(offset, first[partition])
            consumer.seek(partition, positions[partition])
        if fresh and self.starts_at is not None:
            ends = await consumer.end_offsets(partitions)
            for topic, count in fresh.items():
                if any(ends[p] > first[p] for p in partitions if p.topic == topic):
                    self.starts_at(topic, count, "beginning")
        return positions


class Consumer(driver.Consumer):
    """Says yes to every commit of faust's and makes none."""

    def _new_consumer_thread(self) -> Any:
        thread = ConsumerThread(self, loop=self.loop, beacon=self.beacon)
        if isinstance(self.transport, Transport):
            thread.starts_at = self.transport.starts_at
        return thread

    async def _commit(self, offsets: Any) -> bool:
        # Ours are committed inside transactions; one of faust's, arriving late, would set an offset back. The time is
        # kept for faust's livelock detector, which would cry "Has not committed".
        now = time.monotonic()
        self._thread.tp_last_committed_at.update((tp, now) for tp in offsets)
        return True

    def _new_offset(self, tp: Any) -> int | None:
        # Faust's own stumbles over every transaction's control record, and acked offsets pile up without end.
        acked = self._acked[tp]
        last: int | None = max(acked, default=None)
        acked.clear()
        self._acked_index[tp].clear()
        return None if last is None else last + 1

    async def _add_gap(self, tp: Any, offset_from: int, offset_to: int) -> None:
        return None


class Transport(driver.Transport):
    """What the faust app is given as its transport."""

    Consumer = Consumer
    starts_at: StartsAt | None = None

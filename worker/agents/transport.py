"""Faust's Kafka driver with its own commit switched off: it consumes and balances, we deliver (delivery.py).

Every override here stands for a way in which faust 0.15.3 loses or doubles messages, or stalls, when somebody else
commits. The only module, with the codec, that handles untyped objects.
"""

import asyncio
import time
from functools import partial
from typing import Any, cast

from aiokafka.errors import IllegalStateError, KafkaError, KafkaTimeoutError
from faust.transport.drivers import aiokafka as driver

from worker import telemetry
from worker.agents.deadline import die
from worker.backoff import delays
from worker.errors import Misconfigured, Stuck
from worker.settings import OffsetReset, variable

_AGAIN_S = 0.2
_AGAIN_AT_LONGEST_S = 5.0


class ConsumerThread(driver.AIOKafkaConsumerThread):
    """Reads committed messages only, and starts where the group's committed offsets say."""

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
        """Ask for as long as the assignment holds, and then seek in one go: what it was before is none of the next's.

        Raises IllegalStateError, which faust takes for the next rebalance that it is.
        """
        consumer = self._ensure_consumer()
        assignment = consumer._subscription.subscription.assignment
        waits = delays(_AGAIN_S, _AGAIN_AT_LONGEST_S)
        positions: dict[Any, int] | None = None
        while positions is None and assignment.active:
            try:
                positions = await self._positions(consumer, list(assignment.tps))
            except KafkaError as error:
                if not (error.retriable or isinstance(error, KafkaTimeoutError)):
                    raise
                await asyncio.sleep(next(waits))
        if positions is None or not assignment.active:
            raise IllegalStateError("revoked before it was sought")
        for partition, offset in positions.items():
            consumer.seek(partition, offset)
            # From here on the client resets a position for one reason only: what it reads is gone from the log.
            assignment.state_value(partition).await_reset = partial(_gone, partition)
        return positions

    async def _positions(self, consumer: Any, partitions: list[Any]) -> dict[Any, int]:
        """Where each of these partitions is to be read from."""
        if not partitions:
            return {}
        first, end = await consumer.beginning_offsets(partitions), await consumer.end_offsets(partitions)
        positions: dict[Any, int] = {}
        for partition in partitions:
            offset = await consumer.committed(partition)
            if offset is None:
                offset = first[partition]
            elif not first[partition] <= offset <= end[partition]:
                offset = self.choose(partition, offset, first[partition], end[partition])
            positions[partition] = offset
        return positions

    def choose(self, partition: Any, committed: int, first: int, end: int) -> int:
        """Where to go on when the committed offset is not in the log any more; where it refuses, the process ends."""
        where = cast(Transport, self.consumer.transport).offset_reset
        telemetry.out_of_range(partition.topic, partition.partition, committed, first, end, where)
        if where == "refuse":
            reason = (
                f"the committed offset {committed} of {partition.topic}/{partition.partition} is not in the log, which "
                f"has {first} to {end}; {variable('offset_reset')}=refuse leaves it to you to set another"
            )
            die(Misconfigured(reason))
        return end if where == "end" else first


def _gone(partition: Any, _: object) -> None:
    """The offset to be read next was deleted, or the topic made anew: a new start looks at it and says what it does."""
    die(Stuck(f"the next offset of {partition.topic}/{partition.partition} is not in the log any more"))


class Consumer(driver.Consumer):
    """Says yes to every commit of faust's and makes none."""

    def _new_consumer_thread(self) -> Any:
        return ConsumerThread(self, loop=self.loop, beacon=self.beacon)

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
    offset_reset: OffsetReset = "beginning"

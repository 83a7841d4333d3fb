"""Workers with one part taken out: each must be caught by the faults that name it, or these prove nothing.

    python -m tests.chaos.mutants NAME -m worker worker

What a mutant takes out is said in the first line of its docstring, in the words of the report.
"""

import asyncio
import os
import runpy
import sys
from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any

from aiokafka import AIOKafkaProducer, TopicPartition
from faust.transport.drivers import aiokafka as driver

from tests.chaos.mutants_cluster import CLUSTER_MUTANTS
from worker.agents import delivery, producing, transport
from worker.agents.delivery import Delivery, Partition
from worker.agents.frames import Refusal
from worker.agents.lanes import Lanes, Message
from worker.agents.parcel import Outgoing, Parcel
from worker.agents.pool import Pool
from worker.errors import Stuck
from worker.topics import Topics


def no_fencing() -> None:
    """Fencing: every process has transactional ids of its own, and nobody fences anybody."""

    class Alone(AIOKafkaProducer):  # type: ignore[misc]
        def __init__(self, *, transactional_id: str, **settings: Any) -> None:
            super().__init__(transactional_id=f"{transactional_id}-{os.getpid()}", **settings)

    setattr(producing, "AIOKafkaProducer", Alone)  # noqa: B010


def no_gate() -> None:
    """The gate: a revoked assignment closes nothing, and transactions in progress are not waited for."""

    async def settle(self: Delivery) -> None:
        return None

    setattr(Delivery, "settle", settle)  # noqa: B010


def no_generation() -> None:
    """The generation check, and the dropping of lanes before it: work of a past assignment is delivered in the next.

    The check alone is not missed: faust skips messages of a past generation itself, and lanes are dropped when their
    partition is revoked. It stands behind both, so both are taken out where they are ours.
    """
    put = Lanes.put

    async def renewed(self: Lanes, message: Message) -> None:
        facts = ("topic", "partition", "offset", "timestamp", "key", "value", "headers")
        same = {name: getattr(message, name) for name in facts}
        await put(self, SimpleNamespace(**same, generation_id=self._delivery.generation))

    def accepts(self: Delivery, parcel: Parcel) -> bool:
        return self.generation is not None

    def forget(self: Lanes) -> None:
        self._lanes.clear()

    setattr(Lanes, "put", renewed)  # noqa: B010
    setattr(Lanes, "drop", forget)  # noqa: B010
    setattr(Delivery, "accepts", accepts)  # noqa: B010


def faust_commits() -> None:
    """Our hold on commits: faust's own is switched on again beside the transactions."""
    setattr(transport.Consumer, "_commit", driver.Consumer._commit)  # noqa: B010


def skipped_await() -> None:
    """The await of each delivery: a transaction is committed whatever became of its records."""
    send = producing.send

    async def unwatched(*given: Any) -> list["asyncio.Future[object]"]:
        for sent in await send(*given):
            sent.add_done_callback(lambda future: future.cancelled() or future.exception())
        return []

    setattr(delivery, "send", unwatched)  # noqa: B010


def swallowed_errors() -> None:
    """The end on any error: a transaction that failed is passed over as if it had been written."""
    transact = Delivery._transact

    async def whatever(self: Delivery, partition: Partition, parcels: tuple[Parcel, ...]) -> None:
        try:
            await transact(self, partition, parcels)
        except Exception:
            self._next[partition] = parcels[-1].origin.kafka_offset + 1

    setattr(Delivery, "_transact", whatever)  # noqa: B010


def offsets_first() -> None:
    """One transaction for all: the offset is committed in a transaction of its own, before the outputs."""
    transact = Delivery._transact

    async def apart(self: Delivery, partition: Partition, parcels: tuple[Parcel, ...]) -> None:
        producer = self._producers[partition]
        after = {TopicPartition(*partition): parcels[-1].origin.kafka_offset + 1}
        async with producer.transaction():
            await producer.send_offsets_to_transaction(after, self._settings.group)
        await transact(self, partition, parcels)

    setattr(Delivery, "_transact", apart)  # noqa: B010


def no_seek() -> None:
    """Our seek: faust's own, which leaves a position where it is if nothing was committed."""
    setattr(transport.ConsumerThread, "seek_to_committed", driver.AIOKafkaConsumerThread.seek_to_committed)  # noqa: B010


def read_uncommitted() -> None:
    """The isolation level: aborted messages are read like any others."""
    create = driver.AIOKafkaConsumerThread._create_worker_consumer
    setattr(transport.ConsumerThread, "_create_worker_consumer", create)  # noqa: B010


def fragile_pool() -> None:
    """The pool's respawn: a child that dies ends the worker."""

    def ended(self: Pool, slot: object) -> None:
        if not self._closing:
            self._fatal(Stuck("a child died"))

    setattr(Pool, "_ended", ended)  # noqa: B010


def endless_patience() -> None:
    """The article's deadline: nobody ends a child that hangs."""

    def overran(self: Pool, slot: object) -> None:
        return None

    setattr(Pool, "_overran", overran)  # noqa: B010


def dropped_rejects() -> None:
    """The dead letters: a refused article goes nowhere."""
    records = Parcel._records

    def forwarded(self: Parcel, topics: Topics) -> list[Outgoing]:
        return [] if isinstance(self.answer.outcome, Refusal) else records(self, topics)

    setattr(Parcel, "_records", forwarded)  # noqa: B010


OURS: Sequence[Callable[[], None]] = (
    no_fencing,
    no_gate,
    no_generation,
    faust_commits,
    skipped_await,
    swallowed_errors,
    offsets_first,
    no_seek,
    read_uncommitted,
    fragile_pool,
    endless_patience,
    dropped_rejects,
)

MUTANTS = {mutant.__name__: mutant for mutant in (*OURS, *CLUSTER_MUTANTS)}


def main() -> None:
    """Take the part out and run the rest of the command line as Python would."""
    name, dash_m, module, *arguments = sys.argv[1:]
    assert dash_m == "-m"
    MUTANTS[name]()
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()

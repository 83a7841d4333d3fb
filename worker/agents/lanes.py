"""From the group's assignment to lanes, and from a consumed message into its lane."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from schemas import dead_letter
from worker import telemetry
from worker.agents.delivery import Delivery, Partition
from worker.agents.lane import Backlog, Lane, LaneLimits
from worker.agents.parcel import Parcel
from worker.agents.pool import Pool
from worker.agents.traces import traced
from worker.headers import Origin
from worker.settings import Stage
from worker.stages import Job, source_slot
from worker.telemetry.tracing import Tracer


class Message(Protocol):
    """What we need of faust's message."""

    topic: str
    partition: int
    offset: int
    timestamp: float
    key: bytes | None
    value: bytes | None
    generation_id: int

    @property
    def headers(self) -> Mapping[str, bytes] | Sequence[tuple[str, bytes]] | None: ...


class Lanes:
    """All lanes of a worker, made anew with each assignment."""

    def __init__(
        self,
        stages: Mapping[str, Stage],
        limits: LaneLimits,
        backlog: Backlog,
        delivery: Delivery,
        pool: Pool,
        tracer: Tracer | None = None,
    ) -> None:
        self._tracer = tracer
        self._stages = stages
        self._limits = limits
        self._backlog = backlog
        self._delivery = delivery
        self._pool = pool
        self._lanes: dict[Partition, Lane] = {}

    @property
    def waiting(self) -> int:
        """Messages taken and not yet committed."""
        return sum(lane.waiting for lane in self._lanes.values())

    def oldest(self) -> Mapping[Partition, Origin]:
        """The oldest message of each lane that has any."""
        return {at: lane.oldest for at, lane in self._lanes.items() if lane.oldest is not None}

    def open(self, partitions: Iterable[Partition]) -> None:
        """A lane for each assigned partition."""
        for at in partitions:
            self._lanes[at] = Lane(
                self._stages[at.topic],
                at,
                self._limits,
                self._backlog,
                self._delivery.commit,
                lambda: self._pool.answered_at,
                self._tracer,
            )

    def drop(self) -> None:
        """No lanes any more."""
        for lane in self._lanes.values():
            lane.drop()
        self._lanes.clear()

    async def put(self, message: Message) -> None:
        """Put a message into its lane when there is room; one of a past assignment is left alone."""
        stage = self._stages[message.topic]
        telemetry.consumed(message.topic, stage)
        lane = self._lanes.get(Partition(message.topic, message.partition))
        if lane is None or message.generation_id != self._delivery.generation or not await lane.room():
            telemetry.skipped(stage, 1)
            return
        headers = message.headers or ()
        pairs = tuple(headers.items()) if isinstance(headers, Mapping) else tuple(headers)
        if source_slot(stage) == "raw":
            # A raw message is its own origin, whatever it was copied from with all its headers.
            pairs = tuple((name, value) for name, value in pairs if name != dead_letter.RAW)
        timestamp_ms = round(message.timestamp * 1000)
        origin = Origin(message.topic, message.partition, message.offset, timestamp_ms, pairs)
        if self._tracer is not None:
            origin = traced(self._tracer, stage, origin)
        lane.put(
            Parcel(
                stage=stage,
                origin=origin,
                generation=message.generation_id,
                key=message.key,
                value=message.value,
                taken_at=asyncio.get_running_loop().time(),
                future=self._pool.submit(Job(stage, message.value, origin.raw_timestamp_ms), lane.at),
            )
        )

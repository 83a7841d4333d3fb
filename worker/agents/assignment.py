"""What happens when the group assigns and revokes: the order of it is what makes delivery exact."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, NamedTuple

from aiokafka import TopicPartition

from worker import telemetry
from worker.agents.consuming import App
from worker.agents.deadline import die
from worker.agents.delivery import Delivery, Partition
from worker.agents.lanes import Lanes
from worker.errors import Misconfigured, Stuck
from worker.reach import Reach

NO_LEADER = -1
"""What the client knows of a partition whose brokers are away."""

REVOKED = -1
"""No group's generation: what was assigned has been revoked meanwhile."""


class Marks(NamedTuple):
    """Offsets of a partition: the next to fetch; the first that a `read_committed` reader may not see yet; the end."""

    position: int
    stable: int
    end: int


class Assignment:
    """Follows the group: revoked -> gate closed, transactions ended; assigned -> fenced, lanes open.

    Faust awaits `revoked` before the group is joined again, so the next owner cannot fence us in mid-transaction, and
    `assigned` before it seeks to the committed offsets, so these are final when they are read. `surplus` tells whether
    every partition is some member's, `faults` what is wrong with the topics.
    """

    def __init__(
        self,
        app: App,
        delivery: Delivery,
        lanes: Lanes,
        deadline_s: float,
        surplus: Callable[[], Awaitable[bool]],
        faults: Callable[[], Awaitable[Sequence[str]]],
        reach: Reach,
    ) -> None:
        self._faults = faults
        self._surplus = surplus
        self._reach = reach
        self._app = app
        self._delivery = delivery
        self._lanes = lanes
        self._deadline_s = deadline_s
        self._away_since = asyncio.get_running_loop().time()
        self._revocations = 0
        self._timer: asyncio.TimerHandle | None = None
        app.on_partitions_revoked.connect(self._revoked, weak=False)
        app.on_rebalance_complete.connect(self._assigned, weak=False)

    @property
    def _consumer(self) -> Any:
        """The client inside faust's consumer."""
        thread: Any = getattr(self._app.consumer, "_thread")  # noqa: B009
        return thread._consumer

    def marks(self) -> Mapping[Partition, Marks]:
        """How far each of our partitions is read, as far as the consumer knows; without those that have no leader."""
        consumer = self._consumer
        found: dict[Partition, Marks] = {}
        for at in self._delivery.partitions:
            partition = TopicPartition(*at)
            leader = consumer._client.cluster.leader_for_partition(partition)
            state = consumer._subscription.subscription.assignment.state_value(partition)
            if leader in (None, NO_LEADER) or state is None or not state.has_valid_position:
                continue
            if state.highwater is not None and state.lso is not None:
                found[at] = Marks(state.position, state.lso, state.highwater)
        return found

    def await_first(self) -> None:
        """The worker has begun: an assignment must come."""
        self._watch()

    async def _revoked(self, *_: object, **__: object) -> None:
        loop = asyncio.get_running_loop()
        began = loop.time()
        self._revocations += 1
        try:
            if self._delivery.generation is not None:
                self._away_since = began
            self._watch()
            await self._delivery.settle()
            self._lanes.drop()
        except BaseException as error:
            die(error)
        telemetry.revoked(loop.time() - began)

    async def _assigned(self, *_: object, **__: object) -> None:
        loop = asyncio.get_running_loop()
        began = loop.time()
        try:
            await self._delivery.settle()
            self._lanes.drop()
            generation, revocations = self._app.consumer_generation_id, self._revocations

            def current() -> int:
                return self._app.consumer_generation_id if self._revocations == revocations else REVOKED

            assigned = {Partition(at.topic, at.partition) for at in self._app.consumer.assignment()}
            if not await self._delivery.fence(assigned, generation, current):
                return
            await self._sources()
            self._lanes.open(assigned)
            if assigned and self._timer is not None:
                self._timer.cancel()
                self._timer = None
        except BaseException as error:
            die(error)
        now = loop.time()
        telemetry.assigned(len(assigned), generation, now - began, now - self._away_since)

    async def _sources(self) -> None:
        """A source topic that was deleted leaves a worker with nothing to do, and well: somebody must hear of it."""
        consumer = self._consumer
        cluster = consumer._client.cluster
        if all(cluster.partitions_for_topic(name) for name in consumer.subscription()):
            return
        if faults := await self._faults():
            raise Misconfigured("; ".join(faults))

    def _watch(self) -> None:
        """From now on an assignment is due."""
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(self._deadline_s, self._overdue)

    def _overdue(self) -> None:
        self._timer = None
        self._asking = asyncio.ensure_future(self._idle_or_stuck())

    async def _idle_or_stuck(self) -> None:
        """Without partitions a worker may be one too many for the group; without a broker none comes; else stuck."""
        if not self._reach.answers:
            self._watch()
            return
        if self._delivery.generation is not None and (self._delivery.partitions or await self._surplus()):
            self._watch()
            return
        die(Stuck(f"no assignment by the group for {self._deadline_s:g} s"))

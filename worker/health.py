"""Is this worker well? Alive is not enough: a consumer can live on without an assignment or without progress.

Stuck, and so unhealthy, is only what this worker itself fails to do: its loop does not turn, or there is work, the
broker answers, and nothing has been committed for long. A broker that is away makes it not ready, never unhealthy.
"""

import asyncio
import os
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass

from worker import telemetry
from worker.agents.assignment import Assignment, Marks
from worker.agents.delivery import Delivery, Partition
from worker.agents.lanes import Lanes
from worker.agents.pool import Pool
from worker.errors import Exit
from worker.reach import Reach

BEAT_S = 1.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether all is well, and why not."""

    ok: bool
    why: str = "ok"


class Health:
    """Looks at the worker, and keeps the gauges that only a look can set."""

    def __init__(
        self,
        delivery: Delivery,
        lanes: Lanes,
        pool: Pool,
        assignment: Assignment,
        reach: Reach,
        stuck_after_s: float,
    ) -> None:
        self._delivery = delivery
        self._lanes = lanes
        self._pool = pool
        self._assignment = assignment
        self._reach = reach
        self._stuck_after_s = stuck_after_s
        self._loop = asyncio.get_running_loop()
        self._moved_at = self._loop.time()
        self._seen: object = None
        self._unread_since: dict[Partition, float] = {}
        self.beat()

    def beat(self) -> None:
        """The loop turns."""
        self._beat_at = time.monotonic()

    def start(self) -> None:
        """Begin to look, once in `BEAT_S`, and look from another thread whether we still do."""
        self._beating = asyncio.ensure_future(self._go_on())
        threading.Thread(target=self._watch, name="watchdog", daemon=True).start()

    def live(self) -> Verdict:
        """Whether this worker does what it can."""
        if time.monotonic() - self._beat_at > self._stuck_after_s:
            return Verdict(False, "the event loop is blocked")
        still = self._loop.time() - self._moved_at
        if still > self._stuck_after_s and self._reach.answers:
            return Verdict(False, f"work to do, the broker answers, and no progress for {still:.0f} s")
        return Verdict(True)

    def ready(self) -> Verdict:
        """Whether it is at work: a broker answers and partitions are ours."""
        if not self._reach.answers:
            return Verdict(False, "no broker answers")
        if not self._delivery.partitions:
            return Verdict(False, "no partitions assigned")
        return Verdict(True)

    async def _go_on(self) -> None:
        while True:
            self.beat()
            await self._look()
            await asyncio.sleep(BEAT_S)

    async def _look(self) -> None:
        marks = self._assignment.marks()
        telemetry.lag(self._behind(marks))
        stats = self._pool.stats()
        telemetry.pool(stats.children, stats.waiting)
        waiting = self._lanes.waiting
        telemetry.in_flight(waiting)
        # What lies behind somebody's open transaction is not ours to read yet.
        work = waiting > 0 or any(mark.stable > mark.position for mark in marks.values())
        marks_seen = tuple(sorted(marks.items()))
        seen = (self._delivery.committed_at, self._delivery.generation, stats.answered, marks_seen)
        if not work or not self._delivery.partitions or seen != self._seen:
            self._moved_at = self._loop.time()
        self._seen = seen
        answers = await self._loop.run_in_executor(None, self._reach.ask)
        if answers != self._reach.answers:
            # Waiting for a broker is not being stuck, and what comes next has its whole time.
            self._moved_at = self._loop.time()
            self._reach.answers = answers
            telemetry.broker(answers)
        telemetry.ready(self.ready().ok)

    def _behind(self, marks: Mapping[Partition, Marks]) -> dict[tuple[str, int], tuple[int, float]]:
        """Messages and seconds that each partition is behind.

        Of a message that is not here yet, or has no timestamp, we cannot tell the age: it is at least as old as we have
        known of it.
        """
        oldest, now_ms = self._lanes.oldest(), telemetry.wall_ms()
        behind: dict[tuple[str, int], tuple[int, float]] = {}
        unread: dict[Partition, float] = {}
        for at, mark in marks.items():
            head = oldest.get(at)
            messages = mark.end - (head.kafka_offset if head else mark.position)
            since = now_ms
            if head is not None and head.timestamp_ms > 0:
                since = float(head.timestamp_ms)
            elif head is not None or mark.stable > mark.position:
                since = unread[at] = self._unread_since.get(at, now_ms)
            behind[at] = (max(messages, 0), max(now_ms - since, 0.0) / 1000)
        self._unread_since = unread
        return behind

    def _watch(self) -> None:
        """In a thread of its own, for a blocked loop cannot tell; not every supervisor looks at /healthz."""
        while True:
            time.sleep(BEAT_S)
            verdict = self.live()
            if not verdict.ok:
                telemetry.died("Stuck", verdict.why, "watchdog", Exit.FAULT)
                os._exit(Exit.FAULT)

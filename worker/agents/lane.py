"""A lane: the messages of one source partition, computed at once, committed in order.

A message goes to the pool as it arrives. The lane waits for the answer at its head, takes along what stands ready
behind it, and commits; while it commits, the pool works on what comes next. A full lane holds the agent, and so the
fetching.
"""

import asyncio
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from worker import telemetry
from worker.agents.deadline import die
from worker.agents.delivery import Partition
from worker.agents.frames import Answer, Refusal
from worker.agents.parcel import Parcel
from worker.agents.traces import record, trace_id
from worker.errors import Stuck
from worker.headers import Origin
from worker.settings import Stage
from worker.telemetry.tracing import Tracer

Commit = Callable[[Partition, Sequence[Parcel]], Awaitable[tuple[Parcel, ...]]]


@dataclass(frozen=True, slots=True)
class LaneLimits:
    """How much a lane holds and how much it commits at once; times in seconds."""

    in_flight: int
    batch_articles: int
    batch_bytes: int
    linger_s: float
    batch_deadline_s: float


class Backlog:
    """The messages, and their bytes, that all lanes together may still take; one always fits."""

    def __init__(self, articles: int, size: int) -> None:
        self.articles = articles
        self.bytes = size
        self._room = asyncio.Event()
        self._room.set()

    async def wait(self) -> None:
        """Until there is room."""
        await self._room.wait()

    def take(self, size: int) -> None:
        """Count a message in."""
        self._count(-1, -size)

    def give(self, size: int) -> None:
        """Count a message out."""
        self._count(1, size)

    def _count(self, articles: int, size: int) -> None:
        self.articles += articles
        self.bytes += size
        if self.articles > 0 and self.bytes > 0:
            self._room.set()
        else:
            self._room.clear()


class Lane:
    """The lane of one partition, for one assignment: dropped when the partition is revoked.

    `progress` tells the loop's time of the pool's last answer.
    """

    def __init__(
        self,
        stage: Stage,
        at: Partition,
        limits: LaneLimits,
        backlog: Backlog,
        commit: Commit,
        progress: Callable[[], float],
        tracer: Tracer | None = None,
    ) -> None:
        self._tracer = tracer
        self._progress = progress
        self.stage = stage
        self.at = at
        self._limits = limits
        self._backlog = backlog
        self._commit = commit
        self._parcels: deque[Parcel] = deque()
        self._committing = 0
        self._head: Origin | None = None
        self._arrived = asyncio.Event()
        self._moved = asyncio.Event()
        self._dropped = False
        self._task = asyncio.create_task(self._run(), name=f"lane {at.topic}/{at.partition}")

    @property
    def waiting(self) -> int:
        """Messages taken and not yet committed."""
        return len(self._parcels) + self._committing

    @property
    def oldest(self) -> Origin | None:
        """Of the messages taken and not yet committed; None where there is none."""
        if self._committing:
            return self._head
        return self._parcels[0].origin if self._parcels else None

    async def room(self) -> bool:
        """Wait until a message may come in; False when the lane was dropped meanwhile."""
        while not self._dropped:
            await self._backlog.wait()
            if self.waiting < self._limits.in_flight:
                break
            self._moved.clear()
            await self._moved.wait()
        return not self._dropped

    def put(self, parcel: Parcel) -> None:
        """Take a message; its answer is already being made."""
        self._parcels.append(parcel)
        self._backlog.take(parcel.size)
        self._arrived.set()

    def drop(self) -> None:
        """Forget the messages that are not in a transaction: the partition's next owner reads them again."""
        self._dropped = True
        for parcel in self._parcels:
            parcel.future.cancel()
            self._backlog.give(parcel.size)
        self._parcels.clear()
        self._moved.set()
        if not self._committing:
            self._task.cancel()

    async def _run(self) -> None:
        try:
            while not self._dropped:
                batch = await self._gather()
                self._committing, self._head = len(batch), batch[0].origin
                began = asyncio.get_running_loop().time()
                delivered = await self._commit(self.at, batch)
                self._report(delivered)
                if self._tracer is not None:
                    record(self._tracer, delivered, began)
                for parcel in batch:
                    self._backlog.give(parcel.size)
                self._committing = 0
                self._moved.set()
        except asyncio.CancelledError:
            if not self._dropped:
                die(RuntimeError("a lane was cancelled"))
            raise
        except BaseException as error:
            die(error)

    async def _gather(self) -> list[Parcel]:
        """The next batch: at least one answered message, in order, and what comes ready within the linger."""
        while not self._parcels:
            self._arrived.clear()
            await self._arrived.wait()
        await self._until_answered(self._parcels[0].future)
        ready, size = 1, self._parcels[0].size_out
        loop = asyncio.get_running_loop()
        until = loop.time() + self._limits.linger_s
        while ready < min(len(self._parcels), self._limits.batch_articles) and size < self._limits.batch_bytes:
            parcel = self._parcels[ready]
            if not parcel.future.done():
                await asyncio.wait((parcel.future,), timeout=max(until - loop.time(), 0))
            if not parcel.future.done():
                break
            size += parcel.size_out
            ready += 1
        # Only now: a lane that is dropped while it waits still holds them all.
        return [self._parcels.popleft() for _ in range(ready)]

    async def _until_answered(self, answer: "asyncio.Future[Answer]") -> None:
        """Wait for the answer, for as long as the pool gives any."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        while not answer.done():
            await asyncio.wait((answer,), timeout=self._limits.batch_deadline_s)
            if not answer.done() and max(began, self._progress()) < loop.time() - self._limits.batch_deadline_s:
                raise Stuck(f"no word from the pool for {self._limits.batch_deadline_s:g} s")

    def _report(self, delivered: Sequence[Parcel]) -> None:
        now = asyncio.get_running_loop().time()
        wall_ms = telemetry.wall_ms()
        for parcel in delivered:
            answer = parcel.answer
            refusal = answer.outcome if isinstance(answer.outcome, Refusal) else None
            result = answer.outcome if not isinstance(answer.outcome, Refusal) else None
            if refusal is not None and refusal.trace:
                telemetry.fault(self.stage, parcel.origin.raw, refusal.exception, refusal.trace)
            for enricher, trace in answer.traces.items():
                telemetry.fault(self.stage, parcel.origin.raw, enricher, trace)
            telemetry.article(
                stage=self.stage,
                topic=self.at.topic,
                raw=parcel.origin.raw,
                article_id=result.article_id if result else None,
                code=refusal.code if refusal else None,
                failures=result.failures if result else (),
                spent=answer.spent,
                took_s=now - parcel.taken_at,
                age_s=(wall_ms - parcel.origin.raw_timestamp_ms) / 1000 if parcel.origin.raw_timestamp_ms else None,
                bytes_in=parcel.size,
                bytes_out=parcel.size_out,
                records=Counter(record.slot for record in result.records) if result else {"deadletters": 1},
                trace_id=trace_id(parcel.origin),
            )

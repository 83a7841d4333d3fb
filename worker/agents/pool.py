"""The pool: children of our own, a deadline and a memory limit for each article, and nobody else pays for a bad one.

A child that overruns or dies is replaced. The article it was on is tried again:

- It overran inside an enricher: again without that enricher, which is named in the article's `failures`.
- It died: again as it was, twice, for the cause may lie outside. Died again inside an enricher: once more without it.
- Anything else, or the attempts are used up: the article alone is refused (`timed_out`, `crashed`).

Articles that were only waiting in the dead child go to the next one, unharmed.
"""

import asyncio
from collections import Counter, deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace

from schemas.dead_letter import Code
from worker import telemetry
from worker.agents.frames import Answer, Refusal
from worker.agents.process import Child, ChildLimits
from worker.agents.turns import Turns
from worker.errors import Stuck
from worker.pipeline import FailureCode
from worker.stages import STAGES, Job

MAX_WAITING = 4
"""Jobs in a child at a time: one in work, the others there already when it is done."""

MAX_WAITING_BYTES = 1_000_000
"""With more than this in a child, no further job is put there."""

INNOCENT_DEATHS = 2
"""So many deaths on one article prove nothing: somebody may have killed the children."""

MAX_DEATHS = INNOCENT_DEATHS + 2
"""Deaths on one article, at most: the one that tells, and one without the enricher that it was in."""

MAX_STARTS = 5
"""Children that may die, one after the other, before one is ready to take the place of another."""

LATE_S = 1.0
"""A deadline that fires later than this says that we were held up ourselves: the child gets the time again."""


@dataclass(slots=True, eq=False)
class Task:
    """A job on its way through the pool."""

    job: Job
    future: "asyncio.Future[Answer]"
    deaths: int = 0
    timeouts: int = 0

    @property
    def size(self) -> int:
        return len(self.job.value or b"")


@dataclass(frozen=True, slots=True)
class PoolStats:
    """What the pool has done since it started: seconds of work, answers, respawns by cause; and what waits."""

    children: int
    waiting: int
    busy_s: float
    answered: int
    respawns: dict[str, int]


@dataclass(slots=True, eq=False)
class _Slot:
    """A place for one child, with the tasks that are in it, in order."""

    child: Child
    tasks: deque[Task] = field(default_factory=deque)
    due: float = 0.0
    overdue: Task | None = None
    timer: asyncio.TimerHandle | None = None

    @property
    def bytes_waiting(self) -> int:
        return sum(task.size for task in self.tasks)


class Pool:
    """Runs jobs in `size` child processes. Lives in one event loop; `fatal` hears of what it cannot mend."""

    def __init__(self, size: int, deadline_s: float, limits: ChildLimits, fatal: Callable[[BaseException], None]):
        self._size = size
        self._deadline_s = deadline_s
        self._limits = limits
        self._fatal = fatal
        self._queue: Turns[Task] = Turns()
        self._slots: list[_Slot] = []
        self._respawns: Counter[str] = Counter()
        self._respawning: set[asyncio.Task[None]] = set()
        self._busy_s = 0.0
        self._answers = 0
        self._closing = False
        self.answered_at = 0.0

    async def start(self, at_once: int | None = None) -> None:
        """Start all children, so many at a time, and wait until each is ready. Raises Stuck where one does not."""
        places = asyncio.Semaphore(at_once or self._size)

        async def start() -> Child:
            async with places:
                return await Child.start(self._limits)

        self._slots = [_Slot(child) for child in await asyncio.gather(*(start() for _ in range(self._size)))]
        for slot in self._slots:
            self._listen(slot)

    def submit(self, job: Job, lane: Hashable = None) -> "asyncio.Future[Answer]":
        """Have a job done. The future gets its answer, a refusal included; cancel it where nobody waits any more."""
        task = Task(job, asyncio.get_running_loop().create_future())
        self._queue.put(task, lane, STAGES.index(job.stage))
        self._feed()
        return task.future

    def stats(self) -> PoolStats:
        """What there is to say for the metrics."""
        return PoolStats(self._size, len(self._queue), self._busy_s, self._answers, dict(self._respawns))

    async def close(self) -> None:
        """End all children. Jobs in them are not answered any more."""
        self._closing = True
        await asyncio.gather(*self._respawning)
        await asyncio.gather(*(slot.child.close() for slot in self._slots))

    def _listen(self, slot: _Slot) -> None:
        slot.child.listen(lambda answer: self._answered(slot, answer), lambda: self._ended(slot))
        self._feed()

    def _feed(self) -> None:
        """Give waiting jobs to the children that have least to do."""
        while self._queue and not self._closing:
            ready = [slot for slot in self._slots if self._has_room(slot)]
            if not ready:
                return
            task = self._queue.take()
            if task.future.cancelled():
                continue
            slot = min(ready, key=lambda slot: len(slot.tasks))
            slot.tasks.append(task)
            slot.child.send(task.job)
            if len(slot.tasks) == 1:
                self._watch(slot)

    @staticmethod
    def _has_room(slot: _Slot) -> bool:
        if not slot.child.alive or slot.overdue is not None:
            return False
        return not slot.tasks or (len(slot.tasks) < MAX_WAITING and slot.bytes_waiting < MAX_WAITING_BYTES)

    def _watch(self, slot: _Slot) -> None:
        """Start the deadline of the article at the head."""
        if slot.timer is not None:
            slot.timer.cancel()
            slot.timer = None
        if slot.tasks:
            loop = asyncio.get_running_loop()
            slot.due = loop.time() + self._deadline_s
            slot.timer = loop.call_at(slot.due, self._overran, slot)

    def _overran(self, slot: _Slot) -> None:
        loop = asyncio.get_running_loop()
        if loop.time() > slot.due + LATE_S:
            self._watch(slot)
            return
        slot.overdue = slot.tasks[0]
        slot.child.kill()

    def _answered(self, slot: _Slot, answer: Answer) -> None:
        task = slot.tasks.popleft()
        self._watch(slot)
        worked_s = sum(answer.spent.values())
        self._busy_s += worked_s
        telemetry.worked(worked_s)
        self._answers += 1
        self.answered_at = asyncio.get_running_loop().time()
        if not task.future.done():
            task.future.set_result(answer)
        self._feed()

    def _ended(self, slot: _Slot) -> None:
        """A child is gone: judge the article at its head, hand on the others, put a new child in its place."""
        if self._closing:
            return
        if slot.timer is not None:
            slot.timer.cancel()
        self.answered_at = asyncio.get_running_loop().time()
        suspect = slot.tasks.popleft() if slot.tasks else None
        for task in reversed(slot.tasks):
            self._queue.put_first(task)
        slot.tasks.clear()
        cause = "crashed" if slot.overdue is None else "timed_out"
        self._respawns[cause] += 1
        telemetry.respawned(cause, (slot.child.place() or suspect.job.stage) if suspect else None)
        if suspect is not None and slot.overdue not in (None, suspect):
            # The one that was too late has answered after all; this one only came after it.
            self._queue.put_first(suspect)
        elif suspect is not None and not suspect.future.done():
            self._judge(suspect, slot)
        slot.overdue = None
        respawning = asyncio.ensure_future(self._respawn(slot))
        self._respawning.add(respawning)
        respawning.add_done_callback(self._respawning.discard)
        self._feed()

    def _judge(self, task: Task, slot: _Slot) -> None:
        place = slot.child.place()
        overran = slot.overdue is not None
        code: FailureCode = "timed_out" if overran else "crashed"
        if overran:
            task.timeouts += 1
            again = place is not None and task.timeouts == 1
        else:
            task.deaths += 1
            again = task.deaths < MAX_DEATHS and (
                task.deaths <= INNOCENT_DEATHS or (place is not None and not task.job.lost)
            )
        if not again:
            what = "did not end in time" if overran else "a process died on it"
            refusal = Refusal(Code(code), f"{what}, in {place or task.job.stage}", attempts=task.deaths + task.timeouts)
            task.future.set_result(Answer(refusal))
            return
        if place is not None and (overran or task.deaths > INNOCENT_DEATHS):
            task.job = replace(task.job, lost={**task.job.lost, place: code})
        self._queue.put_first(task)

    async def _respawn(self, slot: _Slot) -> None:
        try:
            await slot.child.close()
            slot.child = await self._start()
            self._listen(slot)
        except Exception as error:
            self._fatal(error)

    async def _start(self) -> Child:
        """A new child; one that was killed before it was ready says nothing yet, so the next is tried."""
        for _ in range(MAX_STARTS - 1):
            try:
                return await Child.start(self._limits)
            except Stuck:
                self._respawns["crashed"] += 1
                telemetry.respawned("crashed", None)
        return await Child.start(self._limits)

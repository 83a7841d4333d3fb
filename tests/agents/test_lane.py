"""A lane commits in order, gathers what stands ready, and holds no more than it may."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from worker.agents.delivery import Partition
from worker.agents.frames import Answer
from worker.agents.lane import Backlog, Lane, LaneLimits
from worker.agents.parcel import Parcel
from worker.headers import Origin
from worker.stages import Record, Result

AT = Partition("articles.raw", 0)
LIMITS = LaneLimits(in_flight=4, batch_articles=3, batch_bytes=1000, linger_s=0.01, batch_deadline_s=5)


def parcel(offset: int, size: int = 1) -> Parcel:
    return Parcel(
        stage="normalise",
        origin=Origin("articles.raw", 0, offset, 0),
        generation=1,
        key=b"",
        value=b"x" * size,
        taken_at=0.0,
        future=asyncio.get_running_loop().create_future(),
    )


def answer(size: int = 1) -> Answer:
    return Answer(Result("id", (Record("normalised", b"y" * size),)))


class Commits:
    """Notes the batches; `gate` holds a commit until it is opened."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.changed = asyncio.Event()

    async def __call__(self, at: Partition, parcels: Sequence[Parcel]) -> tuple[Parcel, ...]:
        await self.gate.wait()
        self.batches.append([parcel.origin.kafka_offset for parcel in parcels])
        self.changed.set()
        return tuple(parcels)

    async def until(self, done: Callable[[], bool]) -> None:
        async with asyncio.timeout(5):
            while not done():
                self.changed.clear()
                await self.changed.wait()

    @property
    def offsets(self) -> list[int]:
        return [offset for batch in self.batches for offset in batch]


Use = Callable[[Lane, Commits], Awaitable[None]]


def with_lane(use: Use, limits: LaneLimits = LIMITS, articles: int = 100, size: int = 10**6) -> None:
    async def run() -> None:
        commits = Commits()
        backlog = Backlog(articles, size)
        lane = Lane("normalise", AT, limits, backlog, commits, lambda: 0.0)
        await use(lane, commits)
        lane.drop()
        await asyncio.sleep(0.01)
        assert (backlog.articles, backlog.bytes) == (articles, size), "a lane gives back what it took"

    asyncio.run(run())


def test_order_is_kept_whatever_is_ready_first() -> None:
    async def use(lane: Lane, commits: Commits) -> None:
        parcels = [parcel(offset) for offset in range(4)]
        for each in parcels:
            lane.put(each)
        for each in reversed(parcels):
            each.future.set_result(answer())
            await asyncio.sleep(0)
        await commits.until(lambda: len(commits.offsets) == 4)
        assert commits.offsets == [0, 1, 2, 3]

    with_lane(use)


def test_a_batch_is_bounded_in_articles_and_bytes() -> None:
    async def use(lane: Lane, commits: Commits) -> None:
        commits.gate.clear()
        sizes = [1, 1, 1, 1, 900, 200, 1]
        for offset, size in enumerate(sizes):
            each = parcel(offset)
            each.future.set_result(answer(size))
            lane.put(each)
        commits.gate.set()
        await commits.until(lambda: len(commits.offsets) == len(sizes))
        assert commits.batches == [[0, 1, 2], [3, 4, 5], [6]]

    with_lane(use)


def test_a_lone_article_is_committed_without_lingering() -> None:
    async def use(lane: Lane, commits: Commits) -> None:
        each = parcel(0)
        each.future.set_result(answer())
        lane.put(each)
        await commits.until(lambda: commits.offsets == [0])

    limits = LaneLimits(in_flight=4, batch_articles=3, batch_bytes=1000, linger_s=3600, batch_deadline_s=5)
    with_lane(use, limits)


def test_a_full_lane_lets_nobody_in_until_it_has_committed() -> None:
    async def use(lane: Lane, commits: Commits) -> None:
        parcels = [parcel(offset) for offset in range(4)]
        for each in parcels:
            assert await lane.room()
            lane.put(each)
        waiting = asyncio.ensure_future(lane.room())
        await asyncio.sleep(0.01)
        assert not waiting.done()
        parcels[0].future.set_result(answer())
        assert await asyncio.wait_for(waiting, 5)

    with_lane(use)


def test_the_backlog_counts_bytes_and_always_lets_one_in() -> None:
    async def use(lane: Lane, commits: Commits) -> None:
        big = parcel(0, size=5000)
        assert await lane.room()
        lane.put(big)
        waiting = asyncio.ensure_future(lane.room())
        await asyncio.sleep(0.01)
        assert not waiting.done()
        big.future.set_result(answer())
        assert await asyncio.wait_for(waiting, 5)

    with_lane(use, size=1000)


def test_a_dropped_lane_forgets_what_is_not_in_a_transaction() -> None:
    async def use(lane: Lane, commits: Commits) -> None:
        commits.gate.clear()
        first, second = parcel(0), parcel(1)
        lane.put(first)
        first.future.set_result(answer())
        await asyncio.sleep(0.05)
        lane.put(second)
        lane.drop()
        commits.gate.set()
        await commits.until(lambda: commits.offsets == [0])
        assert second.future.cancelled()
        assert not await lane.room()

    with_lane(use)


def test_a_lane_dropped_while_it_lingers_gives_everything_back() -> None:
    async def use(lane: Lane, commits: Commits) -> None:
        parcels = [parcel(offset) for offset in range(3)]
        for each in parcels:
            lane.put(each)
        parcels[0].future.set_result(answer())
        parcels[1].future.set_result(answer())
        await asyncio.sleep(0.05)
        lane.drop()
        await asyncio.sleep(0.01)
        assert commits.offsets == []

    limits = LaneLimits(in_flight=4, batch_articles=3, batch_bytes=1000, linger_s=3600, batch_deadline_s=5)
    with_lane(use, limits)

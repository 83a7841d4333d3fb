"""Measures one worker on the whole way raw -> normalised -> enriched: how much, at what cost, and whether all arrived.

Times of commits are the worker's canonical log lines, written after each commit; what a reader of committed messages
gets is read afterwards, so that it takes no CPU from what is measured.
"""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tests.benchmarks import exposition, processor
from tests.benchmarks.exposition import Metrics, mean
from tests.integration.harness import Installation
from tests.integration.process import WorkerProcess

LOOK_S = 2.0
"""Between two looks at /metrics, each of which costs the worker about 5 ms; small trials look more often."""

STALL_S = 60.0
FULL_LOAD = (0.1, 0.9)
"""Between these shares of all outcomes the pool is taken to be under full load."""

STAGES = ("normalise", "enrich")
POOL_BUSY = "copydesk_pool_busy_seconds_total"
PART_SECONDS = "copydesk_part_duration_seconds_sum"


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a worker at work. Times in seconds; `at` on the monotonic clock."""

    at: float
    metrics: Metrics
    worker: processor.Spent
    broker: processor.Spent
    machine_s: float


def look(worker: WorkerProcess, broker_pid: int | None) -> Look:
    """Look now."""
    pid = worker.process.pid
    metrics = Metrics.of(worker)
    return Look(time.monotonic(), metrics, processor.spent(pid), processor.spent(broker_pid), processor.machine_s())


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage under load: means, None where it committed nothing."""

    transactions: int
    articles: float | None
    milliseconds: float | None


@dataclass(frozen=True, slots=True)
class Throughput:
    """`articles` fed first, then one worker; from its assignment to its last commit.

    `busy`: the share of the children's time in which they had an article in work, under full load, by the clock;
    `busy_cpu` the same by the CPU that they really got. `work_ms`: time by the clock for each part of the work on one
    article, which other load on the machine stretches. `others`: cores that something else on the machine kept busy.
    `records` and `out_bytes`: what one enriched article makes. Memory is the most that was resident.
    """

    articles: int
    children: int
    elapsed_s: float
    rate: float
    parent_ms: float
    children_ms: float
    broker_ms: float
    busy: float | None
    busy_cpu: float | None
    others: float
    work_ms: dict[str, float]
    stages: dict[str, Stage]
    records: float
    out_bytes: float
    parent_mb: float
    child_mb: float


@dataclass(frozen=True, slots=True)
class Account:
    """What a reader of committed messages finds against what was fed. Rows are entities and numbers."""

    fed: int
    lost: int
    doubled: int
    dead_letters: int
    rows: int
    doubled_rows: int


def throughput(installation: Installation, worker: WorkerProcess, broker_pid: int | None, fed: int) -> Throughput:
    """Follow a worker that has just been started until it has dealt with all that was fed. RuntimeError: it did not."""
    installation.wait_assigned(worker)
    installation.wait_until(lambda: worker.http_port() is not None, "the worker's port")
    own_before = time.process_time()
    looks = [look(worker, broker_pid)]
    moved = looks[0].at
    while looks[-1].metrics.outcomes < fed:
        if worker.status is not None:
            raise RuntimeError(f"the worker ended with {worker.status}\n{worker.tail()}")
        if time.monotonic() - moved > STALL_S:
            raise RuntimeError(f"{looks[-1].metrics.outcomes:.0f} of {fed}, and no progress\n{worker.tail()}")
        time.sleep(LOOK_S if fed >= 500 else 0.5)
        looks.append(look(worker, broker_pid))
        if looks[-1].metrics.outcomes > looks[-2].metrics.outcomes:
            moved = looks[-1].at
    return _summed_up(looks, worker, fed, time.process_time() - own_before)


def _summed_up(looks: Sequence[Look], worker: WorkerProcess, fed: int, own_s: float) -> Throughput:
    first, last = looks[0], looks[-1]
    lines = exposition.lines(worker)
    began = datetime.fromisoformat(str(worker.events("assigned")[-1]["timestamp"])).timestamp()
    elapsed = max(line.at for line in lines) - began
    spent, broker = last.worker - first.worker, last.broker - first.broker
    others = last.machine_s - first.machine_s - spent.all_s - broker.all_s - own_s
    enriched = [line for line in lines if line.stage == "enrich" and line.code is None]
    pids = processor.children(worker.process.pid)
    busy, busy_cpu = _busy(looks, fed, len(pids))
    return Throughput(
        articles=fed,
        children=len(pids),
        elapsed_s=elapsed,
        rate=fed / elapsed,
        parent_ms=1000 * spent.own_s / fed,
        children_ms=1000 * spent.children_s / fed,
        broker_ms=1000 * broker.all_s / fed,
        busy=busy,
        busy_cpu=busy_cpu,
        others=max(others / (last.at - first.at), 0.0),
        work_ms={part: 1000 * seconds / fed for part, seconds in _parts(first.metrics, last.metrics).items()},
        stages={stage: _stage(first.metrics, last.metrics, stage) for stage in STAGES},
        records=sum(line.records for line in enriched) / max(len(enriched), 1),
        out_bytes=sum(line.bytes_out for line in enriched) / max(len(enriched), 1),
        parent_mb=processor.peak_mb(worker.process.pid),
        child_mb=max((processor.peak_mb(pid) for pid in pids), default=0.0),
    )


def _busy(looks: Sequence[Look], fed: int, children: int) -> tuple[float | None, float | None]:
    """By the clock and by CPU; None where the run was too short to look twice under full load."""
    low, high = (share * fed for share in FULL_LOAD)
    full = [seen for seen in looks if low <= seen.metrics.outcomes <= high]
    if len(full) < 2:
        return None, None
    first, last = full[0], full[-1]
    available = (last.at - first.at) * children
    busy = last.metrics.total(POOL_BUSY) - first.metrics.total(POOL_BUSY)
    return busy / available, (last.worker - first.worker).children_s / available


def _parts(before: Metrics, after: Metrics) -> dict[str, float]:
    """Seconds by part, in the order of an article's way: `decode` and `encode` are those of both stages."""
    parts: dict[str, float] = {}
    for stage in STAGES:
        start = before.by(PART_SECONDS, "part", stage=stage)
        for part, seconds in after.by(PART_SECONDS, "part", stage=stage).items():
            parts[part] = parts.get(part, 0.0) + seconds - start.get(part, 0.0)
    return parts


def _stage(before: Metrics, after: Metrics, stage: str) -> Stage:
    batch, took = "copydesk_transaction_articles", "copydesk_transaction_duration_seconds"
    count = after.total(f"{batch}_count", stage=stage) - before.total(f"{batch}_count", stage=stage)
    seconds = mean(before, after, took, stage=stage)
    return Stage(int(count), mean(before, after, batch, stage=stage), None if seconds is None else 1000 * seconds)


def account(installation: Installation, places: Sequence[str]) -> Account:
    """Read all that was committed and compare it with the places of what was fed, each of which has one outcome."""
    topics = installation.topics
    with installation.tail(topics.enriched, topics.deadletters, topics.entities, topics.numbers) as tail:
        tail.settle()
        outcomes = Counter(
            record.raw for topic in (topics.enriched, topics.deadletters) for record in tail.records[topic.name]
        )
        rows = Counter(
            record.headers["ce_id"]
            for topic in (topics.entities, topics.numbers)
            for record in tail.records[topic.name]
        )
        dead = len(tail.records[topics.deadletters.name])
    return Account(
        fed=len(places),
        lost=len(set(places) - set(outcomes)),
        doubled=sum(count - 1 for count in outcomes.values()) + len(set(outcomes) - set(places)),
        rows=len(rows),
        doubled_rows=sum(count - 1 for count in rows.values()),
        dead_letters=dead,
    )

"""One run as one Markdown table, ready for a README."""

import os
import platform
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version

from tests.benchmarks.latency import Latency
from tests.benchmarks.rivals import Copied
from tests.benchmarks.whole_way import Account, Throughput

NOTHING = "\u2013"


@dataclass(frozen=True, slots=True)
class Machine:
    """Where a run was made. `kafka` and `date` as told, empty where unknown."""

    cores: int
    processor: str
    python: str
    faust: str
    aiokafka: str
    kafka: str
    date: str

    @classmethod
    def here(cls, kafka: str, date: str) -> "Machine":
        """This machine and this Python."""
        return cls(
            cores=len(os.sched_getaffinity(0)),
            processor=platform.machine(),
            python=platform.python_version(),
            faust=version("faust-streaming"),
            aiokafka=version("aiokafka"),
            kafka=kafka,
            date=date,
        )

    def __str__(self) -> str:
        kafka = f"Apache Kafka {self.kafka}" if self.kafka else "a given Kafka"
        words = [
            f"{self.cores} cores ({self.processor}), shared by the worker, the broker and the benchmark",
            f"{sys.implementation.name} {self.python}, faust-streaming {self.faust}, aiokafka {self.aiokafka}",
            f"{kafka} on the same machine",
        ]
        return "; ".join([*words, self.date] if self.date else words)


@dataclass(frozen=True, slots=True)
class Run:
    """All that was measured in one run."""

    machine: Machine
    articles: str
    article_bytes: float
    partitions: int
    throughput: Throughput
    account: Account
    latency: Latency | None
    rivals: Sequence[Copied]


def _number(value: float | None, unit: str = "") -> str:
    """Three digits that count, no more than are known."""
    if value is None:
        return NOTHING
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    return f"{value:,.{digits}f}{unit}"


def _share(value: float | None) -> str:
    return NOTHING if value is None else f"{100 * value:.0f} %"


def _rows(run: Run) -> Iterator[tuple[str, ...]]:
    """Each row: what, ours, and a cell for each rival."""
    ours, account, rivals = run.throughput, run.account, run.rivals
    none = (NOTHING,) * len(rivals)
    yield "articles fed", f"{ours.articles:,}", *(f"{rival.messages:,}" for rival in rivals)
    yield "articles a second", _number(ours.rate), *(_number(rival.rate) for rival in rivals)
    yield (
        "lost, doubled",
        f"{account.lost}, {account.doubled}",
        *(f"{max(rival.messages - rival.outputs, 0)}, {max(rival.outputs - rival.messages, 0)}" for rival in rivals),
    )
    yield "messages written an article", _number(ours.records + 1), *(str(rival.hops) for rival in rivals)
    yield "CPU ms an article: parent", _number(ours.parent_ms), *(_number(rival.cpu_ms) for rival in rivals)
    yield f"CPU ms an article: its {ours.children} children", _number(ours.children_ms), *none
    yield "CPU ms an article: broker", _number(ours.broker_ms), *(_number(rival.broker_ms) for rival in rivals)
    yield "children with work in hand, under full load", _share(ours.busy), *none
    yield "CPU that the children got, under full load", _share(ours.busy_cpu), *none
    for name, stage in ours.stages.items():
        words = f"{_number(stage.articles)} articles, {_number(stage.milliseconds, ' ms')}"
        yield f"a transaction of {name}, mean", words, *none
    whole = sum(ours.work_ms.values()) or 1.0
    for part, milliseconds in ours.work_ms.items():
        yield f"children's work: {part}", f"{_share(milliseconds / whole)}, {_number(milliseconds, ' ms')}", *none
    yield "memory, parent and largest child", f"{ours.parent_mb:.0f} and {ours.child_mb:.0f} MB", *none
    if (late := run.latency) is not None:
        words = f"{_number(late.p50_ms, ' ms')}, {_number(late.p99_ms, ' ms')}"
        yield f"latency at {late.rate:g} articles a second: p50, p99", words, *none


def markdown(run: Run) -> str:
    """The table, with a line above it that says what was run where."""
    names = [f"plain faust, {rival.hops} hop{'s' if rival.hops > 1 else ''}" for rival in run.rivals]
    head = ("", "copydesk, raw \u2192 enriched", *names)
    lines = [f"| {' | '.join(cells)} |" for cells in (head, ("---", *("---:" for _ in head[1:])), *_rows(run))]
    said = (
        f"{run.throughput.articles:,} {run.articles} of {run.article_bytes:,.0f} bytes, {run.partitions} partitions. "
        f"{run.machine}. Other programs kept {run.throughput.others:.1f} cores busy meanwhile."
    )
    return "\n".join((said, "", *lines)) + "\n"

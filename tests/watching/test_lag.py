"""How far behind: messages and seconds, from the oldest message that is not committed yet."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pytest
from prometheus_client import REGISTRY

from worker import telemetry
from worker.agents.assignment import Marks
from worker.agents.delivery import Partition
from worker.agents.pool import PoolStats
from worker.headers import Origin
from worker.health import Health

AT = Partition("articles.lagging", 3)
LABELS = {"topic": AT.topic, "partition": "3"}
NOW_MS = 1_700_000_000_000


@dataclass
class Worker:
    """All that health looks at, in one; the broker too."""

    marks_now: dict[Partition, Marks]
    oldest_now: dict[Partition, Origin] = field(default_factory=dict)
    committed_at: float = 0.0
    generation: int = 1
    partitions: frozenset[Partition] = frozenset({AT})
    waiting: int = 0
    answers: bool = True

    def ask(self) -> bool:
        return True

    def stats(self) -> PoolStats:
        return PoolStats(1, 0, 0.0, 0, {})

    def marks(self) -> Mapping[Partition, Marks]:
        return self.marks_now

    def oldest(self) -> Mapping[Partition, Origin]:
        return self.oldest_now


def lags(monkeypatch: pytest.MonkeyPatch, *looks: Worker, every_ms: float = 1000) -> list[tuple[float, float]]:
    """(messages, seconds) after each look, `every_ms` apart."""
    told: list[tuple[float, float]] = []

    async def run() -> None:
        worker = replace(looks[0])
        health = Health(worker, worker, worker, worker, worker, 60.0)  # type: ignore[arg-type]
        for number, then in enumerate(looks):
            worker.marks_now, worker.oldest_now = then.marks_now, then.oldest_now
            monkeypatch.setattr(telemetry, "wall_ms", lambda number=number: NOW_MS + number * every_ms)
            await health._look()
            told.append(
                (
                    REGISTRY.get_sample_value("copydesk_lag_messages", LABELS) or 0.0,
                    REGISTRY.get_sample_value("copydesk_lag_seconds", LABELS) or 0.0,
                )
            )

    asyncio.run(run())
    return told


def message(offset: int, age_s: float) -> Origin:
    return Origin(AT.topic, AT.partition, offset, int(NOW_MS - 1000 * age_s))


def test_what_is_in_hand_is_behind_until_it_is_committed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not the position, which runs ahead by all that has been fetched."""
    worker = Worker({AT: Marks(100, 100, 100)}, {AT: message(90, age_s=12)})
    assert lags(monkeypatch, worker) == [(10, 12)]


def test_nothing_to_do_is_no_lag(monkeypatch: pytest.MonkeyPatch) -> None:
    assert lags(monkeypatch, Worker({AT: Marks(100, 100, 100)})) == [(0, 0)]


def test_unread_messages_are_as_old_as_we_have_known_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    unread = Worker({AT: Marks(100, 120, 120)})
    again = Worker({AT: Marks(120, 120, 120)})
    assert lags(monkeypatch, unread, unread, unread, again, unread) == [(20, 0), (20, 1), (20, 2), (0, 0), (20, 0)]


def test_what_lies_behind_an_open_transaction_ages_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    open_transaction = Worker({AT: Marks(100, 100, 120)})
    assert lags(monkeypatch, open_transaction, open_transaction) == [(20, 0), (20, 0)]


def test_a_message_without_a_timestamp_is_not_half_a_century_old(monkeypatch: pytest.MonkeyPatch) -> None:
    """Kafka's -1: what clients of Kafka 0.9 wrote."""
    worker = Worker({AT: Marks(100, 100, 100)}, {AT: Origin(AT.topic, AT.partition, 90, -1)})
    assert lags(monkeypatch, worker, worker) == [(10, 0), (10, 1)]


def test_a_clock_that_is_ahead_gives_no_negative_age(monkeypatch: pytest.MonkeyPatch) -> None:
    worker = Worker({AT: Marks(100, 100, 100)}, {AT: message(99, age_s=-30)})
    assert lags(monkeypatch, worker) == [(1, 0)]

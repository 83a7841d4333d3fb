"""Health tells the truth: stuck with work while a broker answers, and nothing else, is unhealthy."""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import aiohttp
import pytest

from worker.agents.assignment import Marks
from worker.agents.delivery import Partition
from worker.agents.pool import PoolStats
from worker.errors import Misconfigured
from worker.headers import Origin
from worker.health import Health
from worker.http import serve
from worker.reach import Reach
from worker.settings import load

AT = Partition("articles.raw", 0)
STUCK_AFTER_S = 0.05


@dataclass
class Fakes:
    """Delivery, lanes, pool and assignment in one."""

    committed_at: float = 0.0
    generation: int | None = 1
    partitions: frozenset[Partition] = frozenset({AT})
    waiting: int = 0
    positions: dict[Partition, Marks] = field(default_factory=dict)
    origins: dict[Partition, Origin] = field(default_factory=dict)

    def oldest(self) -> dict[Partition, Origin]:
        return self.origins

    def stats(self) -> PoolStats:
        return PoolStats(1, 0, 0.0, 0, {})

    def marks(self) -> dict[Partition, Marks]:
        return self.positions


@dataclass
class Broker:
    """One that answers, or does not."""

    there: bool = True
    answers: bool = True

    def ask(self) -> bool:
        return self.there


@pytest.fixture
def broker() -> Broker:
    return Broker()


def look(broker: Broker, fakes: Fakes, then: Callable[[Health], Awaitable[None]]) -> None:
    async def run() -> None:
        health = Health(fakes, fakes, fakes, fakes, broker, STUCK_AFTER_S)  # type: ignore[arg-type]
        await health._look()
        await asyncio.sleep(2 * STUCK_AFTER_S)
        await health._look()
        health.beat()
        await then(health)

    asyncio.run(run())


def test_idle_is_well(broker: Broker) -> None:
    async def then(health: Health) -> None:
        assert health.live().ok
        assert health.ready().ok

    look(broker, Fakes(positions={AT: Marks(7, 7, 7)}), then)


def test_behind_an_open_transaction_there_is_nothing_to_do(broker: Broker) -> None:
    async def then(health: Health) -> None:
        assert health.live().ok

    look(broker, Fakes(positions={AT: Marks(7, 7, 90)}), then)


@pytest.mark.parametrize("fakes", [Fakes(waiting=3), Fakes(positions={AT: Marks(7, 9, 9)})])
def test_work_without_progress_is_stuck(broker: Broker, fakes: Fakes) -> None:
    async def then(health: Health) -> None:
        assert not health.live().ok
        assert "no progress" in health.live().why
        fakes.committed_at += 1
        await health._look()
        assert health.live().ok

    look(broker, fakes, then)


def test_without_a_broker_it_is_not_ready_but_alive() -> None:
    broker = Broker(there=False)

    async def then(health: Health) -> None:
        assert health.live().ok
        assert (health.ready().ok, health.ready().why) == (False, "no broker answers")
        broker.there = True
        await health._look()
        assert health.live().ok, "it has its whole time again when the broker is back"
        await asyncio.sleep(2 * STUCK_AFTER_S)
        assert not health.live().ok

    look(broker, Fakes(waiting=3), then)


def test_nobody_answers_where_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        nobody = f"127.0.0.1:{server.getsockname()[1]}"
    assert not Reach(load(brokers=nobody)).ask()


def test_a_connection_is_not_an_answer() -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        assert not Reach(load(brokers=f"127.0.0.1:{deaf.getsockname()[1]}")).ask()


@pytest.mark.kafka
def test_a_broker_answers(kafka: str) -> None:
    assert Reach(load(brokers=kafka)).ask()


def test_without_partitions_it_is_not_ready_but_alive(broker: Broker) -> None:
    async def then(health: Health) -> None:
        assert health.live().ok
        assert (health.ready().ok, health.ready().why) == (False, "no partitions assigned")

    look(broker, Fakes(partitions=frozenset(), generation=None), then)


def test_a_loop_that_does_not_turn_is_unhealthy(broker: Broker) -> None:
    async def then(health: Health) -> None:
        await asyncio.sleep(2 * STUCK_AFTER_S)
        assert (health.live().ok, health.live().why) == (False, "the event loop is blocked")

    look(broker, Fakes(positions={AT: Marks(7, 7, 7)}), then)


def test_http_says_the_same(broker: Broker) -> None:
    async def then(health: Health) -> None:
        runner = await serve("127.0.0.1", 0, health)
        assert runner is not None
        port = runner.addresses[0][1]
        async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as http:
            async with http.get("/healthz") as answer:
                assert (answer.status, await answer.text()) == (200, "ok\n")
            async with http.get("/readyz") as answer:
                assert (answer.status, await answer.text()) == (503, "no partitions assigned\n")
            async with http.get("/metrics") as answer:
                assert "messaging_client_consumed_messages" in await answer.text()
        with pytest.raises(Misconfigured, match=f"COPYDESK_HTTP_PORT is {port}"):
            await serve("127.0.0.1", port, health)
        await runner.cleanup()

    look(broker, Fakes(partitions=frozenset(), generation=None), then)

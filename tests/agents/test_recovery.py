"""From an assignment to running streams: through an outage of the broker, and never over a later assignment's head."""

import asyncio
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from aiokafka import TopicPartition
from aiokafka.errors import GroupAuthorizationFailedError, IllegalStateError, KafkaTimeoutError
from faust.tables.recovery import Recovery, ServiceStopped

from worker.agents.consuming import build_app
from worker.agents.recovery import Tables
from worker.agents.transport import ConsumerThread
from worker.settings import Settings

AT = TopicPartition("articles.raw", 0)


def test_the_app_waits_without_a_limit_where_faust_would_end_for_good() -> None:
    async def wait() -> None:
        recovery = build_app(Settings()).tables.recovery  # type: ignore[attr-defined]
        with pytest.raises(ServiceStopped):
            await Recovery._wait(recovery, asyncio.sleep(5), timeout=0.01)
        await recovery._wait(asyncio.sleep(0.05), timeout=0.01)

    assert isinstance(build_app(Settings()).tables, Tables)
    asyncio.run(wait())


class Consumer:
    """A client with one partition, committed at 7 of 0 to 9; `meanwhile` happens while it is asked for that."""

    def __init__(self, meanwhile: Callable[["Consumer"], None]) -> None:
        self._meanwhile = meanwhile
        self.state = SimpleNamespace(await_reset=None)
        assignment = SimpleNamespace(active=True, tps={AT}, state_value=lambda _: self.state)
        self.assigned = assignment
        self._subscription = SimpleNamespace(subscription=SimpleNamespace(assignment=assignment))
        self.asked = 0
        self.sought: dict[TopicPartition, int] = {}

    async def beginning_offsets(self, partitions: list[TopicPartition]) -> dict[TopicPartition, int]:
        return dict.fromkeys(partitions, 0)

    async def end_offsets(self, partitions: list[TopicPartition]) -> dict[TopicPartition, int]:
        return dict.fromkeys(partitions, 9)

    async def committed(self, _: TopicPartition) -> int:
        self.asked += 1
        self._meanwhile(self)
        return 7

    def seek(self, partition: TopicPartition, offset: int) -> None:
        self.sought[partition] = offset


def seek(consumer: Consumer) -> Any:
    thread = object.__new__(ConsumerThread)
    thread._ensure_consumer = lambda: consumer  # type: ignore[method-assign]
    return asyncio.run(thread._seek_all())


def test_it_asks_again_where_the_broker_is_away() -> None:
    def away_once(consumer: Consumer) -> None:
        if consumer.asked == 1:
            raise KafkaTimeoutError

    consumer = Consumer(away_once)
    assert seek(consumer) == {AT: 7}
    assert consumer.sought == {AT: 7}
    assert consumer.asked == 2
    assert consumer.state.await_reset is not None


def test_what_was_revoked_meanwhile_is_not_sought() -> None:
    def revoke(consumer: Consumer) -> None:
        consumer.assigned.active = False

    consumer = Consumer(revoke)
    with pytest.raises(IllegalStateError):
        seek(consumer)
    assert consumer.sought == {}


def test_it_stops_asking_when_revoked() -> None:
    def away_for_good(consumer: Consumer) -> None:
        consumer.assigned.active = consumer.asked < 2
        raise KafkaTimeoutError

    with pytest.raises(IllegalStateError):
        seek(Consumer(away_for_good))


def test_a_refusal_is_no_outage() -> None:
    def refuse(_: Consumer) -> None:
        raise GroupAuthorizationFailedError

    with pytest.raises(GroupAuthorizationFailedError):
        seek(Consumer(refuse))

"""The embedded broker: what the demo and the fast tests count on, and the limits that its docstring tells."""

import asyncio
import signal
import subprocess
import sys
import time

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from confluent_kafka import Consumer, KafkaException, Producer
from confluent_kafka import TopicPartition as Place
from confluent_kafka.admin import AdminClient

from worker.embedded import EmbeddedBroker
from worker.settings import load


async def read(bootstrap: str, topic: str, count: int) -> list[bytes]:
    """The first `count` values of partition 0, as a reader of committed messages."""
    consumer = AIOKafkaConsumer(
        bootstrap_servers=bootstrap, isolation_level="read_committed", check_crcs=False, auto_offset_reset="earliest"
    )
    await consumer.start()
    try:
        consumer.assign([TopicPartition(topic, 0)])
        seen: list[bytes] = []
        while len(seen) < count:
            for messages in (await consumer.getmany(timeout_ms=200)).values():
                seen.extend(message.value for message in messages)
        return seen
    finally:
        await consumer.stop()


def test_topics_are_created_with_their_partitions() -> None:
    with EmbeddedBroker() as broker:
        broker.create_topic("one", 1)
        broker.create_topic("three", 3)
        broker.create_topic("three", 7)
        topics = AdminClient({"bootstrap.servers": broker.bootstrap}).list_topics(timeout=10).topics
        assert {name: len(topic.partitions) for name, topic in topics.items()} == {"one": 1, "three": 3}
        with pytest.raises(ValueError, match="at least one partition"):
            broker.create_topic("none", 0)


def test_two_brokers_stand_side_by_side() -> None:
    with EmbeddedBroker() as first, EmbeddedBroker() as second:
        assert first.bootstrap != second.bootstrap
        first.create_topic("a", 1)
        assert not AdminClient({"bootstrap.servers": second.bootstrap}).list_topics(timeout=10).topics


def test_closed_means_gone() -> None:
    broker = EmbeddedBroker()
    broker.close()
    broker.close()
    with pytest.raises(RuntimeError, match="closed"):
        broker.create_topic("a", 1)
    with pytest.raises(KafkaException):
        AdminClient({"bootstrap.servers": broker.bootstrap, "log_level": 0}).list_topics(timeout=0.5)


def test_a_transaction_with_offsets_goes_through() -> None:
    async def main(bootstrap: str) -> list[bytes]:
        producer = AIOKafkaProducer(bootstrap_servers=bootstrap, transactional_id="t")
        await producer.start()
        for batch in (b"one", b"two"):
            async with producer.transaction():
                await producer.send_and_wait("out", batch, partition=0)
                await producer.send_offsets_to_transaction({TopicPartition("in", 0): 1}, "group")
        await producer.stop()
        return await read(bootstrap, "out", 2)

    with EmbeddedBroker() as broker:
        broker.create_topic("in", 1)
        broker.create_topic("out", 1)
        assert asyncio.run(asyncio.wait_for(main(broker.bootstrap), 20)) == [b"one", b"two"]


def test_a_group_gets_its_partitions_at_once() -> None:
    with EmbeddedBroker() as broker:
        broker.create_topic("a", 2)
        producer = Producer({"bootstrap.servers": broker.bootstrap})
        producer.produce("a", b"value", partition=1)
        assert producer.flush(10) == 0
        reader = Consumer({"bootstrap.servers": broker.bootstrap, "group.id": "g", "auto.offset.reset": "earliest"})
        reader.subscribe(["a"])
        began = time.monotonic()
        message = reader.poll(10)
        assert message is not None
        assert message.value() == b"value"
        assert time.monotonic() - began < 2.5  # three seconds and more with the mock cluster's own delay
        reader.commit(message=message, asynchronous=False)
        (place,) = reader.committed([Place("a", 1)], timeout=10)
        assert place.offset == 1
        reader.close()


def test_limits_are_as_documented() -> None:
    """When one of these changes with a new librdkafka, the docstring changes too."""

    async def main(bootstrap: str) -> tuple[list[bytes], int | None]:
        producer = AIOKafkaProducer(bootstrap_servers=bootstrap, transactional_id="t")
        await producer.start()
        await producer.begin_transaction()
        await producer.send_and_wait("out", b"aborted", partition=0)
        await producer.abort_transaction()
        async with producer.transaction():
            await producer.send_offsets_to_transaction({TopicPartition("out", 0): 1}, "group")
        await producer.stop()
        consumer = AIOKafkaConsumer(bootstrap_servers=bootstrap, group_id="group")
        await consumer.start()
        consumer.assign([TopicPartition("out", 0)])
        committed = await consumer.committed(TopicPartition("out", 0))
        await consumer.stop()
        return await read(bootstrap, "out", 1), committed

    with EmbeddedBroker() as broker:
        broker.create_topic("out", 1)
        seen, committed = asyncio.run(asyncio.wait_for(main(broker.bootstrap), 20))
        assert seen == [b"aborted"]
        assert committed is None

        broker.create_topic("large", 1)
        producer = Producer({"bootstrap.servers": broker.bootstrap, "linger.ms": 0, "batch.num.messages": 1})
        for _ in range(7):
            producer.produce("large", b"x" * 900_000, partition=0)
        assert producer.flush(20) == 0
        reader = Consumer({"bootstrap.servers": broker.bootstrap, "group.id": "g"})
        low, high = reader.get_watermark_offsets(Place("large", 0), timeout=10)
        reader.close()
        assert high == 7
        assert low > 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_in_the_foreground(number: signal.Signals) -> None:
    code = "import typer; from worker.commands.broker import broker; typer.run(broker)"
    process = subprocess.Popen(
        [sys.executable, "-c", code, "--partitions", "2"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        address = process.stdout.readline().decode().strip()
        topics = AdminClient({"bootstrap.servers": address}).list_topics(timeout=10).topics
        assert {name: len(topic.partitions) for name, topic in topics.items()} == dict.fromkeys(
            [topic.name for topic in load().topics], 2
        )
        process.send_signal(number)
        rest, hint = process.communicate(timeout=10)
        assert (process.returncode, rest) == (0, b"")
        assert hint.decode().splitlines() == [
            f"ready; for the other commands: export COPYDESK_BROKERS={address} COPYDESK_CHECK_CRCS=false"
        ]
    finally:
        process.kill()
        process.wait()

"""The real Kafka that tests get is what they count on."""

import asyncio

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from confluent_kafka.admin import AdminClient, ConfigResource, NewTopic  # type: ignore[attr-defined]

from tests.kafka.broker import LARGEST_MESSAGE, Cluster

pytestmark = pytest.mark.kafka


def create(bootstrap: str, topic: str, partitions: int = 1) -> AdminClient:
    admin = AdminClient({"bootstrap.servers": bootstrap})
    for future in admin.create_topics([NewTopic(topic, partitions)]).values():
        future.result(20)
    return admin


async def written(bootstrap: str, group: str, topic: str, value: bytes) -> list[bytes]:
    """One committed and one aborted transaction; what a reader of committed messages sees of them."""
    producer = AIOKafkaProducer(bootstrap_servers=bootstrap, transactional_id=group, max_request_size=LARGEST_MESSAGE)
    await producer.start()
    async with producer.transaction():
        await producer.send_and_wait(topic, b"aborted", partition=0)
        await producer.abort_transaction()
        await producer.begin_transaction()
        await producer.send_and_wait(topic, value, partition=0)
        await producer.send_offsets_to_transaction({TopicPartition(topic, 0): 1}, group)
    await producer.stop()
    consumer = AIOKafkaConsumer(
        bootstrap_servers=bootstrap, isolation_level="read_committed", auto_offset_reset="earliest", group_id=group
    )
    await consumer.start()
    try:
        partition = TopicPartition(topic, 0)
        consumer.assign([partition])
        assert await consumer.committed(partition) == 1
        await consumer.seek_to_beginning(partition)
        end = (await consumer.end_offsets([partition]))[partition]
        seen: list[bytes] = []
        while await consumer.position(partition) < end:
            for messages in (await consumer.getmany(timeout_ms=200)).values():
                seen.extend(message.value for message in messages)
        return seen
    finally:
        await consumer.stop()


def test_transactions_on_one_broker(kafka: str, topic_prefix: str, group_name: str) -> None:
    topic = f"{topic_prefix}a"
    admin = create(kafka, topic)
    assert asyncio.run(written(kafka, group_name, topic, b"kept")) == [b"kept"]
    assert f"{topic_prefix}unknown" not in admin.list_topics(timeout=10).topics


def test_large_messages_are_allowed(kafka: str, topic_prefix: str, group_name: str) -> None:
    topic = f"{topic_prefix}large"
    admin = create(kafka, topic)
    (future,) = admin.describe_configs([ConfigResource(ConfigResource.Type.TOPIC, topic)]).values()
    assert int(future.result(20)["max.message.bytes"].value) == LARGEST_MESSAGE
    value = b"x" * (30 * 1024 * 1024)
    assert [len(seen) for seen in asyncio.run(written(kafka, group_name, topic, value))] == [len(value)]


def test_three_brokers_survive_the_death_of_one(three_brokers: Cluster, topic_prefix: str) -> None:
    admin = create(three_brokers.bootstrap, f"{topic_prefix}a", 3)
    first = three_brokers.brokers[0]
    first.kill()
    assert first.pid is None
    three_brokers.wait_ready()
    assert set(admin.list_topics(timeout=10).brokers) == {2, 3}
    first.start()
    three_brokers.wait_ready()
    assert f"{topic_prefix}a" in AdminClient({"bootstrap.servers": first.address}).list_topics(timeout=20).topics

"""What the brokers say of topics and groups: where transactions are open, how far a group is, how many replicas."""

from collections.abc import Iterable, Mapping
from concurrent.futures import TimeoutError as Overdue

from confluent_kafka import ConsumerGroupTopicPartitions, IsolationLevel, KafkaException, TopicPartition
from confluent_kafka.admin import AdminClient, OffsetSpec  # type: ignore[attr-defined]

AWAY = (KafkaException, Overdue)
"""What is raised where a broker does not answer."""

ANSWER_S = 20.0


class Ends:
    """Asks the brokers, by a client of its own."""

    def __init__(self, bootstrap: str) -> None:
        self._admin = AdminClient({"bootstrap.servers": bootstrap, "log_level": 0})

    def held_back(self, topic: str) -> dict[int, int]:
        """Partitions where an open transaction has records, with the first offset that is not to be read yet."""
        known = self._admin.list_topics(topic, timeout=ANSWER_S).topics[topic]
        places = [TopicPartition(topic, number) for number in known.partitions]
        stable = self._ends(places, IsolationLevel.READ_COMMITTED)
        end = self._ends(places, IsolationLevel.READ_UNCOMMITTED)
        return {number: offset for number, offset in stable.items() if offset < end[number]}

    def _ends(self, places: Iterable[TopicPartition], isolation: IsolationLevel) -> dict[int, int]:
        asked = self._admin.list_offsets(
            {at: OffsetSpec.latest() for at in places},  # type: ignore[no-untyped-call]
            isolation_level=isolation,
        )
        return {at.partition: answer.result(ANSWER_S).offset for at, answer in asked.items()}

    def committed(self, group: str) -> Mapping[tuple[str, int], int]:
        """The group's committed offsets, by topic and partition."""
        asked = self._admin.list_consumer_group_offsets([ConsumerGroupTopicPartitions(group)])
        (answer,) = asked.values()
        return {(at.topic, at.partition): at.offset for at in answer.result(ANSWER_S).topic_partitions or ()}

    def check_replicas(self, topics: Iterable[str], replicas: int) -> None:
        """AssertionError where a partition has another number of replicas: a fault of brokers would prove nothing."""
        known = self._admin.list_topics(timeout=ANSWER_S).topics
        for name in topics:
            for number, partition in known[name].partitions.items():
                found = len(partition.replicas)
                assert found == replicas, f"{name}/{number} has {found} replicas instead of {replicas}"

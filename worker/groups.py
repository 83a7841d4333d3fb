"""The consumer group as the cluster sees it: who is in it, and from where it reads."""

from collections.abc import Mapping, Sequence

from confluent_kafka import ConsumerGroupTopicPartitions, IsolationLevel, KafkaException, TopicPartition
from confluent_kafka.admin import AdminClient, ConsumerGroupDescription, OffsetSpec  # type: ignore[attr-defined]

from worker.admin import client_config
from worker.errors import Misconfigured
from worker.settings import Settings, variable

_REQUEST_S = 10.0
_FIRST, _END = OffsetSpec.earliest(), OffsetSpec.latest()  # type: ignore[no-untyped-call]


def transactional_prefix(group: str, topic: str) -> str:
    """What the transactional ids of a group's workers begin with, for one source topic; a partition's number follows.

    >>> transactional_prefix("copydesk", "articles.raw") + "0"
    'copydesk-articles.raw-0'
    """
    return f"{group}-{topic}-"


def replays_id(group: str) -> str:
    """The transactional id that the replays of a group's dead letters share."""
    return f"{group}-replay"


def has_surplus(settings: Settings, topics: Sequence[str]) -> bool:
    """Whether every partition of the topics is some member's, so that others are idle by right.

    True also where the cluster does not tell.
    """
    client = AdminClient(client_config(settings))
    try:
        known = client.list_topics(timeout=_REQUEST_S).topics
        group = _described(client, settings.group)
    except KafkaException:
        return True
    owned = {(at.topic, at.partition) for member in group.members for at in member.assignment.topic_partitions}
    return all((name, number) in owned for name in topics if name in known for number in known[name].partitions)


def without_offsets(settings: Settings, topics: Sequence[str]) -> Mapping[str, int]:
    """Topics with messages of which the group has not committed one offset, and how many offsets they span.

    A new group, a renamed one, or one that was away for longer than its offsets are kept. A group that has members has
    begun already, so nothing is told of it; nor where the cluster does not tell.
    """
    client = AdminClient(client_config(settings))
    try:
        group = _described(client, settings.group)
        if group.members:
            return {}
        committed = _committed(client, settings.group)
        found: dict[str, int] = {}
        for topic in topics:
            if topic not in committed:
                first, end = (_offsets(client, topic, spec) for spec in (_FIRST, _END))
                found[topic] = sum(end[number] - first[number] for number in end)
    except KafkaException:
        return {}
    return {topic: messages for topic, messages in found.items() if messages}


def start_anew(settings: Settings, topic: str) -> None:
    """Do what the setting says for a group without offsets on a topic; its partitions' beginnings need nothing.

    The end is committed for every partition, before anybody joins: what arrives from now on is read, whoever reads it.
    Raises Misconfigured where the setting refuses.
    """
    if settings.offset_reset == "refuse":
        raise Misconfigured(
            f"the group {settings.group} has no committed offsets on {topic}, which has messages; set "
            f"{variable('offset_reset')} to beginning or end, or the right {variable('group')}"
        )
    if settings.offset_reset == "end":
        client = AdminClient(client_config(settings))
        try:
            ends = _offsets(client, topic, _END)
            places = [TopicPartition(topic, number, end) for number, end in ends.items()]
            asked = ConsumerGroupTopicPartitions(settings.group, places)
            client.alter_consumer_group_offsets([asked], request_timeout=_REQUEST_S)[settings.group].result()
        except KafkaException as error:
            raise Misconfigured(
                f"the offsets of {settings.group} on {topic} could not be set to the end: {error.args[0].str()}"
            ) from None


def _described(client: AdminClient, group: str) -> ConsumerGroupDescription:
    """What the cluster says of a group; one that it does not know has no members."""
    described: ConsumerGroupDescription = client.describe_consumer_groups([group], request_timeout=_REQUEST_S)[
        group
    ].result()
    return described


def _committed(client: AdminClient, group: str) -> frozenset[str]:
    """The topics on which the group has committed anything."""
    asked = ConsumerGroupTopicPartitions(group)
    answer = client.list_consumer_group_offsets([asked], request_timeout=_REQUEST_S)[group].result()
    return frozenset(place.topic for place in answer.topic_partitions if place.offset >= 0)


def _offsets(client: AdminClient, topic: str, spec: OffsetSpec) -> dict[int, int]:
    """An offset of each partition of a topic."""
    partitions = client.list_topics(timeout=_REQUEST_S).topics[topic].partitions
    asked = {TopicPartition(topic, number): spec for number in partitions}
    answers = client.list_offsets(asked, isolation_level=IsolationLevel.READ_COMMITTED, request_timeout=_REQUEST_S)
    return {place.partition: answer.result().offset for place, answer in answers.items()}

"""The consumer group as the cluster sees it."""

from collections.abc import Sequence

from confluent_kafka import KafkaException
from confluent_kafka.admin import AdminClient

from worker.admin import client_config
from worker.settings import Settings

_REQUEST_S = 10.0


def has_surplus(settings: Settings, topics: Sequence[str]) -> bool:
    """Whether the group has more members than the topics have partitions; True where the cluster does not tell."""
    client = AdminClient(client_config(settings))
    try:
        known = client.list_topics(timeout=_REQUEST_S).topics
        group = client.describe_consumer_groups([settings.group], request_timeout=_REQUEST_S)[settings.group].result()
    except KafkaException:
        return True
    partitions = sum(len(known[name].partitions) for name in topics if name in known)
    return len(group.members) > partitions

"""Questions to the cluster, each with an answer or the cluster's reason for not giving one."""

import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from confluent_kafka import KafkaError, KafkaException, TopicCollection
from confluent_kafka.admin import (  # type: ignore[attr-defined]
    AclOperation,
    AdminClient,
    ClusterMetadata,
    ConfigEntry,
    ConfigResource,
    ResourceType,
)

from worker.settings import Settings

REQUEST_S = 8.0
"""For one question, from asking to the answer."""
_AGAIN_S = 0.3

DENIED = (
    KafkaError.TOPIC_AUTHORIZATION_FAILED,
    KafkaError.GROUP_AUTHORIZATION_FAILED,
    KafkaError.CLUSTER_AUTHORIZATION_FAILED,
    KafkaError.TRANSACTIONAL_ID_AUTHORIZATION_FAILED,
)
_BEGINNING = (
    KafkaError.COORDINATOR_LOAD_IN_PROGRESS,
    KafkaError.COORDINATOR_NOT_AVAILABLE,
    KafkaError.NOT_COORDINATOR,
    KafkaError.LEADER_NOT_AVAILABLE,
)
SILENT = (KafkaError._TIMED_OUT, KafkaError._TRANSPORT, KafkaError._ALL_BROKERS_DOWN)

Configs: TypeAlias = Mapping[str, str]
"""Settings of a topic or broker by name, as text."""
Told: TypeAlias = "frozenset[AclOperation] | KafkaError | None"
"""What we may do with a resource: an error of `DENIED` where nothing at all, None where the cluster does not say."""
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Cluster:
    """Whom we ask: the settings, a client, and what the cluster says of itself."""

    settings: Settings
    client: AdminClient
    metadata: ClusterMetadata

    @property
    def managed(self) -> bool:
        """Whether it has a controller. The embedded broker has none, and answers no question that goes to it."""
        return self.metadata.controller_id in self.metadata.brokers


def answer(ask: Callable[[], "Future[Answer]"]) -> "Answer | KafkaError":
    """The answer, or why there is none; asked again where the broker cannot tell just now, having just begun."""
    until = time.monotonic() + REQUEST_S
    while True:
        try:
            return ask().result(2 * REQUEST_S)
        except KafkaException as error:
            fault: KafkaError = error.args[0]
            if fault.code() not in _BEGINNING or time.monotonic() > until:
                return fault
        time.sleep(_AGAIN_S)


def topic_configs(cluster: Cluster, names: Iterable[str]) -> dict[str, "Configs | KafkaError"]:
    """The settings of each topic, in one request."""
    resources = [ConfigResource(ResourceType.TOPIC, name) for name in names]
    futures = cluster.client.describe_configs(resources, request_timeout=REQUEST_S)
    return {resource.name: _configs(future) for resource, future in futures.items()}


def broker_configs(cluster: Cluster) -> dict[int, "Configs | KafkaError"]:
    """The settings of each broker, asked of itself at the address that it tells clients."""
    futures: dict[int, Future[dict[str, ConfigEntry]]] = {}
    for number in sorted(cluster.metadata.brokers):
        asked = ConfigResource(ResourceType.BROKER, str(number))
        futures[number] = cluster.client.describe_configs([asked], request_timeout=REQUEST_S)[asked]
    return {number: _configs(future) for number, future in futures.items()}


def _configs(future: "Future[dict[str, ConfigEntry]]") -> "Configs | KafkaError":
    found = answer(lambda: future)
    if isinstance(found, KafkaError):
        return found
    return {name: entry.value for name, entry in found.items() if entry.value is not None}


def topic_rights(cluster: Cluster, names: Iterable[str]) -> dict[str, Told]:
    """What we may do with each topic, in one request.

    Creates none by asking, but the embedded broker would: ask no broker without a controller.
    """
    asked = TopicCollection(list(names))
    futures = cluster.client.describe_topics(asked, include_authorized_operations=True, request_timeout=REQUEST_S)
    found: dict[str, Told] = {}
    for name, future in futures.items():
        told = answer(lambda future=future: future)  # type: ignore[misc]
        if isinstance(told, KafkaError):
            found[name] = told
        else:
            found[name] = None if told.authorized_operations is None else frozenset(told.authorized_operations)
    return found

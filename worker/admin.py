"""The cluster as we need it: is there a broker, are the topics there, and large enough? And making them."""

import logging
import re
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from confluent_kafka import KafkaError, KafkaException
from confluent_kafka.admin import (  # type: ignore[attr-defined]
    AdminClient,
    AlterConfigOpType,
    ClusterMetadata,
    ConfigEntry,
    ConfigResource,
    NewTopic,
    ResourceType,
    TopicMetadata,
)

from worker.backoff import delays
from worker.errors import Misconfigured, Transient
from worker.security import certificate_fault, librdkafka
from worker.settings import Settings
from worker.topics import Topic

CREATE = "copydesk topics create"
MAX_MESSAGE_BYTES = "max.message.bytes"

_USED = {
    "normalise": ("raw", "normalised", "deadletters"),
    "enrich": ("normalised", "enriched", "entities", "numbers", "deadletters"),
}

_REQUEST_S = 15.0
_REASON_S = 1.0
_HOPELESS = (KafkaError._AUTHENTICATION, KafkaError._SSL, KafkaError.SASL_AUTHENTICATION_FAILED)
"""What more tries do not mend."""
_FIRST_TRY_S, _LONGEST_TRY_S = 0.5, 5.0
_UNASKED = (KafkaError._UNSUPPORTED_FEATURE, KafkaError._TIMED_OUT, KafkaError.TOPIC_AUTHORIZATION_FAILED)
"""Why a topic's settings may not be had: an old or embedded broker, or no right to ask. No fault of the topic."""

ABSENT = "missing, or hidden from us by the cluster's rights"
_NO_CONTROLLER = "the cluster has no controller, as the embedded broker: sizes are not checked, topics not created"

QUIET = logging.getLogger("copydesk.librdkafka")
"""Where librdkafka's own lines go: nowhere, for what matters comes out as errors of its calls."""
QUIET.addHandler(logging.NullHandler())
QUIET.propagate = False


Waiting: TypeAlias = Callable[[str, float], None]
"""Told while no broker answers: the addresses, and for how many seconds they were tried."""


def unheard(_: str, __: float) -> None:
    return None


def _no_error(_: KafkaError) -> None:
    return None


def client_config(settings: Settings) -> dict[str, Any]:
    """What every confluent-kafka client of ours is given."""
    return {
        "bootstrap.servers": ",".join(settings.brokers),
        "client.id": "copydesk",
        "logger": QUIET,
        "error_cb": _no_error,
        "reconnect.backoff.max.ms": 2000,
        **librdkafka(settings),
    }


def reach(settings: Settings, waiting: Waiting = unheard) -> tuple[AdminClient, ClusterMetadata]:
    """A client for administration, and what the cluster says of itself, as soon as a broker answers."""
    client = AdminClient(client_config(settings))
    return client, metadata(client, settings, waiting)


class Client(Protocol):
    """Any confluent-kafka client."""

    def list_topics(self, *, timeout: float) -> ClusterMetadata:
        """What the cluster says of itself."""


def metadata(client: Client, settings: Settings, waiting: Waiting = unheard) -> ClusterMetadata:
    """What the cluster says of itself, as soon as a broker answers; from then on the client knows the leaders.

    Tries again for `broker_wait_s`, telling `waiting` the addresses and the seconds tried so far. Raises Transient when
    the time is over, Misconfigured where brokers do not accept our login, or we not their certificates. Asks for no
    topic by name, for a broker may create what is asked for.
    """
    where = ", ".join(settings.brokers)
    began = time.monotonic()
    waits = delays(_FIRST_TRY_S, _LONGEST_TRY_S)
    while True:
        tried = time.monotonic() - began
        until = tried + min(next(waits), settings.broker_wait_s - tried)
        try:
            return client.list_topics(timeout=max(0.05, until - tried))
        except KafkaException as error:
            why = _reason(settings) or error.args[0].str()
            tried = time.monotonic() - began
            if tried >= settings.broker_wait_s:
                raise Transient(f"no broker at {where} within {settings.broker_wait_s:g} s: {why}") from None
            waiting(where, tried)
        time.sleep(max(0.0, until - tried))


def _reason(settings: Settings) -> str:
    """Why no broker answers, in librdkafka's words, which only come through a callback; "" where it has none.

    Raises Misconfigured where another try would end in the same way.
    """
    heard: list[KafkaError] = []
    client = AdminClient(client_config(settings) | {"error_cb": heard.append})
    until = time.monotonic() + _REASON_S
    while time.monotonic() < until and not heard:
        client.poll(0.05)
    for error in heard:
        if error.code() in _HOPELESS:
            fault = certificate_fault(settings) if error.code() == KafkaError._SSL else ""
            raise Misconfigured(fault or f"{', '.join(settings.brokers)}: {_plain(error)}")
    return _plain(heard[0]) if heard else ""


def _plain(error: KafkaError) -> str:
    """Its words without the addresses and times around them; ours, where its own mislead."""
    if "Invalid response size" in error.str():
        # librdkafka takes the first bytes of any answer for a length, and would have a limit of its own raised.
        return "what answers there does not speak Kafka, or speaks TLS where we do not"
    words = re.sub(r"^\S+:\d+/\w+: |^\w+://\S+: ", "", error.str())
    return re.sub(r" \(after \d+ms.*\)$", "", words)


@dataclass(frozen=True, slots=True)
class Fault:
    """A topic that is not as it must be, and the command that mends it."""

    topic: str
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.topic}: {self.what}; mend it with: {self.mend}"


@dataclass(frozen=True, slots=True)
class Report:
    """What a look at the topics found: faults, and what could not be seen. `partitions` of each topic that is there."""

    faults: tuple[Fault, ...]
    unseen: tuple[str, ...]
    partitions: Mapping[str, int]


def faults(settings: Settings, topics: Iterable[Topic] | None = None) -> tuple[str, ...]:
    """What is wrong with the topics, one line each with the command that mends it; () if nothing is.

    Looks at the topics that a worker with these settings reads and writes, unless others are given. Raises Transient
    where no broker answers.
    """
    return tuple(str(fault) for fault in look(settings, needed(settings) if topics is None else topics).faults)


def needed(settings: Settings) -> tuple[Topic, ...]:
    """The topics that a worker with these stages reads and writes."""
    slots = {slot for stage in settings.stages for slot in _USED[stage]}
    return tuple(topic for slot, topic in settings.topics.slots() if slot in slots)


def look(settings: Settings, topics: Iterable[Topic] | None = None, waiting: Waiting = unheard) -> Report:
    """Compare the cluster's topics with what `worker.topics` says of them.

    A topic must be there; the article topics must have one partition count, that of the first of them, for records of
    one article lie in the same partition number of each; and `max.message.bytes` must allow what we write. Retention
    and replication are the operator's affair.
    """
    client, cluster = reach(settings, waiting)
    wanted = tuple(settings.topics if topics is None else topics)
    there = {topic.name: cluster.topics[topic.name] for topic in wanted if _exists(cluster, topic)}
    counts = {name: len(topic.partitions) for name, topic in there.items()}
    found = [Fault(topic.name, ABSENT, CREATE) for topic in wanted if topic.name not in there]
    aside = settings.topics.deadletters.name
    reference = next((topic.name for topic in wanted if topic.name in there and topic.name != aside), None)
    for name, count in counts.items():
        if reference is not None and name != aside and count != counts[reference]:
            most = max(count, counts[reference])
            few = name if count < counts[reference] else reference
            what = f"{count} partitions, but {reference} has {counts[reference]}"
            found.append(Fault(name, what, _kafka(settings, "topics", f"--alter --topic {few} --partitions {most}")))
    present = [topic for topic in wanted if topic.name in there]
    limits, unseen = _limits(client, cluster, present)
    for topic in wanted:
        limit = limits.get(topic.name)
        if limit is not None and limit < topic.max_message_bytes:
            what = f"{MAX_MESSAGE_BYTES} is {limit}, but must be {topic.max_message_bytes} at least"
            found.append(Fault(topic.name, what, CREATE))
    return Report(tuple(found), unseen, counts)


@dataclass(frozen=True, slots=True)
class Made:
    """What `create` did to a topic; `what` is empty where it was as it must be."""

    topic: str
    what: str


def create(settings: Settings, waiting: Waiting = unheard) -> tuple[Made, ...]:
    """Make the topics that are missing, raise message limits that are too low; nothing else is changed.

    New ones get the partition count of the article topics that are there, else the setting's. May be called again and
    by several at once. Raises Transient (no broker), Misconfigured (the broker refuses).
    """
    client, cluster = reach(settings, waiting)
    report = look(settings)
    aside = settings.topics.deadletters.name
    count = next((n for name, n in report.partitions.items() if name != aside), settings.partitions)
    if cluster.controller_id not in cluster.brokers and report.faults:
        raise Misconfigured(f"{report.faults[0].topic}: {report.faults[0].what}; {_NO_CONTROLLER}")
    made: list[Made] = []
    for topic in settings.topics:
        if topic.name not in report.partitions:
            made.append(_make(client, settings, topic, count))
        elif any(fault.topic == topic.name and fault.mend == CREATE for fault in report.faults):
            made.append(_raise_limit(client, topic))
        else:
            made.append(Made(topic.name, ""))
    return tuple(made)


def _make(client: AdminClient, settings: Settings, topic: Topic, partitions: int) -> Made:
    config = {
        MAX_MESSAGE_BYTES: str(topic.max_message_bytes),
        "retention.ms": str(topic.retention_ms),
        "cleanup.policy": topic.cleanup,
    }
    new = NewTopic(topic.name, num_partitions=partitions, replication_factor=settings.replication, config=config)
    try:
        client.create_topics([new], request_timeout=_REQUEST_S)[topic.name].result()
    except KafkaException as error:
        if error.args[0].code() == KafkaError.TOPIC_ALREADY_EXISTS:
            return Made(topic.name, "")
        raise _refusal(f"{topic.name} was not created", error) from None
    replication = f", replication {settings.replication}" if settings.replication > 0 else ""
    return Made(topic.name, f"created: {partitions} partitions{replication}")


def _raise_limit(client: AdminClient, topic: Topic) -> Made:
    entry = ConfigEntry(MAX_MESSAGE_BYTES, str(topic.max_message_bytes), incremental_operation=AlterConfigOpType.SET)
    resource = ConfigResource(ResourceType.TOPIC, topic.name, incremental_configs=[entry])
    try:
        client.incremental_alter_configs([resource], request_timeout=_REQUEST_S)[resource].result()
    except KafkaException as error:
        raise _refusal(f"{MAX_MESSAGE_BYTES} of {topic.name} was not raised", error) from None
    return Made(topic.name, f"{MAX_MESSAGE_BYTES} raised to {topic.max_message_bytes}")


def _refusal(what: str, error: KafkaException) -> Misconfigured | Transient:
    fault = error.args[0]
    kind = Transient if fault.code() in (KafkaError._TIMED_OUT, KafkaError._TRANSPORT) else Misconfigured
    return kind(f"{what}: {fault.str()}")


def _exists(cluster: ClusterMetadata, topic: Topic) -> bool:
    known: TopicMetadata | None = cluster.topics.get(topic.name)
    return known is not None and known.error is None and bool(known.partitions)


def _limits(
    client: AdminClient, cluster: ClusterMetadata, topics: Iterable[Topic]
) -> tuple[dict[str, int], tuple[str, ...]]:
    """`max.message.bytes` of each topic; and a line for each topic that does not tell."""
    resources = [ConfigResource(ResourceType.TOPIC, topic.name) for topic in topics]
    limits: dict[str, int] = {}
    unseen: list[str] = []
    if not resources:
        return limits, ()
    if cluster.controller_id not in cluster.brokers:
        return limits, (_NO_CONTROLLER,)
    for resource, answer in client.describe_configs(resources, request_timeout=_REQUEST_S).items():
        try:
            limits[resource.name] = int(answer.result()[MAX_MESSAGE_BYTES].value)
        except KafkaException as error:
            if error.args[0].code() not in _UNASKED:
                raise _refusal(f"{resource.name} does not tell its settings", error) from None
            unseen.append(f"{resource.name}: its {MAX_MESSAGE_BYTES} is not told: {error.args[0].str()}")
    return limits, tuple(unseen)


def _kafka(settings: Settings, tool: str, arguments: str) -> str:
    """A command line of Kafka's own tools."""
    return f"kafka-{tool}.sh --bootstrap-server {settings.brokers[0]} {arguments}"

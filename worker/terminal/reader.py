"""A topic from its beginning, or from now on: what a reader of committed messages sees."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from confluent_kafka import OFFSET_BEGINNING, OFFSET_END, Consumer, KafkaError, Message, TopicPartition
from confluent_kafka.admin import ClusterMetadata  # type: ignore[attr-defined]

from worker.admin import Waiting, client_config, metadata, unheard
from worker.errors import Misconfigured, Transient
from worker.settings import Settings
from worker.topics import Topics

_POLL_S = 0.2
_REFUSED = (KafkaError.TOPIC_AUTHORIZATION_FAILED, KafkaError.GROUP_AUTHORIZATION_FAILED)
_FETCH_WAIT_MS = 100
"""How late the end of a partition may be noticed."""
GROUP = "copydesk-reader"
"""Never joined and never committed to: the client wants one."""


@dataclass(frozen=True, slots=True)
class Received:
    """One message as it lies in its topic."""

    topic: str
    partition: int
    kafka_offset: int
    timestamp_ms: int | None
    key: bytes | None
    value: bytes | None
    headers: tuple[tuple[str, bytes | None], ...] = ()

    def header(self, name: str) -> str | None:
        """The first header of this name as text; None where it is not there."""
        found = next((value for key, value in self.headers if key == name), None)
        return None if found is None else found.decode("utf-8", "backslashreplace")


@dataclass(frozen=True, slots=True)
class Start:
    """Where to begin: at the beginning, with what comes from now on, or at one place."""

    latest: bool = False
    partition: int | None = None
    kafka_offset: int | None = None


class Ticker(Protocol):
    """Called while there is nothing to read; returns whether to go on."""

    def __call__(self) -> bool: ...


def read(
    settings: Settings,
    topic: str,
    start: Start = Start(),
    *,
    follow: bool = False,
    waiting: Waiting = unheard,
    idle: Ticker | None = None,
) -> Iterator[Received]:
    """Every committed message of a topic: in order within a partition, partitions as they come.

    Ends at the end of every partition unless it follows; that end is the last stable offset, before any transaction
    that is still open. A follower asks `idle`, where given, whether to go on each time there is nothing to read.
    Commits nothing and belongs to no group. Raises Transient (no broker in time), Misconfigured (no such topic or
    partition).
    """
    consumer = open_consumer(settings)
    try:
        cluster = metadata(consumer, settings, waiting)
        places = _places(cluster, topic, start)
        consumer.assign(places)
        yield from _messages(consumer, len(places), follow, idle)
    finally:
        consumer.close()


def open_consumer(settings: Settings) -> Consumer:
    """A client that reads what is committed, tells the end of each partition, joins no group and commits nothing."""
    return Consumer(
        client_config(settings)
        | {
            "group.id": GROUP,
            "enable.auto.commit": False,
            "enable.auto.offset.store": False,
            "isolation.level": "read_committed",
            "enable.partition.eof": True,
            "auto.offset.reset": "earliest",
            "fetch.wait.max.ms": _FETCH_WAIT_MS,
            "fetch.message.max.bytes": 32 * 1024 * 1024,
        }
    )


def _messages(consumer: Consumer, partitions: int, follow: bool, idle: Ticker | None) -> Iterator[Received]:
    ended: set[int | None] = set()
    while follow or len(ended) < partitions:
        message = consumer.poll(_POLL_S)
        if message is None:
            if idle is not None and not idle():
                return
            continue
        error = message.error()
        if error is None:
            ended.discard(message.partition())
            yield received(message)
        elif error.code() == KafkaError._PARTITION_EOF:
            ended.add(message.partition())
        else:
            check(message, error)


def check(message: Message, error: KafkaError) -> None:
    """Raise what an error that came instead of a message means; nothing, where the client goes on by itself."""
    if error.code() in _REFUSED:
        raise Misconfigured(f"{message.topic()}: {error.str()}")
    if error.fatal() or not error.retriable():
        raise Transient(f"{message.topic()}: {error.str()}")


def _places(cluster: ClusterMetadata, topic: str, start: Start) -> list[TopicPartition]:
    there = cluster.topics.get(topic)
    if there is None or there.error is not None:
        raise Misconfigured(f"there is no topic {topic} on this cluster")
    partitions: Iterable[int] = sorted(there.partitions)
    if start.partition is not None:
        if start.partition not in there.partitions:
            raise Misconfigured(f"{topic} has no partition {start.partition}: it has {len(there.partitions)}")
        partitions = [start.partition]
    first = OFFSET_END if start.latest else OFFSET_BEGINNING
    return [TopicPartition(topic, p, first if start.kafka_offset is None else start.kafka_offset) for p in partitions]


def received(message: Message) -> Received:
    """A client's message as a value."""
    kind, timestamp = message.timestamp()
    given = message.headers() or []
    headers = given.items() if isinstance(given, dict) else given
    return Received(
        topic=message.topic() or "",
        partition=_known(message.partition()),
        kafka_offset=_known(message.offset()),
        timestamp_ms=timestamp if kind else None,
        key=message.key(),
        value=message.value(),
        headers=tuple((name, value.encode() if isinstance(value, str) else value) for name, value in headers),
    )


def _known(number: int | None) -> int:
    """A partition or offset of a message that was received, which always has one."""
    return -1 if number is None else number


def named(settings: Settings, name: str) -> tuple[str | None, str]:
    """A topic by our short name ("enriched"), by its usual name or by the one that is set: its short name, its name.

    A topic that is not ours has no short name (None).
    """
    usual = dict(Topics().slots())
    for slot, topic in settings.topics.slots():
        if name in (slot, topic.name):
            return slot, topic.name
    for slot, topic in settings.topics.slots():
        if name == usual[slot].name:
            return slot, topic.name
    return None, name

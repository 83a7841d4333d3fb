"""Workers as processes on a Kafka of their own topics and group, and what a reader of committed messages sees of them.

Nothing here waits for a time: it waits for a condition, with a deadline, and tells what the workers logged where that
runs out.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self, cast

from confluent_kafka import Consumer, IsolationLevel, KafkaError, Message, Producer, TopicPartition
from confluent_kafka.admin import AdminClient, NewTopic, OffsetSpec  # type: ignore[attr-defined]

from tests.integration.process import ROOT, WORKER, WorkerProcess
from worker.topics import Topic, Topics

FETCH_BYTES = 64 * 1024 * 1024
PASSING = frozenset((KafkaError._TRANSPORT, KafkaError._ALL_BROKERS_DOWN, KafkaError._TIMED_OUT, KafkaError._RESOLVE))
"""What a reader hears of brokers that are away: it goes on when they are back."""


@dataclass(frozen=True, slots=True)
class Record:
    """One message of a topic, as a reader of committed messages gets it."""

    topic: str
    partition: int
    kafka_offset: int
    timestamp_ms: int
    key: bytes | None
    value: bytes | None
    headers: Mapping[str, bytes]

    @property
    def place(self) -> str:
        """`topic/partition/offset`, as in the header `copydesk.raw`."""
        return f"{self.topic}/{self.partition}/{self.kafka_offset}"

    @property
    def raw(self) -> str:
        """The place of the raw message that it comes from."""
        return self.headers["copydesk.raw"].decode()


def _record(message: Message) -> Record:
    headers = cast(list[tuple[str, bytes | None]], message.headers() or [])
    names = [name for name, _ in headers]
    assert len(names) == len(set(names)), f"a header twice: {names}"
    partition, offset = message.partition(), message.offset()
    assert partition is not None
    assert offset is not None
    return Record(
        topic=str(message.topic()),
        partition=partition,
        kafka_offset=offset,
        timestamp_ms=message.timestamp()[1],
        key=_bytes(message.key()),
        value=_bytes(message.value()),
        headers={name: value or b"" for name, value in headers},
    )


def _bytes(value: str | bytes | None) -> bytes | None:
    return value.encode() if isinstance(value, str) else value


class Tail:
    """Reads topics from their beginning, as a reader of committed messages, and keeps what it has read."""

    def __init__(self, bootstrap: str, topics: Iterable[str]) -> None:
        self.records: dict[str, list[Record]] = {topic: [] for topic in topics}
        self._admin = AdminClient({"bootstrap.servers": bootstrap, "log_level": 0})
        self._consumer = Consumer(
            {
                "bootstrap.servers": bootstrap,
                "group.id": "harness",  # never joined: partitions are assigned by hand
                "enable.auto.commit": False,
                "isolation.level": "read_committed",
                "auto.offset.reset": "earliest",
                "fetch.message.max.bytes": FETCH_BYTES,
                "receive.message.max.bytes": 2 * FETCH_BYTES,
                "enable.partition.eof": True,
                "fetch.wait.max.ms": 50,
                "topic.metadata.refresh.interval.ms": 2000,
                "reconnect.backoff.max.ms": 500,
                "log_level": 0,
            }
        )
        self._ends: dict[tuple[str, int], int] = {}
        self._assigned: set[tuple[str, int]] = set()
        self.widen()

    def widen(self) -> None:
        """Read the partitions that the topics have now."""
        known = self._consumer.list_topics(timeout=20).topics
        self._assigned |= {(topic, number) for topic in self.records for number in known[topic].partitions}
        read = {(place.topic, place.partition) for place in self._consumer.assignment()}
        self._consumer.incremental_assign(
            [TopicPartition(topic, number, 0) for topic, number in sorted(self._assigned - read)]
        )

    def narrow(self, topic: str) -> None:
        """Read this topic no more, for it is about to be deleted; `widen` reads one made anew from its beginning."""
        gone = {at for at in self._assigned if at[0] == topic}
        self._assigned -= gone
        self._consumer.incremental_unassign([TopicPartition(*at) for at in gone])
        for at in gone:
            self._ends.pop(at, None)

    def poll(self, timeout: float = 0.2) -> list[Record]:
        """Take what there is now, waiting up to `timeout` seconds for a first message; what was taken."""
        taken: list[Record] = []
        for message in self._consumer.consume(num_messages=1000, timeout=timeout):
            error = message.error()
            if error is None:
                record = _record(message)
                self.records[record.topic].append(record)
                taken.append(record)
            elif error.code() == KafkaError._PARTITION_EOF:
                self._ends[str(message.topic()), message.partition() or 0] = message.offset() or 0
            elif not error.retriable() and error.code() not in PASSING:
                raise AssertionError(f"the harness cannot read: {error}")
        return taken

    def behind(self) -> dict[tuple[str, int], int]:
        """The partitions that are not read to their present end (that of committed messages), with that end."""
        # by a client of its own: on the reader's connection each question would wait behind a fetch
        asked = self._admin.list_offsets(
            {TopicPartition(*at): OffsetSpec.latest() for at in self._assigned},  # type: ignore[no-untyped-call]
            isolation_level=IsolationLevel.READ_COMMITTED,
        )
        ends = {(place.topic, place.partition): answer.result(20).offset for place, answer in asked.items()}
        return {at: end for at, end in ends.items() if self._ends.get(at, -1) < end}

    def settle(self, timeout: float = 60.0) -> None:
        """Read on until every partition is at its present end (that of committed messages)."""
        behind = self.behind()
        deadline = time.monotonic() + timeout
        while behind := {at: end for at, end in behind.items() if self._ends.get(at, -1) < end}:
            assert time.monotonic() < deadline, f"not read to the end: {behind}"
            self.poll()

    def count(self, *topics: str) -> int:
        """How many messages were read from these topics so far."""
        return sum(len(self.records[topic]) for topic in topics)

    def close(self) -> None:
        """Let go of the connection."""
        self._consumer.close()


@dataclass
class Installation:
    """Topics, a group and workers of one test, on a Kafka that others use too."""

    bootstrap: str
    prefix: str
    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    command: Sequence[str] = WORKER
    workers: list[WorkerProcess] = field(default_factory=list)

    @property
    def topics(self) -> Topics:
        """The topics under this test's prefix."""
        return Topics.named(self.prefix)

    @property
    def group(self) -> str:
        """The workers' consumer group."""
        return f"{self.prefix}group"

    def create_topics(self, partitions: int = 4, replication: int = -1, sizes: bool = True) -> None:
        """Create every topic; `sizes`: with the limits that they need."""

        def new(topic: Topic) -> NewTopic:
            config = {"max.message.bytes": str(topic.max_message_bytes)} if sizes else {}
            return NewTopic(topic.name, num_partitions=partitions, replication_factor=replication, config=config)

        admin = AdminClient({"bootstrap.servers": self.bootstrap})
        for future in admin.create_topics([new(topic) for topic in self.topics]).values():
            future.result(30)
        self.wait_until(
            lambda: all(
                (there := admin.list_topics(timeout=10).topics.get(topic.name)) is not None
                and len(there.partitions) == partitions
                for topic in self.topics
            ),
            "the topics in the metadata",
        )

    def start_worker(self, **settings: str) -> WorkerProcess:
        """Start one more worker; settings by their field's name, as in `processes="1"`."""
        environment = self.environment(http_port="0", log_format="json", **self.settings | settings)
        worker = WorkerProcess(environment, self.folder / f"worker-{len(self.workers)}.log", self.command)
        self.workers.append(worker)
        return worker

    def run(self, *command: str, timeout: float = 120.0) -> subprocess.CompletedProcess[str]:
        """Run a `copydesk` command on this installation to its end."""
        return subprocess.run(
            [sys.executable, "-m", "worker", *command],
            cwd=ROOT,
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )

    def environment(self, **settings: str) -> dict[str, str]:
        """The environment of a command on this installation, with these settings besides."""
        mine = {
            "brokers": self.bootstrap,
            "topic_prefix": self.prefix,
            "group": self.group,
            **settings,
        }
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("COPYDESK_")}
        return inherited | {f"COPYDESK_{name.upper()}": value for name, value in mine.items()}

    def wait_assigned(self, *workers: WorkerProcess, timeout: float = 60.0) -> None:
        """Wait until each of these workers has partitions."""
        for worker in workers:

            def assigned(worker: WorkerProcess = worker) -> bool:
                assert worker.status is None, f"the worker ended with {worker.status}\n{worker.tail()}"
                return any(event["partitions"] for event in worker.events("assigned"))

            self.wait_until(assigned, "an assignment", timeout)

    def produce(self, messages: Sequence[tuple[bytes | None, bytes | None]]) -> list[str]:
        """Send (key, value) pairs to the raw topic; the place of each, in the same order, once all are acknowledged."""
        producer = Producer(
            {
                "bootstrap.servers": self.bootstrap,
                "acks": "all",
                "enable.idempotence": True,
                "partitioner": "murmur2_random",
                "message.max.bytes": FETCH_BYTES,
                "queue.buffering.max.kbytes": 1024 * 1024,
            }
        )
        places: dict[int, str] = {}

        def note(number: int) -> Callable[[KafkaError | None, Message], None]:
            def delivered(error: KafkaError | None, message: Message) -> None:
                assert error is None, f"not produced: {error}"
                places[number] = f"{message.topic()}/{message.partition()}/{message.offset()}"

            return delivered

        for number, (key, value) in enumerate(messages):
            producer.produce(self.topics.raw.name, value, key, on_delivery=note(number))
            producer.poll(0)
        assert producer.flush(60) == 0, "not all was acknowledged"
        return [places[number] for number in range(len(messages))]

    @contextmanager
    def tail(self, *topics: Topic) -> Iterator[Tail]:
        """A reader of these topics, or of all."""
        reader = Tail(self.bootstrap, [topic.name for topic in topics or tuple(self.topics)])
        try:
            yield reader
        finally:
            reader.close()

    def wait_until(self, condition: Callable[[], bool], what: str, timeout: float = 60.0) -> None:
        """Wait for a condition; AssertionError with the ends of the logs when it does not come."""
        deadline = time.monotonic() + timeout
        while not condition():
            if time.monotonic() > deadline:
                logs = "\n".join(f"-- {worker.log.name} ({worker.status})\n{worker.tail()}" for worker in self.workers)
                raise AssertionError(f"no {what} within {timeout:g} s\n{logs}")
            time.sleep(0.02)

    def wait_done(self, tail: Tail, articles: int, timeout: float = 120.0) -> None:
        """Read until each of so many articles is enriched or in the dead letters."""
        enriched, dead = self.topics.enriched.name, self.topics.deadletters.name

        def done() -> bool:
            self.check_alive()
            tail.poll()
            return tail.count(enriched, dead) >= articles

        self.wait_until(done, f"{articles} articles", timeout)

    def check_alive(self) -> None:
        """AssertionError, with the end of its log, if the worker that was started last has ended."""
        for worker in self.workers[-1:]:
            assert worker.status is None, f"the worker ended with {worker.status}\n{worker.tail()}"

    def close(self) -> None:
        """Kill what is left of the workers."""
        for worker in self.workers:
            worker.kill()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

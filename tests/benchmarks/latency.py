"""How soon a single article is there: from its raw message's timestamp to a reader of committed messages."""

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

from confluent_kafka import Consumer, KafkaError, Producer, TopicPartition
from confluent_kafka import Message as Received

from tests.benchmarks import exposition
from tests.benchmarks.articles import Message
from tests.benchmarks.exposition import percentile
from tests.integration.harness import Installation
from tests.integration.process import WorkerProcess

PATIENCE_S = 20.0
"""How long the last articles are waited for."""


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds at a low load. `took_ms`: the median from a stage's taking a message to its commit, by stage."""

    articles: int
    rate: float
    p50_ms: float | None
    p99_ms: float | None
    worst_ms: float | None
    took_ms: dict[str, float | None]
    missing: int


class _Reader(threading.Thread):
    """Notes when each article's enriched record arrives, by the place of its raw message (seconds since the epoch)."""

    def __init__(self, installation: Installation) -> None:
        super().__init__(name="reader", daemon=True)
        self.arrived: dict[str, float] = {}
        self.done = threading.Event()
        self._consumer = Consumer(
            {
                "bootstrap.servers": installation.bootstrap,
                "group.id": "benchmark",  # never joined: partitions are assigned by hand
                "enable.auto.commit": False,
                "isolation.level": "read_committed",
            }
        )
        name = installation.topics.enriched.name
        partitions = self._consumer.list_topics(name, timeout=20).topics[name].partitions
        places = [TopicPartition(name, number) for number in partitions]
        for place in places:
            place.offset = self._consumer.get_watermark_offsets(place, timeout=20)[1]
        self._consumer.assign(places)

    def run(self) -> None:
        while not self.done.is_set():
            message = self._consumer.poll(0.1)
            if message is not None and message.error() is None:
                headers = dict(message.headers() or [])
                raw = headers["copydesk.raw"]
                self.arrived[raw.decode() if isinstance(raw, bytes) else str(raw)] = time.time()
        self._consumer.close()


def _feed(installation: Installation, messages: Sequence[Message], rate: float) -> dict[str, float]:
    """Send at an even rate; the timestamp of each message by its place."""
    producer = Producer({"bootstrap.servers": installation.bootstrap, "acks": "all", "linger.ms": 0})
    sent: dict[str, float] = {}

    def delivered(error: KafkaError | None, message: Received) -> None:
        if error is not None:
            raise RuntimeError(f"not produced: {error}")
        sent[f"{message.topic()}/{message.partition()}/{message.offset()}"] = message.timestamp()[1] / 1000

    began = time.monotonic()
    for number, message in enumerate(messages):
        while (left := began + number / rate - time.monotonic()) > 0:
            producer.poll(left)
        producer.produce(installation.topics.raw.name, message.value, message.key, on_delivery=delivered)
    producer.flush(30)
    return sent


def latency(installation: Installation, worker: WorkerProcess, messages: Sequence[Message], rate: float) -> Latency:
    """Feed a worker that runs, is warm and has nothing else to do."""
    before = len(exposition.lines(worker))
    reader = _Reader(installation)
    reader.start()
    sent = _feed(installation, messages, rate)
    until = time.monotonic() + PATIENCE_S
    while len(set(sent) - set(reader.arrived)) and time.monotonic() < until:
        time.sleep(0.1)
    reader.done.set()
    reader.join()
    seen = [1000 * (reader.arrived[place] - at) for place, at in sent.items() if place in reader.arrived]
    lines = exposition.lines(worker)[before:]
    return Latency(
        articles=len(messages),
        rate=rate,
        p50_ms=percentile(seen, 0.5),
        p99_ms=percentile(seen, 0.99),
        worst_ms=max(seen, default=None),
        took_ms={
            stage: percentile([line.took_ms for line in lines if line.stage == stage], 0.5)
            for stage in ("normalise", "enrich")
        },
        missing=len(messages) - len(seen),
    )

"""Runs the rival and measures it as we are measured: all messages fed first, then one process."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from confluent_kafka import Consumer, Producer, TopicPartition
from confluent_kafka.admin import AdminClient, NewTopic  # type: ignore[attr-defined]

from tests.benchmarks import processor
from tests.benchmarks.articles import Message
from tests.integration.process import ROOT

START_S = 60.0
"""How long it may take to put out its first message."""

STALL_S = 20.0
"""How long it may put out nothing before it counts as stuck."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What a plain faust app did: CPU is of its one process and of the broker, over the same time as the rate."""

    hops: int
    messages: int
    rate: float
    cpu_ms: float
    broker_ms: float
    outputs: int


def _feed(bootstrap: str, topic: str, messages: Sequence[Message], count: int) -> None:
    producer = Producer({"bootstrap.servers": bootstrap, "acks": "all", "queue.buffering.max.kbytes": 1024 * 1024})
    for number in range(count):
        message = messages[number % len(messages)]
        producer.produce(topic, message.value, message.key)
        producer.poll(0)
    if producer.flush(120):
        raise RuntimeError("the rival could not be fed")


class _Ends:
    """How many messages a topic holds, without reading them."""

    def __init__(self, bootstrap: str, topic: str, partitions: int) -> None:
        self._consumer = Consumer({"bootstrap.servers": bootstrap, "group.id": "benchmark"})
        self._places = [TopicPartition(topic, number) for number in range(partitions)]

    def count(self) -> int:
        """The sum over the partitions; exact, for the rival writes no transactions."""
        return sum(self._consumer.get_watermark_offsets(place, timeout=20)[1] for place in self._places)

    def close(self) -> None:
        """Let go of the connection."""
        self._consumer.close()


def copy(
    bootstrap: str,
    broker_pid: int | None,
    prefix: str,
    messages: Sequence[Message],
    count: int,
    partitions: int,
    hops: int,
) -> Copied:
    """Have `count` messages copied over so many hops. RuntimeError where it ends or stalls."""
    names = [f"{prefix}{number}" for number in range(hops + 1)]
    admin = AdminClient({"bootstrap.servers": bootstrap})
    for future in admin.create_topics([NewTopic(name, num_partitions=partitions) for name in names]).values():
        future.result(30)
    _feed(bootstrap, names[0], messages, count)
    environment = os.environ | {
        "RIVAL_BROKER": bootstrap,
        "RIVAL_PREFIX": prefix,
        "RIVAL_HOPS": str(hops),
        "PYTHONPATH": str(ROOT),
    }
    begun, ends = _Ends(bootstrap, names[1], partitions), _Ends(bootstrap, names[-1], partitions)
    with tempfile.TemporaryDirectory() as folder, Path(folder, "log").open("w+b") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.plain_faust"], cwd=folder, env=environment, stdout=log, stderr=log
        )
        try:
            return _measured(process, broker_pid, begun, ends, count, hops)
        except RuntimeError as error:
            raise RuntimeError(f"{error}\n{Path(folder, 'log').read_text(errors='replace')[-2000:]}") from None
        finally:
            process.kill()
            process.wait()
            begun.close()
            ends.close()


def _measured(
    process: "subprocess.Popen[bytes]", broker_pid: int | None, begun: _Ends, ends: _Ends, count: int, hops: int
) -> Copied:
    """From the first message that is out of the first hop to the last that is out of the last."""
    moved = time.monotonic()
    first: tuple[float, int, processor.Spent, processor.Spent] | None = None
    seen = 0
    while seen < count:
        now, out = time.monotonic(), ends.count()
        if process.poll() is not None:
            raise RuntimeError(f"the rival ended with {process.returncode}")
        if first is None and begun.count():
            first = now, out, processor.spent(process.pid), processor.spent(broker_pid)
        if out > seen:
            seen, moved = out, now
        elif now - moved > (STALL_S if first else START_S):
            raise RuntimeError(f"the rival stalls after {seen} of {count}")
        time.sleep(0.05)
    assert first is not None
    at, before, own, broker = first
    elapsed, done = moved - at, max(seen - before, 1)
    return Copied(
        hops=hops,
        messages=count,
        rate=done / elapsed if elapsed else 0.0,
        cpu_ms=1000 * (processor.spent(process.pid) - own).all_s / done,
        broker_ms=1000 * (processor.spent(broker_pid) - broker).all_s / done,
        outputs=ends.count(),
    )

"""Replays of dead letters for tests: in this process or another, and what a reader sees of them."""

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from confluent_kafka import Producer

from schemas import dead_letter
from schemas.dead_letter import Code
from tests.commands.conftest import invoke
from tests.integration.harness import Installation, Record, Tail
from tests.integration.process import ROOT
from worker.headers import Origin, rejection
from worker.replay.run import Request, Tally, replay
from worker.settings import Settings
from worker.terminal.selection import Selection
from worker.topics import Topic

Pair = tuple[bytes | None, bytes | None]


def settings(installation: Installation, **others: object) -> Settings:
    return Settings.model_validate(
        {"brokers": installation.bootstrap, "topic_prefix": installation.prefix, "group": installation.group, **others}
    )


@contextmanager
def command(installation: Installation, *arguments: str, **others: str) -> Iterator[subprocess.Popen[str]]:
    """`copydesk deadletters replay` in a process of its own."""
    mine = {"brokers": installation.bootstrap, "topic_prefix": installation.prefix, "group": installation.group}
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("COPYDESK_")}
    process = subprocess.Popen(
        [sys.executable, "-m", "worker", "deadletters", "replay", *arguments],
        cwd=ROOT,
        env=inherited | {f"COPYDESK_{name.upper()}": value for name, value in (mine | others).items()},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def run(installation: Installation, *arguments: str, status: int = 0) -> str:
    """The last line of what it says, in this process; it must end with this status."""
    env = {
        "COPYDESK_BROKERS": installation.bootstrap,
        "COPYDESK_TOPIC_PREFIX": installation.prefix,
        "COPYDESK_GROUP": installation.group,
    }
    result = invoke("deadletters", "replay", *arguments, env=env)
    assert result.exit_code == status, result.output
    return result.stdout.splitlines()[-1].replace(installation.prefix, "")


class Heard:
    """A watcher that remembers."""

    def __init__(self) -> None:
        self.refusals: dict[str, str] = {}

    def waiting(self, brokers: str, tried_s: float) -> None:
        raise AssertionError("the broker is there")

    def refused(self, letter: str, code: str, why: str) -> None:
        self.refusals[letter] = why

    def would(self, letter: str, code: str, target: str) -> None:
        raise AssertionError("no dry run")

    def progress(self, done: int, of: int) -> None:
        assert 0 <= done <= of


def replay_here(
    installation: Installation, force: bool = False, stopping: Callable[[], bool] = lambda: False, **others: object
) -> tuple[Tally, Heard]:
    heard = Heard()
    request = Request(Selection(), force=force)
    return replay(settings(installation, **others), request, heard, stopping), heard


def refused(installation: Installation, messages: Sequence[Pair]) -> None:
    """Have a worker refuse all of these."""
    installation.produce(messages)
    worker = installation.start_worker(fuse_rejects="0")
    with installation.tail(installation.topics.deadletters) as tail:
        wait_count(installation, tail, installation.topics.deadletters, len(messages))
    assert worker.terminate() == 0


def dead(installation: Installation, messages: Sequence[tuple[bytes, bytes]]) -> None:
    """The same without a worker: raw messages, and the dead letters that it would make of them."""
    producer = Producer({"bootstrap.servers": installation.bootstrap, "partitioner": "murmur2_random"})
    for message, at in zip(messages, installation.produce(messages), strict=True):
        topic, partition, offset = at.rsplit("/", 2)
        origin = Origin(topic, int(partition), int(offset), time.time_ns() // 1_000_000)
        headers = rejection(origin, "normalise", Code.UNDECODABLE, "not JSON", "Rejected")
        producer.produce(installation.topics.deadletters.name, message[1], message[0], headers=list(headers))
        producer.poll(0)
    assert producer.flush(20) == 0


def set_aside(installation: Installation, record: Record) -> None:
    """Write the dead letter of a normalised message, as a worker whose children die on it does."""
    origin = Origin(record.topic, record.partition, record.kafka_offset, 0, tuple(record.headers.items()))
    headers = rejection(origin, "enrich", Code.CRASHED, "a process died on it, twice", "Crashed", 2)
    producer = Producer({"bootstrap.servers": installation.bootstrap})
    producer.produce(installation.topics.deadletters.name, record.value, record.key, headers=list(headers))
    assert producer.flush(20) == 0


def wait_count(installation: Installation, tail: Tail, topic: Topic, count: int) -> None:
    def there() -> bool:
        tail.poll()
        return tail.count(topic.name) >= count

    installation.wait_until(there, f"{count} messages in {topic.name}")


def replayed(tail: Tail, topic: Topic) -> list[Record]:
    tail.settle()
    return [record for record in tail.records[topic.name] if dead_letter.REPLAYED in record.headers]


def places(records: Sequence[Record]) -> Counter[str]:
    """How often each dead letter was replayed."""
    return Counter(record.headers[dead_letter.REPLAYED].decode() for record in records)


def first_place(installation: Installation) -> str:
    with installation.tail(installation.topics.deadletters) as tail:
        tail.settle()
        first = tail.records[installation.topics.deadletters.name][0]
    return f"{first.partition}/{first.kafka_offset}"

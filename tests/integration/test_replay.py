"""Dead letters back to their topics on a real Kafka: each once, whatever dies, and byte for byte."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import pytest
from confluent_kafka import Producer, TopicPartition
from confluent_kafka.admin import (  # type: ignore[attr-defined]
    AdminClient,
    AlterConfigOpType,
    ConfigEntry,
    ConfigResource,
    ResourceType,
)

from schemas import dead_letter
from schemas.dead_letter import Code
from tests.commands.conftest import invoke
from tests.integration.articles import REFUSED, article
from tests.integration.harness import ROOT, Installation, Record, Tail
from worker.headers import Origin, rejection
from worker.replay.run import Request, Tally, replay
from worker.settings import Settings
from worker.terminal.selection import Selection
from worker.topics import Topic

pytestmark = pytest.mark.kafka

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


def test_letters_of_several_codes_come_out_in_the_end(installation: Installation) -> None:
    """Refused for a limit that was too low: with another, all of them are articles. What is no article stays out."""
    topics = installation.topics
    good: list[Pair] = [(f"n-{number}".encode(), article(number)) for number in range(30)]
    bad: list[Pair] = [(b"key", value) for _, value in REFUSED]
    first = installation.start_worker(max_body_bytes="300")
    with installation.tail() as tail:
        installation.produce(good + bad)
        wait_count(installation, tail, topics.deadletters, len(good) + len(bad))
        assert first.terminate() == 0
        codes = Counter(letter.headers[dead_letter.ERROR_CODE] for letter in tail.records[topics.deadletters.name])
        assert codes[b"too_large"] == len(good)
        assert len(codes) == 5
        assert tail.count(topics.enriched.name) == 0

        said = run(installation, "--code", "too_large", "--code", "undecodable")
        assert said == "replayed 34: 30 too_large → articles.raw, 4 undecodable → articles.raw"
        installation.start_worker()
        installation.wait_done(tail, 30 + len(bad) + 30 + 4)
        tail.settle()
        assert tail.count(topics.enriched.name) == len(good)
        assert tail.count(topics.deadletters.name) == len(good) + len(bad) + 4
        raws = {record.place: record for record in tail.records[topics.raw.name]}
        for slot in (topics.normalised, topics.enriched, topics.entities, topics.numbers):
            for record in tail.records[slot.name]:
                origin = raws[record.raw]
                assert dead_letter.REPLAYED in origin.headers
                assert dead_letter.REPLAYED not in record.headers
                assert record.headers[dead_letter.REPLAYS] == b"1"
                assert record.headers["ce_time"] == origin.headers["ce_time"]
        again = [
            letter for letter in tail.records[topics.deadletters.name] if letter.headers["copydesk.replays"] != b"0"
        ]
        assert Counter(letter.headers[dead_letter.REPLAYS] for letter in again) == {b"1": 4}


def test_every_byte_and_the_partition_are_as_before(installation: Installation) -> None:
    messages: list[Pair] = [(None, None), (None, b""), (b"", None), (b"", b""), (b"\xff\x00", b"\xfe"), (None, b"no")]
    messages += [(f"key {number}".encode(), b"[]") for number in range(20)]
    refused(installation, messages)
    topic = installation.topics.raw
    assert run(installation, "--all") == "replayed 26: 20 schema_violation → articles.raw, 6 undecodable → articles.raw"
    with installation.tail(topic) as tail:
        again = replayed(tail, topic)
        first = [record for record in tail.records[topic.name] if record not in again]
    assert len(first) == len(again) == len(messages)

    def facts(record: Record) -> tuple[object, ...]:
        return record.partition, record.key, record.value

    assert Counter(map(facts, first)) == Counter(map(facts, again))
    times = {facts(record): record.timestamp_ms for record in first}
    told = {facts(record): Origin("t", 0, 0, 0, tuple(record.headers.items())).raw_timestamp_ms for record in again}
    assert times == told


def test_a_normalised_article_is_itself_again(installation: Installation) -> None:
    """An article that was refused by enrich: the same message as before, with the same id."""
    topics = installation.topics
    installation.produce([(None, article(number)) for number in range(20)])
    normalising = installation.start_worker(stages="normalise")
    with installation.tail() as tail:
        wait_count(installation, tail, topics.normalised, 20)
        assert normalising.terminate() == 0
        for record in tail.records[topics.normalised.name]:
            set_aside(installation, record)
        assert run(installation, "--stage", "normalise") == "replayed 0"
        assert run(installation, "--stage", "enrich") == "replayed 20: 20 crashed → articles.normalised"
        again = replayed(tail, topics.normalised)
        assert len(again) == 20
        first = {record.key: record for record in tail.records[topics.normalised.name] if record not in again}
        for record in again:
            was = first[record.key]
            assert (record.value, record.partition) == (was.value, was.partition)
            added = {dead_letter.REPLAYS: b"1", dead_letter.REPLAYED: record.headers[dead_letter.REPLAYED]}
            assert record.headers == {**was.headers, **added}
        installation.start_worker(stages="enrich")
        wait_count(installation, tail, topics.enriched, 40)
        assert tail.count(topics.deadletters.name) == 20
        ids = Counter(record.headers["ce_id"] for record in tail.records[topics.enriched.name])
        assert set(ids.values()) == {2}


def test_a_letter_is_replayed_once_its_successor_too(installation: Installation) -> None:
    """Three times at most, for what is refused again and again; then only by force."""
    topics = installation.topics
    worker = installation.start_worker(max_body_bytes="300")
    with installation.tail() as tail:
        installation.produce([(b"key", article(1))])
        for count in range(4):
            wait_count(installation, tail, topics.deadletters, count + 1)
            letter = tail.records[topics.deadletters.name][-1]
            assert letter.headers[dead_letter.REPLAYS] == b"%d" % count
            at = f"{letter.partition}/{letter.kafka_offset}"
            if count < 3:
                assert run(installation, "--at", at) == "replayed 1: 1 too_large → articles.raw"
                assert run(installation, "--at", at) == "replayed 0; 1 replayed before"
        assert run(installation, "--at", at, status=1) == "replayed 0; 1 refused"
        assert run(installation, "--all", status=1) == "replayed 0; 3 replayed before; 1 refused"
        tail.settle()
        assert tail.count(topics.raw.name) == 4
        assert run(installation, "--at", at, "--force") == "replayed 1: 1 too_large → articles.raw"
        assert run(installation, "--at", at, "--force") == "replayed 0; 1 replayed before"
        wait_count(installation, tail, topics.deadletters, 5)
        assert tail.records[topics.deadletters.name][-1].headers[dead_letter.REPLAYS] == b"4"
    assert worker.terminate() == 0


@pytest.mark.parametrize(
    ("sort", "shares"),
    [(signal.SIGKILL, (0.1, 0.4, 0.7)), (signal.SIGTERM, (0.3,)), (signal.SIGINT, (0.3,))],
    ids=["SIGKILL", "SIGTERM", "SIGINT"],
)
def test_ended_in_the_middle(installation: Installation, sort: signal.Signals, shares: tuple[float, ...]) -> None:
    """Ended in the middle of many small transactions, killed even three times; then each letter is there once."""
    topic, total = installation.topics.raw, 1500
    dead(installation, [(f"key {number}".encode(), b"no %d" % number) for number in range(total)])
    with installation.tail(topic) as tail:
        tail.settle()
        for share in shares:
            with command(installation, "--all", batch_articles="3") as process:
                wait_count(installation, tail, topic, total + int(share * total))
                process.send_signal(sort)
                out, _ = process.communicate(timeout=30)
                assert process.returncode == (-9 if sort == signal.SIGKILL else 128 + sort), out
                assert "Traceback" not in out
                assert sort == signal.SIGKILL or "stopped" in out
        half = replayed(tail, topic)
        assert int(max(shares) * total) <= len(half) < total, "it was over before it was ended: no test"
        assert run(installation, "--all").endswith(f"; {len(half):,} replayed before")
        assert run(installation, "--all") == f"replayed 0; {total:,} replayed before"
        count = places(replayed(tail, topic))
    assert len(count) == total
    assert set(count.values()) == {1}


def transaction(installation: Installation, name: str, topic: Topic, letter: str | None = None) -> Producer:
    """A producer that has written to each partition in a transaction that it has not ended."""
    producer = Producer({"bootstrap.servers": installation.bootstrap, "transactional.id": name})
    producer.init_transactions(20)
    producer.begin_transaction()
    for partition in range(4):
        headers: dict[str, str | bytes | None] = {dead_letter.REPLAYED: letter} if letter else {}
        producer.produce(topic.name, b"of a transaction", partition=partition, headers=headers)
    assert producer.flush(20) == 0
    return producer


def test_what_a_dead_replay_left_open_never_happened(installation: Installation) -> None:
    topic = installation.topics.raw
    dead(installation, [(b"key", b"no")])
    with installation.tail(topic, installation.topics.deadletters) as tail:
        tail.settle()
        (letter,) = tail.records[installation.topics.deadletters.name]
        left = transaction(installation, f"{installation.group}-replay", topic, letter.place)
        began = time.monotonic()
        tally, _ = replay_here(installation)
        assert time.monotonic() - began < 20, "it waited for the transaction's timeout"
        assert (tally.replayed.total(), tally.already) == (1, 0)
        assert [record.value for record in replayed(tail, topic)] == [b"no"]
    del left


def test_what_lies_behind_somebody_elses_open_transaction_is_seen(installation: Installation) -> None:
    """A reader of committed messages stops at the first open transaction. A replay behind it counts all the same."""
    topic = installation.topics.raw
    dead(installation, [(b"key", b"no")])
    letter = f"{installation.topics.deadletters.name}/{first_place(installation)}"
    stranger = transaction(installation, f"{installation.prefix}stranger", topic)
    transaction(installation, f"{installation.group}-replay", topic, letter).commit_transaction(20)
    asked = 0

    def stopping() -> bool:
        nonlocal asked
        asked += 1
        if asked == 20:
            stranger.commit_transaction(20)
        return False

    tally, _ = replay_here(installation, stopping=stopping)
    assert asked > 20
    assert (tally.replayed.total(), tally.already) == (0, 1)


def test_what_was_replayed_long_ago_is_not_guessed(installation: Installation) -> None:
    """Where Kafka has deleted what came after a letter's message, a replay of it may be among that."""
    topic = installation.topics.raw
    dead(installation, [(b"a key", b"no %d" % number) for number in range(10)])
    assert run(installation, "--at", first_place(installation)).startswith("replayed 1:")
    with installation.tail(topic) as tail:
        tail.settle()
        kept = max(record.kafka_offset for record in tail.records[topic.name])
        partition = tail.records[topic.name][0].partition
    admin = AdminClient({"bootstrap.servers": installation.bootstrap})
    for future in admin.delete_records([TopicPartition(topic.name, partition, kept + 1)]).values():
        future.result(20)
    tally, heard = replay_here(installation)
    assert (tally.replayed.total(), tally.refused) == (0, 10)
    assert all("may have been replayed before" in why for why in heard.refusals.values())
    tally, _ = replay_here(installation, force=True)
    assert (tally.replayed.total(), tally.refused) == (10, 0)
    tally, _ = replay_here(installation, force=True)
    assert (tally.replayed.total(), tally.already) == (0, 10)


def first_place(installation: Installation) -> str:
    with installation.tail(installation.topics.deadletters) as tail:
        tail.settle()
        first = tail.records[installation.topics.deadletters.name][0]
    return f"{first.partition}/{first.kafka_offset}"


def test_what_the_broker_does_not_take_costs_no_other(installation: Installation) -> None:
    topic = installation.topics.raw
    sizes = [10, 5000, 20, 7000, 30, 40]
    dead(installation, [(b"key %d" % number, b"x" * size) for number, size in enumerate(sizes)])
    admin = AdminClient({"bootstrap.servers": installation.bootstrap})
    entry = ConfigEntry("max.message.bytes", "2000", incremental_operation=AlterConfigOpType.SET)
    resource = ConfigResource(ResourceType.TOPIC, topic.name, incremental_configs=[entry])
    admin.incremental_alter_configs([resource])[resource].result(20)
    tally, heard = replay_here(installation)
    assert (tally.replayed.total(), tally.refused) == (4, 2)
    assert all("does not take it" in why for why in heard.refusals.values())
    with installation.tail(topic) as tail:
        again = replayed(tail, topic)
    assert sorted(len(record.value or b"") for record in again) == [10, 20, 30, 40]


def test_a_second_replay_ends_the_first(installation: Installation) -> None:
    topic, total = installation.topics.raw, 600
    dead(installation, [(b"key %d" % number, b"no") for number in range(total)])
    with installation.tail(topic) as tail, command(installation, "--all", batch_articles="1") as slow:
        tail.settle()
        wait_count(installation, tail, topic, total + 50)
        said = run(installation, "--all")
        out, _ = slow.communicate(timeout=60)
        assert slow.returncode == 75, out
        assert "another replay" in out
        assert "replayed before" in said
        count = places(replayed(tail, topic))
    assert len(count) == total
    assert set(count.values()) == {1}


def test_a_dry_run_disturbs_nobody(installation: Installation) -> None:
    topic = installation.topics.raw
    dead(installation, [(b"key", b"no")])
    running = Producer(
        {"bootstrap.servers": installation.bootstrap, "transactional.id": f"{installation.group}-replay"}
    )
    running.init_transactions(20)
    running.begin_transaction()
    assert run(installation, "--all", "--dry-run") == "would replay 1: 1 undecodable → articles.raw"
    running.produce(topic.name, b"by the other replay")
    running.commit_transaction(20)
    with installation.tail(topic) as tail:
        tail.settle()
        assert tail.count(topic.name) == 2

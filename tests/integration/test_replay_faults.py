"""Replays on a real Kafka that end in the middle, meet another, or cannot know: each letter once all the same."""

import signal
import time

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
from tests.integration.harness import Installation
from tests.integration.replaying import command, dead, first_place, places, replay_here, replayed, run, wait_count
from worker.topics import Topic

pytestmark = pytest.mark.kafka


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
    assert all("was it replayed before?" in why for why in heard.refusals.values())
    tally, _ = replay_here(installation, force=True)
    assert (tally.replayed.total(), tally.refused) == (10, 0)
    tally, _ = replay_here(installation, force=True)
    assert (tally.replayed.total(), tally.already) == (0, 10)


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
        # The broker names the reason but where the other takes over in the middle of a commit: "Unknown broker error".
        assert "another replay" in out or "has not taken a transaction" in out
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

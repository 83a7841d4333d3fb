"""`copydesk ledger` on a real Kafka: it says that all is well where it is, and what is not where it is not."""

import json
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from confluent_kafka import ConsumerGroupTopicPartitions, Producer, TopicPartition
from confluent_kafka.admin import AdminClient
from typer.testing import CliRunner, Result

from schemas import dead_letter
from schemas.dead_letter import Code
from tests.integration.articles import messages
from tests.integration.harness import Installation, Record
from worker.cli import app
from worker.headers import Header, Origin, event, rejection
from worker.terminal import sweep
from worker.topics import Topic

pytestmark = pytest.mark.kafka


@dataclass
class Operator:
    """Somebody with a shell beside an installation."""

    installation: Installation

    def run(self, *arguments: str) -> Result:
        env = {
            "COPYDESK_BROKERS": self.installation.bootstrap,
            "COPYDESK_TOPIC_PREFIX": self.installation.prefix,
            "COPYDESK_GROUP": self.installation.group,
        }
        return CliRunner().invoke(app, list(arguments), env=env)

    def ledger(self, *arguments: str, code: int) -> dict[str, Any]:
        result = self.run("ledger", "--json", *arguments)
        assert result.exit_code == code, result.output
        found: dict[str, Any] = json.loads(result.stdout)
        return found

    def put(self, topic: Topic, headers: Sequence[Header], partition: int = 0, value: bytes | None = b"{}") -> None:
        """Write a message that no worker has made."""
        producer = Producer({"bootstrap.servers": self.installation.bootstrap})
        producer.produce(topic.name, value, b"key", partition=partition, headers=list(headers))
        assert producer.flush(20) == 0

    def put_again(self, record: Record) -> None:
        """Write a copy of a message."""
        topic = next(topic for topic in self.installation.topics if topic.name == record.topic)
        self.put(topic, list(record.headers.items()), record.partition, record.value)

    def commit(self, topic: Topic, offsets: dict[int, int]) -> None:
        """Set the group's offsets by hand."""
        places = [TopicPartition(topic.name, partition, offset) for partition, offset in offsets.items()]
        asked = [ConsumerGroupTopicPartitions(self.installation.group, places)]
        admin = AdminClient({"bootstrap.servers": self.installation.bootstrap})
        admin.alter_consumer_group_offsets(asked)[self.installation.group].result(20)

    def delete(self, topic: Topic, partition: int, before: int) -> None:
        """What retention does: delete a partition's messages before an offset."""
        admin = AdminClient({"bootstrap.servers": self.installation.bootstrap})
        (done,) = admin.delete_records([TopicPartition(topic.name, partition, before)]).values()
        done.result(20)


@pytest.fixture
def operator(installation: Installation) -> Operator:
    return Operator(installation)


def refused(count: int) -> dict[str, int]:
    codes: dict[str, int] = {}
    for _, _, code in messages(count, refused_every=5):
        if code is not None:
            codes[code] = codes.get(code, 0) + 1
    return codes


def test_all_is_well_and_then_it_is_not(operator: Operator) -> None:
    """One worker, sixty articles, a replay of those refused; then outputs are doubled and deleted by hand."""
    installation = operator.installation
    topics = installation.topics
    installation.produce([(key, value) for key, value, _ in messages(60, refused_every=5)])
    before = operator.ledger(code=0)
    assert (before["received"], before["open"], before["well"]) == (60, 60, True)
    assert before["uncommitted_partitions"] == {topics.raw.name: 4}

    worker = installation.start_worker()
    found = operator.ledger("--wait", "90", code=0)
    assert (found["received"], found["forwarded"], found["rejected"], found["open"]) == (60, 48, 12, 0)
    assert found["rejected_by"] == {"normalise": refused(60)}
    assert found["uncommitted_partitions"] == {}

    # replayed, they are new raw messages, and refused again
    assert operator.run("deadletters", "replay", "--all").exit_code == 0
    found = operator.ledger("--wait", "90", code=0)
    assert (found["received"], found["forwarded"], found["rejected"], found["open"]) == (72, 48, 24, 0)
    assert found["replays"] == 12
    assert worker.terminate() == 0
    page = operator.run("ledger")
    assert page.exit_code == 0
    assert "Nothing is missing, doubled or incomplete." in page.stdout
    assert max(map(len, page.stdout.splitlines())) <= 80

    each = [json.loads(line) for line in operator.run("ledger", "--each", "--json").stdout.splitlines()]
    assert len({line["raw"] for line in each}) == 72
    assert sorted({line["outcome"] for line in each}) == ["forwarded", "rejected"]

    another = operator.ledger("--group", f"{installation.group}-of-nobody", code=0)
    assert (another["forwarded"], another["open"]) == (48, 0)
    assert set(another["uncommitted_partitions"]) == {topics.raw.name, topics.normalised.name}

    with installation.tail() as tail:
        tail.settle()
        records = {slot: tail.records[topic.name] for slot, topic in topics.slots()}
    letter = records["deadletters"][0]
    enriched = records["enriched"][3]
    article = next(record for record in records["enriched"] if record.raw != enriched.raw)
    number = next(record for record in records["numbers"] if record.raw not in (enriched.raw, article.raw))
    normalised = next(
        record for record in records["normalised"] if record.raw not in (enriched.raw, article.raw, number.raw)
    )
    for record in (letter, enriched, number, normalised):
        operator.put_again(record)
    found = operator.ledger(code=1)
    assert {fault["raw"] for fault in found["places"]["doubled"]} == {
        record.raw for record in (letter, enriched, number, normalised)
    }
    assert (found["doubled"], found["missing"], found["incomplete"]) == (4, 0, 0)
    page = operator.run("ledger", "--limit", "3")
    assert page.exit_code == 1
    assert "and 1 more doubled, not listed" in page.stdout

    # the enriched articles are deleted, as by retention; all raw messages are older than the copy, which is left
    for partition in range(4):
        end = max((r.kafka_offset + 1 for r in records["enriched"] if r.partition == partition), default=0)
        operator.delete(topics.enriched, partition, end)
    found = operator.ledger(code=1)
    assert found["expired_in"] == {topics.enriched.name: 46}
    assert (found["forwarded"], found["doubled"]) == (1, 2), "the copy is left of one; another was normalised twice"


def test_what_retention_deleted_is_not_missing(operator: Operator) -> None:
    """The first half is done, time passes, the second half is done; then the first half's records are deleted."""
    installation = operator.installation
    topics = installation.topics
    all_messages = [(key, value) for key, value, _ in messages(40, refused_every=5)]
    first = set(installation.produce(all_messages[:20]))
    worker = installation.start_worker()
    assert operator.ledger("--wait", "90", code=0)["forwarded"] == 16
    with installation.tail(topics.entities) as tail:
        tail.settle()
        ends: dict[int, int] = {}
        for record in tail.records[topics.entities.name]:
            ends[record.partition] = max(record.kafka_offset + 1, ends.get(record.partition, 0))
    installation.produce(all_messages[20:])
    assert operator.ledger("--wait", "90", code=0)["forwarded"] == 32
    assert worker.terminate() == 0
    for partition, end in ends.items():
        operator.delete(topics.entities, partition, end)
    result = operator.run("ledger", "--each", "--json")
    assert result.exit_code == 0
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert {line["raw"] for line in lines if line["outcome"] == "expired"} <= first
    assert sum(line["outcome"] == "expired" for line in lines) == 16
    assert f"16 expired: older than what is left in {topics.entities.name}" in result.stderr

    for partition in range(4):
        operator.delete(topics.raw, partition, -1)
    gone = operator.ledger(code=0)
    assert (gone["received"], gone["outputs_of_deleted"]) == (0, 32 + 32 + 8)


def test_a_system_at_work_is_never_accused(operator: Operator) -> None:
    """Looked at again and again while two workers work; one of them is killed on the way."""
    installation = operator.installation
    installation.produce([(key, value) for key, value, _ in messages(400)])
    first, _ = installation.start_worker(), installation.start_worker()
    looks = [operator.ledger(code=0)]
    while looks[-1]["open"]:
        assert looks[-1]["received"] == 400
        if first.status is None and looks[-1]["forwarded"]:
            first.kill()
        looks.append(operator.ledger(code=0))
    assert any(0 < look["open"] < 400 for look in looks), "it was never seen at work"
    assert first.status == -9
    assert looks[-1]["forwarded"] == 400 - sum(code is not None for _, _, code in messages(400))


def test_by_hand(operator: Operator) -> None:
    """Raw messages whose outputs are written by hand, some of them left out; the offsets are set by hand too."""
    topics = operator.installation.topics
    raw = topics.raw.name
    for number in range(9):
        operator.put(topics.raw, [], value=b"%d" % number)

    def made(slot: str, offset: int, *more: Header, records: bytes = b"entities=1,numbers=2") -> None:
        topic: Topic = getattr(topics, slot)
        (headers,) = event(Origin(raw, 0, offset, 1_700_000_000_000), slot, topic, "an-id", range(1))
        said = [(dead_letter.RECORDS, records)] if slot == "enriched" else []
        operator.put(topic, [*headers, *said, *more])

    def article(offset: int) -> None:
        for slot in ("normalised", "enriched", "entities", "numbers", "numbers"):
            made(slot, offset)

    def letter(stage: str, offset: int) -> None:
        origin = Origin(raw, 0, offset, 1_700_000_000_000)
        operator.put(topics.deadletters, rejection(origin, stage, Code.CRASHED, "crashed", "Crashed"))

    article(0)
    letter("normalise", 1)
    # 2: nothing came of it
    made("normalised", 3)  # and then nothing
    for slot in ("normalised", "enriched", "entities", "numbers"):
        made(slot, 4)  # the second number is not there
    made("normalised", 5)
    letter("enrich", 5)
    made("normalised", 5, (dead_letter.REPLAYS, b"1"), (dead_letter.REPLAYED, b"letters/0/1"))
    for slot in ("enriched", "entities", "numbers", "numbers"):
        made(slot, 5)  # the replay came through
    made("normalised", 6)
    letter("enrich", 6)
    made("normalised", 7)  # not committed
    # 8: neither
    operator.put(topics.enriched, [])
    operator.put(topics.numbers, [(dead_letter.RAW, b"news.in/0/5")])
    operator.commit(topics.raw, {0: 8})
    operator.commit(topics.normalised, {0: 6})

    found = operator.ledger(code=1)
    assert found["places"] == {
        "missing": [
            {"raw": f"{raw}/0/2", "what": "neither normalised nor rejected"},
            {"raw": f"{raw}/0/3", "what": "1 normalised, 0 enriched or rejected"},
        ],
        "doubled": [],
        "incomplete": [{"raw": f"{raw}/0/4", "what": "1 of its numbers are not there"}],
    }
    assert (found["forwarded"], found["rejected"], found["open"]) == (2, 2, 2)
    assert found["rejected_by"] == {"normalise": {"crashed": 1}, "enrich": {"crashed": 1}}
    assert (found["outputs_without_place"], found["outputs_of_other_topics"]) == (1, {"news.in": 1})
    page = operator.run("ledger").stdout
    assert f"missing  {raw}/0/2  neither normalised nor rejected" in page
    assert "Of 9 raw messages: 2 missing, 1 incomplete." in page


def test_since_and_until(operator: Operator) -> None:
    topics = operator.installation.topics
    producer = Producer({"bootstrap.servers": operator.installation.bootstrap})
    second = 1_700_000_000_000  # 2023-11-14T22:13:20Z
    for number in (0, 1, 2, 1, 3):
        producer.produce(topics.raw.name, b"{}", partition=0, timestamp=second + 1000 * number)
    assert producer.flush(20) == 0
    operator.commit(topics.raw, {0: 5})
    for options, offsets in (
        (("--since", "2023-11-14T22:13:21Z"), (1, 2, 3, 4)),
        (("--until", "2023-11-14T22:13:22Z"), (0, 1, 3)),
        (("--since", "2023-11-14T23:13:21+01:00", "--until", "2023-11-14T22:13:22.001Z"), (1, 2, 3)),
        (("--since", "2024-01-01T00:00:00Z"), ()),
    ):
        found = operator.ledger(*options, code=1 if offsets else 0)
        places = [fault["raw"] for fault in found["places"]["missing"]]
        assert places == [f"{topics.raw.name}/0/{offset}" for offset in offsets]
    assert operator.run("ledger", "--since", "yesterday").exit_code == 2


def test_an_open_transaction_hides_and_then_shows(operator: Operator, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is committed may not be visible yet; it is waited for, and never called missing."""
    topics = operator.installation.topics
    operator.put(topics.raw, [])
    operator.commit(topics.raw, {0: 1})
    origin = Origin(topics.raw.name, 0, 0, 1_700_000_000_000)
    headers = rejection(origin, "normalise", Code.CRASHED, "crashed", "Crashed")
    producer = Producer(
        {"bootstrap.servers": operator.installation.bootstrap, "transactional.id": operator.installation.group}
    )
    producer.init_transactions(20)
    producer.begin_transaction()
    producer.produce(topics.deadletters.name, b"{}", partition=0, headers=list(headers))
    assert producer.flush(20) == 0

    with monkeypatch.context() as patience:
        patience.setattr(sweep, "_ABORT_CHECK_S", -29.0)  # of a transaction's thirty seconds one is left
        found = operator.ledger(code=0)
    assert (found["open"], found["hidden_in"]) == (1, {topics.deadletters.name: 1})

    def commit() -> None:
        time.sleep(0.5)
        producer.commit_transaction(20)

    ending = threading.Thread(target=commit)
    ending.start()
    found = operator.ledger(code=0)
    ending.join()
    assert (found["open"], found["rejected"]) == (0, 1)


def test_a_topic_that_is_not_there_is_78(kafka: str, topic_prefix: str) -> None:
    env = {"COPYDESK_BROKERS": kafka, "COPYDESK_TOPIC_PREFIX": topic_prefix}
    result = CliRunner().invoke(app, ["ledger"], env=env)
    assert result.exit_code == 78
    assert result.stderr == f"copydesk: there is no topic {topic_prefix}articles.raw on this cluster\n"

"""The ledger over the wire, on the embedded broker: what it can show without a real Kafka."""

import itertools
import json
import os
from collections.abc import Iterator

import pytest
from confluent_kafka import Consumer, Producer, TopicPartition
from typer.testing import CliRunner, Result

from schemas import dead_letter
from schemas.dead_letter import Code
from worker.cli import app
from worker.embedded import EmbeddedBroker
from worker.errors import Exit
from worker.headers import Header, Origin, event, rejection
from worker.settings import PREFIX
from worker.terminal.ledger import Found, Question, wait
from worker.topics import Topics

_NUMBERS = itertools.count()


class Desk:
    """Our topics with two partitions each; everything is written to partition 1."""

    def __init__(self, broker: EmbeddedBroker) -> None:
        prefix = f"ledger{next(_NUMBERS)}."
        self.topics = Topics.named(prefix)
        self.group = f"{prefix}group"
        self.env = {
            f"{PREFIX}BROKERS": broker.bootstrap,
            f"{PREFIX}TOPIC_PREFIX": prefix,
            f"{PREFIX}GROUP": self.group,
            f"{PREFIX}BROKER_WAIT_S": "5",
        }
        self._bootstrap = broker.bootstrap
        for topic in self.topics:
            broker.create_topic(topic.name, 2)

    def put(self, slot: str, *headers: Header) -> None:
        producer = Producer({"bootstrap.servers": self._bootstrap, "linger.ms": 0})
        producer.produce(getattr(self.topics, slot).name, b"{}", b"key", partition=1, headers=list(headers))
        assert producer.flush(10) == 0

    def commit(self, slot: str, offset: int) -> None:
        consumer = Consumer({"bootstrap.servers": self._bootstrap, "group.id": self.group})
        place = TopicPartition(getattr(self.topics, slot).name, 1, offset)
        consumer.commit(offsets=[place], asynchronous=False)
        consumer.close()

    def made(self, slot: str, offset: int, records: bytes = b"entities=0,numbers=1") -> None:
        origin = Origin(self.topics.raw.name, 1, offset, 5)
        (headers,) = event(origin, slot, getattr(self.topics, slot), "an-id", range(1))
        self.put(slot, *headers, *([(dead_letter.RECORDS, records)] if slot == "enriched" else []))

    def refused(self, offset: int) -> None:
        origin = Origin(self.topics.raw.name, 1, offset, 5)
        self.put("deadletters", *rejection(origin, "normalise", Code.EMPTY_BODY, "nothing to read", "Rejected"))

    def run(self, *arguments: str) -> Result:
        return CliRunner().invoke(app, ["ledger", *arguments], env=self.env)


@pytest.fixture(scope="module")
def embedded() -> Iterator[EmbeddedBroker]:
    with EmbeddedBroker() as broker:
        yield broker


@pytest.fixture
def desk(embedded: EmbeddedBroker, monkeypatch: pytest.MonkeyPatch) -> Desk:
    for name in os.environ:
        if name.startswith(PREFIX):
            monkeypatch.delenv(name)
    return Desk(embedded)


def test_one_of_each(desk: Desk) -> None:
    for _ in range(5):
        desk.put("raw")
    for slot in ("normalised", "enriched", "numbers"):
        desk.made(slot, 0)
    desk.refused(1)
    desk.made("normalised", 3)
    desk.commit("raw", 4)
    desk.commit("normalised", 1)

    result = desk.run("--each")
    name = desk.topics.raw.name
    assert result.stdout.splitlines() == [
        f"{name}/1/0 forwarded",
        f"{name}/1/1 rejected normalise empty_body",
        f"{name}/1/2 missing neither normalised nor rejected",
        f"{name}/1/3 open to be enriched",
        f"{name}/1/4 open to be normalised",
    ]
    assert result.exit_code == Exit.REJECTED
    assert "Of 5 raw messages: 1 missing." in result.stderr

    found = json.loads(desk.run("--json").stdout)
    outcomes = ("forwarded", "rejected", "missing", "open", "well")
    assert [found[name] for name in outcomes] == [1, 1, 1, 2, False]

    desk.refused(2)
    assert desk.run().exit_code == Exit.OK
    desk.made("numbers", 0)
    doubled = desk.run()
    assert doubled.exit_code == Exit.REJECTED
    assert f"doubled  {name}/1/0  1 more numbers than its article has" in doubled.stdout


def test_nothing_at_all_is_well(desk: Desk) -> None:
    result = desk.run("--wait", "30")
    assert (result.exit_code, result.stderr) == (Exit.OK, "")
    assert "Nothing is missing, doubled or incomplete." in result.stdout


def test_without_offsets_nothing_is_missing_and_it_says_so(desk: Desk) -> None:
    desk.put("raw")
    result = desk.run("--wait", "0.1")
    assert result.exit_code == Exit.OK
    said = f"the group {desk.group} has committed nothing in a partition of {desk.topics.raw.name}"
    assert said in result.stdout


def test_no_broker_is_75(desk: Desk) -> None:
    desk.env |= {f"{PREFIX}BROKERS": "127.0.0.1:9", f"{PREFIX}BROKER_WAIT_S": "0.3"}
    result = desk.run()
    assert result.exit_code == Exit.UNAVAILABLE
    assert "copydesk: no broker at 127.0.0.1:9 within 0.3 s" in result.stderr


@pytest.mark.parametrize("option", ["--since", "--until"])
def test_a_time_that_is_none_is_2(desk: Desk, option: str) -> None:
    result = desk.run(option, "2026-03-01")
    assert result.exit_code == Exit.USAGE
    assert "takes an RFC 3339 time" in result.stderr


@pytest.mark.parametrize(
    ("since", "until", "time_ms", "asked"),
    [
        (None, None, None, True),
        (None, None, 5, True),
        (5, None, 5, True),
        (6, None, 5, False),
        (None, 6, 5, True),
        (None, 5, 5, False),
        (0, None, None, False),
    ],
)
def test_times_are_half_open(since: int | None, until: int | None, time_ms: int | None, asked: bool) -> None:
    assert Question("g", since, until).asks(time_ms) is asked


def test_it_waits_only_while_something_is_open(desk: Desk) -> None:
    looks: list[bool] = []

    class Look:
        settled = property(lambda self: len(looks) == 3)

    def look() -> Found:
        looks.append(True)
        return Look()  # type: ignore[return-value]

    wait(look, 60)
    assert len(looks) == 3
    looks.clear()
    wait(look, 0)
    assert len(looks) == 1

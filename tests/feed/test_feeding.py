"""The feeder on the embedded broker: everything is acknowledged or accounted for."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from worker.embedded import EmbeddedBroker
from worker.errors import Misconfigured, Transient
from worker.feed.progress import Bar
from worker.feed.run import Tally, feed
from worker.feed.sources import Fault, Fill, Intake
from worker.settings import Settings, load
from worker.terminal.reader import Received, read
from worker.topics import RAW_BYTES

RAW = "raw"


class Told:
    """A watcher that remembers."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.waited = 0

    def fault(self, fault: Fault) -> None:
        self.faults.append(fault)

    def waiting(self, brokers: str, tried_s: float) -> None:
        self.waited += 1

    def progress(self, tally: Tally) -> None:
        assert tally.acknowledged + tally.undelivered <= tally.sent


@pytest.fixture(scope="module")
def broker() -> Iterator[EmbeddedBroker]:
    with EmbeddedBroker() as embedded:
        yield embedded


@pytest.fixture
def settings(broker: EmbeddedBroker, request: pytest.FixtureRequest) -> Settings:
    """Settings with a raw topic of the test's own."""
    chosen = load(brokers=broker.bootstrap, topic_prefix=f"{request.node.name.partition('[')[0]}.", broker_wait_s=5)
    broker.create_topic(chosen.topics.raw.name, 6)
    return chosen


def sent(settings: Settings) -> list[Received]:
    return list(read(settings, settings.topics.raw.name))


def lines(path: Path, *documents: object) -> str:
    path.write_text("".join(json.dumps(document) + "\n" for document in documents), "utf-8")
    return str(path)


def test_every_article_is_acknowledged(settings: Settings, tmp_path: Path) -> None:
    articles = [{"source": "a.example", "external_id": str(n), "body": f"Text {n}"} for n in range(500)]
    told = Told()
    tally = feed(settings, Intake((lines(tmp_path / "in.jsonl", *articles),)), told)
    assert (tally.read, tally.sent, tally.acknowledged, tally.complete) == (500, 500, 500, True)
    assert not told.faults
    assert sorted(json.loads(m.value or b"")["external_id"] for m in sent(settings)) == sorted(map(str, range(500)))


def test_the_same_article_goes_to_the_same_partition_under_the_same_key(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Text", "utf-8")
    for _ in range(2):
        assert feed(settings, Intake((str(path),), Fill(source="a.example")), Told()).complete
    first, second = sent(settings)
    assert (first.partition, first.key, first.value) == (second.partition, second.key, second.value)


def test_keys_go_where_kafkas_own_clients_put_them(settings: Settings, tmp_path: Path) -> None:
    """Java's murmur2 over six partitions, as aiokafka reckons it."""
    from aiokafka.partitioner import murmur2

    articles = [{"source": "a.example", "external_id": str(n), "body": "x"} for n in range(60)]
    feed(settings, Intake((lines(tmp_path / "in.jsonl", *articles),)), Told())
    found = sent(settings)
    assert len({message.partition for message in found}) == 6
    for message in found:
        assert message.key is not None
        assert message.partition == (murmur2(message.key) & 0x7FFFFFFF) % 6


def test_what_is_no_article_is_told_and_not_sent(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    good = b'{"source":"a.example","body":"x"}'
    path.write_bytes(good + b'\nnot json\n{"source":"a.example"}\n{"body":"x"}\n' + good + b"\n")
    told = Told()
    tally = feed(settings, Intake((str(path),)), told)
    assert (tally.read, tally.faulty, tally.acknowledged, tally.complete) == (5, 3, 2, False)
    assert [(fault.place.line, fault.code) for fault in told.faults] == [
        (2, "undecodable"),
        (3, "schema_violation"),
        (4, "schema_violation"),
    ]
    assert len(sent(settings)) == 2


def test_raw_lines_are_sent_as_they_are(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(b'{"source":"a.example","external_id":"1","body":"x"}\nnot json\n\xed\xa0\x80\n')
    assert feed(settings, Intake((str(path),), raw_lines=True), Told()).complete
    assert {(m.key, m.value) for m in sent(settings)} == {
        (b'["a.example","id","1"]', b'{"source":"a.example","external_id":"1","body":"x"}'),
        (None, b"not json"),
        (None, b"\xed\xa0\x80"),
    }


def test_the_largest_message_goes_and_one_byte_more_does_not(settings: Settings, tmp_path: Path) -> None:
    frame = len(json.dumps({"source": "a.example", "body": ""}))
    sizes = (RAW_BYTES - frame, RAW_BYTES - frame + 1)
    documents = [{"source": "a.example", "body": "x" * size} for size in sizes]
    # the embedded broker keeps 5 MiB a partition: a producer's acknowledgement is what counts here
    told = Told()
    tally = feed(settings, Intake((lines(tmp_path / "in.jsonl", *documents),)), told)
    assert (tally.acknowledged, tally.faulty) == (1, 1)
    assert [(fault.place.line, fault.code) for fault in told.faults] == [(2, "too_large")]


def test_a_missing_topic_is_named_with_its_remedy(broker: EmbeddedBroker) -> None:
    chosen = load(brokers=broker.bootstrap, topic_prefix="nowhere.", broker_wait_s=5)
    with pytest.raises(Misconfigured, match=r"nowhere\.articles\.raw is missing; make it with: copydesk topics create"):
        feed(chosen, Intake(()), Told())


def test_without_a_broker_it_gives_up_after_the_set_time() -> None:
    told = Told()
    with pytest.raises(Transient, match=r"no broker at 127\.0\.0\.1:9 within 1 s"):
        feed(load(brokers="127.0.0.1:9", broker_wait_s=1), Intake(()), told)
    assert told.waited


def test_a_broker_that_goes_away_leaves_nothing_unsaid(tmp_path: Path) -> None:
    """Each article is acknowledged or named as undelivered, and the exit code would be that of an absent broker."""
    articles = [{"source": "a.example", "external_id": str(n), "body": "x"} for n in range(40)]
    path = lines(tmp_path / "in.jsonl", *articles)
    embedded = EmbeddedBroker()
    chosen = load(brokers=embedded.bootstrap, broker_wait_s=1.5)
    embedded.create_topic(chosen.topics.raw.name, 1)

    class Closing(Told):
        def progress(self, tally: Tally) -> None:
            if tally.sent == 10:
                embedded.close()

    told = Closing()
    tally = feed(chosen, Intake((path,)), told)
    assert tally.acknowledged + tally.undelivered == tally.sent == 40
    assert tally.undelivered >= 30
    assert tally.unavailable
    assert {fault.place.line for fault in told.faults} >= set(range(11, 41))


def test_the_line_that_sums_up() -> None:
    bar = Bar(Intake(()))
    bar.progress(Tally(sent=1500, faulty=2, acknowledged=1499, undelivered=1))
    assert bar.summary().startswith("1,499 of 1,502 articles acknowledged, 2 faulty, 1 not delivered (")


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_an_interrupt_says_how_far_it_got(settings: Settings) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "worker", "feed", "-", "--brokers", settings.brokers[0]],
        env={**os.environ, "COPYDESK_TOPIC_PREFIX": settings.topics.raw.name.removesuffix("articles.raw")},
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin is not None
    process.stdin.write(b'{"source":"a.example","body":"x"}\n')
    process.stdin.flush()
    while not sent(settings):
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 130
    assert b"interrupted: " in said
    assert b"Traceback" not in said

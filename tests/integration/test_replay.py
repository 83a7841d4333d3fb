"""Dead letters back to their topics on a real Kafka: each once, byte for byte."""

from collections import Counter

import pytest

from schemas import dead_letter
from tests.integration.articles import REFUSED, article
from tests.integration.harness import Installation, Record
from tests.integration.replaying import Pair, refused, replayed, run, set_aside, wait_count
from worker.headers import Origin

pytestmark = pytest.mark.kafka


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

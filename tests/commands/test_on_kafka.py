"""Feeding and reading on a real Kafka: what was taken back is not seen, what is under way neither."""

import json
from pathlib import Path

import pytest
from confluent_kafka import Producer

from tests.commands.conftest import invoke

pytestmark = pytest.mark.kafka


@pytest.fixture
def env(kafka: str, topic_prefix: str) -> dict[str, str]:
    made = {"COPYDESK_BROKERS": kafka, "COPYDESK_TOPIC_PREFIX": topic_prefix, "COPYDESK_PARTITIONS": "3"}
    assert invoke("topics", "create", env=made).exit_code == 0
    return made


def test_what_is_fed_lies_there_once(env: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    lines = [json.dumps({"source": "a.example", "external_id": str(n), "body": f"Text {n}"}) for n in range(300)]
    path.write_text("\n".join(lines), "utf-8")
    fed = invoke("feed", str(path), env=env)
    assert fed.exit_code == 0
    assert "300 of 300 articles acknowledged" in fed.stderr
    assert sorted(invoke("tail", "raw", "--json", env=env).stdout.splitlines()) == sorted(lines)


def test_only_committed_messages_are_read_and_the_end_is_found(env: dict[str, str], topic_prefix: str) -> None:
    topic = f"{topic_prefix}articles.raw"
    producer = Producer({"bootstrap.servers": env["COPYDESK_BROKERS"], "transactional.id": topic_prefix})
    producer.init_transactions(20)
    for value, end in ((b'"kept"', "commit"), (b'"taken back"', "abort"), (b'"open"', None)):
        producer.begin_transaction()
        producer.produce(topic, value, partition=1)
        assert producer.flush(20) == 0
        if end == "commit":
            producer.commit_transaction(20)
        elif end == "abort":
            producer.abort_transaction(20)
    seen = invoke("tail", "raw", "--json", env=env)
    producer.abort_transaction(20)
    assert (seen.exit_code, seen.stdout) == (0, '"kept"\n')


def test_one_dead_letter_is_found_among_control_records(env: dict[str, str], topic_prefix: str) -> None:
    topic = f"{topic_prefix}articles.deadletters"
    producer = Producer({"bootstrap.servers": env["COPYDESK_BROKERS"], "transactional.id": topic_prefix})
    producer.init_transactions(20)
    for value in (b"first", b"second"):
        producer.begin_transaction()
        producer.produce(topic, value, partition=0)
        producer.commit_transaction(20)
    found = [json.loads(line) for line in invoke("tail", "deadletters", "--headers", env=env).stdout.splitlines()]
    assert [letter["kafka_offset"] for letter in found] == [0, 2]
    assert invoke("deadletters", "show", "0", "2", "--raw", env=env).stdout == "second"
    assert invoke("deadletters", "show", "0", "1", env=env).exit_code == 1

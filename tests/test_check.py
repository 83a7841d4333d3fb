"""What check makes of what a cluster tells; and the rights, which need no cluster."""

import json
import os
import shlex
from collections.abc import Iterator
from types import SimpleNamespace
from typing import cast

import pytest
from confluent_kafka import ConsumerGroupState
from confluent_kafka.admin import AclOperation, ConsumerGroupDescription  # type: ignore[attr-defined]
from typer.testing import CliRunner, Result

from worker.check import brokers, keeping
from worker.check.group import judge_members
from worker.check.point import Point, Verdict
from worker.check.rights import Right, Role, grants, rights
from worker.cli import app
from worker.embedded import EmbeddedBroker
from worker.settings import PREFIX, load
from worker.topics import DAY_MS, Topics

SOUND = {
    "cleanup.policy": "delete",
    "compression.type": "producer",
    "message.timestamp.type": "CreateTime",
    "min.insync.replicas": "2",
    "retention.bytes": "-1",
    "unclean.leader.election.enable": "false",
}
BROKER = {
    "transaction.max.timeout.ms": "900000",
    "group.min.session.timeout.ms": "6000",
    "group.max.session.timeout.ms": "1800000",
    "offsets.retention.minutes": "10080",
    "socket.request.max.bytes": "104857600",
}


@pytest.fixture(autouse=True)
def _no_settings_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith(PREFIX):
            monkeypatch.delenv(name)


def kept(copies: int = 3, slots: str = "", compression: str = "none", **changes: str) -> list[Point]:
    """The points of sound topics with these changes to those named in `slots`, or to all."""
    told = {}
    for slot, topic in Topics().slots():
        config = SOUND | {"retention.ms": str(topic.retention_ms)}
        if not slots or slot in slots.split():
            config |= {name.replace("_", "."): value for name, value in changes.items()}
        told[topic] = config
    return list(keeping.judge(load(compression=compression), told, dict.fromkeys(told, copies)))


def unsound(points: list[Point]) -> list[tuple[str, str]]:
    return [(point.about, point.verdict.value) for point in points if point.verdict is not Verdict.OK]


def test_sound_topics_are_told_so() -> None:
    points = kept()
    assert unsound(points) == []
    assert [point.about for point in points] == [
        "min.insync.replicas",
        "retention",
        "cleanup.policy",
        "compression",
        "message.timestamp.type",
        "unclean.leader.election",
    ]


@pytest.mark.parametrize(
    ("copies", "slots", "changes", "about", "verdict", "words"),
    [
        (1, "", {"min_insync_replicas": "1"}, "min.insync.replicas", "warning", "all that replication 1 allows"),
        (3, "raw", {"min_insync_replicas": "1"}, "min.insync.replicas", "warning", "is lost with it"),
        (2, "", {}, "min.insync.replicas", "warning", "nothing is written while one broker is away"),
        (1, "raw", {}, "min.insync.replicas", "wrong", "nothing can be written"),
        (3, "deadletters", {"retention_ms": str(DAY_MS)}, "retention", "warning", "was it forwarded or rejected?"),
        (3, "deadletters", {"retention_ms": "-1"}, "retention", "warning", "personal data"),
        (
            3,
            "deadletters",
            {"retention_ms": str(60 * DAY_MS)},
            "retention",
            "warning",
            "COPYDESK_DEADLETTERS_DAYS says",
        ),
        (3, "enriched", {"retention_ms": str(DAY_MS)}, "retention", "warning", "the ledger cannot judge"),
        (3, "raw", {"retention_bytes": "1000000"}, "retention", "warning", "retention.bytes"),
        (3, "raw", {"retention_ms": "3600000"}, "retention", "warning", "less than a day"),
        (3, "entities", {"cleanup_policy": "compact,delete"}, "cleanup.policy", "wrong", "but the last record"),
        (3, "raw", {"compression_type": "gzip"}, "compression", "warning", "anew"),
        (3, "raw", {"message_timestamp_type": "LogAppendTime"}, "message.timestamp.type", "warning", "replay"),
        (3, "raw", {"unclean_leader_election_enable": "true"}, "unclean.leader.election", "warning", "lost"),
    ],
)
def test_each_setting_of_a_topic_is_judged(
    copies: int, slots: str, changes: dict[str, str], about: str, verdict: str, words: str
) -> None:
    points = kept(copies, slots, "none", **changes)
    named = next(slot for slot in (slots or "raw").split())
    (found,) = [
        point for point in points if (point.about, point.verdict.value) == (about, verdict) and words in str(point)
    ]
    assert f"articles.{named}" in str(found) or copies == 1


def test_a_compression_of_ours_is_none_of_the_brokers_work() -> None:
    assert unsound(kept(compression="zstd", compression_type="zstd")) == []


def test_letters_may_be_kept_as_long_as_the_articles() -> None:
    assert unsound(kept(retention_ms=str(60 * DAY_MS))) == []


def test_how_long_letters_are_kept_is_a_setting() -> None:
    topics = load(deadletters_days=10.5).topics
    assert topics.deadletters.retention_ms == 10.5 * DAY_MS
    assert topics.raw == Topics().raw
    assert load().topics == Topics()


def test_raw_articles_that_are_kept_for_ever_want_letters_that_are_too() -> None:
    points = kept(slots="raw", retention_ms="-1")
    (line,) = [point for point in points if "dead letters are kept" in point.what]
    assert "for ever" in line.what
    assert "retention.ms=-1" in line.mend


@pytest.mark.parametrize(
    ("name", "value", "verdict", "given"),
    [
        ("transaction.max.timeout.ms", "20000", "wrong", {}),
        ("group.min.session.timeout.ms", "10000", "wrong", {}),
        ("group.max.session.timeout.ms", "20000", "wrong", {"session_timeout_s": 30}),
        ("offsets.retention.minutes", "1440", "warning", {}),
        ("socket.request.max.bytes", "1048576", "wrong", {}),
    ],
)
def test_each_limit_of_the_brokers_is_judged(name: str, value: str, verdict: str, given: dict[str, float]) -> None:
    settings = load(**given)
    assert unsound(list(brokers.judge(settings, {1: BROKER, 2: BROKER}))) == []
    (found,) = [
        point
        for point in brokers.judge(settings, {1: BROKER, 2: BROKER | {name: value}})
        if point.verdict is not Verdict.OK
    ]
    assert found.verdict.value == verdict
    assert f"{name} of broker 2 is {value}" in found.what
    assert name in found.mend


def test_a_limit_that_is_not_told_is_not_taken_for_good() -> None:
    without = {name: value for name, value in BROKER.items() if name != "transaction.max.timeout.ms"}
    assert "transaction timeout" not in {point.about for point in brokers.judge(load(), {1: without})}


def members(*topics: str, state: ConsumerGroupState = ConsumerGroupState.STABLE) -> list[Point]:
    """The points of a group whose members read one topic each."""
    some = [
        SimpleNamespace(
            client_id="someone",
            host="/10.0.0.7",
            assignment=SimpleNamespace(topic_partitions=[SimpleNamespace(topic=topic, partition=0)]),
        )
        for topic in topics
    ]
    described = cast(ConsumerGroupDescription, SimpleNamespace(members=some, state=state))
    return list(judge_members(load(), described, 2))


def test_a_group_that_others_use_is_wrong() -> None:
    assert unsound(members("articles.raw", "articles.normalised")) == []
    (theirs, _) = members("articles.raw", "other.raw")
    assert theirs.verdict is Verdict.WRONG
    assert "someone at /10.0.0.7 reads other.raw" in theirs.what


def test_members_without_a_partition_are_told() -> None:
    (_, idle) = members(*["articles.raw"] * 3)
    assert idle.verdict is Verdict.WARNING
    assert "1 of them" in idle.what


def of(role: Role, **given: str) -> dict[str, set[AclOperation]]:
    """The needed operations on each resource."""
    found: dict[str, set[AclOperation]] = {}
    for right in rights(role, load(**given)):
        if right.needed:
            found.setdefault(right.resource, set()).add(right.operation)
    return found


def test_a_worker_of_one_stage_needs_less() -> None:
    read, write = AclOperation.READ, AclOperation.WRITE
    assert of(Role.WORKER, stages="normalise", group="g", topic_prefix="p.") == {
        "topic p.articles.raw": {read},
        "topic p.articles.normalised": {write},
        "topic p.articles.deadletters": {write},
        "group g": {read},
        "transactional id g-p.articles.raw-*": {write},
    }
    whole = of(Role.WORKER, group="g")
    assert whole["topic articles.normalised"] == {read, write}
    assert "transactional id g-articles.normalised-*" in whole


def test_nobody_needs_more_than_its_part() -> None:
    assert of(Role.FEEDER) == {"topic articles.raw": {AclOperation.WRITE}}
    assert {operation for some in of(Role.READER).values() for operation in some} == {
        AclOperation.READ,
        AclOperation.DESCRIBE,
    }


def test_the_commands_survive_a_shell() -> None:
    right = Right("group", "my group's", AclOperation.READ, "")
    (command,) = grants(load(), [right], "User:CN=desk, O=Example")
    assert shlex.split(command)[-1] == "my group's"
    assert "User:CN=desk, O=Example" in shlex.split(command)


def run(*arguments: str, **settings: str) -> Result:
    return CliRunner().invoke(
        app, ["check", *arguments], env={PREFIX + name: value for name, value in settings.items()}
    )


def test_the_acls_are_printed_without_a_cluster() -> None:
    result = run("--acls", "--role", "feeder", "--principal", "User:desk")
    assert (result.exit_code, result.stdout.splitlines()) == (
        0,
        [
            "# feeder: copydesk feed, and any other producer",
            "kafka-acls.sh --bootstrap-server 127.0.0.1:9092 --add --allow-principal User:desk --operation Write "
            "--topic articles.raw",
        ],
    )
    everybody = run("--acls").stdout
    assert [line.split()[1] for line in everybody.splitlines() if line[0] == "#"] == [f"{role.value}:" for role in Role]


@pytest.mark.parametrize(
    "arguments",
    [("--role", "worker"), ("--acls", "--role", "boss"), ("--acls", "--principal", "desk"), ("--principal", "User:x")],
)
def test_what_does_not_go_together_is_refused(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


@pytest.fixture(scope="module")
def embedded() -> Iterator[EmbeddedBroker]:
    with EmbeddedBroker() as broker:
        for topic in Topics():
            broker.create_topic(topic.name, 2)
        yield broker


def test_on_the_embedded_broker_what_it_does_not_tell_is_said_to_be_so(embedded: EmbeddedBroker) -> None:
    result = run("--json", BROKERS=embedded.bootstrap)
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert found["counts"]["wrong"] == 0
    told = {at["about"] for at in found["points"] if at["verdict"] == "not told"}
    assert told == {"brokers' settings", "topics' settings", "group", "offsets", "rights"}


def test_what_is_wrong_is_a_line_and_an_exit_code(embedded: EmbeddedBroker) -> None:
    result = run(BROKERS=embedded.bootstrap, TOPIC_PREFIX="none.", ENRICHERS="names,nmaes", BROKRES="typo")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert any(line.startswith("warning  settings: COPYDESK_BROKRES: no such setting") for line in lines)
    assert any(line.startswith("wrong    settings: COPYDESK_ENRICHERS names nmaes") for line in lines)
    assert sum(line.startswith("wrong    topics: none.articles.") for line in lines) == 6


def test_no_broker_and_a_wrong_setting_have_exit_codes_of_their_own() -> None:
    nobody = run(BROKERS="127.0.0.1:1", BROKER_WAIT_S="0.2")
    assert type(nobody.exception) is SystemExit
    assert nobody.exit_code == 75
    assert run(PARTITIONS="none").exit_code == 78

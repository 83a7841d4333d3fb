"""`copydesk deadletters`: what was refused, why, and the bytes themselves."""

import base64
import json
from typing import Any

import pytest

from schemas import dead_letter
from schemas.dead_letter import Code
from tests.commands.conftest import Desk, invoke
from worker.headers import Origin, event, rejection
from worker.settings import load

BYTES = b'{"source": \xff\x00\x1b[2J "x"}\nsecond line'


@pytest.fixture
def letters(desk: Desk) -> Desk:
    for offset, (code, value) in enumerate(
        ((Code.UNDECODABLE, BYTES), (Code.EMPTY_BODY, b"{}"), (Code.UNDECODABLE, None))
    ):
        origin = Origin("articles.raw", 1, 40 + offset, 1_700_000_000_000)
        headers = rejection(origin, "normalise", code, "why it was refused", "Rejected")
        desk.send("deadletters", value, b"key-%d" % offset, headers)
    return desk


def test_the_list_tells_code_stage_origin_size_and_key(letters: Desk) -> None:
    result = letters.run("deadletters", "list")
    assert result.exit_code == 0
    for part in (
        "undecodable  why it was refused",
        "in normalise, of articles.raw/1/40, 34 bytes, key key-0",
        "articles.deadletters/0/1, 20",
        "of articles.raw/1/42, no value, key key-2",
        "3 dead letters: 2 undecodable, 1 empty_body",
    ):
        assert part in result.stdout


def test_the_list_can_be_of_one_code(letters: Desk) -> None:
    result = letters.run("deadletters", "list", "--code", "empty_body")
    assert "undecodable" not in result.stdout
    assert "1 dead letters: 1 empty_body" in result.stdout
    wrong = letters.run("deadletters", "list", "--code", "nonsense")
    assert wrong.exit_code == 2
    assert "empty_body" in wrong.stderr


def test_one_is_shown_with_its_headers_and_every_byte(letters: Desk) -> None:
    out = letters.run("deadletters", "show", "0", "0").stdout
    assert f"{dead_letter.ERROR_CODE}: undecodable" in out
    assert f"{dead_letter.OFFSET}: 40" in out
    assert "key    key-0" in out
    assert '{"source": \\xff\\x00\\x1b[2J "x"}\nsecond line' in out
    assert "value, none" in letters.run("deadletters", "show", "0", "2").stdout


def test_raw_is_the_bytes_and_nothing_else(letters: Desk) -> None:
    assert letters.run("deadletters", "show", "0", "0", "--raw").stdout_bytes == BYTES


@pytest.mark.parametrize(("partition", "offset", "code"), [("0", "3", 1), ("1", "0", 1), ("7", "0", 78)])
def test_one_that_is_not_there_is_said(letters: Desk, partition: str, offset: str, code: int) -> None:
    result = letters.run("deadletters", "show", partition, offset)
    assert result.exit_code == code
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


@pytest.fixture
def ours(desk: Desk) -> Desk:
    """Letters of both stages of this installation, and one of somebody else."""
    topics = load(**desk.overrides).topics
    raw = Origin(topics.raw.name, 1, 40, 1_700_000_000_000)
    (hop,) = event(raw, "normalised", topics.normalised, "an-id", range(1))
    normalised = Origin(topics.normalised.name, 0, 3, 1_700_000_001_000, hop)
    desk.send("deadletters", BYTES, b"key", rejection(raw, "normalise", Code.TOO_LARGE, "long", "Rejected"))
    desk.send("deadletters", b"{}", b"an-id", rejection(normalised, "enrich", Code.CRASHED, "died", "Crashed"))
    desk.send("deadletters", b"?", None, [("__connect.errors.topic", topics.raw.name.encode())])
    return desk


def messages(desk: Desk, slot: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in desk.run("tail", slot, "--headers").stdout.splitlines()]


def test_the_list_can_be_of_a_stage_a_time_or_a_place(ours: Desk) -> None:
    def last(*arguments: str) -> str:
        return ours.run("deadletters", "list", *arguments).stdout.splitlines()[-1]

    assert last("--stage", "enrich") == "1 dead letters: 1 crashed"
    assert last("--since", "2020-01-01T00:00:00Z", "--until", "2999-01-01T00:00:00Z").startswith("3 dead letters")
    assert last("--until", "2020-01-01T00:00:00Z") == "0 dead letters"
    assert last("--at", "0/0", "--at", "0/2", "--at", "1/7") == "2 dead letters: 1 too_large, 1 ?"
    assert last("--at", "0/0", "--code", "crashed") == "0 dead letters"


def test_lines_are_not_wrapped_where_no_terminal_is(ours: Desk) -> None:
    key = b"k" * 300
    ours.send("deadletters", b"", key, rejection(Origin("t", 0, 0, 5), "normalise", Code.UNDECODABLE, "w " * 99, "R"))
    lines = ours.run("deadletters", "list", "--at", "0/3").stdout.splitlines()
    assert len(lines) == 4
    assert lines[1].endswith(key.decode())


def test_letters_are_replayed_once_and_what_is_not_ours_is_refused(ours: Desk) -> None:
    prefix = ours.overrides["topic_prefix"]
    dry = ours.run("deadletters", "replay", "--all", "--dry-run")
    assert dry.exit_code == 1
    assert f"would replay {prefix}articles.deadletters/0/1  crashed → {prefix}articles.normalised\n" in dry.stdout
    assert messages(ours, "raw") == messages(ours, "normalised") == []

    done = ours.run("deadletters", "replay", "--all")
    assert done.exit_code == 1
    first, last = done.stdout.splitlines()
    assert first == f"refused {prefix}articles.deadletters/0/2  ?  it is no dead letter of ours"
    assert last == (
        f"replayed 2: 1 crashed → {prefix}articles.normalised, 1 too_large → {prefix}articles.raw; 1 refused"
    )
    (raw,), (normalised,) = messages(ours, "raw"), messages(ours, "normalised")
    assert (raw["partition"], raw["key"], base64.b64decode(raw["value_base64"])) == (1, "key", BYTES)
    assert (normalised["partition"], normalised["key"], normalised["value"]) == (0, "an-id", {})
    assert normalised["headers"]["copydesk.raw"] == f"{prefix}articles.raw/1/40"

    again = ours.run("deadletters", "replay", "--stage", "normalise")
    assert (again.exit_code, again.stdout) == (0, "replayed 0; 1 replayed before\n")
    assert len(messages(ours, "raw")) == 1


def test_a_limit_leaves_the_rest_for_the_next_time(ours: Desk) -> None:
    prefix = ours.overrides["topic_prefix"]
    chosen = ("--at", "0/0", "--at", "0/1", "--limit", "1")
    told = [ours.run("deadletters", "replay", *chosen).stdout for _ in range(3)]
    assert told == [
        f"replayed 1: 1 too_large → {prefix}articles.raw; 1 left by the limit\n",
        f"replayed 1: 1 crashed → {prefix}articles.normalised; 1 replayed before\n",
        "replayed 0; 2 replayed before\n",
    ]


def test_a_letter_that_is_not_there_is_said(ours: Desk) -> None:
    result = ours.run("deadletters", "replay", "--at", "0/0", "--at", "0/17", "--at", "9/0")
    assert result.exit_code == 1
    assert "articles.deadletters/0/17" in result.stdout
    assert "articles.deadletters/9/0" in result.stdout
    assert result.stdout.endswith("articles.raw; 2 refused\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "--all"),
        (("--dry-run", "--limit", "3", "--force"), "--all"),
        (("--all", "--code", "crashed"), "--all"),
        (("--code", "nonsense"), "empty_body"),
        (("--stage", "cook"), "enrich"),
        (("--at", "3"), "--at"),
        (("--since", "yesterday"), "--since"),
        (("--until", "2024-01-01"), "--until"),
    ],
)
def test_a_replay_wants_to_know_what(arguments: tuple[str, ...], said: str) -> None:
    result = invoke("deadletters", "replay", *arguments, "--brokers", "127.0.0.1:1")
    assert result.exit_code == 2
    assert said in result.stderr


def test_no_broker_is_told() -> None:
    result = invoke("deadletters", "replay", "--all", "--brokers", "127.0.0.1:1", env={"COPYDESK_BROKER_WAIT_S": "1"})
    assert result.exit_code == 75

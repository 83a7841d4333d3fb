"""`copydesk tail`: a topic as a person reads it, and as a program does."""

import base64
import json
import os

import orjson
import pytest

from schemas.article import EnrichedArticle
from tests.commands.conftest import Desk, invoke, process
from worker import codec
from worker.records import flat_records

RAW = {"source": "a.example", "external_id": "1", "headline": "Rain in Rome", "body": "More than 45 people left Rome."}


@pytest.fixture(scope="module")
def enriched() -> EnrichedArticle:
    result = invoke("annotate", stdin=json.dumps(RAW) + "\n")
    return codec.decode(EnrichedArticle, result.stdout.encode())


def test_json_is_the_value_as_it_lies_there(desk: Desk) -> None:
    values = [b'{"b": 1.10, "a": "\xc3\xa9"}', b'{\n"a": 1\n}', b"not json", None]
    for value in values:
        desk.send("raw", value)
    result = desk.run("tail", "raw", "--json")
    assert result.exit_code == 0
    assert result.stdout_bytes.splitlines() == [
        values[0],
        b'{"a":1}',
        b'{"value_base64":"' + base64.b64encode(b"not json") + b'"}',
        b"null",
    ]


def test_headers_give_the_whole_message(desk: Desk) -> None:
    desk.send("deadletters", b'{"a":1}', b"key", [("copydesk.raw", b"t/1/2"), ("odd", b"\xff")])
    desk.send("deadletters", b"\xff", b"\xfe")
    first, second = (json.loads(line) for line in desk.run("tail", "deadletters", "--headers").stdout.splitlines())
    assert first.pop("timestamp_ms") > 0
    assert first == {
        "topic": desk.env["COPYDESK_TOPIC_PREFIX"] + "articles.deadletters",
        "partition": 0,
        "kafka_offset": 0,
        "key": "key",
        "headers": {"copydesk.raw": "t/1/2", "odd_base64": "/w=="},
        "value": {"a": 1},
    }
    assert (second["key_base64"], second["value_base64"]) == ("/g==", "/w==")


@pytest.mark.parametrize("name", ["raw", "articles.raw", "full"])
def test_a_topic_has_three_names(desk: Desk, name: str) -> None:
    desk.send("raw", b"{}")
    full = desk.env["COPYDESK_TOPIC_PREFIX"] + "articles.raw"
    assert desk.run("tail", full if name == "full" else name, "--json", "-n", "1").stdout == "{}\n"


def test_a_topic_of_somebody_else_is_shown_too(desk: Desk) -> None:
    desk.broker.create_topic("somebody.else", 1)
    assert desk.run("tail", "somebody.else").exit_code == 0


def test_an_unknown_topic_is_78(desk: Desk) -> None:
    result = desk.run("tail", "nowhere")
    assert result.exit_code == 78
    assert result.stderr == "copydesk: there is no topic nowhere on this cluster\n"


def test_limit_ends_early(desk: Desk) -> None:
    for number in range(5):
        desk.send("raw", b"%d" % number)
    assert desk.run("tail", "raw", "--json", "--limit", "2").stdout == "0\n1\n"


def test_latest_waits_for_what_comes(desk: Desk) -> None:
    desk.send("raw", b'"old"')
    with process("tail", "raw", "--json", "--latest", "-n", "1", env={**os.environ, **desk.env}) as running:
        while running.poll() is None:
            desk.send("raw", b'"new"')
        assert running.stdout is not None
        assert running.stdout.read() == b'"new"\n'


def test_people_see_articles(desk: Desk, enriched: EnrichedArticle) -> None:
    desk.send("raw", orjson.dumps(RAW))
    desk.send("enriched", codec.encode(enriched))
    raw, out = desk.run("tail", "raw").stdout, desk.run("tail", "enriched").stdout
    assert "a.example" in raw
    assert "More than 45 people left Rome." in raw
    assert out.startswith("Rain in Rome\n")
    for part in (enriched.article_id, "geonames:", "More than 45", "> 45", "people"):
        assert part in out
    assert all(len(line) <= 80 for line in out.splitlines())


def test_people_see_flat_records_with_their_evidence(desk: Desk, enriched: EnrichedArticle) -> None:
    entities, figures = flat_records(enriched)
    desk.send("numbers", codec.encode(figures[0]))
    desk.send("entities", codec.encode(entities[0]))
    numbers = desk.run("tail", "numbers").stdout
    assert numbers.startswith("> 45  people")
    assert "“More than 45”" in numbers
    assert "More than 45 people left Rome." in numbers
    assert "Rome  location  geonames:" in desk.run("tail", "entities").stdout


def test_what_is_not_what_it_should_be_is_shown_harmlessly(desk: Desk) -> None:
    for value in (b"\x1b[2J", b'{"headline": "\\u001b[2J[red]x[/red]"}', None, b"[" * 2000):
        desk.send("enriched", value, b"\x1b[31m")
    result = desk.run("tail", "enriched")
    assert result.exit_code == 0
    assert "\x1b" not in result.stdout
    assert "\\x1b[2J" in result.stdout
    assert "[red]x[/red]" in result.stdout

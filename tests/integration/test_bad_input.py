"""Every kind of bad input, between good articles, on a real Kafka: one dead letter each, no restart, nothing else."""

import json
from collections import Counter

import pytest

from schemas.dead_letter import Code
from tests.integration.articles import article
from tests.integration.harness import Installation
from tests.integration.ledger import CLEAN, Sent, check
from worker.errors import Exit
from worker.settings import Settings

pytestmark = pytest.mark.kafka

MAX_BODY = Settings.model_fields["max_body_bytes"].default


def message(**fields: object) -> bytes:
    return json.dumps({"source": "gazette.example", **fields}).encode()


def body_of(size: int) -> str:
    """Exactly so many bytes that are an article."""
    return ("Four people met in Riga on Monday.\n\n" + " " * size)[: size - 4] + " Fin"


BAD: tuple[tuple[str, Code, bytes | None, bytes | None], ...] = (
    ("null value", Code.UNDECODABLE, b"key", None),
    ("null key and null value", Code.UNDECODABLE, None, None),
    ("empty value", Code.UNDECODABLE, b"key", b""),
    ("empty key and empty value", Code.UNDECODABLE, b"", b""),
    ("not UTF-8", Code.UNDECODABLE, b"\xff\x00", b"\xff\xfe\x00"),
    ("a raw surrogate", Code.UNDECODABLE, b"key", b'{"source":"gazette.example","body":"\xed\xa0\x80"}'),
    ("not JSON", Code.UNDECODABLE, b"key", b"<html></html>"),
    ("another shape", Code.SCHEMA_VIOLATION, b"key", b'["an", "array"]'),
    ("wrong types", Code.SCHEMA_VIOLATION, b"key", message(body=["text"])),
    ("no source", Code.SCHEMA_VIOLATION, b"key", b'{"body":"text"}'),
    ("no body", Code.SCHEMA_VIOLATION, b"key", message()),
    ("no base64", Code.SCHEMA_VIOLATION, b"key", message(body_base64="%%%")),
    ("white space", Code.EMPTY_BODY, b"key", message(body=" \n\t\u00a0 ")),
    ("100,000 levels", Code.TOO_DEEP, b"key", b"[" * 100_000 + b"]" * 100_000),
    ("one byte above the limit", Code.TOO_LARGE, b"key", message(body=body_of(MAX_BODY + 1))),
    ("a video", Code.UNSUPPORTED_MEDIA_TYPE, b"key", message(body="x", media_type="video/mp4")),
)

MENDED = (
    b'{"source":"gazette.example","external_id":"s","body":"A \\ud800 surrogate in an article on four boats in Riga."}',
    message(external_id="nul", body="A \x00 zero in an article on four boats in Riga."),
    message(external_id="limit", body=body_of(MAX_BODY)),
)


def test_each_is_one_dead_letter_and_its_neighbours_come_out(installation: Installation) -> None:
    messages: list[tuple[bytes | None, bytes | None]] = []
    codes: list[Code | None] = []
    for number, (_, code, key, value) in enumerate(BAD):
        messages += [(b"good", article(number)), (key, value)]
        codes += [None, code]
    messages += [(b"mended", value) for value in MENDED]
    codes += [None] * len(MENDED)

    places = installation.produce(messages)
    sent = [Sent(place, value, code) for place, (_, value), code in zip(places, messages, codes, strict=True)]
    worker = installation.start_worker()
    with installation.tail() as tail:
        installation.wait_done(tail, len(sent))
        assert worker.status is None
        assert worker.events("respawned") == []
        tail.settle()
        assert check(installation.topics, tail, sent) == CLEAN
        letters = tail.records[installation.topics.deadletters.name]
        assert Counter((letter.key, letter.value) for letter in letters) == Counter(
            (key, value) for _, _, key, value in BAD
        )
        normalised = [json.loads(record.value or b"") for record in tail.records[installation.topics.normalised.name]]
    repairs = {document["external_id"]: document["repairs"] for document in normalised}
    assert "surrogates" in repairs["s"]
    assert "control_characters" in repairs["nul"]


def test_the_fuse_stops_a_worker_that_only_rejects(installation: Installation) -> None:
    sent = installation.produce([(b"key", b"not JSON")] * 200)
    worker = installation.start_worker(fuse_rejects="100", batch_articles="10")
    installation.wait_until(lambda: worker.status is not None, "end")
    assert worker.status == Exit.FUSE
    (last,) = worker.events("died")
    assert last["exception"] == "FuseBlown"
    with installation.tail(installation.topics.deadletters) as tail:
        tail.settle()
        assert 0 < tail.count(installation.topics.deadletters.name) < 100 < len(sent)

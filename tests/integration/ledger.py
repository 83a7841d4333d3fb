"""The ledger of a test: what must have come of every raw message, recomputed from the input."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from schemas.dead_letter import ERROR_CODE, Code
from tests.integration.harness import Record, Tail
from worker.enrichers.registry import ENRICHERS
from worker.errors import Rejected
from worker.settings import Settings, Stage
from worker.stages import Job, Result, run
from worker.topics import Topics


@dataclass(frozen=True, slots=True)
class Sent:
    """A raw message that was produced: its value, and the code with which it must be refused, if so."""

    place: str
    value: bytes | None
    code: Code | None


def _stage(stage: Stage, value: bytes | None, timestamp_ms: int | None) -> Result:
    return run(
        Job(stage, value, timestamp_ms),
        ENRICHERS,
        max_body_bytes=Settings.model_fields["max_body_bytes"].default,
        entering=lambda name: None,
        failed=lambda name, error: None,
    )


def expected(raw: Record) -> Code | list[tuple[str, bytes]]:
    """The code, or (topic's name in `Topics`, value) of every record, that must come of a raw message."""
    try:
        normalised = _stage("normalise", raw.value, raw.timestamp_ms)
        (article,) = normalised.records
        enriched = _stage("enrich", article.value, raw.timestamp_ms)
    except Rejected as refusal:
        return refusal.code
    return [(record.slot, record.value) for record in (*normalised.records, *enriched.records)]


def check(topics: Topics, tail: Tail, sent: Sequence[Sent]) -> None:
    """None lost, none doubled, none changed: every raw message against everything that was read.

    - received = forwarded + rejected, each exactly once;
    - every value is, byte for byte, what the functions make of the input;
    - the records of an article lie in the partition number of its article id, an article's own in their order;
    - dead letters keep key and value untouched.
    """
    raws = {record.place: record for record in tail.records[topics.raw.name]}
    assert set(raws) == {message.place for message in sent}
    assert {place: record.value for place, record in raws.items()} == {message.place: message.value for message in sent}

    made: dict[str, list[tuple[str, bytes]]] = {place: [] for place in raws}
    ids: Counter[bytes] = Counter()
    for slot, topic in topics.slots():
        if slot in ("raw", "deadletters"):
            continue
        for record in sorted(tail.records[topic.name], key=lambda record: (record.partition, record.kafka_offset)):
            assert record.raw in made, f"{record.place} comes of nothing that was sent: {record.raw}"
            assert record.value is not None
            made[record.raw].append((slot, record.value))
            assert record.headers["ce_subject"] == record.key
            ids[record.headers["ce_id"]] += 1
    letters: dict[str, list[Record]] = {}
    for letter in tail.records[topics.deadletters.name]:
        letters.setdefault(letter.raw, []).append(letter)

    lost: list[str] = []
    doubled: list[str] = []
    changed: list[str] = []
    for message in sent:
        raw = raws[message.place]
        wanted = expected(raw)
        got, refused = made[raw.place], letters.pop(raw.place, [])
        if isinstance(wanted, Code):
            assert wanted == message.code, f"{raw.place}: refused with {wanted}"
            assert not got, f"{raw.place}: refused and forwarded"
            (lost if not refused else doubled if len(refused) > 1 else []).append(raw.place)
            for letter in refused:
                assert (letter.key, letter.value) == (raw.key, raw.value)
                assert letter.headers[ERROR_CODE].decode() == wanted
            continue
        assert message.code is None, f"{raw.place}: must be refused with {message.code}"
        assert not refused, f"{raw.place}: forwarded and refused ({refused[0].headers[ERROR_CODE].decode()})"
        enriched = sum(slot == "enriched" for slot, _ in got)
        if enriched != 1:
            (doubled if enriched else lost).append(raw.place)
        elif got != wanted:
            changed.append(raw.place)
    assert (lost, doubled, changed) == ([], [], [])
    assert letters == {}
    assert not ids or max(ids.values()) == 1
    _check_partitions(topics, tail)


def _check_partitions(topics: Topics, tail: Tail) -> None:
    """Records of one article lie in the same partition number of each topic."""
    partitions: dict[bytes | None, set[int]] = {}
    for slot in ("normalised", "enriched", "entities", "numbers"):
        for record in tail.records[getattr(topics, slot).name]:
            partitions.setdefault(record.key, set()).add(record.partition)
    assert [key for key, numbers in partitions.items() if len(numbers) > 1] == []

"""The ledger of a test: what must have come of every raw message, recomputed from the input."""

import multiprocessing
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field

from schemas.dead_letter import ERROR_CODE, Code
from tests.integration.harness import Record, Tail
from worker.enrichers.registry import ENRICHERS
from worker.errors import Rejected
from worker.pipeline import FailureCode
from worker.settings import Settings, Stage
from worker.stages import Job, Result, run
from worker.topics import Topics

Lost = tuple[tuple[str, FailureCode], ...]
Wanted = Code | list[tuple[str, bytes]]
"""What must come of a raw message: the code, or (topic's name in `Topics`, value) of every record, in order."""

NOT_OF_THE_INPUT = frozenset((Code.TIMED_OUT, Code.CRASHED, Code.OUTPUT_REFUSED, Code.INTERNAL_ERROR))
"""Codes that the functions alone do not give: a test that expects one is believed."""

CHUNK = 100


@dataclass(frozen=True, slots=True)
class Sent:
    """A raw message that was produced: its value, the code with which it must be refused, if so, and the enrichers
    that it must lose."""

    place: str
    value: bytes | None
    code: Code | None
    lost: Lost = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """Places of raw messages whose outputs are missing, doubled or not the right bytes; and whatever else is odd."""

    lost: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    strange: tuple[str, ...] = ()


CLEAN = Findings()


def _stage(stage: Stage, value: bytes | None, timestamp_ms: int | None, lost: Lost = ()) -> Result:
    return run(
        Job(stage, value, timestamp_ms, dict(lost)),
        ENRICHERS,
        max_body_bytes=Settings.model_fields["max_body_bytes"].default,
        entering=lambda name: None,
        failed=lambda name, error: None,
    )


def expected(value: bytes | None, timestamp_ms: int, lost: Lost = ()) -> Wanted:
    """What must come of a raw message without the enrichers that it loses."""
    try:
        normalised = _stage("normalise", value, timestamp_ms)
        (article,) = normalised.records
        enriched = _stage("enrich", article.value, timestamp_ms, lost)
    except Rejected as refusal:
        return refusal.code
    return [(record.slot, record.value) for record in (*normalised.records, *enriched.records)]


Input = tuple[bytes | None, int, Lost]


def _expected_of(chunk: Sequence[Input]) -> list[Wanted]:
    return [expected(*one) for one in chunk]


def recompute(inputs: Iterable[Input], processes: int) -> dict[tuple[bytes | None, Lost], Wanted]:
    """What must come of each (value, timestamp, lost enrichers), the same value computed once.

    The time of arrival plays no part in an article that tells its dates; where it did, wrong bytes would be found.
    """
    todo = list({(value, lost): (value, at, lost) for value, at, lost in inputs}.values())
    if processes == 1 or len(todo) < 2 * CHUNK:
        made = _expected_of(todo)
    else:
        chunks = [todo[start : start + CHUNK] for start in range(0, len(todo), CHUNK)]
        with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn")) as pool:
            made = [wanted for chunk in pool.map(_expected_of, chunks) for wanted in chunk]
    return {(value, lost): wanted for (value, _, lost), wanted in zip(todo, made, strict=True)}


@dataclass
class _Notes:
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)

    def findings(self) -> Findings:
        return Findings(tuple(self.lost), tuple(self.doubled), tuple(self.changed), tuple(self.strange))


def check(topics: Topics, tail: Tail, sent: Sequence[Sent], processes: int = 1) -> Findings:
    """None lost, none doubled, none changed: every raw message against everything that was read.

    - received = forwarded + rejected, each exactly once;
    - every value is, byte for byte, what the functions make of the input;
    - the records of an article lie in the partition number of its article id, an article's own in their order;
    - dead letters keep key and value untouched.

    What must come of each message is recomputed in so many processes.
    """
    notes = _Notes()
    raws = {record.place: record for record in tail.records[topics.raw.name]}
    values = {message.place: message.value for message in sent}
    for place in raws.keys() ^ values.keys():
        notes.strange.append(f"{place}: {'not sent, but there' if place in raws else 'sent, but not there'}")
    for place in raws.keys() & values.keys():
        if raws[place].value != values[place]:
            notes.strange.append(f"{place}: another value than was sent")

    made = _made(topics, tail, raws, notes)
    letters: dict[str, list[Record]] = {}
    for letter in tail.records[topics.deadletters.name]:
        letters.setdefault(letter.raw, []).append(letter)
    there = [message for message in sent if message.place in raws]
    wanted = recompute(
        (
            (message.value, raws[message.place].timestamp_ms, message.lost)
            for message in there
            if message.code not in NOT_OF_THE_INPUT
        ),
        processes,
    )
    for message in there:
        raw = raws[message.place]
        got, refused = made[raw.place], letters.pop(raw.place, [])
        if message.code in NOT_OF_THE_INPUT:
            _check_letters(raw, message.code, got, refused, notes)
            continue
        right = wanted[message.value, message.lost]
        if (right if isinstance(right, Code) else None) != message.code:
            notes.strange.append(f"{raw.place}: the test wants {message.code}, the functions another outcome")
        if isinstance(right, Code):
            _check_letters(raw, right, got, refused, notes)
        else:
            _check_records(raw, right, got, refused, notes)
    notes.strange += [f"a dead letter of nothing that was sent: {place}" for place in letters]
    _check_partitions(topics, tail, notes)
    return notes.findings()


def _made(topics: Topics, tail: Tail, raws: dict[str, Record], notes: _Notes) -> dict[str, list[tuple[str, bytes]]]:
    """(slot, value) of all records that were forwarded, in their order, by the raw message that they come from."""
    made: dict[str, list[tuple[str, bytes]]] = {place: [] for place in raws}
    ids: Counter[bytes] = Counter()
    for slot, topic in topics.slots():
        if slot in ("raw", "deadletters"):
            continue
        for record in sorted(tail.records[topic.name], key=lambda record: (record.partition, record.kafka_offset)):
            if record.raw not in made or record.value is None:
                notes.strange.append(f"{record.place} comes of nothing that was sent: {record.raw}")
                continue
            made[record.raw].append((slot, record.value))
            if record.headers["ce_subject"] != record.key:
                notes.strange.append(f"{record.place}: ce_subject is not the key")
            ids[record.headers["ce_id"]] += 1
    notes.strange += [f"ce_id {name.decode()} {count} times" for name, count in ids.items() if count > 1]
    return made


def _check_letters(
    raw: Record, code: Code, got: list[tuple[str, bytes]], refused: Sequence[Record], notes: _Notes
) -> None:
    """Exactly one dead letter, the input of its stage untouched; what went wrong after normalising was normalised."""
    if any(slot != "normalised" for slot, _ in got) or (got and code not in NOT_OF_THE_INPUT):
        notes.strange.append(f"{raw.place}: refused with {code} and forwarded")
    if len(refused) != 1:
        (notes.doubled if refused else notes.lost).append(raw.place)
    for letter in refused:
        if (said := letter.headers[ERROR_CODE].decode()) != code:
            notes.strange.append(f"{raw.place}: refused with {said} instead of {code}")
        if (letter.value != got[0][1]) if got else ((letter.key, letter.value) != (raw.key, raw.value)):
            notes.changed.append(raw.place)


def _check_records(
    raw: Record,
    right: list[tuple[str, bytes]],
    got: list[tuple[str, bytes]],
    refused: Sequence[Record],
    notes: _Notes,
) -> None:
    """Each record once, in order, byte for byte."""
    if refused:
        notes.strange.append(f"{raw.place}: must be forwarded, refused ({refused[0].headers[ERROR_CODE].decode()})")
    more, less = Counter(slot for slot, _ in got), Counter(slot for slot, _ in right)
    if less - more:
        notes.lost.append(raw.place)
    if more - less:
        notes.doubled.append(raw.place)
    if more == less and got != right:
        notes.changed.append(raw.place)


def _check_partitions(topics: Topics, tail: Tail, notes: _Notes) -> None:
    """Records of one article lie in the same partition number of each topic."""
    partitions: dict[bytes | None, set[int]] = {}
    for slot in ("normalised", "enriched", "entities", "numbers"):
        for record in tail.records[getattr(topics, slot).name]:
            partitions.setdefault(record.key, set()).add(record.partition)
    notes.strange += [f"{key!r}: in several partitions" for key, numbers in partitions.items() if len(numbers) > 1]

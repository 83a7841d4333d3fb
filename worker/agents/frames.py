"""What parent and child say to each other: frames of a JSON head and raw bytes, over a socket pair.

    4 bytes   length of the head, big-endian
    4 bytes   length of the payload
    head      JSON
    payload   bytes: the message's value, or the records' values one after another

The child answers every job with one frame, in order. Before the first it says hello. Which enricher it is in it tells
without a frame: one byte of shared memory, that the parent reads when the child has died.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import orjson

from schemas.dead_letter import Code
from worker.stages import Job, Record, Result

_LENGTHS = struct.Struct(">II")
PREFIX_BYTES = _LENGTHS.size

OUTSIDE = 0
"""The shared byte while the child is in no enricher; else it is the enricher's place, from 1."""


@dataclass(frozen=True, slots=True)
class Hello:
    """The child is ready; these enrichers run in it, in this order."""

    enrichers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a message goes to the dead letters. `exception` is a class name, `trace` where it was raised; no input.

    `attempts`: how often it was tried; only where a child was lost more than once.
    """

    code: Code
    detail: str
    exception: str = "Rejected"
    trace: str = ""
    attempts: int = 1


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a job, and the seconds that its parts took. `traces`: where enrichers raised, by name."""

    outcome: Result | Refusal
    spent: dict[str, float] = field(default_factory=dict)
    traces: dict[str, str] = field(default_factory=dict)


def pack(head: Any, *payload: bytes) -> bytes:
    """One frame."""
    text = orjson.dumps(head)
    return b"".join((_LENGTHS.pack(len(text), sum(map(len, payload))), text, *payload))


def lengths(prefix: bytes | bytearray | memoryview) -> tuple[int, int]:
    """Lengths of head and payload."""
    head, payload = _LENGTHS.unpack_from(prefix)
    return head, payload


def pack_job(job: Job) -> bytes:
    """A job as a frame."""
    head = {"stage": job.stage, "at": job.timestamp_ms, "lost": dict(job.lost), "null": job.value is None}
    return pack(head, job.value or b"")


def read_job(head: bytes, payload: bytes) -> Job:
    """A job from its frame."""
    said = orjson.loads(head)
    return Job(said["stage"], None if said["null"] else payload, said["at"], said["lost"])


def pack_hello(hello: Hello) -> bytes:
    """The child's first frame."""
    return pack({"hello": hello.enrichers})


def pack_answer(answer: Answer) -> bytes:
    """An answer as a frame."""
    head: dict[str, Any] = {"spent": answer.spent, "traces": answer.traces}
    if isinstance(answer.outcome, Refusal):
        refusal = answer.outcome
        head["refused"] = [refusal.code, refusal.detail, refusal.exception, refusal.trace]
        return pack(head)
    result = answer.outcome
    head["article"] = result.article_id
    head["failures"] = result.failures
    head["records"] = [[record.slot, len(record.value)] for record in result.records]
    return pack(head, *(record.value for record in result.records))


def read_answer(head: bytes, payload: bytes) -> Answer | Hello:
    """What a child said."""
    said = orjson.loads(head)
    if "hello" in said:
        return Hello(tuple(said["hello"]))
    outcome: Result | Refusal
    if "refused" in said:
        code, detail, exception, trace = said["refused"]
        outcome = Refusal(Code(code), detail, exception, trace)
    else:
        failures = tuple((name, code) for name, code in said["failures"])
        outcome = Result(said["article"], tuple(_records(said["records"], payload)), failures)
    return Answer(outcome, said["spent"], said["traces"])


def _records(sizes: list[tuple[str, int]], payload: bytes) -> Iterator[Record]:
    at = 0
    for slot, size in sizes:
        yield Record(slot, payload[at : at + size])
        at += size

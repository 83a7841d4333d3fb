"""Trace contexts as W3C writes them, and how ours follow from them: nothing here needs OpenTelemetry.

What we pass on must be the same for the same message, whoever works on it and how often, for headers are part of what
is written exactly once. So a stage's span has an id that follows from the context that came and the message's place,
and an article that came without a context is given a trace that follows from its raw message. Nothing is drawn by lot.

Source: w3.org/TR/trace-context, 2.2 traceparent header (version 00).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Protocol, Self

TRACEPARENT = "traceparent"
_WELL_FORMED = re.compile(rb"(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})")
_SAMPLED = 1


@dataclass(frozen=True, slots=True)
class Context:
    """A span as others refer to it; both ids are above 0."""

    trace_id: int
    span_id: int
    sampled: bool

    @classmethod
    def parse(cls, header: bytes) -> Self | None:
        """The context of a header's value; None where it is malformed, and so, by the standard, to be ignored.

        >>> Context.parse(b"00-000000000000000000000000000000a1-00000000000000b2-01")
        Context(trace_id=161, span_id=178, sampled=True)
        >>> Context.parse(b"00-00000000000000000000000000000000-00000000000000b2-01") is None
        True
        """
        found = _WELL_FORMED.fullmatch(header)
        if found is None:
            return None
        trace_id, span_id, flags = (int(part, 16) for part in found.groups())
        return cls(trace_id, span_id, bool(flags & _SAMPLED)) if trace_id and span_id else None

    @property
    def header(self) -> bytes:
        """The value of a `traceparent` header."""
        return b"00-%032x-%016x-%02x" % (self.trace_id, self.span_id, _SAMPLED if self.sampled else 0)


def came(headers: Iterable[tuple[str, bytes | None]]) -> Context | None:
    """The context that a message brought along; None without a good one."""
    return next((Context.parse(value) for name, value in headers if name == TRACEPARENT and value), None)


def trace_of(raw: str, raw_timestamp_ms: int) -> int:
    """The trace of an article that came without one: the same in every stage."""
    return _number(16, f"{raw}@{raw_timestamp_ms}")


def span_of(trace_id: int, parent: Context | None, stage: str, place: str) -> Context:
    """The span of a stage for the message at a place, to be recorded."""
    above = parent.span_id if parent else 0
    return Context(trace_id, _number(8, f"{trace_id:x}/{above:x}/{stage}/{place}"), sampled=True)


def _number(size: int, text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=size).digest()) or 1


@dataclass(frozen=True, slots=True)
class Message:
    """A message on its way through a stage, as far as a trace tells of it."""

    stage: str
    topic: str
    partition: int
    kafka_offset: int
    raw: str
    raw_timestamp_ms: int
    headers: Sequence[tuple[str, bytes | None]]

    @property
    def place(self) -> str:
        return f"{self.topic}/{self.partition}/{self.kafka_offset}"


@dataclass(frozen=True, slots=True)
class Passage:
    """What became of a message that is recorded: `own` is its span; times in seconds since the epoch."""

    message: Message
    own: Context
    began: float
    article_id: str | None
    code: str | None
    bytes_in: int
    spent: Mapping[str, float] = field(default_factory=dict)


class Tracer(Protocol):
    """Records spans."""

    def enter(self, message: Message) -> Context | None:
        """The span that the message is going to have here, None where it is not recorded. The same every time."""

    def committed(self, passages: Sequence[Passage], articles: int, began: float, ended: float) -> None:
        """A transaction of so many articles, of which these are recorded, was committed; seconds since the epoch."""

    def close(self) -> None:
        """Send what is left; blocks for two seconds at most."""

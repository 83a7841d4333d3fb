"""The headers of what we write: CloudEvents 1.0 in binary mode, Kafka Connect's for dead letters, and our own.

Values say what an article is; headers say when and where it passed.
"""

import re
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from schemas import dead_letter
from schemas.dead_letter import Code
from worker.contracts import schema_id
from worker.topics import Topic

Header = tuple[str, bytes]

CE_SOURCE = "copydesk"
TRACEPARENT = "traceparent"
_CARRIED = {
    TRACEPARENT: re.compile(rb"[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}"),
    "tracestate": re.compile(rb"[\x20-\x7e]{1,512}"),
}
"""What is passed on, and how it must look: W3C Trace Context. Anything else would grow with every record."""
_TRACE_ID = slice(3, 35)
_COUNT = re.compile(rb"[0-9]{1,6}")
TIME = "ce_time"

_LATEST_MS = 253_402_214_400_000
"""A day before the year 10000."""


def _possible(timestamp_ms: int) -> int:
    """A timestamp that can be written as a date: Kafka takes any 64 bits."""
    return min(max(timestamp_ms, 0), _LATEST_MS)


@dataclass(frozen=True)
class Origin:
    """The message in hand: where it lay, and what its headers say of the raw message that it comes from."""

    topic: str
    partition: int
    kafka_offset: int
    timestamp_ms: int
    headers: Sequence[tuple[str, bytes | None]] = ()
    onward: bytes | None = None
    """The trace context that what comes of it carries instead of the one that it came with."""

    @cached_property
    def raw(self) -> str:
        """`topic/partition/offset` of the raw message; a message without the header is one."""
        said = self._said(dead_letter.RAW)
        return said.decode("utf-8", "replace") if said else f"{self.topic}/{self.partition}/{self.kafka_offset}"

    @cached_property
    def raw_timestamp_ms(self) -> int:
        """The raw message's timestamp; that of the first one, where it was replayed from the dead letters."""
        said = self._said(TIME)
        if said and (self._said(dead_letter.RAW) or self._said(dead_letter.REPLAYED)):
            try:
                return _possible(round(datetime.fromisoformat(said.decode()).timestamp() * 1000))
            except (ValueError, OverflowError):
                return _possible(self.timestamp_ms)
        return _possible(self.timestamp_ms)

    @cached_property
    def replays(self) -> int:
        """How often the message was replayed, or the raw one that it comes from; 0 where nothing sensible is said."""
        said = self._said(dead_letter.REPLAYS)
        return int(said) if said and _COUNT.fullmatch(said) else 0

    def carried(self) -> tuple[Header, ...]:
        """The trace context, passed on as it came, or that of our own span in the same trace."""
        came = tuple(
            (name, value)
            for name, value in self.headers
            if value is not None and name in _CARRIED and _CARRIED[name].fullmatch(value)
        )
        if self.onward is None:
            return came
        # What vendors say of a trace goes on with that trace only.
        same = any(name == TRACEPARENT and value[_TRACE_ID] == self.onward[_TRACE_ID] for name, value in came)
        states = tuple((name, value) for name, value in came if name != TRACEPARENT)
        return ((TRACEPARENT, self.onward), *(states if same else ()))

    def _said(self, name: str) -> bytes | None:
        return next((value for key, value in self.headers if key == name), None)


def event(origin: Origin, slot: str, topic: Topic, article_id: str, numbers: Iterable[int]) -> list[list[Header]]:
    """Headers for records of one article in one topic, a slot of `Topics`: one list for each record's number there."""
    raw = origin.raw
    same: list[Header] = [
        ("ce_source", CE_SOURCE.encode()),
        ("ce_specversion", b"1.0"),
        ("ce_subject", article_id.encode()),
        (TIME, _time(origin)),
        ("ce_type", (topic.ce_type or "").encode()),
        ("ce_dataschema", schema_id(slot).encode()),
        ("content-type", b"application/json"),
        (dead_letter.RAW, raw.encode()),
        *origin.carried(),
    ]
    if origin.replays:
        same.append((dead_letter.REPLAYS, str(origin.replays).encode()))
    return [
        [("ce_id", str(uuid.uuid5(uuid.NAMESPACE_URL, f"{raw}/{topic.name}/{number}")).encode()), *same]
        for number in numbers
    ]


def rejection(origin: Origin, stage: str, code: Code, detail: str, exception: str, attempts: int = 1) -> list[Header]:
    """Headers of a dead letter; the replays of the message are carried on."""
    return [
        (dead_letter.TOPIC, origin.topic.encode()),
        (dead_letter.PARTITION, str(origin.partition).encode()),
        (dead_letter.OFFSET, str(origin.kafka_offset).encode()),
        (dead_letter.STAGE, stage.encode()),
        (dead_letter.CLASS, b"copydesk"),
        (dead_letter.EXCEPTION, exception.encode()),
        (dead_letter.MESSAGE, detail.encode()),
        (dead_letter.RAW, origin.raw.encode()),
        (dead_letter.ERROR_CODE, code.encode()),
        (dead_letter.ATTEMPTS, str(attempts).encode()),
        (dead_letter.REPLAYS, str(origin.replays).encode()),
        (TIME, _time(origin)),
        *origin.carried(),
    ]


def again(origin: Origin, letter: str) -> list[Header]:
    """Headers of a raw message that is replayed from the dead letter at `letter`; `origin` is that letter.

    It is a new raw message with a place of its own, so it names no other. Its age is told, for dates are judged by it,
    in a header and not by its timestamp: Kafka deletes by that, perhaps before anybody has read the message.
    """
    return [
        (TIME, _time(origin)),
        (dead_letter.REPLAYS, str(origin.replays + 1).encode()),
        (dead_letter.REPLAYED, letter.encode()),
        *origin.carried(),
    ]


def _time(origin: Origin) -> bytes:
    """The raw message's timestamp, RFC 3339."""
    return datetime.fromtimestamp(origin.raw_timestamp_ms / 1000, UTC).isoformat(timespec="milliseconds").encode()

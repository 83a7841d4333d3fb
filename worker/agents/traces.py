"""From messages and parcels to spans, where tracing is on."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from worker import telemetry
from worker.agents.frames import Refusal
from worker.agents.parcel import Parcel
from worker.headers import Origin
from worker.settings import Stage
from worker.telemetry.tracing import Context, Message, Passage, Tracer


def traced(tracer: Tracer, stage: Stage, origin: Origin) -> Origin:
    """The message with the context that what comes of it carries on; as it was where it is not recorded."""
    own = tracer.enter(_message(stage, origin))
    return origin if own is None else replace(origin, onward=own.header)


def trace_id(origin: Origin) -> str | None:
    """The trace in which the message is recorded, for the log; None where it is not."""
    own = _own(origin)
    return f"{own.trace_id:032x}" if own else None


def record(tracer: Tracer, delivered: Sequence[Parcel], began: float) -> None:
    """Spans of a committed transaction that began at the loop's time `began`, and of its articles."""
    ended, now = telemetry.wall_ms() / 1000, asyncio.get_running_loop().time()
    passages: list[Passage] = []
    for parcel in delivered:
        own = _own(parcel.origin)
        if own is None:
            continue
        answer = parcel.answer
        passages.append(
            Passage(
                message=_message(parcel.stage, parcel.origin),
                own=own,
                began=ended - (now - parcel.taken_at),
                article_id=None if isinstance(answer.outcome, Refusal) else answer.outcome.article_id,
                code=answer.outcome.code if isinstance(answer.outcome, Refusal) else None,
                bytes_in=parcel.size,
                spent=answer.spent,
            )
        )
    tracer.committed(passages, len(delivered), ended - (now - began), ended)


def _own(origin: Origin) -> Context | None:
    return Context.parse(origin.onward) if origin.onward is not None else None


def _message(stage: Stage, origin: Origin) -> Message:
    return Message(
        stage=stage,
        topic=origin.topic,
        partition=origin.partition,
        kafka_offset=origin.kafka_offset,
        raw=origin.raw,
        raw_timestamp_ms=origin.raw_timestamp_ms,
        headers=origin.headers,
    )

"""The trace context that a message brings along, and what follows from it: the same for the same message, always."""

import asyncio
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.dead_letter import Code
from tests.conftest import ROOT
from worker.agents.frames import Answer, Refusal
from worker.agents.parcel import Parcel
from worker.agents.traces import record, traced
from worker.app import tracer_of
from worker.errors import Misconfigured
from worker.headers import Header, Origin, event, rejection
from worker.settings import load
from worker.stages import Record, Result
from worker.telemetry.tracing import Context, Message, Passage, came, span_of, trace_of
from worker.topics import Topics

CAME = b"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
STATE = b"vendor=1"
TRACE = CAME[3:35]
contexts = st.builds(Context, st.integers(1, 2**128 - 1), st.integers(1, 2**64 - 1), st.booleans())


@dataclass
class Following:
    """Records what came sampled, and keeps what it was told."""

    told: list[tuple[Sequence[Passage], int, float, float]] = field(default_factory=list)

    def enter(self, message: Message) -> Context | None:
        parent = came(message.headers)
        if parent is not None and not parent.sampled:
            return None
        trace_id = parent.trace_id if parent else trace_of(message.raw, message.raw_timestamp_ms)
        return span_of(trace_id, parent, message.stage, message.place)

    def committed(self, passages: Sequence[Passage], articles: int, began: float, ended: float) -> None:
        self.told.append((passages, articles, began, ended))

    def close(self) -> None:
        return None


def origin(*headers: tuple[str, bytes | None], kafka_offset: int = 7, topic: str = "articles.raw") -> Origin:
    return Origin(topic, 3, kafka_offset, 1_700_000_000_000, headers)


def written(source: Origin) -> Mapping[str, bytes]:
    headers: list[Header] = event(source, "normalised", Topics().normalised, "some-id", [0])[0]
    assert len(dict(headers)) == len(headers), "no header twice"
    return dict(headers)


@given(contexts)
def test_what_is_written_is_read(context: Context) -> None:
    assert Context.parse(context.header) == context


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=60))
def test_whatever_comes_is_read_or_ignored(value: bytes) -> None:
    found = Context.parse(value)
    assert found is None or (found.trace_id > 0 and found.span_id > 0)


@pytest.mark.parametrize(
    "value",
    [
        b"",
        b"00-0-0-01",
        CAME.upper(),
        CAME + b"-00",
        b"ff" + CAME[2:],
        b"00-" + b"0" * 32 + CAME[35:],
        CAME[:36] + b"0" * 16 + b"-01",
        b"\xff" * 55,
    ],
)
def test_a_malformed_context_is_none(value: bytes) -> None:
    assert Context.parse(value) is None
    assert came([("traceparent", value)]) is None


def test_off_it_is_passed_on_as_it_came() -> None:
    headers = written(origin(("traceparent", CAME), ("tracestate", STATE), ("baggage", b"x=y")))
    assert (headers["traceparent"], headers["tracestate"]) == (CAME, STATE)
    assert "baggage" not in headers
    assert "traceparent" not in written(origin()), "and none is made up"


def test_on_the_next_one_is_below_ours_in_the_same_trace() -> None:
    there = traced(Following(), "normalise", origin(("traceparent", CAME), ("tracestate", STATE)))
    headers = written(there)
    assert headers["traceparent"][3:35] == TRACE
    assert headers["traceparent"] != CAME
    assert headers["tracestate"] == STATE
    assert headers["traceparent"] == there.onward


def test_the_same_message_carries_the_same_context_on_every_try() -> None:
    one = traced(Following(), "normalise", origin(("traceparent", CAME)))
    again = traced(Following(), "normalise", origin(("traceparent", CAME)))
    assert one.onward == again.onward
    others = [
        traced(Following(), "enrich", origin(("traceparent", CAME))),
        traced(Following(), "normalise", origin(("traceparent", CAME), kafka_offset=8)),
        traced(Following(), "normalise", origin(("traceparent", CAME), topic="articles.other")),
    ]
    assert len({one.onward, *(other.onward for other in others)}) == 4


def test_an_article_without_a_context_has_one_trace_on_its_whole_way() -> None:
    first = traced(Following(), "normalise", origin())
    headers = written(first)
    second = traced(Following(), "enrich", origin(*headers.items(), topic="articles.normalised"))
    assert first.onward is not None
    assert second.onward is not None
    assert first.onward[3:35] == second.onward[3:35]
    assert first.onward[36:52] != second.onward[36:52]


def test_what_is_not_recorded_is_passed_on_as_it_came() -> None:
    unsampled = CAME[:-2] + b"00"
    there = traced(Following(), "normalise", origin(("traceparent", unsampled), ("tracestate", STATE)))
    assert there.onward is None
    assert written(there)["traceparent"] == unsampled


def test_a_state_without_its_trace_ends_here() -> None:
    """The standard: where traceparent cannot be read, tracestate is not passed on."""
    bad = b"00-" + b"0" * 32 + CAME[35:]
    headers = written(traced(Following(), "normalise", origin(("traceparent", bad), ("tracestate", STATE))))
    assert "tracestate" not in headers
    assert Context.parse(headers["traceparent"]) is not None


def test_dead_letters_carry_it_on_too() -> None:
    there = traced(Following(), "normalise", origin(("traceparent", CAME)))
    letter = dict(rejection(there, "normalise", Code.EMPTY_BODY, "nothing", "Rejected"))
    assert letter["traceparent"] == there.onward


def test_a_transaction_tells_of_its_recorded_articles() -> None:
    async def run() -> Following:
        tracer = Following()
        loop = asyncio.get_running_loop()
        unsampled = ("traceparent", CAME[:-2] + b"00")
        parcels = []
        for number, headers in enumerate([[("traceparent", CAME)], [unsampled], []]):
            there = traced(tracer, "normalise", origin(*headers, kafka_offset=number))
            future: asyncio.Future[Answer] = loop.create_future()
            outcome = (
                Refusal(Code.EMPTY_BODY, "nothing")
                if number == 2
                else Result(f"id-{number}", (Record("normalised", b"{}"),))
            )
            future.set_result(Answer(outcome, {"decode": 0.25}))
            parcels.append(Parcel("normalise", there, 1, b"key", b"value", loop.time() - 2, future))
        record(tracer, parcels, loop.time() - 1)
        return tracer

    ((passages, articles, began, ended),) = asyncio.run(run()).told
    assert articles == 3
    assert [passage.message.kafka_offset for passage in passages] == [0, 2]
    assert [(passage.article_id, passage.code) for passage in passages] == [("id-0", None), (None, "empty_body")]
    assert ended - began == pytest.approx(1, abs=0.2)
    assert ended - passages[0].began == pytest.approx(2, abs=0.2)


def test_off_nothing_of_opentelemetry_is_imported() -> None:
    look = "import sys, worker.app; print([name for name in sys.modules if name.partition('.')[0] == 'opentelemetry'])"
    done = subprocess.run(
        [sys.executable, "-c", look], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == "[]\n"


def test_on_without_the_extra_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry", None)
    monkeypatch.delitem(sys.modules, "worker.telemetry.spans", raising=False)
    for name in [name for name in sys.modules if name.startswith("opentelemetry.")]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(Misconfigured, match=r"COPYDESK_TRACING is otlp: .*copydesk\[tracing\]"):
        tracer_of(load(tracing="otlp"))
    assert tracer_of(load()) is None

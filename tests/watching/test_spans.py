"""Spans as OpenTelemetry's SDK has them, in memory and at a real OTLP receiver; skipped without the extra `tracing`."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from confluent_kafka import Producer

pytest.importorskip("opentelemetry.sdk.trace", reason="takes the extra copydesk[tracing]")
pytest.importorskip("opentelemetry.exporter.otlp.proto.http", reason="takes the extra copydesk[tracing]")

from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

from tests.integration.articles import article
from tests.integration.harness import Installation
from tests.watching.receiver import Receiver, attributes
from worker.telemetry.spans import Spans, over_otlp
from worker.telemetry.tracing import Context, Message, Passage

CAME = b"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
TRACE_ID, SPAN_ID = int(CAME[3:35], 16), int(CAME[36:52], 16)
UNSAMPLED = b"00-4bf92f3577b34da6a3ce929d0e0e4737-00f067aa0ba902b7-00"


@pytest.fixture
def exporter() -> InMemorySpanExporter:
    return InMemorySpanExporter()


@pytest.fixture
def spans(exporter: InMemorySpanExporter, monkeypatch: pytest.MonkeyPatch) -> Spans:
    for name in ("OTEL_TRACES_SAMPLER", "OTEL_TRACES_SAMPLER_ARG", "OTEL_SERVICE_NAME", "OTEL_RESOURCE_ATTRIBUTES"):
        monkeypatch.delenv(name, raising=False)
    return Spans("1.2.3", "group", SimpleSpanProcessor(exporter))


def message(kafka_offset: int = 7, traceparent: bytes | None = CAME) -> Message:
    headers = (("traceparent", traceparent),) if traceparent else ()
    return Message("normalise", "articles.raw", 3, kafka_offset, f"articles.raw/3/{kafka_offset}", 1000, headers)


def passage(spans: Spans, of: Message, code: str | None = None) -> Passage:
    own = spans.enter(of)
    assert own is not None
    return Passage(of, own, 100.5, None if code else "id", code, 2048, {"decode": 0.001, "normalise": 0.02})


def test_an_article_and_its_transaction(spans: Spans, exporter: InMemorySpanExporter) -> None:
    passages = [passage(spans, message(7)), passage(spans, message(8, traceparent=None))]
    spans.committed(passages, 5, 101.0, 102.0)
    first, second, commit = exporter.get_finished_spans()
    assert first.name == "process articles.raw"
    assert first.kind is SpanKind.CONSUMER
    assert first.context is not None
    assert first.parent is not None
    assert (first.context.trace_id, first.parent.span_id, first.parent.is_remote) == (TRACE_ID, SPAN_ID, True)
    assert (first.start_time, first.end_time) == (100_500_000_000, 102_000_000_000)
    assert first.status.status_code is StatusCode.UNSET
    facts = dict(first.attributes or {})
    assert facts["messaging.system"] == "kafka"
    assert facts["messaging.operation.type"] == "process"
    assert (facts["messaging.destination.name"], facts["messaging.destination.partition.id"]) == ("articles.raw", "3")
    assert (facts["messaging.kafka.offset"], facts["messaging.consumer.group.name"]) == (7, "group")
    assert (facts["copydesk.raw"], facts["copydesk.article_id"]) == ("articles.raw/3/7", "id")
    assert (facts["copydesk.work_ms"], facts["copydesk.work_ms.normalise"]) == (21, 20)
    assert second.parent is None
    assert second.context is not None
    assert commit.name == "commit articles.raw"
    assert commit.context is not None
    assert dict(commit.attributes or {})["messaging.batch.message_count"] == 5
    assert dict(commit.attributes or {})["messaging.operation.type"] == "settle"
    assert [link.context.span_id for link in commit.links] == [first.context.span_id, second.context.span_id]
    assert [link.context.span_id for link in first.links] == [commit.context.span_id]


def test_a_rejected_one_is_an_error_with_its_code(spans: Spans, exporter: InMemorySpanExporter) -> None:
    spans.committed([passage(spans, message(), code="too_deep")], 1, 101.0, 102.0)
    rejected = exporter.get_finished_spans()[0]
    assert rejected.status.status_code is StatusCode.ERROR
    assert rejected.status.description is None
    assert dict(rejected.attributes or {})["error.type"] == "too_deep"
    assert "copydesk.article_id" not in dict(rejected.attributes or {})


def test_what_came_unsampled_is_not_recorded(spans: Spans) -> None:
    assert spans.enter(message(traceparent=UNSAMPLED)) is None


def test_no_recorded_article_no_span(spans: Spans, exporter: InMemorySpanExporter) -> None:
    spans.committed([], 400, 101.0, 102.0)
    assert exporter.get_finished_spans() == ()


def test_opentelemetrys_variables_say_how_many(monkeypatch: pytest.MonkeyPatch, exporter: InMemorySpanExporter) -> None:
    monkeypatch.setenv("OTEL_TRACES_SAMPLER", "parentbased_traceidratio")
    monkeypatch.setenv("OTEL_TRACES_SAMPLER_ARG", "0.25")
    spans = Spans("1", "group", SimpleSpanProcessor(exporter))
    chosen = [spans.enter(message(number, traceparent=None)) is not None for number in range(400)]
    assert 50 < sum(chosen) < 150
    assert chosen == [spans.enter(message(number, traceparent=None)) is not None for number in range(400)]
    assert spans.enter(message(traceparent=CAME)) is not None, "what came sampled stays so"


def test_who_we_are(spans: Spans, exporter: InMemorySpanExporter, monkeypatch: pytest.MonkeyPatch) -> None:
    spans.committed([passage(spans, message())], 1, 101.0, 102.0)
    named = exporter.get_finished_spans()[0].resource.attributes
    assert (named["service.name"], named["service.version"]) == ("copydesk", "1.2.3")
    monkeypatch.setenv("OTEL_SERVICE_NAME", "newsroom")
    renamed = Spans("1", "group", SimpleSpanProcessor(exporter))
    exporter.clear()
    renamed.committed([passage(renamed, message())], 1, 101.0, 102.0)
    assert exporter.get_finished_spans()[0].resource.attributes["service.name"] == "newsroom"


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    with Receiver() as made:
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", made.endpoint)
        monkeypatch.setenv("OTEL_BSP_SCHEDULE_DELAY", "200")
        yield made


def test_a_real_receiver_gets_them(receiver: Receiver) -> None:
    spans = over_otlp("1.2.3", "group")
    spans.committed([passage(spans, message())], 1, 101.0, 102.0)
    spans.close()
    assert [span.name for span in receiver.spans] == ["process articles.raw", "commit articles.raw"]
    assert receiver.spans[0].trace_id == TRACE_ID.to_bytes(16)
    assert receiver.spans[0].parent_span_id == SPAN_ID.to_bytes(8)
    assert receiver.spans[1].links[0].span_id == receiver.spans[0].span_id
    assert receiver.resources[0]["service.name"] == "copydesk"


def test_without_a_receiver_nothing_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")
    spans = over_otlp("1", "group")
    began = time.monotonic()
    spans.committed([passage(spans, message())], 1, 101.0, 102.0)
    assert time.monotonic() - began < 0.5
    spans.close()
    assert time.monotonic() - began < 5


@pytest.mark.kafka
def test_a_worker_sends_the_whole_way_of_an_article(installation: Installation, receiver: Receiver) -> None:
    producer = Producer({"bootstrap.servers": installation.bootstrap, "log_level": 0})
    producer.produce(installation.topics.raw.name, article(1), b"k", headers=[("traceparent", CAME)])
    producer.produce(installation.topics.raw.name, article(2), b"k", headers=[("traceparent", UNSAMPLED)])
    producer.produce(installation.topics.raw.name, b"no article", b"k")
    assert producer.flush(30) == 0
    worker = installation.start_worker(processes="1", tracing="otlp")
    with installation.tail() as tail:
        installation.wait_done(tail, 3)
        (first, second) = sorted(tail.records[installation.topics.enriched.name], key=lambda record: record.raw)
        (letter,) = tail.records[installation.topics.deadletters.name]

    def arrived() -> bool:
        return len([span for span in receiver.spans if span.name.startswith("process ")]) >= 3

    installation.wait_until(arrived, "spans")
    named: dict[str, Any] = {span.name: span for span in receiver.spans if span.trace_id == TRACE_ID.to_bytes(16)}
    normalise = named[f"process {installation.topics.raw.name}"]
    enrich = named[f"process {installation.topics.normalised.name}"]
    assert normalise.parent_span_id == SPAN_ID.to_bytes(8)
    assert enrich.parent_span_id == normalise.span_id
    onward = Context.parse(first.headers["traceparent"])
    assert onward is not None
    assert onward.span_id.to_bytes(8) == enrich.span_id
    assert normalise.start_time_unix_nano < normalise.end_time_unix_nano <= enrich.end_time_unix_nano
    assert second.headers["traceparent"] == UNSAMPLED
    refused = Context.parse(letter.headers["traceparent"])
    assert refused is not None
    (rejected,) = (span for span in receiver.spans if span.span_id == refused.span_id.to_bytes(8))
    assert attributes(rejected)["error.type"] == "undecodable"
    commits = [span for span in receiver.spans if span.name.startswith("commit ")]
    assert {link.span_id for commit in commits for link in commit.links} >= {normalise.span_id, enrich.span_id}
    lines = {line["raw"]: line.get("trace_id") for line in worker.events("article") if line["stage"] == "enrich"}
    assert lines == {first.raw: CAME[3:35].decode(), second.raw: None}
    assert worker.terminate() == 0

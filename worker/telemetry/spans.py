"""Spans by OpenTelemetry's SDK: the only module that imports it, and only when tracing is on.

Each article has a span for each stage, each transaction one with links to its articles. They are made when all is over,
out of what is known then: nothing is carried along for them, and what is not committed leaves no span. How many are
recorded, and where they go, is said by OpenTelemetry's own variables.

Names and attributes: opentelemetry.io/docs/specs/semconv/messaging/messaging-spans.
"""

import secrets
import threading
from collections.abc import Mapping, Sequence

from opentelemetry.sdk.resources import OTELResourceDetector, Resource
from opentelemetry.sdk.trace import ReadableSpan, SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.sampling import Decision
from opentelemetry.sdk.util.instrumentation import InstrumentationScope
from opentelemetry.trace import (
    Link,
    NonRecordingSpan,
    SpanContext,
    SpanKind,
    Status,
    StatusCode,
    TraceFlags,
    set_span_in_context,
)

from worker.telemetry.tracing import Context, Message, Passage, came, span_of, trace_of

FLUSH_S = 2.0
_SCOPE = "copydesk"


def over_otlp(version: str, group: str) -> "Spans":
    """Spans that go to an OTLP receiver over HTTP, in the background."""
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    return Spans(version, group, BatchSpanProcessor(OTLPSpanExporter()))


class Spans:
    """The tracer of one worker."""

    def __init__(self, version: str, group: str, processor: SpanProcessor) -> None:
        named = Resource.create({"service.name": "copydesk", "service.version": version})
        self._provider = TracerProvider(resource=named.merge(OTELResourceDetector().detect()))
        self._provider.add_span_processor(processor)
        self._processor = processor
        self._scope = InstrumentationScope(_SCOPE, version)
        self._group = group

    def enter(self, message: Message) -> Context | None:
        """The span that the message is going to have here, None where it is not recorded. The same every time."""
        parent = came(message.headers)
        trace_id = parent.trace_id if parent else trace_of(message.raw, message.raw_timestamp_ms)
        above = set_span_in_context(NonRecordingSpan(_told(parent))) if parent else None
        asked = self._provider.sampler.should_sample(above, trace_id, f"process {message.topic}", SpanKind.CONSUMER)
        return (
            span_of(trace_id, parent, message.stage, message.place)
            if asked.decision is Decision.RECORD_AND_SAMPLE
            else None
        )

    def committed(self, passages: Sequence[Passage], articles: int, began: float, ended: float) -> None:
        """A transaction of so many articles, of which these are recorded, was committed; seconds since the epoch."""
        if not passages:
            return
        first = passages[0].message
        commit = Context(secrets.randbits(128) or 1, secrets.randbits(64) or 1, sampled=True)
        for passage in passages:
            self._article(passage, commit, ended)
        facts = self._facts(first, "settle", "commit") | {"messaging.batch.message_count": articles}
        links = [Link(_told(passage.own)) for passage in passages]
        self._end(f"commit {first.topic}", commit, None, SpanKind.CLIENT, facts, links, None, began, ended)

    def close(self) -> None:
        """Send what is left; blocks for two seconds at most."""
        # The exporter tries again for ten seconds and more, whatever time the flush is given.
        flush = threading.Thread(target=self._processor.force_flush, daemon=True)
        flush.start()
        flush.join(FLUSH_S)

    def _article(self, passage: Passage, commit: Context, ended: float) -> None:
        message = passage.message
        facts = self._facts(message, "process", "process") | {
            "messaging.kafka.offset": message.kafka_offset,
            "messaging.message.body.size": passage.bytes_in,
            "copydesk.raw": message.raw,
            "copydesk.work_ms": round(1000 * sum(passage.spent.values()), 3),
        }
        for part, seconds in passage.spent.items():
            facts[f"copydesk.work_ms.{part}"] = round(1000 * seconds, 3)
        if passage.article_id is not None:
            facts["copydesk.article_id"] = passage.article_id
        if passage.code is not None:
            facts["error.type"] = passage.code
        name, links = f"process {message.topic}", [Link(_told(commit))]
        parent = came(message.headers)
        self._end(name, passage.own, parent, SpanKind.CONSUMER, facts, links, passage.code, passage.began, ended)

    def _facts(self, message: Message, kind: str, name: str) -> dict[str, str | int | float]:
        return {
            "messaging.system": "kafka",
            "messaging.operation.type": kind,
            "messaging.operation.name": name,
            "messaging.destination.name": message.topic,
            "messaging.destination.partition.id": str(message.partition),
            "messaging.consumer.group.name": self._group,
            "copydesk.stage": message.stage,
        }

    def _end(
        self,
        name: str,
        own: Context,
        parent: Context | None,
        kind: SpanKind,
        facts: Mapping[str, str | int | float],
        links: Sequence[Link],
        code: str | None,
        began: float,
        ended: float,
    ) -> None:
        span = ReadableSpan(
            name=name,
            context=_told(own),
            parent=_told(parent, remote=True) if parent else None,
            resource=self._provider.resource,
            attributes=facts,
            links=links,
            kind=kind,
            instrumentation_scope=self._scope,
            status=Status(StatusCode.ERROR if code else StatusCode.UNSET),
            start_time=int(began * 1e9),
            end_time=int(ended * 1e9),
        )
        self._processor.on_end(span)


def _told(context: Context, remote: bool = False) -> SpanContext:
    """As the SDK has it; what came in a message is from elsewhere."""
    flags = TraceFlags(TraceFlags.SAMPLED if context.sampled else TraceFlags.DEFAULT)
    return SpanContext(context.trace_id, context.span_id, is_remote=remote, trace_flags=flags)

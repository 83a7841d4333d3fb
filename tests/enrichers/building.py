"""Articles for tests, cut into paragraphs and sentences without the normaliser, and all spans of what is found."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields

from schemas.annotation import Annotations
from schemas.article import Article, Language, Segment, Stamp
from schemas.base import Contract
from schemas.span import Span, Surface
from worker.enrichers import Enricher


def article_of(text: str, *, published: str | None = "2031-05-06") -> Article:
    """An article of this text: a segment for each line that is not blank, sentences cut at full stops."""
    segments: list[Segment] = []
    sentences: list[Span] = []
    for line in re.finditer(r"[^\n]+", text):
        inner = line[0].strip()
        if not inner:
            continue
        start = line.start() + line[0].index(inner)
        segments.append(Segment(start=start, end=start + len(inner), kind="paragraph"))
        ends = [match.end() for match in re.finditer(r"[.!?][\"”’']?(?=\s)", inner)] + [len(inner)]
        begin = 0
        for end in ends:
            piece = inner[begin:end]
            if piece.strip():
                lead = len(piece) - len(piece.lstrip())
                sentences.append(Span(start=start + begin + lead, end=start + end))
            begin = end
    return Article(
        article_id="00000000-0000-5000-8000-000000000000",
        content_hash="00",
        source="example.org",
        text=text,
        segments=tuple(segments),
        sentences=tuple(sentences),
        language=Language(tag="en", confidence=1),
        published=None if published is None else Stamp(at=published, precision="day", zone="unknown", evidence="field"),
    )


def annotate(article: Article, enrichers: Sequence[Enricher], found: Annotations | None = None) -> Annotations:
    """What a chain of enrichers adds to what was found, without the net that the pipeline spreads under each."""
    found = found or Annotations()
    for enricher in enrichers:
        made = enricher.run(article, found)
        layers = {field.name: getattr(found, field.name) for field in fields(Annotations)}
        found = Annotations(**(layers | {layer: getattr(made, layer) for layer in enricher.writes}))
    return found


def spans(value: object) -> Iterator[Span]:
    """Every span in some annotations, at any depth."""
    if isinstance(value, Span):
        yield value
    if isinstance(value, Contract):
        for name in type(value).model_fields:
            yield from spans(getattr(value, name))
    elif isinstance(value, Annotations):
        for field in fields(Annotations):
            yield from spans(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from spans(item)


def surfaces(value: object) -> Iterator[Surface]:
    """Every span that comes with its slice."""
    return (span for span in spans(value) if isinstance(span, Surface))

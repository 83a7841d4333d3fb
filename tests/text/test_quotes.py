"""Quotes and their speakers, on sentences of our own."""

import re

import pytest

from schemas.annotation import Entity, EntityType, Mention, Quote
from schemas.article import Segment
from schemas.span import Span
from tests.text.quotes_corpus import DIRECT, INDIRECT, MIXED, NAMES, SCARE, Case
from tests.text.quotes_in_news import COUNTS, SEEN_IN_NEWS
from worker.text.quotes import find_quotes

_TYPES: dict[str, EntityType] = {
    "PERSON": "PERSON",
    "ORGANISATION": "ORGANISATION",
    "LOCATION": "LOCATION",
    "NATIONALITY": "NATIONALITY",
}


def named(text: str) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    """The mentions and entities of the corpus's names."""
    order: list[str] = []
    mentions: list[Mention] = []
    for match in re.finditer("|".join(rf"\b{name}\b" for name in NAMES), text):
        canonical, kind = NAMES[match[0]]
        if canonical not in order:
            order.append(canonical)
        mentions.append(
            Mention(
                start=match.start(),
                end=match.end(),
                surface=match[0],
                type=_TYPES[kind],
                entity=order.index(canonical),
            )
        )
    entities = tuple(
        Entity(
            entity_id=canonical,
            resolved=False,
            type=_TYPES[next(kind for name, kind in NAMES.values() if name == canonical)],
            canonical=canonical,
            salience=0,
            mentions=tuple(place for place, mention in enumerate(mentions) if mention.entity == number),
        )
        for number, canonical in enumerate(order)
    )
    return tuple(mentions), entities


def read(text: str) -> list[tuple[str, str, str | None, str | None]]:
    """The quotes of a text as the corpus writes them; sentences are cut as the segmenter cuts them."""
    segments = [
        Segment(start=match.start(), end=match.end(), kind="paragraph") for match in re.finditer(r"[^\n]+", text)
    ]
    sentences: list[Span] = []
    for segment in segments:
        start = segment.start
        for match in re.finditer(r"[.?!][\"”’']?\s+(?=[\"“‘'A-Z])", text[segment.start : segment.end]):
            end = segment.start + match.start() + len(match[0].rstrip())
            sentences.append(Span(start=start, end=end))
            start = segment.start + match.end()
        sentences.append(Span(start=start, end=segment.end))
    mentions, entities = named(text)
    return [described(text, quote, entities) for quote in find_quotes(text, segments, sentences, mentions, entities)]


def described(text: str, quote: Quote, entities: tuple[Entity, ...]) -> tuple[str, str, str | None, str | None]:
    speaker = None if quote.speaker is None else entities[quote.speaker].canonical
    cue = None if quote.cue is None else text[quote.cue.start : quote.cue.end]
    return quote.kind, text[quote.start : quote.end], speaker, cue


@pytest.mark.parametrize(
    "case",
    [*DIRECT, *SCARE, *INDIRECT, *MIXED, *COUNTS, *SEEN_IN_NEWS],
    ids=lambda case: case[0] if isinstance(case, tuple) else "",
)
def test_corpus(case: Case) -> None:
    text, expected = case
    text = text.replace("~", '"')
    assert read(text) == [(kind, quote.replace("~", '"'), speaker, cue) for kind, quote, speaker, cue in expected]

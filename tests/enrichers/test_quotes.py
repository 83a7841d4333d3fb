"""The enricher of quotes: the text's functions on an article, with its own segments and sentences."""

from schemas.annotation import Annotations
from tests.enrichers.building import annotate, article_of
from worker.enrichers.names import NAMES
from worker.enrichers.quotes import QUOTES

TEXT = "Viktor Orban spoke in Moscow.\n\n“It was a long day.\n\n“We are going home,” he said. It was “late”."


def test_quotes_of_an_article() -> None:
    found = annotate(article_of(TEXT), (NAMES, QUOTES))
    quotes = [(quote.kind, TEXT[quote.start : quote.end]) for quote in found.quotes]
    assert quotes == [
        ("direct", "“It was a long day.\n\n“We are going home,”"),
        ("scare", "“late”"),
    ]


def test_without_names_there_are_quotes_and_no_speakers() -> None:
    made = QUOTES.run(article_of("Viktor Orban said the road was closed."), Annotations())
    assert [(quote.kind, quote.speaker) for quote in made.quotes] == [("indirect", None)]


def test_without_segments_and_sentences_each_line_is_one() -> None:
    bare = article_of(TEXT).model_copy(update={"segments": (), "sentences": ()})
    assert [quote.kind for quote in QUOTES.run(bare, Annotations()).quotes] == ["direct", "scare"]


def test_what_it_says_of_itself() -> None:
    assert QUOTES.writes == {"quotes"}
    assert QUOTES.reads == {"mentions", "entities"}

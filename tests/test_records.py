"""The flat records: readable without the article, the same each time, complete."""

import uuid
from decimal import Decimal

import pytest

from schemas.annotation import Change, Entity, Figure, Mention
from schemas.article import Article, EnrichedArticle, Language, Stamp
from schemas.record import EntityRef, FigureRef
from schemas.span import Span
from worker.pipeline import VERSIONS
from worker.records import EVIDENCE_LIMIT, flat_records

TEXT = "Maro counts\n\nLena Maro said 1,200 of 5,000 came. Maro left."


def article(text: str = TEXT, /, **changes: object) -> EnrichedArticle:
    base = Article(
        article_id="11111111-1111-5111-8111-111111111111",
        content_hash="ab" * 32,
        source="example.org",
        url="https://example.org/1",
        headline="Maro counts",
        text=text,
        sentences=(Span(start=0, end=11), Span(start=13, end=48), Span(start=49, end=59)),
        language=Language(tag="en", confidence=1),
        published=Stamp(at="2031-05-06", precision="day", zone="unknown", evidence="field"),
    )
    facts = {name: getattr(base, name) for name in Article.model_fields}
    return EnrichedArticle(**(facts | {"pipeline": VERSIONS} | changes))


def mention(start: int, surface: str, entity: int = 0) -> Mention:
    return Mention(start=start, end=start + len(surface), surface=surface, type="PERSON", entity=entity)


def entity(*mentions: int) -> Entity:
    return Entity(
        entity_id="name:PERSON:lena maro",
        resolved=False,
        type="PERSON",
        canonical="Lena Maro",
        aliases=("Maro",),
        salience=1,
        mentions=mentions,
    )


PLAIN = Figure(start=37, end=42, surface="5,000", kind="cardinal", value=Decimal(5000))
FOUND: dict[str, object] = {
    "mentions": (mention(0, "Maro"), mention(13, "Lena Maro"), mention(49, "Maro")),
    "entities": (entity(0, 1, 2),),
    "figures": (
        Figure(start=28, end=33, surface="1,200", kind="cardinal", value=Decimal(1200), part_of=1, speaker=0),
        Figure(
            start=37,
            end=42,
            surface="5,000",
            kind="cardinal",
            value=Decimal(5000),
            change=Change(direction="up", from_=0, to=1),
        ),
    ),
}


def test_records_say_all_of_their_article() -> None:
    entities, figures = flat_records(article(**FOUND))
    assert [(record.number, record.total) for record in entities] == [(0, 1)]
    assert [(record.number, record.total) for record in figures] == [(0, 2), (1, 2)]
    for record in (*entities, *figures):
        assert record.article_id == "11111111-1111-5111-8111-111111111111"
        assert record.content_hash == "ab" * 32
        assert (record.source, record.url) == ("example.org", "https://example.org/1")
        assert (record.headline, record.language) == ("Maro counts", "en")
        assert record.published is not None
        assert record.published.at == "2031-05-06"


def test_references_are_written_out() -> None:
    (record,), (part, whole) = flat_records(article(**FOUND))
    assert [mention.surface for mention in record.entity.mentions] == ["Maro", "Lena Maro", "Maro"]
    assert (record.entity.canonical, record.entity.aliases) == ("Lena Maro", ("Maro",))
    assert part.figure.value == 1200
    assert part.figure.speaker == EntityRef(entity_id="name:PERSON:lena maro", canonical="Lena Maro")
    assert part.figure.part_of == FigureRef(number=1, surface="5,000")
    assert whole.figure.speaker is None
    assert whole.figure.change is not None
    assert whole.figure.change.from_ == FigureRef(number=0, surface="1,200")
    assert whole.figure.change.to == FigureRef(number=1, surface="5,000")


def test_evidence_is_the_sentence() -> None:
    (record,), figures = flat_records(article(**FOUND))
    assert record.evidence.text == "Maro counts"
    assert [figure.evidence.text for figure in figures] == ["Lena Maro said 1,200 of 5,000 came."] * 2
    for found in (record, *figures):
        assert TEXT[found.evidence.start : found.evidence.end] == found.evidence.text


def test_evidence_of_what_lies_across_two_sentences_is_both() -> None:
    across = Figure(start=45, end=53, surface=TEXT[45:53], kind="cardinal")
    _, (record,) = flat_records(article(figures=(across,)))
    assert record.evidence.text == TEXT[13:59]


def test_evidence_outside_of_every_sentence_is_the_thing_itself() -> None:
    _, (record,) = flat_records(article(sentences=(), figures=(PLAIN,)))
    assert record.evidence.text == "5,000"


@pytest.mark.parametrize("place", [0, 9_000, 9_995])
def test_evidence_of_an_endless_sentence_is_cut_at_words(place: int) -> None:
    words = ["word"] * 2000
    text = " ".join(words)
    start = place - place % 5
    long = Figure(start=start, end=start + 4, surface="word", kind="cardinal")
    _, (record,) = flat_records(article(text, sentences=(Span(start=0, end=len(text)),), figures=(long,)))
    evidence = record.evidence
    assert evidence.start <= start
    assert start + 4 <= evidence.end
    assert len(evidence.text) <= EVIDENCE_LIMIT
    assert len(evidence.text) > EVIDENCE_LIMIT // 3
    assert set(evidence.text.split()) == {"word"}
    assert text[evidence.start : evidence.end] == evidence.text


def test_evidence_of_one_endless_word_is_cut_to_the_thing() -> None:
    text = "x" * 5000 + "77" + "x" * 5000
    figure = Figure(start=5000, end=5002, surface="77", kind="cardinal")
    _, (record,) = flat_records(article(text, sentences=(Span(start=0, end=len(text)),), figures=(figure,)))
    assert record.evidence.text == "77"


def test_ids_are_stable_and_tell_article_text_kind_and_number_apart() -> None:
    def ids(enriched: EnrichedArticle) -> list[str]:
        return [record.record_id for kind in flat_records(enriched) for record in kind]

    first = ids(article(**FOUND))
    assert first == ids(article(**FOUND))
    assert all(uuid.UUID(name).version == 5 for name in first)
    others = ids(article(**FOUND, content_hash="cd" * 32)) + ids(article(**FOUND, article_id="other"))
    assert len({*first, *others}) == 9


def test_nothing_found_gives_no_records() -> None:
    assert flat_records(article()) == ((), ())
    assert flat_records(article(text="", sentences=(), status="withdrawn")) == ((), ())


def test_a_reader_that_follows_the_rule_holds_the_last_revision() -> None:
    """The rule of `schemas.record.Envelope`, as a reader would do it."""
    rows: dict[str, tuple[str, int]] = {}
    several = article(**FOUND)
    fewer = article(figures=(PLAIN,), content_hash="cd" * 32)
    same_text_fewer = article(figures=(PLAIN,))
    for revision in (several, fewer, several, same_text_fewer):
        for record in flat_records(revision)[1]:
            rows[record.record_id] = (record.content_hash, record.number)
            stale = [
                name
                for name, (content_hash, number) in rows.items()
                if content_hash != record.content_hash or number >= record.total
            ]
            for name in stale:
                del rows[name]
        assert len(rows) == len(revision.figures)

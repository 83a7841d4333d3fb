"""Every contract: frozen, open to fields of a later version, lossless on the wire."""

import inspect
from collections.abc import Iterator
from decimal import Decimal

import pytest
from pydantic import ValidationError

import schemas.annotation
import schemas.article
import schemas.record
import schemas.span
import schemas.story
from schemas.annotation import Change, Entity, Figure, Mention, Moment, Quote
from schemas.article import Article, EnrichedArticle, Failure, Language, PipelineVersions, RawArticle
from schemas.base import Contract
from schemas.record import EntityRecord, Evidence, FigureRecord, NamedEntity, NamedFigure
from schemas.span import Span, Surface
from schemas.story import Placement, Story

TEXT = "Lena Maro said 1,200 came."

ARTICLE = Article(
    article_id="a", content_hash="h", source="example.org", text=TEXT, language=Language(tag="en", confidence=1)
)
ENRICHED = EnrichedArticle(
    **{name: getattr(ARTICLE, name) for name in Article.model_fields},
    mentions=(Mention(start=0, end=9, surface="Lena Maro", type="PERSON", entity=0),),
    entities=(
        Entity(
            entity_id="name:PERSON:lena maro",
            resolved=False,
            type="PERSON",
            canonical="Lena Maro",
            salience=0.777,
            mentions=(0,),
        ),
    ),
    figures=(
        Figure(
            start=15,
            end=20,
            surface="1,200",
            kind="cardinal",
            value=Decimal(1200),
            low=Decimal(1200),
            high=Decimal(1200),
            change=Change(direction="up", from_=0),
            speaker=0,
        ),
    ),
    quotes=(Quote(start=15, end=25, kind="indirect", speaker=0, cue=Span(start=10, end=14)),),
    failures=(Failure(enricher="dates", code="timed_out"),),
    pipeline=PipelineVersions(rules="1", model="m"),
)
ENVELOPE = {
    "record_id": "r",
    "article_id": "a",
    "content_hash": "h",
    "source": "example.org",
    "language": "en",
    "number": 0,
    "total": 1,
    "evidence": Evidence(start=0, end=26, text=TEXT),
}
MESSAGES: tuple[Contract, ...] = (
    RawArticle(source="example.org", body=TEXT, metadata={"desk": "local"}),
    ARTICLE,
    ENRICHED,
    EntityRecord(
        **ENVELOPE,
        entity=NamedEntity(
            entity_id="name:PERSON:lena maro",
            resolved=False,
            type="PERSON",
            canonical="Lena Maro",
            salience=1,
            mentions=(Surface(start=0, end=9, surface="Lena Maro"),),
        ),
    ),
    FigureRecord(
        **ENVELOPE, figure=NamedFigure(start=15, end=20, surface="1,200", kind="cardinal", value=Decimal(1200))
    ),
    Placement(article_id="a", content_hash="h", story_id="s", similarity=0.5),
    Story(story_id="s", articles=("a",)),
)


def models() -> Iterator[type[Contract]]:
    for module in (schemas.annotation, schemas.article, schemas.record, schemas.span, schemas.story):
        for _, model in inspect.getmembers(module, inspect.isclass):
            if issubclass(model, Contract) and model.__module__ == module.__name__:
                yield model


@pytest.mark.parametrize("model", list(models()), ids=lambda model: model.__name__)
def test_every_model_is_frozen_open_and_made_of_tuples(model: type[Contract]) -> None:
    assert model.model_config["frozen"]
    assert model.model_config["extra"] == "ignore"
    for name, field in model.model_fields.items():
        assert "list[" not in str(field.annotation), name
        assert "float" not in str(field.annotation) or name in {"confidence", "salience", "similarity", "containment"}


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: type(message).__name__)
def test_a_message_comes_back_from_the_wire_as_it_was(message: Contract) -> None:
    wire = message.model_dump_json()
    assert type(message).model_validate_json(wire) == message
    assert type(message).model_validate_json(wire).model_dump_json() == wire


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: type(message).__name__)
def test_a_field_of_a_later_version_is_passed_over(message: Contract) -> None:
    later = message.model_dump(mode="json") | {"schema_version": "1.9", "invented_later": [1]}
    assert type(message).model_validate(later).model_dump(exclude={"schema_version", "metadata"}) == message.model_dump(
        exclude={"schema_version", "metadata"}
    )


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: type(message).__name__)
@pytest.mark.parametrize("version", ["2.0", "1", "", "1.0.0", "10.0", "1.x"])
def test_another_major_version_is_refused(message: Contract, version: str) -> None:
    with pytest.raises(ValidationError):
        type(message).model_validate(message.model_dump(mode="json") | {"schema_version": version})


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: type(message).__name__)
def test_a_message_cannot_be_changed(message: Contract) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        message.schema_version = "1.1"  # type: ignore[attr-defined]


def test_confidences_have_two_places() -> None:
    assert ENRICHED.entities[0].salience == 0.78
    with pytest.raises(ValidationError):
        Language(tag="en", confidence=1.001)


def test_an_entity_has_a_mention() -> None:
    with pytest.raises(ValidationError):
        Entity(entity_id="x", resolved=False, type="PERSON", canonical="x", salience=0, mentions=())


def test_change_is_written_with_from() -> None:
    change = Change(direction="down", from_=1, to=0)
    assert change.model_dump(mode="json") == {"direction": "down", "from": 1, "to": 0}
    assert Change.model_validate({"direction": "down", "from": 1, "to": 0}) == change


@pytest.mark.parametrize(
    ("model", "changed"),
    [
        (Mention, {"type": "DATE"}),
        (Mention, {"entity": -1}),
        (Moment, {"type": "date"}),
        (Quote, {"kind": "reported"}),
        (Figure, {"kind": "number"}),
        (Figure, {"status": "bad"}),
        (Figure, {"value": "many"}),
        (Figure, {"comparator": "=="}),
    ],
)
def test_closed_lists_are_closed(model: type[Contract], changed: dict[str, object]) -> None:
    good: dict[type[Contract], dict[str, object]] = {
        Mention: {"start": 0, "end": 1, "surface": "x", "type": "PERSON", "entity": 0},
        Moment: {"start": 0, "end": 1, "surface": "x", "type": "DATE"},
        Quote: {"start": 0, "end": 1, "kind": "direct"},
        Figure: {"start": 0, "end": 1, "surface": "x", "kind": "cardinal"},
    }
    model.model_validate(good[model])
    with pytest.raises(ValidationError):
        model.model_validate(good[model] | changed)

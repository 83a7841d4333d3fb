"""The two third-party sample articles, from the raw message to the flat records; skipped where they are not."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from schemas.annotation import Figure, Moment
from schemas.article import EnrichedArticle, RawArticle
from worker.normalise import normalise
from worker.pipeline import enrich
from worker.records import flat_records

PUBLISHED = "2022-11-04"


def enriched(text: str, published: str | None) -> EnrichedArticle:
    return enrich(normalise(RawArticle(source="example.org", body=text, published=published)))


@pytest.fixture(scope="module")
def first(sample_texts: tuple[str, str]) -> EnrichedArticle:
    return enriched(sample_texts[0], PUBLISHED)


@pytest.fixture(scope="module")
def second(sample_texts: tuple[str, str]) -> EnrichedArticle:
    return enriched(sample_texts[1], PUBLISHED)


@dataclass(frozen=True)
class Listed:
    """One entry of the hand-made list: offsets of the raw text, bounds as it writes them."""

    type: str
    status: str
    text: str
    start: int
    end: int
    value: Decimal | str | None
    low: Decimal | str | None
    high: Decimal | str | None
    low_inclusive: bool | None
    high_inclusive: bool | None
    timex: str | None
    modifier: str | None
    counted: str | None
    head: str | None


@pytest.fixture(scope="module")
def listed(shared_data: Path) -> list[Listed]:
    (path,) = (shared_data / "seeds").glob("*.figures.json")
    entries = json.loads(path.read_text(encoding="utf-8"), parse_int=int, parse_float=Decimal)["mentions"]

    def amount(value: int | Decimal | str | None) -> Decimal | str | None:
        return Decimal(value) if isinstance(value, int) else value

    return [
        Listed(
            type=entry["type"],
            status=entry["status"],
            text=entry["text"],
            start=entry["start"],
            end=entry["end"],
            value=amount(entry["value"]),
            low=amount(entry["low"]),
            high=amount(entry["high"]),
            low_inclusive=entry["low_inclusive"],
            high_inclusive=entry["high_inclusive"],
            timex=entry.get("timex"),
            modifier=entry["modifier"],
            counted=entry["counted"]["text"] if entry.get("counted") else None,
            head=entry["counted"]["head"] if entry.get("counted") else None,
        )
        for entry in entries
    ]


def found_at(article: EnrichedArticle, entry: Listed) -> list[Figure | Moment]:
    found: list[Figure | Moment] = [*article.figures, *article.moments]
    return [one for one in found if (one.start, one.end) == (entry.start, entry.end)]


def test_every_required_number_is_found_as_listed(first: EnrichedArticle, listed: list[Listed]) -> None:
    required = [entry for entry in listed if entry.status == "required" and entry.timex is None]
    assert len(required) == 7
    for entry in required:
        assert first.text[entry.start : entry.end] == entry.text
        (figure,) = found_at(first, entry)
        assert isinstance(figure, Figure), entry
        assert (figure.value, figure.low, figure.high) == (entry.value, entry.low, entry.high), entry
        assert (figure.low_inclusive, figure.high_inclusive) == (entry.low_inclusive, entry.high_inclusive), entry
        assert (figure.qualifier and figure.qualifier.surface) == entry.modifier
        assert figure.status == "ok"
        assert figure.counted is not None
        assert (figure.counted.surface, figure.counted.head) == (entry.counted, entry.head)


def test_every_required_date_is_found_as_listed(first: EnrichedArticle, listed: list[Listed]) -> None:
    required = [entry for entry in listed if entry.status == "required" and entry.timex is not None]
    assert len(required) == 6
    for entry in required:
        (moment,) = found_at(first, entry)
        assert isinstance(moment, Moment), entry
        assert moment.value == entry.timex, entry
        if entry.type == "date":
            begins = date.fromisoformat(str(entry.low or entry.value))
            ends = date.fromisoformat(str(entry.high or entry.value)) + timedelta(days=1)
            assert (moment.begins, moment.ends) == (begins.isoformat(), ends.isoformat()), entry
            assert moment.anchor == "published"
        else:
            assert moment.type == entry.type.upper()


def test_nothing_is_found_that_is_not_listed(first: EnrichedArticle, listed: list[Listed]) -> None:
    """The list is complete: what is on it neither as required nor as optional is a trap or no number at all."""
    allowed = {(entry.start, entry.end) for entry in listed if entry.status != "trap"}
    assert [found for found in (*first.figures, *first.moments) if (found.start, found.end) not in allowed] == []
    assert any(entry.status == "trap" for entry in listed)


def test_without_a_date_the_years_stay_unknown(sample_texts: tuple[str, str], listed: list[Listed]) -> None:
    article = enriched(sample_texts[0], None)
    assert article.published is None
    for entry in listed:
        if entry.type == "date" and entry.status == "required":
            (moment,) = found_at(article, entry)
            assert isinstance(moment, Moment)
            assert entry.timex is not None
            assert moment.value == "XXXX" + entry.timex[4:]
            assert (moment.begins, moment.ends) == (None, None)


def by_surface(article: EnrichedArticle, surface: str) -> Figure:
    (figure,) = (figure for figure in article.figures if figure.surface == surface)
    return figure


def speaker(article: EnrichedArticle, index: int | None) -> str | None:
    return None if index is None else article.entities[index].canonical


@pytest.mark.parametrize(
    ("surface", "says"),
    [("318,000", "Vladimir Putin"), ("18,000", "Vladimir Putin"), ("49,000", "Vladimir Putin"), ("2,000", None)],
)
def test_whose_numbers_the_first_has(first: EnrichedArticle, surface: str, says: str | None) -> None:
    assert speaker(first, by_surface(first, surface).speaker) == says


def test_a_part_knows_its_whole(first: EnrichedArticle, second: EnrichedArticle) -> None:
    for article, part, whole in ((first, "18,000", "318,000"), (second, "49,000", "300,000")):
        index = by_surface(article, part).part_of
        assert index is not None
        assert article.figures[index].surface == whole


def test_the_malformed_number_has_readings_and_no_value(second: EnrichedArticle) -> None:
    figure = by_surface(second, "200,00")
    assert figure.status == "malformed"
    assert (figure.value, figure.low, figure.high) == (None, None, None)
    assert {(reading.surface, reading.value) for reading in figure.readings} >= {
        ("200,000", Decimal(200_000)),
        ("20,000", Decimal(20_000)),
    }
    assert figure.qualifier is not None
    assert figure.qualifier.surface == "Nearly"
    assert figure.counted is not None
    assert figure.counted.head == "people"
    assert figure.speaker is None


def test_the_numbers_of_the_second(second: EnrichedArticle) -> None:
    told = [
        (
            figure.surface,
            *(None if amount is None else int(amount) for amount in (figure.value, figure.low, figure.high)),
            figure.qualifier.surface if figure.qualifier else None,
        )
        for figure in second.figures
        if figure.status == "ok"
    ]
    assert told == [
        ("thousands", None, 1000, 10_000, None),
        ("four", 4, 4, 4, None),
        ("49,000", 49_000, 49_000, 49_000, None),
        ("300,000", 300_000, 300_000, None, "more than"),
        ("thousands", None, 1000, 10_000, None),
    ]
    more = by_surface(second, "300,000")
    assert (more.low_inclusive, more.high_inclusive, more.comparator) == (False, None, ">")
    for surface in ("49,000", "300,000"):
        assert speaker(second, by_surface(second, surface).speaker) == "Vladimir Putin"


def test_an_updated_line_dates_the_second_where_nothing_else_does(sample_texts: tuple[str, str]) -> None:
    article = enriched(sample_texts[1], None)
    assert article.modified is not None
    assert article.modified.at == "2022-11-04T13:55"
    assert article.published is not None
    assert article.published.evidence == "modified"
    assert {moment.value for moment in article.moments if moment.surface == "Friday"} == {PUBLISHED}


def test_friday_and_november_4_are_one_day(first: EnrichedArticle, second: EnrichedArticle) -> None:
    named = {moment.value for moment in first.moments if moment.surface == "November 4"}
    weekday = {moment.value for moment in second.moments if moment.surface == "Friday"}
    assert named == weekday == {PUBLISHED}


def test_the_moments_of_the_second(second: EnrichedArticle) -> None:
    assert [(moment.surface, moment.type, moment.value) for moment in second.moments] == [
        ("Friday", "DATE", "2022-11-04"),
        ("September", "DATE", "2022-09"),
        ("Friday", "DATE", "2022-11-04"),
        ("two-month", "DURATION", "P2M"),
        ("monthly", "SET", "P1M"),
    ]


def ids(article: EnrichedArticle) -> dict[str, str]:
    return {entity.canonical: entity.entity_id for entity in article.entities}


def surfaces(article: EnrichedArticle, canonical: str) -> list[str]:
    (entity,) = (entity for entity in article.entities if entity.canonical == canonical)
    return [article.mentions[index].surface for index in entity.mentions]


def test_one_person_is_one_entity_in_both(first: EnrichedArticle, second: EnrichedArticle) -> None:
    assert ids(first)["Vladimir Putin"] == ids(second)["Vladimir Putin"]
    assert len(surfaces(first, "Vladimir Putin")) == 8
    assert len(surfaces(second, "Vladimir Putin")) == 3
    for article in (first, second):
        persons = {entity.canonical for entity in article.entities if entity.type == "PERSON"}
        assert persons <= {"Vladimir Putin", "Yevgeny Prigozhin"}


@pytest.mark.parametrize(
    ("surface", "type_", "entity_id"),
    [
        ("Russia", "LOCATION", "iso3166:RU"),
        ("Ukraine", "LOCATION", "iso3166:UA"),
        ("Moscow", "LOCATION", "geonames:524901"),
        ("Ulyanovsk", "LOCATION", "geonames:479123"),
        ("Republic of Chuvashia", "LOCATION", "iso3166-2:RU-CU"),
        ("Vladimir", "LOCATION", "iso3166-2:RU-VLA"),
        ("Rostov", "LOCATION", "iso3166-2:RU-ROS"),
        ("Samara", "LOCATION", "iso3166-2:RU-SAM"),
        ("Buryatia", "LOCATION", "iso3166-2:RU-BU"),
        ("Bashkortostan", "LOCATION", "iso3166-2:RU-BA"),
        ("Yevgeny Prigozhin", "PERSON", "name:PERSON:yevgeny prigozhin"),
        ("Kremlin", "ORGANISATION", None),
        ("Vagner", "ORGANISATION", None),
        ("RFE/RL", "ORGANISATION", None),
        ("Chechen", "NATIONALITY", None),
        ("Russian", "NATIONALITY", None),
        ("Ukrainian", "NATIONALITY", None),
    ],
)
def test_names_of_the_first(first: EnrichedArticle, surface: str, type_: str, entity_id: str | None) -> None:
    _check_name(first, surface, type_, entity_id)


@pytest.mark.parametrize(
    ("surface", "type_", "entity_id"),
    [
        ("Kazakhstan", "LOCATION", "iso3166:KZ"),
        ("Georgia", "LOCATION", "iso3166:GE"),
        ("Kherson", "LOCATION", "iso3166-2:UA-65"),
        ("US", "LOCATION", "iso3166:US"),
        ("Iran", "LOCATION", "iso3166:IR"),
        ("Kyiv", "LOCATION", "geonames:703448"),
        ("The Associated Press", "ORGANISATION", None),
        ("Taliban", "ORGANISATION", None),
        ("Afghan", "NATIONALITY", None),
        ("Iranian", "NATIONALITY", None),
    ],
)
def test_names_of_the_second(second: EnrichedArticle, surface: str, type_: str, entity_id: str | None) -> None:
    _check_name(second, surface, type_, entity_id)


def _check_name(article: EnrichedArticle, surface: str, type_: str, entity_id: str | None) -> None:
    mentions = [mention for mention in article.mentions if mention.surface == surface]
    assert mentions
    for mention in mentions:
        entity = article.entities[mention.entity]
        assert (mention.type, entity.type) == (type_, type_)
        if entity_id is not None:
            assert entity.entity_id == entity_id


def test_furniture_is_out_of_the_text_and_kept(first: EnrichedArticle, second: EnrichedArticle) -> None:
    assert [item.kind for item in first.furniture] == ["contributors"]
    assert sorted(item.kind for item in second.furniture) == ["caption", "caption", "translation_note", "update_note"]
    for article in (first, second):
        assert all(item.text not in article.text for item in article.furniture)


def quoted(article: EnrichedArticle, kind: str) -> list[tuple[str, str | None]]:
    """The first three words and the speaker of each quote of a kind."""
    return [
        (" ".join(article.text[quote.start : quote.end].split()[:3]), speaker(article, quote.speaker))
        for quote in article.quotes
        if quote.kind == kind
    ]


def test_quotes_of_the_first(first: EnrichedArticle) -> None:
    assert quoted(first, "direct") == [('"As far as', "Vladimir Putin")]
    assert quoted(first, "scare") == []
    assert [says for _, says in quoted(first, "indirect")] == [
        "Vladimir Putin",
        "Vladimir Putin",
        None,
        "Vladimir Putin",
        None,
    ]


def test_quotes_of_the_second(second: EnrichedArticle) -> None:
    assert quoted(second, "direct") == []
    assert quoted(second, "scare") == [
        ("'Serious crime'", None),
        ('"serious crimes"', None),
        ('"illegal handling of', None),
        ('"skyrocketed"', None),
        ('"critically low"', None),
    ]
    assert [says for _, says in quoted(second, "indirect")] == [
        None,  # a decree
        None,  # state media
        "Vladimir Putin",
        "Vladimir Putin",
        "Vladimir Putin",
        None,  # soldiers
        None,  # officials, before and after the cue
        None,
        None,  # commanders, not whom they told
        "United States",
    ]


@pytest.mark.parametrize("number", [0, 1])
def test_nothing_fails_and_every_record_shows_its_sentence(sample_texts: tuple[str, str], number: int) -> None:
    article = enriched(sample_texts[number], PUBLISHED)
    assert article.failures == ()
    entities, figures = flat_records(article)
    assert (len(entities), len(figures)) == (len(article.entities), len(article.figures))
    for record in figures:
        assert record.figure.surface in record.evidence.text
    for entity in entities:
        assert entity.entity.mentions[0].surface in entity.evidence.text

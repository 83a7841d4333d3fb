"""The enricher of figures: which articles it reads, what it leaves to the moments."""

import pytest

from schemas.annotation import Annotations, Entity, Moment
from schemas.article import Article, Language
from worker.enrichers.numbers import NUMBERS


def article(text: str, *, language: str = "en", country: str | None = None) -> Article:
    return Article(
        article_id="a",
        content_hash="0" * 64,
        source="example.org",
        country=country,
        text=text,
        language=Language(tag=language, confidence=1),
    )


def test_it_reads_and_writes_its_layers() -> None:
    assert NUMBERS.name == "numbers"
    assert NUMBERS.writes == {"figures"}
    assert NUMBERS.reads == {"entities", "moments"}


def test_english_and_unknown_languages_only() -> None:
    text = "They counted 300 coins."
    for tag, count in (("en", 1), ("en-GB", 1), ("und", 1), ("de", 0), ("fr", 0)):
        assert len(NUMBERS.run(article(text, language=tag), Annotations()).figures) == count


def test_moments_are_taken() -> None:
    text = "It was 2000 then."
    moment = Moment(start=7, end=11, surface="2000", type="DATE", value="2000")
    assert NUMBERS.run(article(text), Annotations(moments=(moment,))).figures == ()


def test_the_source_country_says_whose_dollar() -> None:
    text = "It cost $5."
    for country, code in (("AU", "AUD"), ("US", "USD"), (None, "USD"), ("CA", "CAD")):
        (figure,) = NUMBERS.run(article(text, country=country), Annotations()).figures
        assert (figure.unit_code, figure.unit_system, figure.status) == (code, "ISO 4217", "ok")


def test_two_dollars_in_one_article_leave_a_bare_one_open() -> None:
    text = "It cost 5 Canadian dollars there and $6 here."
    first, second = NUMBERS.run(article(text), Annotations()).figures
    assert (first.unit_code, first.status) == ("CAD", "ok")
    assert (second.value, second.status) == (None, "ambiguous")
    assert {reading.unit_code for reading in second.readings} == {"CAD", "USD"}


def spoken_of(*countries: str) -> Annotations:
    """An article that speaks of each of these countries twice."""
    entities = tuple(
        Entity(
            entity_id=f"iso3166:{country}",
            resolved=True,
            type="LOCATION",
            canonical=country,
            links={"iso3166": country},
            salience=0.5,
            mentions=(2 * n, 2 * n + 1),
        )
        for n, country in enumerate(countries)
    )
    return Annotations(entities=entities)


@pytest.mark.parametrize(
    ("text", "source", "countries", "code", "readings"),
    [
        ("It cost $5.", None, (), "USD", ()),
        ("It cost $5.", None, ("FR",), "USD", ()),
        ("It cost $5.", None, ("AU",), None, ("USD", "AUD")),
        ("It cost 5 dollars.", None, ("AU", "CA"), None, ("USD", "AUD", "CAD")),
        ("It cost $5.", None, ("AU", "US"), "USD", ()),
        ("It cost $5.", "GB", ("AU",), "USD", ()),
        ("It cost $5.", "AU", ("US",), "AUD", ()),
        ("It cost 500 pesos.", None, ("MX",), "MXN", ()),
        ("It cost 500 pesos.", None, ("MX", "AR"), None, ("ARS", "MXN")),
        ("It cost 500 pesos.", None, (), None, ()),
        ("It cost 500 rupees.", None, ("PK",), "PKR", ()),
        ("It cost £500.", None, ("EG",), "GBP", ()),
    ],
)
def test_what_the_article_speaks_of_says_whose_money(
    text: str, source: str | None, countries: tuple[str, ...], code: str | None, readings: tuple[str, ...]
) -> None:
    (figure,) = NUMBERS.run(article(text, country=source), spoken_of(*countries)).figures
    assert figure.unit_code == code
    assert tuple(reading.unit_code for reading in figure.readings) == readings
    assert figure.status == ("ambiguous" if readings else "ok")


def test_speaker_is_left_open() -> None:
    (figure,) = NUMBERS.run(article("Ann Lee said 300 men came."), Annotations()).figures
    assert figure.speaker is None

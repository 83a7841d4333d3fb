"""The enricher of names: what of an article it reads, and the two third-party samples."""

from schemas.annotation import Annotations
from schemas.article import Article, Dateline, Language, Segment
from worker.enrichers.names import NAMES
from worker.text.names import find_names


def article(text: str, *, language: str = "en", headline: str = "", place: str | None = None) -> Article:
    return Article(
        article_id="a",
        content_hash="c",
        source="example.org",
        text=text,
        segments=(Segment(start=0, end=len(headline), kind="headline"),) if headline else (),
        dateline=Dateline(place=place, surface=f"{place} —") if place else None,
        language=Language(tag=language, confidence=1.0),
    )


def test_it_writes_mentions_and_entities() -> None:
    made = NAMES.run(article("Mr Quell flew to Kyiv."), Annotations())
    assert [mention.surface for mention in made.mentions] == ["Quell", "Kyiv"]
    assert [entity.canonical for entity in made.entities] == ["Quell", "Kyiv"]
    assert NAMES.writes == {"mentions", "entities"}


def test_the_headline_counts_for_salience() -> None:
    text = "Talks in Kyiv\n\nEnvoys met in Warsaw and in Kyiv."
    with_headline = NAMES.run(article(text, headline="Talks in Kyiv"), Annotations())
    assert with_headline.entities[0].salience == round(1 - 0.35 * 9 / len(text), 2)


def test_the_dateline_tells_where_the_article_plays() -> None:
    text = "People in Birmingham voted."
    british = NAMES.run(article(text, place="Glasgow"), Annotations()).entities[0]
    assert british.links["country"] == "GB"


def test_other_languages_are_not_read_as_english() -> None:
    german = NAMES.run(article("Frau Schmidt sprach in Berlin.", language="de-AT"), Annotations())
    assert [mention.surface for mention in german.mentions] == ["Berlin"]


FIRST = {
    "name:PERSON:vladimir putin": 8,
    "name:PERSON:yevgeny prigozhin": 1,
    "org:wagner": 1,
    "org:kremlin": 2,
    "org:rferl": 2,
    "org:idel-realities": 1,
    "org:sota": 1,
    "org:tass": 1,
    "org:interfax": 1,
    "org:serditaya-chuvashia": 1,
    "iso3166:RU": 4,
    "iso3166:UA": 4,
    "geonames:524901": 1,
    "geonames:479123": 1,
    "iso3166-2:RU-CU": 1,
    "iso3166-2:RU-VLA": 1,
    "iso3166-2:RU-ROS": 1,
    "iso3166-2:RU-SAM": 1,
    "iso3166-2:RU-BU": 1,
    "iso3166-2:RU-BA": 1,
    "name:NATIONALITY:russian": 6,
    "name:NATIONALITY:ukrainian": 1,
    "name:NATIONALITY:chechen": 1,
}
SECOND = {
    "name:PERSON:vladimir putin": 3,
    "org:ap": 3,
    "org:taliban": 1,
    "iso3166:RU": 3,
    "iso3166:UA": 4,
    "iso3166:KZ": 1,
    "iso3166:GE": 1,
    "iso3166:IR": 1,
    "iso3166:US": 2,
    "geonames:524901": 3,
    "geonames:501175": 1,
    "geonames:706448": 1,
    "geonames:703448": 1,
    "iso3166-2:UA-65": 1,
    "name:NATIONALITY:russian": 6,
    "name:NATIONALITY:ukrainian": 2,
    "name:NATIONALITY:afghan": 1,
    "name:NATIONALITY:iranian": 1,
}


def test_every_name_of_the_two_samples(sample_texts: tuple[str, str]) -> None:
    """Read by hand: every entity with the number of its mentions, and nothing else."""
    for text, expected in zip(sample_texts, (FIRST, SECOND), strict=True):
        _, entities = find_names(text, (), headline_end=text.index("\n"))
        assert {entity.entity_id: len(entity.mentions) for entity in entities} == expected

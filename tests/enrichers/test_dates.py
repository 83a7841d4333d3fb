"""The enricher of dates: whose day it counts from, and which articles it reads."""

from schemas.annotation import Annotations
from schemas.article import Dateline, Language, Stamp
from tests.enrichers.building import article_of
from worker.enrichers.dates import DATES, reference_of
from worker.text.dates import Reference

TEXT = "Lena Maro resigned on Friday."


def values(article_published: str | None, **changes: object) -> list[tuple[str | None, str]]:
    article = article_of(TEXT, published=article_published).model_copy(update=changes)
    return [(moment.value, moment.anchor) for moment in DATES.run(article, Annotations()).moments]


def test_the_day_of_publication_comes_first() -> None:
    dateline = Dateline(place="Orla", date="2030-01-01", surface="ORLA, Jan. 1")
    assert values("2022-11-04", dateline=dateline) == [("2022-11-04", "published")]


def test_a_dateline_with_its_year_stands_in() -> None:
    dateline = Dateline(place="Orla", date="2022-11-05", surface="ORLA, Nov. 5, 2022")
    assert values(None, dateline=dateline) == [("2022-11-04", "dateline")]


def test_a_dateline_without_its_year_settles_nothing() -> None:
    dateline = Dateline(place="Orla", date="XXXX-11-05", surface="ORLA, Nov. 5")
    assert values(None, dateline=dateline) == [("XXXX-WXX-5", "none")]


def test_modified_is_not_asked_by_itself() -> None:
    stamp = Stamp(at="2022-11-04T13:55", precision="minute", zone="unknown", evidence="text")
    assert values(None, modified=stamp) == [("XXXX-WXX-5", "none")]
    served = stamp.model_copy(update={"evidence": "modified"})
    assert values(None, modified=stamp, published=served) == [("2022-11-04", "published")]


def test_a_reference_has_the_precision_of_its_stamp() -> None:
    for at, expected in (
        ("2022", Reference(2022)),
        ("2022-11", Reference(2022, 11)),
        ("2022-11-04", Reference(2022, 11, 4)),
        ("2022-11-04T13:55", Reference(2022, 11, 4, 13, 55)),
        ("2022-11-04T13:55:07+02:00", Reference(2022, 11, 4, 13, 55)),
        ("2022-11-04T13:55:07Z", Reference(2022, 11, 4, 13, 55)),
    ):
        stamp = Stamp(at=at, precision="second", zone="unknown", evidence="field")
        assert reference_of(article_of(TEXT, published=None).model_copy(update={"published": stamp})) == expected


def test_only_english_and_the_unknown_are_read() -> None:
    for tag, found in (("en", 1), ("en-GB", 1), ("und", 1), ("de", 0), ("fr-CA", 0)):
        assert len(values("2022-11-04", language=Language(tag=tag, confidence=1))) == found

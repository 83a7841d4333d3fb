"""Our own samples through the whole pipeline, compared with the golden files; and what a reader would expect."""

from decimal import Decimal

import orjson
import pytest

from schemas.annotation import Figure
from schemas.article import EnrichedArticle
from schemas.dead_letter import Code
from tests.samples.golden import FOLDER, outcomes, rendered
from worker.errors import Rejected

OUTCOMES = dict(outcomes())


def article(name: str) -> EnrichedArticle:
    outcome = OUTCOMES[name]
    assert isinstance(outcome, EnrichedArticle)
    return outcome


def figure(name: str, surface: str) -> Figure:
    """The first figure of an article with this surface, without its hedge."""
    return next(found for found in article(name).figures if found.surface == surface)


def test_there_is_a_golden_file_for_each_and_no_other() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} == set(OUTCOMES)


@pytest.mark.parametrize("name", OUTCOMES)
def test_nothing_was_gained_or_lost(name: str) -> None:
    """If this is a change for the better: `python -m tests.samples.golden`, and say in the commit what changed."""
    golden = orjson.loads((FOLDER / f"{name}.json").read_bytes())
    made = orjson.loads(rendered(OUTCOMES[name]))
    changed = {field for field in golden.keys() | made.keys() if golden.get(field) != made.get(field)}
    for field in sorted(changed):
        assert made.get(field) == golden.get(field), field


@pytest.mark.parametrize("name", OUTCOMES)
def test_every_surface_is_its_slice(name: str) -> None:
    if isinstance(OUTCOMES[name], Rejected):
        return
    made = article(name)
    for layer in (made.mentions, made.figures, made.moments):
        for found in layer:
            assert made.text[found.start : found.end] == found.surface
    assert made.failures == ()


def test_the_broken_message_is_refused() -> None:
    refused = OUTCOMES["broken"]
    assert isinstance(refused, Rejected)
    assert refused.code is Code.UNDECODABLE


def test_two_outlets_agree_contain_each_other_and_conflict() -> None:
    first, second = "articles-0", "articles-1"
    assert figure(first, "47").value == figure(second, "47").value == Decimal(47)
    toll, later = figure(first, "12"), next(f for f in article(second).figures if f.surface == "14")
    assert (toll.low, toll.low_inclusive, toll.high) == (Decimal(12), True, None)
    assert later.value == Decimal(14)
    assert figure(first, "9,000").comparator == ">"
    assert figure(second, "6,500").approximate


def test_the_malformed_figure_has_readings_and_no_value() -> None:
    found = figure("articles-1", "13,00")
    assert (found.status, found.value, found.low, found.high) == ("malformed", None, None, None)
    assert len(found.readings) > 1


def test_the_copy_has_the_text_but_is_an_article_of_its_own() -> None:
    first, copy = article("articles-0"), article("articles-2")
    assert (first.text, first.content_hash, first.fingerprint) == (copy.text, copy.content_hash, copy.fingerprint)
    assert first.article_id != copy.article_id


def test_the_page_is_rid_of_its_furniture() -> None:
    page = article("ferries")
    for furniture in ("Home", "Photo", "Related", "lighthouses", "Subscribe", "With reporting", "Updated", "48213"):
        assert furniture not in page.text
    assert {"caption", "contributors", "update_note"} <= {piece.kind for piece in page.furniture}
    assert page.byline == ("Joss Wendell",)
    assert page.published is not None
    assert page.published.at.startswith("2023-05-11T06:30")
    assert page.canonical_url == "https://sound-gazette.example/business/halvard-lines-profit"


@pytest.mark.parametrize(
    ("name", "surface", "value"),
    [("articles-1", "Saturday", "2023-03-18"), ("ferries", "the first quarter", "2023-Q1")],
)
def test_a_forecast_lies_ahead_and_a_profit_behind(name: str, surface: str, value: str) -> None:
    assert [moment.value for moment in article(name).moments if moment.surface == surface] == [value]

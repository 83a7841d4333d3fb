"""Walls, errors and checks of the browser are no articles; articles on such things are."""

from pathlib import Path

import pytest

from schemas.article import RawArticle
from tests.benchmarks.pages.sets import load
from tests.text.clean.walls import ARTICLES, WALLS
from worker.errors import Rejected
from worker.normalise import normalise


def _raw(body: str) -> RawArticle:
    return RawArticle(source="alder.example", body=body, media_type="text/html")


@pytest.mark.parametrize("name", WALLS)
def test_a_wall_is_no_article(name: str) -> None:
    with pytest.raises(Rejected) as refused:
        normalise(_raw(WALLS[name]))
    assert refused.value.code == "not_an_article"


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_on_such_things_is_one(name: str) -> None:
    article = normalise(_raw(ARTICLES[name]))
    assert article.headline
    assert len(article.segments) >= 2


def test_false_alarms_on_open_pages(shared_data: Path) -> None:
    refused = []
    for sample in load("aeb", shared_data / "articles")[::6]:
        try:
            normalise(_raw(sample.markup))
        except Rejected as error:
            refused.append((sample.name, error.code))
    assert refused == []

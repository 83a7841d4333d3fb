"""Figures of an article: the text's numbers, less what the moments already explain."""

from collections import Counter

from schemas.annotation import Annotations
from schemas.article import Article
from worker.enrichers import Enricher
from worker.text.numbers import find_figures

_OFTEN = 2


def _run(article: Article, found: Annotations) -> Annotations:
    if article.language.tag.split("-")[0] not in ("en", "und"):
        return Annotations()
    figures = find_figures(article.text, country=article.country, places=_places(found), taken=found.moments)
    return Annotations(figures=figures)


def _places(found: Annotations) -> frozenset[str]:
    """The countries (ISO 3166) that the article speaks of by place or nationality, more than in passing."""
    named: Counter[str] = Counter()
    for entity in found.entities:
        if entity.type in ("LOCATION", "NATIONALITY"):
            country = entity.links.get("iso3166") or entity.links.get("country")
            if country is not None:
                named[country] += len(entity.mentions)
    return frozenset(country for country, times in named.items() if times >= _OFTEN or country == "US")


NUMBERS = Enricher(name="numbers", reads=frozenset({"entities", "moments"}), writes=frozenset({"figures"}), run=_run)

"""Figures of an article: the text's numbers, less what the moments already explain."""

from collections import Counter
from collections.abc import Sequence

from schemas.annotation import Annotations, Entity
from schemas.article import Article, EnrichedArticle
from worker.enrichers import Enricher
from worker.text.numbers import Explained, explain_figures, find_figures

_OFTEN = 2


def _run(article: Article, found: Annotations) -> Annotations:
    if not _readable(article):
        return Annotations()
    places = _places(found.entities)
    return Annotations(figures=find_figures(article.text, country=article.country, places=places, taken=found.moments))


def explain(article: EnrichedArticle) -> tuple[Explained, ...]:
    """Which rules made the figures of an article, from what the enrichers before found in it; empty where not read."""
    if not _readable(article):
        return ()
    places = _places(article.entities)
    return explain_figures(article.text, country=article.country, places=places, taken=article.moments)


def _readable(article: Article) -> bool:
    return article.language.tag.split("-")[0] in ("en", "und")


def _places(entities: Sequence[Entity]) -> frozenset[str]:
    """The countries (ISO 3166) that the article speaks of by place or nationality, more than in passing."""
    named: Counter[str] = Counter()
    for entity in entities:
        if entity.type in ("LOCATION", "NATIONALITY"):
            country = entity.links.get("iso3166") or entity.links.get("country")
            if country is not None:
                named[country] += len(entity.mentions)
    return frozenset(country for country, times in named.items() if times >= _OFTEN or country == "US")


NUMBERS = Enricher(name="numbers", reads=frozenset({"entities", "moments"}), writes=frozenset({"figures"}), run=_run)

"""Figures of an article: the text's numbers, less what the moments already explain."""

from schemas.annotation import Annotations
from schemas.article import Article
from worker.enrichers import Enricher
from worker.text.numbers import find_figures


def _run(article: Article, found: Annotations) -> Annotations:
    if article.language.tag.split("-")[0] not in ("en", "und"):
        return Annotations()
    return Annotations(figures=find_figures(article.text, country=article.country, taken=found.moments))


NUMBERS = Enricher(name="numbers", reads=frozenset({"mentions", "moments"}), writes=frozenset({"figures"}), run=_run)

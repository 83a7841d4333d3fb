"""Dates, times and durations of an article, counted from the day it was published or filed."""

from schemas.annotation import Annotations
from schemas.article import Article
from worker.enrichers import Enricher
from worker.text.dates import Reference, find_moments


def reference_of(article: Article) -> Reference | None:
    """The day that relative dates are counted from: when it was published, else the dateline's day where its year is
    known. The clock is never asked; `modified` counts only where normalising let it serve as `published`.
    """
    if article.published is not None:
        found = Reference.parse(article.published.at, "published")
        if found is not None:
            return found
    if article.dateline is not None and article.dateline.date is not None:
        return Reference.parse(article.dateline.date, "dateline")
    return None


def run(article: Article, _: Annotations) -> Annotations:
    """Fill `moments`, for articles in English or in a language that could not be told."""
    if article.language.tag.split("-")[0].lower() not in ("en", "und"):
        return Annotations()
    return Annotations(moments=find_moments(article.text, reference=reference_of(article), country=article.country))


DATES = Enricher(name="dates", reads=frozenset(), writes=frozenset({"moments"}), run=run)

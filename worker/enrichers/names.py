"""Names: who, which organisation, where."""

from schemas.annotation import Annotations
from schemas.article import Article
from worker.enrichers import Enricher
from worker.text.names import find_names

ENGLISH = ("en", "und")
"""Primary language tags for which the rules of English hold; a text that does not tell is read as English."""


def run(article: Article, found: Annotations) -> Annotations:
    """The mentions and entities of an article; in other languages than English those of the tables alone."""
    headline = next((segment.end for segment in article.segments if segment.kind == "headline"), 0)
    mentions, entities = find_names(
        article.text,
        article.sentences,
        country=article.country,
        dateline_place=article.dateline.place if article.dateline else None,
        headline_end=headline,
        english=article.language.tag.split("-")[0].lower() in ENGLISH,
    )
    return Annotations(mentions=mentions, entities=entities)


NAMES = Enricher(name="names", reads=frozenset(), writes=frozenset(("mentions", "entities")), run=run)

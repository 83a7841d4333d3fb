"""Quotes with their speakers."""

from schemas.annotation import Annotations
from schemas.article import Article
from worker.enrichers import Enricher
from worker.text.quotes import find_quotes


def _run(article: Article, found: Annotations) -> Annotations:
    return Annotations(
        quotes=find_quotes(article.text, article.segments, article.sentences, found.mentions, found.entities)
    )


QUOTES = Enricher(name="quotes", reads=frozenset({"mentions", "entities"}), writes=frozenset({"quotes"}), run=_run)

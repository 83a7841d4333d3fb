"""Names: who, which organisation, where."""

from dataclasses import replace
from functools import partial

from schemas.annotation import Annotations
from schemas.article import Article
from worker.enrichers import Enricher
from worker.errors import Misconfigured
from worker.text.names import find_names
from worker.text.names.model import network
from worker.text.names.own import NOTHING, OwnNames

ENGLISH = ("en", "und")
"""Primary language tags for which the rules of English hold; a text that does not tell is read as English."""


def run(article: Article, found: Annotations, own: OwnNames = NOTHING) -> Annotations:
    """The mentions and entities of an article; in other languages than English those of the tables alone.

    `own` are the operator's names.
    """
    headline = next((segment.end for segment in article.segments if segment.kind == "headline"), 0)
    mentions, entities = find_names(
        article.text,
        article.sentences,
        country=article.country,
        dateline_place=article.dateline.place if article.dateline else None,
        headline_end=headline,
        english=article.language.tag.split("-")[0].lower() in ENGLISH,
        own=own,
    )
    return Annotations(mentions=mentions, entities=entities)


def with_names(own: OwnNames) -> Enricher:
    """The enricher that knows the operator's names besides."""
    return replace(NAMES, run=partial(run, own=own))


def check() -> None:
    """Whether the model's files are there and whole. Raises Misconfigured where they are not."""
    try:
        network.check()
    except network.ModelFault as fault:
        raise Misconfigured(str(fault)) from None


NAMES = Enricher(name="names", reads=frozenset(), writes=frozenset(("mentions", "entities")), run=run, check=check)

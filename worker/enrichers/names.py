"""Names: who, which organisation, where."""

from functools import partial

from schemas.annotation import Annotations
from schemas.article import Article
from worker.enrichers import Enricher
from worker.errors import Misconfigured
from worker.text.names import find_names
from worker.text.names.model import network as model
from worker.text.names.own import NOTHING, OwnNames

ENGLISH = ("en", "und")
"""Primary language tags for which the rules of English hold; a text that does not tell is read as English."""


def run(article: Article, found: Annotations, own: OwnNames = NOTHING, *, network: bool = True) -> Annotations:
    """The mentions and entities of an article; in other languages than English those of the tables alone.

    `own` are the operator's names; without `network` the rules find them.
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
        network=network,
    )
    return Annotations(mentions=mentions, entities=entities)


def names_by(*, network: bool, own: OwnNames = NOTHING) -> Enricher:
    """The enricher that knows the operator's names besides; without the network it needs no files of it."""
    return Enricher(
        NAMES.name, NAMES.reads, NAMES.writes, partial(run, own=own, network=network), *((check,) if network else ())
    )


def check() -> None:
    """Whether the model's files are there and whole. Raises Misconfigured where they are not."""
    try:
        model.check()
    except model.ModelFault as fault:
        raise Misconfigured(str(fault)) from None


NAMES = Enricher(name="names", reads=frozenset(), writes=frozenset(("mentions", "entities")), run=run, check=check)

"""The enrichers: each reads an article and the annotations made before it, and returns its own layers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from schemas.annotation import Annotations
from schemas.article import Article

Layer = Literal["mentions", "entities", "figures", "moments", "quotes"]


def _nothing_needed() -> None:
    return None


@dataclass(frozen=True, slots=True)
class Enricher:
    """One step of the enrichment.

    `run` gets the article and every annotation made before; of what it returns only the layers that it `writes` are
    taken. It is pure: the same input gives the same output. An exception in it costs its own layers, not the article.
    """

    name: str
    reads: frozenset[Layer]
    writes: frozenset[Layer]
    run: Callable[[Article, Annotations], Annotations]
    check: Callable[[], None] = _nothing_needed
    """Whether the files that it reads are there and whole; raises Misconfigured with one line where they are not."""

"""Whose number it is: the speaker of the quote that a figure stands in."""

from collections.abc import Sequence

from schemas.annotation import Annotations, Figure, Quote
from schemas.article import Article
from worker.enrichers import Enricher

_DEPTH = 8
"""Quotes within quotes that are looked through at most; real text has three."""


def attribute(figures: Sequence[Figure], quotes: Sequence[Quote]) -> tuple[Figure, ...]:
    """The figures, each with the speaker of the innermost quote that holds it; others are left as they are.

    Both are sorted by start. A figure in a quote of nobody's ("officials said") stays without a speaker, also where
    that quote lies within another's: "Maro said officials had counted 40" is not Maro's count. A scare quote without a
    speaker says nothing of who counted, so it is looked through.
    """
    attributed: list[Figure] = []
    opened: list[Quote] = []
    coming = iter(quotes)
    following = next(coming, None)
    for figure in figures:
        while following is not None and following.start <= figure.start:
            if following.kind != "scare" or following.speaker is not None:
                opened.append(following)
            following = next(coming, None)
        while opened and opened[-1].end <= figure.start:
            opened.pop()
        around = [quote for quote in opened[-_DEPTH:] if quote.end >= figure.end]
        speaker = min(around, key=lambda quote: quote.end - quote.start).speaker if around else None
        attributed.append(figure if speaker is None else figure.model_copy(update={"speaker": speaker}))
    return tuple(attributed)


def _run(_: Article, found: Annotations) -> Annotations:
    return Annotations(figures=attribute(found.figures, found.quotes))


ATTRIBUTION = Enricher(
    name="attribution",
    reads=frozenset({"figures", "quotes", "mentions", "entities"}),
    writes=frozenset({"figures"}),
    run=_run,
)

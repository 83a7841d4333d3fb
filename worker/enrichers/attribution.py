"""Whose number it is: the speaker of the quote that a figure stands in, else the one whose count it is."""

from collections.abc import Mapping, Sequence

from schemas.annotation import Annotations, Figure, Quote
from schemas.article import Article
from worker.enrichers import Enricher
from worker.text.numbers.sources import name_sources

_DEPTH = 8
"""Quotes within quotes that are looked through at most; real text has three."""


def attribute(
    figures: Sequence[Figure], quotes: Sequence[Quote], sources: Mapping[int, int] | None = None
) -> tuple[Figure, ...]:
    """The figures, each with the speaker of the innermost quote that holds it; others are left as they are.

    `sources` tells by a figure's index whose count it is: that holds where no quote does. Both sequences are sorted by
    start. A figure in a quote of nobody's ("officials said") stays without a speaker, also where
    that quote lies within another's: "Maro said officials had counted 40" is not Maro's count. A scare quote without a
    speaker says nothing of who counted, so it is looked through.
    """
    attributed: list[Figure] = []
    opened: list[Quote] = []
    coming = iter(quotes)
    following = next(coming, None)
    for index, figure in enumerate(figures):
        while following is not None and following.start <= figure.start:
            if following.kind != "scare" or following.speaker is not None:
                opened.append(following)
            following = next(coming, None)
        while opened and opened[-1].end <= figure.start:
            opened.pop()
        around = [quote for quote in opened[-_DEPTH:] if quote.end >= figure.end]
        speaker = (
            min(around, key=lambda quote: quote.end - quote.start).speaker if around else (sources or {}).get(index)
        )
        attributed.append(figure if speaker is None else figure.model_copy(update={"speaker": speaker}))
    return tuple(attributed)


def _run(article: Article, found: Annotations) -> Annotations:
    sources = name_sources(article.text, article.sentences, found.mentions, found.figures)
    return Annotations(figures=attribute(found.figures, found.quotes, sources))


ATTRIBUTION = Enricher(
    name="attribution",
    reads=frozenset({"figures", "quotes", "mentions", "entities"}),
    writes=frozenset({"figures"}),
    run=_run,
)

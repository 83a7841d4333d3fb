"""Laws of normalisation: an article's own text loses nothing more, and no word of a body is lost or doubled."""

import re
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.article import Article
from tests.benchmarks import datelines, furniture
from tests.normalising import raw_article
from worker.errors import Rejected
from worker.normalise import normalise

FURNITURE = [line.text for line in furniture.furniture() + furniture.furniture("furniture_later.tsv")]
NEWS = [line.text for line in furniture.news() + furniture.news("news_later.txt")]
REPORTS = [case.lead + case.body for case in datelines.own_cases()] + datelines.own_without()
LINES = st.lists(
    st.one_of(
        st.sampled_from(FURNITURE), st.sampled_from(NEWS), st.sampled_from(REPORTS), st.sampled_from(furniture.PROSE)
    ),
    min_size=1,
    max_size=14,
)
_WORD = re.compile(r"\w+")


def _words(*texts: str) -> Counter[str]:
    return Counter(word for text in texts for word in _WORD.findall(text))


def _article(body: str, headline: str | None = None) -> Article | None:
    try:
        return normalise(raw_article(body, headline=headline, media_type="text/plain"))
    except Rejected:
        return None


@settings(max_examples=100, deadline=None)
@given(LINES, st.sampled_from(["\n\n", "\n"]))
def test_no_word_is_lost_or_doubled(lines: list[str], between: str) -> None:
    body = between.join(lines)
    article = _article(body)
    if article is not None and not article.repairs:
        assert _words(article.text, *(one.text for one in article.furniture)) == _words(body)


@settings(max_examples=100, deadline=None)
@given(LINES, st.sampled_from([None, "Town to rebuild wall", "Correction: a town and its wall"]))
def test_an_articles_own_text_loses_nothing_more(lines: list[str], headline: str | None) -> None:
    article = _article("\n\n".join(lines), headline)
    if article is None:
        return
    for known in (None, article.headline):
        again = _article(article.text, known)
        assert again is not None
        assert (again.text, again.furniture) == (article.text, ())


@settings(max_examples=60, deadline=None)
@given(LINES)
def test_spans_are_slices(lines: list[str]) -> None:
    article = _article("\n\n".join(lines))
    if article is None:
        return
    assert article.text == "\n\n".join(article.text[one.start : one.end] for one in article.segments)
    inside = "".join(article.text[one.start : one.end] for one in article.sentences)
    assert "".join(inside.split()) == "".join(article.text.split())

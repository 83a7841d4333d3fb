"""The laws that every enricher obeys; one that is new in ENRICHERS is tested here by itself."""

import sys
import time
from collections.abc import Callable
from functools import cache
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.annotation import Annotations
from schemas.article import Article
from schemas.base import Contract
from schemas.span import Span
from tests.enrichers.building import annotate, article_of, spans, surfaces
from worker.enrichers.registry import ENRICHERS

WORDS = """
0 1 7 12 47 100 200,00 1,200 1.5 3/4 1:0 10-12 £3m $1.2bn 5% 2031 90s 47-year-old 6'2" 1e999 half a dozen hundreds
thousands million bn percent more than nearly about up to between and of per km metres Monday Friday May March November
4 2022 yesterday last week tomorrow noon 3pm two months ago quarter Lena Maro Mr Mrs President the Orla Council Ministry
Russia Russian Kyiv Moscow US U.S. UN Reuters Inc. said says saying told reporters that according to he she it they who
which called killed people dead by from
"""
BITS = (*"\"'“”‘’«»,.:;!?()-–—$€£%/\\\t\n \u00a0\u200b\u0301\U0001f600٣Ⅳ½", "\n\n", *WORDS.split())
TEXTS = st.one_of(
    st.lists(st.sampled_from(BITS), max_size=40).map(" ".join),
    st.lists(st.sampled_from(BITS), max_size=40).map("".join),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=80),
)
SENTENCES = st.lists(
    st.sampled_from(
        (
            "Lena Maro, the mayor of Orla, said on Friday that 1,200 of 5,000 houses were “lost”.",
            '"We counted 40 people," she told reporters in Kyiv on November 4.',
            "More than $1.2bn, or 30 percent, was paid between 2019 and 2021, according to Reuters.",
            "Nearly 200,00 people fled Russia after two months, state media reported.",
            "Mr Maro and two-thirds of his 47-year-old followers said the price rose from 3 to 5 euros a litre.",
            "'Serious' talks with the Ministry of Health are due next week at 3pm.",
        )
    ),
    max_size=5,
).map("\n\n".join)
QUICK = settings(max_examples=50, deadline=None)

enricher_law = pytest.mark.parametrize("place", range(len(ENRICHERS)), ids=[one.name for one in ENRICHERS])


def before(text: str, place: int) -> Annotations:
    return annotate(article_of(text), ENRICHERS[:place])


def own(text: str, place: int) -> Annotations:
    """The layers that one enricher makes of a text, after those before it."""
    enricher = ENRICHERS[place]
    made = enricher.run(article_of(text), before(text, place))
    return Annotations(**{layer: getattr(made, layer) for layer in enricher.writes})


@enricher_law
@QUICK
@given(text=st.one_of(TEXTS, SENTENCES))
def test_what_it_finds_lies_in_the_text_in_order(place: int, text: str) -> None:
    """Also: it never raises on any string."""
    made = own(text, place)
    assert all(0 <= span.start < span.end <= len(text) for span in spans(made))
    assert all(text[found.start : found.end] == found.surface for found in surfaces(made))
    for layer in (made.mentions, made.figures, made.moments, made.quotes):
        starts = [found.start for found in layer]
        assert starts == sorted(starts)
    firsts = [entity.mentions[0] for entity in made.entities]
    assert firsts == sorted(firsts)


@enricher_law
@QUICK
@given(text=st.one_of(TEXTS, SENTENCES))
def test_indices_point_into_their_lists(place: int, text: str) -> None:
    found = annotate(article_of(text), ENRICHERS[: place + 1])
    for number, mention in enumerate(found.mentions):
        assert number in found.entities[mention.entity].mentions
    for number, entity in enumerate(found.entities):
        assert list(entity.mentions) == sorted(set(entity.mentions))
        assert all(found.mentions[index].entity == number for index in entity.mentions)
    for place_of, figure in enumerate(found.figures):
        ends = (figure.change.from_, figure.change.to) if figure.change else ()
        for index in (figure.part_of, *ends):
            assert index is None or index < len(found.figures)
        assert figure.part_of != place_of  # no figure is part of itself; an end of a change names itself
        assert figure.speaker is None or figure.speaker < len(found.entities)
    for quote in found.quotes:
        assert quote.speaker is None or quote.speaker < len(found.entities)


@enricher_law
@QUICK
@given(text=st.one_of(TEXTS, SENTENCES))
def test_bounds_hold_the_value(place: int, text: str) -> None:
    for figure in own(text, place).figures:
        if figure.status in ("malformed", "ambiguous"):
            assert figure.value is None
        low, high = figure.low, figure.high
        assert low is None or high is None or low <= high
        if figure.value is not None:
            assert low is None or low <= figure.value
            assert high is None or figure.value <= high
        assert (low is None) == (figure.low_inclusive is None)
        assert (high is None) == (figure.high_inclusive is None)


@enricher_law
@QUICK
@given(text=SENTENCES)
def test_the_same_text_gives_the_same(place: int, text: str) -> None:
    assert own(text, place) == own(text, place)


@enricher_law
@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u00a0", "\ufeff"])
def test_no_text_gives_nothing(place: int, text: str) -> None:
    assert own(text, place) == Annotations()


@enricher_law
@QUICK
@given(text=SENTENCES)
def test_a_paragraph_in_front_moves_spans_by_its_length(place: int, text: str) -> None:
    front = "Nothing more is known of it so far.\n\n"
    assert own(front, place) == Annotations()
    alone, moved = own(text, place), own(front + text, place)
    assert _placeless(alone) == _placeless(moved)
    assert [(span.start + len(front), span.end + len(front)) for span in spans(alone)] == [
        (span.start, span.end) for span in spans(moved)
    ]


def _placeless(value: object) -> object:
    """Annotations without their places, and without salience, which weighs them."""
    if isinstance(value, Annotations):
        return [
            _placeless(layer) for layer in (value.mentions, value.entities, value.figures, value.moments, value.quotes)
        ]
    if isinstance(value, tuple):
        return [_placeless(item) for item in value]
    if isinstance(value, Contract):
        hidden = {"salience"} | ({"start", "end"} if isinstance(value, Span) else set())
        return {name: _placeless(getattr(value, name)) for name in type(value).model_fields if name not in hidden}
    return value


BAITS = {
    "opening marks": '"We ',
    "single marks": "'a ",
    "closing marks": "x” ",
    "said": "he said ",
    "said, quoted": 'he said "a b" ',
    "Maro said,": "Lena Maro said, ",
    "according to": "according to ",
    "names": "Lena Maro ",
    "capitals": "Ax ",
    "numerals": "1,000 ",
    "digits and commas": "1,",
    "digits": "7",
    "number words": "two hundred and ",
    "ranges": "10-12-",
    "percent": "5% of ",
    "months": "November 4 ",
    "days": "last Friday ",
    "brackets": "((",
    "commas": ", ",
    "apostrophes": "s' ",
    "dashes": "— ",
    "lines": "a\n",
    "of the": "of the ",
}


@enricher_law
@pytest.mark.parametrize("bait", BAITS.values(), ids=BAITS.keys())
def test_work_grows_with_the_text_and_not_faster(place: int, bait: str) -> None:
    """Four times the text is at most six times the calls; for what runs inside one call, a generous clock."""
    short, long = (_ready(bait * (length // len(bait)), place) for length in (1_200, 4_800))
    assert _calls(long) <= 6 * _calls(short) + 1_000
    assert _seconds(long) <= 10 * _seconds(short) + 0.1


def _ready(text: str, place: int) -> Callable[[], object]:
    article, found = _bait(text, place)
    return lambda: ENRICHERS[place].run(article, found)


@cache
def _bait(text: str, place: int) -> tuple[Article, Annotations]:
    if not place:
        return article_of(text), Annotations()
    article, found = _bait(text, place - 1)
    return article, annotate(article, ENRICHERS[place - 1 : place], found)


def _calls(work: Callable[[], object]) -> int:
    """How many functions are called, those written in C included."""
    count = 0

    def note(_: FrameType, event: str, __: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before_us = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before_us)
    return count


def _seconds(work: Callable[[], object]) -> float:
    """The least of three: a pause of the collector, or of the machine, is not the work's."""
    return min(_once(work) for _ in range(3))


def _once(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun

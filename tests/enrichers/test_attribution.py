"""Whose number it is."""

from decimal import Decimal

import pytest

from schemas.annotation import Figure, Quote
from tests.enrichers.building import annotate, article_of
from worker.enrichers.attribution import ATTRIBUTION, attribute
from worker.enrichers.registry import ENRICHERS


def figure(start: int, speaker: int | None = None) -> Figure:
    return Figure(start=start, end=start + 2, surface="12", kind="cardinal", value=Decimal(12), speaker=speaker)


def quote(start: int, end: int, speaker: int | None, kind: str = "indirect") -> Quote:
    return Quote.model_validate({"start": start, "end": end, "kind": kind, "speaker": speaker})


@pytest.mark.parametrize(
    ("quotes", "speaker"),
    [
        ((), None),
        ((quote(0, 20, 3),), 3),
        ((quote(0, 20, 3, "direct"),), 3),
        ((quote(0, 20, None),), None),
        ((quote(0, 10, 3),), None),
        ((quote(0, 11, 3),), None),
        ((quote(11, 20, 3),), None),
        ((quote(12, 20, 3),), None),
        ((quote(10, 12, 3),), 3),
        ((quote(0, 20, 3), quote(5, 15, 4)), 4),
        ((quote(0, 20, 3), quote(5, 15, None)), None),
        ((quote(0, 20, 3), quote(5, 15, None, "scare")), 3),
        ((quote(0, 20, 3), quote(5, 15, 4, "scare")), 4),
        ((quote(0, 20, 3), quote(2, 8, 4)), 3),
        ((quote(0, 20, 3), quote(2, 30, 4), quote(3, 8, 5)), 3),
    ],
)
def test_the_innermost_quote_that_holds_a_figure(quotes: tuple[Quote, ...], speaker: int | None) -> None:
    (found,) = attribute((figure(10),), quotes)
    assert found.speaker == speaker
    assert found.model_copy(update={"speaker": None}) == figure(10)


def test_a_speaker_that_is_known_stays_where_no_quote_tells() -> None:
    assert attribute((figure(10, speaker=2),), ())[0].speaker == 2


def test_a_count_is_its_owners_where_nobody_is_quoted() -> None:
    assert attribute((figure(10), figure(20)), (quote(0, 15, 3),), {0: 5, 1: 6})[0].speaker == 3
    assert attribute((figure(10), figure(20)), (quote(0, 15, 3),), {0: 5, 1: 6})[1].speaker == 6
    assert attribute((figure(10),), (quote(0, 15, None),), {0: 5})[0].speaker is None


def test_many_figures_in_many_quotes() -> None:
    figures = tuple(figure(10 * place) for place in range(300))
    quotes = tuple(quote(10 * place, 10 * place + 5, place % 7) for place in range(0, 300, 2))
    found = attribute(figures, quotes)
    assert [one.speaker for one in found] == [place % 7 if place % 2 == 0 else None for place in range(300)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Viktor Orban said 1,200 houses were lost.", "Viktor Orban"),
        ("At least 1,200 houses were lost, Viktor Orban said.", "Viktor Orban"),
        ('"We lost 1,200 houses," Viktor Orban said.', "Viktor Orban"),
        ("Some 1,200 houses were lost, according to UNICEF.", "United Nations Children's Fund"),
        ("According to UNICEF, 1,200 houses were lost.", "United Nations Children's Fund"),
        ("Ukraine reported 1,200 new cases.", "Ukraine"),
        ("UNICEF counted 1,200 dead.", "United Nations Children's Fund"),
        ("By UNICEF's count, 1,200 children died.", "United Nations Children's Fund"),
        ("Data released by UNICEF showed 1,200 deaths.", "United Nations Children's Fund"),
        ("The toll stands at 1,200, per UNICEF.", "United Nations Children's Fund"),
        ("UNICEF's estimate of 1,200 dead was disputed.", "United Nations Children's Fund"),
        ("A UNICEF survey of 1,200 homes began.", "United Nations Children's Fund"),
        ("Viktor Orban predicted a turnout of 1,200.", "Viktor Orban"),
        ("Data from UNICEF was lost with 1,200 files.", None),
        ("UNICEF sent 1,200 tents.", None),
        ("The storm in Ukraine claimed 1,200 lives.", None),
        ("Ukrainian officials said 1,200 houses were lost.", None),
        ("Officials told UNICEF that 1,200 houses were lost.", None),
        ("Viktor Orban said officials had reported 1,200 new cases.", None),
        ("Viktor Orban left after 1,200 houses were lost.", None),
        ("Viktor Orban is said to have lost 1,200 houses.", None),
    ],
)
def test_whole_sentences(text: str, speaker: str | None) -> None:
    found = annotate(article_of(text), ENRICHERS)
    (number,) = (one for one in found.figures if one.surface == "1,200")
    name = None if number.speaker is None else found.entities[number.speaker].canonical
    assert name == speaker


def test_what_it_says_of_itself() -> None:
    assert ATTRIBUTION.writes == {"figures"}
    assert {"figures", "quotes"} <= ATTRIBUTION.reads

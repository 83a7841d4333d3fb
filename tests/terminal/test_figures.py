"""Figures in a few characters."""

from decimal import Decimal

import pytest

from schemas.annotation import Counted, FigureFacts, Per, Reading
from schemas.span import Surface
from worker.terminal.figures import counted, extent, grouped, hedged, unit


def figure(surface: str = "45", /, **fields: object) -> FigureFacts:
    return FigureFacts.model_validate(
        {"start": 10, "end": 10 + len(surface), "surface": surface, "kind": "cardinal", **fields}
    )


def bounded(low: str | None, high: str | None, *, closed: tuple[bool, bool] = (True, True), **more: object) -> str:
    bounds = {"low": low, "high": high, "low_inclusive": closed[0], "high_inclusive": closed[1]}
    return extent(figure("45", **bounds, **more))


def test_amounts_are_grouped_without_losing_a_digit() -> None:
    assert grouped(Decimal("123456789012")) == "123,456,789,012"
    assert grouped(Decimal("0.000001")) == "0.000001"
    assert grouped(Decimal("-12000.50")) == "-12,000.5"
    assert grouped(Decimal("3E+5")) == "300,000"


def test_bounds() -> None:
    assert bounded("45", "45", value="45") == "45"
    assert bounded("300000", None, closed=(False, True), value="300000") == "> 300,000"
    assert bounded("12", None, value="12") == "≥ 12"
    assert bounded(None, "70") == "≤ 70"
    assert bounded(None, "70", closed=(True, False)) == "< 70"
    assert bounded("10", "20") == "10 to 20"
    assert bounded("10", "20", closed=(False, False)) == "> 10 to < 20"
    assert bounded("450", "550", value="500", approximate=True) == "≈ 500 (450 to 550)"
    assert bounded(None, None, value="500", approximate=True) == "≈ 500"
    assert bounded(None, None) == "?"


def test_fractions_scores_and_ratios_are_shown_as_such() -> None:
    third = {"value": "0.333333333333", "fraction": "1/3"}
    assert extent(figure(**third, low="0.333333333333", high="0.333333333333")) == "1/3"
    assert extent(figure(**third, high="0.333333333333", comparator="<", approximate=True)) == "≈ < 1/3"
    assert extent(figure(kind="score", parts=["9", "4"])) == "9-4"
    assert extent(figure(kind="ratio", parts=["1", "3"])) == "1 in 3"


@pytest.mark.parametrize("status", ["malformed", "ambiguous", "inconsistent"])
def test_what_is_not_sound_has_no_extent(status: str) -> None:
    assert extent(figure(status=status, low="1", high="2")) == status
    readings = [Reading(surface="200"), Reading(surface="200,000")]
    assert extent(figure(status=status, readings=readings)) == f"{status}: 200 or 200,000?"


def test_units() -> None:
    per = Per(value=Decimal(1), unit="day")
    assert unit(figure()) == ""
    assert unit(figure(unit="knots")) == "knots"
    assert unit(figure(unit="tonnes", unit_code="t")) == "t"
    assert unit(figure(unit_code="EUR", per=per)) == "EUR/day"
    assert unit(figure(per=Per(value=Decimal(100000), unit="people"))) == "/100,000 people"
    assert unit(figure(unit_code="km/h", per=per)) == "km/h"


def test_what_is_counted_and_hedged() -> None:
    people = Counted(start=13, end=19, surface="people", head="people", event="killed")
    assert counted(figure(counted=people)) == "people [killed]"
    assert counted(figure()) == ""
    assert hedged(figure(qualifier=Surface(start=0, end=9, surface="more than"))) == "more than 45"
    assert hedged(figure(qualifier=Surface(start=13, end=18, surface="or so"))) == "45 or so"
    assert hedged(figure()) == "45"

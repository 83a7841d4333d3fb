"""The two third-party samples: every date and duration that their list requires."""

import json
from pathlib import Path

import pytest

from schemas.annotation import Moment
from worker.text.dates import Reference, find_moments

PUBLISHED = Reference(2022, 11, 4)
UNKNOWN_YEAR = {"2022-11-04": "XXXX-11-04", "2022-09": "XXXX-09", "2022-02": "XXXX-02", "PXM": "PXM"}


def required(shared_data: Path) -> list[tuple[int, int, str]]:
    listed = next((shared_data / "seeds").glob("000_*.figures.json"))
    return [
        (each["start"], each["end"], each["timex"])
        for each in json.loads(listed.read_text(encoding="utf-8"))["mentions"]
        if each["type"] in ("date", "duration") and each["status"] == "required"
    ]


def spans(moments: tuple[Moment, ...]) -> dict[tuple[int, int], str | None]:
    return {(each.start, each.end): each.value for each in moments}


def test_the_first_with_its_day(shared_data: Path, sample_texts: tuple[str, str]) -> None:
    found = find_moments(sample_texts[0], reference=PUBLISHED)
    values = spans(found)
    for start, end, value in required(shared_data):
        assert values.pop((start, end)) == value
    same = [each for each in found if each.surface == "the same day"]
    assert [each.value for each in same] == ["2022-11-04"]
    assert same[0].anchor == "text"
    assert len(values) == len(same)


def test_the_first_without_a_day_has_no_year(shared_data: Path, sample_texts: tuple[str, str]) -> None:
    values = spans(find_moments(sample_texts[0]))
    for start, end, value in required(shared_data):
        assert values[start, end] == UNKNOWN_YEAR[value]


def test_the_second_tells_the_same_day(sample_texts: tuple[str, str]) -> None:
    found = find_moments(sample_texts[1], reference=PUBLISHED)
    assert [(each.surface, each.value) for each in found if each.surface == "Friday"] == [("Friday", "2022-11-04")] * 2
    rest = [(each.surface, each.value) for each in found if each.surface in ("September", "two-month", "monthly")]
    assert rest == [("September", "2022-09"), ("two-month", "P2M"), ("monthly", "P1M")]


@pytest.mark.parametrize("reference", [None, PUBLISHED])
def test_no_age_and_no_bare_number_is_a_moment(reference: Reference | None, sample_texts: tuple[str, str]) -> None:
    for text in sample_texts:
        surfaces = {each.surface for each in find_moments(text, reference=reference)}
        assert not surfaces & {"two", "318,000", "2,000"}

"""The marked sets, kept above what was reached: linking and grouping of the marked spans."""

import re
from pathlib import Path

import pytest

from tests.benchmarks import names_grouping, names_linking
from tests.text.names.marked import HERE, Case, read

LINKING = sorted((HERE / "linking").glob("*.txt"))
GROUPING = sorted((HERE / "grouping").glob("*.txt"))


@pytest.mark.parametrize("path", LINKING, ids=lambda path: str(path.stem))
def test_links_are_right_and_many(path: Path) -> None:
    cases = list(read(path))
    score = names_linking.score(cases, names_linking.given)
    assert score.right / score.made >= 0.97
    assert score.right / score.owed >= 0.9


@pytest.mark.parametrize("path", GROUPING, ids=lambda path: str(path.stem))
def test_groups_are_right(path: Path) -> None:
    cases = list(read(path))
    assert names_grouping.score(cases, names_grouping.given)[2] >= 95
    assert names_grouping.score(cases, names_grouping.exact)[2] < 80, "too easy a set"


def test_the_linking_sets_are_large_and_half_hard() -> None:
    cases = [case for path in LINKING for case in read(path)]
    hard = sum(len(case.marks) for case in cases if case.hard)
    assert sum(len(case.marks) for case in cases) >= 300
    assert 2 * hard >= sum(len(case.marks) for case in cases)
    golds = {gold for case in cases for mark in case.marks for gold in mark.gold.split(" or ")}
    assert all(re.fullmatch(r"-|=.+|place:.+|geonames:\d+|iso3166(-[23])?:[A-Z]{2,4}(-\w+)?", gold) for gold in golds)


def test_marks_are_cut_out_of_the_text() -> None:
    (case,) = [case for case in read(GROUPING[0]) if case.headline_end][:1]
    assert isinstance(case, Case)
    assert [case.text[mark.start : mark.end] for mark in case.marks][:2] == ["Harriet Lonsdale", "Lonsdale"]
    assert "[[" not in case.text

"""The news set is in order, and the worker has not become worse on it."""

import re
from datetime import date
from pathlib import Path

import pytest

from tests.text.news import corpus
from tests.text.news.gold import Sentence
from tests.text.news.intervals import interval
from tests.text.news.judge_moments import plain
from tests.text.news.score import score
from tests.text.news.tally import Tallies

FLOORS = {
    "strict": 96.5,
    "value": 97.4,
    "bounds": 97.7,
    "comparator": 98.9,
    "unit": 99.5,
    "kind": 96.8,
    "counted": 98.0,
    "part_of": 93.8,
    "change": 93.3,
    "status": 99.5,
    "m strict": 96.6,
    "m relaxed": 98.2,
    "m value": 96.2,
    "m mod": 98.5,
}
"""F1 in percent over all files: what was measured, less half a point. To be raised with what is gained (scores.md)."""

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LONGEST_FILE = 400


@pytest.fixture(scope="module")
def sentences() -> tuple[Sentence, ...]:
    """The whole set."""
    return tuple(sentence for path in corpus.files() for sentence in corpus.read(path))


@pytest.fixture(scope="module")
def reached() -> Tallies:
    """What the worker reaches now."""
    return score()["all"]


@pytest.mark.parametrize("asked", FLOORS)
def test_not_worse_than_it_was(asked: str, reached: Tallies) -> None:
    assert reached.of[asked].f1 >= FLOORS[asked]


def test_the_set_is_as_large_as_it_says(sentences: tuple[Sentence, ...]) -> None:
    assert len(sentences) >= 320
    assert len({sentence.text for sentence in sentences}) == len(sentences)


def test_files_stay_readable() -> None:
    assert [path.name for path in corpus.files() if len(path.read_text("utf-8").splitlines()) > LONGEST_FILE] == []


def test_a_named_weekday_is_that_day(sentences: tuple[Sentence, ...]) -> None:
    wrong = []
    for sentence in sentences:
        for moment in sentence.moments:
            named = [day for day in WEEKDAYS if day in moment.surface.lower()]
            for value in moment.values:
                day = re.match(r"\d{4}-\d\d-\d\d", value or "")
                if not day or len(named) != 1 or "midnight" in moment.surface:
                    continue  # "midnight Friday" may be the first minute of the day after
                if date.fromisoformat(day[0]).weekday() != WEEKDAYS.index(named[0]):
                    wrong.append(f"{sentence.file}:{moment.line}")
    assert wrong == []


def test_words_of_the_gold_stand_in_the_text(sentences: tuple[Sentence, ...]) -> None:
    wrong = [
        f"{sentence.file}:{figure.line} {word}"
        for sentence in sentences
        for figure in sentence.figures
        for name in ("q", "n")
        for word in figure.fields.get(name, ())
        if word not in ("?", "-") and word not in sentence.text
    ]
    assert wrong == []


def test_a_part_is_smaller_than_its_whole_or_said_to_be_inconsistent(sentences: tuple[Sentence, ...]) -> None:
    wrong = []
    for sentence in sentences:
        worth = {figure.start: figure.worths[0].value for figure in sentence.figures if figure.worths}
        for figure in sentence.figures:
            if figure.part_of is None or figure.part_of.whole is None or "percent" in figure.kinds:
                continue
            part, whole = worth.get(figure.start), worth.get(figure.part_of.whole)
            if (
                part is not None
                and whole is not None
                and (part > whole) != (figure.fields["status"][0] == "inconsistent")
            ):
                wrong.append(f"{sentence.file}:{figure.line}")
    assert wrong == []


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("# 12 | num | 12", "no such surface"),
        ("# 2 | number | 2", "kind"),
        ("# 2 | num | 2 | noun dogs", "field"),
        ("# 2 | num | 2 | of 14", "0 figures"),
        ("2 dogs", "2 dogs"),
    ],
)
def test_a_mistake_in_the_set_is_told(line: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.txt"
    path.write_text(f"% none\n> He has 2 dogs.\n{line}\n", "utf-8")
    with pytest.raises(corpus.BadGold, match=message):
        tuple(corpus.read(path))


def test_an_interval_ends_where_the_next_one_begins() -> None:
    assert interval("2024-02-29") == ("2024-02-29", "2024-03-01")
    assert interval("2020-W53") == ("2020-12-28", "2021-01-04")
    assert interval("2023-H2") == ("2023-07-01", "2024-01-01")
    assert interval("19") == ("1900-01-01", "2000-01-01")
    assert interval("2024-W10-WE") is None


def test_a_value_is_compared_by_what_it_says() -> None:
    assert plain("P1DT12H") == plain("PT36H") == plain("P1.5D")
    assert plain("2024-03-07T11") == plain("2024-03-07T11:00:00+01:00") == "2024-03-07T11:00"
    assert plain("PXM") == "PXM"
    assert plain("2024-03") != plain("2024-03-07")

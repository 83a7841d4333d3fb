"""The scorer tells right answers from wrong ones."""

from pathlib import Path

import pytest

from schemas.annotation import Change, Counted, Figure, Moment
from tests.text.news import corpus
from tests.text.news.gold import Sentence
from tests.text.news.judge_figures import judge_figures
from tests.text.news.judge_moments import judge_moments
from tests.text.news.tally import Outcome, Tallies

TEXT = "Up 5% to 30, of which 12 were dogs, between 1998 and 2004 at the first attempt."
GOLD = f"""% 2022-11-08 GB
> {TEXT}
# 5% | pct | 5 | u % | up | to 30
# 30 | num | 30 | n ?
# 12 | num | 12 | n dogs | of 30
@ [between ]1998 | D 1998
@ 2004 | D 2004 | joins
?# first
"""


@pytest.fixture
def sentence(tmp_path: Path) -> Sentence:
    """One sentence with its gold."""
    path = tmp_path / "one.txt"
    path.write_text(GOLD, "utf-8")
    return next(corpus.read(path))


def figure(surface: str, **fields: object) -> Figure:
    """A plain figure of the text."""
    start = TEXT.index(surface)
    value = surface.strip("%")
    plain: dict[str, object] = {
        "start": start,
        "end": start + len(surface),
        "surface": surface,
        "kind": "cardinal",
        "value": value,
        "low": value,
        "high": value,
        "low_inclusive": True,
        "high_inclusive": True,
    }
    return Figure.model_validate({**plain, **fields})


def moment(surface: str, value: str, **fields: object) -> Moment:
    """A date of the text."""
    start = TEXT.index(surface)
    span = {"start": start, "end": start + len(surface), "surface": surface}
    return Moment.model_validate({**span, "type": "DATE", "value": value, **fields})


def right() -> list[Figure]:
    """The whole answer."""
    dogs = Counted(start=TEXT.index("dogs"), end=TEXT.index("dogs") + 4, surface="dogs", head="dogs")
    return [
        figure(
            "5%", kind="percent", unit="%", unit_code="%", change=Change.model_validate({"direction": "up", "to": 1})
        ),
        figure("30"),
        figure("12", counted=dogs, part_of=1),
    ]


def outcomes(sentence: Sentence, found: list[Figure]) -> dict[str, list[Outcome]]:
    """The outcomes by what was asked, in the order of the text."""
    told: dict[str, list[Outcome]] = {}
    for mark in judge_figures(sentence.figures, found):
        told.setdefault(mark.asked, []).append(mark.outcome)
    return told


def test_the_whole_answer_is_right(sentence: Sentence) -> None:
    assert {outcome for marks in outcomes(sentence, right()).values() for outcome in marks} == {"hit"}


def test_silence_is_missed(sentence: Sentence) -> None:
    told = outcomes(sentence, [])
    assert {outcome for marks in told.values() for outcome in marks} == {"missed"}
    assert {"strict", "value", "bounds", "unit", "counted", "part_of", "change"} <= set(told)


def test_each_wrong_field_is_wrong_alone(sentence: Sentence) -> None:
    percent, thirty, twelve = right()
    for asked, answer in (
        ("value", [percent, thirty.model_copy(update={"value": "31"}), twelve]),
        ("comparator", [percent, thirty.model_copy(update={"comparator": ">"}), twelve]),
        ("bounds", [percent, thirty.model_copy(update={"high": None, "high_inclusive": None}), twelve]),
        ("kind", [percent, thirty.model_copy(update={"kind": "ordinal"}), twelve]),
        ("part_of", [percent, thirty, twelve.model_copy(update={"part_of": None})]),
        ("counted", [percent, thirty, twelve.model_copy(update={"counted": None})]),
        ("unit", [percent.model_copy(update={"unit_code": "USD"}), thirty, twelve]),
        ("status", [percent, thirty.model_copy(update={"status": "ambiguous"}), twelve]),
    ):
        told = outcomes(sentence, answer)
        wrong = {name for name, marks in told.items() if set(marks) != {"hit"}}
        assert wrong in ({asked}, {asked, "bounds"}), asked


def test_a_change_in_the_wrong_direction_or_without_its_end_is_wrong(sentence: Sentence) -> None:
    percent, thirty, twelve = right()
    down = percent.model_copy(update={"change": Change.model_validate({"direction": "down", "to": 1})})
    assert outcomes(sentence, [down, thirty, twelve])["direction"] == ["wrong"]
    loose = percent.model_copy(update={"change": Change.model_validate({"direction": "up"})})
    told = outcomes(sentence, [loose, thirty, twelve])
    assert (told["direction"], told["change"]) == (["hit"], ["wrong"])


def test_a_figure_too_many_is_extra_unless_pardoned(sentence: Sentence) -> None:
    pardoned = figure("first", kind="ordinal", value="1", low="1", high="1")
    assert "extra" not in outcomes(sentence, [*right(), pardoned])["strict"]
    year = figure("1998")
    assert outcomes(sentence, [*right(), year])["strict"].count("extra") == 1
    assert "extra" not in outcomes(sentence, [*right(), year.model_copy(update={"kind": "name"})])["strict"]


def test_a_range_may_be_one_moment_or_two(sentence: Sentence) -> None:
    two = [moment("1998", "1998", begins="1998-01-01", ends="1999-01-01"), moment("2004", "2004")]
    one = [moment("between 1998 and 2004", "P7Y", type="DURATION", begins="1998-01-01", ends="2005-01-01")]
    short = [one[0].model_copy(update={"ends": "2004-01-01"})]
    for found, f1 in ((two, 100.0), (one, 100.0), (short, 0.0)):
        tallies = Tallies()
        tallies.add(judge_moments(sentence.moments, found))
        assert tallies.of["m value"].f1 == f1
        assert tallies.of["m strict"].f1 == 100.0


def test_tallies_count_what_was_expected_and_given(sentence: Sentence) -> None:
    tallies = Tallies()
    tallies.add(judge_figures(sentence.figures, [right()[1], figure("1998")]))
    strict = tallies.of["strict"]
    assert (strict.hits, strict.expected, strict.given) == (1, 3, 2)
    assert (round(strict.precision), round(strict.recall), round(strict.f1)) == (50, 33, 40)

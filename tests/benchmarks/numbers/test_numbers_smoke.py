"""The benchmark itself, with an invented rival and three sentences of our own: no rival is installed for it."""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import pytest

from tests.benchmarks.borrowed import NotInstalled
from tests.benchmarks.numbers import __main__ as command
from tests.benchmarks.numbers import ours, speed
from tests.benchmarks.numbers.adapters.shapes import digits, duration, number, outermost
from tests.benchmarks.numbers.rivals import Rival, answers, at_work
from tests.benchmarks.numbers.suites import Annotated, Found, Row, Score, Suite, load_scorer, score
from tests.benchmarks.numbers.table import Cell, Line, Run, as_json, markdown

ROWS: tuple[Row, ...] = (
    {"id": "a", "text": "The harbour lost 42 boats.", "expected": [{"start": 17, "end": 19, "value": 42}]},
    {"id": "b", "text": "Crews towed 17 of them.", "expected": [{"start": 12, "end": 14, "value": 17}]},
    {"id": "c", "text": "Nobody counted the oars.", "expected": []},
)
ADAPTER = '''
"""An invented rival: every numeral of digits is a cardinal, and the word "oars" is too much for it."""
from tests.benchmarks.numbers.adapters.shapes import digits

def version():
    return "invented 1.0"

def find(text, reference, kinds, prefer, hint):
    print("chatter on stdout does no harm")
    if "oars" in text:
        raise LookupError
    return digits(text)
'''


class ByValue:
    """A scorer that looks at values only."""

    ALL: ClassVar[set[str]] = {"cardinal"}
    KINDS: ClassVar[Mapping[str, set[str]]] = {}
    NUMBERS: ClassVar[tuple[str, ...]] = ("invented",)
    DATES: ClassVar[tuple[str, ...]] = ()

    def load(self, suite: str) -> list[Row]:
        """The three sentences."""
        return list(ROWS)

    def annotate(self, rows: Sequence[Row]) -> Mapping[str, Annotated]:
        """Nothing is found by us."""
        return {row["id"]: {"figures": [], "moments": []} for row in rows}

    def numbers(self, rows: Sequence[Row], predictions: Mapping[str, Sequence[Found]], kinds: set[str]) -> Score:
        """F1 of the values of the wanted kinds."""
        gold = [(row["id"], one["value"]) for row in rows for one in row["expected"]]  # type: ignore[index]
        made = [(name, one["value"]) for name, each in predictions.items() for one in each if one["kind"] in kinds]
        hit = len(set(gold) & set(made))
        return 200 * hit / (len(gold) + len(made)), None, len(gold), len(made)

    def dates(self, rows: Sequence[Row], predictions: Mapping[str, Sequence[Found]]) -> Score:
        """There are none."""
        return 0.0, None, 0, 0


@pytest.fixture
def rival(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Rival:
    """The invented rival, with a cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    adapter = tmp_path / "rival_invented.py"
    adapter.write_text(ADAPTER, encoding="utf-8")
    return Rival("invented", frozenset({"cardinal"}), adapter=adapter, python=Path(sys.executable))


SUITE = Suite("invented", ROWS, frozenset({"cardinal"}), moments=False)


def test_a_rival_is_asked_once_and_its_faults_are_counted(rival: Rival) -> None:
    with at_work(rival) as worker:
        first = answers(worker, SUITE)
    assert first.version == "invented 1.0"
    assert [one["value"] for one in first.found["a"]] == [42.0]
    assert first.broke == 1
    assert score(ByValue(), SUITE, first.found) == (100.0, None, 2, 2)
    with at_work(replace(rival, python=Path("no/such/python"))) as worker:
        assert answers(worker, SUITE) == first
    other = replace(SUITE, rows=ROWS[:1])
    with at_work(replace(rival, python=Path("/bin/false"))) as worker, pytest.raises(NotInstalled, match="invented"):
        answers(worker, other)


def test_a_run_names_who_was_absent(rival: Rival) -> None:
    gone = replace(rival, name="gone", python=Path("/bin/false"))
    run = command.measure(ByValue(), [SUITE], [rival, gone], with_ours=True)
    assert set(run.versions) == {"invented"}
    assert set(run.absent) == {"gone"}
    (line,) = run.lines
    assert line.ours is not None
    assert line.ours.f1 == 0.0
    assert line.best(without_own=False) == 100.0
    assert json.loads(json.dumps(as_json(run)))["lines"][0]["rivals"]["invented"]["broke"] == 1


def test_the_table_marks_the_best_and_the_suites_own() -> None:
    cells = {"one": Cell(80.0, None, 2, 2, cpu=0.004, own=True), "two": Cell(60.0, None, 2, 2, cpu=0.002)}
    line = Line("invented", 2, Cell(90.0, None, 2, 2), cells)
    table = markdown(Run("2024-05-07", "a machine", {"one": "1", "two": "2", "three": "3"}, {}, [line]))
    assert "| invented | 2 | 90.0 | 80.0 | 60.0 | **80.0**† | 60.0 | – |" in table
    assert "| CPU s / 1,000 sentences |  | – |  |  | 2.00 | 1.00 | – |" in table


def test_without_the_shared_data_it_says_what_to_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COPYDESK_SHARED_DATA", str(tmp_path))
    assert command.main([]) == 1
    assert "COPYDESK_SHARED_DATA" in capsys.readouterr().err


def test_the_real_scorer_reads_ours(shared_data: Path) -> None:
    found = ours.annotated(load_scorer(shared_data), [SUITE])
    assert score(load_scorer(shared_data), SUITE, found["invented"])[0] == 100.0
    assert ours.cpu_seconds(ROWS) > 0


def test_speed_without_shared_articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COPYDESK_SHARED_DATA", str(tmp_path))
    monkeypatch.setattr(speed, "ARTICLES", 2)
    monkeypatch.setattr(speed, "LENGTHS", (200, 400))
    timed = speed.measure(())
    assert timed.source == "invented articles"
    assert len(speed.articles()[1][0][0].split()) == speed.WORDS
    assert [one.finds for one in timed.engines] == ["numbers and dates", "numbers", "dates"]
    assert all(length.milliseconds for lengths in timed.lengths.values() for length in lengths)
    assert "1,1,1,... | 400 |" in speed.markdown(timed)


def test_what_the_adapters_share() -> None:
    assert [one["value"] for one in digits("$3.5bn, the 21st of 1,200, 3/4 and 7kg")] == [3.5, 1200.0, 0.75, 7.0, 21.0]
    assert duration(0, 6, 3, "months")["value"] == "P3M"
    assert duration(0, 6, 1.5, "hour") == {"start": 0, "end": 6, "value": "PT1.5H", "begins": "5400"}
    percent, bare = number("percent", 30.0, 0, 10), number("cardinal", 30.0, 0, 2)
    assert outermost([percent, bare]) == [percent]

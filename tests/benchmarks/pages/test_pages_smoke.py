"""The benchmark itself, with pages and a rival of our own making: no rival is installed for it."""

import sys
from pathlib import Path

import pytest

from tests.benchmarks.borrowed import NotInstalled
from tests.benchmarks.pages import __main__ as command
from tests.benchmarks.pages import rivals
from tests.benchmarks.pages.rivals import answers
from tests.benchmarks.pages.sets import Sample, Score, page_score, score_bodies, score_snippets, shingles

BODY = "The council of Port Alder voted on Tuesday to rebuild the old harbour wall."
PAGES = (
    Sample("a", "https://one.example/a", f"<article><p>{BODY}</p></article>", gold=BODY),
    Sample("b", "https://two.example/b", f"<article><p>{BODY}</p></article>", gold=BODY),
)


def test_shingles_of_short_texts() -> None:
    assert shingles("", 4) == {}
    assert shingles("two words", 4) == {("two", "words"): 1}
    assert shingles("a b c d e", 4) == {("a", "b", "c", "d"): 1, ("b", "c", "d", "e"): 1}


def test_scores_of_bodies() -> None:
    assert page_score(PAGES[0], BODY) == Score(1.0, 1.0)
    assert page_score(PAGES[0], "") == Score(0.0, 0.0)
    assert Score(0.0, 0.0).f1 == 0.0
    half = score_bodies(PAGES, {"a": BODY, "b": ""})
    assert (half.precision, half.recall) == (1.0, 0.5)
    noisy = score_bodies(PAGES, {"a": f"{BODY} and so on", "b": BODY})
    assert noisy.recall == 1.0
    assert noisy.precision < 1.0


def test_scores_of_snippets() -> None:
    sample = Sample("a", "", "", wanted=("harbour  wall", "ferry"), unwanted=("Share",))
    score = score_snippets([sample], {"a": "the harbour wall\nShare"})
    assert (score.precision, score.recall) == (0.5, 0.5)


def test_an_outlet_is_in_one_part() -> None:
    parts = {
        Sample("x", f"https://{host}alder.example/{path}", "").part for host in ("", "www.", "m.") for path in "abc"
    }
    assert len(parts) == 1


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A rival that answers every page alike, in a cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(rivals, "HERE", tmp_path)
    (tmp_path / "requirements.txt").write_text("")
    (tmp_path / "serve.py").write_text(
        "import json, sys\nprint(json.dumps({'ready': '1'}), flush=True)\nfor line in sys.stdin:\n"
        "    print(json.dumps({'text': json.loads(line)['markup'][12:-14], 'cpu': 0.5, 'error': None}), flush=True)\n"
    )
    return tmp_path


def test_a_rival_is_asked_once(served: Path) -> None:
    made = answers("invented", PAGES, python=Path(sys.executable))
    assert (made.version, made.cpu, made.broke) == ("1", 1.0, 0)
    assert score_bodies(PAGES, made.texts) == Score(1.0, 1.0)
    assert answers("invented", PAGES, python=served / "no-python") == made


def test_a_rival_that_is_not_there(served: Path) -> None:
    with pytest.raises(NotInstalled, match="other ended"):
        answers("other", PAGES, python=Path("/bin/false"))


def test_ours_on_the_pages() -> None:
    made = command.ours(PAGES, command._blocks)
    assert made.texts == {"a": BODY, "b": BODY}
    assert command.ours(PAGES, command._article).texts == made.texts


def test_without_the_shared_data_it_says_what_to_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COPYDESK_SHARED_DATA", str(tmp_path))
    assert command.main([]) == 1
    assert "COPYDESK_SHARED_DATA" in capsys.readouterr().err

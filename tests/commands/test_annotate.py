"""`copydesk annotate`: one article a line in, one a line out, in order."""

import json
from pathlib import Path

import pytest

from tests.commands.conftest import invoke

GOOD = '{"source":"a.example","external_id":"%d","body":"More than 45 people came."}'


def test_articles_come_out_in_the_order_of_the_input() -> None:
    result = invoke("annotate", "-", stdin="".join(GOOD % n + "\n" for n in range(5)))
    assert result.exit_code == 0
    assert result.stderr == ""
    assert [json.loads(line)["external_id"] for line in result.stdout.splitlines()] == ["0", "1", "2", "3", "4"]


def test_several_processes_give_the_same(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text("".join((GOOD % n if n % 7 else "{bad") + "\n" for n in range(70)), "utf-8")
    alone, side_by_side = (invoke("annotate", str(path), "--processes", count) for count in ("1", "2"))
    assert alone.stdout == side_by_side.stdout
    assert alone.stderr == side_by_side.stderr
    assert alone.exit_code == side_by_side.exit_code == 1


def test_a_rejected_one_is_a_json_line_on_stderr() -> None:
    result = invoke("annotate", stdin=f'{GOOD % 1}\n\nnot json\n{{"source":"b.example","body":" "}}\n{GOOD % 2}\n')
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 2
    told = [json.loads(line) for line in result.stderr.splitlines()]
    assert [(t["file"], t["line"], t["code"]) for t in told] == [
        ("stdin", 3, "undecodable"),
        ("stdin", 4, "empty_body"),
    ]
    assert all(t["detail"] for t in told)


def test_text_files_are_articles(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("A fire\n\nOn Friday 45 people were injured in a fire.\n", "utf-8")
    result = invoke("annotate", str(path), "--source", "a.example", "--published", "2022-11-04")
    (line,) = result.stdout.splitlines()
    article = json.loads(line)
    assert (article["source"], article["external_id"]) == ("a.example", "a.txt")
    assert article["published"]["at"] == "2022-11-04"
    assert invoke("annotate", str(path)).exit_code == 1


@pytest.mark.parametrize(
    "body", ["  Photo: A. Person / Agency\n\n  45 people\ncame.  ", "By X\nx\u00a045\r\nUpdated: May 4"]
)
def test_as_is_moves_nothing(body: str) -> None:
    raw = json.dumps({"source": "a.example", "body": body, "media_type": "text/plain"})
    result = invoke("annotate", "--as-is", stdin=raw + "\n")
    article = json.loads(result.stdout)
    assert article["text"] == body
    assert article["furniture"] == []


def test_the_limit_of_a_body_is_the_setting() -> None:
    result = invoke("annotate", stdin=GOOD % 1 + "\n", env={"COPYDESK_MAX_BODY_BYTES": "5"})
    assert json.loads(result.stderr)["code"] == "too_large"


def test_the_enrichers_that_run_are_the_setting() -> None:
    result = invoke("annotate", stdin=GOOD % 1 + "\n", env={"COPYDESK_ENRICHERS": "names"})
    assert json.loads(result.stdout)["figures"] == []
    assert json.loads(invoke("annotate", stdin=GOOD % 1 + "\n").stdout)["figures"]
    wrong = invoke("annotate", stdin=GOOD % 1 + "\n", env={"COPYDESK_ENRICHERS": "names,spells"})
    assert wrong.exit_code == 78
    assert "spells" in wrong.stderr


def test_a_fault_of_ours_costs_one_article(monkeypatch: pytest.MonkeyPatch) -> None:
    from worker import annotate

    sound = vars(annotate)["normalise"]

    def broken(raw, **options):  # type: ignore[no-untyped-def]
        if raw.external_id == "1":
            raise ZeroDivisionError("45 people")
        return sound(raw, **options)

    monkeypatch.setattr(annotate, "normalise", broken)
    result = invoke("annotate", stdin="".join(GOOD % n + "\n" for n in range(3)))
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 2
    told = json.loads(result.stderr)
    assert (told["line"], told["code"]) == (2, "internal_error")
    assert told["detail"].startswith("ZeroDivisionError: test_annotate.py:")
    assert "45" not in told["detail"].replace(":45", "")


def test_a_missing_file_is_a_usage_error() -> None:
    assert invoke("annotate", "no-such-file.jsonl").exit_code == 2


def test_explain_prints_each_number_with_its_rules() -> None:
    body = "Over 1.2 million people saw the Boeing 737, 12 of them children."
    raw = json.dumps({"source": "a.example", "external_id": "7", "body": body, "media_type": "text/plain"})
    result = invoke("annotate", "--explain", stdin=raw + "\n")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "stdin:1 7",
        "  5-16  1.2 million  =  cardinal 1200000  <  numeral: digits, decimal > hedge: > > counted: behind",
        "  39-42  737  =  none: name",
        "  44-46  12  =  cardinal 12  <  numeral: digits, plain > counted: behind > part of: 1.2 million",
    ]


def test_explain_finds_what_is_annotated() -> None:
    body = "About 30 men paid $5 on Friday. 1,200 of the 3,000 boats sank, a fall of 5% to 1,800, in two days."
    raw = json.dumps({"source": "a.example", "body": body, "media_type": "text/plain"}) + "\n"
    figures = json.loads(invoke("annotate", stdin=raw).stdout)["figures"]
    told = invoke("annotate", "--explain", stdin=raw).stdout.splitlines()[1:]
    spans = [line.split()[0] for line in told if "=  none" not in line]
    assert spans == [f"{figure['start']}-{figure['end']}" for figure in figures]


def test_explain_obeys_no_control_characters() -> None:
    raw = json.dumps({"source": "a.example", "external_id": "\u001b[31m", "body": "There were 12 men."})
    assert "\x1b" not in invoke("annotate", "--explain", stdin=raw + "\n").stdout

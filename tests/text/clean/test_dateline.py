"""Datelines: what is cut, the place, the date; and starts of paragraphs that are none."""

import gzip
import json
from pathlib import Path

import pytest

from worker.text.clean.dateline import find_dateline, is_bare_dateline

REPORT = "The council voted on Tuesday to rebuild the wall."


@pytest.mark.parametrize(
    ("surface", "place", "date", "agency"),
    [
        ("VARN, Nov 4 (Reuters) -", "VARN", "XXXX-11-04", "Reuters"),
        ("VARN, Norland, Nov. 4 (AP) —", "VARN, Norland", "XXXX-11-04", "AP"),
        ("PORT ALDER, N.L., October 27 (UPI) --", "PORT ALDER, N.L.", "XXXX-10-27", "UPI"),
        ("VARN, 4 November 2022 (AFP) –", "VARN", "2022-11-04", "AFP"),
        ("VARN, Nov. 4, 2022 —", "VARN", "2022-11-04", None),
        ("VARN (Nov. 4, 2022) —", "VARN", "2022-11-04", None),
        ("PORT ALDER —", "PORT ALDER", None, None),
        ("PORT ALDER, Norland -", "PORT ALDER, Norland", None, None),
        ("VARN/PORT ALDER (Reuters) -", "VARN/PORT ALDER", None, "Reuters"),
        ("VARN and ULM (Reuters) -", "VARN and ULM", None, "Reuters"),
        ("ST. OLAF, Norland (KPAX/AP) —", "ST. OLAF, Norland", None, "KPAX/AP"),
        ("Varn, Nov 4 -", "Varn", "XXXX-11-04", None),
        ("varn, nov 4 -", "varn", "XXXX-11-04", None),
        ("VARN, NOV 4 -", "VARN", "XXXX-11-04", None),
        ("(Reuters) -", None, None, "Reuters"),
        ("McALISTER, Norland —", "McALISTER, Norland", None, None),
        ("VARN--", "VARN", None, None),
    ],
)
def test_finds(surface: str, place: str | None, date: str | None, agency: str | None) -> None:
    found = find_dateline(f"{surface} {REPORT}")
    assert found is not None
    assert (found.surface, found.place, found.date, found.agency) == (surface, place, date, agency)
    assert f"{surface} {REPORT}"[found.rest :] == REPORT


@pytest.mark.parametrize(
    "paragraph",
    [
        "NATO — the alliance of 30 states — agreed to it.",
        "NATO - The alliance agreed to it.",
        "UPDATE - The council voted.",
        "EXCLUSIVE — The council voted.",
        "BREAKING: The council voted - again.",
        "WATCH — The council votes.",
        "Ilse Brandt — the mayor of Varn — resigned.",
        "The mayor - a former nurse - resigned.",
        "On Nov. 4 - a Friday - the wall fell.",
        "VARN is a town of 4,000 - and growing.",
        "— The council voted.",
        "(1) The council voted.",
        "The council voted on Tuesday.",
        "",
        "-",
        "A - B",
    ],
)
def test_finds_none(paragraph: str) -> None:
    assert find_dateline(paragraph, paragraph) is None


def test_a_name_that_the_text_writes_in_capitals_is_no_place() -> None:
    assert find_dateline("ALDIX — The firm is bankrupt.", "Shares of ALDIX fell.") is None
    assert find_dateline("ALDEN — The firm is bankrupt.", "It was founded in Alden.") is not None


def test_bare_datelines() -> None:
    assert is_bare_dateline("PORT ALDER, Norland -")
    assert not is_bare_dateline("A long-awaited day -")
    assert not is_bare_dateline("-")


def test_agency_reports(shared_data: Path) -> None:
    """Old agency reports with their datelines told apart: 98 % cut exactly, 0.5 % false ones where there is none."""
    with gzip.open(shared_data / "articles" / "reuters_datelines.dev.jsonl.gz", "rt") as lines:
        reports = [json.loads(line) for line in lines]
    exact = wrong = 0
    for report in reports:
        body = " ".join(report["text"].split())
        found = find_dateline(f"{report['dateline']} {body}", body)
        exact += found is not None and found.surface == report["dateline"].strip()
        wrong += find_dateline(body, body) is not None
    assert exact >= 0.98 * len(reports)
    assert wrong <= 0.005 * len(reports)

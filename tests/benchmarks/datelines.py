"""Datelines: place, date and exact cut, and how many are found where there is none.

    python -m tests.benchmarks.datelines [SHARED_DATA] [--misses] [--stories]

The agency set is reuters_datelines.dev: the reports with even numbers were read while the rules were made, those with
odd numbers never were. Its place and date are read off its marked dateline by a pattern of this file. The sets of our
own lie in tests/text/clean/furniture. The rival is the pattern that cleaning scripts use for want of a library.

`--misses` prints what is wrong (of the half that may be read, and of our own sets), `--stories` every cut that is made
in stories_*.dev, for reading by hand.
"""

import argparse
import gzip
import json
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypedDict

from worker.text.clean.blocks import Block, plain_blocks
from worker.text.clean.furniture import sort_out
from worker.text.clean.stamps import parse_stamp

ROOT: Final = Path(__file__).resolve().parents[2]
SETS: Final = ROOT / "tests" / "text" / "clean" / "furniture"
SECOND: Final = "The work is to be done before winter, and half of its cost will be paid out of a fund of the state."
THIRD: Final = "Two earlier plans had failed for want of money, a spokesman said, and one of them had ended in court."
_STATED: Final = re.compile(
    r"(?P<place>[^\d]*?)[\s,.]*(?:(?P<month>[A-Za-z]{3,9})\.?\s*(?P<day>\d{1,2}))?\s*(?:-+\s*)?\Z"
)
_USUAL: Final = re.compile(
    r"\s*(?P<place>[A-Z][A-Z .'’/-]+(?:,\s*[A-Z][\w. ]+?)?)"
    r"(?:,\s*(?P<date>[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:,\s*\d{4})?))?\s*(?:\([^)]{2,30}\))?\s*(?:--|[-–—])\s+"
)


class Report(TypedDict):
    """A row of reuters_datelines.dev, as far as it is used here."""

    dateline: str
    text: str


@dataclass(frozen=True, slots=True)
class Case:
    """A report: what comes before its first sentence, and what that says."""

    lead: str
    body: str
    place: str | None
    date: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine made of a text: its first paragraph after the cut, and what it read."""

    body: str
    place: str | None
    date: str | None
    found: bool


Engine = Callable[[str], Answer]


def ours(text: str) -> Answer:
    """Our rules, by way of everything that sorts an article's lines."""
    found = sort_out(plain_blocks(text))
    at = found.dateline
    body = next((block.text for block in found.blocks), "")
    return Answer(body, at.place if at else None, at.date if at else None, at is not None)


def usual(text: str) -> Answer:
    """The pattern of cleaning scripts: capitals, perhaps a date and brackets, a dash."""
    first = " ".join(text.partition("\n\n")[0].split())
    match = _USUAL.match(first)
    if match is None:
        return Answer(first, None, None, False)
    reading = parse_stamp(f"{match['date']}, 2000") if match["date"] else None
    date = f"XXXX{reading.iso()[4:]}" if reading else None
    return Answer(first[match.end() :], match["place"].strip(), date, True)


def own_cases(name: str = "datelines.tsv") -> list[Case]:
    """Datelines in the ways of many agencies."""
    rows = (line.split("\t") for line in (SETS / name).read_text("utf-8").splitlines() if line[0] != "#")
    return [
        Case(lead + ("" if body[0] == "¶" else " "), body.lstrip("¶"), _known(place), _known(date))
        for place, date, lead, body in rows
    ]


def own_without() -> list[str]:
    """First lines without a dateline."""
    return [line for line in (SETS / "not_datelines.txt").read_text("utf-8").splitlines() if line[0] != "#"]


def _known(field: str) -> str | None:
    return None if field == "-" else field


def agency_cases(data: Path) -> list[Case]:
    """The agency's reports, with place and date read off the marked dateline."""
    with gzip.open(data / "articles" / "reuters_datelines.dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        reports: list[Report] = [json.loads(line) for line in lines]
    cases = []
    for report in reports:
        stated = _STATED.fullmatch(report["dateline"].strip())
        day = parse_stamp(f"{stated['day']} {stated['month']} 2000") if stated and stated["day"] else None
        cases.append(
            Case(
                report["dateline"].strip() + " ",
                report["text"],
                " ".join(stated["place"].split()) if stated else None,
                f"XXXX{day.iso()[4:]}" if day else None,
            )
        )
    return cases


def _flat(text: str) -> str:
    return "".join(text.split())


def _context(first: str) -> str:
    return f"{first}\n\n{SECOND}\n\n{THIRD}"


@dataclass(slots=True)
class Tally:
    """Counts over cases; `seconds` is CPU time."""

    cases: int = 0
    cut: int = 0
    place: int = 0
    date: int = 0
    all_right: int = 0
    seconds: float = 0.0

    def row(self, name: str) -> str:
        """A line of the table."""
        shares = " | ".join(f"{100 * n / self.cases:.1f}" for n in (self.cut, self.place, self.date, self.all_right))
        return f"| {name} | {self.cases} | {shares} | {1e6 * self.seconds / self.cases:.0f} |"


def _place_key(place: str | None) -> str:
    return "".join((place or "").split()).casefold().rstrip(".,")


def judge(cases: Sequence[Case], engine: Engine, *, context: bool, show: bool = False) -> Tally:
    """Count what is right: the cut (the first paragraph is the report's first), the place, the date, all three."""
    tally = Tally(len(cases))
    for case in cases:
        text = case.lead + case.body
        begun = time.process_time()
        said = engine(_context(text) if context else text)
        tally.seconds += time.process_time() - begun
        wanted = _flat(case.body)
        cut = bool(said.body) and (_flat(said.body) == wanted if context else wanted.startswith(_flat(said.body)[:200]))
        cut = cut and said.found
        place, date = _place_key(said.place) == _place_key(case.place), said.date == case.date
        tally.cut += cut
        tally.place += place
        tally.date += date
        tally.all_right += cut and place and date
        if show and not (cut and place and date):
            print(f"  {case.lead!r} -> {said.body[:40]!r} {said.place!r} {said.date!r}")
    return tally


def false_ones(texts: Sequence[str], engine: Engine, *, show: bool = False) -> int:
    """In how many texts without a dateline one is found."""
    found = 0
    for text in texts:
        said = engine(text)
        found += said.found
        if show and said.found:
            print(f"  {text[:70]!r} -> {said.place!r} {said.date!r}")
    return found


def stories(data: Path) -> Iterator[str]:
    """The texts of stories_*.dev."""
    for path in sorted((data / "articles").glob("stories_*.dev.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["text"]


def _list_stories(data: Path) -> None:
    total = 0
    for text in stories(data):
        total += 1
        found = sort_out(plain_blocks(text))
        if found.dateline is not None:
            bodies = [block.text for block in found.blocks if isinstance(block, Block)]
            cut = [one.text for one in found.furniture if one.kind == "dateline"]
            print(json.dumps([cut, found.dateline.place, found.dateline.date, bodies[0][:60]], ensure_ascii=False))
    print(f"{total} texts")


def main(arguments: Sequence[str]) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="tests.benchmarks.datelines")
    parser.add_argument("data", nargs="?", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--stories", action="store_true")
    chosen = parser.parse_args(arguments)
    if chosen.stories:
        _list_stories(chosen.data)
        return 0
    own, agency = own_cases(), agency_cases(chosen.data)
    without = {"our own first lines": own_without(), "agency reports, dateline taken off": [c.body for c in agency]}
    engines: list[tuple[str, Engine]] = [("copydesk", ours), ("the usual pattern", usual)]
    print("| set, engine | reports | exact cut % | place % | date % | all three % | µs |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    for name, engine in engines:
        show = chosen.misses and engine is ours
        print(judge(agency[::2], engine, context=False, show=show).row(f"agency, read half: {name}"))
        print(judge(agency[1::2], engine, context=False).row(f"agency, unread half: {name}"))
        print(judge(own, engine, context=True, show=show).row(f"our own: {name}"))
        print(judge(own_cases("datelines_later.tsv"), engine, context=True, show=show).row(f"our second: {name}"))
    print("\n| without a dateline | texts | found by copydesk | by the usual pattern |\n|---|--:|--:|--:|")
    for label, texts in without.items():
        given = [_context(text) for text in texts] if label.startswith("our") else texts
        counts = [false_ones(given, engine, show=chosen.misses and engine is ours) for _, engine in engines]
        print(f"| {label} | {len(texts)} | {counts[0]} | {counts[1]} |")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

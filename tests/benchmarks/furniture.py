"""Furniture: lines that come with an article, told from its own lines; both kinds of error.

    python -m tests.benchmarks.furniture [SHARED_DATA] [--errors] [--removed N] [--kinds]

Each line of tests/text/clean/furniture/furniture.tsv is put into an article of neutral prose at each place where it may
stand (head, middle, tail), each line of news.txt at all three. Counted are placements: recall is the share of the
furniture that is taken out, precision the share of what is taken out that is furniture. The rival is trafilatura, which
the project uses for pages: the same lines as paragraphs of a page. Copies of words between the two sets are chance.

`--errors` prints what is wrong, `--removed N` a random choice (always the same) of N lines that are taken out of
stories_*.dev, for reading by hand, `--kinds` how many of each kind are.
"""

import argparse
import collections
import gzip
import html
import json
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import trafilatura

from worker.text.clean.blocks import Block, plain_blocks
from worker.text.clean.furniture import sort_out

ROOT: Final = Path(__file__).resolve().parents[2]
SETS: Final = ROOT / "tests" / "text" / "clean" / "furniture"
PLACES: Final = ("head", "middle", "tail")
PROSE: Final = (
    "The council of Port Alder voted on Tuesday to rebuild the old harbour wall before winter, after a long debate.",
    "The work will cost 4.2 million crowns, the mayor told reporters after the meeting, and half of it is to be lent.",
    "Two earlier plans had failed for want of money, and the wall has leaked since the storm of four years ago.",
    "The first stones are to be laid in spring, when the boats have left for the fishing grounds in the north.",
)
_WHERE: Final = {"anywhere": PLACES, "inside": PLACES[1:]}
_AT: Final = {"head": 0, "middle": 2, "tail": 4}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a set: `kind` is `None` for news, `places` where it may stand."""

    kind: str | None
    places: tuple[str, ...]
    text: str


Sorter = Callable[[Sequence[str]], tuple[set[str], dict[str, str]]]
"""Lines of an article to those that are left, and the kinds of those that are not, where they are known."""


def furniture(name: str = "furniture.tsv") -> list[Line]:
    """The lines that are to go."""
    rows = (row.split("\t") for row in (SETS / name).read_text("utf-8").splitlines() if row[0] != "#" or "\t" in row)
    return [Line(kind, _WHERE.get(place, (place,)), text) for kind, place, text in rows]


def news(name: str = "news.txt") -> list[Line]:
    """The lines that are to stay."""
    rows = (SETS / name).read_text("utf-8").splitlines()
    return [Line(None, PLACES, row) for row in rows if not row.startswith("# ")]


def ours(lines: Sequence[str]) -> tuple[set[str], dict[str, str]]:
    """Our rules."""
    found = sort_out([Block(line) for line in lines])
    return {block.text for block in found.blocks}, {one.text: one.kind for one in found.furniture}


def trafilatura_lines(lines: Sequence[str]) -> tuple[set[str], dict[str, str]]:
    """What trafilatura's fast mode leaves of a page with these paragraphs."""
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    page = f"<html><body><article><h1>Town to rebuild wall</h1>{paragraphs}</article></body></html>"
    text = trafilatura.extract(page, fast=True, include_comments=False) or ""
    return {line.strip().lstrip("- ") for line in text.split("\n")} | {line.strip() for line in text.split("\n")}, {}


@dataclass(slots=True)
class Count:
    """Placements of one sort of line: all, taken out, and taken out with the right kind."""

    placed: int = 0
    taken: int = 0
    kind: int = 0
    seconds: float = 0.0
    wrong: dict[str, list[str]] = field(default_factory=lambda: collections.defaultdict(list))


def judge(lines: Sequence[Line], sorter: Sorter) -> Count:
    """Count what becomes of lines; `wrong` has the lines that fared ill, with the places where they did."""
    count = Count()
    for line in lines:
        for place in line.places:
            body = list(PROSE)
            body.insert(_AT[place], line.text)
            begun = time.process_time()
            left, kinds = sorter(body)
            count.seconds += time.process_time() - begun
            taken = line.text not in left
            count.placed += 1
            count.taken += taken
            count.kind += taken and kinds.get(line.text) == line.kind
            if taken != (line.kind is not None):
                count.wrong[line.text].append(place)
            elif taken and kinds and kinds.get(line.text) != line.kind:
                count.wrong[line.text].append(f"{kinds.get(line.text)} at {place}")
    return count


def stories(data: Path) -> Iterator[tuple[str, str, str]]:
    """What is taken out of stories_*.dev: kind, line, and the line before it."""
    for path in sorted((data / "articles").glob("stories_*.dev.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as rows:
            for row in rows:
                blocks = plain_blocks(json.loads(row)["text"])
                before = {block.text: blocks[at - 1].text if at else "" for at, block in enumerate(blocks)}
                for one in sort_out(blocks).furniture:
                    if one.kind != "dateline":
                        yield one.kind, one.text, before.get(one.text, "")


def _show_stories(data: Path, removed: int) -> None:
    lines = list(stories(data))
    counts = collections.Counter(kind for kind, _, _ in lines)
    print(f"{len(lines)} lines and parts of lines taken out: {dict(counts.most_common())}")
    for kind, text, before in random.Random(5).sample(lines, min(removed, len(lines))):
        print(f"[{kind}] {text}\n      after: {before[-70:]}")


def main(arguments: Sequence[str]) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="tests.benchmarks.furniture")
    parser.add_argument("data", nargs="?", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--kinds", action="store_true")
    parser.add_argument("--removed", type=int, default=0)
    chosen = parser.parse_args(arguments)
    if chosen.removed or chosen.kinds:
        _show_stories(chosen.data, chosen.removed)
        return 0
    print("| | recall % | right kind % | news lost % | lines of news ever lost | precision % | ms an article |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    engines: list[tuple[str, Sorter]] = [("copydesk", ours), ("trafilatura, fast", trafilatura_lines)]
    for label, there, stay in (
        ("first set", furniture(), news()),
        ("second set", furniture("furniture_later.tsv"), news("news_later.txt")),
    ):
        for name, sorter in engines:
            gone, lost = judge(there, sorter), judge(stay, sorter)
            print(
                f"| {label}, {len(there)} and {len(stay)} lines: {name} | {100 * gone.taken / gone.placed:.1f} "
                f"| {100 * gone.kind / max(gone.taken, 1):.1f} | {100 * lost.taken / lost.placed:.2f} "
                f"| {len(lost.wrong)} "
                f"| {100 * gone.taken / max(gone.taken + lost.taken, 1):.1f} "
                f"| {1000 * (gone.seconds + lost.seconds) / (gone.placed + lost.placed):.2f} |"
            )
            if chosen.errors and sorter is ours:
                for title, wrong in (("left in or of another kind", gone.wrong), ("news lost", lost.wrong)):
                    print(f"-- {title}")
                    for text, places in wrong.items():
                        print(f"   {text!r}: {', '.join(places)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

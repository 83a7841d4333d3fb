"""Which fingerprint finds copies: edited, retitled, shortened, with another outlet's furniture; bytes and time.

    python -m tests.benchmarks.fingerprints SHARED_FOLDER [--articles 400]

Articles of stories_*.dev are copied as outlets copy agency reports (`COPIES`). What must be told apart from copies are
the other articles, above all those of the same story, which report the same events in other words. A fingerprint is
judged by the comparison that it allows: the area under the ROC curve of copies against articles of the same story, the
share of copies found at the threshold at which one in a thousand pairs of the same story (and none of 20,000 of
different stories) is taken for a copy, and the adjusted Rand index of the groups when all pairs above a threshold are
joined, the best one for that. The two halves of the articles, by story, are used in turn: thresholds found on one are
applied to the other.
"""

import argparse
import gzip
import json
import random
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from math import comb
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tests.benchmarks.borrowed import borrow
from worker.text.fingerprint import containment, fingerprint, similarity

RENSA = "rensa==0.5.0"
FILES = ("stories_gva.dev.jsonl.gz", "stories_allsides.dev.jsonl.gz")
WIRE = (
    "(Reporting by our correspondents; Editing by the desk)",
    "Sign up for our morning newsletter and get the day's stories before breakfast.",
    "This is a developing story and will be updated.",
    "Follow us for more. All rights reserved. This material may not be published, broadcast or rewritten.",
)
FALSE = 0.001
"""The share of pairs of one story, in other words, that may be taken for copies."""

LEAST = 0.05

Marked = Callable[[str], object]
Compared = Callable[[object, object], float]


@dataclass(frozen=True, slots=True)
class Kind:
    """A fingerprint: how it is made, compared, and how many bytes it takes; `joins` from a file's description."""

    name: str
    make: Marked
    compare: Compared
    size: int


@dataclass(slots=True)
class Tally:
    """The similarities of pairs: of copies by the kind of copy, of articles of one story, of different stories."""

    copies: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    story: list[float] = field(default_factory=list)
    others: list[float] = field(default_factory=list)


def _sentences(text: str) -> list[str]:
    return re.findall(r"\S.*?(?:[.!?][\"”’]?(?=\s)|\Z)", text, re.DOTALL)


def _edited(text: str, draw: random.Random) -> str:
    """A desk's work: one sentence in six dropped or put elsewhere, one word in forty replaced or left out."""
    sentences = _sentences(text)
    kept = [one for one in sentences if draw.random() > 0.1]
    if len(kept) > 4:
        kept.insert(draw.randrange(len(kept)), kept.pop(draw.randrange(2, len(kept))))
    words = " ".join(kept).split(" ")
    return " ".join(draw.choice(words) if draw.random() < 0.0125 else word for word in words if draw.random() > 0.0125)


def _rewritten(text: str, draw: random.Random) -> str:
    """One word in ten is another, and the sentences are joined anew: as far from a copy as still is one."""
    words = text.split()
    return " ".join(draw.choice(words) if draw.random() < 0.1 else word for word in words)


def _retitled(text: str, draw: random.Random) -> str:
    lines = text.split("\n")
    return "\n".join([" ".join(draw.sample(text.split(), min(9, len(text.split())))), *lines[1:]])


def _shortened(text: str, share: float) -> str:
    """The opening: agencies write so that a report can be cut from below."""
    kept: list[str] = []
    for sentence in _sentences(text):
        if kept and len(" ".join([*kept, sentence])) > share * len(text):
            break
        kept.append(sentence)
    return " ".join(kept)


COPIES: dict[str, Callable[[str, random.Random], str]] = {
    "in other type": lambda text, _: re.sub(r"[“”]", '"', text.replace("—", "--").replace("’", "'")).upper(),
    "retitled": _retitled,
    "edited": _edited,
    "edited twice": lambda text, draw: _edited(_edited(text, draw), draw),
    "rewritten": _rewritten,
    "cut to 1/2, edited": lambda text, draw: _edited(_shortened(text, 0.5), draw),
    "with furniture": lambda text, draw: f"NEWSDESK —\n\n{text}\n\n" + "\n\n".join(draw.sample(WIRE, 3)),
    "cut to 3/4": lambda text, _: _shortened(text, 0.75),
    "cut to 1/2": lambda text, _: _shortened(text, 0.5),
    "cut to 1/4": lambda text, _: _shortened(text, 0.25),
}


def _mix(hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    hashes = (hashes ^ (hashes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    hashes = (hashes ^ (hashes >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return hashes ^ (hashes >> np.uint64(31))


def _words(text: str, length: int) -> list[str]:
    words = re.findall(r"\w+", text.lower())
    return [" ".join(words[at : at + length]) for at in range(max(1, len(words) - length + 1))]


def _letters(text: str, length: int) -> list[str]:
    flat = " ".join(re.findall(r"\w+", text.lower()))
    return [flat[at : at + length] for at in range(max(1, len(flat) - length + 1))]


def _simhash(grams: Callable[[str], list[str]]) -> Marked:
    """Charikar's sign of the sum of random vectors, 64 bits, as Manku and others use it for web pages (2007)."""

    def make(text: str) -> object:
        values = _mix(np.array([hash_of(gram) for gram in grams(text)], dtype=np.uint64))
        bits = (values[:, None] >> np.arange(64, dtype=np.uint64)) & np.uint64(1)
        return bits.sum(axis=0) * 2 >= len(values)

    return make


def hash_of(gram: str) -> int:
    """FNV-1a of 64 bits: the same in every process."""
    value = 0xCBF29CE484222325
    for byte in gram.encode("utf-8", "surrogatepass"):
        value = (value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return value


def _same_bits(one: object, two: object) -> float:
    return float((np.asarray(one) == np.asarray(two)).mean())


def kinds() -> list[Kind]:
    """All that are compared."""
    borrow("fingerprints", [RENSA])
    from rensa import RMinHash  # type: ignore[import-not-found]

    def rensa(grams: Callable[[str], list[str]], count: int) -> Marked:
        def make(text: str) -> object:
            mark = RMinHash(num_perm=count, seed=7)
            mark.update(grams(text))
            return mark

        return make

    def jaccard(one: object, two: object) -> float:
        return float(one.jaccard(two))  # type: ignore[attr-defined]

    def ours(compare: Callable[[str, str], float]) -> Compared:
        return lambda one, two: compare(str(one), str(two)) if one and two else 0.0

    return [
        Kind("copydesk, similarity", lambda text: fingerprint(text) or "", ours(similarity), 129),
        Kind("copydesk, containment", lambda text: fingerprint(text) or "", ours(containment), 129),
        Kind("rensa, 6 letters, 128 of 32 bits", rensa(lambda text: _letters(text, 6), 128), jaccard, 512),
        Kind("rensa, 3 words, 128 of 32 bits", rensa(lambda text: _words(text, 3), 128), jaccard, 512),
        Kind("SimHash, 6 letters", _simhash(lambda text: _letters(text, 6)), _same_bits, 8),
        Kind("SimHash, 2 words", _simhash(lambda text: _words(text, 2)), _same_bits, 8),
    ]


@dataclass(frozen=True, slots=True)
class Case:
    """An article with its copies."""

    story: str
    text: str
    copies: dict[str, str]


def cases(folder: Path, count: int) -> list[Case]:
    """Articles of some length, each with every kind of copy; up to four of a story, no two of which are copies.

    Outlets reprint one report, also in what the sets hold for different stories: an article is passed over if a twelfth
    of its runs of eight words stood in one before it.
    """
    by_story: dict[str, list[str]] = defaultdict(list)
    for name in FILES:
        with gzip.open(folder / "data" / "articles" / name, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if len(row["text"]) >= 600:
                    by_story[row["story"]].append(f"{row['title']}\n\n{row['text']}")
    draw = random.Random(11)
    found: list[Case] = []
    seen: set[str] = set()
    for story in draw.sample(sorted(by_story), len(by_story)):
        taken = 0
        for text in by_story[story][:12]:
            runs = set(_words(text, 8))
            if taken < 4 and len(runs & seen) * 12 < len(runs):
                taken += 1
                found.append(Case(story, text, {name: make(text, draw) for name, make in COPIES.items()}))
            seen |= runs
        if len(found) >= count:
            break
    return found


Marks = list[list[object]]
"""Those of each article and then of its copies."""


def marks_of(kind: Kind, chosen: Sequence[Case]) -> tuple[Marks, float]:
    """All marks, and the CPU microseconds of one."""
    begun = time.process_time()
    marks = [[kind.make(case.text), *(kind.make(copy) for copy in case.copies.values())] for case in chosen]
    return marks, (time.process_time() - begun) / (len(chosen) * (1 + len(COPIES))) * 1e6


def measure(kind: Kind, chosen: Sequence[Case], marks: Marks) -> Tally:
    """The similarities of pairs."""
    tally = Tally()
    for row in marks:
        for name, mark in zip(COPIES, row[1:], strict=True):
            tally.copies[name].append(kind.compare(row[0], mark))
    draw = random.Random(3)
    for one, two in combinations(range(len(chosen)), 2):
        if chosen[one].story == chosen[two].story:
            tally.story.append(kind.compare(marks[one][0], marks[two][0]))
    for _ in range(20_000):
        one, two = draw.sample(range(len(chosen)), 2)
        if chosen[one].story != chosen[two].story:
            tally.others.append(kind.compare(marks[one][0], marks[two][0]))
    return tally


def threshold(tally: Tally) -> float:
    """The least similarity at which too few pairs of other words are taken for copies."""
    story = np.sort(tally.story)
    allowed = story[max(0, int(np.ceil(len(story) * (1 - FALSE))) - 1)]
    return float(max(allowed, max(tally.others))) + 1e-9


def area(tally: Tally) -> float:
    """The chance that a copy is more similar than an article of the same story in other words."""
    copies = np.concatenate([np.array(values) for values in tally.copies.values()])
    story = np.sort(tally.story)
    below = np.searchsorted(story, copies, "left")
    upto = np.searchsorted(story, copies, "right")
    return float((below + upto).mean() / 2 / len(story))


Pairs = list[tuple[float, int, int]]
"""The similarities of all pairs of marks and copies, of some articles, with the marks' places."""


def pairs_of(kind: Kind, marks: Marks) -> Pairs:
    """All pairs that are similar at all."""
    flat = [mark for some in marks for mark in some]
    return [
        (alike, one, two)
        for one, two in combinations(range(len(flat)), 2)
        if (alike := kind.compare(flat[one], flat[two])) >= LEAST
    ]


def rand_index(marks: Marks, pairs: Pairs, least: float) -> float:
    """The adjusted Rand index of the groups that come of joining all pairs above a threshold."""
    flat = [(row, mark) for row, some in enumerate(marks) for mark in some]
    parent = list(range(len(flat)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for alike, one, two in pairs:
        if alike >= least:
            parent[root(one)] = root(two)
    table: dict[tuple[int, int], int] = defaultdict(int)
    for at, (row, _) in enumerate(flat):
        table[row, root(at)] += 1
    rows: dict[int, int] = defaultdict(int)
    columns: dict[int, int] = defaultdict(int)
    for (row, column), times in table.items():
        rows[row] += times
        columns[column] += times
    both = sum(comb(times, 2) for times in table.values())
    left, right = (sum(comb(times, 2) for times in side.values()) for side in (rows, columns))
    chance = left * right / comb(len(flat), 2)
    return (both - chance) / ((left + right) / 2 - chance)


def halves(chosen: Sequence[Case]) -> Iterator[tuple[list[int], list[int]]]:
    """The articles of half the stories and those of the others, by their places, both ways round."""
    first = set(sorted({case.story for case in chosen})[::2])
    one = [at for at, case in enumerate(chosen) if case.story in first]
    two = [at for at, case in enumerate(chosen) if case.story not in first]
    yield one, two
    yield two, one


def row(kind: Kind, chosen: Sequence[Case]) -> list[str]:
    """A line of the table."""
    marks, took = marks_of(kind, chosen)
    whole = measure(kind, chosen, marks)
    found: dict[str, list[float]] = defaultdict(list)
    wrong: list[float] = []
    indices: list[float] = []
    joined: list[float] = []
    for known, tried in halves(chosen):
        least = threshold(measure(kind, [chosen[at] for at in known], [marks[at] for at in known]))
        tally = measure(kind, [chosen[at] for at in tried], [marks[at] for at in tried])
        wrong.append(float(np.mean([value >= least for value in tally.story])))
        for name, values in tally.copies.items():
            found[name].append(float(np.mean([value >= least for value in values])))
        few, others = ([marks[at] for at in some[:60]] for some in (known, tried))
        pairs = pairs_of(kind, few)
        best = max(np.arange(LEAST, 0.95, 0.02), key=lambda least: rand_index(few, pairs, least))
        indices.append(rand_index(others, pairs_of(kind, others), best))
        joined.append(best)
    every = float(np.mean([np.mean(values) for values in found.values()]))
    return [
        kind.name,
        str(kind.size),
        f"{took:,.0f}",
        f"{area(whole):.5f}",
        f"{threshold(whole):.2f}",
        f"{every:.1%}",
        f"{np.mean(indices):.3f} at {np.mean(joined):.2f}",
        f"{np.mean(wrong):.2%}",
        *(f"{np.mean(found[name]):.0%}" for name in COPIES),
    ]


def main(arguments: Sequence[str]) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Which fingerprint finds copies.")
    parser.add_argument("shared", type=Path)
    parser.add_argument("--articles", type=int, default=400)
    given = parser.parse_args(arguments)
    chosen = cases(given.shared, given.articles)
    print(f"{len(chosen)} articles of {len({case.story for case in chosen})} stories, {len(COPIES)} copies of each\n")
    head = ["", "bytes", "CPU µs", "ROC area", "threshold", "copies found", "ARI", "taken wrongly", *COPIES]
    print("| " + " | ".join(head) + " |\n|---|" + "--:|" * (len(head) - 1))
    for kind in kinds():
        print("| " + " | ".join(row(kind, chosen)) + " |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""B-cubed of grouping on our own articles (tests/text/names/grouping), beside grouping by exact match.

    python -m tests.benchmarks.names_grouping [--wrong]

B-cubed (Bagga and Baldwin 1998): for each mention the share of its group that belongs with it (precision), and the
share of those that belong with it that are in its group (recall), averaged over all mentions of all articles. "given"
groups the marked spans; "found" is the whole way: a mark is found where a mention ends with it (a title before the name
aside), and stands alone else. The rival puts mentions of one type and one spelling together, whatever their case.
``--wrong`` prints the groups that differ.
"""

import sys
from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence

from tests.text.names.marked import HERE, Case, read

FOLDER = HERE / "grouping"
Span = tuple[int, int]
Groups = Mapping[Span, Hashable]


def bcubed(gold: Groups, made: Groups) -> tuple[float, float, int]:
    """Sums of precision and of recall over the mentions of one article, and how many there are.

    >>> bcubed({(0, 1): "a", (2, 3): "a", (4, 5): "b"}, {(0, 1): 1, (2, 3): 1, (4, 5): 1})
    (1.6666666666666665, 3.0, 3)
    """
    right: dict[Hashable, set[Span]] = defaultdict(set)
    mine: dict[Hashable, set[Span]] = defaultdict(set)
    for span, label in gold.items():
        right[label].add(span)
        mine[made[span]].add(span)
    precision = recall = 0.0
    for span, label in gold.items():
        same = len(right[label] & mine[made[span]])
        precision += same / len(mine[made[span]])
        recall += same / len(right[label])
    return precision, recall, len(gold)


def gold(case: Case) -> Groups:
    """The labels of the marks."""
    return {(mark.start, mark.end): mark.gold for mark in case.marks}


def given(case: Case) -> Groups:
    """The entities of the marked spans."""
    return {(m.start, m.end): m.entity for m in case.given()[0]}


def found(case: Case) -> Groups:
    """The entities of what is found; each other mark by itself."""
    made = {m.end: m for m in case.found()[0]}
    groups: dict[Span, Hashable] = {}
    for start, end in gold(case):
        mention = made.get(end)
        groups[(start, end)] = mention.entity if mention and mention.start >= start else (start, end)
    return groups


def exact(case: Case) -> Groups:
    """One type and one spelling, one group."""
    return {(m.start, m.end): (m.type, case.text[m.start : m.end].casefold()) for m in case.marks}


WAYS: dict[str, Callable[[Case], Groups]] = {"given": given, "found": found, "exact match": exact}


def score(cases: Sequence[Case], way: Callable[[Case], Groups]) -> tuple[float, float, float]:
    """Precision, recall and their harmonic mean in percent."""
    sums = [bcubed(gold(case), way(case)) for case in cases]
    count = sum(one[2] for one in sums)
    precision, recall = sum(one[0] for one in sums) / count, sum(one[1] for one in sums) / count
    return 100 * precision, 100 * recall, 200 * precision * recall / (precision + recall)


def _differences(case: Case) -> str:
    groups: dict[Hashable, list[str]] = defaultdict(list)
    labels: dict[Hashable, set[str]] = defaultdict(set)
    homes: dict[str, set[Hashable]] = defaultdict(set)
    made = given(case)
    for mark in case.marks:
        key = made[(mark.start, mark.end)]
        groups[key].append(f"{case.text[mark.start : mark.end]}={mark.gold}")
        labels[key].add(mark.gold)
        homes[mark.gold].add(key)
    bad = [key for key in groups if len(labels[key]) > 1 or any(len(homes[label]) > 1 for label in labels[key])]
    return f"{case.line}: " + " || ".join(", ".join(groups[key]) for key in bad) if bad else ""


def main(arguments: Sequence[str]) -> int:
    """Print a line for each part and each way."""
    parts = {path.stem: list(read(path)) for path in sorted(FOLDER.glob("*.txt"))}
    everything = [case for cases in parts.values() for case in cases]
    shown = parts | {"easy": [c for c in everything if not c.hard], "hard": [c for c in everything if c.hard]}
    print(f"{'part':14}{'articles':>9}{'mentions':>9}  {'':12}{'precision':>10}{'recall':>8}{'B-cubed F1':>12}")
    for part, cases in shown.items():
        for name, way in WAYS.items():
            precision, recall, f1 = score(cases, way)
            marks = sum(len(case.marks) for case in cases)
            print(f"{part:14}{len(cases):9}{marks:9}  {name:12}{precision:10.1f}{recall:8.1f}{f1:12.1f}")
    if "--wrong" in arguments:
        print("\n".join(filter(None, map(_differences, everything))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""F1 of names on the shared development sets, the time to load the tables, and words a CPU second.

    python -m tests.benchmarks.names_f1 [SHARED_FOLDER] [--rules]

With --rules without the network, as under COPYDESK_NAMES_BY=rules.
The scorer is tools/score_names.py of that folder (person, organisation, location; same type and same words). Rows are
single sentences, so that nothing of an article helps; uner_pud is a test set: rules are not made on it.
"""

import gzip
import importlib.util
import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol, TypedDict, cast

from worker.text.names import find_names
from worker.text.names.gazetteer import gazetteer

SETS = (
    "uner_pud/test",
    "uner_ewt/dev",
    "uner_ewt/test",
    "wikigold/dev",
    "wikigold/test",
    "crossner/dev",
    "crossner/test",
    "europarl/dev",
    "europarl/test",
    "redocred/dev",
    "redocred/test",
    "multiner_gov/dev",
    "multiner_gov/test",
)
LABELS = {"PERSON": "PER", "ORGANISATION": "ORG", "LOCATION": "LOC", "NATIONALITY": "NORP"}
Spans = list[tuple[int, int, str]]
Predict = Callable[[Sequence[str]], list[Spans]]


class Row(TypedDict):
    """A sentence of a development set, as far as it is used here."""

    tokens: list[str]


class Scorer(Protocol):
    """What is used of tools/score_names.py."""

    def score(self, rows: Sequence[Row], *, predict: Predict) -> tuple[float, dict[str, float]]:
        """F1 of all labels together, and of each."""
        ...


def scorer(shared: Path) -> Scorer:
    spec = importlib.util.spec_from_file_location("score_names", shared / "tools" / "score_names.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(shared / "tools" / "score_names.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return cast(Scorer, module)


def predict(texts: Sequence[str], *, network: bool = True) -> list[Spans]:
    """The names of each text as (start, end, label)."""
    return [[(m.start, m.end, LABELS[m.type]) for m in find_names(text, (), network=network)[0]] for text in texts]


def main(arguments: Sequence[str]) -> int:
    """Print a line for each set."""
    network = "--rules" not in arguments
    folders = [argument for argument in arguments if argument != "--rules"]
    shared = Path(folders[0]) if folders else Path(__file__).resolve().parents[3] / "shared"
    begun = time.process_time()
    gazetteer()
    print(f"tables loaded in {time.process_time() - begun:.2f} CPU s")
    score = scorer(shared).score
    print(f"{'set':20}{'F1':>6}{'PER':>7}{'ORG':>7}{'LOC':>7}{'words':>9}{'words/CPU s':>13}")
    for name in SETS:
        with gzip.open(shared / "data" / "ner" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            rows: list[Row] = [json.loads(line) for line in file]
        spent = 0.0

        def timed(texts: Sequence[str]) -> list[Spans]:
            nonlocal spent
            begun = time.process_time()
            found = predict(texts, network=network)
            spent += time.process_time() - begun
            return found

        total, by = score(rows, predict=timed)
        words = sum(len(row["tokens"]) for row in rows)
        scores = "".join(f"{by[label]:7.1f}" for label in ("PER", "ORG", "LOC"))
        print(f"{name:20}{total:6.1f}{scores}{words:9,}{words / max(spent, 0.001):13,.0f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

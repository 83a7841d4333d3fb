"""Our engine: `copydesk annotate --as-is`, called by the scorer itself, and the CPU seconds of the bare functions."""

import os
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.numbers.suites import Found, Row, Scorer, Suite
from worker.text.dates import Reference, find_moments
from worker.text.numbers import find_figures

FoundByRow = Mapping[str, Sequence[Found]]


@contextmanager
def _our_command_first() -> Iterator[None]:
    """The scorer starts `copydesk` by name: the one of this environment, not another of the PATH."""
    before = os.environ.get("PATH", "")
    os.environ["PATH"] = os.pathsep.join((str(Path(sys.executable).parent), before))
    try:
        yield
    finally:
        os.environ["PATH"] = before


def annotated(scorer: Scorer, suites: Sequence[Suite]) -> Mapping[str, FoundByRow]:
    """Suite by suite, row by row, what `copydesk annotate` finds: one start of the command for all of them."""
    rows = [row for suite in suites for row in suite.rows]
    with _our_command_first():
        got = scorer.annotate(rows)
    return {
        suite.name: {
            row["id"]: got[row["id"]]["moments" if suite.moments else "figures"]
            for row in suite.rows
            if row["id"] in got
        }
        for suite in suites
    }


def run(text: str, reference: Reference | None) -> None:
    """Moments and then figures, as the enrichers do."""
    find_figures(text, taken=find_moments(text, reference=reference))


def cpu_seconds(rows: Sequence[Row]) -> float:
    """CPU seconds of both functions over the rows, in this process, after one sentence that loads what loads late."""
    run("On 3 May the council paid 12 people.", None)
    questions = [(row["text"], _reference(row.get("reference_date"))) for row in rows]
    began = time.process_time()
    for text, reference in questions:
        run(text, reference)
    return time.process_time() - began


def _reference(said: str | None) -> Reference | None:
    return Reference.parse(said, "published") if said else None

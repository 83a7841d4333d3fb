"""Numbers and dates: ours and the rivals' on every suite, or their speed.

    python -m tests.benchmarks.numbers [--only SUITE ...] [--rivals a,b] [--json FILE] [--fresh] [--no-ours]
    python -m tests.benchmarks.numbers --speed [--rivals a,b] [--json FILE]

Rivals are installed into environments of their own on the first run (or by tests.benchmarks.numbers.setup), and what
they said is kept in the user's cache folder: a second run asks only for what has changed. `--fresh` asks all again.
"""

import argparse
import datetime
import json
import platform
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.borrowed import NotInstalled
from tests.benchmarks.numbers import ours, speed
from tests.benchmarks.numbers.rivals import Answers, Rival, answers, at_work, chosen
from tests.benchmarks.numbers.suites import Missing, Scorer, Suite, load_scorer, load_suites, score, shared_data
from tests.benchmarks.numbers.table import Cell, Line, Run, as_json, markdown


def _asked(rival: Rival, suites: Sequence[Suite], fresh: bool) -> dict[str, Answers]:
    with at_work(rival) as worker:
        return {suite.name: answers(worker, suite, fresh=fresh) for suite in suites if rival.takes(suite)}


def _our_cell(scorer: Scorer, suite: Suite, found: ours.FoundByRow) -> Cell:
    return Cell(*score(scorer, suite, found), cpu=ours.cpu_seconds(suite.rows))


def measure(
    scorer: Scorer, suites: Sequence[Suite], rivals: Sequence[Rival], *, fresh: bool = False, with_ours: bool = True
) -> Run:
    """Every rival on every suite that it knows anything of, and ours. A rival that is not to be had is named so."""
    versions: dict[str, str] = {}
    absent: dict[str, str] = {}
    cells: dict[str, dict[str, Cell]] = {suite.name: {} for suite in suites}
    for rival in rivals:
        try:
            said = _asked(rival, suites, fresh)
        except NotInstalled as error:
            absent[rival.name] = str(error)
            continue
        for suite in suites:
            if (one := said.get(suite.name)) is not None:
                versions[rival.name] = one.version
                cells[suite.name][rival.name] = Cell(
                    *score(scorer, suite, one.found),
                    cpu=one.cpu,
                    broke=one.broke,
                    own=suite.name.startswith(rival.own) if rival.own else False,
                )
    found = ours.annotated(scorer, suites) if with_ours else {}
    lines = [
        Line(
            suite.name,
            len(suite.rows),
            _our_cell(scorer, suite, found[suite.name]) if with_ours else None,
            cells[suite.name],
        )
        for suite in suites
    ]
    machine = f"{platform.machine()}, {platform.python_implementation()} {platform.python_version()}"
    return Run(datetime.date.today().isoformat(), machine, versions, absent, lines)


def main(words: Sequence[str] | None = None) -> int:
    """Run and print. 0 done, 2 wrong words, 1 the shared data is not here."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", action="append", default=[], metavar="SUITE", help="this suite; may be repeated")
    parser.add_argument("--rivals", default="", metavar="a,b", help="these rivals only")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there too")
    parser.add_argument("--fresh", action="store_true", help="ask the rivals again, whatever is kept")
    parser.add_argument("--no-ours", action="store_true", help="the rivals alone")
    parser.add_argument("--speed", action="store_true", help="speed on articles, and time against length")
    told = parser.parse_args(words)
    try:
        rivals = chosen(name for name in told.rivals.split(",") if name)
    except KeyError as error:
        parser.error(f"no rival {error}")
    try:
        if told.speed:
            timed = speed.measure(rivals)
            said, figures = speed.markdown(timed), speed.as_json(timed)
        else:
            scorer = load_scorer(shared_data())
            suites = load_suites(scorer, told.only)
            run = measure(scorer, suites, rivals, fresh=told.fresh, with_ours=not told.no_ours)
            said, figures = markdown(run), as_json(run)
    except Missing as error:
        print(error, file=sys.stderr)
        return 1
    print(said)
    if told.json:
        told.json.write_text(json.dumps(figures, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

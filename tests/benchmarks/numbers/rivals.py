"""The engines we are measured against: each in an environment of its own, asked over JSON lines, its answers kept."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypedDict

from tests.benchmarks.borrowed import NotInstalled, cache_folder, environment
from tests.benchmarks.numbers.suites import Found, Row, Suite

HERE = Path(__file__).resolve().parent
NUMBERS = frozenset({"cardinal", "ordinal"})
WORDS_ONLY = frozenset(
    {
        "number_parser_numbers",
        "number_parser_fraction",
        "text2num_numbers",
        "replace_text2num_numberparser",
        "numerizer",
    }
)


@dataclass(frozen=True, slots=True)
class Rival:
    """An engine: what it knows of, and which suites are its own tests (by the beginnings of their names).

    `moments` tells whether it knows dates, `single` whether it finds no more than one in a text; `leaves` names
    suites that ask for what it was not made for. Its requirements are requirements/NAME.txt, its adapter
    adapters/rival_NAME.py.
    """

    name: str
    knows: frozenset[str] = frozenset()
    moments: bool = False
    own: tuple[str, ...] = ()
    leaves: frozenset[str] = frozenset()
    single: bool = False
    adapter: Path | None = None
    python: Path | None = None

    @property
    def source(self) -> Path:
        """The adapter's file."""
        return self.adapter or HERE / "adapters" / f"rival_{self.name}.py"

    @property
    def requirements(self) -> Path:
        """The file of its pinned packages."""
        return HERE / "requirements" / f"{self.name}.txt"

    def takes(self, suite: Suite) -> bool:
        """Whether the suite asks for anything that this engine knows of."""
        if suite.name in self.leaves:
            return False
        return self.moments if suite.moments else bool(self.knows & suite.kinds)


RIVALS = (
    Rival(
        "recognizers",
        NUMBERS | {"percent", "age", "money", "measure", "duration"},
        moments=True,
        own=("rec_",),
    ),
    Rival(
        "duckling",
        NUMBERS | {"money", "measure", "duration", "age"},
        moments=True,
        own=("duckling_",),
    ),
    Rival(
        "quantulum3",
        frozenset({"cardinal", "percent", "money", "measure", "duration", "age"}),
        own=("quantulum3",),
    ),
    Rival("text2num", NUMBERS, own=("text2num_", "replace_text2num")),
    Rival("number_parser", NUMBERS, own=("number_parser_", "replace_text2num")),
    Rival("numerizer", NUMBERS, own=("numerizer",)),
    Rival("price_parser", frozenset({"money"}), own=("price_parser",), leaves=WORDS_ONLY, single=True),
    Rival("dateparser", moments=True, own=("dateparser_",), leaves=frozenset({"rec_duration", "duckling_duration"})),
    Rival("ctparse", moments=True, single=True),
)


class Answer(TypedDict):
    """What a rival said to one sentence."""

    found: list[Found]
    cpu: float
    error: str | None


@dataclass(frozen=True, slots=True)
class Answers:
    """What a rival said to a suite: its finds by row id, CPU seconds, and how many sentences it broke on."""

    version: str
    found: Mapping[str, Sequence[Found]]
    cpu: float
    broke: int


def installed(rival: Rival) -> Path:
    """The Python of the rival's environment. Raises NotInstalled with its name."""
    if rival.python is not None:
        return rival.python
    try:
        return environment(cache_folder() / "numbers" / "environments" / rival.name, rival.requirements)
    except NotInstalled as error:
        raise NotInstalled(f"{rival.name}: {error}") from None


class Worker:
    """A rival's process, started with the first question. `version` is known once it runs."""

    def __init__(self, rival: Rival) -> None:
        self.rival = rival
        self._process: subprocess.Popen[str] | None = None
        self.version = ""

    def _pipes(self) -> tuple[IO[str], IO[str]]:
        if self._process is None:
            self._process = subprocess.Popen(
                [str(installed(self.rival)), str(HERE / "adapters" / "serve.py"), str(self.rival.source)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
                env={**os.environ, "OMP_NUM_THREADS": "1", "PYTHONHASHSEED": "0", "PYTHONPATH": ""},
            )
        if self._process.stdin is None or self._process.stdout is None:
            raise NotInstalled(f"{self.rival.name}: no pipes")
        if not self.version:
            line = self._process.stdout.readline()
            if not line:
                raise NotInstalled(f"{self.rival.name}: ended with {self._process.wait()} before it was ready")
            self.version = json.loads(line)["ready"]
        return self._process.stdin, self._process.stdout

    def ask(self, question: Mapping[str, object]) -> Answer:
        """One question, one answer. Raises NotInstalled when the process is gone."""
        to, back = self._pipes()
        to.write(json.dumps(question) + "\n")
        to.flush()
        line = back.readline()
        if not line:
            raise NotInstalled(f"{self.rival.name}: died on a sentence")
        answer: Answer = json.loads(line)
        return answer

    def close(self) -> None:
        """End the process by ending its questions."""
        if self._process is not None:
            self._process.communicate()


@contextmanager
def at_work(rival: Rival) -> Iterator[Worker]:
    """A worker that is closed at the end."""
    worker = Worker(rival)
    try:
        yield worker
    finally:
        worker.close()


def question(suite: Suite, row: Row) -> dict[str, object]:
    """A row as the adapters are asked."""
    return {
        "text": row["text"],
        "reference": row.get("reference_date"),
        "kinds": sorted(suite.kinds),
        "moments": suite.moments,
        "prefer": suite.prefer,
        "hint": row.get("currency_hint"),
    }


def _kept(rival: Rival, suite: Suite, asked: Sequence[Mapping[str, object]]) -> Path:
    parts = [rival.source.read_bytes(), json.dumps(asked, sort_keys=True).encode()]
    parts += [(HERE / "adapters" / name).read_bytes() for name in ("serve.py", "shapes.py")]
    if rival.python is None:
        parts.append(rival.requirements.read_bytes())
    digest = hashlib.sha256(b"\0".join(parts)).hexdigest()[:16]
    return cache_folder() / "numbers" / "answers" / rival.name / f"{suite.name}-{digest}.json"


def answers(worker: Worker, suite: Suite, *, fresh: bool = False) -> Answers:
    """What the rival says to each row: from the cache when neither it, its adapter nor the suite has changed.

    Raises NotInstalled.
    """
    asked = [question(suite, row) for row in suite.rows]
    place = _kept(worker.rival, suite, asked)
    if place.is_file() and not fresh:
        kept = json.loads(place.read_text(encoding="utf-8"))
        return Answers(kept["version"], kept["found"], kept["cpu"], kept["broke"])
    said = [worker.ask(one) for one in asked]
    ids = [row["id"] for row in suite.rows]
    made = Answers(
        version=worker.version,
        found={name: one["found"] for name, one in zip(ids, said, strict=True)},
        cpu=sum(one["cpu"] for one in said),
        broke=sum(one["error"] is not None for one in said),
    )
    place.parent.mkdir(parents=True, exist_ok=True)
    kept = {"version": made.version, "found": made.found, "cpu": made.cpu, "broke": made.broke}
    place.write_text(json.dumps(kept), encoding="utf-8")
    return made


def chosen(names: Iterable[str]) -> tuple[Rival, ...]:
    """The rivals of these names, all for none. Raises KeyError with the first name that is not one."""
    known = {rival.name: rival for rival in RIVALS}
    return tuple(known[name] for name in names) or RIVALS


def main() -> int:
    """Install every rival; tell what could not be had."""
    status = 0
    for rival in RIVALS:
        try:
            print(f"{rival.name}: {installed(rival)}")
        except NotInstalled as error:
            print(error, file=sys.stderr)
            status = 1
    return status

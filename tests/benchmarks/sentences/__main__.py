"""Where sentences end: F1 on hard cases of our own, and CPU time on news, beside pysbd, syntok and BlingFire.

    python -m tests.benchmarks.sentences [SHARED_DATA] [--errors]

The cases are tests/text/sentence_cases.txt; what is counted is where a sentence begins within a case (the first one's
beginning is nobody's merit). The rivals are installed into an environment of their own in the user's cache folder.
Time is taken on the first 200 articles of stories_*.dev, where they are.
"""

import argparse
import gzip
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypedDict

from tests.benchmarks.borrowed import cache_folder, environment
from worker.text.segment import sentence_spans

HERE: Final = Path(__file__).resolve().parent
ROOT: Final = HERE.parents[2]
CASES: Final = ROOT / "tests" / "text" / "sentence_cases.txt"
RIVALS: Final = ("pysbd", "syntok", "blingfire")


class Answers(TypedDict):
    """What an engine said: where sentences begin in each text, and the CPU seconds it took."""

    starts: list[list[int]]
    seconds: float


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over the cases: beginnings found, wanted, right; and cases that are right altogether."""

    found: int
    wanted: int
    right: int
    whole: int

    def row(self, name: str, cases: int, speed: float | None) -> str:
        """A line of the table."""
        precision, recall = self.right / max(self.found, 1), self.right / self.wanted
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        shares = " | ".join(f"{100 * share:.1f}" for share in (f1, precision, recall, self.whole / cases))
        return f"| {name} | {shares} | {f'{speed:.2f}' if speed is not None else '–'} |"


def cases() -> list[tuple[str, list[int]]]:
    """The texts, and where their sentences begin after the first."""
    found = []
    for line in CASES.read_text("utf-8").splitlines():
        if line.startswith("# "):
            continue
        pieces = line.split("|")
        starts, at = [], 0
        for piece in pieces[:-1]:
            at += len(piece) + 1
            starts.append(at)
        found.append((" ".join(pieces), starts))
    return found


def ours(texts: Sequence[str]) -> Answers:
    """Our rules."""
    begun = time.process_time()
    starts = [[span.start for span in sentence_spans(text)] for text in texts]
    return {"starts": starts, "seconds": time.process_time() - begun}


def rival(name: str, texts: Sequence[str]) -> Answers:
    """What a rival says, asked in one process."""
    asked = subprocess.run(
        [str(environment(cache_folder() / "sentences", HERE / "requirements.txt")), str(HERE / "rival.py"), name],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
    )
    answers: Answers = json.loads(asked.stdout)
    return answers


def score(starts: Sequence[Sequence[int]], errors: bool = False) -> Score:
    """Count what is right."""
    found = wanted = right = whole = 0
    for (text, expected), said in zip(cases(), starts, strict=True):
        inner = {start for start in said if start > 0}
        found, wanted, right = found + len(inner), wanted + len(expected), right + len(inner & set(expected))
        whole += inner == set(expected)
        if errors and inner != set(expected):
            marked = "".join(f"{'|' if at in inner else ''}{char}" for at, char in enumerate(text))
            print(f"   {marked}")
    return Score(found, wanted, right, whole)


def news(data: Path) -> list[str]:
    """The first articles of the stories, to take the time on; none where they are not here."""
    found: list[str] = []
    for path in sorted((data / "articles").glob("stories_*.dev.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as rows:
            found.extend(json.loads(row)["text"] for row, _ in zip(rows, range(100), strict=False))
    return found


def main(arguments: Sequence[str]) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="tests.benchmarks.sentences")
    parser.add_argument("data", nargs="?", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--errors", action="store_true")
    chosen = parser.parse_args(arguments)
    texts, articles = [text for text, _ in cases()], news(chosen.data)
    print(f"{len(texts)} cases with {sum(len(starts) for _, starts in cases())} ends within")
    print("| | F1 % | precision % | recall % | whole cases % | CPU ms an article |\n|---|--:|--:|--:|--:|--:|")
    for name in ("copydesk", *RIVALS):
        answers = ours(texts) if name == "copydesk" else rival(name, texts)
        timed = (ours(articles) if name == "copydesk" else rival(name, articles)) if articles else None
        speed = 1000 * timed["seconds"] / len(articles) if timed else None
        print(score(answers["starts"], chosen.errors and name == "copydesk").row(name, len(texts), speed))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

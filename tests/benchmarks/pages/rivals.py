"""The extractors that we are measured against: one environment in the cache folder, their answers kept there."""

import hashlib
import json
import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.borrowed import NotInstalled, cache_folder, environment
from tests.benchmarks.pages.sets import Sample

HERE = Path(__file__).resolve().parent
RIVALS = ("trafilatura_fast", "trafilatura_default", "resiliparse", "readability", "newspaper4k")


@dataclass(frozen=True, slots=True)
class Answers:
    """What an extractor made of each page, by name; the CPU seconds of all; on how many it broke."""

    version: str
    texts: dict[str, str]
    cpu: float
    broke: int


def installed() -> Path:
    """The Python of the rivals' environment. Raises NotInstalled."""
    # The pip that comes with Python 3.11 cannot resolve these packages' extras.
    return environment(cache_folder() / "pages" / "environment", HERE / "requirements.txt", newest_pip=True)


def _kept(rival: str, samples: Sequence[Sample]) -> Path:
    parts = [(HERE / name).read_bytes() for name in ("serve.py", "requirements.txt")]
    parts += [sample.markup.encode("utf-8", "surrogatepass") for sample in samples]
    return cache_folder() / "pages" / "answers" / f"{rival}-{hashlib.sha256(b'|'.join(parts)).hexdigest()[:16]}.json"


def answers(rival: str, samples: Sequence[Sample], *, fresh: bool = False, python: Path | None = None) -> Answers:
    """What the rival makes of the pages: from the cache when neither it nor the pages have changed.

    Raises NotInstalled.
    """
    place = _kept(rival, samples)
    if place.is_file() and not fresh:
        return Answers(**json.loads(place.read_text(encoding="utf-8")))
    process = subprocess.Popen(
        [str(python or installed()), str(HERE / "serve.py"), rival],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        env={**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": ""},
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        first = process.stdout.readline()
        if not first:
            raise NotInstalled(f"{rival} ended with {process.wait()} before it was ready")
        texts: dict[str, str] = {}
        cpu, broke = 0.0, 0
        for sample in samples:
            process.stdin.write(json.dumps({"markup": sample.markup}) + "\n")
            process.stdin.flush()
            line = process.stdout.readline()
            if not line:
                raise NotInstalled(f"{rival} died on {sample.name}")
            said = json.loads(line)
            texts[sample.name] = said["text"]
            cpu += said["cpu"]
            broke += said["error"] is not None
    finally:
        process.communicate()
    made = Answers(json.loads(first)["ready"], texts, cpu, broke)
    place.parent.mkdir(parents=True, exist_ok=True)
    kept = {"version": made.version, "texts": made.texts, "cpu": made.cpu, "broke": made.broke}
    place.write_text(json.dumps(kept), encoding="utf-8")
    return made

"""The operator's own names at size: seconds and memory to make and to open the file, microseconds for a look-up.

    python -m tests.benchmarks.own_names [ENTRIES]

Entries are invented: two or three words out of syllables, every second with an alias. Each step runs in a process of
its own. Memory is the peak of resident memory above the process's before (make) and what a child has of its own after
20,000 look-ups (open): the mapped file is shared by all children.
"""

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from worker.ownnames import make_names
from worker.text.names.own import open_names
from worker.text.names.tokens import cut_words

_listed = str.split
SYLLABLES = _listed("ba ko lin dra vel mor ti sa nu ger pol vin tar es qui lo mar den fa ril")
TYPES = ("PERSON", "ORGANISATION", "LOCATION")


def _name(chance: random.Random) -> str:
    words = ("".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(chance.randint(2, 3)))
    return " ".join(word.capitalize() for word in words)


def write(path: Path, entries: int) -> None:
    """Write a file of so many entries."""
    chance = random.Random(7)
    with path.open("w", encoding="utf-8") as file:
        for number in range(entries):
            aliases = [_name(chance)] if number % 2 else []
            row = {"name": _name(chance), "id": f"own:{number}", "type": TYPES[number % 3], "aliases": aliases}
            file.write(json.dumps(row) + "\n")


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _private_mb() -> float:
    lines = Path("/proc/self/smaps_rollup").read_text("ascii").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Anonymous:")) / 1024


def make(path: str) -> None:
    """Make the file, and find it made."""
    before, begun, spent = _peak_mb(), time.perf_counter(), time.process_time()
    made, _ = make_names(path)
    took, cpu = time.perf_counter() - begun, time.process_time() - spent
    begun = time.perf_counter()
    make_names(path)
    size = Path(made).stat().st_size / 1e6
    print(f"make: {took:.1f} s ({cpu:.1f} CPU s), {_peak_mb() - before:.0f} MB above, file of {size:.0f} MB")
    print(f"next start: {time.perf_counter() - begun:.2f} s")


def look_up(path: str) -> None:
    """Open the made file as a child does, and look names up: half of them are there."""
    made, digest = make_names(path)
    chance = random.Random(11)
    with Path(path).open(encoding="utf-8") as file:
        known = [json.loads(line)["name"] for _, line in zip(range(5000), file, strict=False)]
    texts = [cut_words(text) for text in (*known, *(_name(chance) for _ in range(5000)))]
    before, begun = _private_mb(), time.perf_counter()
    own = open_names(made, digest)
    opened = time.perf_counter() - begun
    spent = []
    for _ in range(2):
        begun = time.process_time()
        hits = sum(own.match(words, 0) is not None for words in texts)
        spent.append((time.process_time() - begun) / len(texts) * 1e6)
    private = _private_mb() - before
    first, again = spent
    print(
        f"open: {opened * 1000:.1f} ms; {hits} of {len(texts)} found; CPU a look-up: {first:.1f} us, then {again:.1f}"
    )
    print(f"private to a child after them: {private:.1f} MB")


def main(arguments: Sequence[str]) -> int:
    """Print all figures; the steps call this module again."""
    if len(arguments) == 2:
        (make if arguments[0] == "make" else look_up)(arguments[1])
        return 0
    entries = int(arguments[0]) if arguments else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "own.jsonl"
        write(path, entries)
        print(f"{entries:,} entries, {path.stat().st_size / 1e6:.0f} MB of JSON lines", flush=True)
        for step in ("make", "look_up"):
            command = [sys.executable, "-m", "tests.benchmarks.own_names", step, str(path)]
            subprocess.run(command, check=True, env={"TMPDIR": folder, "PATH": ""})
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

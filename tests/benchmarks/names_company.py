"""Whether an article's names depend on its company: each alone, in shuffled batches of 64, with several threads.

    python -m tests.benchmarks.names_company [SHARED_FOLDER] [ARTICLES]

Prints how many articles were read and how many came out otherwise than alone: the network's spans, and the bits of
every probability. The articles are those of data/articles; without that folder articles of our own making.
"""

import gzip
import hashlib
import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path

import onnxruntime

from worker.text.names.model.decoding import spans
from worker.text.names.model.network import FILES, network
from worker.text.names.model.reader import chunks_of, read
from worker.text.names.rules import judge
from worker.text.names.scene import see

BATCH = 64
FEW = 40


def texts(shared: Path, count: int) -> list[str]:
    """The first ``count`` texts."""
    found: list[str] = []
    for path in sorted((shared / "data" / "articles").glob("stories_*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            found.extend(json.loads(line)["text"] for line in file)
    return found[:count]


def taken(text: str) -> str:
    """A sum over the spans that are found in a text and their probabilities, bit by bit."""
    scene = see(text, ())
    rows = read(scene, judge(scene))
    return hashlib.sha256(rows.tobytes() + repr(spans(rows, scene.words)).encode()).hexdigest()


def threaded(count: int) -> onnxruntime.InferenceSession:
    """The network's session with more threads than the product gives it."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = count
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    return onnxruntime.InferenceSession(str(FILES / "encoder.onnx"), options, providers=["CPUExecutionProvider"])


def threads_matter(text: str, session: onnxruntime.InferenceSession) -> bool:
    """Whether any bit of a probability is another one with that session."""
    scene = see(text, ())
    plain = network()
    other = plain._replace(session=session)
    return any(
        plain.probabilities(chunk).tobytes() != other.probabilities(chunk).tobytes()
        for chunk in chunks_of(scene, judge(scene), plain.pieces)
    )


def main(arguments: Sequence[str]) -> int:
    """Print a line for each company; 1 where anything differs."""
    shared = Path(arguments[0]) if arguments else Path(__file__).resolve().parents[3] / "shared"
    found = texts(shared, int(arguments[1]) if len(arguments) > 1 else 1000)
    alone = [taken(text) for text in found]
    order = list(range(len(found)))
    differing = 0
    random.Random(1).shuffle(order)
    for start in range(0, len(order), BATCH):
        network.cache_clear()
        differing += sum(taken(found[index]) != alone[index] for index in order[start : start + BATCH])
    print(f"{len(found)} articles shuffled, in batches of {BATCH}, the model loaded for each: {differing} differ")
    for threads in (2, 4):
        session = threaded(threads)
        other = sum(threads_matter(found[index], session) for index in order[:FEW])
        print(f"{FEW} articles with {threads} threads: {other} differ")
        differing += other
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

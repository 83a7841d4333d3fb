"""The network at work: loaded once a process, read by one thread, one chunk at a time.

A chunk is a batch by itself, without filling: the scales of dynamic quantisation come from that chunk alone, sums of
whole numbers are exact, and so no other text, batch or thread count can change a label. Weights have 7 bits, so that
sums do not overflow on processors without VNNI: all give the same.
"""

import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from worker.text.names.model.chunks import Chunk
from worker.text.names.model.features import COUNT
from worker.text.names.model.labels import LABELS
from worker.text.names.model.pieces import Pieces

FILES: Final = Path(__file__).resolve().parent / "files"
PARTS: Final = ("encoder.onnx", "embeddings.npy", "scales.npy", "pieces.txt")
MANIFEST: Final = "manifest.json"

Floats = NDArray[np.float32]


class ModelFault(Exception):
    """The files of the model are not there, or not those that were shipped; the text says which."""


class Network(NamedTuple):
    """The model's parts, loaded."""

    pieces: Pieces
    embeddings: NDArray[np.int8]
    """By piece; mapped from the file, so that all processes share it."""
    scales: Floats
    session: onnxruntime.InferenceSession

    def probabilities(self, chunk: Chunk) -> Floats:
        """For each word of a chunk the probability of each label: [words, labels]."""
        words = self.embeddings[chunk.pieces] * self.scales[chunk.pieces][:, None]
        codes = np.array(chunk.facts, dtype=np.int64)
        facts = ((codes[:, None] >> _BITS) & 1).astype(np.float32)
        logits: Floats = self.session.run(None, {"words": words[None], "facts": facts[None]})[0][0]
        logits = logits[chunk.heads]
        logits -= logits.max(1, keepdims=True)
        np.exp(logits, out=logits)
        logits /= logits.sum(1, keepdims=True)
        return logits


_BITS: Final = np.arange(COUNT, dtype=np.int64)


def sum_of(path: Path) -> str:
    """A file's SHA-256 in hexadecimal digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def check(folder: Path | None = None) -> dict[str, str]:
    """Whether the files are there and are those of the manifest: gives it ("name", "version", a sum for each part).

    Raises ModelFault otherwise. Some 20 ms. Without a folder the shipped files are looked at.
    """
    folder = folder or FILES
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        if not isinstance(manifest, dict):
            raise ModelFault(f"names model: {folder / MANIFEST} is damaged")
        for part in PARTS:
            if sum_of(folder / part) != manifest.get(part):
                raise ModelFault(f"names model: {folder / part} is damaged: it is not the file that was shipped")
    except OSError as error:
        raise ModelFault(f"names model: {error.filename} cannot be read ({error.strerror})") from None
    except ValueError:
        raise ModelFault(f"names model: {folder / MANIFEST} is damaged") from None
    return manifest


def load(folder: Path | None = None) -> Network:
    """The model of a folder, the shipped one without. Raises ModelFault where a file is missing or damaged."""
    check(folder)
    folder = folder or FILES
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(
        str(folder / "encoder.onnx"), sess_options=options, providers=["CPUExecutionProvider"]
    )
    embeddings: NDArray[np.int8] = np.load(folder / "embeddings.npy", mmap_mode="r")
    scales: Floats = np.load(folder / "scales.npy")
    pieces = Pieces.read(folder / "pieces.txt")
    if session.get_outputs()[0].shape[-1] != len(LABELS) or len(embeddings) != len(scales):
        raise ModelFault(f"names model: the files of {folder} do not belong together")
    return Network(pieces, embeddings, scales, session)


@lru_cache(maxsize=1)
def network() -> Network:
    """The shipped model, loaded when it is first asked for."""
    return load()

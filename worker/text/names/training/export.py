"""From trained weights to the files that are shipped: an ONNX graph with whole-number weights, and the embeddings."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from worker.text.names.model.features import COUNT
from worker.text.names.model.labels import LABELS
from worker.text.names.model.network import MANIFEST, PARTS, sum_of

_MICROSOFT: Final = "com.microsoft"
_LARGEST: Final = 63
"""Of a weight's whole number: 7 bits with its sign."""

Floats = NDArray[np.float32]


class _Graph:
    """An ONNX graph that grows node by node; every method gives the name of what it made."""

    def __init__(self, weights: Mapping[str, Floats]) -> None:
        self.weights = weights
        self.nodes: list[object] = []
        self.constants: list[object] = []

    def constant(self, name: str, values: NDArray[np.generic]) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(self, kind: str, inputs: list[str], output: str, domain: str = "", **about: float | list[int]) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], domain=domain, **about))
        return output

    def dense(self, x: str, name: str) -> str:
        weight = self.weights[f"{name}.weight"].T
        scale = (np.abs(weight).max(0) / _LARGEST).astype(np.float32)
        whole = self.constant(f"{name}.weight", np.rint(weight / scale).astype(np.int8))
        inputs = [
            x,
            whole,
            self.constant(f"{name}.scale", scale),
            "",
            self.constant(f"{name}.bias", self.weights[f"{name}.bias"]),
        ]
        return self.node("DynamicQuantizeMatMul", inputs, name, _MICROSOFT)

    def norm(self, name: str, x: str, epsilon: float) -> str:
        weight = self.constant(f"{name}.weight", self.weights[f"{name}.weight"])
        bias = self.constant(f"{name}.bias", self.weights[f"{name}.bias"])
        return self.node("LayerNormalization", [x, weight, bias], name, axis=-1, epsilon=epsilon)

    def attention(self, x: str, layer: str) -> str:
        """Plain nodes: ONNX Runtime's own for attention, and for a norm with its sum, take half as long again."""
        three = [f"{layer}.{part}" for part in "qkv"]
        self.nodes.append(helper.make_node("Split", [self.dense(x, f"{layer}.qkv")], three, axis=2, num_outputs=3))
        turned = []
        for name, order in zip(three, ([0, 2, 1, 3], [0, 2, 3, 1], [0, 2, 1, 3]), strict=True):
            cut = self.node("Reshape", [name, "by_head"], f"{name}.cut")
            turned.append(self.node("Transpose", [cut], f"{name}.turned", perm=order))
        query = self.node("Mul", [turned[0], "shrink"], f"{layer}.query")
        weights = self.node("MatMul", [query, turned[1]], f"{layer}.weights")
        shares = self.node("Softmax", [weights], f"{layer}.shares", axis=-1)
        seen = self.node("MatMul", [shares, turned[2]], f"{layer}.seen")
        back = self.node("Transpose", [seen], f"{layer}.back", perm=[0, 2, 1, 3])
        return self.node("Reshape", [back, "together"], f"{layer}.together")


def encoder(weights: Mapping[str, Floats], source: int, heads: int, epsilon: float) -> bytes:
    """The graph: inputs "words" [1, T, width] and "facts" [1, T, facts], output "logits" [1, T, labels]."""
    graph = _Graph(weights)
    places = weights["places.weight"].copy()
    places[0] += weights["source.weight"][source]
    width = places.shape[1]
    shape = graph.node("Shape", ["words"], "shape", start=1, end=2)
    zero = graph.constant("zero", np.array([0], dtype=np.int64))
    here = graph.node("Slice", [graph.constant("places", places), zero, shape, zero], "here")
    told = graph.node("MatMul", ["facts", graph.constant("facts.weight", weights["facts.weight"].T)], "told")
    x = graph.node("Add", [graph.node("Add", ["words", here], "placed"), told], "embedded")
    x = graph.norm("norm", x, epsilon)
    graph.constant("by_head", np.array([1, -1, heads, width // heads], dtype=np.int64))
    graph.constant("together", np.array([1, -1, width], dtype=np.int64))
    graph.constant("shrink", np.array((width / heads) ** -0.5, dtype=np.float32))
    number = 0
    while (layer := f"layers.{number}") and f"{layer}.qkv.weight" in weights:
        seen = graph.dense(graph.attention(x, layer), f"{layer}.out")
        x = graph.norm(f"{layer}.norm1", graph.node("Add", [seen, x], f"{layer}.sum1"), epsilon)
        inner = graph.node("Gelu", [graph.dense(x, f"{layer}.up")], f"{layer}.inner", _MICROSOFT)
        down = graph.dense(inner, f"{layer}.down")
        x = graph.norm(f"{layer}.norm2", graph.node("Add", [down, x], f"{layer}.sum2"), epsilon)
        number += 1
    head = graph.constant("head.weight", weights["head.weight"].T)
    raw = graph.node("MatMul", [x, head], "raw")
    graph.node("Add", [raw, graph.constant("head.bias", weights["head.bias"])], "logits")
    floats = TensorProto.FLOAT
    made = helper.make_graph(
        graph.nodes,
        "names",
        [
            helper.make_tensor_value_info("words", floats, [1, "T", width]),
            helper.make_tensor_value_info("facts", floats, [1, "T", COUNT]),
        ],
        [helper.make_tensor_value_info("logits", floats, [1, "T", len(LABELS)])],
        graph.constants,
    )
    imports = [helper.make_opsetid("", 20), helper.make_opsetid(_MICROSOFT, 1)]
    model = helper.make_model(made, opset_imports=imports, producer_name="copydesk")
    model.ir_version = 9
    data: bytes = model.SerializeToString(deterministic=True)
    return data


def kept(vocabulary: list[str]) -> list[int]:
    """The pieces that English text can have: those of other scripts and BERT's spare ones fall away."""
    return [
        number
        for number, piece in enumerate(vocabulary)
        if not piece.startswith("[unused") and all(ord(c) < 0x250 or 0x2000 <= ord(c) < 0x2120 for c in piece)
    ]


def export(
    weights: Mapping[str, Floats],
    vocabulary: list[str],
    folder: Path,
    *,
    version: str,
    source: int,
    heads: int,
) -> None:
    """Write the files of the model to ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    keep = kept(vocabulary)
    table = weights["pieces.weight"][keep]
    scales = (np.abs(table).max(1) / 127).astype(np.float32)
    np.save(folder / "embeddings.npy", np.rint(table / scales[:, None]).astype(np.int8))
    np.save(folder / "scales.npy", scales)
    (folder / "pieces.txt").write_text("\n".join(vocabulary[number] for number in keep), "utf-8")
    (folder / "encoder.onnx").write_bytes(encoder(weights, source, heads, 1e-12))
    sums = {part: sum_of(folder / part) for part in PARTS}
    (folder / MANIFEST).write_text(json.dumps({"name": "names", "version": version, **sums}, indent=1) + "\n", "utf-8")

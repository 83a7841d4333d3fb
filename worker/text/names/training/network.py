"""The network: MiniLM-L6 with the facts of each word added to its pieces, and a layer that names the labels."""

import json
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Final, TypedDict

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from worker.text.names.model.chunks import PLACES
from worker.text.names.model.features import COUNT
from worker.text.names.model.labels import LABELS

WIDTH: Final = 384
HEADS: Final = 12
INNER: Final = 1536
LAYERS: Final = 6
EPSILON: Final = 1e-12


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        seen = seen.transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm1(x + self.dropout(self.out(seen)))
        inner = functional.gelu(self.up(x))
        return self.norm2(x + self.dropout(self.down(inner)))


class Tagger(nn.Module):
    """Pieces and facts in, logits of the labels by word out."""

    def __init__(self, vocabulary: int, sources: int, layers: int = LAYERS, dropout: float = 0.1) -> None:
        super().__init__()
        self.pieces = nn.Embedding(vocabulary, WIDTH)
        self.places = nn.Embedding(PLACES, WIDTH)
        self.facts = nn.Linear(COUNT, WIDTH, bias=False)
        self.source = nn.Embedding(sources + 1, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.head = nn.Linear(WIDTH, len(LABELS))
        self.dropout = nn.Dropout(dropout)
        nn.init.zeros_(self.facts.weight)
        nn.init.zeros_(self.source.weight)

    def embed(self, pieces: Tensor, facts: Tensor, source: Tensor) -> Tensor:
        """The sum of what is known of each piece; the corpus's habits stand at the mark of the start."""
        x = self.pieces(pieces) + self.places.weight[: pieces.shape[1]] + self.facts(facts)
        first = x[:, :1] + self.source(source)[:, None]
        return self.norm(torch.cat((first, x[:, 1:]), 1))

    def forward(self, pieces: Tensor, facts: Tensor, source: Tensor, mask: Tensor | None, heads: Tensor) -> Tensor:
        """``heads`` are places in the flattened batch: one row of logits for each."""
        x = self.dropout(self.embed(pieces, facts, source))
        for layer in self.layers:
            x = layer(x, mask)
        logits: Tensor = self.head(self.dropout(x.reshape(-1, WIDTH)[heads]))
        return logits


class _About(TypedDict):
    """What a safetensors file says of a tensor."""

    dtype: str
    shape: list[int]
    data_offsets: tuple[int, int]


def read_safetensors(path: Path) -> dict[str, Tensor]:
    """The 32-bit tensors of a safetensors file by name."""
    data = path.read_bytes()
    size: int = struct.unpack("<Q", data[:8])[0]
    head: dict[str, _About] = json.loads(data[8 : 8 + size])
    made = {}
    for name, about in head.items():
        if name != "__metadata__" and about["dtype"] == "F32":
            start, end = about["data_offsets"]
            values = np.frombuffer(data, dtype="<f4", count=(end - start) // 4, offset=8 + size + start)
            made[name] = torch.from_numpy(values.reshape(about["shape"]).copy())
    return made


def start_from(tagger: Tagger, weights: Mapping[str, Tensor]) -> None:
    """Set the tagger to MiniLM's weights; facts, sources and labels stay as they are."""
    with torch.no_grad():
        tagger.pieces.weight.copy_(weights["embeddings.word_embeddings.weight"])
        kind = weights["embeddings.token_type_embeddings.weight"][0]
        tagger.places.weight.copy_(weights["embeddings.position_embeddings.weight"][:PLACES] + kind)
        _copy(tagger.norm, weights, "embeddings.LayerNorm")
        for number, layer in enumerate(tagger.layers):
            if not isinstance(layer, Layer):
                raise TypeError(layer)
            name = f"encoder.layer.{number}"
            parts = [f"{name}.attention.self.{part}" for part in ("query", "key", "value")]
            layer.qkv.weight.copy_(torch.cat([weights[f"{part}.weight"] for part in parts]))
            layer.qkv.bias.copy_(torch.cat([weights[f"{part}.bias"] for part in parts]))
            _copy(layer.out, weights, f"{name}.attention.output.dense")
            _copy(layer.norm1, weights, f"{name}.attention.output.LayerNorm")
            _copy(layer.up, weights, f"{name}.intermediate.dense")
            _copy(layer.down, weights, f"{name}.output.dense")
            _copy(layer.norm2, weights, f"{name}.output.LayerNorm")


def _copy(module: nn.Linear | nn.LayerNorm, weights: Mapping[str, Tensor], name: str) -> None:
    module.weight.copy_(weights[f"{name}.weight"])
    module.bias.copy_(weights[f"{name}.bias"])

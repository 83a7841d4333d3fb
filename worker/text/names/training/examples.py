"""Training texts as the network reads them: chunks with the labels that each word may have."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from worker.text.names.model.chunks import LONGEST, Chunk, chunks
from worker.text.names.model.features import COUNT, FIRST_OF_TABLES, features
from worker.text.names.model.labels import LABELS
from worker.text.names.model.pieces import Pieces
from worker.text.names.rules import judge
from worker.text.names.scene import see
from worker.text.names.training.corpora import Document, allowed


@dataclass(frozen=True, slots=True)
class Example:
    """A chunk, or several put together, with the labels that each of its words may have (bits)."""

    chunk: Chunk
    allowed: list[int]
    source: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Chunks of like length, filled up to the longest; ``heads`` and ``allowed`` have one row for each word."""

    pieces: Tensor
    facts: Tensor
    sources: Tensor
    mask: Tensor
    heads: Tensor
    allowed: Tensor


def examples(documents: Sequence[Document], pieces: Pieces, chance: random.Random | None) -> Iterator[Example]:
    """The chunks of each document; with ``chance`` short ones and long ones, as articles have them."""
    for document in documents:
        scene = see(document.text, document.sentences)
        facts = features(scene, judge(scene))
        labels = allowed(scene.words, document)
        longest = LONGEST if chance is None else chance.choice((40, 60, LONGEST, LONGEST))
        every = set(scene.words.sentence)
        for chunk in chunks(scene.words, facts, pieces, every, count=len(facts), longest=longest):
            yield Example(chunk, [labels[index] for index in chunk.words], document.source)


def packed(made: Sequence[Example], chance: random.Random) -> list[Example]:
    """Short chunks of one corpus put together, two thirds of them, so that the network sees several sentences."""
    result: list[Example] = []
    open_: dict[int, Example] = {}
    for example in made:
        waiting = open_.pop(example.source, None)
        if waiting and len(waiting.chunk.pieces) + len(example.chunk.pieces) <= LONGEST and chance.random() < 0.8:
            example = _joined(waiting, example)
        elif waiting:
            result.append(waiting)
        open_[example.source] = example
    return [*result, *open_.values()]


def _joined(one: Example, two: Example) -> Example:
    shift = len(one.chunk.pieces) - 2
    chunk = Chunk(
        one.chunk.pieces[:-1] + two.chunk.pieces[1:],
        one.chunk.facts[:-1] + two.chunk.facts[1:],
        one.chunk.words + two.chunk.words,
        one.chunk.heads + [head + shift for head in two.chunk.heads],
    )
    return Example(chunk, one.allowed + two.allowed, one.source)


def batches(made: Sequence[Example], pieces_a_batch: int, chance: random.Random | None) -> list[list[Example]]:
    """Examples of like length together, up to so many pieces a batch; in a shuffled order with ``chance``."""
    sizes = [len(example.chunk.pieces) + (chance.random() * 8 if chance else 0) for example in made]
    result: list[list[Example]] = [[]]
    longest = 0
    for index in sorted(range(len(made)), key=sizes.__getitem__):
        longest = max(longest, len(made[index].chunk.pieces))
        if result[-1] and longest * (len(result[-1]) + 1) > pieces_a_batch:
            result.append([])
            longest = len(made[index].chunk.pieces)
        result[-1].append(made[index])
    if chance:
        chance.shuffle(result)
    return result


def batch(made: Sequence[Example], no_source: int, chance: random.Random | None) -> Batch:
    """One batch; with ``chance`` the corpus is now and then not told, and the tables' facts are now and then left."""
    length = max(len(example.chunk.pieces) for example in made)
    pieces = torch.zeros(len(made), length, dtype=torch.long)
    codes = torch.zeros(len(made), length, dtype=torch.long)
    mask = torch.zeros(len(made), 1, 1, length, dtype=torch.bool)
    sources = torch.full((len(made),), no_source)
    heads: list[int] = []
    open_: list[int] = []
    for row, example in enumerate(made):
        size = len(example.chunk.pieces)
        pieces[row, :size] = torch.tensor(example.chunk.pieces)
        facts = torch.tensor(example.chunk.facts)
        if chance and chance.random() < 0.1:
            facts &= (1 << FIRST_OF_TABLES) - 1
        codes[row, :size] = facts
        mask[row, :, :, :size] = True
        if not chance or chance.random() < 0.7:
            sources[row] = example.source
        heads.extend(row * length + head for head in example.chunk.heads)
        open_.extend(example.allowed)
    bits = (torch.tensor(open_)[:, None] >> torch.arange(len(LABELS))) & 1
    return Batch(
        pieces,
        ((codes[:, :, None] >> torch.arange(COUNT)) & 1).float(),
        sources,
        mask,
        torch.tensor(heads),
        bits.bool(),
    )

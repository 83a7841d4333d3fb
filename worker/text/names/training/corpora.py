"""The open corpora as training texts: documents of sentences, and for each of our words the labels it may have."""

import gzip
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Final, TypedDict

from schemas.span import Span
from worker.text.names.model.labels import LABELS, TYPES
from worker.text.names.tokens import Words

SOURCES: Final = ("wikigold", "uner_ewt", "crossner", "redocred", "europarl", "multiner_gov")
"""By folder. uner_pud is the test set and is not among them."""
WHOLE_DOCUMENTS: Final = frozenset(("wikigold", "redocred"))
SHARES: Final = {"multiner_gov": 0.35, "europarl": 0.6}
"""Part of a corpus's rows that is used: sentences of governments have few names and other habits than news."""

OTHER_CASE: Final = 0.08
"""Part of the single sentences with names that stand in capitals or in headline style besides."""

_NO_SPACE_BEFORE: Final = frozenset(
    (".", ",", ";", ":", "!", "?", ")", "]", "}", "%", "'s", "’s", "n't", "'", "''", "”")
)
_NO_SPACE_AFTER: Final = frozenset(("(", "[", "{", "$", "£", "€", "``", "“", "#"))


class Row(TypedDict):
    """A sentence as ../shared/data/ner has it."""

    tokens: list[str]
    tags: list[str]
    labels: list[str]
    source: str


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its sentences and gold spans; ``unknown`` are the types that its corpus does not annotate."""

    text: str
    sentences: tuple[Span, ...]
    names: tuple[tuple[int, int, str], ...]
    unknown: frozenset[str]
    source: int


def read_rows(shared: Path, folder: str, part: str) -> list[Row]:
    """The rows of one file, none where there is no such file."""
    path = shared / "data" / "ner" / folder / f"{part}.jsonl.gz"
    if not path.exists():
        return []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def documents(shared: Path, folder: str, part: str) -> Iterator[Document]:
    """The documents of one file, in order: whole ones where the corpus has such, else single sentences."""
    source = SOURCES.index(folder)
    rows = read_rows(shared, folder, part)
    if folder in WHOLE_DOCUMENTS:
        for _, group in groupby(rows, key=lambda row: row["source"]):
            yield document(list(group), source)
    else:
        for row in rows:
            yield document([row], source)


def document(rows: Sequence[Row], source: int) -> Document:
    """Rows put together as running text."""
    text = ""
    sentences: list[Span] = []
    names: list[tuple[int, int, str]] = []
    for row in rows:
        if text:
            text += " "
        begin = len(text)
        places = []
        tokens = row["tokens"]
        for index, token in enumerate(tokens):
            if len(text) > begin and token not in _NO_SPACE_BEFORE and tokens[index - 1] not in _NO_SPACE_AFTER:
                text += " "
            places.append((len(text), len(text) + len(token)))
            text += token
        sentences.append(Span(start=begin, end=len(text)))
        names.extend((places[first][0], places[last - 1][1], type_) for first, last, type_ in _spans(row["tags"]))
    unknown = frozenset(TYPES) - frozenset(rows[0]["labels"])
    return Document(text, tuple(sentences), tuple(names), unknown, source)


def _spans(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    index = 0
    while index < len(tags):
        if not tags[index].startswith("B-"):
            index += 1
            continue
        end = index + 1
        while end < len(tags) and tags[end] == f"I-{tags[index][2:]}":
            end += 1
        if tags[index][2:] in TYPES:
            yield index, end, tags[index][2:]
        index = end


def allowed(words: Words, document: Document) -> list[int]:
    """For each word the labels that the gold leaves open, as bits in the order of LABELS; most often one bit.

    A word outside of all names may be of any type that its corpus does not annotate.
    """
    outside = 1
    for type_ in document.unknown:
        outside |= 1 << LABELS.index(f"B-{type_}") | 1 << LABELS.index(f"I-{type_}")
    result = [outside] * len(words.words)
    index = 0
    for start, end, type_ in document.names:
        while index < len(words.words) and words.ends[index] <= start:
            index += 1
        place = "B"
        while index < len(words.words) and words.starts[index] < end:
            result[index] = 1 << LABELS.index(f"{place}-{type_}")
            place = "I"
            index += 1
    return result


def in_capitals(document: Document) -> Document:
    """The same in capital letters throughout; the document itself where that would move the offsets."""
    return _rewritten(document, document.text.upper())


def in_headline_style(document: Document) -> Document:
    """The same With Most Words Capitalised."""
    words = [word if word in _SMALL else word[:1].upper() + word[1:] for word in document.text.split(" ")]
    return _rewritten(document, " ".join(words))


_SMALL: Final = frozenset(("a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "by", "with", "as", "or"))


def _rewritten(document: Document, text: str) -> Document:
    return replace(document, text=text) if len(text) == len(document.text) else document


def training_documents(shared: Path, parts: Sequence[str], seed: int) -> list[Document]:
    """All documents to train on, some of them a second time in another case, in a shuffled order."""
    chance = random.Random(seed)
    made: list[Document] = []
    for folder in SOURCES:
        share = SHARES.get(folder, 1.0)
        for name in parts:
            source, _, part = name.rpartition("/")
            if source and source != folder:
                continue
            for found in documents(shared, folder, part):
                if chance.random() >= share:
                    continue
                made.append(found)
                if len(found.sentences) == 1 and found.names and chance.random() < OTHER_CASE:
                    made.append(chance.choice((in_capitals, in_headline_style))(found))
    chance.shuffle(made)
    return made

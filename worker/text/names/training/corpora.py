"""The open corpora as training texts: documents of sentences, and for each of our words the labels it may have."""

import gzip
import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
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

OTHER_NAMES: Final = 0.15
"""Part of the documents that have other names in an epoch."""
OTHER_CASE: Final = 0.08
"""Part of the single sentences that stand in capitals or in headline style in an epoch."""

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


def with_other_names(document: Document, pool: Mapping[str, Sequence[str]], chance: random.Random) -> Document:
    """The same with each name changed for another one of its type out of ``pool``, the same for the same."""
    text, at, shift = "", 0, 0
    names: list[tuple[int, int, str]] = []
    changed: dict[tuple[str, str], str] = {}
    moved: list[tuple[int, int]] = []
    for start, end, type_ in document.names:
        old = document.text[start:end]
        new = changed.setdefault((old, type_), chance.choice(pool[type_]) if pool.get(type_) else old)
        text += document.text[at:start] + new
        names.append((len(text) - len(new), len(text), type_))
        at, shift = end, shift + len(new) - len(old)
        moved.append((end, shift))
    text += document.text[at:]

    def place(offset: int) -> int:
        return offset + next((by for end, by in reversed(moved) if end <= offset), 0)

    sentences = tuple(Span(start=place(span.start), end=place(span.end)) for span in document.sentences)
    return replace(document, text=text, sentences=sentences, names=tuple(names))


def name_pool(documents: Iterable[Document]) -> dict[str, list[str]]:
    """The names of the documents by type, as often as they stand there; nationalities and works stay as they are."""
    pool: dict[str, list[str]] = {}
    for document in documents:
        for start, end, type_ in document.names:
            if type_ in ("PER", "ORG", "LOC"):
                pool.setdefault(type_, []).append(document.text[start:end])
    return pool


def varied(document: Document, pool: Mapping[str, Sequence[str]], chance: random.Random) -> Document:
    """The document, now and then with other names or in another case, as it is read in one epoch."""
    drawn = chance.random()
    if drawn < OTHER_NAMES and document.names:
        return with_other_names(document, pool, chance)
    if len(document.sentences) == 1 and drawn > 1 - OTHER_CASE:
        return chance.choice((in_capitals, in_headline_style))(document)
    return document


def training_documents(shared: Path, parts: Sequence[str], seed: int) -> list[Document]:
    """All documents to train on: ``parts`` are "train" of every corpus, "crossner/test" of one."""
    chance = random.Random(seed)
    made: list[Document] = []
    for folder in SOURCES:
        share = SHARES.get(folder, 1.0)
        for name in parts:
            only, _, part = name.rpartition("/")
            if only in ("", folder):
                made.extend(found for found in documents(shared, folder, part) if chance.random() < share)
    return made

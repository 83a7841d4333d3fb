"""Texts whose names are marked: what the sets of linking and grouping are written in.

    ## hard country=US dateline=PARIS, Texas
    The mayor of [[Paris|L|geonames:4717560]] spoke.

A mark holds a surface, a type (P, O, L, N) and the gold: for linking the right ids, for grouping a label of the group.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from schemas.annotation import Entity, EntityType, Mention
from worker.text.names import find_names, settle
from worker.text.names.given import given
from worker.text.names.scene import see

HERE: Final = Path(__file__).resolve().parent
TYPES: Final[dict[str, EntityType]] = {"P": "PERSON", "O": "ORGANISATION", "L": "LOCATION", "N": "NATIONALITY"}
_MARK: Final = re.compile(r"\[\[([^|\]]+)\|([POLN])\|([^\]]+)\]\]")
_SETTING: Final = re.compile(r"(country|dateline|headline)=(.*?)(?= \w+=|$)")

Outcome = tuple[tuple[Mention, ...], tuple[Entity, ...]]


@dataclass(frozen=True, slots=True)
class Mark:
    """A name of a text, ``start`` to ``end`` (exclusive), with its gold."""

    start: int
    end: int
    type: EntityType
    gold: str


@dataclass(frozen=True, slots=True)
class Case:
    """A text with its marks, in order; ``line`` is that of its heading."""

    line: int
    hard: bool
    text: str
    marks: tuple[Mark, ...]
    country: str | None
    dateline: str | None
    headline_end: int

    def given(self) -> Outcome:
        """What is made of the marked spans: mentions as marked, nothing found by ourselves."""
        scene = see(self.text, (), self.headline_end)
        spans = [(mark.start, mark.end, mark.type) for mark in self.marks]
        return settle(
            scene,
            given(scene, spans),
            country=self.country,
            dateline_place=self.dateline,
            headline_end=self.headline_end,
        )

    def found(self) -> Outcome:
        """What is made of the plain text."""
        return find_names(
            self.text,
            (),
            country=self.country,
            dateline_place=self.dateline,
            headline_end=self.headline_end,
        )


def read(path: Path) -> Iterator[Case]:
    """The cases of a file. A heading begins one; lines that begin with "# " are remarks; a first line that is followed
    by an empty one is the headline."""
    heading, at = "", 0
    lines: list[str] = []
    for number, line in enumerate([*path.read_text("utf-8").splitlines(), "## end"], 1):
        if line.startswith("# "):
            continue
        if not line.startswith("## "):
            lines.append(line)
            continue
        if heading:
            yield case_of(heading, "\n".join(lines).strip(), at)
        heading, at, lines = line[3:], number, []


def case_of(heading: str, marked: str, line: int = 0) -> Case:
    """A case of its heading (without "## ") and its marked text."""
    text, marks, at = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        marks.append(Mark(len(text), len(text) + len(match[1]), TYPES[match[2]], match[3]))
        text += match[1]
        at = match.end()
    text += marked[at:]
    around = {key: value.strip() for key, value in _SETTING.findall(heading)}
    headline = text.find("\n\n")
    return Case(
        line,
        heading.startswith("hard"),
        text,
        tuple(marks),
        around.get("country"),
        around.get("dateline"),
        headline if headline > 0 else 0,
    )

"""Sorts an article's blocks: what is text stays, what came with it goes to the furniture with its kind."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from schemas.article import Furniture, FurnitureKind
from worker.text.clean.blocks import Block, ends_sentence, is_prose
from worker.text.clean.bylines import names_in_byline
from worker.text.clean.credits import find_credit
from worker.text.clean.dateline import FoundDateline, find_dateline, is_bare_dateline, may_open, read_bare_dateline
from worker.text.clean.datenotes import DateNote, read_date_note
from worker.text.clean.linekinds import Place, is_named_byline, is_signature, kind_of
from worker.text.clean.linekinds import key_of as key_of
from worker.text.clean.opening import Opening, read_opening
from worker.text.clean.placenames import is_place
from worker.text.clean.stamps import MONTH

_BYLINE_DATE: Final = re.compile(
    rf"(?<=\s)(?:(?:published|updated|posted)\b|\d{{1,2}}\s+(?:{MONTH})\b|(?:{MONTH})\b\.?\s+\d).*\Z", re.I
)
"""The date at the end of a byline: "By Ann Lee 4 November 2022"."""
_SIGN_OFF: Final = re.compile(r"\s*(?:—|–|--|-)\s*\Z")
_RELATED_RUN: Final = 12
_PASSES: Final = 8


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the article before its lines are read: its headline and byline as fields or the page give them.

    A line that is the headline is never furniture; one that is the byline always.
    """

    headline: str | None = None
    byline: str | None = None


@dataclass(frozen=True, slots=True)
class Sorted:
    """The blocks that stay, in order; the furniture, in order; and what the furniture told."""

    blocks: tuple[Block, ...]
    furniture: tuple[Furniture, ...]
    byline: tuple[str, ...]
    dateline: FoundDateline | None
    notes: tuple[DateNote, ...]
    begins: int | None = None
    """The first of the blocks that stands after a byline, a date or the dateline: there the report begins."""


@dataclass(slots=True)
class _Taken:
    """Furniture with the number of the block that it came from, so that it can be given back in order."""

    found: list[tuple[int, Furniture]] = field(default_factory=list)
    byline: list[str] = field(default_factory=list)
    dateline: FoundDateline | None = None
    notes: list[DateNote] = field(default_factory=list)
    news: set[tuple[str, bool, bool, bool]] = field(default_factory=set)
    """Lines that were read and are none, with where they stood: another pass need not read them again."""
    report: int | None = None
    """The number of the block that the dateline was cut from: the report's first paragraph, whatever it looks like."""

    def take(self, number: int, kind: FurnitureKind, text: str) -> None:
        self.found.append((number, Furniture(kind=kind, text=text)))
        if kind == "byline":
            self.byline.extend(name for name in names_in_byline(text) if name not in self.byline)
            if (dated := _BYLINE_DATE.search(text)) and (note := read_date_note(dated[0], bare=True)):
                self.notes.append(note)
        elif kind == "update_note" and (told := read_date_note(text, bare=True)) is not None:
            self.notes.append(told)


def _signed_by_agency(block: Block, *, last: bool) -> tuple[Block, str] | None:
    """A last paragraph that an agency signs ("... he said. — Reuters"): the paragraph, and the sign cut off.

    Without a dash only the last paragraph of prose can be one: another line would be a caption.
    """
    credit = find_credit(block.text)
    if credit is None or credit.pictorial or credit.start <= 1:
        return None
    upto = block.text[: credit.start].rstrip()
    kept = _SIGN_OFF.sub("", upto).rstrip()
    if not is_prose(kept) or (kept == upto and (not last or block.text.endswith(")"))):
        return None
    return replace(block, text=kept), block.text[len(kept) :].strip()


def _one_pass(blocks: list[tuple[int, Block]], known: Known, taken: _Taken) -> list[tuple[int, Block]]:
    """Take out what the rules name; the blocks that are left, with their numbers."""
    headline = key_of(known.headline) if known.headline else ""
    prose = [at for at, (_, block) in enumerate(blocks) if is_prose(block.text)]
    head_until = prose[1] if len(prose) > 1 else len(blocks)
    tail_from = prose[-1] if prose else 0
    kept: list[tuple[int, Block]] = []
    bare = [block for _, block in blocks]
    announced = 0
    for at, (number, block) in enumerate(blocks):
        line = block.text
        head, tail = at < head_until, at >= tail_from
        if headline and at < head_until and key_of(line) == headline:
            kept.append((number, block))
            continue
        if announced and not is_prose(line) and len(line) <= 200:
            announced -= 1
            taken.take(number, "related", line)
            continue
        announced = 0
        sole = number == taken.report or not prose
        last = sole or (tail and at == prose[-1])
        if (tail or sole) and (signed := _signed_by_agency(block, last=last)) is not None:
            kept.append((number, signed[0]))
            taken.take(number, "credit", signed[1])
            continue
        kind: FurnitureKind | None = "byline" if head and is_named_byline(bare, at, known.byline) else None
        place = Place(head, tail, inside=bool(prose) and at > prose[0])
        seen = (line, head, tail, place.inside)
        if kind is None and seen not in taken.news:
            kind = kind_of(line, place)
        if kind is None and tail and prose and is_signature(line):
            kind = "byline"
        if kind == "correction" and at == 0 and not headline and line[0] != "(" and not ends_sentence(line):
            kind = None  # a headline: a note is a sentence
        if kind is None:
            taken.news.add(seen)
            kept.append((number, block))
            continue
        taken.take(number, kind, line)
        if kind == "related" and line.rstrip().endswith((":", "»", ">")) and len(line) <= 60:
            announced = _RELATED_RUN
    return kept


def _opens_here(block: Block, opening: Opening) -> bool:
    """Whether what follows an opening is the report: prose, or, after a dateline that is sure, whatever it is."""
    left = block.text[opening.rest :]
    at = opening.dateline
    if is_prose(left):
        return True
    if at is None or not at.sure or not left:
        return False
    town = (at.place or "").partition(",")[0]
    return at.agency is not None or town.isupper() or is_place(town)


def _cut_opening(blocks: list[tuple[int, Block]], known: Known, taken: _Taken) -> list[tuple[int, Block]]:
    """Take the dateline, and what stands before it on its line, off the report's first line.

    Looked for on the first lines down to the third of prose.
    """
    looked = 0
    headline = key_of(known.headline) if known.headline else ""
    rest: str | None = None
    for at, (number, block) in enumerate(blocks[:10]):
        if headline and key_of(block.text) == headline:
            continue
        if is_bare_dateline(block.text):
            taken.dateline = taken.dateline or find_dateline(block.text) or read_bare_dateline(block.text)
            taken.take(number, "dateline", block.text)
            return blocks[:at] + blocks[at + 1 :]
        prose = is_prose(block.text)
        if not prose and not may_open(block.text):
            continue
        if rest is None:
            rest = "\n".join(later.text for _, later in blocks[at + 1 :])[:20_000]
        opening = read_opening(block.text, rest)
        if opening is not None and _opens_here(block, opening):
            taken.dateline = taken.dateline or opening.dateline
            taken.report = number
            for kind, text in opening.pieces:
                taken.take(number, kind, text)
            return [*blocks[:at], (number, replace(block, text=block.text[opening.rest :])), *blocks[at + 1 :]]
        looked += prose
        if looked == 3:
            break
    return blocks


def sort_out(blocks: Iterable[Block], known: Known = Known()) -> Sorted:
    """Sort an article's blocks into text and furniture.

    Goes over them until nothing more is found, so that sorting what is left finds nothing; each pass is linear.
    """
    left = list(enumerate(blocks))
    taken = _Taken()
    for _ in range(_PASSES):
        before = len(taken.found)
        left = _cut_opening(left, known, taken)
        left = _one_pass(left, known, taken)
        if len(taken.found) == before:
            break
    taken.found.sort(key=lambda item: item[0])
    opening = next((number for number, one in taken.found if one.kind in ("byline", "dateline", "update_note")), None)
    begins = next((at for at, (number, _) in enumerate(left) if opening is not None and number >= opening), None)
    return Sorted(
        tuple(block for _, block in left),
        tuple(furniture for _, furniture in taken.found),
        tuple(taken.byline),
        taken.dateline,
        tuple(taken.notes),
        begins,
    )

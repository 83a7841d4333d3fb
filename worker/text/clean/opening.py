"""What stands before a report's first sentence, on its line: a desk's note, a byline, the dateline."""

import re
from dataclasses import dataclass, replace
from typing import Final

from schemas.article import FurnitureKind
from worker.text.clean.bylines import names_in_byline
from worker.text.clean.dateline import FoundDateline, find_dateline

_NOTE: Final = re.compile(
    r"\((?:adds|recasts|updates|refiles|repeats|rewrites|releads|inserts|changes|replaces|incorporates|writes\s+through"
    r"|new\s+throughout|(?P<corrects>corrects|clarifies|fixes|removes|deletes))\b[^()]{0,300}\)\s*",
    re.IGNORECASE,
)
"""What a desk did to a report, in brackets: a verb in the present without anybody who does it."""
_BY: Final = re.compile(r"(?i:by)\s+(?=[^\W\d_a-z])")
_SHOUTED: Final = re.compile(r"\s+(?=[^\W\d_a-z]{3,}[\s,./:(—–-]|\([A-Z])")
_LONGEST_BYLINE: Final = 90


@dataclass(frozen=True, slots=True)
class Opening:
    """What is cut before the report's first sentence, piece by piece, and where that begins."""

    pieces: tuple[tuple[FurnitureKind, str], ...]
    dateline: FoundDateline | None
    rest: int


def _byline_before_dateline(text: str, rest_of_text: str) -> tuple[int, FoundDateline] | None:
    """Where the byline ends and the dateline that follows it on the same line ("By Ann Lee LONDON, Nov 4 - ...")."""
    by = _BY.match(text)
    if by is None:
        return None
    for shouted in _SHOUTED.finditer(text, by.end(), _LONGEST_BYLINE):
        if not names_in_byline(text[: shouted.start()], strict=True):
            continue
        found = find_dateline(text[shouted.end() :], rest_of_text)
        if found is not None and found.sure:
            return shouted.end(), found
    return None


def read_opening(text: str, rest_of_text: str = "") -> Opening | None:
    """What is to be cut from the beginning of a report's first line; `None` where nothing is.

    >>> read_opening("(Adds details) By Ann Lee LONDON, Nov 4 (Reuters) - It rained.").pieces
    (('update_note', '(Adds details)'), ('byline', 'By Ann Lee'), ('dateline', 'LONDON, Nov 4 (Reuters) -'))
    """
    pieces: list[tuple[FurnitureKind, str]] = []
    at = 0
    while (note := _NOTE.match(text, at)) and len(pieces) < 4:
        pieces.append(("correction" if note["corrects"] else "update_note", note[0].strip()))
        at = note.end()
    left = text[at:]
    signed = _byline_before_dateline(left, rest_of_text)
    if signed is not None:
        pieces.append(("byline", left[: signed[0]].strip()))
        at += signed[0]
        found: FoundDateline | None = signed[1]
    else:
        found = find_dateline(left, rest_of_text)
    if found is not None:
        pieces.append(("dateline", found.surface))
        return Opening(tuple(pieces), replace(found, rest=at + found.rest), at + found.rest)
    if pieces and left[:1] and (left[0].isupper() or left[0].isdigit() or left[0] in "\"“‘'$€£"):
        return Opening(tuple(pieces), None, at)
    return None

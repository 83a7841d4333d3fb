"""The finder of spans: which words of a text name a person, an organisation, a place, a nationality.

The network decides, with the opinion of tables and rules among what it reads. Then what only a list or the rest of the
text can know: nationalities, offices in front of a name, addresses, surnames that are words, fixed words beside.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from schemas.annotation import EntityType
from worker.text.names.agreement import agreed
from worker.text.names.beside import settled
from worker.text.names.cues import HONORIFICS, SUFFIXES, TITLES
from worker.text.names.evidence import hidden_surnames
from worker.text.names.model.decoding import Span, spans
from worker.text.names.model.reader import read
from worker.text.names.places import barred
from worker.text.names.rules import Found, Opinion, fitting, judge
from worker.text.names.scene import Piece, Scene
from worker.text.names.tokens import INITIAL, Words

__all__ = ["Found", "find_spans", "surface_span"]

_TYPES: Final[dict[str, EntityType]] = {"PER": "PERSON", "ORG": "ORGANISATION", "LOC": "LOCATION"}
_ARTICLES: Final = frozenset(("the", "a", "an"))
_JOINTS: Final = frozenset("@_#\\")
_NOT_IN_NAMES: Final = (TITLES | HONORIFICS) - frozenset(
    ("king", "queen", "prince", "princess", "emperor", "empress", "sultan", "emir", "pope", "saint", "duke", "duchess")
)
"""What stands before a person's name; a ruler's title is part of it where the network says so, as in most corpora."""


def find_spans(scene: Scene, *, network: bool = True) -> tuple[Found, ...]:
    """All names, left to right, without overlap; none gives an empty tuple. Without the network the rules decide."""
    opinion = judge(scene)
    if not (network and any(scene.folded)):
        return opinion.found
    rows = read(scene, opinion)
    found = settled(scene, opinion, _corrected(scene, opinion, agreed(scene, spans(rows, scene.words))))
    taken = {index for name in found for index in range(name.first, name.last)}
    for name in opinion.found:
        if (name.type == "NATIONALITY" or name.first >= len(rows)) and taken.isdisjoint(range(name.first, name.last)):
            found.append(name)
            taken.update(range(name.first, name.last))
    hidden = hidden_surnames(scene, taken, _surnames(scene, found))
    found.extend(Found(index, index + 1, "PERSON") for index in hidden)
    return tuple(sorted(found, key=lambda name: name.first))


def surface_span(words: Words, found: Found) -> tuple[int, int]:
    """The code points of a name, end exclusive."""
    return words.starts[found.first], words.ends[found.last - 1]


def _corrected(scene: Scene, opinion: Opinion, told: Sequence[Span]) -> list[Found]:
    """The network's names with their ends and types as lists know them better, without what can be no name."""
    pieces = {(piece.first, piece.last): piece for piece in opinion.pieces}
    found: list[Found] = []
    for span in told:
        type_ = _TYPES.get(span.type)
        if type_ is None:
            continue
        first, last = _ends(scene, span.first, span.last, type_)
        if first == last:
            continue
        piece = pieces.get((first, last))
        if piece is not None and _is_none(scene, piece):
            continue
        match = piece.match if piece is not None else None
        if match is None and (known := scene.tables.match(scene.words, first)) and known.last == last:
            match = known
        if match is not None and match.name.candidates[0].type == "NATIONALITY":
            type_ = "NATIONALITY"
        found.append(Found(first, last, type_, fitting(match, type_)))
    return found


def _ends(scene: Scene, first: int, last: int, type_: EntityType) -> tuple[int, int]:
    """A name's words without what stands around it; none are left of an office alone.

    An article in front stays where a table's name has it ("The Associated Press"); the "s" of a possessive goes, and so
    do offices and honorifics before a person, and a party before a place ("R-Iowa").
    """
    words = scene.words
    while last > first and words.words[last - 1] == "s" and words.gap(last - 2) in ("'", "’"):
        last -= 1
    start = first - 1 if first and words.words[first - 1] == "The" and words.gap(first - 1) == " " else first
    if words.words[start].lower() in _ARTICLES:
        listed = scene.tables.match(words, start)
        if listed is not None and listed.last == last:
            return start, last
    while first < last and words.words[first].lower() in _ARTICLES:
        first += 1
    if type_ == "PERSON":
        while first < last and scene.folded[first] in _NOT_IN_NAMES:
            first += 1
    elif last - first > 1 and words.shapes[first] == INITIAL and words.gap(first) == "-" and type_ == "LOCATION":
        first += 1
    return first, last


def _is_none(scene: Scene, piece: Piece) -> bool:
    """Whether the words are part of an address, or a sea's name that speaks, which is a paper's."""
    text, start, end = scene.words.text, scene.words.starts[piece.first], scene.words.ends[piece.last - 1]
    return barred(scene, piece) or text[max(start - 1, 0) : start] in _JOINTS or text[end : end + 1] in _JOINTS


def _surnames(scene: Scene, found: Sequence[Found]) -> Counter[str]:
    """The surnames of the text's persons, folded, with how often they stand there."""
    surnames: Counter[str] = Counter()
    for name in found:
        if name.type == "PERSON":
            words = [word for word in scene.folded[name.first : name.last] if word]
            while len(words) > 1 and words[-1] in SUFFIXES:
                words.pop()
            surnames.update(words[-1:])
    return surnames

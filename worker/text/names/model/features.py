"""What the network is told of a word beside its pieces: how it is written, and what the tables and rules say of it.

One bit a fact, one whole number a word. A bit's place is part of the trained model: a change of it, or a new cue or
kind, asks for a new training.
"""

from typing import Final

from schemas.annotation import EntityType
from worker.text.names.gazetteer import Kind
from worker.text.names.rules import Opinion
from worker.text.names.scene import Cue, Scene
from worker.text.names.tokens import CAPITAL, LOWER
from worker.text.names.zones import CAPS, TITLE

_MIXED: Final = 5
SIGN: Final = 1 << 6
"""The one fact of a sign that is no word: a comma, a bracket."""
_FRESH: Final = 7
_ZONES: Final = {TITLE: 8, CAPS: 9}
FIRST_OF_TABLES: Final = 10
"""From this bit on the facts are those of tables and rules; training leaves them out now and then."""
_COMMON, _GIVEN, _SURNAME = 10, 11, 12
_NAME_BEGINS, _NAME_GOES_ON, _PIECE_BEGINS, _PIECE_GOES_ON = 13, 14, 15, 16
TYPES: Final[dict[EntityType, int]] = {"PERSON": 17, "ORGANISATION": 18, "LOCATION": 19, "NATIONALITY": 20}
CUES: Final[dict[Cue, int]] = {
    "table": 21,
    "head": 22,
    "title": 23,
    "given": 24,
    "acronym": 25,
    "shape": 26,
    "thing": 27,
}
KINDS: Final[dict[Kind, int]] = {
    "country": 28,
    "region": 29,
    "capital": 30,
    "city": 31,
    "place": 32,
    "organisation": 33,
    "nationality": 34,
}
_NEEDS_CUE, _OTHER_TYPE = 35, 36
COUNT: Final = 37
"""Bits."""


def features(scene: Scene, opinion: Opinion) -> list[int]:
    """The facts of each word of the text, in order."""
    words, tables = scene.words, scene.tables
    facts = []
    for index, (word, shape) in enumerate(zip(words.words, words.shapes, strict=True)):
        if shape == LOWER:
            known = 1 << _MIXED if word[0].isalpha() and not word.islower() else 1
        elif shape == CAPITAL and not word[1:].islower():
            known = 1 << _MIXED | 1 << shape
        else:
            known = 1 << shape
        folded = scene.folded[index]
        if folded:
            known |= (folded in tables.words) << _COMMON
            known |= (folded in tables.given_names) << _GIVEN | (folded in tables.surnames) << _SURNAME
        known |= words.fresh[index] << _FRESH
        if zone := scene.zones[index]:
            known |= 1 << _ZONES[zone]
        facts.append(known)
    for piece in opinion.pieces:
        known = 1 << CUES[piece.cue]
        if piece.match:
            candidates = piece.match.name.candidates
            best = candidates[0]
            known |= 1 << KINDS[best.kind] | best.needs_cue << _NEEDS_CUE
            known |= any(candidate.type != best.type for candidate in candidates) << _OTHER_TYPE
        for index in range(piece.first, piece.last):
            facts[index] |= known | 1 << (_PIECE_BEGINS if index == piece.first else _PIECE_GOES_ON)
    for name in opinion.found:
        for index in range(name.first, name.last):
            facts[index] |= 1 << TYPES[name.type] | 1 << (_NAME_BEGINS if index == name.first else _NAME_GOES_ON)
    return facts

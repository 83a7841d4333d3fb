"""Names of the tables alone, for texts in languages whose words we do not know: no rule of English is used."""

from typing import Final

from worker.text.names.cues import NEEDS_EVIDENCE
from worker.text.names.finder import Found
from worker.text.names.gazetteer import Match
from worker.text.names.scene import Scene
from worker.text.names.tokens import LOWER, UPPER

SHORTEST_WORD: Final = 4
"""Letters of a single word that is no abbreviation: shorter ones are words of some language."""
KNOWN_CITY: Final = 500
"""Thousands of people."""


def find_known(scene: Scene) -> tuple[Found, ...]:
    """Organisations, countries, capitals and great cities by their English or international names, left to right."""
    words = scene.words
    found: list[Found] = []
    index = 0
    while index < len(words.words):
        match = None
        if words.shapes[index] != LOWER or words.words[index] in scene.tables.small:
            match = scene.tables.match(words, index)
        if match and _certain(scene, match):
            found.append(Found(match.first, match.last, match.name.candidates[0].type, match))
            index = match.last
        else:
            index += 1
    return tuple(found)


def _certain(scene: Scene, match: Match) -> bool:
    best = match.name.candidates[0]
    if best.needs_cue or best.kind in ("nationality", "place", "region"):
        return False
    if best.kind == "city" and best.population < KNOWN_CITY:
        return False
    if match.last - match.first > 1:
        return True
    word = scene.folded[match.first]
    if scene.words.shapes[match.first] == UPPER:
        return len(word) > 2 and word not in scene.tables.words
    if len(word) < SHORTEST_WORD or word in NEEDS_EVIDENCE:
        return False
    if best.kind == "city" and word in scene.tables.given_names:
        return False
    return word not in scene.tables.words or best.kind == "country"

"""Names that fixed words beside them settle, whatever the network makes of them.

A party's tag ("D-Conn."), the possessive of a country before its office ("Jordan's king"), and a listed organisation at
a sentence's start, where its capital is due to the place and the network has read too little of its kind.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from worker.text.names.cues import AREA_KINDS, SPEECH
from worker.text.names.gazetteer import Candidate, Match
from worker.text.names.rules import Found, Opinion, fitting
from worker.text.names.scene import SPACES, Scene
from worker.text.names.tokens import CAPITAL, INITIAL, LOWER, UPPER
from worker.text.names.zones import NORMAL

_words = str.split

_PARTIES: Final = frozenset("DRI")
"""Democrat, Republican, independent: the letter before a state in the tag of a member of Congress."""
_STATE_OFFICES: Final = frozenset(
    _words(
        "king queen emir sultan emperor president premier chancellor minister government parliament army navy military "
        "ambassador embassy constitution currency capital economy population independence dictator ruler monarch "
        "monarchy junta borders legislature"
    )
)
"""What a country has and hardly a person."""
_OF_OFFICES: Final = frozenset(
    _words(
        "foreign prime deputy vice interim transitional acting former new late then current first military ruling "
        "supreme defence defense finance interior justice health education energy crown central armed"
    )
)
"""What may stand between a possessive and the office."""
_OF_COMPANIES: Final = frozenset(
    _words(
        "shares stock employees executives shareholders investors reported reports posted announced rose fell plans "
        "agreed declined spokesman spokeswoman spokesperson officials workers sued acquired bought unveiled launched"
    )
)
"""After an organisation's name that is an English word too: no word that goes on with that word."""
_RIVALS: Final = frozenset(
    _words(
        "rival rivals parent partner competitor subsidiary supplier retailer insurer lender broadcaster conglomerate "
        "startup"
    )
)
"""What a company is called in front of its name without an article, as at a sentence's start."""
_APPOSED: Final = 5
"""Words in which an apposition comes to its noun: "a former Soviet republic"."""
_GOES_ON: Final = frozenset(
    _words("of in on at near with without where whose which that for by and or to from between bordering")
)
"""After a noun that an apposition is built on, rather than a noun that goes before another ("a state official")."""


def party_states(scene: Scene) -> Iterator[tuple[int, Match]]:
    """The tags of parties: the word of the party's letter, and the place behind its hyphen, left to right."""
    words = scene.words
    for index, shape in enumerate(words.shapes):
        if shape != INITIAL or words.words[index] not in _PARTIES or not index or words.gap(index) != "-":
            continue
        if words.gap(index - 1) not in (", ", " (", ".(", "("):
            continue
        match = scene.tables.match(words, index + 1) if index + 1 < len(words.words) else None
        if match and _state(match.name.candidates):
            yield index, match


def state_senses(scene: Scene, found: Sequence[Found]) -> Mapping[int, Candidate]:
    """Which state each name is that stands in a party's tag, by the name's number."""
    told = {match.first: _state(match.name.candidates) for _, match in party_states(scene)}
    senses = {}
    for number, name in enumerate(found):
        state = told.get(name.first)
        if state is not None and name.type == "LOCATION":
            senses[number] = state
    return senses


def apposed_kind(scene: Scene, name: Found) -> str | None:
    """Country, region or city, where an apposition behind a place says so: "Georgia, the former Soviet republic".

    A republic is a country here unless "autonomous" or "Russian" stands before it. Else None.
    """
    words = scene.words
    at = name.last
    if words.gap(at - 1) != ", " or at >= len(words.words) or words.words[at] not in ("a", "an", "the"):
        return None
    told: set[str] = set()
    for index in range(at + 1, min(at + 1 + _APPOSED, len(words.words))):
        if words.gap(index - 1) not in (" ", "-"):
            return None
        word = words.words[index].lower()
        if word in AREA_KINDS and words.shapes[index] == LOWER and not word.endswith("s"):
            gap = words.gap(index)
            following = words.words[index + 1].lower() if index + 1 < len(words.words) else ""
            if gap == " " and following not in _GOES_ON:
                return None
            if gap in ("'", "’", "-"):
                return None
            if word == "republic":
                return None if told & {"autonomous", "russian", "constituent"} else "country"
            return AREA_KINDS[word]
        told.add(word)
    return None


def settled(scene: Scene, opinion: Opinion, found: Sequence[Found]) -> list[Found]:
    """``found`` with what fixed words beside a name say, in place of whatever overlaps it; left to right."""
    sure: list[Found] = []
    taken: set[int] = set()
    for index, match in party_states(scene):
        sure.append(Found(match.first, match.last, "LOCATION", match))
        taken.update(range(index, match.last))
    for name in opinion.found:
        if name.type == "LOCATION" and taken.isdisjoint(range(name.first, name.last)) and _possesses(scene, name):
            sure.append(name)
            taken.update(range(name.first, name.last))
    free = (name for name in found if taken.isdisjoint(range(name.first, name.last)))
    kept = [name for name in (_without_rival(scene, name) for name in free) if name is not None]
    starts = {name.first: name for name in kept}
    covered = {index for name in kept for index in range(name.first, name.last)} | taken
    for index, fresh in enumerate(scene.words.fresh):
        if fresh and index not in covered and (made := _listed(scene, index, starts)):
            sure.append(made)
    return sorted((*kept, *sure), key=lambda name: name.first)


def _state(candidates: Sequence[Candidate]) -> Candidate | None:
    return next((place for place in candidates if place.kind == "region" and place.country == "US"), None)


def _possesses(scene: Scene, name: Found) -> bool:
    """Whether a country's possessive stands before what only a country has: "Chad's new prime minister"."""
    words = scene.words
    at = name.last
    if name.match is None or name.match.name.candidates[0].kind != "country":
        return False
    if name.match.last != name.last or words.gap(at - 1) not in ("'", "’") or at >= len(words.words):
        return False
    if words.words[at] != "s":
        return False
    for following in range(at + 1, min(at + 4, len(words.words))):
        if words.gap(following - 1) not in SPACES:
            return False
        word = words.words[following].lower()
        if word in _STATE_OFFICES:
            return True
        if word not in _OF_OFFICES:
            return False
    return False


def _without_rival(scene: Scene, name: Found) -> Found | None:
    """An organisation of the tables without the word that says what it is: "Rival General Electric".

    None where the name is that word alone, a listed organisation behind it.
    """
    first = name.first + 1
    if name.type not in ("ORGANISATION", "PERSON") or not scene.words.fresh[name.first]:
        return name
    word = scene.folded[name.first]
    if word not in _RIVALS and not (word.endswith("maker") and len(word) > len("maker")):
        return name
    if first >= len(scene.folded) or scene.words.gap(name.first) not in SPACES:
        return name
    match = scene.tables.match(scene.words, first)
    if match is None or fitting(match, "ORGANISATION") is None:
        return name
    if match.last == name.last:
        return Found(first, match.last, "ORGANISATION", match)
    return None if first == name.last else name


def _listed(scene: Scene, index: int, starts: Mapping[int, Found]) -> Found | None:
    """An organisation of the tables at a start, if the words behind it show that its capital is a name's."""
    words = scene.words
    if scene.zones[index] != NORMAL or words.shapes[index] not in (CAPITAL, UPPER) or scene.entangled(index):
        return None
    match = scene.tables.match(words, index)
    if match is None or fitting(match, "ORGANISATION") is None or match.last >= len(words.words):
        return None
    if match.name.spelling.isupper() != (words.shapes[index] == UPPER):
        return None
    gap, word = words.gap(match.last - 1), words.words[match.last].lower()
    fits = gap == " " and (word in _OF_COMPANIES or word in SPEECH - {"who", "whose"})
    if gap == ", " and word == "which":
        fits = True
    if (gap == " " and word == "and") or gap == ", ":
        other = starts.get(match.last + (word == "and"))
        fits = fits or (other is not None and other.type == "ORGANISATION" and other.match is not None)
    return Found(index, match.last, "ORGANISATION", match) if fits else None

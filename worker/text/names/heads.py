"""Names that carry a word for what they name: "Moscow State University", "Bank of X", "Lake X", "X River"."""

from typing import Final

from worker.text.names.cues import (
    AND_HEADS,
    AREA_KINDS,
    CALENDAR,
    FUNCTION_WORDS,
    NOT_ALONE,
    NOT_TEAMS,
    OF_HEADS,
    ORG_HEADS,
    PLACE_HEADS,
    PLACE_OF_HEADS,
    PLACE_TAILS,
    STANDING_ORGS,
    SUFFIXES,
    THING_TAILS,
    TITLES,
    VAGUE_TAILS,
)
from worker.text.names.gazetteer import Match
from worker.text.names.scene import Piece, Scene
from worker.text.names.tokens import CAPITAL
from worker.text.names.zones import NORMAL

_LONGEST_HEADED: Final = 9
"""Words up to the head of an organisation's or a place's name: looked through once for each piece of a run."""


def headed(scene: Scene, first: int, last: int) -> Piece | None:
    """An organisation or a place named by its head: "Moscow State University", "Bank of X", "Lake X", "X River"."""
    folded = scene.folded
    last = min(last, first + _LONGEST_HEADED)
    start = folded[first]
    if not start:
        return None
    if owned := _owned(scene, first, last):
        return Piece(first, owned, "ORGANISATION", "head")
    if start in TITLES and start not in OF_HEADS and not _head_within(scene, first, min(last, first + 3)):
        return None
    if start in OF_HEADS or start in PLACE_OF_HEADS:
        after = _of(scene, first)
        if after:
            place = start in PLACE_OF_HEADS and start not in OF_HEADS
            if place and start in AREA_KINDS and not _names_place(scene, first + 2):
                return None
            return Piece(first, after, "LOCATION" if place else "ORGANISATION", "head")
    if (
        start in PLACE_HEADS
        and first + 1 < last
        and not scene.doubtful(first + 1)
        and start not in ("las", "los", "el")
    ):
        return Piece(first, first + 2, "LOCATION", "head")
    if scene.zones[first] != NORMAL and scene.doubtful(first):
        return None
    for at in range(first, last):
        if (
            folded[at] in TITLES
            and folded[at] not in NOT_ALONE
            and at > first
            and scene.words.gap(at) not in ("'", "’")
        ):
            return None
        if folded[at] in CALENDAR or folded[at] in FUNCTION_WORDS:
            return None
        if at == first:
            continue
        if folded[at] in ORG_HEADS:
            while at + 1 < last and (folded[at + 1] in ORG_HEADS or folded[at + 1] in SUFFIXES):
                at += 1
            if scene.zones[at] != NORMAL and all(scene.common(i) for i in range(first, at + 1)):
                return None
            end = (folded[at] in OF_HEADS and _of(scene, at)) or at + 1
            if end == first + 2 and scene.before_article(first) != "the" and scene.common(first) and scene.common(at):
                return None
            return Piece(first, end, "ORGANISATION", "head") if not _only_nationality(scene, first, at) else None
        if (
            folded[at] in THING_TAILS
            and scene.zones[at] == NORMAL
            and (at + 1 == last or folded[at + 1] not in ORG_HEADS)
        ):
            listed = scene.tables.match(scene.words, first)
            return Piece(first, at + 1, None, "thing") if listed is None and not _given(scene, first) else None
        if folded[at] in PLACE_TAILS and not (scene.zones[at] != NORMAL and scene.common(at)):
            while at + 1 < last and folded[at + 1] in PLACE_TAILS:
                at += 1
            if folded[at] in VAGUE_TAILS and all(scene.common(i) for i in range(first, at + 1)):
                return None
            if at + 1 < last and folded[at + 1] in ORG_HEADS:
                continue
            if at == first + 1 and folded[at] in scene.tables.surnames and _given(scene, first):
                return None
            return Piece(first, at + 1, "LOCATION", "head") if not scene.doubtful(first) else None
    if first + 1 == last and start in STANDING_ORGS and not scene.doubtful(first):
        return Piece(first, last, "ORGANISATION", "head")
    return None


def _names_place(scene: Scene, index: int) -> bool:
    """Whether the tables know a place by the words here ("State of Georgia", but "State of the Union")."""
    match = scene.tables.match(scene.words, index) if index < len(scene.folded) else None
    return match is not None and match.name.candidates[0].type == "LOCATION"


def _owned(scene: Scene, first: int, last: int) -> int:
    """The end of a name with a possessive inside, which the run let through ("St. Jude's Hospital"), else 0."""
    for at in range(first + 1, last - 1):
        if scene.words.words[at] == "s" and not scene.folded[at] and not scene.doubtful(first):
            heads = [i for i in range(at + 1, last) if scene.folded[i] in ORG_HEADS]
            return heads[-1] + 1 if heads else 0
    return 0


def _given(scene: Scene, index: int) -> bool:
    """Whether a word is a given name and nothing else ("Anita Hill" is no hill)."""
    folded = scene.folded[index]
    if folded not in scene.tables.given_names or scene.common(index):
        return False
    return scene.tables.match(scene.words, index) is None


def team(scene: Scene, match: Match, last: int) -> Piece | None:
    """A team: the name of a city or a region and a plural that ends the run ("Houston Rockets", "Quebec Nordiques")."""
    at = match.last
    if at + 1 != last or match.name.candidates[0].kind not in ("city", "capital", "region"):
        return None
    folded = scene.folded[at]
    if not folded.endswith("s") or len(folded) < 5 or scene.words.gap(at - 1) != " " or scene.zones[at] != NORMAL:
        return None
    if scene.words.fresh[match.first] and scene.common(match.first):
        return None
    plural = folded in scene.tables.words and folded[:-1] in scene.tables.words
    return Piece(match.first, last, "ORGANISATION", "head") if plural and folded not in NOT_TEAMS else None


def _head_within(scene: Scene, first: int, last: int) -> bool:
    """Whether an office's head follows at once ("Foreign Ministry", "Interior Department")."""
    return any(
        scene.folded[i] in ORG_HEADS
        and scene.folded[i] not in TITLES
        and all(scene.folded[j] in NOT_ALONE for j in range(first, i))
        for i in range(first + 1, last)
    )


def _only_nationality(scene: Scene, first: int, head: int) -> bool:
    """Whether the words before the head say no more than a nationality ("Russian Army" stays: forces have names)."""
    if head != first + 1:
        return False
    match = scene.tables.match(scene.words, first)
    return bool(match and match.name.candidates[0].kind == "nationality" and scene.folded[head] in ("media", "press"))


def _of(scene: Scene, head: int) -> int:
    """The end of "HEAD of [the] Capital Words [and Capital Words]"; 0 where it is not so."""
    words = scene.words
    at = head + 1
    if at >= len(words.words) or words.words[at] not in ("of", "for", "on") or words.gap(head) != " ":
        return 0
    if at + 1 < len(words.words) and words.words[at + 1] == "the" and words.gap(at) == " ":
        at += 1
    end = at + 1
    if not scene.capital(end) or words.gap(at) != " ":
        return 0
    while end < len(words.words):
        if scene.capital(end):
            if end > at + 1 and words.gap(end - 1) not in (" ", "-"):
                break
            if scene.folded[end] in TITLES and scene.folded[end] not in NOT_ALONE:
                break
            end += 1
        elif (
            words.words[end] == "and"
            and scene.folded[head] in AND_HEADS
            and scene.capital(end + 1)
            and scene.common(end + 1)
            and words.shapes[end + 1] == CAPITAL
            and not _listed_to(scene, head, end)
            and words.gap(end - 1) == " " == words.gap(end)
        ) or (words.words[end] == "of" and words.gap(end - 1) == " " == words.gap(end) and _goes_on(scene, end + 1)):
            end += 2
        else:
            break
    return end


def _listed_to(scene: Scene, first: int, last: int) -> bool:
    """Whether the tables know exactly these words as a name."""
    match = scene.tables.match(scene.words, first)
    return match is not None and match.last == last


def _goes_on(scene: Scene, index: int) -> bool:
    """Whether "of" and this word belong to the name before: a country's, or a plain word ("of Virtue")."""
    if not scene.capital(index):
        return False
    match = scene.tables.match(scene.words, index)
    return scene.common(index) if match is None else match.name.candidates[0].kind in ("country", "region")

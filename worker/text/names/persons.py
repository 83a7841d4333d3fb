"""Names of persons: after a title, with a given name, with initials."""

from typing import Final

from worker.text.names.cues import CALENDAR, NOT_NAMES, ORG_HEADS, PARTICLES, PLACE_TAILS, SUFFIXES, TITLES
from worker.text.names.gazetteer import Match
from worker.text.names.scene import Piece, Scene
from worker.text.names.tokens import CAPITAL, INITIAL, UPPER
from worker.text.names.zones import NORMAL

_MOST_WORDS: Final = 5
"""Words of one person's name."""
_SHORT: Final = 6
"""Letters; a capital word shorter than this is an abbreviation, whatever title stands before it."""


def person_at(scene: Scene, first: int, last: int, titled: bool, match: Match | None) -> Piece | None:
    """A person's name that begins here: after a title, or with a given name, or initials."""
    words, folded = scene.words, scene.folded
    name = folded[first]
    if titled and not name and words.words[first] in PARTICLES:
        next_ = first + 1 + (first + 1 < last and not folded[first + 1])
        rest = person_at(scene, next_, last, True, None) if next_ < last else None
        return Piece(first, rest.last, "PERSON", "title") if rest else None
    if not name or (match and match.last - match.first > 1 and match.last <= last and not titled):
        return None
    if name in TITLES or name in CALENDAR or (name in NOT_NAMES and not titled):
        return None
    end = first + 1
    while end < last and end - first < _MOST_WORDS:
        if not folded[end]:
            if words.words[end] not in PARTICLES:
                break
            end += 1
            continue
        gap = words.gap(end - 1)
        if gap == "." and words.shapes[end - 1] != INITIAL:
            break
        if folded[end] in SUFFIXES and words.shapes[end] in (UPPER, CAPITAL, INITIAL) and end > first:
            end += 1
            break
        if (
            (folded[end] in TITLES and not _named_like_an_office(scene, end, last))
            or folded[end] in NOT_NAMES
            or (folded[end] in CALENDAR and not _named_like_a_month(scene, first, end))
        ):
            break
        if (folded[end] in ORG_HEADS or folded[end] in PLACE_TAILS) and folded[end] not in scene.tables.surnames:
            break
        if scene.zones[end] != NORMAL and scene.common(end) and folded[end] not in scene.tables.surnames:
            break
        inner = scene.tables.match(words, end)
        if (
            inner
            and (inner.last - inner.first > 1 or inner.name.candidates[0].kind == "nationality")
            and end > first + 1
        ):
            break
        end += 1
    while end > first and not folded[end - 1]:
        end -= 1
    count = end - first
    if titled:
        if scene.doubtful(first) and count == 1:
            return None
        if match and count == 1 and match.name.candidates[0].type != "LOCATION":
            return None
        if count == 1 and words.shapes[first] == UPPER and scene.zones[first] == NORMAL and len(name) < _SHORT:
            return None
        return Piece(first, end, "PERSON", "title")
    if count < 2:
        return None
    initials = words.gap(first) != "-" and (
        words.shapes[first] == INITIAL or (name != "us" and words.words[first].endswith(".") and len(name) < 4)
    )
    if initials:
        known = not scene.common(end - 1) or folded[end - 1] in scene.tables.surnames
        return Piece(first, end, "PERSON", "given") if known and match is None else None
    if name not in scene.tables.given_names or words.shapes[first] == UPPER != words.shapes[end - 1]:
        return None
    surname = folded[end - 1] if folded[end - 1] not in SUFFIXES else folded[max(first + 1, end - 2)]
    known = surname in scene.tables.surnames
    if match and match.name.candidates[0].type != "LOCATION":
        return None
    if match and (match.name.candidates[0].kind in ("country", "capital") or match.name.candidates[0].population > 900):
        return Piece(first, end, "PERSON", "given") if known else None
    if scene.common(first) and not known and (words.fresh[first] or scene.common(end - 1)):
        return None
    if scene.zones[first] != NORMAL and surname in scene.tables.words and not known:
        return None
    return Piece(first, end, "PERSON", "given")


def _named_like_a_month(scene: Scene, first: int, index: int) -> bool:
    """Whether "May" or "March" is a surname here: after a given name, before no number."""
    if scene.folded[index] not in ("may", "march", "august") or index != first + 1 or scene.zones[index] != NORMAL:
        return False
    after = scene.after(index)
    return scene.folded[first] in scene.tables.given_names and not after[:1].isdigit()


def _named_like_an_office(scene: Scene, index: int, last: int) -> bool:
    """Whether "King", "Judge" or "Marshall" is a surname here: it ends the name, and no name follows."""
    if scene.folded[index] not in scene.tables.surnames or scene.zones[index] != NORMAL:
        return False
    return index + 1 >= last or scene.folded[index + 1] in SUFFIXES

"""Runs of capital words, cut into the pieces that may be names: by tables, heads, titles and given names."""

from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from schemas.annotation import EntityType
from worker.text.names.cues import (
    AND_HEADS,
    CALENDAR,
    FUNCTION_WORDS,
    HONORIFICS,
    NOT_ALONE,
    NOT_NAMES,
    OF_HEADS,
    OFFICES,
    ORG_HEADS,
    PARTICLES,
    PLACE_DESPITE_WORD,
    PLACE_HEADS,
    PLACE_OF_HEADS,
    PLACE_TAILS,
    STANDING_ORGS,
    SUFFIXES,
    TITLES,
)
from worker.text.names.gazetteer import Gazetteer, Match
from worker.text.names.tokens import CAPITAL, DIGITS, INITIAL, LOWER, UPPER, Words
from worker.text.names.zones import CAPS, NORMAL

Cue = Literal["table", "head", "title", "given", "acronym", "shape"]
_SPACES: Final = frozenset((" ", "\u00a0", "\n", "  "))
_MOST_WORDS: Final = 5
"""Words of one person's name."""
_LONGEST_HEADED: Final = 9
"""Words up to the head of an organisation's or a place's name: looked through once for each piece of a run."""


class Piece(NamedTuple):
    """Words ``first`` to ``last`` (exclusive), perhaps a name: of ``type`` where the piece itself tells."""

    first: int
    last: int
    type: EntityType | None
    cue: Cue
    match: Match | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """What the cutting looks at: the words, how their sentences are written, the tables."""

    words: Words
    zones: list[int]
    tables: Gazetteer
    folded: list[str]
    """By word; empty for words that are written small."""

    def capital(self, index: int) -> bool:
        return index < len(self.folded) and self.words.shapes[index] in (CAPITAL, UPPER, INITIAL)

    def common(self, index: int) -> bool:
        """Whether the word is an English word that is also written small (or of the calendar, or else no name)."""
        word = self.folded[index]
        return word in self.tables.words or word in CALENDAR or word in NOT_NAMES

    def doubtful(self, index: int) -> bool:
        """Whether the capital of an English word proves nothing: at a start, in a headline."""
        return (self.words.fresh[index] or self.zones[index] != NORMAL) and self.common(index)

    def before(self, index: int) -> str:
        """The word before, in small letters, where only a space (and "the") lies between; else nothing."""
        at = index - 1
        if at >= 0 and self.words.gap(at) in _SPACES and self.words.words[at].lower() in ("the", "a", "an"):
            at -= 1
        return self.words.words[at].lower() if at >= 0 and self.words.gap(at) in _SPACES else ""

    def after(self, index: int) -> str:
        """The word after, in small letters, where only a space lies between; else nothing."""
        at = index + 1
        return self.words.words[at].lower() if at < len(self.folded) and self.words.gap(index) in _SPACES else ""


def pieces(scene: Scene) -> list[Piece]:
    """All pieces of the text, left to right, without overlap."""
    found: list[Piece] = []
    words = scene.words
    index = 0
    while index < len(words.words):
        if words.shapes[index] in (LOWER, DIGITS):
            match = scene.tables.match(words, index) if words.words[index] in scene.tables.small else None
            if match and any(words.shapes[i] in (CAPITAL, UPPER) for i in range(match.first, match.last)):
                found.append(Piece(match.first, match.last, match.name.candidates[0].type, "table", match))
                index = match.last
            else:
                index += 1
            continue
        end = _run_end(scene, index)
        index = _cut(scene, index, end, found)
    return found


def _run_end(scene: Scene, index: int) -> int:
    """The end of the run of capital words from ``index``, small words of personal names among them."""
    words = scene.words
    end = index + 1
    while end < len(words.words):
        gap = words.gap(end - 1)
        linked = gap in _SPACES or gap in ("-", "‑", ".")
        if not linked and gap == ". ":
            last = words.words[end - 1]
            linked = words.shapes[end - 1] == INITIAL or last.lower() in HONORIFICS or last in ("St", "Mt", "Jr", "Ft")
        if not linked or (gap == "\n" and words.fresh[end] and scene.zones[end] != scene.zones[end - 1]):
            break
        if words.shapes[end] in (CAPITAL, UPPER, INITIAL):
            end += 1
        elif (
            words.words[end] in PARTICLES
            and end + 1 < len(words.words)
            and words.shapes[end + 1] == CAPITAL
            and words.gap(end) in (" ", "-")
        ):
            end += 2
        elif (
            words.words[end] in PARTICLES
            and end + 2 < len(words.words)
            and words.words[end + 1] in PARTICLES
            and words.shapes[end + 2] == CAPITAL
            and words.gap(end) == " " == words.gap(end + 1)
        ):
            end += 3
        else:
            break
    return end


def _cut(scene: Scene, first: int, last: int, found: list[Piece]) -> int:
    """Cut one run; gives the word to go on with (a table's name may reach beyond the run)."""
    at = first
    titled = _announced(scene, first)
    while at < last:
        folded = scene.folded[at]
        match = scene.tables.match(scene.words, at)
        if match and _refused(scene, match):
            match = None
        if folded in FUNCTION_WORDS and (match is None or (match.last == at + 1 and not match.name.spelling.isupper())):
            at, titled = at + 1, False
            continue
        head = _headed(scene, at, last)
        if head and (match is None or match.last < head.last):
            found.append(head)
            at, titled = head.last, False
            continue
        person = _person(scene, at, last, titled, match)
        if person and (match is None or match.last <= person.last or titled):
            found.append(person)
            at, titled = person.last, False
            continue
        if match:
            found.append(Piece(match.first, match.last, match.name.candidates[0].type, "table", match))
            at, titled = match.last, False
            continue
        if folded in TITLES and (scene.words.shapes[at] != UPPER or folded in ("mp", "ceo", "cfo")):
            titled = folded not in NOT_ALONE or titled
            at += 1
            continue
        if scene.doubtful(at) or folded in CALENDAR or folded in NOT_NAMES or not folded:
            at, titled = at + 1, False
            continue
        end = at + 1
        while end < last and _plain(scene, end):
            end += 1
        found.append(_shaped(scene, at, end))
        at, titled = end, False
    return max(at, last)


def _refused(scene: Scene, match: Match) -> bool:
    """Whether a table's name is an ordinary word here, its capital owed to the place."""
    if match.last - match.first > 1:
        return (
            scene.zones[match.first] != NORMAL
            and all(scene.common(i) for i in range(match.first, match.last) if scene.folded[i])
            and match.name.candidates[0].kind != "organisation"
        )
    folded = scene.folded[match.first]
    if folded in PLACE_DESPITE_WORD:
        return False
    if folded in CALENDAR or (folded in TITLES and match.name.candidates[0].kind != "organisation"):
        return True
    if match.name.candidates[0].kind == "nationality" and scene.zones[match.first] == NORMAL:
        return False
    shouted = scene.zones[match.first] == CAPS and match.name.spelling.isupper()
    return (scene.doubtful(match.first) and not (match.name.spelling.isupper() and not shouted)) or (
        folded in NOT_NAMES and not match.name.spelling.isupper()
    )


def _announced(scene: Scene, index: int) -> bool:
    """Whether a word before the run, written small, says that a person follows."""
    return scene.words.gap(index - 1) in _SPACES and scene.words.words[index - 1] in OFFICES if index else False


def _plain(scene: Scene, index: int) -> bool:
    """Whether a word of a run goes on with the piece before it: no title, no table's name, no headline's word."""
    folded = scene.folded[index]
    if not folded:
        return scene.words.words[index] in PARTICLES
    if folded in TITLES or folded in CALENDAR or scene.doubtful(index):
        return False
    match = scene.tables.match(scene.words, index)
    return match is None or (match.name.candidates[0].type == "LOCATION" and match.last == index + 1)


def _headed(scene: Scene, first: int, last: int) -> Piece | None:
    """An organisation or a place named by its head: "Moscow State University", "Bank of X", "Lake X", "X River"."""
    folded = scene.folded
    last = min(last, first + _LONGEST_HEADED)
    start = folded[first]
    if start in TITLES and start not in OF_HEADS and not _head_within(scene, first, min(last, first + 3)):
        return None
    if start in OF_HEADS or start in PLACE_OF_HEADS:
        after = _of(scene, first)
        if after:
            place = start in PLACE_OF_HEADS and start not in OF_HEADS
            return Piece(first, after, "LOCATION" if place else "ORGANISATION", "head")
    if (
        start in PLACE_HEADS
        and first + 1 < last
        and not scene.doubtful(first + 1)
        and start not in ("las", "los", "el")
    ):
        return Piece(first, first + 2, "LOCATION", "head")
    for at in range(first, last):
        if folded[at] in TITLES and folded[at] not in NOT_ALONE and at > first:
            return None
        if folded[at] in CALENDAR:
            return None
        if at == first:
            continue
        if folded[at] in ORG_HEADS:
            while at + 1 < last and (folded[at + 1] in ORG_HEADS or folded[at + 1] in SUFFIXES):
                at += 1
            if scene.zones[at] != NORMAL and all(scene.common(i) for i in range(first, at + 1)):
                return None
            end = (folded[at] in OF_HEADS and _of(scene, at)) or at + 1
            return Piece(first, end, "ORGANISATION", "head") if not _only_nationality(scene, first, at) else None
        if folded[at] in PLACE_TAILS and not (scene.zones[at] != NORMAL and scene.common(at)):
            while at + 1 < last and folded[at + 1] in PLACE_TAILS:
                at += 1
            if at + 1 < last and folded[at + 1] in ORG_HEADS:
                continue
            return Piece(first, at + 1, "LOCATION", "head") if not scene.doubtful(first) else None
    if first + 1 == last and start in STANDING_ORGS and not scene.doubtful(first):
        return Piece(first, last, "ORGANISATION", "head")
    return None


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
    if at >= len(words.words) or words.words[at] not in ("of", "for") or words.gap(head) != " ":
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
            and words.gap(end - 1) == " " == words.gap(end)
        ):
            end += 2
        else:
            break
    return end


def _person(scene: Scene, first: int, last: int, titled: bool, match: Match | None) -> Piece | None:
    """A person's name that begins here: after a title, or with a given name, or initials."""
    words, folded = scene.words, scene.folded
    name = folded[first]
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
        if folded[end] in TITLES or folded[end] in CALENDAR or folded[end] in NOT_NAMES:
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
        return Piece(first, end, "PERSON", "title")
    if count < 2:
        return None
    initials = words.shapes[first] == INITIAL or (name != "us" and words.words[first].endswith(".") and len(name) < 4)
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
    if scene.common(first) and not known:
        return None
    if scene.zones[first] != NORMAL and surname in scene.tables.words and not known:
        return None
    return Piece(first, end, "PERSON", "given")


def _shaped(scene: Scene, first: int, last: int) -> Piece:
    """A piece that only its shape speaks for."""
    word = scene.words.words[first]
    if last == first + 1 and scene.words.shapes[first] == UPPER and 2 <= len(word.replace(".", "")) <= 8:
        return Piece(first, last, "ORGANISATION", "acronym")
    return Piece(first, last, None, "shape")

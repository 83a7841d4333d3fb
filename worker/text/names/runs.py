"""Runs of capital words, cut into the pieces that may be names: by tables, heads, titles and given names."""

from worker.text.names.cues import (
    CALENDAR,
    FUNCTION_WORDS,
    HONORIFICS,
    NOT_ALONE,
    NOT_NAMES,
    OFFICES,
    ORG_HEADS,
    PARTICLES,
    PLACE_DESPITE_WORD,
    TITLES,
)
from worker.text.names.gazetteer import Match
from worker.text.names.heads import headed, team
from worker.text.names.persons import person_at
from worker.text.names.scene import SPACES, Piece, Scene
from worker.text.names.tokens import CAPITAL, DIGITS, INITIAL, LOWER, UPPER
from worker.text.names.zones import CAPS, NORMAL


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
        if gap in ("'", "’") and _possessed(scene, index, end):
            end += 2
            continue
        linked = gap in SPACES or gap in ("-", "‑", ".")
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


def _possessed(scene: Scene, first: int, index: int) -> bool:
    """Whether word ``index`` is the "s" of a possessive inside a name ("Children's Hospital", "Sheriff's Office")."""
    words = scene.words
    if words.words[index] != "s" or words.gap(index) != " " or not scene.capital(index + 1):
        return False
    if scene.folded[index - 1] not in scene.tables.words and scene.folded[first] != "st":
        return False
    if scene.doubtful(index - 1) and first == index - 1:
        return False
    following = (i for i in range(index + 1, min(index + 4, len(words.words))) if scene.capital(i))
    return any(scene.folded[i] in ORG_HEADS for i in following)


def _cut(scene: Scene, first: int, last: int, found: list[Piece]) -> int:
    """Cut one run; gives the word to go on with (a table's name may reach beyond the run)."""
    at = first
    titled = _announced(scene, first)
    while at < last:
        folded = scene.folded[at]
        match = scene.tables.match(scene.words, at)
        if match and _refused(scene, match):
            match = None
        if scene.entangled(at) and not (match and match.last > at + 1):
            at, titled = at + 1, False
            continue
        if folded in FUNCTION_WORDS and (match is None or (match.last == at + 1 and not match.name.spelling.isupper())):
            at, titled = at + 1, False
            continue
        if scene.words.shapes[at] == INITIAL and at + 1 < last and scene.words.gap(at) == "-" and folded in "rdi":
            at, titled = at + 1, False
            continue
        head = headed(scene, at, last)
        if head and (match is None or match.last < head.last):
            found.append(head)
            at, titled = head.last, False
            continue
        person = person_at(scene, at, last, titled, match)
        if person and (match is None or match.last <= person.last or titled):
            found.append(person)
            at, titled = person.last, False
            continue
        if match and (made := team(scene, match, last)):
            found.append(made)
            at, titled = made.last, False
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
            at, titled = at + 1, titled and not folded
            continue
        end = at + 1
        while end < last and _plain(scene, end) and not _person_begins(scene, at, end, last):
            end += 1
        found.append(_shaped(scene, at, end))
        at, titled = end, False
    return max(at, last)


def _person_begins(scene: Scene, first: int, index: int, last: int) -> bool:
    """Whether after English words a given name and a surname begin ("Rapper Kanye West")."""
    if scene.folded[index] not in scene.tables.given_names or not all(scene.common(i) for i in range(first, index)):
        return False
    return index - first < 4 and person_at(scene, index, last, False, None) is not None


def _refused(scene: Scene, match: Match) -> bool:
    """Whether a table's name is an ordinary word here, its capital owed to the place."""
    if scene.words.gap(match.last - 1) == "-" and scene.words.shapes[match.last] == DIGITS:
        return match.name.candidates[0].kind != "organisation"
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
    return scene.words.gap(index - 1) in SPACES and scene.words.words[index - 1] in OFFICES if index else False


def _plain(scene: Scene, index: int) -> bool:
    """Whether a word of a run goes on with the piece before it: no title, no table's name, no headline's word."""
    folded = scene.folded[index]
    if not folded:
        return scene.words.words[index] in PARTICLES
    if folded in TITLES or folded in CALENDAR or scene.doubtful(index):
        return False
    match = scene.tables.match(scene.words, index)
    return match is None or (match.name.candidates[0].type == "LOCATION" and match.last == index + 1)


def _shaped(scene: Scene, first: int, last: int) -> Piece:
    """A piece that only its shape speaks for."""
    word = scene.words.words[first]
    if last == first + 1 and scene.words.shapes[first] == UPPER and 2 <= len(word.replace(".", "")) <= 8:
        return Piece(first, last, "ORGANISATION", "acronym")
    return Piece(first, last, None, "shape")

"""The finder of spans: which words of a text name a person, an organisation, a place, a nationality.

Rules and tables; a trained model may take this module's place behind :func:`find_spans`. Precision comes first: a piece
that nothing speaks for is left out.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from schemas.annotation import EntityType
from schemas.span import Span
from worker.text.names.cues import (
    AREA_KINDS,
    AT,
    AUXILIARIES,
    CALENDAR,
    FUNCTION_WORDS,
    NEEDS_EVIDENCE,
    NOT_NAMES,
    OFFICES,
    PLACE_DESPITE_WORD,
    SPEECH,
    STRICT_AT,
    SUFFIXES,
)
from worker.text.names.gazetteer import Gazetteer, Match, gazetteer
from worker.text.names.runs import Piece, Scene, pieces
from worker.text.names.tokens import LOWER, UPPER, Words, cut_words, fold
from worker.text.names.zones import NORMAL, zones

KNOWN_CITY: Final = 250
"""Thousands of people: a city of this size is taken without a cue, where its name is nothing else."""

KNOWN_REGIONS: Final = frozenset(("AU", "CA", "GB", "US"))
"""Countries whose states and provinces English news names without a cue."""
LIST_SIGNS: Final = frozenset((", ", " and ", ", and ", " or ", ", or "))


@dataclass(frozen=True, slots=True)
class Found:
    """A name: words ``first`` to ``last`` (exclusive), its type, and the table's name where one says what it may be."""

    first: int
    last: int
    type: EntityType
    match: Match | None = None


def see(text: str, sentences: Sequence[Span], headline_end: int = 0, tables: Gazetteer | None = None) -> Scene:
    """The text cut into words, with all that the rules look at."""
    known = tables or gazetteer()
    words = cut_words(text, sentences)
    folded = ["" if shape in (LOWER, 4) else fold(word) for word, shape in zip(words.words, words.shapes, strict=True)]
    return Scene(words, zones(words, known, headline_end), known, folded)


def find_spans(scene: Scene) -> tuple[Found, ...]:
    """All names, left to right, without overlap; none gives an empty tuple."""
    cut = pieces(scene)
    settled: list[EntityType | None] = [_by_itself(scene, piece) for piece in cut]
    surnames, given, seen = _evidence(scene, cut, settled)
    for number, piece in enumerate(cut):
        settled[number] = settled[number] or _by_document(scene, piece, surnames, given, seen)
    for number in range(len(cut)):
        if settled[number] is None and _between_places(scene, cut, settled, number):
            settled[number] = "LOCATION"
    found = [
        Found(piece.first, piece.last, type_, piece.match if _same(piece.match, type_) else None)
        for piece, type_ in zip(cut, settled, strict=True)
        if type_
    ]
    found.extend(_hidden(scene, found, surnames))
    return tuple(sorted(found, key=lambda name: name.first))


def _hidden(scene: Scene, found: Sequence[Found], surnames: set[str]) -> list[Found]:
    """Surnames of the text's own persons that are English words too, where a headline or a clause shows the person."""
    taken = {index for name in found for index in range(name.first, name.last)}
    words = scene.words
    hidden: list[Found] = []
    for index, folded in enumerate(scene.folded):
        if folded not in surnames or index in taken or folded in CALENDAR or folded in FUNCTION_WORDS:
            continue
        if words.gap(index - 1) in (" ", "-") and index - 1 in taken:
            continue
        after = scene.after(index)
        if scene.zones[index] != NORMAL or after in SPEECH or after in AUXILIARIES or words.gap(index) in ("'", "’"):
            hidden.append(Found(index, index + 1, "PERSON"))
    return hidden


def _between_places(scene: Scene, cut: Sequence[Piece], settled: Sequence[EntityType | None], number: int) -> bool:
    """Whether a name that may be a place stands in a list of places: "Penza, Vladimir and Rostov"."""
    piece = cut[number]
    if piece.match is None or not _same(piece.match, "LOCATION") or number == 0 or settled[number - 1] != "LOCATION":
        return False
    text, starts, ends = scene.words.text, scene.words.starts, scene.words.ends
    sign = text[ends[cut[number - 1].last - 1] : starts[piece.first]]
    if sign not in LIST_SIGNS:
        return False
    if "and" in sign or number + 1 == len(cut):
        return "and" in sign
    following = cut[number + 1]
    return text[ends[piece.last - 1] : starts[following.first]] in LIST_SIGNS and _same(following.match, "LOCATION")


def _same(match: Match | None, type_: EntityType) -> bool:
    return match is not None and any(candidate.type == type_ for candidate in match.name.candidates)


def _by_itself(scene: Scene, piece: Piece) -> EntityType | None:
    """The type where the piece and the words beside it tell; None where the rest of the text must."""
    if piece.cue in ("title", "given", "head"):
        return piece.type
    if piece.cue == "acronym":
        return piece.type if _acronym(scene, piece) else None
    if piece.match is None:
        return _by_shape(scene, piece)
    best = piece.match.name.candidates[0]
    if best.type == "NATIONALITY":
        return best.type
    if best.kind == "organisation":
        return None if best.needs_cue else best.type
    return best.type if _place(scene, piece, piece.match) else None


def _place(scene: Scene, piece: Piece, match: Match) -> bool:
    """Whether a place's name is taken for the place."""
    best = match.name.candidates[0]
    folded = scene.folded[piece.first]
    alone = piece.last - piece.first == 1
    if match.name.spelling.isupper() or folded in PLACE_DESPITE_WORD or _at(scene, piece):
        return True
    if best.kind in ("country", "place"):
        return not alone or folded not in NEEDS_EVIDENCE
    kinds = {candidate.kind for candidate in match.name.candidates}
    if not alone:
        return best.population >= KNOWN_CITY or kinds != {"city"} or not scene.common(piece.first)
    if folded in NEEDS_EVIDENCE or scene.common(piece.first):
        return False
    if any(candidate.kind == "region" and candidate.country in KNOWN_REGIONS for candidate in match.name.candidates):
        return True
    if folded in scene.tables.given_names or (folded in scene.tables.surnames and best.population < 4 * KNOWN_CITY):
        return False
    return kinds != {"city"} or best.population >= KNOWN_CITY


def _at(scene: Scene, piece: Piece) -> bool:
    """Whether a cue of a place stands beside: "in X", "city of X", "X region", "X, Country", "X-based"."""
    words = scene.words
    before = scene.before(piece.first)
    if before in AT:
        return True
    if before == "of" and piece.first > 1:
        at = piece.first - 2 if words.words[piece.first - 1] == "of" else piece.first - 3
        if at >= 0 and words.words[at].lower() in AREA_KINDS:
            return True
    if scene.after(piece.last - 1) in AREA_KINDS and words.shapes[piece.last] == LOWER:
        return True
    gap = words.gap(piece.last - 1)
    if gap == "-" and piece.last < len(words.words) and words.words[piece.last] == "based":
        return True
    if gap == ", " and scene.capital(piece.last):
        wider = scene.tables.match(words, piece.last)
        if wider and wider.name.candidates[0].kind in ("country", "region") and piece.match:
            countries = {candidate.country for candidate in piece.match.name.candidates}
            return any(candidate.country in countries for candidate in wider.name.candidates)
    return False


def _acronym(scene: Scene, piece: Piece) -> bool:
    folded = scene.folded[piece.first]
    if scene.zones[piece.first] != NORMAL or folded in NOT_NAMES or folded in scene.tables.words:
        return False
    return folded not in SUFFIXES and any(c.isalpha() for c in folded)


def _by_shape(scene: Scene, piece: Piece) -> EntityType | None:
    """A guess from the words beside a piece that is in no table."""
    if scene.zones[piece.first] != NORMAL:
        return None
    count = piece.last - piece.first
    unknown = [i for i in range(piece.first, piece.last) if scene.folded[i] and not scene.common(i)]
    if len(unknown) < sum(1 for i in range(piece.first, piece.last) if scene.folded[i]):
        return None
    words = scene.words
    before = words.words[piece.first - 1] if piece.first and words.gap(piece.first - 1) == " " else ""
    after = scene.after(piece.last - 1)
    if before in STRICT_AT:
        return "LOCATION"
    if count in (2, 3) and all(words.shapes[i] != UPPER for i in range(piece.first, piece.last)):
        return "PERSON"
    if count == 1 and (before in OFFICES or after in SPEECH):
        return "PERSON"
    return None


def _evidence(
    scene: Scene, cut: Sequence[Piece], settled: Sequence[EntityType | None]
) -> tuple[set[str], set[str], dict[str, EntityType]]:
    """Surnames and given names of the persons found, and the type of each other name that is settled somewhere."""
    surnames: set[str] = set()
    given: set[str] = set()
    counts: dict[str, Counter[EntityType]] = {}
    for piece, type_ in zip(cut, settled, strict=True):
        if type_ is None:
            continue
        names = [scene.folded[i] for i in range(piece.first, piece.last) if scene.folded[i]]
        if type_ == "PERSON":
            while len(names) > 1 and names[-1] in SUFFIXES:
                names.pop()
            surnames.add(names[-1])
            if len(names) > 1:
                given.add(names[0])
        else:
            counts.setdefault(" ".join(names), Counter())[type_] += 1
    return surnames, given, {name: count.most_common(1)[0][0] for name, count in counts.items()}


def _by_document(
    scene: Scene, piece: Piece, surnames: set[str], given: set[str], seen: dict[str, EntityType]
) -> EntityType | None:
    """What the rest of the text says of a piece."""
    names = [scene.folded[i] for i in range(piece.first, piece.last) if scene.folded[i]]
    name = " ".join(names)
    if name in seen and (piece.match is None or _same(piece.match, seen[name])):
        return seen[name]
    if len(names) == 1 and name in surnames and not scene.doubtful(piece.first):
        return "PERSON"
    if len(names) == 1 and name in given and not scene.common(piece.first):
        return "PERSON"
    if len(names) == 1 and piece.match is None and name in scene.tables.given_names and not scene.common(piece.first):
        return "PERSON"
    return None


def surface_span(words: Words, found: Found) -> tuple[int, int]:
    """The code points of a name; a full stop that ends an abbreviation belongs to it."""
    return words.starts[found.first], words.ends[found.last - 1]

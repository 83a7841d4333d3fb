"""When a word that a place is called by is taken for the place."""

from collections.abc import Sequence
from typing import Final

from schemas.annotation import EntityType
from worker.text.names.cues import AREA_KINDS, AT, DIRECTIONS, NEEDS_EVIDENCE, PLACE_DESPITE_WORD, SPEECH
from worker.text.names.gazetteer import Match
from worker.text.names.scene import Piece, Scene
from worker.text.names.tokens import LOWER

KNOWN_CITY: Final = 250
"""Thousands of people: a city of this size is taken for itself even if persons bear its name four times as seldom."""
KNOWN_REGIONS: Final = frozenset(("AU", "CA", "GB", "US"))
"""Countries whose states and provinces English news names without a cue."""
WATERS: Final = (" Ocean", " Sea")
"""How the full names of seas end, that are also called shortly by a word that papers and people bear."""
LIST_SIGNS: Final = frozenset((", ", " and ", ", and ", " or ", ", or "))


def is_place(scene: Scene, piece: Piece, match: Match) -> bool:
    """Whether a place's name is taken for the place, by what it is and by the words beside it."""
    best = match.name.candidates[0]
    folded = scene.folded[piece.first]
    alone = piece.last - piece.first == 1
    if barred(scene, piece):
        return False
    if best.needs_cue:
        return _abbreviated(scene, piece)
    if folded in DIRECTIONS and alone:
        return False
    if match.name.spelling.isupper() or folded in PLACE_DESPITE_WORD or _at(scene, piece):
        return True
    if best.kind in ("country", "place"):
        return not alone or folded not in NEEDS_EVIDENCE
    kinds = {candidate.kind for candidate in match.name.candidates}
    if not alone:
        return best.population >= KNOWN_CITY or kinds != {"city"} or not scene.common(piece.first)
    if folded in NEEDS_EVIDENCE or scene.common(piece.first):
        return False
    if best.kind == "capital" or best.population >= 4 * KNOWN_CITY:
        return True
    if any(candidate.kind == "region" and candidate.country in KNOWN_REGIONS for candidate in match.name.candidates):
        return True
    return folded not in scene.tables.given_names and folded not in scene.tables.surnames


def barred(scene: Scene, piece: Piece) -> bool:
    """Whether a place's name is none here, whatever the rest of the text says: in an address, a speaking sea."""
    if _in_an_address(scene, piece):
        return True
    water = piece.match is not None and piece.match.name.candidates[0].canonical.endswith(WATERS)
    return water and _speaks(scene, piece)


def _in_an_address(scene: Scene, piece: Piece) -> bool:
    """Whether the name goes on as a domain's does: "Boston.com"."""
    words = scene.words
    last = piece.last
    return words.gap(last - 1) == "." and last < len(words.words) and words.shapes[last] == LOWER


def _speaks(scene: Scene, piece: Piece) -> bool:
    """Whether a verb of saying follows a name that is no whole name of a sea: "the Atlantic wrote" is a magazine."""
    whole = scene.words.words[piece.last - 1].lower() in ("ocean", "sea")
    return not whole and scene.after(piece.last - 1) in SPEECH - {"who", "whose"}


def _abbreviated(scene: Scene, piece: Piece) -> bool:
    """Whether a state is abbreviated here: after a comma and with a full stop ("Boise, Idaho", "Tampa, Fla.")."""
    words = scene.words
    return piece.first > 0 and words.gap(piece.first - 1) == ", " and words.gap(piece.last - 1).startswith(".")


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


def yields(scene: Scene, piece: Piece, match: Match) -> bool:
    """Whether a place without a cue gives way to a person of the text who bears its name; a country does not."""
    return match.name.candidates[0].kind in ("city", "capital", "region") and not _at(scene, piece)


def between_places(scene: Scene, cut: Sequence[Piece], settled: Sequence[EntityType | None], number: int) -> bool:
    """Whether a name stands in a list of places: "Penza, Vladimir and Rostov".

    A name that may be a place needs one neighbour that is and the form of a list, a name of no table two of them.
    """
    piece = cut[number]
    if piece.match is None:
        return piece.cue == "shape" and _amid(scene, cut, settled, number)
    if not _may_be_place(piece):
        return False
    before, after = _sign(scene, cut, number - 1), _sign(scene, cut, number)
    if before in LIST_SIGNS and settled[number - 1] == "LOCATION":
        return "and" in before or (after in LIST_SIGNS and _may_be_place(cut[number + 1]))
    return "and" in after and after in LIST_SIGNS and settled[number + 1] == "LOCATION"


def _amid(scene: Scene, cut: Sequence[Piece], settled: Sequence[EntityType | None], number: int) -> bool:
    """Whether two places stand right beside the piece in a list, and the piece itself is no English words."""
    piece = cut[number]
    if piece.last - piece.first > 2 or any(scene.common(i) for i in range(piece.first, piece.last) if scene.folded[i]):
        return False
    signs = {offset: _sign(scene, cut, number + offset) in LIST_SIGNS for offset in (-2, -1, 0, 1)}
    beside = [
        settled[number + offset] == "LOCATION" if 0 <= number + offset < len(cut) else False
        for offset in (-2, -1, 1, 2)
    ]
    left = signs[-1] and beside[1]
    right = signs[0] and beside[2]
    return (left and right) or (left and signs[-2] and beside[0]) or (right and signs[1] and beside[3])


def _sign(scene: Scene, cut: Sequence[Piece], number: int) -> str:
    """What stands between a piece and the next; nothing at the ends."""
    if number < 0 or number + 1 >= len(cut):
        return ""
    start, end = scene.words.ends[cut[number].last - 1], scene.words.starts[cut[number + 1].first]
    return scene.words.text[start:end] if end - start < 8 else ""


def _may_be_place(piece: Piece) -> bool:
    return piece.match is not None and any(c.type == "LOCATION" for c in piece.match.name.candidates)

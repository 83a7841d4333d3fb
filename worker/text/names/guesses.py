"""A guess at the type of a name that is in no table: from its shape and the words beside it.

Each rule here was right at least about half of the time on the training parts of open corpora (data/ner), where a name
stands in one sentence alone; in an article the rest of the text has spoken before.
"""

from schemas.annotation import EntityType
from worker.text.names.cues import AT, AUXILIARIES, NOT_NAMES, OFFICES, SPEECH, STRICT_AT, SUFFIXES
from worker.text.names.places import KNOWN_CITY
from worker.text.names.scene import Piece, Scene
from worker.text.names.tokens import UPPER
from worker.text.names.zones import NORMAL

_LINKS = frozenset(("by", "with", "and", "of", "for", "from"))


def guess(scene: Scene, piece: Piece) -> EntityType | None:
    """The likeliest type of a piece, or None where none is likely enough."""
    if scene.zones[piece.first] != NORMAL or piece.cue not in ("shape", "acronym", "table"):
        return None
    if piece.cue == "acronym":
        return "ORGANISATION" if _acronym(scene, piece) else None
    if piece.match is not None:
        return _table(scene, piece)
    names = [i for i in range(piece.first, piece.last) if scene.folded[i]]
    if any(scene.common(i) for i in names):
        return None
    words = scene.words
    before = words.words[piece.first - 1] if piece.first and words.gap(piece.first - 1) == " " else ""
    if before in STRICT_AT:
        return "LOCATION"
    if len(names) in (2, 3):
        spaced = any(words.gap(i) == " " for i in range(piece.first, piece.last - 1))
        small = all(words.shapes[i] != UPPER for i in names)
        return "PERSON" if spaced and small and before.lower() != "the" else None
    if len(names) > 1:
        return None
    after = scene.after(piece.last - 1)
    if before in OFFICES or after in SPEECH:
        return "PERSON"
    folded = scene.folded[piece.first]
    if before.lower() in ("the", "a", "an") or before in AT:
        return None
    if folded in scene.tables.surnames or folded in scene.tables.given_names:
        return "PERSON"
    return "PERSON" if words.fresh[piece.first] and after in AUXILIARIES else None


def _table(scene: Scene, piece: Piece) -> EntityType | None:
    """A table's name that its own rule left open: a small city whose name is nothing else's, or a person's name."""
    best = piece.match.name.candidates[0] if piece.match else None
    if (
        piece.match is not None
        and scene.before(piece.first) not in AT
        and any(reading.kind == "organisation" and not reading.needs_cue for reading in piece.match.name.candidates)
    ):
        return "ORGANISATION"
    if best is None or best.needs_cue or piece.last - piece.first > 1 or scene.common(piece.first):
        return None
    folded = scene.folded[piece.first]
    if best.kind == "city" and best.population < KNOWN_CITY and folded in scene.tables.given_names:
        return "PERSON" if scene.after(piece.first) in SPEECH else None
    return None


def _acronym(scene: Scene, piece: Piece) -> bool:
    folded = scene.folded[piece.first]
    if folded in NOT_NAMES or folded in scene.tables.words or folded in SUFFIXES:
        return False
    if not any(c.isalpha() for c in folded) or len(folded) > 6:
        return False
    words = scene.words
    before = words.words[piece.first - 1] if piece.first and words.gap(piece.first - 1) == " " else ""
    if before.lower() == "the" or words.fresh[piece.first]:
        return True
    return len(folded) > 2 and folded.isalpha() and before not in _LINKS

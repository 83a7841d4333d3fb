"""What tables and rules make of a text's names: the first opinion, which the model reads beside the words themselves.

Three rounds: what a piece and the words beside it tell; what the rest of the text says of it; a guess from its shape,
where that is right more often than not. A piece that nothing speaks for is left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from schemas.annotation import EntityType
from worker.text.names.evidence import Evidence, evidence, hidden_surnames
from worker.text.names.gazetteer import Match
from worker.text.names.guesses import guess
from worker.text.names.places import barred, between_places, is_place, yields
from worker.text.names.runs import pieces
from worker.text.names.scene import Piece, Scene


@dataclass(frozen=True, slots=True)
class Found:
    """A name: words ``first`` to ``last`` (exclusive), its type, and the table's name where one says what it may be."""

    first: int
    last: int
    type: EntityType
    match: Match | None = None


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the rules say: every piece that was looked at, and the names among them, each left to right."""

    pieces: tuple[Piece, ...]
    found: tuple[Found, ...]


def judge(scene: Scene) -> Opinion:
    """The rules' opinion on a text; without a capital word both parts are empty."""
    cut = pieces(scene)
    settled = [_by_itself(scene, piece) for piece in cut]
    known = evidence(scene, cut, settled)
    for number, piece in enumerate(cut):
        settled[number] = _by_document(scene, piece, settled[number], known)
    for number in range(len(cut)):
        if settled[number] is None and between_places(scene, cut, settled, number):
            settled[number] = "LOCATION"
    for number, piece in enumerate(cut):
        settled[number] = settled[number] or guess(scene, piece)
    _spread(scene, cut, settled)
    found = [
        Found(piece.first, piece.last, type_, fitting(piece.match, type_))
        for piece, type_ in zip(cut, settled, strict=True)
        if type_
    ]
    taken = {index for name in found for index in range(name.first, name.last)}
    found.extend(Found(index, index + 1, "PERSON") for index in hidden_surnames(scene, taken, known.surnames))
    return Opinion(tuple(cut), tuple(sorted(found, key=lambda name: name.first)))


def fitting(match: Match | None, type_: EntityType) -> Match | None:
    """``match`` where the tables know a thing of this type by it, else None."""
    if match is None:
        return None
    return match if any(candidate.type == type_ for candidate in match.name.candidates) else None


def _by_itself(scene: Scene, piece: Piece) -> EntityType | None:
    """The type where the piece and the words beside it tell; None where the rest of the text must."""
    if piece.cue in ("title", "given", "head"):
        return piece.type
    if piece.match is None or piece.cue == "thing":
        return None
    best = piece.match.name.candidates[0]
    if best.kind == "organisation":
        return None if best.needs_cue else best.type
    if best.type == "LOCATION":
        return best.type if is_place(scene, piece, piece.match) else None
    return best.type


def _by_document(scene: Scene, piece: Piece, settled: EntityType | None, known: Evidence) -> EntityType | None:
    """What the rest of the text says of a piece; a place without a cue gives way to a person of the text."""
    if piece.cue == "thing" or (settled is None and barred(scene, piece)):
        return None
    names = [scene.folded[i] for i in range(piece.first, piece.last) if scene.folded[i]]
    name = " ".join(names)
    if settled == "LOCATION" and piece.match and name in known.surnames and yields(scene, piece, piece.match):
        return "PERSON"
    if settled:
        return settled
    if len(names) == 1 and name in known.surnames and not scene.doubtful(piece.first):
        return "PERSON"
    type_ = known.types.get(name)
    if type_ and (piece.match is None or fitting(piece.match, type_)):
        return type_
    if name in known.heads and scene.before_article(piece.first) == "the" and not scene.doubtful(piece.first):
        return "ORGANISATION"
    if len(names) == 1 and name in known.given and not scene.common(piece.first):
        return "PERSON"
    return None


def _spread(scene: Scene, cut: Sequence[Piece], settled: list[EntityType | None]) -> None:
    """Give each other mention of a guessed name the guess that most of its mentions got."""
    open_ = [
        number for number, type_ in enumerate(settled) if type_ is None and cut[number].cue in ("shape", "acronym")
    ]
    if not open_:
        return
    known = evidence(scene, cut, settled)
    for number in open_:
        piece = cut[number]
        if not scene.doubtful(piece.first):
            settled[number] = _by_document(scene, piece, None, known)

"""What a text as a whole says of its names: who its persons are, what else a name was found to be."""

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from schemas.annotation import EntityType
from worker.text.names.cues import AUXILIARIES, CALENDAR, FUNCTION_WORDS, OF_HEADS, SPEECH, SUFFIXES
from worker.text.names.scene import Piece, Scene
from worker.text.names.zones import NORMAL


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the names found so far say, folded: surnames and given names of persons, the commonest type of each other
    name, and the heads of organisations ("ministry"), which may name them again ("the Ministry")."""

    surnames: Counter[str]
    given: frozenset[str]
    types: dict[str, EntityType]
    heads: frozenset[str]


def evidence(scene: Scene, cut: Sequence[Piece], settled: Sequence[EntityType | None]) -> Evidence:
    """Gather the evidence of the pieces whose type is settled."""
    surnames: Counter[str] = Counter()
    given: set[str] = set()
    heads: set[str] = set()
    counts: dict[str, Counter[EntityType]] = {}
    for piece, type_ in zip(cut, settled, strict=True):
        if type_ is None:
            continue
        names = [scene.folded[i] for i in range(piece.first, piece.last) if scene.folded[i]]
        if type_ == "PERSON":
            while len(names) > 1 and names[-1] in SUFFIXES:
                names.pop()
            surnames[names[-1]] += 1
            if len(names) > 1:
                given.add(names[0])
        else:
            if type_ == "ORGANISATION" and len(names) > 1:
                heads.update({names[0], names[-1]} & OF_HEADS)
            counts.setdefault(" ".join(names), Counter())[type_] += 1
    types = {name: count.most_common(1)[0][0] for name, count in counts.items()}
    return Evidence(surnames, frozenset(given), types, frozenset(heads))


def hidden_surnames(scene: Scene, taken: AbstractSet[int], surnames: Counter[str]) -> list[int]:
    """Words that are English words and surnames of the text's own persons, where a headline or a clause shows them.

    A person named twice at least is also seen at a start, if the text never writes the word small.
    """
    words = scene.words
    small = set(words.words) if surnames else set()
    hidden: list[int] = []
    for index, folded in enumerate(scene.folded):
        if folded not in surnames or index in taken or folded in CALENDAR or folded in FUNCTION_WORDS:
            continue
        if index and words.gap(index - 1) in (" ", "-") and index - 1 in taken:
            continue
        after = scene.after(index)
        often = surnames[folded] > 1 and folded not in small
        if (
            often
            or scene.zones[index] != NORMAL
            or after in SPEECH
            or after in AUXILIARIES
            or words.gap(index) in ("'", "’")
        ):
            hidden.append(index)
    return hidden

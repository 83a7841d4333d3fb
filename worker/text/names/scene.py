"""What the rules look at: the words of a text, how its sentences are written, the tables; the pieces cut of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from schemas.annotation import EntityType
from schemas.span import Span
from worker.text.names.cues import CALENDAR, NOT_NAMES
from worker.text.names.gazetteer import Gazetteer, Match, gazetteer
from worker.text.names.tokens import CAPITAL, DIGITS, INITIAL, LOWER, UPPER, Words, cut_words, fold
from worker.text.names.zones import NORMAL, zones

Cue = Literal["table", "head", "title", "given", "acronym", "shape", "thing"]
SPACES: Final = frozenset((" ", "\u00a0", "\n", "  "))


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
        if at >= 0 and self.words.gap(at) in SPACES and self.words.words[at].lower() in ("the", "a", "an"):
            at -= 1
        return self.words.words[at].lower() if at >= 0 and self.words.gap(at) in SPACES else ""

    def before_article(self, index: int) -> str:
        """The word right before, in small letters, where only a space lies between; else nothing."""
        return self.words.words[index - 1].lower() if index and self.words.gap(index - 1) in SPACES else ""

    def entangled(self, index: int) -> bool:
        """Whether the word is a part of an address, a handle, a file's name: "@", "_" or "#" touches it."""
        words = self.words
        before = words.text[words.starts[index] - 1] if words.starts[index] else " "
        return before in "@_#/\\" or words.text[words.ends[index] : words.ends[index] + 1] in ("@", "_")

    def after(self, index: int) -> str:
        """The word after, in small letters, where only a space lies between; else nothing."""
        at = index + 1
        return self.words.words[at].lower() if at < len(self.folded) and self.words.gap(index) in SPACES else ""


def see(text: str, sentences: Sequence[Span], headline_end: int = 0, tables: Gazetteer | None = None) -> Scene:
    """The text cut into words, with all that the rules look at."""
    known = tables or gazetteer()
    words = cut_words(text, sentences)
    folded = [
        "" if shape in (LOWER, DIGITS) else fold(word) for word, shape in zip(words.words, words.shapes, strict=True)
    ]
    return Scene(words, zones(words, known, headline_end), known, folded)

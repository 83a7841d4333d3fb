"""What is known of each source, looked up by its name, and its own furniture lines."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from schemas.article import FurnitureKind

LONGEST_LINE: Final = 500
"""Characters of a line that a pattern with a gap may take away: what is longer is no line of furniture."""


def key_of_line(line: str) -> str:
    """A line as it is compared: NFC, white space runs as one space, in small letters (Unicode's case folding).

    >>> key_of_line("  Follow  US ")
    'follow us'
    """
    return unicodedata.normalize("NFC", " ".join(line.split()).casefold())


def _fits(pieces: tuple[str, ...], line: str) -> bool:
    """Whether a line is the pieces with anything between them, the first at its start and the last at its end.

    Each piece is looked for once, from where the one before it ended: the leftmost place leaves most room for the
    rest, so there is nothing to come back to, and no line takes longer than its length times the number of pieces.
    """
    first, last = pieces[0], pieces[-1]
    if len(line) < len(first) + len(last) or not (line.startswith(first) and line.endswith(last)):
        return False
    at, end = len(first), len(line) - len(last)
    for piece in pieces[1:-1]:
        found = line.find(piece, at, end)
        if found < 0:
            return False
        at = found + len(piece)
    return True


@dataclass(frozen=True, slots=True)
class OwnLines:
    """A source's own furniture: whole lines by their key, and patterns as their pieces between the gaps."""

    lines: Mapping[str, FurnitureKind] = field(default_factory=lambda: MappingProxyType({}))
    patterns: tuple[tuple[tuple[str, ...], FurnitureKind], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.lines or self.patterns)

    def kind_of(self, line: str) -> FurnitureKind | None:
        """The kind of a line that is furniture; `None` for one that is not.

        >>> own = OwnLines({}, ((("photo: ", ""), "credit"),))
        >>> own.kind_of("Photo: Ann Lee"), own.kind_of("A photo: Ann Lee")
        ('credit', None)
        """
        key = key_of_line(line)
        if (kind := self.lines.get(key)) is not None:
            return kind
        if len(key) > LONGEST_LINE:
            return None
        return next((kind for pieces, kind in self.patterns if _fits(pieces, key)), None)


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of one source; `None` where the file does not say."""

    zone: ZoneInfo | None = None
    country: str | None = None
    language: str | None = None
    charset: str | None = None
    own_lines: OwnLines = OwnLines()


UNKNOWN: Final = Source()


@dataclass(frozen=True, slots=True)
class Sources:
    """All that is known, by the sources' names in small letters."""

    by_name: Mapping[str, Source] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, source: str) -> Source:
        """What is known of a source; of one that the file does not name, nothing."""
        return self.by_name.get(source.strip().casefold(), UNKNOWN)


NO_SOURCES: Final = Sources()

"""The operator's own names: looked up in a file mapped into memory, which all processes of a machine share.

The file is made by :mod:`worker.ownnames` and never changed. It holds, after a head: the hashes of all folded names,
sorted; for each the place of its row; the hashes of all first words, sorted, with the words of the longest name that
begins so in their last four bits; the rows, one spelling each. A look-up is two binary searches, whatever the size.
"""

import hashlib
import mmap
import struct
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

from schemas.annotation import EntityType
from worker.text.names.finder import Found
from worker.text.names.gazetteer import Candidate, Kind, Match, Name, agrees, keys_from
from worker.text.names.scene import Scene
from worker.text.names.tokens import LOWER, Words, cut, fold

MAGIC: Final = b"CDNAMES1"
HEAD: Final = struct.Struct("<8s32sQQQ")
"""Magic, SHA-256 of the operator's file, number of names, number of first words, 1 where a name begins small."""
COUNT_BITS: Final = 15
"""Mask of the last bits of a first word's hash, which hold the length of the longest name."""

KINDS: Final[dict[EntityType, Kind]] = {
    "PERSON": "person",
    "ORGANISATION": "organisation",
    "LOCATION": "place",
    "NATIONALITY": "nationality",
}


def hashed(key: str) -> int:
    """64 bits of a folded name, the same on every machine."""
    return int.from_bytes(hashlib.blake2b(key.encode("utf-8"), digest_size=8).digest(), "little")


@dataclass(frozen=True, slots=True)
class OwnNames:
    """The opened file. Without one (:data:`NOTHING`) no name is found."""

    data: mmap.mmap | bytes = b""
    hashes: Sequence[int] = ()
    places: Sequence[int] = ()
    firsts: Sequence[int] = ()
    begins_small: bool = False

    def match(self, words: Words, index: int) -> Match | None:
        """The longest of the names that begins with word ``index``, as far as capitals and the signs between agree."""
        if not self.firsts:
            return None
        first = fold(words.words[index])
        most = min(self._longest(first), len(words.words) - index)
        if not most:
            return None
        keys = keys_from(words, index, first, most)
        for count in range(len(keys), 0, -1):
            fitting = [name for name in self._names(keys[count - 1]) if agrees(name, words, index, count)]
            if fitting:
                candidates = {name.candidates[0].id: name.candidates[0] for name in fitting}
                return Match(index, index + count, Name(fitting[0].spelling, fitting[0].words, (*candidates.values(),)))
        return None

    def _longest(self, first: str) -> int:
        sought = hashed(first) & ~COUNT_BITS
        at = bisect_left(self.firsts, sought)
        if at < len(self.firsts) and self.firsts[at] & ~COUNT_BITS == sought:
            return self.firsts[at] & COUNT_BITS
        return 0

    def _names(self, key: str) -> Iterator[Name]:
        sought = hashed(key)
        at = bisect_left(self.hashes, sought)
        while at < len(self.hashes) and self.hashes[at] == sought:
            place = self.places[at]
            row = self.data[place : self.data.find(b"\n", place)].decode("utf-8")
            spelling, kind, id_, country, canonical = row.split("\t")
            yield Name(spelling, tuple(cut(spelling)), (Candidate(_KIND_OF[kind], id_, country, 0, canonical),))
            at += 1


_KIND_OF: Final[dict[str, Kind]] = {kind: kind for kind in KINDS.values()}
NOTHING: Final = OwnNames()


def open_names(path: str, digest: bytes) -> OwnNames:
    """Map a made file. Raises ValueError where it is none, or is not of the operator's file with this SHA-256."""
    with Path(path).open("rb") as file:
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    if len(data) < HEAD.size:
        raise ValueError(f"{path}: cut off")
    magic, made_of, names, firsts, small = HEAD.unpack(data[: HEAD.size])
    ends = [HEAD.size + 8 * count for count in (0, names, 2 * names, 2 * names + firsts)]
    if magic != MAGIC or made_of != digest or ends[-1] > len(data):
        raise ValueError(f"{path}: not the names that it should hold")
    view = memoryview(data)
    arrays = [view[begin:end].cast("Q") for begin, end in pairwise(ends)]
    return OwnNames(data, arrays[0], arrays[1], arrays[2], bool(small))


Claims = dict[int, tuple[Candidate, ...]]
"""By index of a mention: what the operator's names say it may be, all of the mention's type."""


def claim(scene: Scene, found: Sequence[Found], own: OwnNames) -> tuple[tuple[Found, ...], Claims]:
    """The mentions with the operator's names among them, and what these say.

    A name of the operator's takes the place of found names that it covers or outweighs in words, and their types; it
    is added where nothing was found, unless it is an English word whose capital proves nothing; inside of a longer
    name it is nothing ("Paris" in "Paris Hilton").
    """
    if not own.firsts:
        return tuple(found), {}
    made: list[Found] = []
    said: list[tuple[Candidate, ...]] = []
    number = at = 0
    words = scene.words
    while at < len(words.words):
        while number < len(found) and found[number].last <= at:
            made.append(found[number])
            said.append(())
            number += 1
        match = own.match(words, at) if own.begins_small or words.shapes[at] != LOWER else None
        if match is None or not _prevails(scene, match, found, number):
            # what begins here stays as it is, whole
            at = found[number].last if number < len(found) and found[number].first <= at else at + 1
            continue
        covered = []
        while number < len(found) and found[number].first < match.last:
            covered.append(found[number])
            number += 1
        types = [name.type for name in covered if (name.first, name.last) == (match.first, match.last)]
        readings = [c for c in match.name.candidates if c.type in types] or list(match.name.candidates)
        type_ = readings[0].type
        made.append(Found(match.first, match.last, type_))
        said.append(tuple(reading for reading in readings if reading.type == type_))
        at = match.last
    made.extend(found[number:])
    said.extend([()] * (len(found) - number))
    return tuple(made), {index: readings for index, readings in enumerate(said) if readings}


def _prevails(scene: Scene, match: Match, found: Sequence[Found], number: int) -> bool:
    """Whether the operator's name stands, beside the found ones that it touches."""
    touched = []
    for name in found[number:]:
        if name.first >= match.last:
            break
        if name.last > match.first:
            touched.append(name)
    length = match.last - match.first
    if any((name.first, name.last) == (match.first, match.last) for name in touched):
        return True
    for name in touched:
        covers = match.first <= name.first and name.last <= match.last
        if not covers and name.last - name.first >= length:
            return False
    if touched:
        return True
    return not (length == 1 and (scene.doubtful(match.first) or scene.entangled(match.first)))

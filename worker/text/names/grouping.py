"""Which mentions are one: by registry id, full name and surname, abbreviation in brackets, head alone."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from schemas.annotation import EntityType
from worker.text.names.cues import LEGAL_FORMS, OF_HEADS, SUFFIXES
from worker.text.names.finder import Found
from worker.text.names.gazetteer import Candidate
from worker.text.names.scene import Scene
from worker.text.names.tokens import UPPER

_SKIPPED: Final = frozenset(
    (
        "of", "the", "and", "for", "on", "in", "de", "la", "a",
    )
)  # fmt: skip

_MOST_BEARERS: Final = 20
"""People of one surname that are told apart in one article."""


@dataclass(slots=True)
class Group:
    """Mentions (indices, ascending) of one entity; ``entry`` is the registry's, if it is in one."""

    type: EntityType
    entry: Candidate | None = None
    mentions: list[int] = field(default_factory=list)


Person = tuple[str, ...]


def group(scene: Scene, found: Sequence[Found], entries: Sequence[Candidate | None]) -> list[Group]:
    """The groups, by their first mention."""
    keys: list[object] = []
    people = _people(scene, found)
    brackets = _bracketed(scene, found)
    names = [_words(scene, name) for name in found]
    bodies: dict[str, object] = {}
    for index, (name, entry) in enumerate(zip(found, entries, strict=True)):
        if name.type == "PERSON":
            keys.append(people[index])
        elif entry is not None:
            keys.append((name.type, entry.id or entry.canonical))
        elif name.type == "ORGANISATION" and len(names[index]) == 1 and names[index][0] in bodies:
            keys.append(bodies[names[index][0]])
        else:
            keys.append((name.type, _bare(names[index])))
        if name.type == "ORGANISATION" and len(names[index]) > 1:
            bodies.update({head: keys[-1] for head in (names[index][0], names[index][-1]) if head in OF_HEADS})
    alias: dict[object, object] = {}
    for long, short in brackets:
        if entries[short] is None or entries[long] is None:
            known = short if entries[short] is not None else long
            alias[keys[short if known == long else long]] = keys[known]
    groups: dict[object, Group] = {}
    for index, (name, entry) in enumerate(zip(found, entries, strict=True)):
        key = alias.get(keys[index], keys[index])
        made = groups.setdefault(key, Group(name.type))
        made.entry = made.entry or entry
        made.mentions.append(index)
    return list(groups.values())


def _words(scene: Scene, name: Found) -> tuple[str, ...]:
    return tuple(scene.folded[i] or scene.words.words[i].casefold() for i in range(name.first, name.last))


def _bare(words: tuple[str, ...]) -> tuple[str, ...]:
    """Without a leading article and the letters of the legal form."""
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words = words[:-1]
    return words


def _people(scene: Scene, found: Sequence[Found]) -> dict[int, object]:
    """A key for each person's mention: of the full name that it stands for.

    A surname (or a given name) alone means the last person of that name before it, else the first one after it; two
    people of one surname stay two.
    """
    full: dict[int, Person] = {}
    for index, name in enumerate(found):
        if name.type == "PERSON":
            words = _words(scene, name)
            while len(words) > 1 and words[-1] in SUFFIXES:
                words = words[:-1]
            full[index] = words
    known: dict[str, list[Person]] = {}
    for words in full.values():
        if len(words) > 1:
            bearers = known.setdefault(words[-1], [])
            if len(bearers) < _MOST_BEARERS and not any(_same_person(words, other) for other in bearers):
                bearers.append(words)
    last_by_part: dict[str, Person] = {}
    first_by_part: dict[str, Person] = {}
    for surname, bearers in known.items():
        first_by_part[surname] = bearers[0]
    for bearers in known.values():
        for person in bearers:
            first_by_part.setdefault(person[0], person)
    keys: dict[int, object] = {}
    for index, words in full.items():
        if len(words) > 1:
            chosen = next((other for other in known[words[-1]] if _same_person(words, other)), words)
            last_by_part[chosen[0]] = chosen
            last_by_part[chosen[-1]] = chosen
        else:
            chosen = last_by_part.get(words[0]) or first_by_part.get(words[0]) or words
        keys[index] = ("PERSON", chosen)
    return keys


def _same_person(one: Person, other: Person) -> bool:
    """Whether two full names agree: one is the end of the other, or one surname and given names equal or initials."""
    if one == other or one == other[-len(one) :] or other == one[-len(other) :]:
        return True
    if one[-1] != other[-1]:
        return False
    first, second = one[0], other[0]
    return first == second or (min(len(first), len(second)) == 1 and first[0] == second[0])


def _bracketed(scene: Scene, found: Sequence[Found]) -> list[tuple[int, int]]:
    """Pairs (long, short) of "Long Name (LN)" or "LN (Long Name)"."""
    pairs: list[tuple[int, int]] = []
    words = scene.words
    for index in range(len(found) - 1):
        one, other = found[index], found[index + 1]
        if (
            one.type != "ORGANISATION"
            or other.first != one.last
            or words.gap(one.last - 1) not in (" (", " [", ", or ")
        ):
            continue
        if other.last == other.first + 1 and words.shapes[other.first] == UPPER:
            if _initials(_words(scene, one)).startswith(scene.folded[other.first]):
                pairs.append((index, index + 1))
        elif (
            one.last == one.first + 1
            and words.shapes[one.first] == UPPER
            and _initials(_words(scene, other)).startswith(scene.folded[one.first])
        ):
            pairs.append((index + 1, index))
    return pairs


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words if word not in _SKIPPED)

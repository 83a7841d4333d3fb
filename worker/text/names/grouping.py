"""Which mentions are one: by registry id, by person, by abbreviation, by a part of a longer name.

Persons are told apart in :mod:`people`. Of the others two mentions are one where the registry says so; where their
words are the same (accents, articles, legal forms and "Saint" aside); where one is the abbreviation of the other, in
brackets or by its letters; where one is the head ("the Council") or the own beginning ("Larkfield", of the Larkfield
Institute) of the other, named in the same text.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from schemas.annotation import EntityType
from worker.text.names.cues import LEGAL_FORMS, OF_HEADS, ORG_HEADS
from worker.text.names.finder import Found
from worker.text.names.gazetteer import Candidate
from worker.text.names.people import people
from worker.text.names.scene import Scene
from worker.text.names.tokens import UPPER, cut, fold

_listed = str.split

_SKIPPED: Final = frozenset(_listed("of the and for on in de la a du des del to"))
_MORE_LEGAL_FORMS: Final = frozenset(_listed("asa oy oyj ab as nv bv spa srl sarl kk pty gmbh kg se sas"))
_SAINTS: Final = {"saint": "st", "sankt": "st", "mount": "mt", "fort": "ft"}
_NO_HEADS: Final = frozenset(_listed("house white"))
"""Words of a body's name that do not name it again: the House is not the White House."""
_LONGEST_ABBREVIATION: Final = 10
_REACH: Final = 3
"""Names between an abbreviation in brackets and the name it stands for ("the Archive in Stockholm (KA)")."""

Key = object
Names = Sequence[tuple[str, ...]]


@dataclass(slots=True)
class Group:
    """Mentions (indices, ascending) of one entity; ``entry`` is the registry's, if it is in one."""

    type: EntityType
    entry: Candidate | None = None
    mentions: list[int] = field(default_factory=list)
    form: str = ""
    """What tells a person from another of the same bare name: "King", "Mrs"."""
    prefix: str = ""
    """The same, where there is another of that name in the text."""


def group(
    scene: Scene, found: Sequence[Found], entries: Sequence[Candidate | None], headline_end: int = 0
) -> list[Group]:
    """The groups, by their first mention."""
    persons, forms = people(scene, found, headline_end)
    names = [_words(scene, name) for name in found]
    given = list(entries)
    brackets = _bracketed(scene, found, names)
    # what the text itself says of an abbreviation is truer than the registry, wherever it stands
    own = {
        names[short]
        for long, short in brackets
        if given[long] is None and (known := given[short]) is not None and not _akin(names[long], known)
    }
    given = [None if name in own else entry for name, entry in zip(names, given, strict=True)]
    keys: list[Key] = []
    for index, (name, entry) in enumerate(zip(found, given, strict=True)):
        if name.type == "PERSON":
            keys.append(persons[index])
        elif entry is not None:
            keys.append((name.type, entry.id or entry.canonical))
        else:
            keys.append((name.type, names[index]))
    alias = _brackets_as_aliases(brackets, keys, given)
    _parts(found, names, keys, given, alias)
    _registered_people(found, keys, given, alias)
    groups: dict[Key, Group] = {}
    for index, (name, entry) in enumerate(zip(found, given, strict=True)):
        key = _last(alias, keys[index])
        made = groups.setdefault(key, Group(name.type))
        made.entry = made.entry or entry
        made.mentions.append(index)
        if name.type == "PERSON":
            made.form = forms.get(persons[index], "")
    return list(groups.values())


def _registered_people(
    found: Sequence[Found], keys: list[Key], entries: Sequence[Candidate | None], alias: dict[Key, Key]
) -> None:
    """Let the mentions of a person whom a registry knows have its key: one of several entries each its own."""
    known: dict[Key, set[str]] = {}
    for index, (name, entry) in enumerate(zip(found, entries, strict=True)):
        if name.type == "PERSON" and entry is not None:
            known.setdefault(keys[index], set()).add(entry.id)
    for index, (name, entry) in enumerate(zip(found, entries, strict=True)):
        ids = known.get(keys[index], set()) if name.type == "PERSON" else set()
        if len(ids) == 1:
            alias[keys[index]] = ("PERSON", min(ids))
        elif ids and entry is not None:
            keys[index] = ("PERSON", entry.id)


def _last(alias: Mapping[Key, Key], key: Key) -> Key:
    for _ in range(4):
        if key not in alias or alias[key] == key:
            break
        key = alias[key]
    return key


def _words(scene: Scene, name: Found) -> tuple[str, ...]:
    """The words of a name as they are compared: folded, without article, possessive's end and legal form."""
    words = scene.words
    last = name.last
    if last - name.first > 1 and words.words[last - 1] == "s" and words.gap(last - 2) in ("'", "’"):
        last -= 1
    folded = [fold(word) or word.casefold() for word in words.words[name.first : last]]
    if name.type == "PERSON":
        return tuple(folded)
    if len(folded) > 1 and folded[0] == "the":
        del folded[0]
    while name.type == "ORGANISATION" and len(folded) > 1 and folded[-1] in LEGAL_FORMS | _MORE_LEGAL_FORMS:
        folded.pop()
    if name.type == "NATIONALITY" and len(folded[-1]) > 4:
        folded[-1] = folded[-1].removesuffix("s")
    return tuple(_SAINTS.get(word, word) for word in folded)


def _akin(words: tuple[str, ...], entry: Candidate) -> bool:
    """Whether a name is the entry's under another spelling: half of its words, or their beginnings, are the same."""
    canonical = {fold(word)[:5] for word in cut(entry.canonical)} - _SKIPPED
    own = {word[:5] for word in words} - _SKIPPED
    return 2 * len(own & canonical) >= max(len(own), 1)


def _brackets_as_aliases(
    brackets: Sequence[tuple[int, int]], keys: Sequence[Key], entries: Sequence[Candidate | None]
) -> dict[Key, Key]:
    alias: dict[Key, Key] = {}
    for long, short in brackets:
        if entries[long] is None and entries[short] is not None:
            alias[keys[long]] = keys[short]
        elif entries[short] is None:
            alias[keys[short]] = keys[long]
    return alias


def _parts(
    found: Sequence[Found],
    names: Names,
    keys: Sequence[Key],
    entries: Sequence[Candidate | None],
    alias: dict[Key, Key],
) -> None:
    """Let heads, beginnings and abbreviations of longer names of bodies in the text stand for these.

    A longer name that came before is meant first, the last one of several; else the only one in the text.
    """
    before: dict[str, Key] = {}
    ends: dict[str, set[Key]] = {}
    later: dict[str, set[Key]] = {}
    heads: dict[str, Key] = {}
    bodies = [index for index, name in enumerate(found) if name.type == "ORGANISATION"]
    for index in bodies:
        for part in _parts_of(names[index]):
            later.setdefault(part, set()).add(_last(alias, keys[index]))
        if len(names[index]) > 1:
            ends.setdefault(names[index][-1], set()).add(_last(alias, keys[index]))
    for index in bodies:
        name = names[index]
        word = " ".join(name)
        if entries[index] is None and word in OF_HEADS | ORG_HEADS:
            if word in heads:
                alias[keys[index]] = heads[word]
        elif entries[index] is None and word in before:
            alias.setdefault(keys[index], before[word])
        elif entries[index] is None and len(options := later.get(word) or ends.get(word, set())) == 1:
            # an end stands for its name only where no other name ends so: not "United" of two clubs
            (key,) = options
            if key != keys[index]:
                alias.setdefault(keys[index], key)
        for part in _parts_of(name):
            before[part] = _last(alias, keys[index])
        if len(name) > 1:
            heads.update({head: _last(alias, keys[index]) for head in (name[0], name[-1]) if head not in _NO_HEADS})


def _parts_of(name: tuple[str, ...]) -> list[str]:
    """What may stand for a longer name: its beginning where that is its own ("Larkfield"), all but its head ("Kessel
    Research"), what it is of ("Crane Drivers"), its letters."""
    if len(name) < 2:
        return []
    heads = OF_HEADS | ORG_HEADS
    parts = [name[0]] if name[0] not in heads | _SKIPPED and len(name[0]) > 3 else []
    if name[-1] in heads and len(name) > 2:
        parts.append(" ".join(name[:-1]))
    if name[0] in heads and name[1] in ("of", "for") and len(name) > 3:
        parts.append(" ".join(name[2:]))
    return [*parts, *{letters for letters in _abbreviations(name) if len(letters) > 2}]


def _abbreviations(name: tuple[str, ...]) -> tuple[str, str]:
    """The first letters of a name's words, with and without small words."""
    return "".join(word[0] for word in name if word not in _SKIPPED), "".join(word[0] for word in name)


def _bracketed(scene: Scene, found: Sequence[Found], names: Names) -> list[tuple[int, int]]:
    """Pairs (long, short) of "Long Name (LN)", "LN (Long Name)", "Long Name, or LN"."""
    pairs: list[tuple[int, int]] = []
    words = scene.words
    for index in range(len(found) - 1):
        one, other = found[index], found[index + 1]
        gap = words.text[words.ends[one.last - 1] : words.starts[other.first]][:8]
        if one.type == "ORGANISATION" and other.type == "ORGANISATION":
            if gap in (" (", " [", ", or ", " or ", ' ("', " (the ") and _abbreviates(scene, other, names[index]):
                pairs.append((index, index + 1))
                continue
            if gap in (" (", " [") and _abbreviates(scene, one, names[index + 1]):
                pairs.append((index + 1, index))
                continue
        if other.type == "ORGANISATION" and gap in (" (", " ["):
            for back in range(index - 1, max(index - _REACH, -1), -1):
                if found[back].type == "ORGANISATION" and _abbreviates(scene, other, names[back]):
                    pairs.append((back, index + 1))
                    break
    return pairs


def _abbreviates(scene: Scene, short: Found, long: tuple[str, ...]) -> bool:
    """Whether a name is a word of capitals whose letters begin the words of the long one."""
    if short.last != short.first + 1 or scene.words.shapes[short.first] != UPPER or len(long) < 2:
        return False
    letters = fold(scene.words.words[short.first])
    if len(letters) > _LONGEST_ABBREVIATION:
        return False
    bare, whole = _abbreviations(long)
    return bare.startswith(letters) or whole.startswith(letters) or (len(letters) > 2 and letters.startswith(bare))

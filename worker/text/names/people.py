"""Which mentions of persons are one: full names, surnames, given names, titles, families.

A full name (two words or more) joins another whose words agree: equal, spelled otherwise ("Evgeny", "Yevgeny"),
shortened ("Alf", "Alfred") or an initial, and no middle name against another. A single word means a person of that
surname, else of that given name; of several the one named last, as far as "Mr" and "Mrs" agree. Two people of one
surname stay two, and so do "the Hartleys" beside them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from worker.text.names.cues import SUFFIXES, TITLES
from worker.text.names.finder import Found
from worker.text.names.gazetteer import DATA
from worker.text.names.scene import Scene
from worker.text.names.spelling import PARTICLES, core, genders, same_person, sound
from worker.text.names.tokens import fold

_listed = str.split

MALE: Final = frozenset(_listed("mr sir lord baron count duke king prince emperor father brother imam sheikh"))
FEMALE: Final = frozenset(_listed("mrs ms miss lady dame baroness countess duchess queen princess empress sister"))
RANKS: Final = frozenset(
    _listed("king queen prince princess emperor empress pope emir sultan tsar duke duchess count countess")
)
"""Titles that go with a given name and tell its bearers apart: King Harald is not Prince Harald."""
_COURTESIES: Final = frozenset(_listed("mr mrs ms miss mx dr prof sir dame lord lady"))
"""Titles that are no office: several persons of a text bear them."""
FIRST_NAME_TITLES: Final = frozenset(("sir", "dame"))
FAMILY_FIRST: Final = frozenset(
    _listed(
        "kim lee park choi jung jeong kang cho yoon jang lim han shin seo kwon hwang ahn song moon bae baek "
        "li wang zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie tang "
        "deng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu ding ren yao shen xi jia tsai "
        "nguyen tran le pham hoang phan vu vo dang bui do ho ngo duong ly mao"
    )
)
"""Surnames that stand first in Chinese, Korean and Vietnamese names."""
MOST_COMPARED: Final = 50
"""Persons of one word that a mention is compared with, the last ones: time stays linear in the text."""
MOST_SPELLINGS: Final = 8
"""Ways of writing one name that are kept."""


@lru_cache(maxsize=1)
def known_people() -> dict[str, frozenset[str]]:
    """Sounds of given names by the sound of the surname, of people whom news calls by the bare surname."""
    found: dict[str, frozenset[str]] = {}
    for line in (DATA / "known_people.tsv").read_text("utf-8").splitlines():
        surname, _, given = line.partition("|")
        if not line.startswith("#"):
            found[sound(surname)] = frozenset(map(sound, given.split(";")))
    return found


@dataclass(frozen=True, slots=True)
class Named:
    """A mention: the words of the name folded, without titles; what its titles say; whether it may be a family."""

    words: tuple[str, ...]
    gender: str
    rank: str
    first_name: bool
    plural: bool
    generation: str
    titles: frozenset[str]


@dataclass(slots=True, eq=False)
class Person:
    """One bearer: the ways in which the full name stands in the text, and what is known of him or her."""

    key: int
    names: list[tuple[str, ...]] = field(default_factory=list)
    gender: str = ""
    rank: str = ""
    generation: str = ""
    bare: bool = False
    """Whether the surname alone has meant this person."""
    titles: set[str] = field(default_factory=set)
    family_first: bool = False
    first: set[str] = field(default_factory=set)
    second: set[str] = field(default_factory=set)
    last: set[str] = field(default_factory=set)
    """Sounds of the first, second and last words of the ways of writing the name, particles aside."""
    single: bool = True
    """Whether only one word of the name stands in the text."""

    def add(self, words: tuple[str, ...]) -> None:
        """Keep one more way of writing the name."""
        self.names.append(words)
        own = [sound(word) for word in core(words)]
        self.first.add(own[0])
        self.second.update(own[1:2])
        self.last.add(own[-1])
        self.single = self.single and len(own) < 2

    def place(self, word: str) -> int:
        """0 where the sound of a word is the surname's, 1 the given name's, 2 another part's."""
        if word in (self.first if self.family_first else self.last):
            return 0
        given = self.second | self.last if self.family_first else self.first
        return 1 if word in given else 2

    def known_as(self, given: frozenset[str]) -> bool:
        """Whether the name has one of these given names (sounds)."""
        return not given.isdisjoint(self.first | self.second | self.last)


def people(scene: Scene, found: Sequence[Found], headline_end: int = 0) -> tuple[dict[int, object], dict[object, str]]:
    """A key of its person (or family) for each mention of type PERSON, by index; by key what tells persons of one bare
    name apart, where something does: "King", "Mrs"."""
    named = {index: _named(scene, name) for index, name in enumerate(found) if name.type == "PERSON"}
    persons: list[Person] = []
    by_word: dict[str, list[Person]] = {}
    keys: dict[int, object] = {}
    full: dict[int, Person] = {}
    for index, one in named.items():
        if len(core(one.words)) < 2:
            continue
        near = by_word.get(sound(one.words[-1]), ())[-MOST_COMPARED:]
        person = next((known for known in reversed(near) if _agree(one, known)), None)
        if person is None:
            person = Person(index)
            persons.append(person)
        if one.words not in person.names and len(person.names) < MOST_SPELLINGS:
            person.add(one.words)
            for word in {sound(word) for word in one.words if word not in PARTICLES}:
                bearers = by_word.setdefault(word, [])
                if not bearers or bearers[-1] is not person:
                    bearers.append(person)
        person.gender = person.gender or one.gender or genders().get(one.words[0], "")
        own = core(one.words)
        person.family_first |= own[0] in FAMILY_FIRST and (len(own) > 2 or own[-1] not in scene.tables.surnames)
        person.generation = person.generation or one.generation
        full[index] = person
    first_bare: dict[str, int] = {}
    for index, one in named.items():
        if index not in full and scene.words.starts[found[index].first] >= headline_end and one.words:
            first_bare.setdefault(sound(core(one.words)[-1]), index)
    forms: dict[object, str] = {}
    last: dict[int, int] = {}
    singles: dict[str, list[Person]] = {}
    for index, one in named.items():
        person = full.get(index) or _bearer(one, by_word, singles, last, index, first_bare)
        if person is None:
            family = sound(core(one.words)[-1].removesuffix("s")) if one.words else ""
            if one.plural and family in by_word:
                keys[index] = ("PERSON", "family", family)
                continue
            person = Person(index, gender=one.gender, rank=one.rank)
            person.add(one.words)
            singles.setdefault(sound(one.words[-1]), []).append(person)
        last[person.key] = index
        person.bare = person.bare or (index not in full and not one.titles)
        person.gender = person.gender or one.gender
        person.rank = person.rank or one.rank
        person.titles |= one.titles
        keys[index] = ("PERSON", person.key)
        forms[keys[index]] = person.rank.capitalize() or {"m": "Mr", "f": "Mrs"}.get(person.gender, "")
    return keys, forms


def _named(scene: Scene, name: Found) -> Named:
    words = scene.words
    first, last = name.first, name.last
    if last - first > 1 and words.words[last - 1] == "s" and words.gap(last - 2) in ("'", "’"):
        last -= 1
    titles: list[str] = []
    while last - first > 1 and (folded := fold(words.words[first])) in TITLES:
        titles.append(folded)
        first += 1
    at = name.first - 1
    while at >= 0 and len(titles) < 4 and words.gap(at) in (" ", ". ") and fold(words.words[at]) in TITLES:
        titles.append(fold(words.words[at]))
        at -= 1
    own = [part for word in words.words[first:last] for part in _letters(word)]
    generation = ""
    while len(own) > 1 and own[-1] in SUFFIXES:
        generation = own.pop()
    gender = "m" if MALE.intersection(titles) else "f" if FEMALE.intersection(titles) else ""
    rank = next((title for title in titles if title in RANKS), "")
    the = name.first > 0 and words.words[name.first - 1].lower() == "the"
    plural = the and len(own) == 1 and own[0].endswith("s") and not titles
    return Named(
        tuple(own), gender, rank, bool(FIRST_NAME_TITLES.intersection(titles)), plural, generation, frozenset(titles)
    )


def _letters(word: str) -> list[str]:
    """A word folded; the letters of joined initials ("J.R.") each by itself."""
    folded = fold(word) or word.casefold()
    return list(folded) if "." in word and 1 < len(folded) < 4 else [folded]


def _bearer(
    one: Named,
    by_word: dict[str, list[Person]],
    singles: dict[str, list[Person]],
    last: dict[int, int],
    index: int,
    first_bare: dict[str, int],
) -> Person | None:
    """The person that a single word means: by surname before given name; of several who fit, with a title the one named
    last, without one who bore the bare surname before, else the first of that name: the others get their full names."""
    word = sound(core(one.words)[-1]) if one.words else ""
    near = [person for person in by_word.get(word, ())[-MOST_COMPARED:] if _fits(one, person)]
    near += [person for person in singles.get(word, ())[-MOST_COMPARED:] if _fits(one, person)]
    meant = known_people().get(word, frozenset())
    if meant and one.gender != "f":
        # "Trump", so called from the first on, is not Eric, the only one whose full name stands here
        others = [
            person for person in near if person.place(word) == 0 and first_bare.get(word, person.key) < person.key
        ]
        if not any(person.known_as(meant) or person.single for person in others):
            near = [person for person in near if person not in others]
    if one.plural and not any(person.place(word) == 0 for person in near):
        return None
    if not near:
        return None

    def order(person: Person) -> tuple[int, bool, bool, int]:
        place = person.place(word)
        if one.first_name:
            place = 0 if place == 1 else 1 if place == 0 else place
        seen = last.get(person.key)
        # who is known to be a woman is "Mrs" before who may be one
        known = bool(one.gender) and person.gender == one.gender
        office = not (one.titles - _COURTESIES) & person.titles
        well_known = person.known_as(meant)
        known = known or well_known
        if place == 0 and not one.titles and well_known:
            return (place, False, False, -1)
        if place == 0 and not one.titles:
            return (place, True, not person.bare, person.key if seen is not None else index + person.key)
        return (place, office, not known, -seen if seen is not None else index + person.key)

    return min(near, key=order)


def _fits(one: Named, person: Person) -> bool:
    """Whether titles speak against a person."""
    if one.gender and person.gender and one.gender != person.gender:
        return False
    return not (person.single and one.rank and person.rank and one.rank != person.rank)


def _agree(one: Named, person: Person) -> bool:
    """Whether a full name may be the person's: no way in which that is written speaks against it."""
    if one.gender and person.gender and one.gender != person.gender:
        return False
    if one.generation and person.generation and one.generation != person.generation:
        return False
    return all(same_person(one.words, name) for name in person.names)

"""The tables of names: what a run of words may mean, found by the longest match.

A row is parsed when a text first asks for it; loading cuts lines and builds one dictionary.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal, NamedTuple

from schemas.annotation import EntityType
from worker.text.names.tokens import CAPITAL, LOWER, UPPER, Words, cut, fold, shape

DATA: Final = Path(__file__).resolve().parent.parent / "data"
LONGEST_NAME: Final = 12
"""Words; what a look-up costs at most."""

Kind = Literal["country", "region", "capital", "city", "place", "organisation", "nationality", "person"]

TYPES: Final[dict[Kind, EntityType]] = {
    "country": "LOCATION",
    "region": "LOCATION",
    "capital": "LOCATION",
    "city": "LOCATION",
    "place": "LOCATION",
    "organisation": "ORGANISATION",
    "nationality": "NATIONALITY",
    "person": "PERSON",
}


class Candidate(NamedTuple):
    """One thing that a name may mean. ``population`` counts thousands; ``id`` is empty where no registry has one."""

    kind: Kind
    id: str
    country: str
    population: int
    canonical: str
    needs_cue: bool = False
    region: str = ""
    """ISO 3166-2, of cities of the United States, Canada, Australia and the United Kingdom, and of regions."""
    branch: str = ""
    """Of an organisation: the heading it stands under in its table ("party", "media")."""

    @property
    def type(self) -> EntityType:
        return TYPES[self.kind]


class Name(NamedTuple):
    """One spelling with all that it may mean, the likeliest first; ``words`` are the spelling's."""

    spelling: str
    words: tuple[str, ...]
    candidates: tuple[Candidate, ...]


class Match(NamedTuple):
    """Words ``first`` to ``last`` (exclusive) of a text are this name."""

    first: int
    last: int
    name: Name


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All tables. ``rows`` holds the raw lines by folded key; several spellings of one key are several lines."""

    rows: dict[str, tuple[str, ...]] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)
    """By the folded first word: how many words the longest name that begins so has."""
    small: frozenset[str] = frozenset()
    """First words, as written, of the names that begin with a small letter ("al-Qaeda")."""
    given_names: frozenset[str] = frozenset()
    surnames: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    """English words written small."""
    more: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Rows that only :meth:`readings` looks at: small cities, other and former names."""

    def match(self, words: Words, index: int) -> Match | None:
        """The longest name that begins with word ``index``, as far as capitals and the signs between agree."""
        first = fold(words.words[index])
        most = min(self.longest.get(first, 0), len(words.words) - index)
        if not most:
            return None
        keys = keys_from(words, index, first, most)
        for count in range(len(keys), 0, -1):
            if name := _united(self.rows.get(keys[count - 1], ()), words, index, count):
                return Match(index, index + count, name)
        return None

    def readings(self, words: Words, first: int, last: int) -> tuple[Candidate, ...]:
        """All that words ``first`` to ``last`` (exclusive) may mean by any table, the likeliest of each table first."""
        key = " ".join(map(fold, words.words[first:last]))
        near = _united(self.rows.get(key, ()), words, first, last - first)
        far = _united(self.more.get(key, ()), words, first, last - first)
        if near is None or far is None:
            return near.candidates if near else far.candidates if far else ()
        known = {candidate.id for candidate in near.candidates}
        return (*near.candidates, *(candidate for candidate in far.candidates if candidate.id not in known))

    def look_up(self, spelling: str) -> Name | None:
        """The name that is written exactly so, or None."""
        for row in self.rows.get(" ".join(map(fold, cut(spelling))), ()):
            if row.startswith(f"{spelling}\t"):
                return _parse(row)
        return None


def _united(rows: tuple[str, ...], words: Words, index: int, count: int) -> Name | None:
    """The names of ``rows`` that agree with the words, as one: that of the very spelling before the others."""
    names = [name for name in map(_parse, rows) if agrees(name, words, index, count)]
    if len(names) < 2:
        return names[0] if names else None
    names.sort(key=lambda name: name.words != tuple(words.words[index : index + count]))
    candidates: dict[tuple[str, str], Candidate] = {}
    for name in names:
        for candidate in name.candidates:
            candidates.setdefault((candidate.id, candidate.canonical if not candidate.id else ""), candidate)
    return Name(names[0].spelling, names[0].words, tuple(candidates.values()))


def _shouted(words: Words, index: int, count: int) -> bool:
    """Whether a name is written in capitals throughout, and is long enough to be no abbreviation."""
    letters = words.words[index : index + count]
    return sum(map(len, letters)) > 4 and all(word.isupper() or len(word) < 4 for word in letters)


def keys_from(words: Words, index: int, first: str, most: int) -> list[str]:
    """The folded keys of the names that word ``index`` (folded: ``first``) may begin, of one word up to ``most``."""
    keys = [first]
    for offset in range(1, most):
        gap = words.gap(index + offset - 1)
        if len(gap) > 3 or not joins(gap, words.words[index + offset - 1]):
            break
        keys.append(f"{keys[-1]} {fold(words.words[index + offset])}")
    return keys


def joins(gap: str, before: str) -> bool:
    """Whether ``gap`` may stand inside a name."""
    if gap in (" ", "-", "", "'", "’", "/", "–", "\u00a0", ".", "&", " & ", ", ", "\n", "‑"):
        return True
    return gap == ". " and len(before) <= 3


def _signs(gap: str) -> str:
    return "".join(c for c in gap if c in "&/,")


def agrees(name: Name, words: Words, index: int, count: int) -> bool:
    """Whether the capitals and signs of the text are those of the name's spelling."""
    if len(name.words) != count:
        return False
    for offset, written in enumerate(name.words):
        word = words.words[index + offset]
        if word == written:
            continue
        known = shape(written)
        if known == UPPER:
            if word.replace(".", "") != written.replace(".", ""):
                return False
        elif known != LOWER:
            if words.shapes[index + offset] == LOWER:
                return False
            if words.shapes[index + offset] == UPPER and (known != CAPITAL or not _shouted(words, index, count)):
                return False
        elif words.shapes[index + offset] != LOWER and offset == 0:
            return False
    if count > 1:
        at = 0
        for offset in range(count - 1):
            at = name.spelling.index(name.words[offset], at) + len(name.words[offset])
            gap = name.spelling[at : name.spelling.index(name.words[offset + 1], at)]
            if _signs(gap) != _signs(words.gap(index + offset)):
                return False
    return True


@lru_cache(maxsize=8192)
def _parse(row: str) -> Name:
    spelling, *cells = row.split("\t")
    candidates = []
    for cell in cells:
        kind, id_, lies_in, population, *rest = cell.split("|")
        known = _KINDS[kind.removesuffix("?")]
        region = lies_in if known == "city" and "-" in lies_in else id_[10:] if known == "region" else ""
        candidates.append(
            Candidate(
                known,
                id_,
                lies_in[:2] if known != "nationality" else lies_in,
                int(population or 0),
                rest[0] if rest and rest[0] else spelling,
                kind.endswith("?"),
                region,
                rest[1] if len(rest) > 1 else "",
            )
        )
    return Name(spelling, tuple(cut(spelling)), tuple(candidates))


_KINDS: Final[dict[str, Kind]] = {kind: kind for kind in TYPES}


def _lines(name: str) -> list[str]:
    lines = (DATA / name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _organisations() -> dict[str, str]:
    """Cells by spelling, of all tables of organisations."""
    found: dict[str, str] = {}
    for path in sorted(DATA.glob("organisations*.tsv")):
        branch = ""
        for line in path.read_text("utf-8").splitlines():
            if not line or line.startswith("#"):
                branch = line[3:] if line.startswith("## ") else branch
                continue
            slug, canonical, others, country = line.split("|")
            for spelling in (canonical, *others.split(";")):
                weak = "?" if spelling.startswith("?") else ""
                if spelling := spelling.removeprefix("?"):
                    cell = f"organisation{weak}|org:{slug}|{country}|0|{canonical.removeprefix('?')}|{branch}"
                    found[spelling] = f"{found[spelling]}\t{cell}" if spelling in found else cell
    return found


def _short_names(cells: Iterable[str]) -> Iterator[str]:
    """Rows of short names, out of the cells of the organisations that they stand for."""
    by_slug = {cell.split("|", 2)[1][4:]: cell for row in cells for cell in row.split("\t")}
    for line in _lines("short_names.tsv"):
        name, slug = line.split("|")
        yield f"{name}\torganisation?|{by_slug[slug].split('|', 1)[1]}"


def _geography() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in _lines("geography.tsv"):
        id_, canonical, others, country = line.split("|")
        for spelling in (canonical, *others.split(";")):
            if spelling:
                found[spelling] = f"place|{_place_id(canonical) if id_ == '-' else id_}|{country}|0|{canonical}"
    return found


def _place_id(name: str) -> str:
    """Our own id of a place that no register has: "place:black-sea"."""
    return "place:" + "-".join(filter(None, map(fold, cut(name))))


def _nationalities() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in _lines("nationalities.tsv"):
        code, forms = line.split("|")
        canonical = forms.split(";")[0]
        for form in forms.split(";"):
            cell = f"nationality||{'' if code == '-' else code}|0|{canonical}"
            found[form] = cell
            if form[-1] in "nikts" and not form.endswith(("ish", "men", "s")):
                found[f"{form}s"] = cell
    return found


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The tables of worker/text/data, read once a process (about 0.3 s)."""
    rows: dict[str, tuple[str, ...]] = {}
    longest: dict[str, int] = {}
    small: set[str] = set()
    own = _nationalities()
    organisations = _organisations()
    short = list(_short_names(organisations.values()))
    for table in (_geography(), organisations):
        for spelling, cell in table.items():
            own[spelling] = f"{own[spelling]}\t{cell}" if spelling in own else cell
    lines = []
    for line in _lines("places.tsv"):
        spelling, _, cells = line.partition("\t")
        lines.append(f"{spelling}\t{cells}\t{own.pop(spelling)}" if spelling in own else line)
    lines.extend(f"{spelling}\t{cell}" for spelling, cell in own.items())
    for line in lines:
        spelling = line[: line.index("\t")]
        if spelling.isascii() and spelling.isalpha():
            key, first, count = spelling.lower(), spelling.lower(), 1
        else:
            pieces = [fold(piece) for piece in cut(spelling)]
            if not pieces or len(pieces) > LONGEST_NAME:
                continue
            key, first, count = " ".join(pieces), pieces[0], len(pieces)
        if spelling[0].islower():
            small.add(cut(spelling)[0])
        rows[key] = (line, *rows[key]) if key in rows else (line,)
        if longest.get(first, 0) < count:
            longest[first] = count
    more: dict[str, tuple[str, ...]] = {}
    for line in (*_lines("more_places.tsv"), *short):
        spelling = line[: line.index("\t")]
        plain = spelling.isascii() and spelling.isalpha()
        key = spelling.lower() if plain else " ".join(map(fold, cut(spelling)))
        more[key] = (*more[key], line) if key in more else (line,)
    return Gazetteer(
        rows=rows,
        more=more,
        longest=longest,
        small=frozenset(small),
        given_names=frozenset(name.lower() for name in _lines("given_names.txt")),
        surnames=frozenset(name.lower() for name in _lines("surnames.txt")),
        words=frozenset(_lines("words.txt")),
    )

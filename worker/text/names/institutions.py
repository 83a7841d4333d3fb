"""Ministries and the like, which nearly every country has under the same names: "the Foreign Ministry"."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from worker.text.names.context import Context
from worker.text.names.gazetteer import DATA, Candidate, gazetteer
from worker.text.names.tokens import cut_words, fold

MOSTLY: Final = 0.6
"""The share of a country in what a text says of where it plays, from which a bare "Foreign Ministry" is that one's."""

OFTEN: Final = 2
"""How often the text must name it for that."""


@dataclass(frozen=True, slots=True)
class Institution:
    """A kind of body: the end of its ids, the canonical name with "{}" for the country, the countries that have none
    of this name, and the ids of those that stand in the registry under their own."""

    slug: str
    canonical: str
    without: frozenset[str]
    own_ids: dict[str, str]

    def of(self, country: str) -> Candidate | None:
        """The body of a country (ISO 3166), None where it has none of this name."""
        if country in self.without or country not in _countries():
            return None
        if own := self.own_ids.get(country):
            return _registered().get(own)
        id_ = f"org:{country.lower()}-{self.slug}"
        return Candidate("organisation", id_, country, 0, self.canonical.format(_countries()[country]))


@lru_cache(maxsize=1)
def _table() -> dict[str, Institution]:
    """By folded name."""
    table: dict[str, Institution] = {}
    for line in (DATA / "institutions.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            slug, canonical, names, without = line.split("|")
            pairs = [piece.partition("=") for piece in without.split()]
            made = Institution(
                slug,
                canonical,
                frozenset(code for code, _, own in pairs if not own),
                {code: own for code, _, own in pairs if own},
            )
            for name in names.split(";"):
                table[_folded(name)] = made
    return table


def _folded(name: str) -> str:
    return " ".join(map(fold, cut_words(name).words))


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    """English names of countries by code."""
    found: dict[str, str] = {}
    for rows in gazetteer().rows.values():
        for row in rows:
            spelling, _, cell = row.partition("\t")
            if cell.startswith("country|iso3166:"):
                _, id_, _, _, *canonical = cell.split("\t")[0].split("|")
                found[id_[8:]] = canonical[0] if canonical else spelling
    return found


@lru_cache(maxsize=1)
def _registered() -> dict[str, Candidate]:
    """The rows of the registry of organisations by id without its scheme."""
    found: dict[str, Candidate] = {}
    for path in sorted(DATA.glob("organisations*.tsv")):
        for line in path.read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                slug, canonical, _, country = line.split("|")
                found[slug] = Candidate("organisation", f"org:{slug}", country, 0, canonical.removeprefix("?"))
    return found


@lru_cache(maxsize=1)
def _adjectives() -> dict[str, str]:
    """Countries by their folded nationality and name: "russian", "russia"."""
    found = {_folded(name): code for code, name in _countries().items()}
    for line in (DATA / "nationalities.tsv").read_text("utf-8").splitlines():
        code, _, forms = line.partition("|")
        if len(code) == 2 and not line.startswith("#"):
            found.update({_folded(form): code for form in forms.split(";")})
    found.update({"us": "US", "uk": "GB", "uae": "AE"})
    return found


def choose(key: str, beside: str | None, context: Context) -> Candidate | None:
    """The body that a folded name stands for; None where the name is no such body's or its country is not clear.

    The country is the one in the name ("russian foreign ministry", "foreign ministry of ukraine"), else the one named
    right ``beside`` it, else the one that the text mostly speaks of.
    """
    kind, country = _parted(key)
    if kind is None:
        return None
    country = country or (beside[:2] if beside else None)
    if country is None:
        country = next((code for code, _ in context.named.total.most_common(1)), "")
        if context.named.share(country, key) < MOSTLY or context.named.weight(country, key) < OFTEN:
            return None
    return kind.of(country)


def _parted(key: str) -> tuple[Institution | None, str | None]:
    if own := _table().get(key):
        return own, None
    words = key.split()
    for count in (1, 2, 3):
        if country := _adjectives().get(" ".join(words[:count])):
            return _table().get(" ".join(words[count:])), country
        before, of, after = words[: -count - 1], words[-count - 1 : -count], words[-count:]
        if of == ["of"] and (country := _adjectives().get(" ".join(after))):
            return _table().get(" ".join(before)), country
    return None, None

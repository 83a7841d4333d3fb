"""Given names and surnames of many countries, from Faker's locales and the census of the United States."""

import importlib
import pkgutil
import re
import tarfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import faker
import faker.providers.person as locales

from worker.text.names.tables.layout import HERE, plain, write

CENSUS_GIVEN, CENSUS_SURNAMES = 2500, 9000
NAME = re.compile(r"[A-Z][a-z]{2,}(?:['-][A-Z]?[a-z]+)*")
CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "й": "y", "к": "k",
    "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh",
    "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
    "ё": "yo", "і": "i", "ї": "yi", "є": "ye", "ґ": "g", "ў": "u",
}  # fmt: skip


def _latin(name: str, locale: str) -> str:
    if not locale.startswith(("ru_", "uk_", "bg_", "mk_")):
        return plain(name)
    letters = [CYRILLIC.get(c, c) for c in name.lower()]
    return "".join(letters).replace("yy", "y").capitalize()


def _faker_names() -> Iterator[tuple[str, str, str]]:
    """(locale, "given" or "surname", name)"""
    for module in pkgutil.iter_modules(locales.__path__):
        provider = getattr(importlib.import_module(f"{locales.__name__}.{module.name}"), "Provider", None)
        for kind, attributes in (
            ("given", ("first_names", "first_names_male", "first_names_female", "first_romanized_names")),
            ("surname", ("last_names", "last_names_male", "last_names_female", "last_romanized_names")),
        ):
            for attribute in attributes:
                names = getattr(provider, attribute, ())
                for name in names if isinstance(names, (tuple, list, dict)) else ():
                    if isinstance(name, str):
                        yield module.name, kind, _latin(name.strip(), module.name)


def _census(archive: Path) -> Iterator[tuple[str, str, float]]:
    """("given" or "surname", name, share in percent), the commonest first within each file."""
    with tarfile.open(archive) as tar:
        for member in tar.getmembers():
            kind = {"first": "given", "last": "surname"}.get(member.name.rsplit(".", 1)[-1])
            if kind and "/dist." in member.name and (file := tar.extractfile(member)):
                for line in file.read().decode("ascii").splitlines():
                    name, share, *_ = line.split()
                    name = name.capitalize()
                    if kind == "surname" and name.startswith("Mc") and len(name) > 4:
                        name = "Mc" + name[2:].capitalize()
                    yield kind, name, float(share)


def compile_people(archive: Path) -> int:
    """Write ``given_names.txt`` and ``surnames.txt``; ``archive`` is the sdist of ``names`` (census files within)."""
    found: dict[str, dict[str, float]] = {"given": defaultdict(float), "surname": defaultdict(float)}
    for kind, name, share in _census(archive):
        found[kind][name] += share
    kept = {
        kind: set(sorted(found[kind], key=lambda name: (-found[kind][name], name))[:most])
        for kind, most in (("given", CENSUS_GIVEN), ("surname", CENSUS_SURNAMES))
    }
    for _, kind, name in _faker_names():
        kept[kind].add(name)
    for kind, file in (("given", "given_names.txt"), ("surname", "surnames.txt")):
        by_hand = (HERE / file).read_text("utf-8").splitlines()
        kept[kind].update(name for line in by_hand if not line.startswith("#") for name in line.split())
    made = 0
    for kind, file in (("given", "given_names.txt"), ("surname", "surnames.txt")):
        names = sorted(plain(name) for name in kept[kind] if NAME.fullmatch(plain(name)) and len(name) < 20)
        made += write(
            file,
            (
                f"{kind.capitalize()}s, without diacritics."
                if kind == "surname"
                else "Given names, without diacritics.",
                "Sources: Faker's person providers (MIT), name files of the 1990 census of the United States "
                "(public domain), worker/text/names/tables/*.txt (ours, Apache-2.0).",
                f"Made by: python -m worker.text.names.tables, faker {faker.VERSION}, names 0.3.0. Date: 2026-11-22.",
            ),
            dict.fromkeys(names),
        )
    return made

"""Given names that only women or only men bear in Faker's locales."""

import importlib
import pkgutil
from collections import defaultdict

import faker
import faker.providers.person as locales

from worker.text.names.tables.layout import plain, write

ATTRIBUTES = (("first_names_male", "m"), ("first_names_female", "f"))


def compile_genders() -> int:
    """Write ``given_genders.tsv``; the number of its names."""
    found: dict[str, set[str]] = defaultdict(set)
    for module in pkgutil.iter_modules(locales.__path__):
        provider = getattr(importlib.import_module(f"{locales.__name__}.{module.name}"), "Provider", None)
        for attribute, gender in ATTRIBUTES:
            names = getattr(provider, attribute, ())
            for name in names if isinstance(names, (tuple, list, dict)) else ():
                folded = plain(name.strip()).lower() if isinstance(name, str) else ""
                if folded.isascii() and folded.isalpha() and len(folded) > 2:
                    found[folded].add(gender)
    lines = [f"{name}\t{min(genders)}" for name, genders in sorted(found.items()) if len(genders) == 1]
    return write(
        "given_genders.tsv",
        (
            "Given names that only women (f) or only men (m) bear in the sources: which of two people of one surname "
            '"Mrs" or "Mr" means.',
            "Source: Faker's locales (MIT, copyright 2012 Daniele Faraglia).",
            f"Made by: python -m worker.text.names.tables, Faker {faker.VERSION}. Licence: MIT. Date: 2026-11-22.",
            "Columns (tab): name in small letters without diacritics, f or m.",
        ),
        lines,
    )

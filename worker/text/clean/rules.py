"""The rules for furniture, read from furniture.toml beside this file, which says how they work."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal, get_args

from schemas.article import FurnitureKind

Where = Literal["anywhere", "head", "tail", "edges", "inside"]

_FILE: Final = Path(__file__).with_name("furniture.toml")


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of line: what it matches, where it may stand, how long it may be, and why it holds.

    `needs` is a string, in small letters, without which the pattern cannot match: a quick way out.
    """

    kind: FurnitureKind
    pattern: re.Pattern[str]
    where: Where
    limit: int
    why: str
    needs: str = ""


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The rules in their order, by the word (in small letters) that a line opens with; `*` are tried on every line.

    Those of the second kind each need a string (`needed`), so that a look for these spares most lines the rest.
    """

    by_word: Mapping[str, tuple[Rule, ...]]
    needed: tuple[str, ...]

    def rules_for(self, word: str, small: str) -> tuple[Rule, ...]:
        """The rules for a line, given its first word and all of it in small letters."""
        if any(string in small for string in self.needed):
            return self.by_word.get(word, self.by_word["*"])
        return self.by_word.get(f"{word} only", ())


def _read(raw: str) -> RuleBook:
    table = tomllib.loads(raw)
    ordered: list[tuple[frozenset[str], Rule]] = []
    for row in table["rule"]:
        if row["kind"] not in get_args(FurnitureKind) or row.get("where", "anywhere") not in get_args(Where):
            raise ValueError(f"furniture.toml: {row['kind']!r}, {row.get('where')!r}: no such kind or place")
        pattern = row["pattern"]
        for name in ("piece", "no_stop", "plain"):
            pattern = pattern.replace(f"<{name.upper()}>", table[name])
        rule = Rule(
            row["kind"],
            re.compile(pattern, re.IGNORECASE | re.VERBOSE),
            row.get("where", "anywhere"),
            row.get("limit", 160),
            row["why"],
            row.get("needs", ""),
        )
        ordered.append((frozenset(row["opens"].split()), rule))
    words = {word for opens, _ in ordered for word in opens}
    needs = [rule.needs for opens, rule in ordered if "*" in opens]
    if not all(needs):
        raise ValueError("furniture.toml: a rule for every line needs a string")
    by_word = {word: tuple(rule for opens, rule in ordered if opens & {word, "*"}) for word in words}
    only = {f"{word} only": tuple(rule for opens, rule in ordered if word in opens) for word in words - {"*"}}
    return RuleBook(by_word | only, tuple(dict.fromkeys(needs)))


@cache
def rule_book() -> RuleBook:
    """The rules, read once."""
    return _read(_FILE.read_text(encoding="utf-8"))

"""Which organisation a name stands for, by what stands around it; where that does not speak for one, none.

A name that only one body bears is taken for it. A short name ("?" in the tables) that other things bear too - "Labour",
"the Supreme Court", "Congress" - needs its country, its full name or words of its field in the text. Abbreviations of
national bodies must not stand in a text that plays elsewhere; those with other meanings have a table of cues.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from worker.text.names.context import Context
from worker.text.names.gazetteer import DATA, Candidate
from worker.text.names.tokens import fold

SURE: Final = 3.0
MARGIN: Final = 0.5
_PLAIN, _SHORT, _SHORT_BUT_OWN = 4.0, 1.0, 3.0
_FULL_NAME, _ADJACENT, _CUE, _HOME, _ELSEWHERE, _FOREIGN = 4.0, 4.0, 1.5, 2.0, 2.5, 1.0
_MOST_CUES: Final = 3
ABBREVIATION: Final = 4
"""Letters of an abbreviation that bodies of several countries may share."""
KNOWN_EVERYWHERE: Final = frozenset(("GB", "US"))
"""Countries whose bodies English news names without naming the country."""
GENERIC: Final = frozenset(("party", "government", "civil", "finance", "church"))
"""Branches whose short names are common nouns or names of several bodies."""


@dataclass(frozen=True, slots=True)
class Body:
    """What stands around one mention: its folded name, whether it is an abbreviation, the country named right beside
    it ("Russian", "Ukraine's"), and the words of all names of organisations in the text."""

    key: str
    abbreviation: bool
    beside: str | None
    full_names: frozenset[str]
    initials: frozenset[str]


Cues = Mapping[str, Mapping[str, frozenset[str]]]
"""By folded name: for each id, or "" for a thing that is no organisation, the words that speak for it."""


@lru_cache(maxsize=1)
def cues() -> Cues:
    """The table of cues, read once a process."""
    rows: dict[str, dict[str, frozenset[str]]] = {}
    for line in (DATA / "cues_of_names.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            name, slug, words = line.split("|")
            readings = rows.setdefault(fold(name), {})
            key = f"org:{slug}" if slug != "-" else ""
            readings[key] = readings.get(key, frozenset()) | frozenset(words.split())
    return rows


def choose(readings: Sequence[Candidate], around: Body, context: Context) -> Candidate | None:
    """The body that fits; None where none is likely enough, two are as likely, or another thing is likelier."""
    told = cues().get(around.key, {})
    scores = [_score(reading, readings, around, context, told) for reading in readings]
    order = sorted(range(len(readings)), key=lambda i: (-scores[i], i))
    first = scores[order[0]]
    if first < SURE or any(first - scores[other] < MARGIN for other in order[1:]):
        return None
    against = _hits(told.get("", frozenset()), context)
    for_it = _hits(told.get(readings[order[0]].id, frozenset()), context)
    if against > for_it and around.beside is None:
        return None
    return readings[order[0]]


def _hits(words: frozenset[str], context: Context) -> int:
    return min(len(words & context.words), _MOST_CUES)


def _score(
    reading: Candidate,
    readings: Sequence[Candidate],
    around: Body,
    context: Context,
    told: Mapping[str, frozenset[str]],
) -> float:
    score = _PLAIN
    if reading.needs_cue:
        own = reading.branch not in GENERIC and reading.branch != "media" and len(readings) == 1
        score = _SHORT_BUT_OWN if own else _SHORT
    full = fold(reading.canonical) if " " not in reading.canonical else " ".join(map(fold, reading.canonical.split()))
    if full != around.key and full in around.full_names:
        score += _FULL_NAME
    score += _CUE * _hits(told.get(reading.id, frozenset()), context)
    if not reading.country:
        return score
    if around.beside:
        return score + (_ADJACENT if around.beside[:2] == reading.country else -_ADJACENT)
    share = context.countries.share(reading.country, around.key)
    score += 1 + 2 * share if share else 0
    if context.home == reading.country:
        score += _HOME
    elif not share and reading.branch in GENERIC and context.countries.others(around.key):
        score -= _FOREIGN
    if around.abbreviation and not share and context.home != reading.country:
        if around.key in around.initials:
            # another body of the text has these initials
            score -= _ELSEWHERE
        elif (
            reading.country not in KNOWN_EVERYWHERE
            and reading.branch in GENERIC
            and (context.home or context.countries.others(around.key))
        ):
            score -= _ELSEWHERE
    return score

"""Spellings of persons' names: what ways of writing one name share, and whether two full names may be one person's."""

import re
from functools import lru_cache
from typing import Final

from worker.text.names.gazetteer import DATA

_listed = str.split

PARTICLES: Final = frozenset(
    _listed("al el de da do dos das del della di du la le van von der den ter ten bin ibn bint ben ul y zu af av abu")
)
_LEAST_SOUND: Final = 4
"""Letters of a word that may be spelled otherwise."""
_SHORTENED: Final = 3
_SAME_SOUND: Final = (
    (re.compile(r"^(?:ye|je)(?=\w)"), "e"),
    (re.compile(r"(?:iy|yy|ii|ij|yi|ey|iyy)$|y$"), "i"),
    (re.compile(r"kh"), "h"),
    (re.compile(r"(?:tch|tsch)"), "ch"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"w"), "v"),
    (re.compile(r"(?:ou|oo)"), "u"),
    (re.compile(r"(?<=[aeiou])h\b|(?<=[aeiou])h(?=[mn])"), ""),
    (re.compile(r"^mu(?=h?a?m)"), "mo"),
    (re.compile(r"q"), "k"),
    (re.compile(r"c(?=[aou])"), "k"),
    (re.compile(r"y"), "i"),
    (re.compile(r"(?:ae|oe|ue)"), lambda match: match[0][0]),
    (re.compile(r"(.)\1"), r"\1"),
    (re.compile(r"ammad$|amad$|amed$|ammed$"), "amed"),
    (re.compile(r"off$|of$"), "ov"),
)


@lru_cache(maxsize=8192)
def sound(word: str) -> str:
    """What spellings of one foreign name share, of a folded word.

    >>> sound("zelenskyy") == sound("zelenskiy") == sound("zelensky")
    True
    >>> sound("mohammed") == sound("muhammad"), sound("evgeny") == sound("yevgeniy")
    (True, True)
    >>> sound("maria") == sound("mario")
    False
    """
    if len(word) < _LEAST_SOUND:
        return word
    for pattern, into in _SAME_SOUND:
        word = pattern.sub(into, word)
    return word


@lru_cache(maxsize=1)
def genders() -> dict[str, str]:
    """ "m" or "f" by folded given name, read once a process."""
    lines = (DATA / "given_genders.tsv").read_text("utf-8").splitlines()
    return {line[:-2]: line[-1] for line in lines if not line.startswith("#")}


def core(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words that are no particles; all where none is left."""
    return tuple(word for word in words if word not in PARTICLES) or words


def same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two full names, folded, may be one person's.

    >>> same_person(("george", "w", "bush"), ("george", "h", "w", "bush"))
    False
    >>> same_person(("j", "r", "ackerley"), ("john", "ackerley"))
    True
    >>> same_person(("lopez", "obrador"), ("andres", "manuel", "lopez", "obrador"))
    True
    >>> same_person(("ellie", "brown"), ("gordon", "brown"))
    False
    """
    first, second = sorted((core(one), core(other)), key=len)
    if not _alike(first[-1], second[-1]):
        return False
    if all(_alike(a, b) for a, b in zip(first, second[-len(first) :], strict=True)):
        return True
    if not _given_alike(first[0], second[0]):
        return False
    middle, longer = first[1:-1], second[1:-1]
    return all(_given_alike(a, b) for a, b in zip(middle, longer, strict=False))


def _alike(one: str, other: str) -> bool:
    return one == other or sound(one) == sound(other)


def _given_alike(one: str, other: str) -> bool:
    if _alike(one, other):
        return True
    short, long = sorted((one, other), key=len)
    if len(short) == 1:
        return long[0] == short
    stem = short.removesuffix("ie") if len(short) > _SHORTENED + 1 else short
    return len(stem) >= _SHORTENED and long.startswith((stem, short)) and _one_gender(one, other)


def _one_gender(one: str, other: str) -> bool:
    known = {genders().get(one, ""), genders().get(other, "")} - {""}
    return len(known) < 2

"""Who wrote it: the names in a byline."""

import re
from typing import Final

from worker.text.clean.credits import is_agency
from worker.text.clean.stamps import MONTH

_LEAD: Final = re.compile(
    r"\W*(?:(?:(?:story|written|reported|words|posted|text|analysis|article|review|opinion|report)\s+)?by\b:?|authors?\s*:|from\b|(?:por|von|par|di|door|av|af)\b)\s*",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(r"\s*(?:,|;|\||/|•|·|\s[—–-]{1,2}\s|\band\b|&|\bwith\b)\s*", re.IGNORECASE)
_ENDS: Final = re.compile(
    rf"\s+(?:\d|(?:{MONTH})\b\.?\s+\d).*\Z|"
    r"\s+special\s+to\b.*\Z|\s+(?:last\s+)?(?:published|updated|posted)\b.*\Z|\s+(?:for|in|at|of)\s+.*\Z|\s*\(.*\Z|\s*@.*\Z|\s+\S+@\S+.*\Z",
    re.IGNORECASE,
)
_NAME: Final = re.compile(
    r"(?:[^\W\d_a-z][\w'’-]*\.?|(?:de|da|di|do|dos|du|del|della|der|den|van|von|la|le|el|al|bin|ibn|ben|ter|zu|y|af|av)"
    r"(?=\s)|(?:al|el|d|l|O)[-'’][^\W\d_][\w'’-]*)(?:\s+|\Z)"
)
_NOT_NAMES: Final = frozenset(
    """
    staff reporter reporters correspondent editor editors writer news wire wires agency agencies desk team
    newsroom press post times tribune herald journal daily guardian telegraph online tv radio network bureau the a
    an any all numbers breaking chief senior political sports associated media today published updated contributor
    contributors special local national international world associate columnist producer service services digital
    """.split()  # noqa: SIM905
)


def _is_name(text: str) -> bool:
    words = text.split()
    if not 2 <= len(words) <= 5 or len(text) > 50:
        return False
    at = 0
    while at < len(text):
        match = _NAME.match(text, at)
        if match is None:
            return False
        at = match.end()
    return not any(word.strip(".").lower() in _NOT_NAMES for word in words) and not is_agency(text)


def _natural(text: str) -> str:
    """A name in capitals as it is spoken of; others as they stand."""
    return text.title() if text.isupper() and len(text) > 5 else text


def names_in_byline(line: str, *, strict: bool = False) -> tuple[str, ...]:
    """The persons named in a byline, in order; empty where it names none (a desk, an agency).

    `strict` gives nothing unless every part of the line is a name.

    >>> names_in_byline("By Ann Lee and Omar van der Berg, Reuters")
    ('Ann Lee', 'Omar van der Berg')
    >>> names_in_byline("By the news desk")
    ()
    """
    found: list[str] = []
    parts = [part for part in _BETWEEN.split(_LEAD.sub("", line[:300], count=1).strip().rstrip(".")) if part]
    for part in parts:
        name = part if strict else _ENDS.sub("", part).strip()
        if _is_name(name):
            found.append(_natural(name))
        elif strict:
            return ()
    return tuple(dict.fromkeys(found))

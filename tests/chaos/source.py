"""What is fed: short articles with known ids, cheap to analyse so that many transactions happen, and known bad ones."""

import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass

from schemas.dead_letter import Code
from tests.integration.articles import NAMES, PLACES, REFUSED, THINGS
from tests.integration.ledger import Lost
from worker.pipeline import FailureCode


@dataclass(frozen=True, slots=True)
class Fed:
    """A raw message to send, and what must become of it: a code if it is refused, the enrichers that it loses."""

    key: bytes | None
    value: bytes | None
    code: Code | None = None
    lost: Lost = ()


def brief(number: int, body: str | None = None) -> bytes:
    """A short article with the id n-`number`; the same number gives the same bytes."""
    place, name, thing = PLACES[number % 8], NAMES[number % 6], THINGS[number // 7 % 6]
    return json.dumps(
        {
            "source": "gazette.example",
            "external_id": f"n-{number}",
            "headline": f"{place} counts its {thing} ({number})",
            "body": body or f'"We counted {1000 + 37 * number:,} {thing} in March 2019," said {name} in {place}.',
            "media_type": "text/plain",
            "language": "en",
            "published": "2019-03-30T08:00:00Z",
        }
    ).encode()


def key_of(number: int) -> bytes:
    """The key of an article."""
    return f"gazette.example n-{number}".encode()


def steady(refused_every: int = 25) -> Iterator[Fed]:
    """Articles without end, each `refused_every`th one a bad one, each kind in turn.

    A null value has a key: a null key with a null value cannot be told from an accident by any client.
    """
    for number in itertools.count():
        key = key_of(number)
        if number % refused_every == refused_every - 1:
            code, value = REFUSED[number // refused_every % len(REFUSED)]
            yield Fed(key if value is None or number % 2 else None, value, code)
        else:
            yield Fed(key, brief(number))


def hostile(number: int, deed: str, place: str) -> Fed:
    """An article on which the children of hostile.py hang, take all memory, die or raise, and what must become of it.

    >>> hostile(7, "HANG", "NORMALISE").code
    <Code.TIMED_OUT: 'timed_out'>
    >>> hostile(7, "HOG", "QUOTES").lost
    (('quotes', 'crashed'),)
    """
    value = brief(number, f'"It is over," said the {deed}-{place} of 40 ferries in Riga.')
    if place == "QUOTES":
        codes: dict[str, FailureCode] = {"HANG": "timed_out", "RAISE": "internal_error"}
        return Fed(key_of(number), value, lost=(("quotes", codes.get(deed, "crashed")),))
    whole = {"HANG": Code.TIMED_OUT, "RAISE": Code.INTERNAL_ERROR}.get(deed, Code.CRASHED)
    return Fed(key_of(number), value, whole)

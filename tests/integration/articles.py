"""Raw messages for the tests of delivery: invented articles, every one different, and a known share that is refused."""

import json
from collections.abc import Iterator

from schemas.dead_letter import Code

PLACES = ("Lisbon", "Nairobi", "Osaka", "Quito", "Riga", "Tbilisi", "Utrecht", "Winnipeg")
NAMES = ("Marta Oliveira", "Samuel Otieno", "Keiko Tanabe", "Andris Kalns", "Lucia Paredes", "Nino Beridze")
THINGS = ("ferries", "turbines", "tram lines", "reservoirs", "seed banks", "lighthouses")


def article(number: int) -> bytes:
    """One good message; the same number gives the same bytes."""
    place, name, thing = PLACES[number % 8], NAMES[number % 6], THINGS[number // 7 % 6]
    amount, share, year = 1000 + 37 * number, 5 + number % 60, 1990 + number % 35
    body = (
        f"{place.upper()} - The city counted {amount:,} {thing} on {1 + number % 28} March {year}, more than "
        f'{share} percent above the year before, officials said. "We did not expect {2 + number % 9} of them," said '
        f"{name}, who runs the register.\n\n"
        f"{name.split()[1]} added that about ${number % 90 + 1}.{number % 10} million had been set aside for repairs. "
        f"At least {number % 50 + 2} people were hired in {PLACES[(number + 3) % 8]}. The next count is number "
        f"{number}."
    )
    return json.dumps(
        {
            "source": "gazette.example",
            "external_id": f"n-{number}",
            "url": f"https://gazette.example/news/{number}",
            "headline": f"{place} counts its {thing}, again ({number})",
            "body": body,
            "media_type": "text/plain",
            "language": "en",
            "published": f"{year + 1}-03-30T08:00:00Z",
        }
    ).encode()


REFUSED: tuple[tuple[Code, bytes | None], ...] = (
    (Code.UNDECODABLE, None),
    (Code.UNDECODABLE, b""),
    (Code.UNDECODABLE, b"\xff\xfe not JSON at all"),
    (Code.UNDECODABLE, b'{"source": "gazette.example", "body": "cut o'),
    (Code.TOO_DEEP, b"[" * 5000),
    (Code.SCHEMA_VIOLATION, b'{"body": "of nobody"}'),
    (Code.SCHEMA_VIOLATION, b'"only a string"'),
    (Code.EMPTY_BODY, b'{"source": "gazette.example", "body": "  \\n\\t "}'),
)


def messages(count: int, refused_every: int = 25) -> Iterator[tuple[bytes | None, bytes | None, Code | None]]:
    """(key, value, the code it is refused with), `count` of them; each kind of refusal in turn.

    A null value has a key: a null key with a null value cannot be told from an accident by any client.
    """
    for number in range(count):
        key = f"gazette.example n-{number}".encode()
        if number % refused_every == refused_every - 1:
            code, value = REFUSED[number // refused_every % len(REFUSED)]
            yield (key if value is None or number % 2 else None), value, code
        else:
            yield key, article(number), None

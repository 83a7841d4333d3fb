"""Raw messages for the benchmark: news of our own making, or texts out of a file; the same number, the same bytes.

An article has a headline, a dateline, an opening and paragraphs drawn from `phrases`, up to about `WORDS` words, with
the names, figures, dates and quotes that news of this length has. One in `PAGE_EVERY` is a web page with its furniture.
"""

import gzip
import html
import itertools
import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import orjson

from tests.benchmarks import phrases

WORDS = 450
PAGE_EVERY = 4
CURRENCIES = ("$", "\u20ac", "\u00a3")
TEXT_FIELDS = ("text", "body", "content", "gold_text")


class Message(NamedTuple):
    """What is sent to the raw topic."""

    key: bytes
    value: bytes


def _facts(draw: random.Random) -> dict[str, str]:
    """People, firms and places that stay the same in one article."""
    names = draw.sample(phrases.LAST_NAMES, 2)
    firms = draw.sample(phrases.FIRMS, 2)
    countries = draw.sample(phrases.COUNTRIES, 2)
    return {
        "person": f"{draw.choice(phrases.FIRST_NAMES)} {names[0]}",
        "last": names[0],
        "person2": f"{draw.choice(phrases.FIRST_NAMES)} {names[1]}",
        "firm": firms[0],
        "firm2": firms[1],
        "country": countries[0],
        "country2": countries[1],
        "town": draw.choice(phrases.TOWNS),
        "body_": draw.choice(phrases.BODIES),
        "role": draw.choice(phrases.ROLES),
        "things": draw.choice(phrases.THINGS),
        "topic": draw.choice(phrases.TOPICS),
    }


def _money(draw: random.Random) -> str:
    scale = draw.choice(("million", "billion", "m", "bn"))
    glue = " " if len(scale) > 2 else ""
    return f"{draw.choice(CURRENCIES)}{draw.randint(1, 900) / 10:g}{glue}{scale}"


def _figures(draw: random.Random) -> dict[str, str]:
    """Figures and dates, drawn anew for each sentence."""
    month, year = draw.choice(phrases.MONTHS), draw.randint(1995, 2024)
    small = draw.randint(2, 9)
    return {
        "COUNT": f"{draw.randint(1000, 90_000):,}",
        "COUNT2": f"{draw.randint(100_000, 900_000):,}",
        "SMALL": ("two", "three", "four", "five", "six", "seven", "eight", "nine")[small - 2],
        "SMALL2": str(small + draw.randint(2, 20)),
        "TEN": draw.choice(("10", "ten", "12", "20")),
        "PERCENT": f"{draw.randint(2, 400) / 10:g}{draw.choice(('%', ' percent', ' per cent'))}",
        "MONEY": _money(draw),
        "MONEY2": _money(draw),
        "WEEKDAY": draw.choice(phrases.WEEKDAYS),
        "MONTH": month,
        "DAY": str(draw.randint(1, 28)),
        "YEAR": str(year),
        "YEAR2": str(year + draw.randint(1, 4)),
        "DATE": draw.choice((f"{draw.randint(1, 28)} {month} {year}", f"{month} {draw.randint(1, 28)}, {year}")),
        "PAGES": str(draw.randint(12, 300)),
        "KM": f"{draw.randint(20, 900) / 10:g}",
        "TONNES": f"{draw.randint(2, 80) * 100:,}",
        "DEGREES": f"{draw.randint(280, 440) / 10:g}",
        "DAYS": str(draw.randint(15, 90)),
        "HOUR": str(draw.randint(1, 11)),
        "METRES": f"{draw.randint(21, 89) / 10:g}",
    }


def _fill(template: str, facts: dict[str, str], draw: random.Random) -> str:
    filled = template.format_map(facts | _figures(draw))
    return filled[0].upper() + filled[1:]


def article(number: int) -> Message:
    """One invented article."""
    draw = random.Random(f"copydesk benchmark {number}")
    facts = _facts(draw)
    outlet = draw.choice(phrases.OUTLETS)
    headline = _fill(draw.choice(phrases.HEADLINES), facts, draw)
    published = f"2024-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}T{draw.randint(5, 22):02}:30:00Z"
    paragraphs = [f"{facts['town'].upper()} \u2014 {_fill(draw.choice(phrases.OPENINGS), facts, draw)}"]
    words, templates = len(paragraphs[0].split()), itertools.cycle(draw.sample(phrases.SENTENCES, 28))
    while words < WORDS:
        sentences = [_fill(next(templates), facts, draw) for _ in range(draw.randint(1, 3))]
        paragraphs.append(" ".join(sentences))
        words += len(paragraphs[-1].split())
    paragraphs.append(_fill(draw.choice(phrases.FURNITURE), facts, draw))
    url = f"https://{outlet}/news/{number}"
    fields = {"source": outlet, "external_id": f"b-{number}", "url": url, "published": published}
    if number % PAGE_EVERY == PAGE_EVERY - 1:
        body = phrases.PAGE.format(
            headline=html.escape(headline),
            outlet=outlet,
            url=url,
            published=published,
            byline=facts["person"],
            town=facts["town"],
            paragraphs="\n".join(f"<p>{html.escape(paragraph, quote=False)}</p>" for paragraph in paragraphs),
        )
        fields |= {"body": body, "media_type": "text/html"}
    else:
        fields |= {"headline": headline, "body": "\n\n".join(paragraphs), "media_type": "text/plain", "language": "en"}
    return Message(f"{outlet} b-{number}".encode(), orjson.dumps(fields))


def invented(count: int) -> Iterator[Message]:
    """So many invented articles."""
    return map(article, range(count))


def from_file(path: Path, count: int) -> Iterator[Message]:
    """So many messages out of a file of JSON lines (also gzipped), its rows again and again under new ids.

    A row's text is its first field of `TEXT_FIELDS`; `title`, `url` and `date` are taken along. Rows without a text are
    passed over; ValueError where no row has one.
    """
    with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as lines:
        rows = [
            (text, row)
            for row in map(orjson.loads, itertools.islice(lines, count))
            if (text := next((row[name] for name in TEXT_FIELDS if row.get(name)), None))
        ]
    if not rows:
        raise ValueError(f"no row of {path.name} has one of the fields {', '.join(TEXT_FIELDS)}")
    for number, (text, row) in zip(range(count), itertools.cycle(rows), strict=False):
        fields = {"source": "corpus.example", "external_id": f"c-{number}", "body": text, "media_type": "text/plain"}
        given = {"headline": row.get("title"), "url": row.get("url"), "published": row.get("date")}
        fields |= {name: str(value) for name, value in given.items() if value}
        yield Message(f"corpus.example c-{number}".encode(), orjson.dumps(fields))

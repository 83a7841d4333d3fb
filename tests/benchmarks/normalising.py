"""Normalising alone: articles a CPU second on one core, and what each part of it costs.

    python -m tests.benchmarks.normalising [--articles 600] [--file FILE.jsonl.gz] [--pages FOLDER]

Texts of about 450 words and web pages of our own making; with `--file` the texts of a file of JSON lines besides
(fields as in `articles.from_file`), with `--pages` the pages (.html.gz) of a folder. Nothing is read from or written to
the wire: a RawArticle goes in, an Article comes out. Times are CPU seconds of this process, the best of three passes;
the parts are measured in a fourth, with a clock around each, and scaled to the best.
"""

import argparse
import gzip
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import ParamSpec, TypeVar

from schemas.article import RawArticle
from tests.benchmarks.articles import PAGE_EVERY, Message, article, from_file
from worker import codec, normalise
from worker.errors import Rejected
from worker.text.clean import mender

PARTS = {
    "decode_body": "charset",
    "sniff_media": "media type",
    "mend": "mending",
    "without_tags": "stray tags",
    "read_page": "page",
    "plain_blocks": "blocks",
    "sort_out": "furniture",
    "refusal": "refusals",
    "arrange": "structure",
    "sentence_spans": "sentences",
    "choose_stamps": "dates",
    "find_language": "language",
    "fingerprint": "fingerprint",
    "Article": "building the Article",
}
"""What `worker.normalise` calls, by the name that it knows it under, and how it is called here."""

HOME = {"mend": mender, "without_tags": mender}
"""Where these are called from, if not there."""

PASSES = 3
P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Measured:
    """One set of articles: how many, their mean words, CPU ms an article, and of these what each part took."""

    name: str
    articles: int
    rejected: int
    words: float
    ms: float
    parts: dict[str, float]

    @property
    def a_second(self) -> float:
        """Articles a CPU second."""
        return 1000 / self.ms


def _raws(messages: Iterable[Message]) -> list[RawArticle]:
    return [codec.decode_raw(message.value)[0] for message in messages]


def texts(count: int) -> list[RawArticle]:
    """So many invented texts."""
    numbers = (number for number in range(count * 2) if number % PAGE_EVERY != PAGE_EVERY - 1)
    return _raws(article(number) for number, _ in zip(numbers, range(count), strict=False))


def pages(count: int) -> list[RawArticle]:
    """So many invented pages."""
    return _raws(article(number * PAGE_EVERY + PAGE_EVERY - 1) for number in range(count))


def pages_of(folder: Path, count: int) -> list[RawArticle]:
    """The first so many pages of a folder, as bytes would be decoded."""
    found: list[RawArticle] = []
    for path in sorted(folder.glob("*.html.gz"))[:count]:
        body = gzip.decompress(path.read_bytes()).decode("utf-8", "replace")
        found.append(RawArticle(source="corpus.example", external_id=path.name, body=body, media_type="text/html"))
    return found


def _all(raws: Sequence[RawArticle]) -> int:
    rejected = 0
    for raw in raws:
        try:
            normalise.normalise(raw)
        except Rejected:
            rejected += 1
    return rejected


@contextmanager
def _clocked() -> Iterator[dict[str, int]]:
    """Nanoseconds spent in each part, while this lasts."""
    spent = dict.fromkeys(PARTS, 0)

    def clock(name: str, function: Callable[P, R]) -> Callable[P, R]:
        def timed(*args: P.args, **kwargs: P.kwargs) -> R:
            begun = time.thread_time_ns()
            try:
                made = function(*args, **kwargs)
                return tuple(made) if name == "sentence_spans" else made  # type: ignore[return-value, arg-type]
            finally:
                spent[name] += time.thread_time_ns() - begun

        return timed

    sound = {name: vars(HOME.get(name, normalise))[name] for name in PARTS}
    try:
        for name, function in sound.items():
            setattr(HOME.get(name, normalise), name, clock(name, function))
        yield spent
    finally:
        for name, function in sound.items():
            setattr(HOME.get(name, normalise), name, function)


def measure(name: str, raws: Sequence[RawArticle]) -> Measured:
    """Normalise a set a few times over."""
    rejected = _all(raws)
    words = sum(len((raw.body or "").split()) for raw in raws) / len(raws)
    passes: list[float] = []
    for _ in range(PASSES):
        begun = time.process_time()
        _all(raws)
        passes.append(time.process_time() - begun)
    with _clocked() as spent:
        begun = time.process_time()
        _all(raws)
        whole = time.process_time() - begun
    ms = min(passes) * 1000 / len(raws)
    scale = min(passes) / whole
    parts = {PARTS[part]: took * scale / 1e6 / len(raws) for part, took in spent.items()}
    parts["the rest"] = ms - sum(parts.values())
    return Measured(name, len(raws), rejected, words, ms, parts)


def markdown(measured: Sequence[Measured]) -> str:
    """The table."""
    head = ["", *(one.name for one in measured)]
    rows = [
        ["articles", *(f"{one.articles:,}" for one in measured)],
        ["words an article (tags and all)", *(f"{one.words:,.0f}" for one in measured)],
        ["**articles a second and core**", *(f"**{one.a_second:,.0f}**" for one in measured)],
        ["CPU ms an article", *(f"{one.ms:.2f}" for one in measured)],
        *(
            [part, *(f"{one.parts[part]:.2f} ({one.parts[part] / one.ms:.0%})" for one in measured)]
            for part in measured[0].parts
        ),
    ]
    lines = ["| " + " | ".join(row) + " |" for row in (head, *rows)]
    lines.insert(1, "| --- |" + " ---: |" * len(measured))
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Normalising alone, and what each part costs.")
    parser.add_argument("--articles", type=int, default=600)
    parser.add_argument("--file", type=Path)
    parser.add_argument("--pages", type=Path)
    given = parser.parse_args(arguments)
    sets = [("invented texts", texts(given.articles)), ("invented pages", pages(given.articles // 4))]
    if given.file:
        sets.append((f"texts of {given.file.name}", _raws(from_file(given.file, given.articles))))
    if given.pages:
        sets.append((f"pages of {given.pages.name}", pages_of(given.pages, given.articles // 4)))
    print(markdown([measure(name, raws) for name, raws in sets]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

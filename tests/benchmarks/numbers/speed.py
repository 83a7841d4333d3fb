"""Speed: CPU seconds of one core on articles of 450 words, ours and the rivals', and our time against the length.

Ours reads a whole article at once; the rivals are fed sentence by sentence, which is no slower for any of them and
what some were made for. Where the shared articles are absent, invented ones take their place.
"""

import gzip
import json
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import TypedDict

from tests.benchmarks.borrowed import NotInstalled
from tests.benchmarks.numbers.rivals import Rival, Worker, at_work
from tests.benchmarks.numbers.suites import Missing, shared_data
from worker.text.dates import Reference, find_moments
from worker.text.numbers import find_figures
from worker.text.segment import sentence_spans

WORDS = 450
ARTICLES = 40
LENGTHS = (3_125, 6_250, 12_500, 25_000, 50_000, 100_000)
PATIENCE = 20.0
BAIT = {
    "1,1,1,...": "1,",
    "a hundred and a hundred and ...": "a hundred and ",
    "on Monday Monday ...": "Monday ",
    "1.2.3.4...": "1.",
    "more than more than ...": "more than ",
    "between 1 and between 1 and ...": "between 1 and ",
    "5 5 5 ...": "5 ",
}
INVENTED = (
    "On Monday the council of Brackwater paid $3.4m to 318 families, 12 of them in the old harbour, it said. More than "
    "4,000 people had lost their homes by 6 pm on 3 May, up from about 3,050 a week earlier, a rise of 31 percent. "
)


class Told(TypedDict):
    """An article of the shared sets, as far as it is used here."""

    text: str
    date: str


@dataclass(frozen=True, slots=True)
class Speed:
    """One engine: what it looks for, CPU milliseconds an article, and how many times ours for the same work."""

    engine: str
    version: str
    finds: str
    milliseconds: float
    ratio: float


@dataclass(frozen=True, slots=True)
class Length:
    """Our CPU milliseconds on bait of a length in characters; None where a shorter one had taken too long."""

    characters: int
    milliseconds: float | None


@dataclass(frozen=True, slots=True)
class Timed:
    """All that was measured."""

    articles: int
    source: str
    engines: Sequence[Speed]
    absent: Mapping[str, str]
    lengths: Mapping[str, Sequence[Length]]


def _shared(folder: Path) -> Iterator[Told]:
    for path in sorted(folder.glob("stories_*.dev.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from (json.loads(line) for line in islice(lines, ARTICLES * 4))


def cut(text: str) -> str | None:
    """The first 450 words with all that stands between them; None where there are fewer."""
    words = list(islice(re.finditer(r"\S+", text), WORDS))
    return text[: words[-1].end()] if len(words) == WORDS else None


def articles() -> tuple[str, list[tuple[str, str]]]:
    """Where they come from, and 40 articles of 450 words with their dates."""
    try:
        shared = [(text, told["date"]) for told in _shared(shared_data() / "articles") if (text := cut(told["text"]))]
    except Missing:
        shared = []
    if len(shared) >= ARTICLES:
        step = len(shared) // ARTICLES
        return "news articles", shared[::step][:ARTICLES]
    made = cut(INVENTED * 20) or INVENTED
    return "invented articles", [(made, "2024-05-07")] * ARTICLES


def _spent(began: float) -> float:
    return 1000 * (time.process_time() - began)


def our_speed(told: Sequence[tuple[str, str]]) -> tuple[float, float]:
    """CPU milliseconds an article for moments, and for figures on top of them."""
    find_figures(INVENTED, taken=find_moments(INVENTED, reference=None))
    dates = numbers = 0.0
    for text, date in told:
        reference = Reference.parse(date, "published")
        began = time.process_time()
        moments = find_moments(text, reference=reference)
        dates += _spent(began)
        began = time.process_time()
        find_figures(text, taken=moments)
        numbers += _spent(began)
    return dates / len(told), numbers / len(told)


def _asked(worker: Worker, told: Sequence[tuple[str, str]], *, moments: bool) -> float:
    """CPU milliseconds an article, sentence by sentence."""
    total = 0.0
    for text, date in told:
        for sentence in sentence_spans(text):
            question = {
                "text": text[sentence.start : sentence.end],
                "reference": f"{date[:10]}T00:00:00",
                "kinds": sorted(worker.rival.knows),
                "moments": moments,
                "prefer": "past",
                "hint": None,
            }
            total += worker.ask(question)["cpu"]
    return 1000 * total / len(told)


def length_of_time(repeated: str) -> Iterator[Length]:
    """Our time on the same words over and over, for each length; the rest is left out after 20 seconds."""
    spent: float | None = 0.0
    for characters in LENGTHS:
        if spent is not None and spent < 1000 * PATIENCE:
            text = (repeated * (characters // len(repeated) + 1))[:characters]
            began = time.process_time()
            find_figures(text, taken=find_moments(text, reference=None))
            spent = _spent(began)
        else:
            spent = None
        yield Length(characters, spent)


def measure(rivals: Sequence[Rival]) -> Timed:
    """Ours first, then each rival in its own process, then the lengths."""
    source, told = articles()
    dates, numbers = our_speed(told)
    engines = [
        Speed("copydesk", "", "numbers and dates", dates + numbers, 1.0),
        Speed("copydesk", "", "numbers", numbers, 1.0),
        Speed("copydesk", "", "dates", dates, 1.0),
    ]
    absent: dict[str, str] = {}
    for rival in rivals:
        try:
            with at_work(rival) as worker:
                each = [(_asked(worker, told, moments=False), "numbers", numbers)] if rival.knows else []
                if rival.moments:
                    each.append((_asked(worker, told, moments=True), "dates", dates))
        except NotInstalled as error:
            absent[rival.name] = str(error)
            continue
        if len(each) == 2:
            each.insert(0, (each[0][0] + each[1][0], "numbers and dates", numbers + dates))
        least = ", one a sentence" if rival.single else ""
        engines += [Speed(rival.name, worker.version, finds + least, took, took / ours) for took, finds, ours in each]
    prose = " ".join(text for text, _ in told)
    bait = {**BAIT, f"{source}, one after the other": prose + " "}
    return Timed(len(told), source, engines, absent, {name: list(length_of_time(said)) for name, said in bait.items()})


def markdown(timed: Timed) -> str:
    """Two tables: the engines, and the time against the length."""
    lines = [f"{timed.articles} {timed.source} of {WORDS} words, CPU time of one core.", ""]
    lines += [
        "| engine | finds | ms an article | articles a CPU second | times ours |",
        "| --- | --- | ---: | ---: | ---: |",
    ]
    for one in timed.engines:
        per_second = 1000 / one.milliseconds if one.milliseconds else 0.0
        cells = (one.engine, one.finds, f"{one.milliseconds:.2f}", f"{per_second:,.0f}", f"{one.ratio:.1f}")
        lines.append(f"| {' | '.join(cells)} |")
    lines += [f"\n{name}: not run, {why}" for name, why in timed.absent.items()]
    lines += ["", "| text | characters | ms | ms per 1,000 characters |", "| --- | ---: | ---: | ---: |"]
    for name, lengths in timed.lengths.items():
        for one_length in lengths:
            took = one_length.milliseconds
            said = "not tried | " if took is None else f"{took:,.1f} | {1000 * took / one_length.characters:.2f}"
            lines.append(f"| {name} | {one_length.characters:,} | {said} |")
    return "\n".join(lines) + "\n"


def as_json(timed: Timed) -> dict[str, object]:
    """The same figures."""
    return asdict(timed)

"""Body text of pages: ours and the rivals' on both open sets.

    python -m tests.benchmarks.pages [--set aeb|snippets] [--part read|held|all] [--rivals a,b] [--fresh] [--worst N]

`ours` is what `normalise` puts out, the headline left out (the sets hold bodies); `ours, pages alone` what the reading
of pages gives it, before furniture is sorted out: its time is that which the rivals' is compared with, for it too
makes body text of markup (with what the page says of its headline, authors and dates). CPU milliseconds a page.
"""

import argparse
import datetime
import platform
import sys
import time
from collections.abc import Callable, Sequence

from schemas.article import RawArticle
from tests.benchmarks.borrowed import NotInstalled
from tests.benchmarks.pages.rivals import RIVALS, Answers, answers
from tests.benchmarks.pages.sets import (
    Missing,
    Sample,
    Score,
    load,
    page_score,
    score_bodies,
    score_snippets,
    shared_data,
)
from worker.errors import Rejected
from worker.normalise import normalise
from worker.text.clean.page import read_page


def _article(sample: Sample) -> str:
    raw = RawArticle(source="pages.example", url=sample.url, body=sample.markup, media_type="text/html")
    try:
        article = normalise(raw)
    except Rejected:
        return ""
    return "\n".join(article.text[one.start : one.end] for one in article.segments if one.kind != "headline")


def _blocks(sample: Sample) -> str:
    return "\n".join(block.text for block in read_page(sample.markup, sample.url).blocks)


def ours(samples: Sequence[Sample], reading: Callable[[Sample], str]) -> Answers:
    """Ours on the pages; the first is read once before the clock runs, which loads what is loaded late."""
    texts: dict[str, str] = {}
    if samples:
        reading(samples[0])
    began = time.process_time()
    for sample in samples:
        texts[sample.name] = reading(sample)
    return Answers("", texts, time.process_time() - began, 0)


def _row(name: str, samples: Sequence[Sample], made: Answers, ms: float) -> str:
    whole = bool(samples) and samples[0].gold is not None
    scores: list[Score] = [score_bodies(samples, made.texts)] if whole else [score_snippets(samples, made.texts)]
    if whole:
        scores.append(score_bodies(samples, made.texts, 1))
    cells = [f"{value:.3f}" for one in scores for value in (one.precision, one.recall, one.f1)]
    empty = sum(not made.texts[sample.name].strip() for sample in samples)
    return f"| {name} {made.version} | {' | '.join(cells)} | {empty} | {ms:.1f} |"


def _table(name: str, samples: Sequence[Sample], parts: Sequence[str], rows: Sequence[tuple[str, Answers]]) -> None:
    words = " | words P | R | F1" if samples and samples[0].gold is not None else ""
    for part in parts:
        chosen = [sample for sample in samples if part in ("all", sample.part)]
        print(f"\n{name}, {part}: {len(chosen)} pages\n")
        print(f"| extractor | P | R | F1{words} | empty | ms |")
        print("|---" * (6 + 3 * bool(words)) + "|")
        for rival, made in rows:
            print(_row(rival, chosen, made, 1000 * made.cpu / max(len(samples), 1)))


def _worst(samples: Sequence[Sample], made: Answers, beside: Answers | None, count: int) -> None:
    """The pages of the part that is read with the lowest F1, ours and the first rival's."""
    scored = [
        (page_score(sample, made.texts[sample.name]), sample)
        for sample in samples
        if sample.gold is not None and sample.part == "read"
    ]
    for one, sample in sorted(scored, key=lambda pair: pair[0].f1)[:count]:
        other = f" (rival {page_score(sample, beside.texts[sample.name]).f1:.2f})" if beside else ""
        print(f"{one.f1:.2f} P {one.precision:.2f} R {one.recall:.2f}{other} {sample.name} {sample.url[:90]}")


def main(words: Sequence[str] | None = None) -> int:
    """Run and print. 0 done, 1 the shared data is not here."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", choices=("aeb", "snippets"), action="append", help="this set only")
    parser.add_argument("--part", choices=("read", "held", "all"), action="append", help="this part only")
    parser.add_argument("--rivals", default=",".join(RIVALS), metavar="a,b", help="these rivals only; none for ''")
    parser.add_argument("--fresh", action="store_true", help="ask the rivals again, whatever is kept")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="name our N worst pages of the part read")
    told = parser.parse_args(words)
    try:
        place = shared_data()
    except Missing as error:
        print(error, file=sys.stderr)
        return 1
    python = f"{platform.python_implementation()} {platform.python_version()}"
    print(f"{datetime.date.today().isoformat()}, {platform.machine()}, {python}; one scorer for all")
    for name in told.set or ("aeb", "snippets"):
        samples = load(name, place)
        rows = [("ours", ours(samples, _article)), ("ours, pages alone", ours(samples, _blocks))]
        for rival in filter(None, told.rivals.split(",")):
            try:
                rows.append((rival, answers(rival, samples, fresh=told.fresh)))
            except NotInstalled as error:
                print(error, file=sys.stderr)
        _table(name, samples, told.part or ("read", "held", "all"), rows)
        if told.worst and name == "aeb":
            _worst(samples, rows[1][1], rows[2][1] if len(rows) > 2 else None, told.worst)
    return 0


if __name__ == "__main__":
    sys.exit(main())

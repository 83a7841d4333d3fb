"""Score the worker on the news set: ``python -m tests.text.news.score [--errors] [--asked NAME] [FILE...]``.

Each sentence goes as one article through the public pipeline, as ``copydesk annotate --as-is`` would take it, with its
reference date, and its country as the source's. Printed are precision, recall and F1 of every question over all files,
and the F1 of each file. A question about a field that may be absent (unit, counted, part_of, change, mod, ...) counts
only those that are expected or given, so that silence earns nothing. ``name`` figures are no figures.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence

from schemas.article import EnrichedArticle, RawArticle
from tests.text.news import corpus, judge_figures, judge_moments
from tests.text.news.gold import Sentence
from tests.text.news.tally import Mark, Tallies
from worker.enrichers.registry import ENRICHERS
from worker.normalise import normalise
from worker.pipeline import enrich

READ = tuple(enricher for enricher in ENRICHERS if enricher.name in ("dates", "numbers"))
SHOWN = (
    *("strict", "value", "bounds", "unit", "kind", "counted", "part_of", "change", "status"),
    *("m strict", "m relaxed", "m value", "m mod"),
)


def annotated(sentence: Sentence) -> EnrichedArticle:
    """The sentence as an article, with its figures and moments."""
    raw = RawArticle(
        source="news.example", body=sentence.text, media_type="text/plain", language="en", published=sentence.published
    )
    article = normalise(raw, as_is=True)
    return enrich(article.model_copy(update={"country": sentence.country}), READ)


def judged(sentence: Sentence) -> Iterator[Mark]:
    """Every answer about one sentence."""
    enriched = annotated(sentence)
    yield from judge_figures.judge_figures(sentence.figures, enriched.figures)
    yield from judge_moments.judge_moments(sentence.moments, enriched.moments, references=sentence.references)


def score(names: Sequence[str] = ()) -> dict[str, Tallies]:
    """The tallies of each file, and of ``all``."""
    scores: dict[str, Tallies] = {}
    everything = Tallies()
    for path in corpus.files():
        if names and path.stem not in names:
            continue
        one = scores.setdefault(path.stem, Tallies())
        for sentence in corpus.read(path):
            marks = tuple(judged(sentence))
            one.add(marks)
            everything.add(marks)
    return {**scores, "all": everything}


def table(scores: dict[str, Tallies]) -> str:
    """Two tables in Markdown: every question over all, and F1 by file."""
    lines = ["| all files | expected | precision | recall | F1 |", "|---|---|---|---|---|"]
    for asked in (*judge_figures.ASKED, *judge_moments.ASKED):
        if asked in scores["all"].of:
            tally = scores["all"].of[asked]
            lines.append(
                f"| {asked} | {tally.expected} | {tally.precision:.1f} | {tally.recall:.1f} | {tally.f1:.1f} |"
            )
    lines += ["", "| F1 | " + " | ".join(SHOWN) + " |", "|---" * (len(SHOWN) + 1) + "|"]
    for name, tallies in scores.items():
        cells = [f"{tallies.of[asked].f1:.0f}" if asked in tallies.of else "" for asked in SHOWN]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def errors(names: Sequence[str], asked: str | None) -> Iterator[str]:
    """Every answer that is not right, under its sentence."""
    for path in corpus.files():
        if names and path.stem not in names:
            continue
        for sentence in corpus.read(path):
            wrong = [mark for mark in judged(sentence) if mark.outcome != "hit" and asked in (None, mark.asked)]
            if wrong:
                yield f"{sentence.file}:{sentence.line} [{sentence.published} {sentence.country}] {sentence.text}"
            for mark in wrong:
                answer = f"expected {mark.expected!r} found {mark.found!r}"
                yield f"    {mark.asked} {mark.outcome}: {mark.surface!r} {answer}"


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="show every wrong answer instead")
    parser.add_argument("--asked", help="of the errors only those of one question, such as 'value' or 'm value'")
    parser.add_argument("files", nargs="*", help="names of files of the set, without .txt")
    given = parser.parse_args()
    lines = errors(given.files, given.asked) if given.errors else (table(score(given.files)),)
    for line in lines:
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()

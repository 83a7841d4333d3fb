"""A worker whose children do, on certain words in an article, what none should: hang, take all memory, die, raise.

    python -m tests.chaos.hostile worker           the worker, whose children run this module
    python -m tests.chaos.hostile FD STATE_FD ...  such a child

Everything else is the real thing: without the words, the bytes that come out are those of any worker. `HANG-QUOTES`
and the like strike inside the enricher `quotes`, `HANG-NORMALISE` and the like while the article is normalised. What
must become of such articles stands in source.py.
"""

import functools
import os
import runpy
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import replace

from schemas.annotation import Annotations
from schemas.article import Article, RawArticle


def _hang() -> None:
    while True:
        time.sleep(3600)


def _hog() -> None:
    """Bit by bit, and without writing to it: that would take longer than an article's deadline on a busy machine."""
    hoard = []
    while True:
        hoard.append(bytes(16 * 1024 * 1024))


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _raise() -> None:
    raise RuntimeError("words of the article")


DEEDS: dict[str, Callable[[], None]] = {"HANG": _hang, "HOG": _hog, "DIE": _die, "RAISE": _raise}


def _strike(text: str, place: str) -> None:
    for deed, do in DEEDS.items():
        if f"{deed}-{place}" in text:
            do()


def _child() -> None:
    """Be a pool child, with the words in effect."""
    from worker import stages
    from worker.enrichers import registry

    normalise = stages.normalise  # type: ignore[attr-defined]

    def normalise_or_worse(raw: RawArticle, **facts: object) -> Article:
        _strike(raw.body or "", "NORMALISE")
        return normalise(raw, **facts)  # type: ignore[arg-type]

    quotes = next(enricher for enricher in registry.ENRICHERS if enricher.name == "quotes")

    def quotes_or_worse(article: Article, found: Annotations) -> Annotations:
        _strike(article.text, "QUOTES")
        return quotes.run(article, found)

    hostile_quotes = replace(quotes, run=quotes_or_worse)
    setattr(stages, "normalise", normalise_or_worse)  # noqa: B010
    changed = tuple(hostile_quotes if enricher is quotes else enricher for enricher in registry.ENRICHERS)
    setattr(registry, "ENRICHERS", changed)  # noqa: B010
    from worker.agents import child

    child.main()


def _worker() -> None:
    """Be a worker with such children."""
    from worker import app
    from worker.agents.process import ChildLimits

    setattr(app, "ChildLimits", functools.partial(ChildLimits, module="tests.chaos.hostile"))  # noqa: B010
    runpy.run_module("worker", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    _child() if sys.argv[1].isdigit() else _worker()

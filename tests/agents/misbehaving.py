"""A pool child whose enrichers do, on certain words in an article, what no enricher should. Run with `python -m`."""

import os
import signal
import time
from pathlib import Path

from schemas.annotation import Annotations
from schemas.article import Article, RawArticle
from worker import stages
from worker.agents import child
from worker.enrichers import Enricher, registry


def _behave(article: Article, _: Annotations) -> Annotations:
    words = article.text.split()
    if "HANG" in words:
        time.sleep(3600)
    if "SPIN" in words:
        while True:
            pass
    if "DIE" in words:
        os.kill(os.getpid(), signal.SIGKILL)
    if "HOG" in words:
        hoard = []
        while True:
            hoard.append(bytearray(16 * 1024 * 1024))
    if "RAISE" in words:
        raise RuntimeError("a secret of the article")
    for word in words:
        if word.startswith("DIE-ONCE:"):
            mark = Path(word.removeprefix("DIE-ONCE:"))
            if not mark.exists():
                mark.touch()
                os.kill(os.getpid(), signal.SIGKILL)
    return Annotations()


def _innocent(article: Article, _: Annotations) -> Annotations:
    return Annotations()


def _second(article: Article, _: Annotations) -> Annotations:
    if "HANG-TWICE" in article.text.split():
        time.sleep(3600)
    return Annotations()


def _first(article: Article, found: Annotations) -> Annotations:
    if "HANG-TWICE" in article.text.split():
        time.sleep(3600)
    return _behave(article, found)


registry.ENRICHERS = (
    Enricher("first", frozenset(), frozenset({"moments"}), _first),
    Enricher("second", frozenset(), frozenset({"figures"}), _second),
    Enricher("innocent", frozenset(), frozenset({"quotes"}), _innocent),
)

_normalise = stages.normalise


def _normalise_or_not(raw: RawArticle, **options: object) -> Article:
    if raw.body == "HANG":
        time.sleep(3600)
    if raw.body == "DIE":
        os.kill(os.getpid(), signal.SIGKILL)
    if raw.body == "RAISE":
        raise RuntimeError("a secret of the article")
    return _normalise(raw, **options)  # type: ignore[arg-type]


stages.normalise = _normalise_or_not

if __name__ == "__main__":
    child.main()

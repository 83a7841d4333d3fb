"""A pool child whose enrichers do, on certain words in an article, what no enricher should. Run with `python -m`.

The real normalisation and the real enrichers are not even imported: a child then starts in a fraction of the time.
"""

import os
import signal
import sys
import time
from pathlib import Path
from types import ModuleType

from schemas.annotation import Annotations
from schemas.article import Article, Language, RawArticle
from worker.enrichers import Enricher


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


def _normalise(raw: RawArticle, **_: object) -> Article:
    body = raw.body or ""
    if body == "HANG":
        time.sleep(3600)
    if body == "DIE":
        os.kill(os.getpid(), signal.SIGKILL)
    if body == "RAISE":
        raise RuntimeError("a secret of the article")
    return Article(
        article_id="a", content_hash="h", source=raw.source, text=body, language=Language(tag="en", confidence=1)
    )


def _module(name: str, **contents: object) -> None:
    module = ModuleType(name)
    vars(module).update(contents)
    sys.modules[name] = module


if __name__ == "__main__":
    if stillborn := os.environ.get("MISBEHAVING_STILLBORN"):
        place = Path(stillborn)
        if place.exists():
            place.unlink()
            os.kill(os.getpid(), signal.SIGKILL)
    _module("worker.normalise", normalise=_normalise)
    _module(
        "worker.enrichers.registry",
        ENRICHERS=(
            Enricher("first", frozenset(), frozenset({"moments"}), _first),
            Enricher("second", frozenset(), frozenset({"figures"}), _second),
            Enricher("innocent", frozenset(), frozenset({"quotes"}), _innocent),
        ),
    )
    from worker.agents import child

    child.main()

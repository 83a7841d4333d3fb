"""Annotate without a broker: the worker's functions over a stream of messages, in order, on one core or several."""

import multiprocessing
import signal
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from multiprocessing.pool import AsyncResult

from schemas.article import EnrichedArticle
from worker import codec
from worker.enrichers.numbers import explain
from worker.errors import Rejected, where
from worker.feed.sources import Fault, Found, Place
from worker.method import Method, method_of
from worker.normalise import normalise
from worker.ownfiles import OwnFiles, read_own_files
from worker.pipeline import enrich
from worker.settings import NamesBy, Settings
from worker.terminal.printable import printable

INTERNAL_ERROR = "internal_error"
_CHUNK = 16
_CHUNKS_AHEAD = 4


@dataclass(frozen=True, slots=True)
class Job:
    """How each message is treated."""

    enrichers: tuple[str, ...]
    names_by: NamesBy
    own: OwnFiles
    max_body_bytes: int
    as_is: bool = False
    explain: bool = False

    @property
    def method(self) -> Method:
        """What that comes to; the same object each time in one process. Raises Misconfigured."""
        return _method(self.enrichers, self.own, self.names_by)


_method = lru_cache(maxsize=1)(method_of)


@dataclass(frozen=True, slots=True)
class Annotated:
    """One EnrichedArticle as JSON in UTF-8 (or, explained, lines for people), and the enrichers that failed on it."""

    place: Place
    value: bytes
    failures: tuple[str, ...] = ()


def job(settings: Settings, *, as_is: bool = False, explain: bool = False) -> Job:
    """How a worker with these settings treats a message; `explain` asks for rules in place of JSON.

    Raises Misconfigured for an enricher that is not known and for a fault in a file of the operator's own.
    """
    own = read_own_files(settings.own_files)
    method_of(settings.enrichers, own, settings.names_by)
    return Job(settings.enrichers, settings.names_by, own, settings.max_body_bytes, as_is, explain)


def annotate_one(found: Found, how: Job) -> Annotated | Fault:
    """One message: its enriched article, or why there is none. A fault of ours costs this article only."""
    if isinstance(found, Fault):
        return found
    method = how.method
    try:
        raw, repairs = codec.decode_raw(found.value)
        article = normalise(
            raw, repairs=repairs, max_body_bytes=how.max_body_bytes, as_is=how.as_is, sources=method.sources
        )
        enriched = enrich(article, method.enrichers, made_by=method.versions)
        value = explained(found.place, enriched) if how.explain else codec.encode(enriched)
        return Annotated(found.place, value, tuple(failure.enricher for failure in enriched.failures))
    except Rejected as error:
        return Fault(found.place, error.code, error.detail)
    except Exception as error:
        return Fault(found.place, INTERNAL_ERROR, f"{type(error).__name__}: {where(error)}")


def explained(place: Place, article: EnrichedArticle) -> bytes:
    """The rules behind an article's figures in UTF-8: where it is from, then a line for each numeral.

    Each has its span, its surface, what it says ("cardinal 30", "none: name") and the rules in the order they applied.
    """
    lines = [f"{place} {article.external_id or article.article_id}"]
    for one in explain(article):
        rules = " > ".join(one.rules)
        lines.append(f"  {one.start}-{one.end}  {one.surface}  =  {one.says}" + (f"  <  {rules}" if rules else ""))
    return "\n".join(printable(line) for line in lines).encode()


def annotate_all(found: Iterable[Found], how: Job, processes: int = 1) -> Iterator[Annotated | Fault]:
    """All messages in their order; with more than one process, chunks of them side by side, a bounded number ahead."""
    if processes <= 1:
        yield from (annotate_one(item, how) for item in found)
        return
    source = iter(found)
    with multiprocessing.get_context("spawn").Pool(processes, _begin, (how,)) as pool:
        pending: list[AsyncResult[list[Annotated | Fault]]] = []
        while True:
            while len(pending) < processes * _CHUNKS_AHEAD and (chunk := list(islice(source, _CHUNK))):
                pending.append(pool.apply_async(_annotate_chunk, (chunk,)))
            if not pending:
                return
            yield from pending.pop(0).get()


_HOW: list[Job] = []
"""In a child: how its parent wants articles treated; handed over once, for the operator's files may be large."""


def _begin(how: Job) -> None:
    """A child's start. A Ctrl-C is for the parent, which ends its children."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _HOW[:] = [how]


def _annotate_chunk(chunk: list[Found]) -> list[Annotated | Fault]:
    return [annotate_one(item, _HOW[0]) for item in chunk]

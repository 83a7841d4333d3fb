"""The embedded broker, a real worker, the samples in, and what came out. No network, no fixed port."""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources import as_file
from typing import IO

from schemas.article import EnrichedArticle
from worker import codec, settings
from worker.embedded import EmbeddedBroker
from worker.errors import CopydeskError
from worker.feed.run import Tally, feed
from worker.feed.sources import Fault, Fill, Intake
from worker.samples import SAMPLES, Sample
from worker.settings import Settings
from worker.terminal.reader import Received, read

PARTITIONS = 3
DEADLINE_S = 60.0
"""For all samples to come out: some seconds on a machine that is idle, and room for one that is not."""
_STOPPING_S = 5.0
_LOG_LINES = 12


class DemoFailed(CopydeskError):
    """Something did not come out; the message says what, `log` has the last lines of the worker's log."""

    def __init__(self, what: str, log: str = "") -> None:
        super().__init__(what)
        self.log = log


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out: enriched articles in the order of publication, dead letters, topics with counts."""

    articles: tuple[EnrichedArticle, ...]
    deadletters: tuple[Received, ...]
    counts: tuple[tuple[str, int], ...]
    seconds: float


@dataclass(slots=True)
class _Quiet:
    """A feed's watcher that only remembers."""

    faults: list[Fault] = field(default_factory=list)

    def fault(self, fault: Fault) -> None:
        self.faults.append(fault)

    def waiting(self, brokers: str, tried_s: float) -> None:
        pass

    def progress(self, tally: Tally) -> None:
        pass


def run(deadline_s: float = DEADLINE_S) -> Outcome:
    """Run it all; returns when every sample has come out and the worker has ended.

    Raises DemoFailed where something is missing at the deadline or the worker ends. However this function ends, the
    worker and the broker end with it; they end with the process too, should it be killed.
    """
    began = time.monotonic()
    with EmbeddedBroker() as broker:
        given = _overrides(broker.bootstrap)
        chosen = settings.load(**given)
        for topic in chosen.topics:
            broker.create_topic(topic.name, PARTITIONS)
        with _worker(given) as worker:
            for sample in SAMPLES:
                _feed(chosen, sample)
            end = began + deadline_s
            fed = sum(sample.articles for sample in SAMPLES)
            broken = sum(sample.articles for sample in SAMPLES if sample.broken)
            articles = [
                codec.decode(EnrichedArticle, received.value or b"")
                for received in _collect(chosen, "enriched", fed - broken, worker, end)
            ]
            deadletters = _collect(chosen, "deadletters", broken, worker, end)
            expected = {
                "raw": fed,
                "normalised": fed - broken,
                "enriched": len(articles),
                "entities": sum(len(article.entities) for article in articles),
                "numbers": sum(len(article.figures) for article in articles),
                "deadletters": len(deadletters),
            }
            counts = [
                (topic.name, len(_collect(chosen, slot, expected[slot], worker, end)))
                for slot, topic in chosen.topics.slots()
                if slot in expected
            ]
    return Outcome(tuple(sorted(articles, key=_age)), deadletters, tuple(counts), time.monotonic() - began)


def _age(article: EnrichedArticle) -> tuple[str, str]:
    """For the order of publication; what has no hour comes after what has one."""
    at = article.published.at if article.published is not None else ""
    return at if "T" in at else f"{at}T24", article.source


def _overrides(bootstrap: str) -> dict[str, str]:
    """Settings that the demo needs, whatever the environment says."""
    return {
        "brokers": bootstrap,
        "group": f"demo-{uuid.uuid4()}",
        "stages": "normalise,enrich",
        "enrichers": "",
        "processes": str(min(2, settings.available_cores())),
        "http_port": "-1",
        "fuse_rejects": "0",
        "check_crcs": "false",
        "log_level": "info",
        "log_format": "json",
    }


def _feed(chosen: Settings, sample: Sample) -> Tally:
    """Feed one sample with the feeder's own code, the broken one as the raw line that it is."""
    watcher = _Quiet()
    with as_file(sample.content) as path:
        tally = feed(chosen, Intake((str(path),), Fill(**sample.fills), raw_lines=sample.broken), watcher)
    if not tally.complete or tally.read != sample.articles:
        told = "; ".join(f"{fault.place}: {fault.detail}" for fault in watcher.faults)
        raise DemoFailed(f"the broker acknowledged {tally.acknowledged} of {sample.articles} of {sample.file}: {told}")
    return tally


@dataclass(frozen=True, slots=True)
class _Running:
    """The worker's process and where it writes its log."""

    process: subprocess.Popen[bytes]
    log: IO[bytes]

    def last_lines(self) -> str:
        """The end of its log."""
        self.log.seek(0)
        return "\n".join(line.decode("utf-8", "replace") for line in self.log.read().splitlines()[-_LOG_LINES:])


@contextlib.contextmanager
def _worker(given: dict[str, str]) -> Iterator[_Running]:
    """A worker as `copydesk worker` is, in a session of its own: a Ctrl-C is for us, and we end it."""
    command = [sys.executable, "-P", "-m", "worker", "worker", "--parent", str(os.getpid())]
    for name, value in given.items():
        command += ["--set", f"{name}={value}"]
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            yield _Running(process, log)
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """SIGTERM; SIGKILL to all that it started where that does not help, or when Ctrl-C comes while waiting."""
    process.terminate()
    try:
        process.wait(_STOPPING_S)
    except (subprocess.TimeoutExpired, KeyboardInterrupt):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _collect(chosen: Settings, slot: str, count: int, worker: _Running, end: float) -> tuple[Received, ...]:
    """The messages of a topic, as soon as there are `count`, and all that lie there by then."""
    name = getattr(chosen.topics, slot).name
    found: list[Received] = []

    def go_on() -> bool:
        status = worker.process.poll()
        if status is not None:
            raise DemoFailed(f"the worker ended with {status}", worker.last_lines())
        return time.monotonic() < end

    for received in read(chosen, name, follow=True, idle=go_on):
        found.append(received)
        if len(found) == count:
            break
    if len(found) < count:
        raise DemoFailed(f"{len(found)} of {count} messages came out in {name}", worker.last_lines())
    return tuple(read(chosen, name))

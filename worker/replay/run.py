"""One replay: which letters are meant, which of them were replayed before, and the others written.

Each letter once. A replayed message names its letter in a header, and it is written in a transaction of the one
transactional id that the group's replays share. So whoever holds that id (`Writer`), and then reads the partition that
a letter's message lay in from that message on to its end, has seen all replays of it that there are. Where Kafka has
deleted some of that since, nobody can tell, and the letter is refused unless it is forced.

Memory: half a kilobyte for each letter that is asked for, and one transaction's bytes.
"""

import heapq
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from schemas import dead_letter
from worker.replay.letters import MOST_REPLAYS, Message, Source, Target, replayed, replays, source
from worker.replay.writer import Stopped, Stopping, Writer
from worker.settings import Settings
from worker.terminal.selection import Place, Selection
from worker.terminal.spans import extent, read_spans
from worker.topics import Topic

_CLOCKS_MS = 10 * 60 * 1000
"""By how much the clocks of brokers and workers may differ, where a topic was made anew and times are all we have."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a replay; `limit` letters at most, the oldest first."""

    selection: Selection
    dry_run: bool = False
    force: bool = False
    limit: int | None = None


class Candidate(NamedTuple):
    """A letter that may be replayed, without its bytes; in order of time."""

    timestamp_ms: int
    at: Place
    code: str
    source: Source


@dataclass(slots=True)
class Tally:
    """What became of the letters that were meant; `replayed` counts each code and target topic."""

    replayed: Counter[tuple[str, str]] = field(default_factory=Counter)
    already: int = 0
    refused: int = 0
    left: int = 0
    stopped: bool = False


class Watcher(Protocol):
    """Whoever shows how it goes."""

    def waiting(self, brokers: str, tried_s: float) -> None:
        """No broker answers yet."""

    def refused(self, letter: str, code: str, why: str) -> None:
        """A letter is not replayed."""

    def would(self, letter: str, code: str, target: str) -> None:
        """A letter would be replayed, were this no dry run."""

    def progress(self, done: int, of: int) -> None:
        """So many letters are replayed, for good."""


def replay(settings: Settings, request: Request, watcher: Watcher, stopping: Stopping) -> Tally:
    """Replay the letters that are asked for; returns what became of each.

    A dry run changes nothing, and does not disturb another replay either. Raises Transient (no broker, or another
    replay of this group has begun), Misconfigured (a topic is missing, the broker does not let us).
    """
    return _Replay(settings, request, watcher, stopping).run()


class _Replay:
    def __init__(self, settings: Settings, request: Request, watcher: Watcher, stopping: Stopping) -> None:
        self._settings = settings
        self._request = request
        self._watcher = watcher
        self._stopping = stopping
        self._topics = settings.topics
        self._tally = Tally()

    def run(self) -> Tally:
        try:
            # First of all: what another replay has under way must have ended before we look.
            extent(self._settings, self._topics.deadletters.name, committed=True, waiting=self._waiting)
            writer = None if self._request.dry_run else Writer(self._settings, self._stopping)
            chosen = self._chosen()
            if writer is not None:
                self._write(writer, chosen)
            else:
                for candidate in chosen:
                    self._watcher.would(self._name(candidate.at), candidate.code, self._target(candidate.source).name)
                    self._count(candidate)
        except Stopped:
            self._tally.stopped = True
        return self._tally

    def _chosen(self) -> list[Candidate]:
        """The letters to replay now, the oldest first."""
        candidates: dict[Target, dict[Place, Candidate]] = {"raw": {}, "normalised": {}}
        for candidate in self._candidates():
            candidates[candidate.source.target][candidate.at] = candidate
        self._go_on()
        pending: list[Candidate] = []
        for target, some in candidates.items():
            pending += self._unreplayed(getattr(self._topics, target), some)
        limit = len(pending) if self._request.limit is None else self._request.limit
        chosen = heapq.nsmallest(limit, pending)
        self._tally.left = len(pending) - len(chosen)
        return chosen

    def _candidates(self) -> Iterator[Candidate]:
        """The letters that are asked for, without those that are refused for what they say of themselves."""
        missing = set(self._request.selection.places)
        for letter in self._request.selection.read(self._settings, go_on=lambda: not self._stopping()):
            at = Place(letter.partition, letter.kafka_offset)
            missing.discard(at)
            found = source(letter, self._topics)
            code = sys.intern(letter.header(dead_letter.ERROR_CODE) or "?")
            if not isinstance(found, Source):
                self._refuse(at, code, found)
            elif replays(letter) >= MOST_REPLAYS and not self._request.force:
                self._refuse(at, code, f"it was replayed {replays(letter)} times; --force replays it all the same")
            else:
                yield Candidate(letter.timestamp_ms or 0, at, code, found)
        if not self._stopping():
            for at in sorted(missing):
                self._refuse(at, "?", "there is no such letter, or it is none that is asked for")

    def _unreplayed(self, topic: Topic, candidates: dict[Place, Candidate]) -> list[Candidate]:
        """Those that were not replayed before; told are those of which that cannot be known."""
        if not candidates:
            return []
        since_ms = min(candidate.timestamp_ms for candidate in candidates.values()) - _CLOCKS_MS
        there = extent(self._settings, topic.name, committed=False)
        by_time = extent(self._settings, topic.name, committed=False, since_ms=since_ms)
        known: dict[Place, Candidate] = {}
        starts: dict[int, int] = {}
        for candidate in candidates.values():
            number, after = candidate.source.partition, candidate.source.kafka_offset + 1
            if number not in there:
                self._refuse(candidate.at, candidate.code, f"{topic.name} has no partition {number} any more")
                continue
            known[candidate.at] = candidate
            starts[number] = min(starts.get(number, by_time[number].start), after)
        spans = {number: range(max(start, there[number].start), there[number].stop) for number, start in starts.items()}
        for at in self._replayed(topic, spans):
            if known.pop(at, None) is not None:
                self._tally.already += 1
        if not self._request.force:
            # Asked now, for Kafka may have deleted while we read.
            there = extent(self._settings, topic.name, committed=False)
            for at, candidate in list(known.items()):
                if candidate.source.kafka_offset + 1 < there[candidate.source.partition].start:
                    why = f"{topic.name} no longer holds all that came after its message: was it replayed before?"
                    self._refuse(at, candidate.code, f"{why} --force replays it all the same")
                    del known[at]
        return list(known.values())

    def _replayed(self, topic: Topic, spans: dict[int, range]) -> Iterator[Place]:
        """The letters that messages in these spans of a topic were."""
        letters = f"{self._topics.deadletters.name}/"
        for message in read_spans(self._settings, topic.name, spans, go_on=lambda: not self._stopping()):
            said = message.header(dead_letter.REPLAYED)
            if said is None or not said.startswith(letters):
                continue
            partition, _, offset = said.removeprefix(letters).partition("/")
            if partition.isdecimal() and offset.isdecimal():
                yield Place(int(partition), int(offset))
        self._go_on()

    def _write(self, writer: Writer, chosen: Sequence[Candidate]) -> None:
        """Read the chosen letters again, with their bytes, and write them in transactions of bounded size."""
        waiting = {candidate.at: candidate for candidate in chosen}
        spans: dict[int, range] = {}
        for number, offset in waiting:
            span = spans.get(number, range(offset, offset + 1))
            spans[number] = range(min(span.start, offset), max(span.stop, offset + 1))
        batch: list[tuple[Candidate, Message]] = []
        size = 0
        letters = read_spans(self._settings, self._topics.deadletters.name, spans, go_on=lambda: not self._stopping())
        for letter in letters:
            candidate = waiting.pop(Place(letter.partition, letter.kafka_offset), None)
            if candidate is None:
                continue
            message = replayed(letter, candidate.source, self._topics, time.time_ns() // 1_000_000)
            batch.append((candidate, message))
            size += len(message.value or b"") + len(message.key or b"")
            if len(batch) >= self._settings.batch_articles or size >= self._settings.batch_bytes:
                self._commit(writer, batch, len(chosen))
                batch, size = [], 0
            if not waiting:
                break
        self._go_on()
        self._commit(writer, batch, len(chosen))
        for candidate in waiting.values():
            self._refuse(candidate.at, candidate.code, "it is gone")

    def _commit(self, writer: Writer, batch: Sequence[tuple[Candidate, Message]], of: int) -> None:
        if not batch:
            return
        self._go_on()
        untaken = {id(message) for message in writer.write([message for _, message in batch])}
        for candidate, message in batch:
            if id(message) in untaken:
                self._refuse(candidate.at, candidate.code, f"the broker does not take it into {message.topic}")
            else:
                self._count(candidate)
        self._watcher.progress(self._tally.replayed.total(), of)

    def _count(self, candidate: Candidate) -> None:
        self._tally.replayed[candidate.code, self._target(candidate.source).name] += 1

    def _refuse(self, at: Place, code: str, why: str) -> None:
        self._tally.refused += 1
        self._watcher.refused(self._name(at), code, why)

    def _name(self, at: Place) -> str:
        return f"{self._topics.deadletters.name}/{at}"

    def _target(self, found: Source) -> Topic:
        target: Topic = getattr(self._topics, found.target)
        return target

    def _waiting(self, brokers: str, tried_s: float) -> None:
        self._watcher.waiting(brokers, tried_s)
        self._go_on()

    def _go_on(self) -> None:
        if self._stopping():
            raise Stopped

"""What became of each raw message, as the topics' headers tell: read in the order that `worker.ledger` asks for."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import inf
from typing import TypeAlias, TypeVar, cast

from confluent_kafka import ConsumerGroupTopicPartitions, KafkaError, KafkaException, Message, TopicPartition
from confluent_kafka.admin import AdminClient

from schemas import dead_letter
from worker.accounts import RECORDS, Book
from worker.admin import Waiting, reach, unheard
from worker.errors import Misconfigured, Transient
from worker.ledger import Ledger
from worker.outcome import Outcome, Tally, Verdict
from worker.settings import Settings
from worker.terminal.spans import extent
from worker.terminal.sweep import Place, Progress, Sweep

_REQUEST_S = 15.0
_DENIED = (KafkaError.GROUP_AUTHORIZATION_FAILED, KafkaError.TOPIC_AUTHORIZATION_FAILED)
_BETWEEN_S = 0.5
"""Between two looks at the least; they are as far apart as a look takes."""

_AGAIN_S = 0.5

Answer = TypeVar("Answer")
Each: TypeAlias = Callable[[str, Verdict], None]
"""Told of every raw message: its place, and what became of it."""


@dataclass(frozen=True, slots=True)
class Question:
    """By whose committed offsets, of which raw messages by timestamp (half-open), and how many faults are listed."""

    group: str
    since_ms: int | None = None
    until_ms: int | None = None
    limit: int = 1000

    def asks(self, timestamp_ms: int | None) -> bool:
        """Whether a raw message of this time is asked for. One without a time is where no time is asked for."""
        if timestamp_ms is None:
            return self.since_ms is None and self.until_ms is None
        return (self.since_ms is None or timestamp_ms >= self.since_ms) and (
            self.until_ms is None or timestamp_ms < self.until_ms
        )


@dataclass(frozen=True, slots=True)
class Found:
    """What a look at the topics found.

    `uncommitted`: topics on which the group has committed nothing, and in how many of their partitions with messages.
    `orphans`: articles and dead letters of raw messages that are not there any more. `replays`: raw messages that were
    dead letters before.
    """

    ledger: Ledger
    tally: Tally
    uncommitted: Mapping[str, int]
    orphans: int
    replays: int

    @property
    def settled(self) -> bool:
        """Whether nothing is open."""
        return not self.tally.outcomes[Outcome.OPEN]


def wait(look_again: Callable[[], Found], seconds: float) -> Found:
    """Look until nothing is open, or for about so many seconds: the last look. At least one."""
    deadline = time.monotonic() + seconds
    while True:
        began = time.monotonic()
        found = look_again()
        now = time.monotonic()
        if found.settled or now >= deadline:
            return found
        time.sleep(min(max(_BETWEEN_S, now - began), deadline - now))


def look(
    settings: Settings,
    question: Question,
    *,
    each: Each | None = None,
    progress: Progress = lambda number, waiting_for: None,
    waiting: Waiting = unheard,
) -> Found:
    """Read all our topics once, and judge every raw message.

    Joins no group and commits nothing. Raises Transient (no broker), Misconfigured (a topic is not there, or may not be
    read).
    """
    topics = settings.topics
    client, cluster = reach(settings, waiting)
    read = [
        Place(topic.name, number)
        for topic in (topics.raw, topics.normalised)
        if topic.name in cluster.topics
        for number in cluster.topics[topic.name].partitions
    ]
    committed = _patiently(settings, partial(_committed, client, question.group, read))
    log = extent(settings, topics.raw.name, committed=True)
    window = log
    if question.since_ms is not None:
        window = extent(settings, topics.raw.name, committed=True, since_ms=question.since_ms)
    books = {
        number: Book(span.start, span.stop, committed.get(Place(topics.raw.name, number)), window[number].start)
        for number, span in log.items()
    }
    ledger = Ledger(topics.raw.name, books)
    with Sweep(settings, progress) as sweep:
        reading = _Reading(settings, sweep, ledger, committed)
        reading.read("deadletters", "enriched")
        reading.read(*RECORDS, "normalised")
        reading.find_horizons()
        tally = Tally(question.limit)
        replays = _judge(sweep, ledger, question, tally, each)
    uncommitted = reading.uncommitted("normalised") | _without(committed, topics.raw.name, log)
    return Found(ledger, tally, uncommitted, ledger.orphans(), replays)


class _Reading:
    """The topics of what comes of raw messages, into a ledger."""

    def __init__(self, settings: Settings, sweep: Sweep, ledger: Ledger, committed: Mapping[Place, int]) -> None:
        self._settings = settings
        self._sweep = sweep
        self._ledger = ledger
        self._committed = committed
        self._spans: dict[str, dict[int, range]] = {}
        self._takes: dict[str, Callable[[Message], None]] = {
            "deadletters": self._letter,
            "enriched": self._enriched,
            "normalised": self._normalised,
        }

    def read(self, *slots: str) -> None:
        """Read topics, by our names for them, up to their ends, which are taken now, in this order."""
        takes: dict[str, Callable[[Message], None]] = {}
        spans: dict[Place, range] = {}
        names: dict[str, str] = {}
        for slot in slots:
            name: str = getattr(self._settings.topics, slot).name
            names[name] = slot
            self._spans[slot] = extent(self._settings, name, committed=False)
            spans |= {Place(name, number): span for number, span in self._spans[slot].items()}
            takes[name] = self._takes.get(slot) or self._taking_records(slot)
        held = self._sweep.read(spans, lambda message: takes[message.topic() or ""](message))
        self._ledger.held |= {names[place.topic] for place in held}

    def find_horizons(self) -> None:
        """How old the oldest message is in each partition that does not begin at 0; a topic has its youngest one's."""
        for slot in self._spans:
            name: str = getattr(self._settings.topics, slot).name
            now = extent(self._settings, name, committed=False)
            cut = {Place(name, number): span for number, span in now.items() if span.start > 0}
            times: dict[Place, float] = {}

            def first(message: Message, times: dict[Place, float] = times) -> bool:
                times[Place(message.topic() or "", message.partition() or 0)] = _time(message) or 0
                return True

            self._sweep.read(cut, first)
            if cut:
                self._ledger.horizon_ms[slot] = max(times.get(place, inf) for place in cut)

    def uncommitted(self, slot: str) -> dict[str, int]:
        """The topic and in how many partitions with messages the group has committed nothing; nothing where in none."""
        return _without(self._committed, getattr(self._settings.topics, slot).name, self._spans[slot])

    def _letter(self, message: Message) -> None:
        headers = _headers(message)
        code = headers.get(dead_letter.ERROR_CODE) or b""
        stage = headers.get(dead_letter.STAGE) or b""
        self._ledger.rejected(
            headers.get(dead_letter.RAW), stage.decode("ascii", "replace"), code.decode("ascii", "replace")
        )

    def _enriched(self, message: Message) -> None:
        headers = _headers(message)
        self._ledger.enriched(headers.get(dead_letter.RAW), headers.get(dead_letter.RECORDS))

    def _normalised(self, message: Message) -> None:
        headers = _headers(message)
        done = self._committed.get(Place(message.topic() or "", message.partition() or 0), 0)
        self._ledger.normalised(
            headers.get(dead_letter.RAW),
            replayed=dead_letter.REPLAYED in headers,
            waiting=(message.offset() or 0) >= done,
        )

    def _taking_records(self, slot: str) -> Callable[[Message], None]:
        record = self._ledger.record

        def take(message: Message) -> None:
            for name, value in cast(list[tuple[str, bytes | None]], message.headers() or ()):
                if name == dead_letter.RAW:
                    record(value, slot)
                    return
            record(None, slot)

        return take


def _judge(sweep: Sweep, ledger: Ledger, question: Question, tally: Tally, each: Each | None) -> int:
    """Read the raw topic and judge each message that is asked for; how many of them are replays."""
    replays = 0

    def take(message: Message) -> None:
        nonlocal replays
        partition, offset, time_ms = message.partition() or 0, message.offset() or 0, _time(message)
        if not question.asks(time_ms):
            ledger.skip(partition, offset)
            return
        verdict = ledger.judge(partition, offset, time_ms)
        place = f"{ledger.topic}/{partition}/{offset}"
        tally.add(place, verdict)
        replays += dead_letter.REPLAYED in _headers(message)
        if each is not None:
            each(place, verdict)

    sweep.read({Place(ledger.topic, number): range(b.start, b.end) for number, b in ledger.books.items()}, take)
    return replays


def _patiently(settings: Settings, ask: Callable[[], Answer]) -> Answer:
    """Ask again where the broker cannot tell just now (it has begun a moment ago, a leader changes)."""
    deadline = time.monotonic() + settings.broker_wait_s
    while True:
        try:
            return ask()
        except Transient:
            if time.monotonic() + _AGAIN_S >= deadline:
                raise
        time.sleep(_AGAIN_S)


def _committed(client: AdminClient, group: str, places: Sequence[Place]) -> dict[Place, int]:
    """The committed offset of each of these partitions for which a group has one."""
    if not places:
        return {}
    asked = [ConsumerGroupTopicPartitions(group, [TopicPartition(*place) for place in places])]
    try:
        answer = client.list_consumer_group_offsets(asked, request_timeout=_REQUEST_S)[group].result()
    except KafkaException as error:
        fault = error.args[0]
        if fault.code() == KafkaError.GROUP_ID_NOT_FOUND:
            return {}
        raise _untold(group, fault) from None
    told: list[TopicPartition] = answer.topic_partitions or []
    for place in told:
        if place.error is not None:
            raise _untold(group, place.error)
    return {Place(place.topic, place.partition): place.offset for place in told if place.offset >= 0}


def _untold(group: str, fault: KafkaError) -> Misconfigured | Transient:
    kind = Misconfigured if fault.code() in _DENIED else Transient
    return kind(f"the offsets of {group} are not told: {fault.str()}")


def _without(committed: Mapping[Place, int], topic: str, spans: Mapping[int, range]) -> dict[str, int]:
    bare = sum(1 for number, span in spans.items() if span and Place(topic, number) not in committed)
    return {topic: bare} if bare else {}


def _headers(message: Message) -> dict[str, bytes | None]:
    """The headers of a message; of several of one name the first, as everywhere."""
    return dict(reversed(cast(list[tuple[str, bytes | None]], message.headers() or [])))


def _time(message: Message) -> int | None:
    kind, timestamp = message.timestamp()
    return timestamp if kind else None

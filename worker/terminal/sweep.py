"""Many topics read to their ends at once, in batches: for those who want little of each message and have millions."""

import time
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, TypeAlias

from confluent_kafka import Consumer, KafkaError, Message, TopicPartition

from worker.admin import metadata
from worker.errors import Transient
from worker.settings import Settings
from worker.terminal.reader import check, open_consumer

BATCH = 1000
_POLL_S = 0.1
_ABORT_CHECK_S = 15.0
"""A broker looks every ten seconds for transactions whose time is over."""


class Place(NamedTuple):
    """A partition of a topic."""

    topic: str
    partition: int


Take: TypeAlias = Callable[[Message], bool | None]
"""Given each message; True: no more of this partition."""
Progress: TypeAlias = Callable[[int, str], None]
"""Told after each batch how many messages it had, and what is waited for where there was nothing ("": not known)."""


class Sweep:
    """A client that reads stretches of topics to their ends, one `read` after another. A context manager.

    It reads what is committed, joins no group and commits nothing. Raises Transient where no broker answers.
    """

    def __init__(self, settings: Settings, progress: Progress) -> None:
        self._settings = settings
        self._progress = progress
        self._consumer: Consumer = open_consumer(settings)
        try:
            metadata(self._consumer, settings)
        except BaseException:
            self._consumer.close()
            raise

    def read(self, spans: Mapping[Place, range], take: Take) -> frozenset[Place]:
        """Give every committed message in these offsets to `take`, in order within a partition.

        Waits for transactions that are open within a span, for as long as our own may last; returns the partitions
        that were then still held by one, read up to it. Raises Transient where no broker answers for as long as the
        settings say, Misconfigured where the broker refuses.
        """
        left = {place: span.stop for place, span in spans.items() if span}
        self._consumer.assign([TopicPartition(*place, spans[place].start) for place in left])
        # a pause outlives the assignment that it was made in
        self._consumer.resume([TopicPartition(*place) for place in left])
        try:
            return self._read(left, take)
        finally:
            self._consumer.unassign()

    def _read(self, left: dict[Place, int], take: Take) -> frozenset[Place]:
        consumer = self._consumer
        at_end: set[Place] = set()
        moved = time.monotonic()
        while left:
            messages = consumer.consume(BATCH, _POLL_S)
            ended: list[Place] = []
            taken = 0
            for message in messages:
                place = Place(message.topic() or "", message.partition() or 0)
                end, offset = left.get(place), message.offset() or 0
                error = message.error()
                if error is None:
                    at_end.discard(place)
                    if end is None:
                        continue
                    done = offset >= end
                    if not done:
                        taken += 1
                        done = take(message) is True or offset + 1 == end
                elif error.code() == KafkaError._PARTITION_EOF:
                    at_end.add(place)
                    done = end is not None and offset >= end
                else:
                    check(message, error)
                    continue
                if done:
                    left.pop(place, None)
                    ended.append(place)
            now = time.monotonic()
            if ended:
                consumer.pause([TopicPartition(*place) for place in ended])
            held = not taken and at_end >= left.keys()
            self._progress(taken, f"a transaction in {_topics(left)} to end" if left and held else "")
            if taken or ended:
                moved = now
            elif held:
                if now - moved > self._settings.transaction_timeout_s + _ABORT_CHECK_S:
                    return frozenset(left)
            elif now - moved > self._settings.broker_wait_s:
                raise Transient(f"nothing came from {_topics(left)} for {self._settings.broker_wait_s:g} s")
        return frozenset()

    def __enter__(self) -> "Sweep":
        return self

    def __exit__(self, *_: object) -> None:
        self._consumer.close()


def _topics(places: Iterable[Place]) -> str:
    return ", ".join(sorted({place.topic for place in places}))

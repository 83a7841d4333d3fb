"""Which dead letters are meant: by code, stage, time or place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from schemas import dead_letter
from worker.admin import Waiting, unheard
from worker.settings import Settings
from worker.terminal.reader import Received
from worker.terminal.spans import GoOn, extent, read_spans

_RFC_3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:[Zz]|[+-]\d\d:\d\d)", re.ASCII)
_PLACE = re.compile(r"(\d{1,9})/(\d{1,18})", re.ASCII)


class Place(NamedTuple):
    """Where a dead letter lies in its topic."""

    partition: int
    kafka_offset: int

    def __str__(self) -> str:
        return f"{self.partition}/{self.kafka_offset}"


@dataclass(frozen=True, slots=True)
class Selection:
    """Dead letters that fulfil all that is asked; nothing asked: all of them.

    `codes`, `stages` and `places`: any of these, empty: any. Times are the letters' own, in milliseconds since the
    epoch, half-open.
    """

    codes: frozenset[str] = frozenset()
    stages: frozenset[str] = frozenset()
    since_ms: int | None = None
    until_ms: int | None = None
    places: frozenset[Place] = frozenset()

    @property
    def everything(self) -> bool:
        """Whether nothing is asked."""
        return self == Selection()

    def takes(self, letter: Received) -> bool:
        """Whether a letter is meant. One without a time is of no time."""
        if self.places and Place(letter.partition, letter.kafka_offset) not in self.places:
            return False
        if self.codes and letter.header(dead_letter.ERROR_CODE) not in self.codes:
            return False
        if self.stages and letter.header(dead_letter.STAGE) not in self.stages:
            return False
        at = letter.timestamp_ms
        if self.since_ms is not None and (at is None or at < self.since_ms):
            return False
        return self.until_ms is None or (at is not None and at < self.until_ms)

    def read(self, settings: Settings, waiting: Waiting = unheard, go_on: GoOn = lambda: True) -> Iterator[Received]:
        """The letters that are meant and committed by now; in order within a partition, partitions as they come.

        No more is read than their times and places make necessary.
        """
        topic = settings.topics.deadletters.name
        spans = extent(settings, topic, committed=True, since_ms=self.since_ms, waiting=waiting)
        if self.places:
            spans = {number: self._within(number, span) for number, span in spans.items()}
        for letter in read_spans(settings, topic, spans, waiting=waiting, go_on=go_on):
            if self.takes(letter):
                yield letter

    def _within(self, partition: int, span: range) -> range:
        offsets = [place.kafka_offset for place in self.places if place.partition == partition]
        if not offsets:
            return range(0)
        return range(max(span.start, min(offsets)), min(span.stop, max(offsets) + 1))


def parse_time(text: str) -> int | None:
    """An RFC 3339 time in milliseconds since the epoch, rounded down; None where it is none.

    >>> parse_time("2026-03-01T00:00:00Z"), parse_time("1970-01-01T01:00:00.5+01:00"), parse_time("2026-03-01")
    (1772323200000, 500, None)
    """
    if not _RFC_3339.fullmatch(text):
        return None
    try:
        read = datetime.fromisoformat(text.upper())
    except ValueError:
        return None
    return int(read.timestamp()) * 1000 + read.microsecond // 1000


def parse_place(text: str) -> Place | None:
    """A dead letter's place as `list` tells it, without the topic's name; None where it is none.

    >>> parse_place("3/41")
    Place(partition=3, kafka_offset=41)
    >>> parse_place("3"), parse_place("-1/4")
    (None, None)
    """
    found = _PLACE.fullmatch(text)
    return Place(int(found[1]), int(found[2])) if found else None

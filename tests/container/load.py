"""Articles fed all the time, a reader of what is committed, and the reckoning."""

import threading
import time
from collections import Counter, defaultdict
from types import TracebackType
from typing import Self

import orjson

from schemas.dead_letter import ERROR_CODE
from tests.chaos.feeder import NUMBER, Feeder
from tests.chaos.source import steady
from tests.container.stack import wait_until
from tests.integration.harness import Tail
from tests.integration.ledger import Findings, Sent, check
from worker.topics import Topics


class Load:
    """Feeds from `start` on, and reads in a thread. A context manager; what it read can be asked after `finish`."""

    def __init__(self, bootstrap: str, window: int = 60, trickle: float = 20.0) -> None:
        self.topics = Topics()
        self.tail = Tail(bootstrap, [topic.name for topic in self.topics])
        self._outcomes: dict[str, tuple[float, int]] = {}
        self.feeder = Feeder(
            bootstrap, self.topics.raw.name, steady(), lambda: self.done, window=window, trickle=trickle
        )
        self._ending = threading.Event()
        self._broken: BaseException | None = None
        self._reading = threading.Thread(target=self._read, name="reader", daemon=True)

    def __enter__(self) -> Self:
        self._reading.start()
        self.feeder.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.feeder.close()
        self._stop_reading()
        self.tail.close()

    @property
    def done(self) -> int:
        """How many articles of this load have had their outcome."""
        return len(self._outcomes.keys() & self.feeder.acknowledged.keys())

    def _stop_reading(self) -> None:
        self._ending.set()
        self._reading.join(30)

    def _read(self) -> None:
        outcome = (self.topics.enriched.name, self.topics.deadletters.name)
        try:
            while not self._ending.is_set():
                for record in self.tail.poll(0.05):
                    if record.topic in outcome:
                        self._outcomes[record.raw] = (time.monotonic(), record.partition)
        except BaseException as error:
            self._broken = error

    def until_more(self, outcomes: int, timeout: float = 120.0) -> None:
        """Go on until so many more articles have their outcome."""
        target = self.done + outcomes
        wait_until(lambda: self._broken is not None or self.done >= target, f"{outcomes} outcomes", timeout)
        assert self._broken is None, self._broken

    def pause(self, since: float) -> tuple[float, float]:
        """The longest time since then without anything at all, and without anything in some partition. Seconds."""
        last: dict[int, float] = {}
        before, longest, of_one = since, 0.0, 0.0
        ours = self.feeder.acknowledged.keys()
        for at, partition in sorted(seen for place, seen in self._outcomes.items() if place in ours):
            if at < since:
                continue
            longest, before = max(longest, at - before), at
            of_one = max(of_one, at - last.get(partition, since))
            last[partition] = at
        return longest, of_one

    def finish(self, timeout: float = 180.0) -> int:
        """Feed no more, and wait until all has its outcome; how many there were."""
        self.feeder.finish(len(self.feeder.fed))
        wait_until(
            lambda: self._broken is not None or (self.feeder.finished and self.feeder.waiting <= 0),
            "outcome of every article",
            timeout,
            lambda: f"{self.feeder.waiting} of {len(self.feeder.fed)} have none",
        )
        assert self._broken is None, self._broken
        assert not self.feeder.failures
        self._stop_reading()
        self.tail.settle()
        self._forget_others()
        return len(self.feeder.fed)

    def _forget_others(self) -> None:
        """What was in the topics before is not of this load."""
        ours, raw = self.feeder.acknowledged.keys(), self.topics.raw.name
        for topic, records in self.tail.records.items():
            self.tail.records[topic] = [one for one in records if (one.place if topic == raw else one.raw) in ours]

    def findings(self) -> Findings:
        """None lost, none doubled, every byte as this version makes it."""
        sent = []
        for record in self.tail.records[self.topics.raw.name]:
            fed = self.feeder.fed[int(record.headers[NUMBER])]
            sent.append(Sent(record.place, fed.value, fed.code, fed.lost))
        assert {one.place for one in sent} == self.feeder.acknowledged.keys()
        return check(self.topics, self.tail, sent)

    def faults(self) -> list[str]:
        """The same for what several versions made: each article has one outcome, whole; its bytes are not looked at."""
        wanted = {
            record.place: self.feeder.fed[int(record.headers[NUMBER])].code
            for record in self.tail.records[self.topics.raw.name]
        }
        found = [f"{place}: acknowledged, but not there" for place in self.feeder.acknowledged.keys() - wanted.keys()]
        outcomes: dict[str, Counter[str]] = defaultdict(Counter)
        ids: Counter[bytes] = Counter()
        for slot, topic in self.topics.slots():
            for record in self.tail.records[topic.name] if slot != "raw" else ():
                if slot == "deadletters":
                    outcomes[record.raw][f"refused: {record.headers[ERROR_CODE].decode()}"] += 1
                    continue
                ids[record.headers["ce_id"]] += 1
                outcomes[record.raw][slot] += 1
                if slot in ("entities", "numbers"):
                    outcomes[record.raw][f"{slot} wanted"] = orjson.loads(record.value or b"null")["total"]
        found += [f"ce_id {name.decode()}: {count} times" for name, count in ids.items() if count > 1]
        for place, code in wanted.items():
            got = outcomes.pop(place, Counter())
            rows = {name: got.pop(name, 0) for name in ("entities", "numbers", "entities wanted", "numbers wanted")}
            right = Counter({f"refused: {code}": 1} if code else {"normalised": 1, "enriched": 1})
            if got != right or any(rows[name] != rows[f"{name} wanted"] for name in ("entities", "numbers")):
                found.append(f"{place}: {dict(got)}, {rows}, wanted {dict(right)}")
        return found + [f"{place}: of nothing that was sent" for place in outcomes]

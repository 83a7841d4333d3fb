"""A campaign: a fleet of workers under faults, fed all through them, and the reckoning afterwards.

Two threads help the test: one feeds, one reads what is committed and keeps the fleet running. The test itself makes the
faults and waits on conditions.
"""

import json
import random
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from schemas import dead_letter
from tests.chaos.ends import AWAY, Ends
from tests.chaos.feeder import NUMBER, Feeder
from tests.chaos.fleet import GRACE_S, Fleet, Member
from tests.chaos.recovery import Fault, Outcome, recoveries
from tests.chaos.report import Row
from tests.chaos.source import Fed, steady
from tests.integration.harness import Installation, Record, Tail
from tests.integration.ledger import Findings, Sent, check
from tests.integration.process import WORKER
from tests.kafka.broker import Cluster
from worker.topics import Topics

SMALL = {
    "processes": "1",
    "batch_articles": "10",
    "linger_ms": "10",
    "lane_articles": "60",
    "session_timeout_s": "6",
    "log_level": "debug",
    "fuse_rejects": "0",
}
"""Many small transactions, so that one is always open; short timeouts; the log tells each transaction."""

QUIET_S = 4.0
"""So long nothing new, and it is looked whether the group has read everything."""

HELD_S = 0.25
"""A transaction that stays open for so long is that of a worker who stands still."""


@dataclass(frozen=True, slots=True)
class Site:
    """The Kafka that a campaign runs on; `cluster` where its brokers may be killed."""

    bootstrap: str
    brokers: int
    cluster: Cluster | None = None


class Campaign:
    """One fault, from the first article to the row of the report. A context manager: leaving it ends everything.

    `command`: what Python runs as the worker, for mutants; `patience_s`: without any new outcome for so long, a run is
    stuck. `worker_brokers`: the address that the workers get, where it is not the cluster's own (a proxy).
    """

    def __init__(
        self,
        site: Site,
        prefix: str,
        folder: Path,
        fault: str,
        rng: random.Random,
        *,
        seed: int = 0,
        workers: int = 2,
        partitions: int = 4,
        source: Iterator[Fed] | None = None,
        window: int = 400,
        mutant: str | None = None,
        command: tuple[str, ...] = WORKER,
        patience_s: float = 120.0,
        worker_brokers: str | None = None,
        settings: Mapping[str, str] | None = None,
    ) -> None:
        self.site = site
        self.rng = rng
        self.fault = fault
        self.installation = Installation(site.bootstrap, prefix, folder, command=command)
        self.installation.create_topics(partitions)
        self._ends = Ends(site.bootstrap)
        self._check_replicas(*(topic.name for topic in self.topics))
        addresses = {} if worker_brokers is None else {"brokers": worker_brokers}
        self.fleet = Fleet(self.installation, workers, SMALL | addresses | dict(settings or {}))
        self.tail = Tail(site.bootstrap, [topic.name for topic in self.topics])
        self.outcomes: dict[str, Outcome] = {}
        self.progress: dict[str, list[Outcome]] = {}
        self._slots = {getattr(self.topics, slot).name: slot for slot in ("normalised", "enriched", "deadletters")}
        self.feeder = Feeder(
            site.bootstrap, self.topics.raw.name, source or steady(), lambda: len(self.outcomes), window
        )
        self.faults: list[Fault] = []
        self.notes: list[str] = []
        self.hits = 0
        self.findings: Findings | None = None
        self.sent: list[Sent] = []
        self._seed = seed
        self._mutant = mutant
        self._patience_s = patience_s
        self._began = time.monotonic()
        self._progressed = self._began
        self._broken: BaseException | None = None
        self._ending = threading.Event()
        self._turn = threading.Condition()
        self._attendant = threading.Thread(target=self._attend, name="attendant", daemon=True)

    @property
    def topics(self) -> Topics:
        """The topics of this campaign."""
        return self.installation.topics

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._ending.set()
        if self._attendant.is_alive():
            self._attendant.join(30)
        self.feeder.close()
        self.installation.close()
        self.tail.close()

    def begin(self) -> None:
        """Start the reader, and neither feeder nor workers yet."""
        self._attendant.start()

    def start(self, outcomes: int = 20, timeout: float = 90.0) -> None:
        """Start the feeder and the fleet; wait for so many outcomes, and until each worker has partitions."""
        self.begin()
        self.feeder.start()
        self.fleet.start()
        self.until(lambda: len(self.outcomes) >= outcomes, f"{outcomes} outcomes", timeout)
        self.until(lambda: all(member.assigned for member in self.fleet.members), "assignment of all", timeout)

    def until(self, condition: Callable[[], bool], what: str, timeout: float = 60.0) -> None:
        """Wait for a condition while feeding, reading and restarting go on; AssertionError with the logs' ends."""
        deadline = time.monotonic() + timeout
        while not condition():
            if self._broken is not None:
                raise AssertionError(f"the attendant broke: {self._broken!r}") from self._broken
            if time.monotonic() > deadline:
                raise AssertionError(f"no {what} within {timeout:g} s\n{self.tails()}")
            with self._turn:
                self._turn.wait(0.05)

    def moment(self, seconds: float) -> None:
        """Let time pass while all goes on: the random moments between faults."""
        until = time.monotonic() + seconds
        self.until(lambda: time.monotonic() >= until, "passing of time", seconds + 30)

    def new_outcomes(self, count: int, timeout: float = 90.0) -> None:
        """Wait for so many more outcomes."""
        target = len(self.outcomes) + count
        self.until(lambda: len(self.outcomes) >= target, f"{count} more outcomes", timeout)

    def mark(self, what: str, in_transaction: bool = False) -> Fault:
        """A fault has just happened; `in_transaction`: to a worker in an open transaction."""
        fault = Fault.now(what)
        self.faults.append(fault)
        self.hits += in_transaction
        return fault

    @property
    def in_transaction(self) -> bool:
        """Whether some worker is in an open transaction at this moment."""
        return any(member.worker.open_transactions() for member in self.fleet.running)

    @contextmanager
    def lasting(self, what: str) -> Iterator[None]:
        """A fault that lasts as long as the block; recovery counts from its end."""
        began = time.monotonic()
        self.hits += self.in_transaction
        yield
        self.faults.append(Fault.now(what, began))

    def kill(self, member: Member) -> None:
        """SIGKILL to a worker: a fault."""
        at = len(self.fleet.ends)
        self.fleet.kill(member)
        ours = [end for end in self.fleet.ends[at:] if end.member == member.number]
        self.mark("kill -9", any(end.open_transactions for end in ours))

    def terminate(self, member: Member) -> None:
        """SIGTERM to a worker, which is started again: a fault."""
        self.mark("SIGTERM", bool(member.worker.open_transactions()))
        self.fleet.terminate(member)

    def freeze_in_transaction(self, member: Member, timeout: float = 60.0) -> None:
        """SIGSTOP, again and again, until the worker stands still in a transaction with records in the log.

        Its own log says that one is open, and the broker that records of `normalised` wait for their transaction's
        end: aborted, they must not be taken for articles by the next stage.
        """
        deadline = time.monotonic() + timeout
        while not (self.fleet.freeze(member) and self._held(self.topics.normalised.name)):
            self.fleet.thaw(member)
            assert time.monotonic() < deadline, f"never caught in a transaction\n{member.worker.tail()}"
            self.moment(self.rng.uniform(0.001, 0.1))

    def _held(self, topic: str) -> bool:
        """Whether a reader of committed messages is held back in a partition, at the same place for a while."""
        first = self._ends.held_back(topic)
        if not first:
            return False
        self.moment(HELD_S)
        return bool(first.items() & self._ends.held_back(topic).items())

    def finish(self, articles: int) -> Row:
        """Feed up to `articles` in all, wait until each has its outcome or never will, stop everybody, and reckon."""
        self.feeder.finish(articles)
        stalled = self._wait_done()
        self.fleet.stop()
        self.until(lambda: self.fleet.gone, "end of all workers", GRACE_S + 15)
        self._ending.set()
        self._attendant.join(30)
        self.tail.settle()
        self._check_replicas("__transaction_state", "__consumer_offsets")
        self.findings = self._reckon()
        row = Row(
            ledger=self.ledger(),
            fault=self.fault,
            brokers=self.site.brokers,
            workers=self.fleet.size,
            articles=len(self.sent),
            faults=len(self.faults),
            in_transaction=self.hits,
            lost=len(self.findings.lost),
            doubled=len(self.findings.doubled),
            changed=len(self.findings.changed),
            strange=len(self.findings.strange),
            exits=self.fleet.exits(),
            recoveries=tuple(round(took, 2) for took in recoveries(self.faults, self.progress)),
            seconds=round(time.monotonic() - self._began, 1),
            seed=self._seed,
            mutant=self._mutant,
            stalled=stalled,
            late=self.fleet.late,
            notes=(*self.notes, *dict.fromkeys(end.why for end in self.fleet.ends if end.asked is None)),
        )
        print(row)
        for kind in ("lost", "doubled", "changed", "strange"):
            if found := getattr(self.findings, kind):
                print(kind, *found[:5])
        return row

    def ledger(self) -> str:
        """What `copydesk ledger` says, as an operator would ask it: "well", or how many are not."""
        ended = self.installation.run("ledger", "--json", "--wait", "60", "--limit", "0")
        if not ended.stdout:
            return ended.stderr.strip()
        page = json.loads(ended.stdout)
        kinds = ("open", "missing", "doubled", "incomplete")
        wrong = ", ".join(f"{page[kind]} {kind}" for kind in kinds if page[kind])
        assert (ended.returncode == 0) == page["well"], ended
        return wrong or "well"

    def tails(self) -> str:
        """The ends of the logs of the workers that are there."""
        return "\n".join(
            f"-- {member.worker.log.name} ({member.worker.status})\n{member.worker.tail(2000)}"
            for member in self.fleet.members
        )

    def _attend(self) -> None:
        try:
            while not self._ending.is_set():
                for record in self.tail.poll(0.05):
                    self._note(record)
                self.fleet.look()
                with self._turn:
                    self._turn.notify_all()
        except BaseException as error:
            self._broken = error

    def _note(self, record: Record) -> None:
        """Remember what became of a raw message first, and of which source partition that tells us something."""
        slot = self._slots.get(record.topic)
        if slot is None:
            return
        outcome = Outcome(time.monotonic(), record.timestamp_ms)
        if slot == "normalised":
            source = record.raw.rpartition("/")[0]
        elif slot == "enriched":  # of one key, and so of one partition number, with what it was made of
            source = f"{self.topics.normalised.name}/{record.partition}"
        else:
            source = "/".join(record.headers[name].decode() for name in (dead_letter.TOPIC, dead_letter.PARTITION))
        self.progress.setdefault(source, []).append(outcome)
        if slot != "normalised":
            self._progressed = outcome.seen
            self.outcomes.setdefault(record.raw, outcome)

    def _wait_done(self) -> bool:
        """Wait until every message has its outcome, or the group has read past those that have none; whether it stuck.

        What is lost never comes: so once it is quiet, the committed offsets say whether there is anything to wait for.
        """
        self._progressed = time.monotonic()
        verdict: list[bool] = []
        looked = 0.0

        def done() -> bool:
            nonlocal looked
            now = time.monotonic()
            if self.feeder.finished and self.feeder.waiting <= 0:
                verdict.append(False)
            elif now - self._progressed > self._patience_s:
                verdict.append(True)
            elif self.feeder.finished and now - max(self._progressed, looked) > QUIET_S:
                looked = now
                if self._read_to_the_end():
                    verdict.append(False)
            return bool(verdict)

        self.until(done, "outcome of every article", 3600)
        return verdict[0]

    def _read_to_the_end(self) -> bool:
        """Whether the group has committed past every message of its source topics that a reader sees."""
        try:
            if self.tail.behind():
                return False
            committed = self._ends.committed(self.installation.group)
        except AWAY:
            return False
        last: dict[tuple[str, int], int] = {}
        for topic in (self.topics.raw.name, self.topics.normalised.name):
            for record in self.tail.records[topic]:
                at = (topic, record.partition)
                last[at] = max(last.get(at, -1), record.kafka_offset)
        return all(committed.get(at, -1) > offset for at, offset in last.items())

    def _reckon(self) -> Findings:
        """What was sent, as the topic holds it, against all that was read."""
        self.sent = []
        for record in self.tail.records[self.topics.raw.name]:
            fed = self.feeder.fed[int(record.headers[NUMBER])]
            self.sent.append(Sent(record.place, fed.value, fed.code, fed.lost))
        found = check(self.topics, self.tail, self.sent, processes=2)
        missing = self.feeder.acknowledged.keys() - {message.place for message in self.sent}
        if not missing:
            return found
        return replace(found, strange=(*found.strange, *(f"{at}: acknowledged, but not there" for at in missing)))

    def _check_replicas(self, *topics: str) -> None:
        if self.site.brokers > 1:
            self._ends.check_replicas(topics, self.site.brokers)

"""The ledger of a live system: what became of each raw message, from the headers of what came of it.

Pure bookkeeping. Whoever reads the topics tells a `Ledger` what it saw, in this order, which makes the answer right
while the system goes on working:

1. the group's committed offsets, then the ends of raw;
2. dead letters and enriched articles, up to ends that were taken after 1;
3. records, then normalised articles, up to ends that were taken, in this order, after 2 was read;
4. the raw messages, each of which is judged as it is read.

A stage commits an input's offset in one transaction with all that comes of the input. So whatever lies below a
committed offset has its outcome below the ends of 2, and whatever was seen in 2 has its normalised article and its
records below the ends of 3: what is not there then is nowhere. The rules, for each raw message:

- normalised articles that no replay brought, and dead letters of the stage normalise: one in all;
- enriched articles and dead letters of the stage enrich: as many as normalised articles, those included that a replayed
  dead letter brought;
- records: as many as the enriched articles say of themselves.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf

from worker.accounts import MOST, MOST_LETTERS, RECORDS, Book, parse_records
from worker.outcome import Outcome, Verdict


@dataclass
class Ledger:
    """All that is known: a book for each partition of the raw topic, and how much could not be booked.

    `horizon_ms` says of a topic, by our name for it, that messages older than that may have been deleted from it.
    `held` are topics in which a transaction that nobody has ended yet hides what may be there.
    """

    topic: str
    books: Mapping[int, Book]
    horizon_ms: dict[str, float] = field(default_factory=dict)
    held: set[str] = field(default_factory=set)
    before: int = 0
    """Articles and dead letters of raw messages that were deleted from the beginning of their log."""
    after: int = 0
    """Of raw messages that came since the ends of raw were taken."""
    placeless: int = 0
    """Messages that do not say what raw message they come from."""
    elsewhere: Counter[str] = field(default_factory=Counter)
    """Messages that come from another topic than our raw one: how many, by that topic."""
    uncounted: int = 0
    """Enriched articles that do not say how many records they have."""
    _last: tuple[bytes | None, tuple[Book, int] | None] = (None, None)

    def __post_init__(self) -> None:
        self._name = self.topic.encode()

    def normalised(self, raw: bytes | None, *, replayed: bool, waiting: bool) -> None:
        """A normalised article of the raw message at this place, `topic/partition/offset`.

        `replayed`: it was a dead letter of the stage enrich; `waiting`: the group has not gone past it.
        """
        found = self._find(raw)
        if found is not None:
            book, at = found
            book.count("replayed" if replayed else "normalised", at)
            if waiting:
                book.count("waiting", at)

    def rejected(self, raw: bytes | None, stage: str, code: str) -> None:
        """A dead letter of a stage. One of a stage that is none of ours says nothing of ours."""
        found = self._find(raw)
        if found is not None:
            book, at = found
            book.add_letter(stage, at, code)

    def enriched(self, raw: bytes | None, records: bytes | None) -> None:
        """An enriched article; `records` is its header `copydesk.records`."""
        found = self._find(raw)
        if found is None:
            return
        due = parse_records(records)
        if due is None:
            self.uncounted += 1
        book, at = found
        book.count("enriched", at)
        for name in RECORDS:
            book.owed[name].add(at, None if due is None else due.get(name, 0))

    def record(self, raw: bytes | None, topic: str) -> None:
        """One record in a topic, by our name for it."""
        found = self._find(raw, article=False)
        if found is not None:
            book, at = found
            book.owed[topic].add(at, -1)

    def judge(self, partition: int, kafka_offset: int, timestamp_ms: int | None) -> Verdict:
        """What became of the raw message that lies there and has this timestamp. To be asked once of each."""
        book = self.books[partition]
        at = kafka_offset - book.start
        verdict = self._judge(book, at, inf if timestamp_ms is None else timestamp_ms)
        book.close(at)
        return verdict

    def skip(self, partition: int, kafka_offset: int) -> None:
        """A raw message lies there that nobody asks for."""
        book = self.books[partition]
        book.close(kafka_offset - book.start)

    def orphans(self) -> int:
        """How many articles and dead letters come of raw messages that are not there any more. To be asked last."""
        return self.before + sum(book.unclosed() for book in self.books.values())

    def _judge(self, book: Book, at: int, time_ms: float) -> Verdict:
        own, replayed, enriched = book.normalised[at], book.replayed[at], book.enriched[at]
        refused, code = book.letters("normalise", at)
        refused_late, code_late = book.letters("enrich", at)
        outcomes = enriched + refused_late
        if own + refused > 1:
            return Verdict(Outcome.DOUBLED, f"{own} normalised, {refused} rejected by normalise")
        unseen = not own and not refused
        if unseen and not replayed and not outcomes:
            if book.committed is None or book.start + at >= book.committed:
                return Verdict(Outcome.OPEN, "to be normalised")
            return self._absent(
                Outcome.MISSING, time_ms, "neither normalised nor rejected", "normalised", "deadletters"
            )
        if unseen and not self._deleted(time_ms, "normalised"):
            return Verdict(Outcome.MISSING, "not normalised, but something came of it")
        # where its own normalised article was deleted, what came of that says that it was there
        articles = own + replayed + unseen
        if enriched == MOST or refused_late == MOST_LETTERS:
            outcomes = max(outcomes, articles)
        due = own + replayed - book.waiting[at]
        if outcomes > articles and not (unseen and (refused_late or self._deleted(time_ms, "deadletters"))):
            return Verdict(
                Outcome.DOUBLED, f"{enriched} enriched, {refused_late} rejected by enrich, of {articles} normalised"
            )
        if outcomes < due:
            what = f"{due} normalised, {outcomes} enriched or rejected"
            return self._absent(Outcome.MISSING, time_ms, what, "enriched", "deadletters")
        fault = self._records(book, at, time_ms, settled=outcomes >= articles)
        if fault is not None:
            return fault
        if outcomes < own + replayed:
            return Verdict(Outcome.OPEN, "to be enriched")
        if enriched:
            return Verdict(Outcome.FORWARDED)
        stage, last = ("enrich", code_late) if refused_late else ("normalise", code)
        return Verdict(Outcome.REJECTED, stage=stage, code=last)

    def _records(self, book: Book, at: int, time_ms: float, *, settled: bool) -> Verdict | None:
        """What is wrong with its records. `settled`: no further enriched article of it is due."""
        for name in RECORDS:
            owed = book.owed[name][at] or 0
            if owed > 0:
                return self._absent(Outcome.INCOMPLETE, time_ms, f"{owed:,} of its {name} are not there", name)
            if owed < 0 and settled:
                return Verdict(Outcome.DOUBLED, f"{-owed:,} more {name} than its article has")
        return None

    def _absent(self, outcome: Outcome, time_ms: float, what: str, *topics: str) -> Verdict:
        """The verdict on what is in none of these topics; unless it is hidden, or may have been deleted."""
        for topic in topics:
            if topic in self.held:
                return Verdict(Outcome.OPEN, "hidden by a transaction that is still open", topic=topic)
            if self._deleted(time_ms, topic):
                return Verdict(Outcome.EXPIRED, what, topic=topic)
        return Verdict(outcome, what)

    def _deleted(self, time_ms: float, topic: str) -> bool:
        """Whether what came of a raw message of that time may have been deleted from a topic."""
        return time_ms < self.horizon_ms.get(topic, -inf)

    def _find(self, raw: bytes | None, *, article: bool = True) -> tuple[Book, int] | None:
        """Book and index of a place; None, and counted, for one that is in no book (`article`: no mere record)."""
        if raw is not None and raw == self._last[0]:
            # the records of an article come in a row
            return self._last[1]
        try:
            topic, partition, offset = (raw or b"").rsplit(b"/", 2)
            number, kafka_offset = int(partition), int(offset)
        except ValueError:
            self.placeless += 1
            return None
        if topic != self._name or number not in self.books:
            self.elsewhere[topic.decode("utf-8", "backslashreplace")] += 1
            return None
        book = self.books[number]
        if book.start <= kafka_offset < book.end:
            self._last = raw, (book, kafka_offset - book.start)
            return self._last[1]
        if article:
            self.before += kafka_offset < book.begin
            self.after += kafka_offset >= book.end
        return None

"""The bookkeeping of the ledger: against a small model of a live system, and rule by rule."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.dead_letter import Code
from worker.accounts import MOST, Book, Owed, parse_records
from worker.ledger import Ledger
from worker.outcome import FAULTS, Outcome, Tally, Verdict

RAW = "articles.raw"


def place(offset: int) -> bytes:
    return f"{RAW}/0/{offset}".encode()


@dataclass
class World:
    """A system of one partition a topic, in which each stage does its work in transactions, and letters are replayed.

    Offsets of raw have gaps, where control records lie.
    """

    raw: list[int] = field(default_factory=list)
    normalised: list[tuple[int, bool]] = field(default_factory=list)
    enriched: list[tuple[int, int, int]] = field(default_factory=list)
    entities: list[int] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    letters: list[tuple[int, str]] = field(default_factory=list)
    raw_done: int = 0
    normalised_done: int = 0
    replayed: set[int] = field(default_factory=set)

    def feed(self, number: int) -> None:
        self.raw.append((self.raw[-1] if self.raw else -1) + 1 + number % 3)

    def normalise(self, number: int) -> None:
        if self.raw_done == len(self.raw):
            return
        offset = self.raw[self.raw_done]
        if number % 4 == 0:
            self.letters.append((offset, "normalise"))
        else:
            self.normalised.append((offset, False))
        self.raw_done += 1

    def enrich(self, number: int) -> None:
        if self.normalised_done == len(self.normalised):
            return
        offset, _ = self.normalised[self.normalised_done]
        if number % 3 == 0:
            self.letters.append((offset, "enrich"))
        else:
            entities, numbers = number % 5, number % 7
            self.enriched.append((offset, entities, numbers))
            self.entities += [offset] * entities
            self.numbers += [offset] * numbers
        self.normalised_done += 1

    def replay(self, number: int) -> None:
        if number % len(self.letters or (0,)) in self.replayed or not self.letters:
            return
        self.replayed.add(number % len(self.letters))
        offset, stage = self.letters[number % len(self.letters)]
        if stage == "normalise":
            self.feed(number)
        else:
            self.normalised.append((offset, True))

    def step(self, number: int) -> None:
        (self.feed, self.normalise, self.enrich, self.normalise, self.enrich, self.replay)[number % 6](number // 6)

    def settle(self) -> None:
        while self.raw_done < len(self.raw) or self.normalised_done < len(self.normalised):
            self.normalise(1)
            self.enrich(2)

    def look(self, meanwhile: Callable[[], None] = lambda: None) -> tuple[Ledger, Tally]:
        """As a reader does it, while the world goes on between the steps."""
        raw_done = self.raw[self.raw_done - 1] + 1 if self.raw_done else None
        normalised_done = self.normalised_done
        meanwhile()
        raw = list(self.raw)
        ledger = Ledger(RAW, {0: Book(0, raw[-1] + 1 if raw else 0, raw_done)})
        meanwhile()
        letters = len(self.letters)
        meanwhile()
        enriched = len(self.enriched)
        meanwhile()
        for offset, stage in self.letters[:letters]:
            ledger.rejected(place(offset), stage, Code.CRASHED)
        for offset, entities, numbers in self.enriched[:enriched]:
            ledger.enriched(place(offset), b"entities=%d,numbers=%d" % (entities, numbers))
        meanwhile()
        ends: list[int] = []
        for records in (self.entities, self.numbers):
            ends.append(len(records))
            meanwhile()
        normalised = len(self.normalised)
        meanwhile()
        for slot, records, end in zip(("entities", "numbers"), (self.entities, self.numbers), ends, strict=True):
            for offset in records[:end]:
                ledger.record(place(offset), slot)
        for at, (offset, replayed) in enumerate(self.normalised[:normalised]):
            ledger.normalised(place(offset), replayed=replayed, waiting=at >= normalised_done)
        tally = Tally()
        for offset in raw:
            tally.add(place(offset).decode(), ledger.judge(0, offset, 1000 + offset))
        return ledger, tally


STEPS = st.lists(st.integers(0, 2000), max_size=60)


@settings(max_examples=100, deadline=None)
@given(STEPS, st.lists(st.integers(0, 2000), min_size=60, max_size=200), st.integers(0, 20))
def test_a_system_at_work_is_never_accused(before: list[int], meanwhile: list[int], each: int) -> None:
    world = World()
    for number in before:
        world.step(number)
    steps: Iterator[int] = iter(meanwhile)

    def go_on() -> None:
        for _, number in zip(range(each), steps, strict=False):
            world.step(number)

    ledger, tally = world.look(go_on)
    assert dict(tally.places) == {kind: [] for kind in FAULTS}
    assert ledger.orphans() == 0
    assert (ledger.placeless, ledger.elsewhere) == (0, Counter())


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_a_settled_system_is_accounted_for_in_full(steps: list[int]) -> None:
    world = World()
    for number in steps:
        world.step(number)
    world.settle()
    _, tally = world.look()
    enriched = {offset for offset, *_ in world.enriched}
    late = {offset for offset, stage in world.letters if stage == "enrich"} - enriched
    assert tally.received == len(world.raw)
    assert tally.outcomes[Outcome.FORWARDED] == len(enriched)
    assert tally.rejected[("enrich", "crashed")] == len(late)
    assert tally.rejected[("normalise", "crashed")] == sum(stage == "normalise" for _, stage in world.letters)
    assert tally.outcomes.total() == len(enriched) + tally.rejected.total()


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.integers(0, 2000), min_size=20, max_size=60),
    st.sampled_from(("normalised", "enriched", "entities", "numbers", "letters")),
    st.integers(0, 1000),
)
@pytest.mark.parametrize("twice", [False, True], ids=["taken away", "put in twice"])
def test_every_single_fault_is_found(twice: bool, steps: list[int], topic: str, number: int) -> None:
    world = World()
    for step in steps:
        world.step(step)
    world.settle()
    log: list[int | tuple[int, ...]] = getattr(world, topic)
    if not log:
        return
    at = number % len(log)
    entry = log[at]
    offset = entry if isinstance(entry, int) else entry[0]
    if twice:
        log.append(entry)
        world.normalised_done += topic == "normalised"
    else:
        del log[at]
        world.normalised_done -= topic == "normalised"
    _, tally = world.look()
    found = {kind: places for kind, places in tally.places.items() if places}
    accused = {named for places in found.values() for named, _ in places}
    assert accused == {place(offset).decode()}
    if topic in ("entities", "numbers"):
        assert set(found) == {Outcome.DOUBLED if twice else Outcome.INCOMPLETE}
    elif topic in ("enriched", "letters"):
        # a letter of which a replay came: its message was normalised once more than anything came of it
        assert set(found) == {Outcome.DOUBLED if twice else Outcome.MISSING}
    else:
        assert set(found) <= {Outcome.DOUBLED, Outcome.MISSING}


def ledger(end: int = 10, committed: int | None = 10, **more: object) -> Ledger:
    return Ledger(RAW, {0: Book(0, end, committed)}, **more)  # type: ignore[arg-type]


def test_what_the_group_has_not_gone_past_is_open() -> None:
    for committed, outcomes in ((None, "open open"), (0, "open open"), (1, "missing open"), (2, "missing missing")):
        book = ledger(2, committed)
        assert " ".join(book.judge(0, offset, 5).outcome for offset in (0, 1)) == outcomes


def test_a_normalised_article_that_is_not_committed_is_open() -> None:
    for waiting, outcome in ((True, Outcome.OPEN), (False, Outcome.MISSING)):
        book = ledger()
        book.normalised(place(3), replayed=False, waiting=waiting)
        assert book.judge(0, 3, 5).outcome == outcome


def test_what_nobody_can_tell_is_expired() -> None:
    """The oldest message left in a topic is of 100: what came of an older raw message may be deleted."""
    book = ledger(horizon_ms={"normalised": 100, "deadletters": -inf})
    assert book.judge(0, 0, 99) == Verdict(Outcome.EXPIRED, "neither normalised nor rejected", topic="normalised")
    assert book.judge(0, 1, 100).outcome == Outcome.MISSING
    book.enriched(place(2), b"entities=0,numbers=0")
    assert book.judge(0, 2, 99).outcome == Outcome.FORWARDED
    book.enriched(place(3), b"entities=0,numbers=0")
    assert book.judge(0, 3, 100) == Verdict(Outcome.MISSING, "not normalised, but something came of it")
    book.rejected(place(4), "enrich", "crashed")
    assert book.judge(0, 4, 99) == Verdict(Outcome.REJECTED, stage="enrich", code="crashed")
    for _ in range(2):
        book.enriched(place(5), b"entities=0,numbers=0")
    assert book.judge(0, 5, 99).outcome == Outcome.DOUBLED
    assert book.judge(0, 6, None).outcome == Outcome.MISSING


@pytest.mark.parametrize(("topic", "at"), [("enriched", 0), ("deadletters", 0), ("entities", 1), ("numbers", 2)])
def test_each_topic_has_a_horizon_of_its_own(topic: str, at: int) -> None:
    book = ledger(horizon_ms={topic: inf})
    for offset in range(3):
        book.normalised(place(offset), replayed=False, waiting=False)
    book.enriched(place(1), b"entities=1,numbers=0")
    book.enriched(place(2), b"entities=0,numbers=1")
    verdicts = [book.judge(0, offset, 5) for offset in range(3)]
    assert [verdict.outcome == Outcome.EXPIRED for verdict in verdicts] == [offset == at for offset in range(3)]
    assert verdicts[at].topic == topic


def test_what_an_open_transaction_may_hide_is_open() -> None:
    book = ledger(held={"numbers"})
    book.normalised(place(0), replayed=False, waiting=False)
    book.enriched(place(0), b"entities=0,numbers=1")
    assert book.judge(0, 0, 5)[:2] == (Outcome.OPEN, "hidden by a transaction that is still open")
    assert book.judge(0, 1, 5).outcome == Outcome.MISSING


def test_an_article_that_does_not_tell_its_records_is_not_judged_by_them() -> None:
    book = ledger()
    book.normalised(place(0), replayed=False, waiting=False)
    book.enriched(place(0), None)
    book.record(place(0), "entities")
    assert book.judge(0, 0, 5).outcome == Outcome.FORWARDED
    assert book.uncounted == 1


def test_records_of_no_article_are_too_many() -> None:
    book = ledger()
    book.normalised(place(0), replayed=False, waiting=False)
    book.rejected(place(0), "enrich", "crashed")
    book.record(place(0), "entities")
    assert book.judge(0, 0, 5) == Verdict(Outcome.DOUBLED, "1 more entities than its article has")


def test_refused_and_forwarded_is_doubled() -> None:
    book = ledger()
    book.rejected(place(0), "normalise", "empty_body")
    book.normalised(place(0), replayed=False, waiting=False)
    book.rejected(place(1), "normalise", "empty_body")
    book.enriched(place(1), b"entities=0,numbers=0")
    assert {book.judge(0, offset, 5).outcome for offset in (0, 1)} == {Outcome.DOUBLED}


@pytest.mark.parametrize("copies", [MOST - 1, MOST, MOST + 1, 600])
def test_counters_stay_at_their_most(copies: int) -> None:
    book = ledger()
    for _ in range(copies):
        book.normalised(place(0), replayed=True, waiting=False)
        book.rejected(place(0), "enrich", "crashed")
    book.normalised(place(0), replayed=False, waiting=False)
    book.rejected(place(0), "enrich", "timed_out")
    assert book.judge(0, 0, 5) == Verdict(Outcome.REJECTED, stage="enrich", code="timed_out")


def test_codes_and_stages_of_others() -> None:
    book = ledger()
    book.rejected(place(0), "normalise", "a_code_of_tomorrow")
    book.rejected(place(1), "a_stage_of_tomorrow", "crashed")
    assert book.judge(0, 0, 5) == Verdict(Outcome.REJECTED, stage="normalise", code="?")
    assert book.judge(0, 1, 5).outcome == Outcome.MISSING
    for code in Code:
        book = ledger()
        book.rejected(place(0), "normalise", code)
        assert book.judge(0, 0, 5).code == code


def test_what_is_in_no_book_is_told_apart() -> None:
    book = Ledger(RAW, {0: Book(begin=10, end=20, committed=20, start=15)})
    for raw in (None, b"", b"nonsense", b"a/b/c", b"\xff", b"articles.raw/0/"):
        book.enriched(raw, None)
    for raw in (b"other/topic/0/5", b"news/0/5", b"news/0/5", b"articles.raw/7/5", b"\xff/0/1"):
        book.record(raw, "numbers")
    for offset in (9, 12, 14, 20, 21):
        book.normalised(place(offset), replayed=False, waiting=False)
        book.record(place(offset), "numbers")
    assert book.placeless == 6
    assert book.elsewhere == {"other/topic": 1, "news": 2, RAW: 1, "\\xff": 1}
    assert (book.before, book.after) == (1, 2)
    assert book.orphans() == 1


def test_what_comes_of_a_raw_message_that_is_gone_is_no_fault() -> None:
    book = ledger()
    for offset in (1, 2, 3):
        book.normalised(place(offset), replayed=False, waiting=False)
        book.enriched(place(offset), b"entities=0,numbers=0")
    book.rejected(place(4), "normalise", "crashed")
    book.judge(0, 1, 5)
    book.skip(0, 2)
    assert book.orphans() == 3
    assert Ledger(RAW, {0: Book(5, 5)}).orphans() == 0


@given(st.lists(st.one_of(st.none(), st.integers(-100_000, 100_000)), max_size=8))
def test_what_is_owed_is_exact(numbers: list[int | None]) -> None:
    owed = Owed(1)
    for number in numbers:
        owed.add(0, number)
    known = [number for number in numbers if number is not None]
    assert owed[0] == (sum(known) if len(known) == len(numbers) else None)


@pytest.mark.parametrize("header", [None, b"", b"entities", b"entities=x", b"entities=-1", b"a=1=2", b"\xff=1", b"=,="])
def test_a_header_that_does_not_tell_tells_nothing(header: bytes | None) -> None:
    assert parse_records(header) is None


def test_it_takes_ten_bytes_an_offset() -> None:
    book = Book(0, 1000)
    arrays = [getattr(book, name) for name in ("normalised", "replayed", "waiting", "enriched")]
    arrays += [*book._letters.values(), *(owed._small for owed in book.owed.values())]
    assert sum(memoryview(array).nbytes for array in arrays) == 10 * 1000
    assert len(arrays) == 8


def test_places_are_listed_up_to_the_limit_and_counted_in_full() -> None:
    tally = Tally(limit=2)
    for number in range(5):
        tally.add(f"p/{number}", Verdict(Outcome.MISSING, "nothing"))
    tally.add("q", Verdict(Outcome.OPEN))
    assert tally.places[Outcome.MISSING] == [("p/0", "nothing"), ("p/1", "nothing")]
    assert list(tally.unlisted()) == [(Outcome.MISSING, 3)]
    assert (tally.received, tally.well) == (6, False)

"""What the rows of the report are made of."""

from pathlib import Path

import pytest

from tests.chaos.recovery import Fault, Outcome, recoveries
from tests.chaos.report import Row, append, load, table
from tests.integration.harness import Record
from tests.integration.ledger import CLEAN, Findings, Sent, check, expected
from worker.topics import Topics


def fault(began: float, ended: float) -> Fault:
    return Fault("a fault", began, ended, 1000 * ended)


def outcome(seen: float, made: float) -> Outcome:
    return Outcome(seen, round(1000 * made))


def test_recovery_is_that_of_the_slowest_partition() -> None:
    progress = {"raw/0": [outcome(11, 10.9), outcome(12, 11.9)], "raw/1": [outcome(16, 15.9)]}
    assert recoveries([fault(10, 10)], progress) == (6.0,)


def test_what_was_made_before_the_fault_is_no_recovery() -> None:
    assert recoveries([fault(10, 10)], {"raw/0": [outcome(10.1, 9.9), outcome(17, 16.9)]}) == (7.0,)


def test_a_partition_of_which_nothing_comes_any_more_does_not_count() -> None:
    assert recoveries([fault(10, 10)], {"raw/0": [outcome(9, 8.9)], "raw/1": [outcome(15, 14.9)]}) == (5.0,)


def test_a_fault_that_lasts_counts_from_its_end_and_one_that_is_overtaken_not_at_all() -> None:
    assert recoveries([fault(10, 20), fault(25, 28)], {"raw/0": [outcome(31, 30.9)]}) == (3.0,)


TOPICS = Topics()
VALUE = b'{"source": "gazette.example", "external_id": "1", "body": "Four boats met in Riga on 3 May 2019."}'


class Reader:
    """Records as a `Tail` would hold them: one article, and what comes of it."""

    def __init__(self) -> None:
        raw = Record(TOPICS.raw.name, 0, 0, 1_790_000_000_000, b"key", VALUE, {})
        self.records: dict[str, list[Record]] = {topic.name: [] for topic in TOPICS}
        self.records[TOPICS.raw.name].append(raw)
        right = expected(VALUE, raw.timestamp_ms)
        assert isinstance(right, list)
        for number, (slot, value) in enumerate(right):
            topic = getattr(TOPICS, slot).name
            headers = {"copydesk.raw": raw.place.encode(), "ce_subject": b"id", "ce_id": str(number).encode()}
            self.records[topic].append(Record(topic, 3, number, 0, b"id", value, headers))

    def findings(self) -> Findings:
        sent = [Sent(f"{TOPICS.raw.name}/0/0", VALUE, None)]
        return check(TOPICS, self, sent)  # type: ignore[arg-type]


PLACE = (f"{TOPICS.raw.name}/0/0",)


def test_the_ledger_finds_nothing_where_nothing_is_wrong() -> None:
    assert Reader().findings() == CLEAN


@pytest.mark.parametrize("slot", ["normalised", "enriched", "numbers"])
def test_the_ledger_finds_what_is_lost_doubled_and_changed(slot: str) -> None:
    topic = getattr(TOPICS, slot).name
    lost, doubled, changed = Reader(), Reader(), Reader()
    (taken, *_) = lost.records[topic]
    lost.records[topic].remove(taken)
    assert lost.findings() == Findings(lost=PLACE)
    doubled.records[topic].append(taken)
    assert doubled.findings().doubled == PLACE
    changed.records[topic][0] = Record(topic, 3, 0, 0, b"id", b"{}", taken.headers)
    assert changed.findings() == Findings(changed=PLACE)


def test_the_ledger_finds_a_dead_letter_too_many_and_a_record_of_nothing() -> None:
    reader = Reader()
    headers = {"copydesk.raw": PLACE[0].encode(), "copydesk.error.code": b"crashed"}
    reader.records[TOPICS.deadletters.name].append(Record(TOPICS.deadletters.name, 0, 0, 0, b"key", VALUE, headers))
    assert reader.findings().strange
    reader = Reader()
    del reader.records[TOPICS.raw.name][0]
    assert len(reader.findings().strange) > 1


def test_rows_are_kept_and_shown(tmp_path: Path) -> None:
    row = Row(
        fault="kill",
        brokers=3,
        workers=2,
        articles=10_000,
        faults=5,
        in_transaction=4,
        lost=0,
        doubled=0,
        changed=0,
        strange=0,
        exits={"killed": 5},
        recoveries=(1.0, 3.0, 8.0),
        seconds=60.0,
        seed=1,
        ledger="well",
    )
    assert row.clean
    file = tmp_path / "report"
    append(row, file)
    append(Row(**vars(row) | {"mutant": "no_gate", "doubled": 2}), file)
    assert load(file)[0] == row
    shown = table(load(file))
    assert "| kill | 3 | 2 | 10,000 | 5 | 4 | 0 | 0 | 0 | well | 5 killed | 3.0 | 8.0 | 60 |" in shown
    assert "| no_gate | kill | 3 | 0 | 2 | 0 |  | yes |" in shown

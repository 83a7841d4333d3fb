"""An article fed again with other words, or taken back, replaces its older self for a reader that upserts.

The reader of this test is the one that `schemas.record.Envelope` tells of. It keeps three tables:

- articles: the last message of `articles.enriched` for each article_id;
- entities, numbers: a row for each record_id; a record deletes the rows of its article and topic that have another
  content_hash, or a number that is not below its total. A row counts as long as its article has the same content_hash,
  and found more than its number: that is how a revision that finds nothing, or a withdrawal, is noticed, for it has no
  records that could tell.

The topics may be read in any order to each other: that only delays what is seen at the end.
"""

import json
import random
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pytest

from schemas.article import RawArticle
from tests.integration.harness import Installation, Record, Tail
from worker.enrichers.registry import ENRICHERS
from worker.feed.identity import key
from worker.stages import Job, Result, run

pytestmark = pytest.mark.kafka

FLAT = {"entities": "entities", "numbers": "figures"}
"""Each flat topic, and the field of an enriched article that it repeats."""

LONG = "Marta Oliveira of Lisbon counted 340 ferries on Monday. She spent $2.5 million on 12 of them, officials said."
OTHER = "Samuel Otieno of Nairobi sold 77 turbines on Friday, more than 40 percent of them to Norway."
FEWER = "Marta Oliveira of Lisbon counted 350 ferries on Monday."
NOTHING = "it rained and nobody came, which is all that there was to say."


def fed(name: str, body: str | None) -> tuple[bytes, bytes]:
    """A raw message of an article, by its name; without a body it is taken back."""
    fields: dict[str, object] = {"source": "gazette.example", "external_id": name, "published": "2026-03-02"}
    fields |= {"status": "withdrawn"} if body is None else {"body": body, "headline": f"On the {name}"}
    raw = RawArticle.model_validate(fields)
    return key(raw), json.dumps(fields).encode()


LIVES: Mapping[str, Sequence[str | None]] = {
    "untouched": [LONG],
    "fed twice": [LONG, LONG],
    "revised": [LONG, OTHER],
    "shortened": [LONG, FEWER],
    "emptied": [LONG, NOTHING],
    "emptied and filled": [LONG, NOTHING, OTHER],
    "taken back": [LONG, None],
    "taken back twice": [LONG, None, None],
    "taken back and published again": [LONG, None, FEWER],
    "back to what it was": [LONG, OTHER, LONG],
}
"""What is fed of each article, in this order."""


class Reader:
    """Tables that are kept up to date with what is read."""

    def __init__(self) -> None:
        self.articles: dict[str, dict[str, object]] = {}
        self.rows: dict[str, dict[str, dict[str, object]]] = {slot: {} for slot in FLAT}

    def take(self, slot: str, value: bytes) -> None:
        """One message of `articles.enriched`, `articles.entities` or `articles.numbers`."""
        said = json.loads(value)
        if slot == "enriched":
            self.articles[said["article_id"]] = said
            return
        table = self.rows[slot]
        for record_id, row in list(table.items()):
            same = row["article_id"] == said["article_id"]
            if same and (row["content_hash"] != said["content_hash"] or int(str(row["number"])) >= said["total"]):
                del table[record_id]
        table[said["record_id"]] = said

    def table(self, slot: str) -> dict[str, dict[str, object]]:
        """The rows that count, by their record_id."""
        return {record_id: row for record_id, row in self.rows[slot].items() if self._counts(slot, row)}

    def _counts(self, slot: str, row: Mapping[str, object]) -> bool:
        article = self.articles.get(str(row["article_id"]))
        if article is None or article["content_hash"] != row["content_hash"]:
            return False
        found = article[FLAT[slot]]
        assert isinstance(found, list)
        return int(str(row["number"])) < len(found)

    @property
    def state(self) -> tuple[object, ...]:
        """All that it knows."""
        return self.articles, *(self.table(slot) for slot in FLAT)


def stage(name: str, value: bytes, timestamp_ms: int) -> Result:
    job = Job("normalise" if name == "normalise" else "enrich", value, timestamp_ms)
    return run(job, ENRICHERS, max_body_bytes=10_000, entering=lambda _: None, failed=lambda *_: None)


def expected(last: Iterable[Record]) -> Reader:
    """What a reader knows who has only seen the last message of each article."""
    reader = Reader()
    for raw in last:
        (article,) = stage("normalise", raw.value or b"", raw.timestamp_ms).records
        for record in stage("enrich", article.value, raw.timestamp_ms).records:
            reader.take(record.slot, record.value)
    return reader


@pytest.fixture(scope="module")
def installation(kafka: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """All lives were fed, one message of each article after the other, and worked on."""
    rounds = max(map(len, LIVES.values()))
    turns = [(name, turn) for turn in range(rounds) for name, life in LIVES.items() if turn < len(life)]
    messages = [fed(name, LIVES[name][turn]) for name, turn in turns]
    with Installation(kafka, f"t{uuid.uuid4().hex[:10]}.", tmp_path_factory.mktemp("revisions")) as made:
        made.create_topics()
        made.produce(messages)
        worker = made.start_worker()
        with made.tail() as reading:
            made.wait_done(reading, len(messages))
        assert worker.terminate() == 0
        yield made


@pytest.fixture
def tail(installation: Installation) -> Iterator[Tail]:
    """Everything that is there to read."""
    with installation.tail() as reading:
        reading.settle()
        assert reading.count(installation.topics.deadletters.name) == 0
        yield reading


def streams(installation: Installation, tail: Tail) -> list[list[tuple[str, bytes]]]:
    """What a reader gets from each partition of each topic, in order."""
    found: dict[tuple[str, int], list[tuple[str, bytes]]] = {}
    for slot in ("enriched", *FLAT):
        records = tail.records[getattr(installation.topics, slot).name]
        for record in sorted(records, key=lambda record: record.kafka_offset):
            found.setdefault((slot, record.partition), []).append((slot, record.value or b""))
    return list(found.values())


def mixed(streams: Sequence[Sequence[tuple[str, bytes]]], seed: int) -> Iterator[tuple[str, bytes]]:
    """The messages in an order in which they may be read: of one partition in order, partitions as they come.

    The first two seeds: one topic after the other, forwards and backwards.
    """
    order = [number for number, stream in enumerate(streams) for _ in stream]
    if seed == 1:
        order.reverse()
    elif seed > 1:
        random.Random(seed).shuffle(order)
    reading = [iter(stream) for stream in streams]
    return (next(reading[number]) for number in order)


def test_the_last_revision_replaces_all_before(installation: Installation, tail: Tail) -> None:
    raws = sorted(tail.records[installation.topics.raw.name], key=lambda record: record.kafka_offset)
    wanted = expected({record.key: record for record in raws}.values())
    articles = {str(article["external_id"]): article for article in wanted.articles.values()}
    rows = {
        name: [sum(row["article_id"] == article["article_id"] for row in wanted.table(slot).values()) for slot in FLAT]
        for name, article in articles.items()
    }
    assert rows["taken back"] == rows["taken back twice"] == rows["emptied"] == [0, 0]
    assert rows["untouched"] == rows["fed twice"] == rows["back to what it was"]
    assert 0 < rows["shortened"][1] < rows["untouched"][1]
    assert rows["revised"][0] > 0

    parts = streams(installation, tail)
    for seed in range(20):
        reader = Reader()
        for slot, value in mixed(parts, seed):
            reader.take(slot, value)
        assert reader.state == wanted.state, f"in order {seed}"
        for slot, value in mixed(parts, seed + 1):
            reader.take(slot, value)
        assert reader.state == wanted.state, f"read again from the beginning, in order {seed + 1}"


def test_a_flat_topic_alone_does_not_tell_that_nothing_is_left(installation: Installation, tail: Tail) -> None:
    """Known and documented: a withdrawal has no records. Who reads `articles.numbers` needs `articles.enriched` too."""
    reader = Reader()
    for part in streams(installation, tail):
        for slot, value in part:
            reader.take(slot, value)
    ids = {str(article["external_id"]): article["article_id"] for article in reader.articles.values()}
    for slot in FLAT:
        left = {row["article_id"] for row in reader.rows[slot].values()}
        shown = {row["article_id"] for row in reader.table(slot).values()}
        assert left - shown == {ids["taken back"], ids["taken back twice"], ids["emptied"]}

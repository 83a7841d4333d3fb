"""Input that comes again, groups that begin again, topics that grow and logs that are cut, while all goes on."""

import itertools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

import pytest
from confluent_kafka import ConsumerGroupTopicPartitions, TopicPartition
from confluent_kafka.admin import AdminClient, NewPartitions, OffsetSpec  # type: ignore[attr-defined]

from schemas.dead_letter import ERROR_CODE
from tests.chaos.campaign import Campaign, Site
from tests.chaos.conftest import Campaigns
from tests.chaos.report import Row
from tests.chaos.source import steady
from tests.integration.harness import Record
from tests.integration.process import WorkerProcess

pytestmark = [pytest.mark.kafka, pytest.mark.full, pytest.mark.timeout(900)]

Keep = Callable[[Row], Row]

BACK_AT_WORK_S = 120.0
ASKED_S = 20.0
COPIES = 200
"""After so many articles, the same come again."""

Bytes = tuple[str, bytes | None, bytes | None]
"""Slot, key and value of a record."""


def made(campaign: Campaign) -> dict[str, list[Record]]:
    """All that came of each raw message, in the order of its topics and offsets."""
    found: dict[str, list[Record]] = {}
    for slot, topic in campaign.topics.slots():
        if slot != "raw":
            for record in sorted(campaign.tail.records[topic.name], key=lambda r: (r.partition, r.kafka_offset)):
                found.setdefault(record.raw, []).append(record)
    return found


def as_bytes(records: Iterable[Record]) -> list[Bytes]:
    return [(record.topic, record.key, record.value) for record in records]


def as_ids(records: Iterable[Record]) -> list[tuple[bytes, bytes]]:
    """What a record is known by: its ce_id, a dead letter's code."""
    return [(record.headers.get("ce_id", b""), record.headers.get(ERROR_CODE, b"")) for record in records]


def fed_twice(campaign: Campaign) -> list[str]:
    """The raw messages, by place, whose bytes are those of an earlier one, and whose outputs are not."""
    outputs = made(campaign)
    first: dict[tuple[bytes | None, bytes | None], list[Bytes]] = {}
    ids: set[tuple[bytes, bytes]] = set()
    wrong = []
    for raw in campaign.tail.records[campaign.topics.raw.name]:
        records = outputs.get(raw.place, [])
        if first.setdefault((raw.key, raw.value), as_bytes(records)) != as_bytes(records):
            wrong.append(raw.place)
        mine = {one for one in as_ids(records) if one[0]}
        assert not ids & mine, f"{raw.place}: a ce_id of another raw message"
        ids |= mine
    return wrong


def test_the_input_fed_twice(site: Site, campaigns: Campaigns, keep: Keep) -> None:
    """The same article ids, record ids and bytes for each copy; only the headers tell one from the other."""
    campaign = campaigns(site, "the whole input fed twice", source=itertools.cycle(itertools.islice(steady(), COPIES)))
    campaign.start()
    row = keep(campaign.finish(3 * COPIES))
    assert row.clean
    assert fed_twice(campaign) == []


def test_a_clock_is_seen(one_broker: Site, campaigns: Campaigns, keep: Keep) -> None:
    source = itertools.cycle(itertools.islice(steady(), 50))
    campaign = campaigns(one_broker, "the whole input fed twice", source=source, mutant="a_clock_in_the_value")
    campaign.start()
    row = keep(campaign.finish(150))
    assert row.changed > 0
    assert fed_twice(campaign) != []


def settled(campaign: Campaign, worker: WorkerProcess, outcomes: int) -> None:
    """Let a worker go on, after the campaign, until there are so many outcomes; stop it, and read to the end."""
    topics = campaign.topics

    def done() -> bool:
        assert worker.status is None, f"the worker ended with {worker.status}\n{worker.tail()}"
        campaign.tail.poll()
        return campaign.tail.count(topics.enriched.name, topics.deadletters.name) >= outcomes

    campaign.installation.wait_until(done, f"{outcomes} outcomes", BACK_AT_WORK_S)
    assert worker.terminate() == 0
    campaign.tail.settle()


def again(before: Mapping[str, list[Record]], after: Mapping[str, list[Record]], times: int) -> tuple[int, int, int]:
    """Raw messages that lack a repetition, have one too many, or whose repetitions differ in a byte or an id."""
    lost = doubled = changed = 0
    for place, records in before.items():
        wanted = sorted(times * list(zip(as_bytes(records), as_ids(records), strict=True)), key=repr)
        got = sorted(zip(as_bytes(after[place]), as_ids(after[place]), strict=True), key=repr)
        if wanted != got:
            lost += len(got) < len(wanted)
            doubled += len(got) > len(wanted)
            changed += len(got) == len(wanted)
    return lost, doubled, changed


def reset(campaign: Campaign) -> None:
    """Set the group's offsets on the raw topic to 0; it must have no members."""
    admin = AdminClient({"bootstrap.servers": campaign.site.bootstrap})
    raw = campaign.topics.raw.name
    partitions = admin.list_topics(timeout=ASKED_S).topics[raw].partitions
    group = campaign.installation.group
    asked = ConsumerGroupTopicPartitions(group, [TopicPartition(raw, number, 0) for number in partitions])
    answer = admin.alter_consumer_group_offsets([asked])[group].result(ASKED_S)
    assert all(place.error is None for place in answer.topic_partitions)


def test_the_group_reset_to_the_beginning(site: Site, campaigns: Campaigns, keep: Keep) -> None:
    """All that was made of the raw topic is made again, record for record: the same ids and the same bytes."""
    campaign = campaigns(site, "group reset to the beginning")
    campaign.start()
    row = campaign.finish(400)
    assert row.clean
    before = made(campaign)
    reset(campaign)
    settled(campaign, campaign.installation.start_worker(**campaign.fleet.settings), 2 * row.articles)
    lost, doubled, changed = again(before, made(campaign), 2)
    row = keep(replace(row, faults=1, articles=2 * row.articles, lost=lost, doubled=doubled, changed=changed))
    assert row.clean


def test_a_renamed_group_begins_where_it_is_told(site: Site, campaigns: Campaigns, keep: Keep) -> None:
    """Refuse: it says so and stops. End: only what comes from now on. Beginning: all again, the same bytes.

    From the beginning a group that runs both stages enriches each article twice: what the old group normalised, and
    what it normalises itself; ids and bytes are the same.
    """
    campaign = campaigns(site, "group renamed")
    campaign.start()
    row = campaign.finish(300)
    assert row.clean
    before, installation, settings = made(campaign), campaign.installation, campaign.fleet.settings

    refused = installation.start_worker(**settings, group=f"{installation.group}.b", offset_reset="refuse")
    installation.wait_until(lambda: refused.status is not None, "end of the worker that refuses")
    assert refused.status == 78
    assert f"{installation.group}.b" in str(refused.events("died")[-1]["detail"])

    at_the_end = installation.start_worker(**settings, group=f"{installation.group}.b", offset_reset="end")
    installation.wait_assigned(at_the_end)
    fresh = list(itertools.islice(steady(), 30))
    installation.produce([(fed.key, fed.value) for fed in fresh])
    settled(campaign, at_the_end, row.articles + len(fresh))
    assert again(before, made(campaign), 1) == (0, 0, 0)
    assert {event["starts_at"] for event in at_the_end.events("no_committed_offsets")} == {"end"}

    before = made(campaign)
    anew = installation.start_worker(**settings, group=f"{installation.group}.c", offset_reset="beginning")
    refused_ones = campaign.tail.count(campaign.topics.deadletters.name)
    enriched_ones = campaign.tail.count(campaign.topics.enriched.name)
    settled(campaign, anew, 2 * refused_ones + 3 * enriched_ones)
    assert {event["starts_at"] for event in anew.events("no_committed_offsets")} == {"beginning"}
    normalised = campaign.topics.normalised.name
    after = made(campaign)
    for place, records in before.items():
        once = set(zip(as_bytes(records), as_ids(records), strict=True))
        assert set(zip(as_bytes(after[place]), as_ids(after[place]), strict=True)) == once
        dead = any(record.topic == campaign.topics.deadletters.name for record in records)
        counts = {sum(record.topic == topic for record in after[place]) for topic in {r.topic for r in records}}
        assert sum(record.topic == normalised for record in after[place]) == (0 if dead else 2)
        assert dead or max(counts) % 3 == 0
    keep(replace(row, faults=3))


def cut(campaign: Campaign, keep_last: int) -> dict[str, int]:
    """Delete the raw topic's records but the last of each partition, as its retention might; the first that is left."""
    admin = AdminClient({"bootstrap.servers": campaign.site.bootstrap})
    raw = campaign.topics.raw.name
    partitions = admin.list_topics(timeout=ASKED_S).topics[raw].partitions
    latest = OffsetSpec.latest()  # type: ignore[no-untyped-call]
    ends = admin.list_offsets({TopicPartition(raw, number): latest for number in partitions})
    wanted = [TopicPartition(raw, at.partition, end.result(ASKED_S).offset - keep_last) for at, end in ends.items()]
    firsts = admin.delete_records(wanted)
    return {f"{raw}/{at.partition}": future.result(ASKED_S).low_watermark for at, future in firsts.items()}


def test_a_committed_offset_before_the_beginning(site: Site, campaigns: Campaigns, keep: Keep) -> None:
    """What retention deleted before it was read is gone; the worker says so, and goes on with the first that is left.

    With offset_reset=refuse it says so and stops instead.
    """
    campaign = campaigns(site, "committed offset before the log's beginning")
    campaign.start()
    row = campaign.finish(300)
    assert row.clean
    installation, settings = campaign.installation, campaign.fleet.settings
    later = list(itertools.islice(steady(), 400, 600))
    places = installation.produce([(fed.key, fed.value) for fed in later])
    firsts = cut(campaign, 20)
    left = [place for place in places if int(place.rsplit("/", 1)[1]) >= firsts[place.rsplit("/", 1)[0]]]
    assert 0 < len(left) < len(places)

    refused = installation.start_worker(**settings, offset_reset="refuse")
    installation.wait_until(lambda: refused.status is not None, "end of the worker that refuses")
    assert refused.status == 78
    assert "is not in the log" in str(refused.events("died")[-1]["detail"])

    worker = installation.start_worker(**settings)
    settled(campaign, worker, row.articles + len(left))
    after = made(campaign)
    assert [place for place in left if place not in after] == []
    assert [place for place in places if place in after and place not in left] == []
    assert len(worker.events("committed_offset_out_of_range")) == len(firsts)
    keep(replace(row, articles=row.articles + len(left), faults=2))


def grow(admin: AdminClient, campaign: Campaign, partitions: int, slots: Iterable[str]) -> None:
    """More partitions for these topics, one topic after the other."""
    for slot in slots:
        name = getattr(campaign.topics, slot).name
        admin.create_partitions([NewPartitions(name, partitions)])[name].result(ASKED_S)
        campaign.until(
            lambda name=name: len(admin.list_topics(timeout=ASKED_S).topics[name].partitions) == partitions,  # type: ignore[misc]
            f"{partitions} partitions of {name}",
        )


OUTPUTS_FIRST = ("deadletters", "numbers", "entities", "enriched", "normalised")


def growing(campaign: Campaign) -> tuple[int, WorkerProcess]:
    """4 to 6 partitions, outputs first, the raw topic last; a worker is started in the middle of it."""
    admin = AdminClient({"bootstrap.servers": campaign.site.bootstrap})
    raw = campaign.topics.raw.name
    with campaign.lasting("topics grow"):
        grow(admin, campaign, 6, OUTPUTS_FIRST)
        early = campaign.installation.start_worker(**campaign.fleet.settings)
        campaign.until(lambda: early.status is not None, "end of the worker that came in between")
        grow(admin, campaign, 6, ["raw"])
    campaign.tail.widen()
    campaign.fleet.join()
    new = {f"{raw}/4", f"{raw}/5"}
    campaign.until(
        lambda: new <= {place.rsplit("/", 1)[0] for place in campaign.outcomes}, "outcomes of new partitions", 120
    )
    return len(campaign.feeder.fed), early


def check_growth(campaign: Campaign, since: int) -> tuple[int, list[str]]:
    """Articles whose records lie in several partition numbers: how many of those that were fed while it grew, and of
    those that were fed after it, which."""
    places: dict[str, set[int]] = {}
    for slot in ("normalised", "enriched", "entities", "numbers"):
        for record in campaign.tail.records[getattr(campaign.topics, slot).name]:
            places.setdefault(record.raw, set()).add(record.partition)
    split = {place for place, numbers in places.items() if len(numbers) > 1}
    fed = {fed.value: number for number, fed in enumerate(campaign.feeder.fed)}
    raws = campaign.tail.records[campaign.topics.raw.name]
    late = [raw.place for raw in raws if raw.place in split and fed[raw.value] >= since]
    return len(split), late


def test_topics_that_gain_partitions(site: Site, campaigns: Campaigns, keep: Keep) -> None:
    """Outputs first, the raw topic last: nothing is lost or doubled, and who starts in between says what is unequal.

    An article that is on its way meanwhile may have its records in several partition numbers, and an article that is
    fed again after it lies elsewhere than its older self.
    """
    campaign = campaigns(site, "topics gain partitions", source=(fed for fed in steady() if fed.code is None))
    campaign.start()
    since, early = growing(campaign)
    assert early.status == 78
    assert "6 partitions" in early.tail()
    # from here on every worker has the new numbers
    campaign.moment(35)
    since = len(campaign.feeder.fed)
    campaign.new_outcomes(100)
    row = campaign.finish(800)
    assert campaign.findings is not None
    odd = [what for what in campaign.findings.strange if "in several partitions" not in what]
    split, late = check_growth(campaign, since)
    row = keep(replace(row, strange=len(odd), notes=(*row.notes, f"{split} articles in several partition numbers")))
    assert row.clean
    assert late == []
    assert row.worst is not None
    assert row.worst < BACK_AT_WORK_S


@pytest.mark.parametrize("mutant", ["old_metadata", "from_the_end"])
def test_blindness_for_new_partitions_is_seen(one_broker: Site, campaigns: Campaigns, keep: Keep, mutant: str) -> None:
    campaign = campaigns(one_broker, "topics gain partitions", mutant=mutant, patience_s=20, workers=1)
    campaign.start()
    grow(AdminClient({"bootstrap.servers": one_broker.bootstrap}), campaign, 6, (*OUTPUTS_FIRST, "raw"))
    campaign.tail.widen()
    campaign.mark("topics grow")
    campaign.moment(45)
    row = keep(campaign.finish(400))
    assert row.lost > 0 or row.stalled

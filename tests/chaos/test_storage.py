"""A broker whose disk is full: it stops, or refuses, and what it acknowledged is there when it is back."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest

from tests.chaos.campaign import Campaign, Site
from tests.chaos.conftest import Campaigns
from tests.chaos.report import Row
from tests.kafka.broker import Broker, Cluster
from tests.kafka.disk import SmallDisk
from tests.kafka.fixtures import missing
from tests.kafka.install import Unavailable

pytestmark = [pytest.mark.kafka, pytest.mark.full, pytest.mark.timeout(1800)]

Keep = Callable[[Row], Row]

BACK_AT_WORK_S = 120.0
DISK_MIB = 400


@dataclass(frozen=True, slots=True)
class Cramped:
    """A Kafka whose first broker has its data on a small disk."""

    site: Site
    cluster: Cluster
    broker: Broker
    disk: SmallDisk


def on_a_small_disk(size: int) -> Iterator[Cramped]:
    """Skips where nobody may mount a small disk, and says what is missing."""
    with ExitStack() as stack:
        try:
            disk = stack.enter_context(SmallDisk(DISK_MIB))
        except Unavailable as why:
            pytest.skip(str(why))
        try:
            cluster = stack.enter_context(Cluster(size, data={1: disk.folder / "data"}))
        except Unavailable as why:
            missing(str(why))
        yield Cramped(Site(cluster.bootstrap, size, cluster), cluster, cluster.brokers[0], disk)


@pytest.fixture(params=[1, 3], ids=["one broker", "three brokers"])
def cramped(request: pytest.FixtureRequest) -> Iterator[Cramped]:
    """One broker, and three of which one has a small disk."""
    yield from on_a_small_disk(request.param)


@pytest.fixture
def cramped_alone() -> Iterator[Cramped]:
    """One broker on a small disk."""
    yield from on_a_small_disk(1)


def full_for(campaign: Campaign, kafka: Cramped, seconds: float) -> None:
    """Fill the disk while all goes on, until the broker has ended or so many seconds are over; free it, start it."""
    with campaign.lasting(f"disk full for {seconds:g} s"):
        kafka.disk.fill()
        campaign.moment(seconds)
        ended = kafka.broker.pid is None
        kafka.disk.free()
        campaign.notes.append(f"the broker {'ended' if ended else 'lived on'}")
        # A log folder that failed once stays offline until the broker is started anew.
        kafka.broker.kill()
        kafka.broker.start()
        kafka.cluster.wait_ready(90)


def test_disk_full(cramped: Cramped, campaigns: Campaigns, keep: Keep) -> None:
    campaign = campaigns(cramped.site, "a broker's disk full and freed")
    campaign.start()
    for seconds in (5.0, 30.0):
        full_for(campaign, cramped, seconds)
        campaign.new_outcomes(100, BACK_AT_WORK_S)
    row = keep(campaign.finish(1000))
    assert row.clean
    assert row.ledger == "well"
    assert row.worst is not None
    assert row.worst < BACK_AT_WORK_S


def test_not_listening_to_the_broker_is_seen(cramped_alone: Cramped, campaigns: Campaigns, keep: Keep) -> None:
    campaign = campaigns(cramped_alone.site, "a broker's disk full and freed", mutant="fire_and_forget", patience_s=30)
    campaign.start()
    full_for(campaign, cramped_alone, 5.0)
    campaign.moment(10.0)
    row = keep(campaign.finish(400))
    assert not row.clean

"""Brokers that are killed and come back: the single one, one after the other of three, all at once."""

import time
from collections.abc import Callable

import pytest
from confluent_kafka import KafkaException
from confluent_kafka.admin import AdminClient

from tests.chaos.campaign import Campaign, Site
from tests.chaos.conftest import Campaigns
from tests.chaos.report import Row
from tests.kafka.broker import Cluster

pytestmark = pytest.mark.kafka

Keep = Callable[[Row], Row]

BACK_AT_WORK_S = 120.0
"""After the brokers' return."""


@pytest.fixture(params=[1, pytest.param(3, marks=pytest.mark.full)], ids=["one broker", "three brokers"])
def killable(request: pytest.FixtureRequest) -> tuple[Site, Cluster]:
    """A Kafka whose brokers may be killed."""
    cluster: Cluster = request.getfixturevalue("lone_broker" if request.param == 1 else "three_brokers")
    return Site(cluster.bootstrap, request.param, cluster), cluster


def in_sync(admin: AdminClient, size: int) -> bool:
    """Whether every partition, of internal topics too, has all its replicas again."""
    try:
        topics = admin.list_topics(timeout=5).topics.values()
    except KafkaException:
        return False
    return all(len(partition.isrs) == size for topic in topics for partition in topic.partitions.values())


def all_gone_and_back(campaign: Campaign, cluster: Cluster, away_s: float) -> None:
    """SIGKILL to every broker, and the same brokers again, on their data, so many seconds later."""
    with campaign.lasting(f"no broker for {away_s:.0f} s"):
        for broker in cluster.brokers:
            broker.kill()
        campaign.moment(away_s)
        for broker in cluster.brokers:
            broker.start()
        cluster.wait_ready(90)


def check(row: Row) -> None:
    assert row.clean
    assert row.ledger == "well"
    assert row.worst is not None
    assert row.worst < BACK_AT_WORK_S


def test_the_only_broker_killed_under_load(lone_broker: Cluster, campaigns: Campaigns, keep: Keep) -> None:
    site = Site(lone_broker.bootstrap, 1, lone_broker)
    campaign = campaigns(site, "SIGKILL of the only broker, once", window=120)
    campaign.start()
    all_gone_and_back(campaign, lone_broker, 3.0)
    campaign.new_outcomes(50, BACK_AT_WORK_S)
    check(keep(campaign.finish(400)))


@pytest.mark.full
@pytest.mark.timeout(1800)
def test_all_brokers_killed_at_once(killable: tuple[Site, Cluster], campaigns: Campaigns, keep: Keep) -> None:
    """For a moment, for longer than a session, for longer than every deadline of a transaction."""
    site, cluster = killable
    campaign = campaigns(site, "SIGKILL of all brokers at once")
    campaign.start()
    for away_s in (0.0, 2.0, 10.0, 45.0):
        all_gone_and_back(campaign, cluster, away_s)
        campaign.new_outcomes(150, BACK_AT_WORK_S)
        campaign.moment(campaign.rng.uniform(0.5, 3.0))
    check(keep(campaign.finish(2000)))


@pytest.mark.full
@pytest.mark.timeout(1800)
def test_one_broker_after_the_other(three_brokers: Cluster, campaigns: Campaigns, keep: Keep) -> None:
    """Five rounds: a random broker of three dies, the work goes on, it comes back, and all replicas are in sync."""
    site = Site(three_brokers.bootstrap, 3, three_brokers)
    campaign = campaigns(site, "SIGKILL of a broker, five rounds")
    admin = AdminClient({"bootstrap.servers": three_brokers.bootstrap, "log_level": 0})
    campaign.start()
    for _ in range(5):
        campaign.until(lambda: in_sync(admin, 3), "replicas in sync", 120)
        campaign.moment(campaign.rng.uniform(0.2, 2.0))
        victim = campaign.rng.choice(three_brokers.brokers)
        hit = campaign.in_transaction
        victim.kill()
        campaign.mark(f"broker {victim.node} killed", hit)
        # on two of three: nothing waits for the third
        campaign.new_outcomes(100, BACK_AT_WORK_S)
        began = time.monotonic()
        victim.start()
        three_brokers.wait_ready(90)
        campaign.notes.append(f"broker {victim.node} answered {time.monotonic() - began:.1f} s after its start")
        campaign.new_outcomes(50, BACK_AT_WORK_S)
    check(keep(campaign.finish(2000)))


@pytest.mark.full
@pytest.mark.timeout(900)
def test_not_listening_to_the_broker_is_seen(lone_broker: Cluster, campaigns: Campaigns, keep: Keep) -> None:
    """Without acknowledgements, what is on its way to a broker that dies is lost."""
    site = Site(lone_broker.bootstrap, 1, lone_broker)
    campaign = campaigns(site, "SIGKILL of all brokers at once", mutant="fire_and_forget", patience_s=30)
    campaign.start()
    for _ in range(3):
        all_gone_and_back(campaign, lone_broker, 2.0)
        campaign.moment(5.0)
    row = keep(campaign.finish(600))
    assert not row.clean

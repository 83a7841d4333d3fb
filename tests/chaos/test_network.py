"""The network between the workers and the brokers is cut: every mode, both directions, one broker and all.

Only the workers come through the proxy: the brokers among themselves, the feeder and the reader do not.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest

from tests.chaos.campaign import Campaign, Site
from tests.chaos.conftest import Campaigns
from tests.chaos.proxy import Cut, Mode, Network
from tests.chaos.report import Row
from tests.kafka.broker import Cluster
from tests.kafka.fixtures import missing
from tests.kafka.install import Unavailable

pytestmark = pytest.mark.kafka

Keep = Callable[[Row], Row]

BACK_AT_WORK_S = 120.0
"""After the end of a cut."""

CUTS_S = (1.0, 10.0, 40.0)
"""A hiccup; longer than a session; longer than every deadline of a transaction, and than its timeout."""

CUTS = (
    Cut(Mode.STALL),
    Cut(Mode.STALL, down=False),
    Cut(Mode.STALL, up=False),
    Cut(Mode.LOSE, down=False),
    Cut(Mode.LOSE, up=False),
    Cut(Mode.DROP),
    Cut(Mode.DELAY, delay_s=0.2),
)


@dataclass(frozen=True, slots=True)
class Behind:
    """A Kafka whose brokers can be reached in two ways: directly, and through a network that can be cut."""

    site: Site
    network: Network
    ports: tuple[int, ...]


def behind(size: int) -> Iterator[Behind]:
    with ExitStack() as stack:
        try:
            cluster = stack.enter_context(Cluster(size, aside=True))
        except Unavailable as why:
            missing(str(why))
        ways = {broker.aside.advertised: broker.aside.port for broker in cluster.brokers if broker.aside is not None}
        network = stack.enter_context(Network(ways))
        yield Behind(Site(cluster.bootstrap, size, cluster), network, tuple(ways))


@pytest.fixture(scope="module")
def one_behind() -> Iterator[Behind]:
    """One broker behind a network of its own."""
    yield from behind(1)


@pytest.fixture(scope="module")
def three_behind() -> Iterator[Behind]:
    """Three brokers, each behind a proxy of its own."""
    yield from behind(3)


def cut_for(campaign: Campaign, kafka: Behind, cut: Cut, seconds: float, ports: Iterable[int] | None = None) -> None:
    """One cut; and what the workers did with it, as long as they live."""
    what = f"{cut} of {'all' if ports is None else 'one'} for {seconds:g} s"
    before = len(campaign.fleet.ends)
    with campaign.lasting(what):
        kafka.network.cut(cut, ports)
        try:
            campaign.moment(seconds)
        finally:
            kafka.network.heal()
    campaign.new_outcomes(100, BACK_AT_WORK_S)
    if ended := len(campaign.fleet.ends) - before:
        campaign.notes.append(f"{what}: {ended} workers ended")


def check(row: Row, cuts: int) -> None:
    assert row.clean
    assert row.ledger == "well"
    assert row.faults == cuts
    assert row.worst is not None
    assert row.worst < BACK_AT_WORK_S


def test_dropped_for_a_moment(one_behind: Behind, campaigns: Campaigns, keep: Keep) -> None:
    campaign = campaigns(one_behind.site, "network drop, 1 s", worker_brokers=one_behind.network.bootstrap, window=120)
    campaign.start()
    before = one_behind.network.accepted
    cut_for(campaign, one_behind, Cut(Mode.DROP), 1.0)
    assert one_behind.network.accepted > before, "nobody had to connect again: no test"
    check(keep(campaign.finish(300)), 1)


@pytest.mark.full
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("cut", CUTS, ids=str)
def test_cut_off(one_behind: Behind, campaigns: Campaigns, keep: Keep, cut: Cut) -> None:
    """The only broker, for 1, 10 and 40 s."""
    campaign = campaigns(one_behind.site, f"network {cut}, 1, 10, 40 s", worker_brokers=one_behind.network.bootstrap)
    campaign.start()
    for seconds in CUTS_S:
        cut_for(campaign, one_behind, cut, seconds)
        campaign.moment(campaign.rng.uniform(0.1, 2.0))
    check(keep(campaign.finish(1000)), len(CUTS_S))


@pytest.mark.full
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("cut", CUTS, ids=str)
def test_one_of_three_cut_off(three_behind: Behind, campaigns: Campaigns, keep: Keep, cut: Cut) -> None:
    """A random one of three, for 1, 10 and 40 s; the brokers themselves see nothing of it, and elect nobody."""
    campaign = campaigns(
        three_behind.site, f"network {cut} of one broker, 1, 10, 40 s", worker_brokers=three_behind.network.bootstrap
    )
    campaign.start()
    for seconds in CUTS_S:
        cut_for(campaign, three_behind, cut, seconds, [campaign.rng.choice(three_behind.ports)])
        campaign.moment(campaign.rng.uniform(0.1, 2.0))
    check(keep(campaign.finish(1000)), len(CUTS_S))


@pytest.mark.full
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("cut", [Cut(Mode.STALL), Cut(Mode.LOSE, up=False), Cut(Mode.DROP)], ids=str)
def test_all_three_cut_off(three_behind: Behind, campaigns: Campaigns, keep: Keep, cut: Cut) -> None:
    """All of three, for 1, 10 and 40 s."""
    campaign = campaigns(
        three_behind.site, f"network {cut} of all brokers, 1, 10, 40 s", worker_brokers=three_behind.network.bootstrap
    )
    campaign.start()
    for seconds in CUTS_S:
        cut_for(campaign, three_behind, cut, seconds)
        campaign.moment(campaign.rng.uniform(0.1, 2.0))
    check(keep(campaign.finish(1000)), len(CUTS_S))


@pytest.mark.full
@pytest.mark.timeout(900)
def test_impatience_is_seen(one_behind: Behind, campaigns: Campaigns, keep: Keep) -> None:
    """Whoever takes a lost answer for a lost transaction writes it twice."""
    campaign = campaigns(
        one_behind.site,
        "network lose down, 1, 10, 40 s",
        mutant="impatient",
        worker_brokers=one_behind.network.bootstrap,
        patience_s=30,
    )
    campaign.start()
    for _ in range(4):
        with campaign.lasting("lose down for 3 s"):
            one_behind.network.cut(Cut(Mode.LOSE, up=False))
            campaign.moment(3.0)
            one_behind.network.heal()
        campaign.moment(5.0)
    row = keep(campaign.finish(600))
    assert not row.clean

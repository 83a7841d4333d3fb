"""Workers that are killed, stopped, added and taken away, and put to sleep until the group has gone on without them."""

import os
import signal
from dataclasses import replace

import pytest

from tests.chaos.campaign import Campaign, Site
from tests.chaos.conftest import Campaigns, Keep
from tests.chaos.fleet import Member

pytestmark = pytest.mark.kafka

BACK_AT_WORK_S = 60.0
SESSION_S = 6.0
FAIR = 12
"""Partitions that two, three and four workers can share evenly: faust gives each of them as many as the fullest."""


def at_work(campaign: Campaign, member: Member) -> None:
    """Wait until a worker has partitions and has delivered something since it started."""
    campaign.until(lambda: member.assigned and bool(member.worker.events("transaction")), "worker at work", 90)


def kill_at_random(campaign: Campaign, times: int, least_s: float, most_s: float) -> None:
    """SIGKILL to a random worker, whatever it is doing, so many seconds apart."""
    for _ in range(times):
        campaign.moment(campaign.rng.uniform(least_s, most_s))
        campaign.until(lambda: bool(campaign.fleet.running), "worker to kill")
        campaign.kill(campaign.rng.choice(campaign.fleet.running))


def kill_at_work(campaign: Campaign, times: int) -> None:
    """SIGKILL to a random worker 0.1 to 1 s after it was seen at work."""
    for _ in range(times):
        victim = campaign.rng.choice(campaign.fleet.members)
        at_work(campaign, victim)
        campaign.moment(campaign.rng.uniform(0.1, 1.0))
        campaign.kill(victim)


def kill_in_transaction(campaign: Campaign, times: int) -> None:
    """SIGKILL to a random worker in an open transaction: stopped until its log says so, then killed."""
    for _ in range(times):
        victim = campaign.rng.choice(campaign.fleet.members)
        at_work(campaign, victim)
        campaign.freeze_in_transaction(victim)
        campaign.kill(victim)


def stop_at_random(campaign: Campaign, times: int, most_s: float) -> None:
    """SIGTERM to a random worker at random moments, whatever it is doing."""
    for _ in range(times):
        campaign.moment(campaign.rng.uniform(0.1, most_s))
        campaign.until(lambda: bool(campaign.fleet.running), "worker to stop")
        campaign.terminate(campaign.rng.choice(campaign.fleet.running))


def come_and_go(campaign: Campaign, times: int) -> None:
    """By turns a worker joins and one leaves, each as soon as the last one's rebalance is over."""
    for number in range(times):
        campaign.moment(campaign.rng.uniform(0.0, 2.0))
        if number % 2:
            campaign.mark("leave")
            campaign.fleet.leave(campaign.rng.choice(campaign.fleet.running))
        else:
            newcomer = campaign.fleet.join()
            at_work(campaign, newcomer)
            campaign.mark("join")
        campaign.new_outcomes(30)


def sleep_and_wake(campaign: Campaign) -> Member:
    """A worker is stopped in an open transaction for three session timeouts, while the others go on; then woken."""
    zombie = campaign.rng.choice(campaign.fleet.running)
    at_work(campaign, zombie)
    campaign.freeze_in_transaction(zombie)
    campaign.mark("SIGSTOP", in_transaction=True)
    campaign.moment(3 * SESSION_S)
    campaign.fleet.thaw(zombie)
    return zombie


@pytest.mark.full
@pytest.mark.timeout(2400)
def test_killed(site: Site, campaigns: Campaigns, keep: Keep) -> None:
    """30 times at 0.1 to 1 s, 20 times at about 3 s, whatever the workers are doing: starting, most of the time."""
    campaign = campaigns(site, "kill -9 of a worker: 30 times at 0.1 to 1 s, 20 at about 3 s")
    campaign.start()
    kill_at_random(campaign, 30, 0.1, 1.0)
    kill_at_random(campaign, 20, 2.5, 3.5)
    row = keep(campaign.finish(10_000))
    assert row.clean
    assert row.ledger == "well"
    assert row.by_itself() == 0
    assert row.recoveries[-1] < BACK_AT_WORK_S


@pytest.mark.full
@pytest.mark.timeout(2400)
def test_killed_at_work(site: Site, campaigns: Campaigns, keep: Keep) -> None:
    """30 times when both the worker and its group are at work, half of them in an open transaction for sure."""
    campaign = campaigns(site, "kill -9 of a worker at work: 15 times, and 15 in an open transaction")
    campaign.start()
    kill_at_work(campaign, 15)
    kill_in_transaction(campaign, 15)
    row = keep(campaign.finish(5_000))
    assert row.clean
    assert row.ledger == "well"
    assert row.by_itself() == 0
    assert row.in_transaction >= 15
    assert max(row.recoveries) < BACK_AT_WORK_S


def test_killed_in_a_transaction(one_broker: Site, campaigns: Campaigns, keep: Keep) -> None:
    """The short one."""
    campaign = campaigns(one_broker, "kill -9 of a worker in an open transaction (short)", window=100)
    campaign.start()
    kill_in_transaction(campaign, 2)
    row = keep(campaign.finish(300))
    assert row.clean
    assert row.ledger == "well"
    assert row.exits == {"killed": 2, "stopped with 0": 2}
    assert row.in_transaction == 2


@pytest.mark.full
@pytest.mark.timeout(1200)
def test_stopped(site: Site, campaigns: Campaigns, keep: Keep) -> None:
    campaign = campaigns(site, "SIGTERM 20 times at random moments")
    campaign.start()
    stop_at_random(campaign, 20, 5.0)
    row = keep(campaign.finish(3_000))
    assert row.clean
    assert row.ledger == "well"
    assert row.exits == {"stopped with 0": 22}


@pytest.mark.full
@pytest.mark.timeout(1200)
def test_joins_and_leaves(site: Site, campaigns: Campaigns, keep: Keep) -> None:
    campaign = campaigns(site, "ten joins and leaves, three workers", workers=3, partitions=FAIR)
    campaign.start()
    come_and_go(campaign, 10)
    row = keep(campaign.finish(3_000))
    assert row.clean
    assert row.ledger == "well"
    assert row.by_itself() == 0


def test_stops_joins_and_leaves(one_broker: Site, campaigns: Campaigns, keep: Keep) -> None:
    """The short one of both."""
    campaign = campaigns(one_broker, "SIGTERM, a join, a leave (short)", window=100, partitions=FAIR)
    campaign.start()
    come_and_go(campaign, 2)
    stop_at_random(campaign, 1, 1.0)
    row = keep(campaign.finish(300))
    assert row.clean
    assert row.ledger == "well"
    assert row.exits == {"stopped with 0": 4}


SHORT_DEADLINES = {
    "batch_deadline_s": "10",
    "transaction_deadline_s": "16",
    "rebalance_timeout_s": "17",
    "assignment_deadline_s": "18",
}


@pytest.mark.full
@pytest.mark.timeout(900)
def test_idle(one_broker: Site, campaigns: Campaigns, keep: Keep) -> None:
    """Who has no partitions because there are not enough is not stuck, and is there when the others leave."""
    campaign = campaigns(one_broker, "five workers on four partitions, then three", settings=SHORT_DEADLINES)
    campaign.start()
    for _ in range(3):
        newcomer = campaign.fleet.join()
        campaign.until(lambda newcomer=newcomer: bool(newcomer.worker.events("assigned")), "assignment", 90)  # type: ignore[misc]
    campaign.moment(2.5 * float(SHORT_DEADLINES["assignment_deadline_s"]))
    for member in campaign.fleet.members[:2]:
        campaign.mark("leave")
        campaign.fleet.leave(member)
        campaign.new_outcomes(100)
    campaign.moment(2.5 * float(SHORT_DEADLINES["assignment_deadline_s"]))
    row = keep(campaign.finish(1_000))
    assert row.clean
    assert row.ledger == "well"
    assert row.exits == {"stopped with 0": 5}


PATIENT = {"article_deadline_s": "40"}


def join_before_commits(campaign: Campaign) -> None:
    """A worker fetches and can commit nothing, for its children stand still; so another joins, and then they go on."""
    campaign.begin()
    campaign.fleet.start()
    (first,) = campaign.fleet.members
    campaign.until(lambda: first.assigned, "assignment", 90)
    children = first.worker.children()
    for child in children:
        os.kill(child, signal.SIGSTOP)
    campaign.feeder.start()
    campaign.until(lambda: len(campaign.feeder.acknowledged) >= 200, "200 articles")
    campaign.moment(1.0)
    assert not campaign.outcomes
    second = campaign.fleet.join()
    campaign.until(lambda: second.assigned, "assignment", 90)
    campaign.mark("join")
    for child in children:
        os.kill(child, signal.SIGCONT)
    campaign.new_outcomes(20)


@pytest.mark.full
@pytest.mark.timeout(900)
def test_joined_before_anything_was_committed(site: Site, campaigns: Campaigns, keep: Keep) -> None:
    """What the first had fetched, and could not commit before the rebalance, is read again."""
    fault = "a worker joins before the first has committed anything"
    campaign = campaigns(site, fault, workers=1, partitions=FAIR, settings=PATIENT)
    join_before_commits(campaign)
    row = keep(campaign.finish(600))
    assert row.clean
    assert row.ledger == "well"
    assert row.exits == {"stopped with 0": 2}


@pytest.mark.full
@pytest.mark.timeout(900)
def test_zombie(site: Site, campaigns: Campaigns, keep: Keep) -> None:
    """Fenced, it ends; nothing of what it had begun is visible."""
    campaign = campaigns(site, "a worker stopped in an open transaction for three session timeouts, then woken")
    campaign.start()
    for _ in range(2):
        zombie = sleep_and_wake(campaign)
        before = zombie.ends
        campaign.until(lambda zombie=zombie, before=before: zombie.ends > before, "end of the zombie", 30)  # type: ignore[misc]
    row = keep(campaign.finish(1_500))
    assert row.clean
    assert row.ledger == "well"
    assert row.exits == {"by itself with 70": 2, "stopped with 0": 2}


# The mutants: each of these must be caught.


@pytest.mark.parametrize(
    "mutant",
    [
        "read_uncommitted",
        pytest.param("offsets_first", marks=pytest.mark.full),
        pytest.param("faust_commits", marks=pytest.mark.full),
    ],
)
def test_kills_catch(mutant: str, one_broker: Site, campaigns: Campaigns, keep: Keep) -> None:
    fault = "kill -9 of a worker in an open transaction"
    campaign = campaigns(one_broker, fault, workers=1, window=100, mutant=mutant, patience_s=60)
    campaign.start()
    kill_in_transaction(campaign, 1)
    row = keep(campaign.finish(200))
    assert not row.clean


@pytest.mark.full
@pytest.mark.timeout(600)
@pytest.mark.parametrize("mutant", ["no_gate", "no_generation"])
def test_joins_and_leaves_catch(mutant: str, one_broker: Site, campaigns: Campaigns, keep: Keep) -> None:
    campaign = campaigns(one_broker, "joins and leaves", partitions=FAIR, mutant=mutant, patience_s=60)
    campaign.start()
    come_and_go(campaign, 6)
    row = keep(campaign.finish(300))
    assert not row.clean or row.by_itself() > 0


@pytest.mark.full
@pytest.mark.timeout(600)
def test_early_joins_catch(one_broker: Site, campaigns: Campaigns, keep: Keep) -> None:
    fault = "a worker joins before the first has committed anything"
    campaign = campaigns(
        one_broker, fault, workers=1, partitions=FAIR, mutant="no_seek", settings=PATIENT, patience_s=60
    )
    join_before_commits(campaign)
    row = keep(campaign.finish(300))
    assert row.lost


@pytest.mark.full
@pytest.mark.timeout(600)
@pytest.mark.parametrize("mutant", ["no_fencing", "swallowed_errors"])
def test_zombies_catch(mutant: str, one_broker: Site, campaigns: Campaigns, keep: Keep) -> None:
    """Without fencing its outputs are seen; where it passes errors over it does not end."""
    campaign = campaigns(one_broker, "the zombie", mutant=mutant, patience_s=60)
    campaign.start()
    sleep_and_wake(campaign)
    campaign.new_outcomes(100)
    row = campaign.finish(300)
    awake = row.by_itself() == 0
    keep(replace(row, caught="the woken worker did not end" if awake else ""))
    assert not row.clean or awake

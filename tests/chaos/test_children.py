"""Pool children that die, hang or take all memory: the guilty article pays, and nobody else notices."""

import itertools
import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.chaos.campaign import Campaign, Site
from tests.chaos.conftest import Campaigns, Keep
from tests.chaos.source import Fed, brief, hostile, key_of
from worker.agents.pool import INNOCENT_DEATHS

pytestmark = pytest.mark.kafka

HOSTILE = ("-m", "tests.chaos.hostile", "worker")
LITTLE_MEMORY = {"child_memory_mb": "600"}


@dataclass
class Hostile:
    """Articles of which, once `armed`, each `every`th strikes its child, with each of the deeds (`HANG-QUOTES`) in
    turn. Before that none does: what is in work while the workers start may be worked on again."""

    deeds: tuple[str, ...]
    every: int
    armed: bool = False
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def __iter__(self) -> Iterator[Fed]:
        return self

    def __next__(self) -> Fed:
        number = next(self._numbers)
        if not self.armed or number % self.every:
            return Fed(key_of(number), brief(number))
        deed, _, place = self.deeds[number // self.every % len(self.deeds)].partition("-")
        return hostile(number, deed, place)


def born(process: int) -> int:
    """When a process was started, in ticks since the machine was (Linux)."""
    return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[19])


def kill_children(campaign: Campaign, times: int, everybody: bool) -> None:
    """SIGKILL to the oldest child of a worker, or to all; then wait until all that was fed before has its outcome.

    So no article is in two deaths, which would be its own: the pool cannot know that we did it. It is the oldest that
    dies, for where children die one after the other before they are ready, a worker ends by right.
    """
    for _ in range(times):
        member = campaign.rng.choice(campaign.fleet.members)
        campaign.until(lambda: member.assigned, "worker at work", 90)  # noqa: B023
        children = sorted(member.worker.children(), key=born)
        victims = children if everybody else children[:1]
        for child in victims:
            os.kill(child, signal.SIGKILL)
        campaign.mark("kill -9 of children", bool(member.worker.open_transactions()))
        dead, fed = set(victims), set(campaign.feeder.acknowledged)
        campaign.until(
            lambda: len(member.worker.children() - dead) == len(children),  # noqa: B023
            "new children",
        )
        campaign.until(lambda: fed <= campaign.outcomes.keys(), "outcomes of what was in work", 90)  # noqa: B023


def count(campaign: Campaign, event: str, **facts: object) -> int:
    """How often the workers logged an event with these facts."""
    found = (said for member in campaign.fleet.members for said in member.worker.events(event))
    return sum(all(said.get(name) == fact for name, fact in facts.items()) for said in found)


def guilty(campaign: Campaign) -> int:
    """How many of the articles fed were hostile."""
    return sum(bool(fed.lost) or fed.code is not None for fed in campaign.feeder.fed)


@pytest.mark.full
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("everybody", [False, True], ids=["one", "all"])
def test_children_are_killed(everybody: bool, site: Site, campaigns: Campaigns, keep: Keep) -> None:
    """Articles are tried again: none is refused, no worker ends, the group does not move."""
    whose = "all pool children of a worker" if everybody else "one pool child"
    campaign = campaigns(site, f"kill -9 of {whose}, 20 times", window=100, settings={"processes": "2"})
    campaign.start()
    rebalances = count(campaign, "revoked")
    kill_children(campaign, 20, everybody)
    row = keep(campaign.finish(2_000))
    assert row.clean
    assert row.ledger == "well"
    assert row.exits == {"stopped with 0": 2}
    assert count(campaign, "revoked") == rebalances


@pytest.mark.full
@pytest.mark.timeout(1200)
def test_children_without_memory(site: Site, campaigns: Campaigns, keep: Keep) -> None:
    campaign = campaigns(
        site,
        "an article that takes all of its child's memory, every 100th",
        source=(source := Hostile(("HOG-QUOTES", "HOG-NORMALISE"), 100)),
        command=HOSTILE,
        settings=LITTLE_MEMORY,
    )
    campaign.start()
    source.armed = True
    rebalances = count(campaign, "revoked")
    row = keep(campaign.finish(2_000))
    assert row.clean
    assert row.ledger == "well"
    assert row.exits == {"stopped with 0": 2}
    assert count(campaign, "revoked") == rebalances
    assert count(campaign, "respawned", cause="crashed") == (INNOCENT_DEATHS + 1) * guilty(campaign)


@pytest.mark.full
@pytest.mark.timeout(1800)
def test_hanging(site: Site, campaigns: Campaigns, keep: Keep) -> None:
    """Each costs one child, for its deadline and a respawn; the group does not move."""
    campaign = campaigns(
        site,
        "an article whose analysis hangs, every 500th",
        source=(source := Hostile(("HANG-QUOTES", "HANG-NORMALISE"), 500)),
        command=HOSTILE,
        settings={"processes": "2"},
    )
    campaign.start()
    source.armed = True
    rebalances = count(campaign, "revoked")
    row = keep(campaign.finish(10_000))
    assert row.clean
    assert row.ledger == "well"
    assert row.exits == {"stopped with 0": 2}
    assert count(campaign, "revoked") == rebalances
    assert count(campaign, "respawned") == count(campaign, "respawned", cause="timed_out") == guilty(campaign)


def test_children_of_all_kinds(one_broker: Site, campaigns: Campaigns, keep: Keep) -> None:
    """The short one: killed, hanging, dying, out of memory, raising; one worker, which notices nothing else."""
    deeds = tuple(f"{deed}-{place}" for deed in ("HANG", "HOG", "DIE", "RAISE") for place in ("QUOTES", "NORMALISE"))
    campaign = campaigns(
        one_broker,
        "pool children killed, hanging, dying, out of memory (short)",
        workers=1,
        source=(source := Hostile(deeds, 25)),
        window=50,
        command=HOSTILE,
        settings={"processes": "2", "article_deadline_s": "3"} | LITTLE_MEMORY,
    )
    campaign.start()
    kill_children(campaign, 1, everybody=False)
    kill_children(campaign, 1, everybody=True)
    source.armed = True
    row = keep(campaign.finish(len(campaign.feeder.fed) + 25 * len(deeds)))
    assert row.clean
    assert row.ledger == "well"
    assert guilty(campaign) >= len(deeds)
    assert row.exits == {"stopped with 0": 1}
    assert count(campaign, "revoked") == 1


def test_killed_children_catch(one_broker: Site, campaigns: Campaigns, keep: Keep) -> None:
    """Nothing is lost, but the worker ends."""
    campaign = campaigns(one_broker, "kill -9 of one pool child", workers=1, window=50, mutant="fragile_pool")
    campaign.start()
    (child,) = campaign.fleet.members[0].worker.children()
    os.kill(child, signal.SIGKILL)
    campaign.mark("kill -9 of a child")
    campaign.new_outcomes(60)
    row = keep(campaign.finish(100))
    assert row.by_itself() == 1


@pytest.mark.full
def test_hanging_articles_catch(one_broker: Site, campaigns: Campaigns, keep: Keep) -> None:
    """Nothing goes on after the first."""
    campaign = campaigns(
        one_broker,
        "an article whose analysis hangs",
        workers=1,
        source=(source := Hostile(("HANG-QUOTES",), 60)),
        window=50,
        command=HOSTILE,
        mutant="endless_patience",
        patience_s=30,
        settings={"article_deadline_s": "2"},
    )
    campaign.start()
    source.armed = True
    row = keep(campaign.finish(len(campaign.feeder.fed) + 120))
    assert guilty(campaign)
    assert row.stalled

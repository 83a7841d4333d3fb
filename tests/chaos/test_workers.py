"""Workers that are killed, stopped, and stopped for so long that the group goes on without them."""

from collections.abc import Callable

import pytest

from tests.chaos.campaign import Campaign, Site
from tests.chaos.conftest import Campaigns
from tests.chaos.report import Row

pytestmark = pytest.mark.kafka

Keep = Callable[[Row], Row]

BACK_AT_WORK_S = 60.0


def kill_at_work(campaign: Campaign, times: int, least_s: float, most_s: float) -> None:
    """SIGKILL to a random worker, each time so many seconds after it has begun to deliver."""
    for _ in range(times):
        victim = campaign.rng.choice(campaign.fleet.members)
        campaign.until(
            lambda victim=victim: victim.there and bool(victim.worker.events("transaction")),  # type: ignore[misc]
            "transaction of the victim",
            90,
        )
        campaign.moment(campaign.rng.uniform(least_s, most_s))
        campaign.kill(victim)


def test_killed_at_work(site: Site, campaigns: Campaigns, keep: Keep) -> None:
    campaign = campaigns(site, "kill -9 at work")
    campaign.start()
    kill_at_work(campaign, 5, 0.1, 1.0)
    row = keep(campaign.finish(600))
    assert row.clean

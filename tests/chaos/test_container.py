"""An article that takes all memory, in a container with a limit: it alone pays."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chaos.campaign import Site
from tests.chaos.conftest import Campaigns, Keep
from tests.chaos.container import Unavailable, memory_group
from tests.chaos.test_children import HOSTILE, Hostile, count, guilty
from worker.agents.pool import INNOCENT_DEATHS

pytestmark = [pytest.mark.kafka, pytest.mark.full]

LIMIT_MB = 900


@pytest.fixture
def container() -> Iterator[Path]:
    try:
        with memory_group(LIMIT_MB) as folder:
            yield folder
    except Unavailable as why:
        pytest.skip(f"no control group with a memory limit: {why}")


@pytest.mark.parametrize(
    "settings",
    [{}, {"child_memory_mb": "4000"}],
    ids=["limits that fit into it", "the kernel has to choose"],
)
def test_all_the_memory_of_a_container(
    settings: dict[str, str], container: Path, one_broker: Site, campaigns: Campaigns, keep: Keep
) -> None:
    """No restart: a child's limit lies below the container's share; where it is set too high, the kernel kills it."""
    campaign = campaigns(
        one_broker,
        f"an article that takes all memory, container of {LIMIT_MB} MB" + (", limits set too high" if settings else ""),
        workers=1,
        source=(source := Hostile(("HOG-QUOTES", "HOG-NORMALISE"), 50)),
        command=("-m", "tests.chaos.container", str(container), *HOSTILE),
        settings={"processes": "1"} | settings,
    )
    campaign.start()
    source.armed = True
    row = keep(campaign.finish(400))
    assert row.clean
    assert row.ledger == "well"
    assert row.exits == {"stopped with 0": 1}
    assert count(campaign, "respawned", cause="crashed") == (INNOCENT_DEATHS + 1) * guilty(campaign)

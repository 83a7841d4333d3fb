"""Poison of every kind between good articles: each is one dead letter, byte for byte, and nothing restarts."""

import itertools
import random
from collections import Counter
from collections.abc import Iterator

import pytest

from schemas.dead_letter import Code
from tests.chaos.campaign import Campaign, Site
from tests.chaos.conftest import Campaigns, Keep
from tests.chaos.source import Fed, brief, key_of
from tests.integration.articles import REFUSED
from tests.integration.ledger import expected
from tests.integration.test_bad_input import BAD

pytestmark = pytest.mark.kafka

KINDS = (
    *((key, value, code) for _, code, key, value in BAD),
    *((b"key", value, code) for code, value in REFUSED),
)
NOW_MS = 1_790_000_000_000


def damaged(number: int, rng: random.Random) -> Fed:
    """An article with a few bytes that are wrong, missing or too many; what must become of it, the functions say."""
    value = bytearray(brief(number))
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(value))
        match rng.randrange(3):
            case 0:
                value[at] = rng.randrange(256)
            case 1:
                del value[at : at + rng.randint(1, 40)]
            case _:
                value[at:at] = rng.randbytes(rng.randint(1, 8))
    became = expected(bytes(value), NOW_MS)
    return Fed(key_of(number), bytes(value), became if isinstance(became, Code) else None)


def poisoned(rng: random.Random, percent: float) -> Iterator[Fed]:
    """Articles, and between them, at random places, so many percent of poison: every kind in turn, and damaged ones."""
    kinds = list(KINDS)
    rng.shuffle(kinds)
    turn = itertools.cycle(kinds)
    for number in itertools.count():
        if rng.random() >= percent / 100:
            yield Fed(key_of(number), brief(number))
        elif rng.random() < 0.5:
            yield Fed(*next(turn))
        else:
            yield damaged(number, rng)


def letters(campaign: Campaign) -> Counter[tuple[bytes | None, bytes | None]]:
    """Key and value of every dead letter."""
    return Counter((letter.key, letter.value) for letter in campaign.tail.records[campaign.topics.deadletters.name])


def poison(campaign: Campaign) -> Counter[tuple[bytes | None, bytes | None]]:
    """Key and value of every message that had to be refused."""
    return Counter((fed.key, fed.value) for fed in campaign.feeder.fed if fed.code is not None)


@pytest.mark.full
@pytest.mark.timeout(1200)
def test_poison(site: Site, campaigns: Campaigns, keep: Keep, rng: random.Random) -> None:
    campaign = campaigns(site, "1 % poison of every kind, shuffled", source=poisoned(rng, 1.0))
    campaign.start()
    row = keep(campaign.finish(8_000))
    assert row.clean
    assert row.ledger == "well"
    assert row.exits == {"stopped with 0": 2}
    assert letters(campaign) == poison(campaign)
    assert {value for _, value, _ in KINDS} <= {value for _, value in letters(campaign)}
    assert all(not member.worker.events("respawned") for member in campaign.fleet.members)


@pytest.mark.full
def test_poison_catches(one_broker: Site, campaigns: Campaigns, keep: Keep, rng: random.Random) -> None:
    campaign = campaigns(
        one_broker,
        "1 % poison of every kind, shuffled",
        workers=1,
        source=poisoned(rng, 5.0),
        mutant="dropped_rejects",
        patience_s=60,
    )
    campaign.start()
    row = keep(campaign.finish(300))
    assert row.lost

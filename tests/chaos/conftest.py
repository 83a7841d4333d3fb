"""Where a campaign gets its Kafka, its topics and its random choices."""

import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

import pytest

from tests.chaos.campaign import Campaign, Site
from tests.chaos.report import LAST, Row, append
from tests.chaos.source import Fed
from tests.integration.process import WORKER


@pytest.fixture(params=[1, pytest.param(3, marks=pytest.mark.full)], ids=["one broker", "three brokers"])
def site(request: pytest.FixtureRequest) -> Site:
    """A Kafka of one broker and, in the whole table, one of three with replication 3 and min.insync.replicas 2."""
    if request.param == 3:
        cluster = request.getfixturevalue("three_brokers")
        return Site(cluster.bootstrap, 3, cluster)
    return Site(request.getfixturevalue("kafka"), 1)


@pytest.fixture
def one_broker(kafka: str) -> Site:
    """The session's own broker, for what needs no cluster: mutants, short runs."""
    return Site(kafka, 1)


class Campaigns(Protocol):
    """Makes campaigns; what it takes besides goes to `Campaign`."""

    def __call__(
        self,
        site: Site,
        fault: str,
        *,
        workers: int = ...,
        partitions: int = ...,
        source: Iterator[Fed] | None = ...,
        window: int = ...,
        mutant: str | None = ...,
        command: tuple[str, ...] = ...,
        patience_s: float = ...,
        worker_brokers: str | None = ...,
        settings: Mapping[str, str] | None = ...,
    ) -> Campaign: ...


@pytest.fixture
def campaigns(topic_prefix: str, tmp_path: Path, rng: random.Random, seed: int) -> Iterator[Campaigns]:
    """Campaigns of this test, ended with it. A mutant's name stands for its command."""
    with ExitStack() as stack:
        made = 0

        def make(
            site: Site,
            fault: str,
            *,
            workers: int = 2,
            partitions: int = 4,
            source: Iterator[Fed] | None = None,
            window: int = 400,
            mutant: str | None = None,
            command: tuple[str, ...] = WORKER,
            patience_s: float = 120.0,
            worker_brokers: str | None = None,
            settings: Mapping[str, str] | None = None,
        ) -> Campaign:
            nonlocal made
            made += 1
            folder = tmp_path / str(made)
            folder.mkdir()
            if mutant is not None:
                command = ("-m", "tests.chaos.mutants", mutant, *command)
            return stack.enter_context(
                Campaign(
                    site,
                    f"{made}{topic_prefix}",
                    folder,
                    fault,
                    rng,
                    seed=seed,
                    workers=workers,
                    partitions=partitions,
                    source=source,
                    window=window,
                    mutant=mutant,
                    command=command,
                    patience_s=patience_s,
                    worker_brokers=worker_brokers,
                    settings=settings,
                )
            )

        yield make


Keep = Callable[[Row], Row]


@pytest.fixture
def keep(pytestconfig: pytest.Config) -> Keep:
    """Puts a row into the report, and gives it back."""
    file: Path = pytestconfig.getoption("--report") or LAST

    def keep(row: Row) -> Row:
        append(row, file)
        return row

    return keep

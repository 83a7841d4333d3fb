"""Health tells the truth of a running worker: stuck, without a broker, idle, and under a supervisor."""

import os
import runpy
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.articles import article
from tests.integration.harness import Installation
from tests.integration.process import WorkerProcess
from tests.kafka.broker import Cluster, Unavailable
from tests.kafka.fixtures import missing
from worker.agents.delivery import Delivery
from worker.errors import Exit

pytestmark = pytest.mark.kafka

SOON = {"article_deadline_s": "0.5", "batch_deadline_s": "1", "transaction_deadline_s": "15.1", "processes": "1"}
STUCK_AFTER_S = 16.1


def started(installation: Installation, **settings: str) -> WorkerProcess:
    worker = installation.start_worker(**SOON | settings)
    installation.wait_assigned(worker)
    installation.wait_until(lambda: worker.answer("/readyz") == 200, "ready worker")
    return worker


def feed(installation: Installation, count: int) -> None:
    installation.produce([(b"key %d" % number, article(number)) for number in range(count)])


@pytest.fixture
def own_cluster() -> Iterator[Cluster]:
    try:
        with Cluster() as cluster:
            yield cluster
    except Unavailable as why:
        missing(str(why))


def test_idle_is_well(installation: Installation) -> None:
    """For longer than it takes to call a worker with work stuck."""
    worker = started(installation)
    began = time.monotonic()

    def over() -> bool:
        assert (worker.answer("/healthz"), worker.answer("/readyz")) == (200, 200), worker.tail()
        return time.monotonic() - began > STUCK_AFTER_S + 3

    installation.wait_until(over, "end of the idle time")
    assert worker.status is None


def test_work_without_progress_is_unhealthy_and_then_the_end(installation: Installation) -> None:
    """A worker whose transactions never come to an end, while the broker answers."""
    installation.command = ("-m", "tests.integration.test_health", "-m", "worker", "worker")
    worker = started(installation)
    feed(installation, 10)
    seen: set[int] = set()

    def ended() -> bool:
        seen.add(worker.answer("/healthz"))
        return worker.status is not None

    installation.wait_until(ended, "end by the watchdog", STUCK_AFTER_S + 20)
    assert worker.status == Exit.FAULT
    (last,) = worker.events("died")
    assert (last["exception"], last["where"]) == ("Stuck", "watchdog")
    assert "no progress" in str(last["detail"])
    assert 200 in seen


@pytest.mark.full
def test_without_a_broker_it_waits_alive(own_cluster: Cluster, topic_prefix: str, tmp_path: Path) -> None:
    """Gone in the middle of work, for longer than two deadlines of a transaction; back, all comes out."""
    with Installation(own_cluster.bootstrap, topic_prefix, tmp_path) as installation:
        installation.create_topics()
        worker = started(installation, batch_articles="5")
        with installation.tail() as tail:
            feed(installation, 400)

            def some() -> bool:
                tail.poll()
                return tail.count(installation.topics.enriched.name) >= 40

            installation.wait_until(some, "40 articles")
            own_cluster.brokers[0].kill()
            installation.wait_until(lambda: worker.answer("/readyz") == 503, "503 of /readyz", 20)
            began = time.monotonic()

            def waited() -> bool:
                assert worker.status is None, worker.tail()
                assert worker.answer("/healthz") == 200
                return time.monotonic() - began > 2 * 15.1 + 3

            installation.wait_until(waited, "end of the outage", 60)
            assert worker.events("broker_away")
            own_cluster.brokers[0].start()
            own_cluster.wait_ready()
            ends = []

            def done() -> bool:
                if installation.workers[-1].status is not None:
                    ends.append(installation.workers[-1].status)
                    installation.start_worker(**SOON)
                tail.poll()
                return tail.count(installation.topics.enriched.name) >= 400

            installation.wait_until(done, "400 articles", 120)
            assert len(ends) <= 1, ends


def test_the_supervisor_brings_it_back(installation: Installation) -> None:
    """`copydesk worker --restart`: the worker is killed, another takes over; SIGTERM ends both."""
    installation.command = ("-m", "worker", "worker", "--restart")
    outer = started(installation)
    (inner,) = outer.children()
    os.kill(inner, signal.SIGKILL)
    installation.wait_until(lambda: len(outer.events("assigned")) >= 2, "worker again")
    assert outer.events("restarting")[0]["status"] == -signal.SIGKILL
    feed(installation, 10)
    with installation.tail(installation.topics.enriched) as tail:

        def done() -> bool:
            tail.poll()
            return tail.count(installation.topics.enriched.name) == 10

        installation.wait_until(done, "10 articles")
    inners = outer.children()
    assert outer.terminate() == 0
    for number in inners:
        with pytest.raises(ProcessLookupError):
            os.kill(number, 0)


def test_the_supervisor_does_not_repeat_a_wrong_setting() -> None:
    command = [sys.executable, "-m", "worker", "worker", "--restart", "--set", "partitions=0"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (ended.returncode, ended.stderr.count("COPYDESK_PARTITIONS")) == (Exit.CONFIG, 1)


def _never_delivering() -> None:
    """Run the rest of the command line as Python would, in a worker that begins to deliver and never ends."""

    async def commit(*_: object) -> object:
        import asyncio

        return await asyncio.get_running_loop().create_future()

    setattr(Delivery, "commit", commit)  # noqa: B010
    sys.argv = sys.argv[2:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    _never_delivering()

"""docker-compose.yml as it stands, brought up: what it gives, what survives, and that nothing is lost or doubled."""

import json
import os
import threading
import time
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from tests.container.engine import ROOT
from tests.container.load import Load
from tests.container.stack import GRACE_S, Container, Stack, wait_until
from tests.integration.harness import Tail
from tests.integration.ledger import CLEAN, Sent, check, expected
from worker.settings import Settings
from worker.topics import Topics

FOLDER = ROOT / "worker" / "samples"
SAMPLES = (("articles.jsonl", 0), ("broken.jsonl", 1))
"""Files of the project, and how the feeder ends: what is no JSON it does not send."""
READY_S = 10.0
"""From start to ready, with a broker that is there."""


@pytest.fixture
def one_worker(stack: Stack) -> Container:
    """The stack with one worker that is ready."""
    return stack.scale(1)[0]


@pytest.fixture
def load(stack: Stack) -> Iterator[Load]:
    """Articles all through a test."""
    with Load(stack.bootstrap) as feeding:
        yield feeding


def test_start_to_ready(stack: Stack, measured: list[str]) -> None:
    """From the container's start to the first partitions, by Docker's clock and the worker's log; the best of three.

    On a machine that is busy with something else, only the CPU that it takes is judged.
    """
    idle = os.getloadavg()[0] < (os.cpu_count() or 1)
    told, took, cpu = [], [], 0.0
    for _ in range(3):
        stack.compose("rm", "--force", "--stop", "worker")
        stack.up("worker", scale=1)
        (worker,) = stack.workers()
        wait_until(lambda worker=worker: any(e["partitions"] for e in worker.events("assigned")), "assignment")  # type: ignore[misc]
        at = {"listening": worker.events("listening")[0], "ready": worker.events("assigned")[0]}
        began = datetime.fromisoformat(worker.fields["State"]["StartedAt"])
        since = {what: (datetime.fromisoformat(str(e["timestamp"])) - began).total_seconds() for what, e in at.items()}
        cpu = worker.cpu_s()
        told.append(f"{since['listening']:.1f} to listening, {since['ready']:.1f} to ready, {cpu:.1f} of CPU")
        took.append(since["ready"])
    measured.append(f"start, seconds, on {'an idle' if idle else 'a busy'} machine: {'; '.join(told)}")
    assert (min(took) if idle else cpu) < READY_S


def test_services_are_as_small_as_they_can_be(stack: Stack, one_worker: Container) -> None:
    host = one_worker.fields["HostConfig"]
    assert host["ReadonlyRootfs"]
    assert host["CapDrop"] == ["ALL"]
    assert "no-new-privileges:true" in host["SecurityOpt"]
    assert all(host[limit] > 0 for limit in ("Memory", "NanoCpus", "PidsLimit"))
    assert not one_worker.fields["Mounts"]
    assert not host["PortBindings"]
    status = one_worker.execute("cat", "/proc/self/status").out
    assert "CapEff:\t0000000000000000" in status
    assert "NoNewPrivs:\t1" in status
    assert one_worker.execute("touch", "/opt/copydesk/x", "/var/tmp/x").err.count("Read-only file system") == 2
    broker = stack.container("kafka")
    assert [mount["Type"] for mount in broker.fields["Mounts"] if mount["Destination"] == "/var/lib/kafka/data"] == [
        "volume"
    ]
    assert broker.fields["HostConfig"]["CapDrop"] == ["ALL"]
    topics = stack.container("topics")
    assert (topics.running, topics.status) == (False, 0)


def test_samples_in_and_what_comes_of_them_out(stack: Stack, one_worker: Container) -> None:
    """Fed by the compose file's feeder, read by a reader of committed messages, and seen by tail, ledger and check."""
    for sample, status in SAMPLES:
        fed = stack.attempt("run", "--rm", "-T", "feed", "-", stdin=(FOLDER / sample).read_bytes())
        assert fed.status == status, fed
    topics = Topics()
    tail = Tail(stack.bootstrap, [topic.name for topic in topics])
    try:
        outcomes = (topics.enriched.name, topics.deadletters.name)

        def done() -> bool:
            tail.poll()
            raw = tail.count(topics.raw.name)
            return raw >= 3 and not tail.behind() and tail.count(*outcomes) >= raw

        wait_until(done, "outcomes", 120, lambda: str({name: len(records) for name, records in tail.records.items()}))
        tail.settle()
        sent = []
        for raw in tail.records[topics.raw.name]:
            wanted = expected(raw.value, raw.timestamp_ms)
            sent.append(Sent(raw.place, raw.value, wanted if isinstance(wanted, str) else None))
        assert check(topics, tail, sent) == CLEAN
        assert tail.count(topics.enriched.name) >= 3
    finally:
        tail.close()
    seen = stack.attempt("run", "--rm", "-T", "tail", "numbers", "--json")
    assert seen.status == 0
    assert seen.out.count("\n") == tail.count(topics.numbers.name)
    assert stack.command("ledger").status == 0
    assert "Traceback" not in stack.command("check").err


def test_prometheus_finds_every_worker(stack: Stack) -> None:
    """With the project's configuration, by the service's name: three workers, three targets, and the alert rules."""
    began = stack.attempt("up", "--detach", "--no-build", "--no-deps", "prometheus")
    if began.status and "pull" in began.err + began.out:
        pytest.skip("the image of Prometheus cannot be had")
    assert began.status == 0, began
    workers = stack.scale(3)

    def ask(path: str) -> Any:
        with urlopen(f"http://127.0.0.1:{stack.prometheus_port}/api/v1/{path}", timeout=10) as answer:
            return json.load(answer)["data"]

    def found() -> bool:
        said = ask("query?query=" + quote('up{job="copydesk"} == 1'))["result"]
        return len({one["metric"]["instance"] for one in said}) == len(workers)

    wait_until(found, "three targets", 120, stack.container("prometheus").log)
    every = str(2 * Settings.model_fields["partitions"].default)

    def shared_out() -> bool:
        """Seen at last: each worker is scraped at a time of its own, one of them before the group had settled."""
        said = ask("query?query=" + quote("sum(copydesk_assigned_partitions)"))["result"]
        return bool(said and said[0]["value"][1] == every)

    wait_until(shared_out, "all partitions among the targets", 60)
    assert ask("rules")["groups"]
    stack.compose("stop", "prometheus")


def test_stopped_at_work_it_ends_with_0_within_the_grace(stack: Stack, load: Load, measured: list[str]) -> None:
    """And what it held is done by the next one, once."""
    (worker,) = stack.scale(1)
    load.until_more(60)
    took = worker.stop()
    assert worker.status == 0
    assert took < GRACE_S
    measured.append(f"docker stop of a worker at work: {took:.1f} s")
    stack.scale(1)
    load.until_more(60)
    assert load.finish() > 120
    assert load.findings() == CLEAN


def test_killed_it_comes_back(stack: Stack, load: Load, measured: list[str]) -> None:
    """kill -9 of the worker inside: the container ends with it, the restart policy starts it again."""
    (worker,) = stack.scale(1)
    load.until_more(40)
    for times in (1, 2):
        began = time.monotonic()
        worker.kill_worker()
        wait_until(lambda times=times: worker.restarts >= times and worker.running, "restart")  # type: ignore[misc]
        stack.wait_ready(worker)
        load.until_more(40)
        measured.append(f"kill -9 of the only worker, to the next {40} articles: {time.monotonic() - began:.1f} s")
    load.finish()
    assert load.findings() == CLEAN
    assert stack.command("ledger").status == 0


def test_the_broker_is_started_again(stack: Stack, load: Load) -> None:
    """Workers wait for it, alive; nothing needs a hand."""
    (worker,) = stack.scale(1)
    load.until_more(40)
    stack.compose("restart", "--timeout", "30", "kafka")
    load.until_more(60, timeout=180)
    load.finish()
    assert load.findings() == CLEAN
    assert worker.running


def test_rolling_restart_of_three(stack: Stack, load: Load, measured: list[str]) -> None:
    """One after the other, each waited for, under load: nothing lost or doubled, nobody ends but with 0."""
    workers = stack.scale(3)
    load.until_more(90)
    since, statuses = time.monotonic(), []
    for worker in workers:
        worker.stop()
        statuses.append(worker.status)
        load.until_more(20)
        stack.scale(3)
        load.until_more(20)
    took = time.monotonic() - since
    load.until_more(60)
    everywhere, somewhere = load.pause(since)
    articles = load.finish()
    assert statuses == [0, 0, 0]
    assert load.findings() == CLEAN
    assert stack.command("ledger").status == 0
    measured.append(
        f"rolling restart of three in {took:.0f} s, {articles} articles: longest pause {everywhere:.1f} s, "
        f"of one partition {somewhere:.1f} s"
    )


def test_out_to_four_and_back(stack: Stack, load: Load, measured: list[str]) -> None:
    """1 -> 4 -> 1 by `--scale`, under load."""
    stack.scale(1)
    load.until_more(60)
    since = time.monotonic()
    out = stack.scale(4)
    assert len({worker.execute("hostname").out for worker in out}) == 4
    load.until_more(120)
    back: list[Container] = []
    leaving = threading.Thread(target=lambda: back.extend(stack.scale(1)))
    leaving.start()
    load.until_more(60)
    leaving.join(120)
    load.until_more(60)
    everywhere, somewhere = load.pause(since)
    articles = load.finish()
    assert len(back) == 1
    assert load.findings() == CLEAN
    assert stack.command("ledger").status == 0
    measured.append(
        f"1 -> 4 -> 1 workers, {articles} articles: longest pause {everywhere:.1f} s, "
        f"of one partition {somewhere:.1f} s"
    )

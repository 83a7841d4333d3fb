"""Every article's outputs once, whatever dies: checked against what the functions make of the input."""

import os
import signal
import time

import pytest

from tests.integration.articles import messages
from tests.integration.harness import Installation, Tail
from tests.integration.ledger import CLEAN, Sent, check

pytestmark = pytest.mark.kafka

SMALL_BATCHES = {"batch_articles": "40", "lane_articles": "120", "processes": "2"}
"""Many transactions, so that something is always in the middle."""


def produce(installation: Installation, count: int) -> list[Sent]:
    made = list(messages(count))
    places = installation.produce([(key, value) for key, value, _ in made])
    return [Sent(place, value, code) for place, (_, value, code) in zip(places, made, strict=True)]


def finish(installation: Installation, tail: Tail, sent: list[Sent]) -> None:
    """Wait until all is done, let whatever else might come still come, and check all of it."""
    installation.wait_done(tail, len(sent))
    for worker in installation.workers:
        if worker.status is None:
            assert worker.terminate() == 0, worker.tail()
    tail.settle()
    assert check(installation.topics, tail, sent) == CLEAN


def enriched(installation: Installation, tail: Tail) -> int:
    """How many enriched articles a reader sees, while a worker is there to make more."""
    installation.check_alive()
    tail.poll()
    return tail.count(installation.topics.enriched.name)


def gone(ids: frozenset[int]) -> bool:
    for number in ids:
        try:
            os.kill(number, 0)
        except ProcessLookupError:
            continue
        return False
    return True


def test_killed_in_the_middle(installation: Installation) -> None:
    """2,000 articles, kill -9 in the middle, a new worker: none lost, none doubled, none changed."""
    sent = produce(installation, 2000)
    first = installation.start_worker(**SMALL_BATCHES)
    with installation.tail() as tail:
        installation.wait_until(lambda: enriched(installation, tail) >= 500, "500 articles")
        children = first.children()
        first.kill()
        assert len(children) >= 2
        installation.start_worker(**SMALL_BATCHES)
        assert enriched(installation, tail) < 1900, "it was over before it was killed: no test"
        installation.wait_until(lambda: gone(children), "end of the children of a killed worker", 10)
        finish(installation, tail, sent)


@pytest.mark.parametrize("batch", ["1", "40"], ids=["in a transaction", "between them"])
def test_stopped_in_the_middle(installation: Installation, batch: str) -> None:
    """SIGTERM ends it with 0, soon, and leaves nothing open: the next goes on at once.

    With one article a transaction, there is always one in progress in some lane.
    """
    sent = produce(installation, 600)
    first = installation.start_worker(**SMALL_BATCHES | {"batch_articles": batch})
    with installation.tail() as tail:
        installation.wait_until(lambda: enriched(installation, tail) >= 100, "100 articles")
        assert first.terminate(10) == 0, first.tail()
        second = installation.start_worker(**SMALL_BATCHES)
        assert enriched(installation, tail) < 550, "it was over before it was stopped: no test"
        finish(installation, tail, sent)
        assert not second.events("died")


def test_a_stopped_worker_is_fenced_when_it_wakes(installation: Installation) -> None:
    """The zombie: stopped in the middle for three session timeouts, then woken. Nothing of its late work is seen."""
    sent = produce(installation, 800)
    zombie = installation.start_worker(**SMALL_BATCHES | {"session_timeout_s": "6"})
    with installation.tail() as tail:
        installation.wait_until(lambda: enriched(installation, tail) >= 100, "100 articles")
        zombie.process.send_signal(signal.SIGSTOP)
        began = time.monotonic()
        installation.start_worker(**SMALL_BATCHES)
        assert enriched(installation, tail) < 700, "it was over before it was stopped: no test"
        installation.wait_until(lambda: time.monotonic() - began > 18, "three session timeouts", 30)
        zombie.process.send_signal(signal.SIGCONT)
        installation.wait_done(tail, len(sent))
        for worker in installation.workers:
            if worker.status is None:
                worker.terminate()
        tail.settle()
        assert check(installation.topics, tail, sent) == CLEAN


def test_it_says_how_it_is(installation: Installation) -> None:
    sent = produce(installation, 50)
    worker = installation.start_worker(**SMALL_BATCHES)
    installation.wait_until(lambda: worker.http_port() is not None, "port")
    installation.wait_until(lambda: worker.answer("/readyz") == 200, "ready worker")
    assert worker.answer("/healthz") == 200
    assert worker.answer("/metrics") == 200
    assert worker.answer("/table") == 404
    with installation.tail() as tail:
        finish(installation, tail, sent)
    lines = worker.events("article")
    refused = sum(message.code is not None for message in sent)
    assert len([line for line in lines if line["stage"] == "normalise"]) == len(sent)
    assert len([line for line in lines if line["stage"] == "enrich"]) == len(sent) - refused
    assert worker.events("unstructured") == []


def test_missing_topics_are_told(kafka: str, topic_prefix: str, installation: Installation) -> None:
    other = Installation(kafka, f"{topic_prefix}none.", installation.folder)
    with other:
        worker = other.start_worker()
        other.wait_until(lambda: worker.status is not None, "end")
        assert worker.status == 78, worker.tail()
        assert "copydesk topics" in worker.tail()

"""From where a group reads that has no offsets, or whose offsets are gone: said before it is done, and set."""

import signal

import pytest
from confluent_kafka import ConsumerGroupTopicPartitions, TopicPartition
from confluent_kafka.admin import AdminClient

from tests.integration.articles import article
from tests.integration.harness import Installation
from worker.errors import Exit

pytestmark = pytest.mark.kafka


def feed(installation: Installation, *numbers: int) -> None:
    installation.produce([(b"gazette.example %d" % number, article(number)) for number in numbers])


def enriched(installation: Installation, count: int) -> list[str]:
    """Wait for so many, stop the workers, and tell of which articles the enriched are, once each has settled."""
    with installation.tail(installation.topics.enriched) as tail:

        def done() -> bool:
            installation.check_alive()
            tail.poll()
            return tail.count(installation.topics.enriched.name) >= count

        installation.wait_until(done, f"{count} enriched articles")
        for worker in installation.workers:
            if worker.status is None:
                assert worker.terminate() == 0, worker.tail()
        tail.settle()
        return sorted(
            record.headers["ce_subject"].decode() for record in tail.records[installation.topics.enriched.name]
        )


def test_a_group_without_offsets_begins_at_the_beginning_and_says_so(installation: Installation) -> None:
    feed(installation, *range(20))
    worker = installation.start_worker()
    first = enriched(installation, 20)
    (said,) = worker.events("no_committed_offsets")
    assert (said["topic"], said["messages"], said["starts_at"]) == (installation.topics.raw.name, 20, "beginning")
    again = installation.start_worker()
    installation.wait_assigned(again)
    assert again.terminate() == 0
    assert again.events("no_committed_offsets") == []
    renamed = installation.start_worker(group=f"{installation.group}-renamed")
    assert enriched(installation, 60)[::3] == first, "a renamed group does all of it again"
    assert {said["topic"] for said in renamed.events("no_committed_offsets")} == {
        installation.topics.raw.name,
        installation.topics.normalised.name,
    }


def test_it_may_begin_at_the_end(installation: Installation) -> None:
    feed(installation, *range(20))
    first = installation.start_worker(offset_reset="end")
    installation.wait_assigned(first)
    first.kill()
    feed(installation, 100, 101, 102)
    second = installation.start_worker(offset_reset="end")
    assert len(enriched(installation, 3)) == 3, "what came while nobody worked is not skipped a second time"
    assert first.events("no_committed_offsets")[0]["starts_at"] == "end"
    assert installation.topics.raw.name not in {said["topic"] for said in second.events("no_committed_offsets")}


def test_it_may_refuse(installation: Installation) -> None:
    feed(installation, 1)
    worker = installation.start_worker(offset_reset="refuse")
    installation.wait_until(lambda: worker.status is not None, "end")
    assert worker.status == Exit.CONFIG
    (said,) = worker.events("died")
    assert "no committed offsets" in str(said["detail"])
    assert "COPYDESK_OFFSET_RESET" in str(said["detail"])


def test_without_messages_there_is_nothing_to_refuse(installation: Installation) -> None:
    worker = installation.start_worker(offset_reset="refuse")
    installation.wait_assigned(worker)
    feed(installation, *range(10))
    assert len(enriched(installation, 10)) == 10


@pytest.mark.parametrize(("reset", "status"), [("beginning", None), ("refuse", Exit.CONFIG)])
def test_offsets_that_retention_has_passed(installation: Installation, reset: str, status: Exit | None) -> None:
    feed(installation, *range(30))
    installation.start_worker()
    enriched(installation, 30)
    raw = installation.topics.raw.name
    admin = AdminClient({"bootstrap.servers": installation.bootstrap})
    back = ConsumerGroupTopicPartitions(installation.group, [TopicPartition(raw, number, 0) for number in range(4)])
    admin.alter_consumer_group_offsets([back])[installation.group].result()
    for answer in admin.delete_records([TopicPartition(raw, number, 2) for number in range(4)]).values():
        answer.result()
    worker = installation.start_worker(offset_reset=reset)
    if status is not None:
        installation.wait_until(lambda: worker.status is not None, "end")
        assert worker.status == status
        assert "is not in the log" in str(worker.events("died")[0]["detail"])
    else:
        assert len(enriched(installation, 30 + 30 - 8)) == 52
    told = worker.events("committed_offset_out_of_range")
    assert told
    assert {(said["committed"], said["first"], said["starts_at"]) for said in told} == {(0, 2, reset)}


def test_what_is_deleted_before_it_was_read(installation: Installation) -> None:
    """Behind, while the records ahead of it are deleted: it ends, and the next start says what is gone."""
    installation.settings |= {"lane_articles": "1", "backlog_articles": "1", "stages": "normalise", "processes": "1"}
    worker = installation.start_worker()
    installation.wait_assigned(worker)
    worker.process.send_signal(signal.SIGSTOP)
    feed(installation, *range(400))
    raw = installation.topics.raw.name
    admin = AdminClient({"bootstrap.servers": installation.bootstrap})
    for answer in admin.delete_records([TopicPartition(raw, number, 50) for number in range(4)]).values():
        answer.result()
    worker.process.send_signal(signal.SIGCONT)
    installation.wait_until(lambda: worker.status is not None, "end")
    assert worker.status == Exit.FAULT
    assert "is not in the log any more" in str(worker.events("died")[0]["detail"])
    second = installation.start_worker()
    with installation.tail(installation.topics.normalised) as tail:

        def done() -> bool:
            installation.check_alive()
            tail.poll()
            return tail.count(installation.topics.normalised.name) >= 200

        installation.wait_until(done, "the 200 that are left")
    assert second.status is None

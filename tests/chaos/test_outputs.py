"""Outputs that the broker refuses: too large, not allowed, the topic gone. Set aside or stopped at, never skipped."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from confluent_kafka.admin import (  # type: ignore[attr-defined]
    AclBinding,
    AclBindingFilter,
    AclOperation,
    AclPermissionType,
    AdminClient,
    AlterConfigOpType,
    ConfigEntry,
    ConfigResource,
    NewTopic,
    ResourcePatternType,
    ResourceType,
)

from schemas.dead_letter import Code
from tests.chaos.campaign import Campaign, Site
from tests.chaos.conftest import Campaigns
from tests.chaos.report import Row
from tests.chaos.source import Fed, brief, key_of
from tests.kafka.broker import Cluster
from tests.kafka.fixtures import missing
from tests.kafka.install import Unavailable
from worker.topics import Topic

pytestmark = pytest.mark.kafka

Keep = Callable[[Row], Row]

BACK_AT_WORK_S = 120.0
ASKED_S = 20.0
LIMIT_BYTES = 20_000
"""What the topic is made to take: one short article, and not a long one, and not many short ones at once."""

AUTHORIZER = {
    "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
    "allow.everyone.if.no.acl.found": "true",
}


class Sizes:
    """Short articles, and, from `begin` to `end`, a long one as each twentieth, which must be refused."""

    def __init__(self) -> None:
        self._long = threading.Event()
        self.long: list[int] = []

    def begin(self) -> None:
        self._long.set()

    def end(self) -> None:
        self._long.clear()

    def __iter__(self) -> Iterator[Fed]:
        number = 0
        while True:
            if self._long.is_set() and number % 20 == 7:
                self.long.append(number)
                body = "\n\n".join(f"The count of day {day} was {day * 7}." for day in range(400))
                yield Fed(key_of(number), brief(number, body), Code.OUTPUT_REFUSED)
            else:
                yield Fed(key_of(number), brief(number))
            number += 1


def limit(admin: AdminClient, topic: Topic, size: int) -> None:
    """Set the topic's `max.message.bytes`, and wait until the broker says so."""
    entry = ConfigEntry("max.message.bytes", str(size), incremental_operation=AlterConfigOpType.SET)
    resource = ConfigResource(ResourceType.TOPIC, topic.name, incremental_configs=[entry])
    admin.incremental_alter_configs([resource])[resource].result(ASKED_S)


def told(admin: AdminClient, topic: Topic) -> int:
    resource = ConfigResource(ResourceType.TOPIC, topic.name)
    return int(admin.describe_configs([resource])[resource].result(ASKED_S)["max.message.bytes"].value)


def all_had_outcomes(campaign: Campaign) -> None:
    """Wait until all that is fed by now is acknowledged, and has its outcome."""
    fed = len(campaign.feeder.fed)
    campaign.until(lambda: len(campaign.feeder.acknowledged) >= fed, "acknowledgement of what is fed", 90)
    places = set(campaign.feeder.acknowledged)
    campaign.until(lambda: places <= campaign.outcomes.keys(), "outcomes of what was fed", 120)


def too_large(site: Site, campaign: Campaign, source: Sizes, topic: Topic, skipping: bool = False) -> None:
    """The topic takes little for a while, and long articles come; then it takes all again.

    `skipping`: a worker that passes over them, so that there is no outcome to wait for.
    """
    admin = AdminClient({"bootstrap.servers": site.bootstrap})
    limit(admin, topic, LIMIT_BYTES)
    campaign.until(lambda: told(admin, topic) == LIMIT_BYTES, "the limit")
    campaign.moment(1.0)
    campaign.mark(f"{topic.name} takes {LIMIT_BYTES} bytes")
    source.begin()
    campaign.until(lambda: len(source.long) >= 5, "long articles", 90)
    source.end()
    campaign.until(
        lambda: sum(fed.code is Code.OUTPUT_REFUSED for fed in campaign.feeder.fed[:]) == len(source.long),
        "the last long article on its way",
    )
    if skipping:
        campaign.moment(5.0)
    else:
        all_had_outcomes(campaign)
    limit(admin, topic, topic.max_message_bytes)
    campaign.until(lambda: told(admin, topic) == topic.max_message_bytes, "the old limit")
    campaign.moment(1.0)


@pytest.mark.parametrize("slot", ["enriched", pytest.param("normalised", marks=pytest.mark.full)])
def test_too_large(site: Site, campaigns: Campaigns, keep: Keep, slot: str) -> None:
    """Those that do not fit are dead letters with the code output_refused; all others pass, no worker ends."""
    source = Sizes()
    campaign = campaigns(site, f"{slot} refused: too large", source=iter(source), window=120)
    topic: Topic = getattr(campaign.topics, slot)
    campaign.start()
    too_large(site, campaign, source, topic)
    row = keep(campaign.finish(300))
    assert len(source.long) >= 5
    assert row.clean
    assert row.by_itself() == 0


@pytest.fixture(scope="module")
def guarded() -> Iterator[Site]:
    """A broker with an authorizer, which lets everybody do what no rule speaks of."""
    try:
        cluster = Cluster(settings=AUTHORIZER)
    except Unavailable as why:
        missing(str(why))
    with cluster:
        yield Site(cluster.bootstrap, 1, cluster)


def rules(topic: Topic) -> list[AclBinding]:
    """Nobody may write to the topic, everybody may read it."""
    allowed = {
        AclOperation.WRITE: AclPermissionType.DENY,
        AclOperation.READ: AclPermissionType.ALLOW,
        AclOperation.DESCRIBE: AclPermissionType.ALLOW,
        AclOperation.DESCRIBE_CONFIGS: AclPermissionType.ALLOW,
    }
    return [
        AclBinding(ResourceType.TOPIC, topic.name, ResourcePatternType.LITERAL, "User:ANONYMOUS", "*", what, how)
        for what, how in allowed.items()
    ]


def deny(site: Site, topic: Topic) -> None:
    admin = AdminClient({"bootstrap.servers": site.bootstrap})
    for future in admin.create_acls(rules(topic)).values():
        future.result(ASKED_S)


def permit(site: Site, topic: Topic) -> None:
    admin = AdminClient({"bootstrap.servers": site.bootstrap})
    every = AclBindingFilter(
        ResourceType.TOPIC,
        topic.name,
        ResourcePatternType.LITERAL,
        None,  # type: ignore[arg-type]
        None,  # type: ignore[arg-type]
        AclOperation.ANY,
        AclPermissionType.ANY,
    )
    (future,) = admin.delete_acls([every]).values()
    assert len(future.result(ASKED_S)) == len(rules(topic))


def said(campaign: Campaign, status: int, *words: str) -> bool:
    """Whether a worker ended with this status and these words."""
    return any(
        event.get("status") == status and all(word in str(event.get("detail")) for word in words)
        for worker in campaign.installation.workers
        for event in worker.events("died")
    )


@pytest.mark.full
@pytest.mark.timeout(900)
@pytest.mark.parametrize("slot", ["normalised", "numbers", "deadletters"])
def test_not_allowed(guarded: Site, campaigns: Campaigns, keep: Keep, slot: str) -> None:
    """The worker stops and says which right it lacks; with the right it goes on where it was."""
    campaign = campaigns(guarded, f"{slot} refused: not authorised")
    topic: Topic = getattr(campaign.topics, slot)
    campaign.start()
    with campaign.lasting("no right to write"):
        deny(guarded, topic)
        campaign.until(lambda: said(campaign, 78, "right", topic.name), "end for want of a right", 90)
        permit(guarded, topic)
    campaign.new_outcomes(100, BACK_AT_WORK_S)
    row = keep(campaign.finish(600))
    assert row.clean
    assert row.worst is not None
    assert row.worst < BACK_AT_WORK_S
    assert row.by_itself() >= 1


@pytest.mark.full
@pytest.mark.timeout(900)
def test_topic_deleted(site: Site, campaigns: Campaigns, keep: Keep) -> None:
    """The worker stops and names the topic; made anew, it gets all that was not delivered before it was deleted."""
    campaign = campaigns(site, "output topic deleted and made anew", patience_s=60)
    topic = campaign.topics.entities
    admin = AdminClient({"bootstrap.servers": site.bootstrap})
    partitions = len(admin.list_topics(timeout=ASKED_S).topics[topic.name].partitions)
    campaign.start()
    campaign.tail.narrow(topic.name)
    with campaign.lasting("no topic"):
        admin.delete_topics([topic.name])[topic.name].result(ASKED_S)
        campaign.mark("deleted")
        campaign.until(lambda: said(campaign, 78, topic.name), "end that names the topic", 90)
        config = {"max.message.bytes": str(topic.max_message_bytes)}
        admin.create_topics([NewTopic(topic.name, partitions, config=config)])[topic.name].result(ASKED_S)
        campaign.until(lambda: topic.name in admin.list_topics(timeout=ASKED_S).topics, "the new topic")
    campaign.tail.widen()
    campaign.new_outcomes(100, BACK_AT_WORK_S)
    row = campaign.finish(600)
    assert campaign.findings is not None
    # What was written before the topic was deleted went with it.
    gone = {at for at in campaign.findings.lost if campaign.outcomes[at].made_ms <= campaign.faults[0].ended_ms}
    lost = set(campaign.findings.lost) - gone
    row = keep(replace(row, lost=len(lost), notes=(*row.notes, f"records of {len(gone)} articles went with the topic")))
    assert row.clean


def test_skipping_is_seen(one_broker: Site, campaigns: Campaigns, keep: Keep) -> None:
    """A worker that passes over what is refused loses articles, and this finds them."""
    source = Sizes()
    campaign = campaigns(
        one_broker, "enriched refused: too large", source=iter(source), mutant="skipped_refusals", workers=1, window=120
    )
    campaign.start()
    too_large(one_broker, campaign, source, campaign.topics.enriched, skipping=True)
    row = keep(campaign.finish(200))
    assert not row.clean
    assert row.lost > 0

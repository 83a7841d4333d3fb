"""`copydesk topics` on the embedded broker, which can neither create nor tell sizes, and on a real Kafka."""

import pytest
from confluent_kafka.admin import (  # type: ignore[attr-defined]
    AdminClient,
    ConfigResource,
    NewTopic,
    ResourceType,
)

from tests.commands.conftest import Desk, invoke
from worker import admin
from worker.errors import Misconfigured
from worker.settings import load
from worker.topics import Topics


def test_sound_topics_are_told_so(desk: Desk) -> None:
    result = desk.run("topics", "check")
    assert (result.exit_code, result.stdout) == (0, "6 topics are as they must be\n")
    assert "sizes are not checked" in result.stderr


def test_missing_and_unequal_topics_are_named_with_the_remedy(desk: Desk) -> None:
    prefix = "lopsided."
    for slot, topic in Topics().slots():
        if slot != "entities":
            desk.broker.create_topic(prefix + topic.name, 3 if slot in ("numbers", "deadletters") else 2)
    result = desk.run("topics", "check", "--brokers", desk.broker.bootstrap)
    assert result.exit_code == 0
    desk.env["COPYDESK_TOPIC_PREFIX"] = prefix
    result = desk.run("topics", "check")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "lopsided.articles.entities: missing, or hidden from us by the cluster's rights; mend it with: "
        "copydesk topics create",
        "lopsided.articles.numbers: 3 partitions, but lopsided.articles.raw has 2; mend it with: kafka-topics.sh "
        f"--bootstrap-server {desk.broker.bootstrap} --alter --topic lopsided.articles.raw --partitions 3",
    ]


def test_a_worker_asks_for_the_topics_of_its_stages() -> None:
    def names(stages: str) -> set[str]:
        return {topic.name.removeprefix("articles.") for topic in admin.needed(load(stages=stages))}

    assert names("normalise") == {"raw", "normalised", "deadletters"}
    assert names("enrich") == {"normalised", "enriched", "entities", "numbers", "deadletters"}
    assert names("normalise,enrich") == {topic.name.removeprefix("articles.") for topic in Topics()}


def test_the_embedded_broker_says_that_it_creates_nothing(desk: Desk) -> None:
    desk.env["COPYDESK_TOPIC_PREFIX"] = "none.of.these."
    result = desk.run("topics", "create")
    assert result.exit_code == 78
    assert "the cluster has no controller" in result.stderr


@pytest.mark.kafka
class TestOnKafka:
    @pytest.fixture
    def env(self, kafka: str, topic_prefix: str) -> dict[str, str]:
        return {"COPYDESK_BROKERS": kafka, "COPYDESK_TOPIC_PREFIX": topic_prefix, "COPYDESK_PARTITIONS": "3"}

    def test_topics_are_created_once_and_then_sound(self, env: dict[str, str]) -> None:
        before = invoke("topics", "check", env=env)
        assert before.exit_code == 1
        assert before.stdout.count("missing, or hidden from us") == before.stdout.count("copydesk topics create") == 6
        first, second = (invoke("topics", "create", env=env) for _ in range(2))
        assert first.exit_code == second.exit_code == 0
        assert first.stdout.count("created: 3 partitions") == 6
        assert second.stdout.count("is there") == 6
        assert invoke("topics", "check", env=env).exit_code == 0

    def test_they_have_our_sizes_and_retention(self, env: dict[str, str]) -> None:
        invoke("topics", "create", env=env)
        client = AdminClient({"bootstrap.servers": env["COPYDESK_BROKERS"]})
        for topic in Topics.named(env["COPYDESK_TOPIC_PREFIX"]):
            (answer,) = client.describe_configs([ConfigResource(ResourceType.TOPIC, topic.name)]).values()
            config = answer.result()
            assert config["max.message.bytes"].value == str(topic.max_message_bytes)
            assert config["retention.ms"].value == str(topic.retention_ms)
            assert config["cleanup.policy"].value == topic.cleanup

    def test_a_topic_that_is_too_small_is_named_and_mended(self, env: dict[str, str]) -> None:
        settings = load(brokers=env["COPYDESK_BROKERS"], topic_prefix=env["COPYDESK_TOPIC_PREFIX"], partitions=3)
        name, needs = settings.topics.enriched.name, settings.topics.enriched.max_message_bytes
        client = AdminClient({"bootstrap.servers": env["COPYDESK_BROKERS"]})
        small = NewTopic(name, num_partitions=2, config={"max.message.bytes": str(needs - 1), "retention.ms": "777000"})
        client.create_topics([small])[name].result()
        assert f"{name}: max.message.bytes is {needs - 1}, but must be {needs} at least" in str(admin.faults(settings))
        made = {topic.topic: topic.what for topic in admin.create(settings)}
        assert made[name] == f"max.message.bytes raised to {needs}"
        assert made[settings.topics.raw.name] == "created: 2 partitions"
        assert admin.faults(settings) == ()
        (answer,) = client.describe_configs([ConfigResource(ResourceType.TOPIC, name)]).values()
        assert answer.result()["retention.ms"].value == "777000"

    def test_a_refusal_is_a_misconfiguration(self, env: dict[str, str]) -> None:
        settings = load(brokers=env["COPYDESK_BROKERS"], topic_prefix=env["COPYDESK_TOPIC_PREFIX"], replication=7)
        with pytest.raises(Misconfigured, match="was not created"):
            admin.create(settings)

"""A wrong setting is one line: which, what it got, what it takes."""

import pytest

from worker import settings
from worker.errors import Misconfigured
from worker.topics import Topics


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for field in settings.Settings.model_fields:
        monkeypatch.delenv(settings.variable(field), raising=False)


def test_defaults_are_sound() -> None:
    assert settings.load().brokers == ("127.0.0.1:9092",)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("PARTITIONS", "many", "COPYDESK_PARTITIONS is 'many'"),
        ("BROKERS", "localhost", "takes HOST:PORT"),
        ("BROKERS", "", "at least one"),
        ("BROKERS", "a:1,b:99999", "takes HOST:PORT"),
        ("STAGES", "normalise,publish", "takes normalise, enrich, or both"),
        ("HTTP_PORT", "70000", "less than or equal to 65535"),
        ("LOG_LEVEL", "loud", "'debug', 'info', 'warning' or 'error'"),
        ("TOPIC_NAMES", "raw", "NAME=TOPIC"),
        ("TOPIC_NAMES", "draft=x", "NAME is one of raw, normalised"),
        ("TOPIC_NAMES", "raw=one,normalised=one", "a topic of its own for each"),
        ("TOPIC_NAMES", "raw=articles.enriched", "a topic of its own for each"),
        ("TOPIC_NAMES", "raw=a b", "letters, digits"),
        ("SESSION_TIMEOUT_S", "0.1", "COPYDESK_SESSION_TIMEOUT_S is '0.1'"),
        ("TOPIC_PREFIX", "a b", "COPYDESK_TOPIC_PREFIX is 'a b'"),
        ("ARTICLE_DEADLINE_S", "55", "COPYDESK_ARTICLE_DEADLINE_S (55) must be below COPYDESK_BATCH_DEADLINE_S (50)"),
        ("TRANSACTION_DEADLINE_S", "31", "must be below COPYDESK_TRANSACTION_TIMEOUT_S (30)"),
        ("TRANSACTION_DEADLINE_S", "15", "must be above a broker's failover (15)"),
        ("REBALANCE_TIMEOUT_S", "95", "must be below COPYDESK_ASSIGNMENT_DEADLINE_S (90)"),
        ("SHUTDOWN_DEADLINE_S", "20", "COPYDESK_TRANSACTION_DEADLINE_S (25) must be at most"),
    ],
)
def test_a_wrong_setting_is_one_clear_line(monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str) -> None:
    monkeypatch.setenv(f"COPYDESK_{name}", value)
    with pytest.raises(Misconfigured) as caught:
        settings.load()
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_option_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COPYDESK_STAGES", "enrich")
    assert settings.load().stages == ("enrich",)
    assert settings.load(stages="normalise").stages == ("normalise",)
    assert settings.load(stages=None).stages == ("enrich",)


def test_a_wrong_option_is_told_and_not_the_variable_that_it_replaces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COPYDESK_BROKERS", "good:9092")
    with pytest.raises(Misconfigured, match="COPYDESK_BROKERS is 'foo'"):
        settings.load(brokers="foo")


def test_variables_that_are_no_setting_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COPYDESK_PROCESES", "2")
    assert "COPYDESK_PROCESES" in settings.unknown()
    assert "COPYDESK_PROCESSES" not in settings.unknown()


def test_topics_take_names_and_prefix(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COPYDESK_TOPIC_NAMES", "raw=news.in, enriched=news.out")
    monkeypatch.setenv("COPYDESK_TOPIC_PREFIX", "eu.")
    topics = settings.load().topics
    assert (topics.raw.name, topics.normalised.name) == ("eu.news.in", "eu.articles.normalised")
    assert topics.enriched.name == "eu.news.out"


def test_sizes_form_a_chain() -> None:
    topics = Topics()
    assert topics.raw.max_message_bytes < topics.normalised.max_message_bytes < topics.enriched.max_message_bytes
    for source in (topics.raw, topics.normalised):
        assert topics.deadletters.max_value_bytes >= source.max_message_bytes

"""Every metric is in the table, which is made from the code; what is shown follows OpenTelemetry and Prometheus."""

import re

import pytest
from prometheus_client import REGISTRY
from prometheus_client.parser import text_string_to_metric_families

from schemas.dead_letter import Code
from tests.conftest import ROOT
from worker import telemetry
from worker.telemetry import metrics

TABLE = ROOT / "worker" / "deploy" / "METRICS.md"
_TABLE = re.compile(r"(?<=<!-- metrics -->\n).*?(?=\n<!-- /metrics -->)", re.DOTALL)
OPERATIONS = {"poll", "send", "process"}


def article(**changes: object) -> None:
    facts: dict[str, object] = {
        "stage": "enrich",
        "topic": "articles.test",
        "raw": "articles.raw/0/1",
        "article_id": "a",
        "code": None,
        "failures": (),
        "spent": {"decode": 0.002, "names": 0.004},
        "took_s": 0.02,
        "age_s": 0.5,
        "bytes_in": 10,
        "bytes_out": 20,
        "records": {"enriched": 1},
    }
    telemetry.article(**facts | changes)  # type: ignore[arg-type]


def value(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(name, labels) or 0.0


def test_the_table_is_that_of_the_code(rewrite: bool) -> None:
    if rewrite:
        TABLE.write_text(_TABLE.sub(lambda _: metrics.table(), TABLE.read_text(encoding="utf-8")), encoding="utf-8")
    assert _TABLE.findall(TABLE.read_text(encoding="utf-8")) == [metrics.table()], "pytest tests/watching --rewrite"


def test_nothing_of_ours_is_shown_that_is_not_described() -> None:
    telemetry.starting("1", "2", "3", ("normalise", "enrich"))
    telemetry.consumed("articles.test", "enrich")
    telemetry.transaction("enrich", 1, {"articles.test": 1}, 0.1)
    telemetry.refused("enrich", 2, "MessageSizeTooLargeError")
    article()
    article(code="too_large", failures=(("names", "timed_out"),))
    shown = {
        sample.name: frozenset(sample.labels) - {"le"}
        for family in text_string_to_metric_families(metrics.exposed().decode())
        for sample in family.samples
        if sample.name.startswith(metrics.NAMESPACES)
    }
    described = {series: frozenset(one.labels) for one in metrics.METRICS for series in one.series}
    assert set(shown) <= set(described)
    assert {name: labels for name, labels in shown.items() if labels != described[name]} == {}
    unseen = {one.name for one in metrics.METRICS if not any(series in shown for series in one.series)}
    assert unseen <= {"copydesk_lag_messages", "copydesk_lag_seconds", "copydesk_retries"}, (
        "never set here, with labels"
    )


def test_names_follow_the_conventions() -> None:
    for one in metrics.METRICS:
        assert one.name.startswith(metrics.NAMESPACES)
        assert re.fullmatch(r"[a-z_]+", one.name), one.name
        if one.otel:
            unit = "_seconds" if one.kind == "histogram" else ""
            assert one.name == one.otel.replace(".", "_") + unit
            assert {"messaging_system", "messaging_operation_name"} <= set(one.labels), "what the conventions require"
        else:
            assert one.name.startswith("copydesk_")


def test_required_attributes_have_the_values_of_the_conventions() -> None:
    telemetry.consumed("articles.test", "enrich")
    telemetry.transaction("enrich", 1, {"articles.test": 1}, 0.1)
    article()
    for family in text_string_to_metric_families(metrics.exposed().decode()):
        for sample in family.samples:
            if sample.name.startswith("messaging_"):
                assert sample.labels["messaging_system"] == "kafka"
                assert sample.labels["messaging_operation_name"] in OPERATIONS
                assert sample.labels["messaging_destination_name"]


def test_an_article_is_counted_once_whatever_became_of_it() -> None:
    forwarded, rejected = {"stage": "enrich"}, {"stage": "enrich", "code": "too_deep"}
    before = (
        value("copydesk_forwarded_articles_total", **forwarded),
        value("copydesk_rejected_articles_total", **rejected),
    )
    article()
    article(code="too_deep")
    after = (
        value("copydesk_forwarded_articles_total", **forwarded),
        value("copydesk_rejected_articles_total", **rejected),
    )
    assert (after[0] - before[0], after[1] - before[1]) == (1, 1)


def test_work_is_observed_by_part() -> None:
    labels = {"stage": "enrich", "part": "some_part"}
    article(spent={"some_part": 0.004})
    article(spent={"some_part": 0.3})
    assert value("copydesk_part_duration_seconds_count", **labels) == 2
    assert value("copydesk_part_duration_seconds_sum", **labels) == pytest.approx(0.304)
    assert value("copydesk_part_duration_seconds_bucket", le="0.005", **labels) == 1


def test_an_article_of_unknown_age_tells_none() -> None:
    before = value("copydesk_latency_seconds_count", stage="enrich")
    article(age_s=None)
    assert value("copydesk_latency_seconds_count", stage="enrich") == before
    article(age_s=-20.0)
    assert value("copydesk_latency_seconds_bucket", stage="enrich", le="0.025") >= 1, "a clock ahead is no age"


def test_what_has_not_happened_yet_is_shown_as_zero() -> None:
    """The first of a kind would be no increase to Prometheus, if the series began with it."""
    telemetry.starting("1", "2", "3", ("normalise",))
    for code in Code:
        assert REGISTRY.get_sample_value("copydesk_rejected_articles_total", {"stage": "normalise", "code": code}) == 0
    assert REGISTRY.get_sample_value("copydesk_pool_respawns_total", {"cause": "timed_out"}) is not None


def test_a_partition_that_is_no_longer_ours_is_forgotten() -> None:
    at = {"topic": "articles.test", "partition": "7"}
    telemetry.lag({("articles.test", 7): (12, 3.5)})
    assert value("copydesk_lag_messages", **at) == 12
    assert value("copydesk_lag_seconds", **at) == 3.5
    telemetry.lag({})
    assert REGISTRY.get_sample_value("copydesk_lag_messages", at) is None
    assert REGISTRY.get_sample_value("copydesk_lag_seconds", at) is None


def test_no_series_says_when_it_was_made() -> None:
    assert b"_created" not in metrics.exposed()

"""A real worker, scraped by a real Prometheus: every query of the dashboard and every rule has an answer, and it is so.

Its log is read too: one canonical line for each article and stage, and not a word of an article anywhere.
"""

import json
import math
import re
import urllib.request
from collections import Counter
from pathlib import Path

import pytest

from tests.integration.articles import article
from tests.integration.harness import Installation
from tests.watching.scraping import NotInstalled, Prometheus
from tests.watching.test_dashboard import DASHBOARD, alert_expressions, targets

pytestmark = pytest.mark.kafka

GOOD, BAD = 40, 4
CANARY = "quetzalcoatlus"
"""Stands in every text that a message can bring along; no log line and no metric may have it."""
QUIET = ("aborted", "enricher_failures", "respawns", "rejected_articles_total", "retries", "rebalance_duration")
"""What a worker that is well may have no series for, or none above 0."""


def telling(number: int) -> bytes:
    message = json.loads(article(number))
    message["body"] += f" {CANARY.title()} was seen, said {CANARY.title()} Smith: \u201c{CANARY}\u201d."
    message["headline"] += f" {CANARY}"
    message["byline"] = f"By {CANARY.title()} Jones"
    message["metadata"] = {CANARY: CANARY}
    return json.dumps(message).encode()


REFUSED = (
    f"{CANARY} {{".encode(),
    json.dumps({"source": CANARY, CANARY: CANARY}).encode(),
    json.dumps({"source": "gazette.example", "body": CANARY, "media_type": f"video/{CANARY}"}).encode(),
    json.dumps({"source": "gazette.example", "body": [CANARY]}).encode(),
)


def fed(installation: Installation) -> None:
    messages = [(CANARY.encode(), telling(number)) for number in range(GOOD)]
    installation.produce([*messages, *((CANARY.encode(), value) for value in REFUSED)])


def substituted(expression: str) -> str:
    return expression.replace("$__rate_interval", "30s").replace("$instance", ".*")


def test_every_query_of_the_dashboard_has_an_answer(installation: Installation, tmp_path: Path) -> None:
    worker = installation.start_worker(processes="1", linger_ms="0")
    installation.wait_until(lambda: worker.http_port() is not None, "the worker's port")
    port = worker.http_port()
    assert port is not None
    folder = tmp_path / "prometheus"
    folder.mkdir()
    try:
        prometheus = Prometheus(port, folder)
    except NotInstalled as why:
        pytest.skip(str(why))
    with prometheus:
        installation.wait_until(lambda: prometheus.ready, "Prometheus")
        installation.wait_assigned(worker)
        enriched = 'sum(copydesk_forwarded_articles_total{stage="enrich"})'
        rejected = "sum(copydesk_rejected_articles_total)"
        # Twice: a series that begins with the first article shows an increase with the second.
        for times in (1, 2):
            fed(installation)
            expected = times * GOOD, times * BAD

            def counted(expected: tuple[int, int] = expected) -> bool:
                return (prometheus.number(enriched), prometheus.number(rejected)) == expected

            installation.wait_until(counted, "all in Prometheus")
        empty, no_numbers = [], []
        for expression in map(substituted, targets()):
            series = prometheus.instant(expression)
            if not series:
                empty.append(expression)
            elif all(math.isnan(float(one["value"][1])) for one in series):
                no_numbers.append(expression)
        assert [expression for expression in empty if not any(word in expression for word in QUIET)] == []
        assert no_numbers == []
        for annotation in DASHBOARD["annotations"]["list"][1:]:
            prometheus.ask("query", query=substituted(annotation["expr"]))
        received = prometheus.number('sum(messaging_client_consumed_messages_total{stage="normalise"})')
        assert received == 2 * (GOOD + BAD)
        written = prometheus.number(
            f'messaging_client_sent_messages_total{{messaging_destination_name="{installation.topics.enriched.name}"}}'
        )
        assert written == 2 * GOOD
        (p99,) = prometheus.instant(
            'histogram_quantile(0.99, sum by (le) (copydesk_latency_seconds_bucket{stage="enrich"}))'
        )
        assert 0 < float(p99["value"][1]) < 60

        # What only a look can set is a second old, and the look at that another.
        in_flight = "sum(copydesk_articles_in_flight)"
        installation.wait_until(lambda: prometheus.number(in_flight) == 0, "end of what is in flight", 30)
        installation.wait_until(lambda: prometheus.number("sum(copydesk_lag_messages)") == 0, "end of the lag", 30)
        assert prometheus.number("max(copydesk_lag_seconds)") == 0

        rules = prometheus.ask("rules")["groups"][0]["rules"]
        installation.wait_until(
            lambda: all(rule["health"] == "ok" for rule in prometheus.ask("rules")["groups"][0]["rules"]), "the rules"
        )
        assert {rule["name"] for rule in rules} == set(alert_expressions())
        firing = {
            alert["labels"]["alertname"] for alert in prometheus.ask("alerts")["alerts"] if alert["state"] == "firing"
        }
        assert firing == set()


def test_a_canonical_line_for_each_article_and_stage_and_no_text(installation: Installation) -> None:
    secret = "correct-horse-battery-staple"
    worker = installation.start_worker(processes="1", log_level="debug", sasl_password=secret, ssl_key_password=secret)
    installation.wait_assigned(worker)
    fed(installation)
    with installation.tail() as tail:
        installation.wait_done(tail, GOOD + BAD)
    installation.wait_until(lambda: len(worker.events("article")) >= 2 * GOOD + BAD, "the lines")
    lines = worker.events("article")
    assert Counter((line["stage"], line["code"]) for line in lines) == {
        ("normalise", None): GOOD,
        ("enrich", None): GOOD,
        ("normalise", "undecodable"): 1,
        ("normalise", "schema_violation"): 2,
        ("normalise", "unsupported_media_type"): 1,
    }
    assert {count for (_, count) in Counter((line["stage"], line["raw"]) for line in lines).items()} == {1}
    for line in lines:
        assert {"timestamp", "level", "work_ms", "took_ms", "age_ms", "bytes_in", "bytes_out", "failures"} <= set(line)
        assert isinstance(line["records"], dict)
        if line["code"] is None:
            assert re.fullmatch(r"[0-9a-f-]{36}", str(line["article_id"]))
        else:
            assert line["records"] == {"deadletters": 1}
    enriched = [line["records"] for line in lines if line["stage"] == "enrich"]
    assert all(isinstance(each, dict) and each["enriched"] == 1 and each["numbers"] > 1 for each in enriched)
    with urllib.request.urlopen(f"http://127.0.0.1:{worker.http_port()}/metrics", timeout=10) as answer:
        shown = answer.read().decode()
    worker.terminate()
    log = worker.log.read_text(encoding="utf-8")
    assert not worker.events("unstructured")
    for text in (log, shown):
        assert CANARY not in text.lower()
        assert "gazette.example" not in text
        assert secret not in text

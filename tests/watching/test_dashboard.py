"""Grafana's dashboard loads, and asks only for what a worker shows; so do the alert rules, and each is in the runbook.

Its structure was also checked against Grafana's published types (@grafana/schema); Grafana itself could not be had.
"""

import itertools
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest

from tests.conftest import ROOT
from worker.telemetry import metrics

DEPLOY = ROOT / "worker" / "deploy"
DASHBOARD: Mapping[str, Any] = json.loads((DEPLOY / "grafana" / "dashboard.json").read_text(encoding="utf-8"))
ALERTS = (DEPLOY / "prometheus" / "alerts.yml").read_text(encoding="utf-8")
RUNBOOK = (DEPLOY / "RUNBOOK.md").read_text(encoding="utf-8")

BUILT_IN = {"timeseries", "stat", "gauge", "table", "row"}
"""Panel kinds that every Grafana has."""
FOREIGN = {
    "up": {"instance", "job"},
    "process_start_time_seconds": {"instance", "job"},
    "process_cpu_seconds_total": {"instance", "job"},
    "process_resident_memory_bytes": {"instance", "job"},
    "kube_pod_container_status_last_terminated_exitcode": {"container", "pod"},
    "ALERTS": {"alertname", "alertstate"},
}
"""Series of Prometheus, of its client library and of kube-state-metrics, with the labels that we may ask for."""
_SELECTOR = re.compile(r"\b([a-zA-Z_][a-zA-Z0-9_]*)\{([^}]*)\}")
_NAME = re.compile(r"\b(?:copydesk|messaging|process|kube)_[a-z_]+\b|\bup\b")
_GROUPED = re.compile(r"\b(?:by|on)\s*\(([^)]*)\)")


def panels() -> Iterator[Mapping[str, Any]]:
    for panel in DASHBOARD["panels"]:
        yield panel
        yield from panel.get("panels", ())


def targets() -> list[str]:
    return [target["expr"] for panel in panels() for target in panel.get("targets", ())]


def alert_expressions() -> dict[str, str]:
    """Each rule's expression by its name; read without YAML, which the tests have no reader for."""
    blocks = re.split(r"^ {6}- alert: ", ALERTS, flags=re.MULTILINE)[1:]
    found = {}
    for block in blocks:
        expression = re.search(r"^ {8}expr: (?:\|\n((?: {10}.*\n)+)|(.*)\n)", block, re.MULTILINE)
        assert expression is not None, block
        found[block.split("\n", 1)[0]] = expression[1] or expression[2]
    return found


EXPRESSIONS = [
    *targets(),
    *(query["expr"] for query in DASHBOARD["annotations"]["list"] if "expr" in query),
    *(variable["definition"] for variable in DASHBOARD["templating"]["list"] if "definition" in variable),
    *alert_expressions().values(),
]


def known_labels(series: str) -> set[str]:
    for one in metrics.METRICS:
        if series in one.series:
            return {*one.labels, "le", "instance", "job"}
    return FOREIGN.get(series, set())


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_every_query_asks_for_what_there_is(expression: str) -> None:
    ours = {series for one in metrics.METRICS for series in one.series}
    names = set(_NAME.findall(re.sub(r'"[^"]*"', '""', _GROUPED.sub("", expression))))
    selected = dict(_SELECTOR.findall(expression))
    assert names - set(metrics_labels()) <= set(selected) | {"copydesk"}, "each series is selected by its job"
    for name, matchers in selected.items():
        assert name in ours or name in FOREIGN, name
        asked = set(re.findall(r"([a-z_]+)\s*(?:=|!)", matchers))
        assert asked <= known_labels(name), (name, asked)
        assert asked & {"job", "container", "alertname"}, f"{name} of whom?"


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_every_query_groups_by_labels_that_there_are(expression: str) -> None:
    selected = [name for name, _ in _SELECTOR.findall(expression)]
    labels = set().union(*(known_labels(name) for name in selected))
    labels |= set(re.findall(r'label_replace\([^"]*"([a-z_]+)"', expression.replace("\n", " ")))
    labels |= set(re.findall(r'"(topic)", "\$1"', expression))
    for group in _GROUPED.findall(expression):
        assert {label.strip() for label in group.split(",")} <= labels, group


def metrics_labels() -> set[str]:
    """Label names that look like metric names."""
    return {label for one in metrics.METRICS for label in one.labels}


def test_each_described_metric_is_drawn() -> None:
    """A metric that nobody looks at is one too many."""
    drawn = {name for expression in EXPRESSIONS for name, _ in _SELECTOR.findall(expression)}
    assert {one.name for one in metrics.METRICS if not drawn & set(one.series)} == set()


def test_it_has_what_grafana_asks_of_a_dashboard() -> None:
    assert (DASHBOARD["uid"], DASHBOARD["title"]) == ("copydesk", "Copydesk")
    assert DASHBOARD["schemaVersion"] >= 36
    assert "id" not in DASHBOARD, "the number of one Grafana's database"
    ids = [panel["id"] for panel in panels()]
    assert len(set(ids)) == len(ids)
    variables = {variable["name"] for variable in DASHBOARD["templating"]["list"]}
    for panel in panels():
        assert panel["type"] in BUILT_IN
        assert panel["title"]
        if panel["type"] == "row":
            continue
        assert panel["description"], panel["title"]
        references = [target["refId"] for target in panel["targets"]]
        assert references
        assert len(set(references)) == len(references)
        assert panel["fieldConfig"]["defaults"]["unit"]
        for target in panel["targets"]:
            assert target["datasource"] == {"type": "prometheus", "uid": "${datasource}"}, "any Grafana's Prometheus"
    used = set(re.findall(r"\$\{?([a-z]+)\b", json.dumps(DASHBOARD)))
    assert used <= variables


def test_no_panel_lies_on_another() -> None:
    places = [panel["gridPos"] for panel in DASHBOARD["panels"]]
    for place in places:
        assert 0 <= place["x"] < place["x"] + place["w"] <= 24
    for one, other in itertools.combinations(places, 2):
        beside = one["x"] + one["w"] <= other["x"] or other["x"] + other["w"] <= one["x"]
        below = one["y"] + one["h"] <= other["y"] or other["y"] + other["h"] <= one["y"]
        assert beside or below, (one, other)


def test_it_shows_what_operators_ask_for() -> None:
    titles = " ".join(panel["title"].lower() for panel in panels())
    for what in ("throughput", "lag", "rejected", "by code", "raw to enriched", "by part", "fuse", "rebalances"):
        assert what in titles
    quantiles = {q for expression in targets() for q in re.findall(r"histogram_quantile\((0\.\d+)", expression)}
    assert {"0.5", "0.95", "0.99"} <= quantiles


def sections(text: str) -> Sequence[str]:
    return re.findall(r"^### (\w+)$", text, re.MULTILINE)


def test_every_alert_is_in_the_runbook() -> None:
    assert list(alert_expressions()) == list(sections(RUNBOOK))
    for name in alert_expressions():
        assert f"runbook: RUNBOOK.md#{name.lower()}" in ALERTS
        section = RUNBOOK.split(f"### {name}\n", 1)[1].split("\n### ", 1)[0]
        for heading in ("Means:", "Look at:", "Do:"):
            assert heading in section, (name, heading)


def test_every_alert_says_how_urgent_it_is() -> None:
    assert len(re.findall(r"severity: (?:page|ticket)\b", ALERTS)) == len(alert_expressions())

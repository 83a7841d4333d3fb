"""The alert rules on courses of things, by Prometheus' own tool; skipped where that is not installed."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT

RULES = ROOT / "worker" / "deploy" / "prometheus"
COURSES = Path(__file__).with_name("alerts.yml")


def promtool(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    tool = shutil.which("promtool")
    if tool is None:
        pytest.skip("no promtool: it comes with Prometheus (Debian: prometheus)")
    return subprocess.run([tool, *arguments], capture_output=True, text=True, timeout=60, check=False)


def test_prometheus_takes_our_files() -> None:
    done = promtool("check", "config", RULES / "prometheus.yml")
    assert done.returncode == 0, done.stdout + done.stderr


def test_they_fire_when_they_must_and_only_then() -> None:
    done = promtool("test", "rules", COURSES)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_alert_is_seen_to_fire() -> None:
    rules = (RULES / "alerts.yml").read_text(encoding="utf-8")
    courses = COURSES.read_text(encoding="utf-8")
    names = [line.split("alert: ")[1] for line in rules.splitlines() if "- alert: " in line]
    assert [name for name in names if f'alertname="{name}"' not in courses] == []


def test_a_rule_that_never_fires_is_found(tmp_path: Path) -> None:
    """The courses judge: a threshold far too high makes them fail."""
    rules = (RULES / "alerts.yml").read_text(encoding="utf-8")
    courses = COURSES.read_text(encoding="utf-8")
    (tmp_path / "alerts.yml").write_text(rules.replace("> 0.05\n", "> 0.5\n"), encoding="utf-8")
    (tmp_path / "courses.yml").write_text(
        courses.replace("../../worker/deploy/prometheus/alerts.yml", "alerts.yml"), encoding="utf-8"
    )
    done = promtool("test", "rules", tmp_path / "courses.yml")
    assert done.returncode != 0
    assert "CopydeskRejects" in done.stdout + done.stderr

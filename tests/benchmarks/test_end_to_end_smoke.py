"""The benchmark runs and tells what it found. Nothing here asserts a time."""

from pathlib import Path

import pytest

from tests.benchmarks.articles import invented
from tests.benchmarks.end_to_end import Plan, run
from tests.benchmarks.report import markdown


def test_the_same_number_gives_the_same_article() -> None:
    assert list(invented(8)) == list(invented(8))
    assert len({message.value for message in invented(50)}) == 50


@pytest.mark.kafka
def test_fifty_articles(kafka: str, tmp_path: Path) -> None:
    plan = Plan(articles=50, partitions=2, processes=1, latency_s=1.0, rival_messages=200, date="today")
    done = run(plan, kafka, None, "", tmp_path)
    assert (done.account.fed, done.account.lost, done.account.doubled) == (50, 0, 0)
    assert done.account.dead_letters == 0
    assert done.account.rows > 50
    assert done.account.doubled_rows == 0
    assert done.latency is not None
    assert done.latency.missing == 0
    assert [rival.outputs for rival in done.rivals] == [200, 200]
    assert {"normalise", "decode", "encode", "numbers"} <= set(done.throughput.work_ms)
    lines = markdown(done).splitlines()
    assert "today" in lines[0]
    table = [line for line in lines if line.startswith("|")]
    assert len({line.count("|") for line in table}) == 1
    assert any(line.startswith("| articles a second |") for line in table)

"""From the version before to this one and back, while both are at work on the same topics."""

import os
import subprocess
import time
from pathlib import Path

import pytest

from tests.container.engine import ROOT, build, inspect
from tests.container.load import Load
from tests.container.stack import Container, Stack

BEFORE = "COPYDESK_PREVIOUS"
"""Names the commit that was landed before; else the last one on origin/main, else the one before this."""


def previous() -> str:
    """The commit to come from and to go back to; "" where there is none."""
    for name in (os.environ.get(BEFORE, ""), "origin/main", "HEAD~1"):
        asked = ("git", "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
        done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
        if name and done.returncode == 0:
            return done.stdout.strip()
    return ""


@pytest.fixture(scope="module")
def older(engine: None, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The image of the previous version, by its own Dockerfile."""
    commit = previous()
    if not commit:
        pytest.skip(f"not a git checkout with a commit before this one; {BEFORE} names one")
    tag, tree = f"copydesk-test:{commit[:12]}", tmp_path_factory.mktemp("tree")
    archive = subprocess.run(["git", "archive", commit], cwd=ROOT, capture_output=True, check=True).stdout
    subprocess.run(["tar", "x"], cwd=tree, input=archive, check=True)
    build(tag, context=Path(tree))
    return tag


def test_up_and_down_again(stack: Stack, older: str, image: str, measured: list[str]) -> None:
    """Two old workers, each replaced by a new one, and each of those by an old one again; never a moment without load.

    Messages of each version's first stage meet the other's second one. Every article has its outcome once, whole.
    """
    assert inspect(older)["Id"] != inspect(image)["Id"]
    with Load(stack.bootstrap) as load:
        at_work = [stack.join(older) for _ in range(2)]
        stack.wait_ready(*at_work)
        load.until_more(60)
        since = time.monotonic()
        gone: list[Container] = []
        for version in (image, older):
            for _ in range(2):
                gone.append(at_work.pop(0))
                gone[-1].stop()
                at_work.append(stack.join(version))
                stack.wait_ready(*at_work)
                load.until_more(40)
        everywhere, somewhere = load.pause(since)
        articles = load.finish()
        assert [one.status for one in gone] == [0] * 4
        assert all(one.running for one in at_work)
        assert load.faults() == []
        done = {record.headers["ce_type"] for record in load.tail.records[load.topics.enriched.name]}
        assert len(done) == 1
    assert stack.command("ledger").status == 0
    measured.append(
        f"up from {older.partition(':')[2]} and back, {articles} articles: longest pause {everywhere:.1f} s, "
        f"of one partition {somewhere:.1f} s"
    )

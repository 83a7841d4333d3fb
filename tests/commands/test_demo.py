"""`copydesk demo` as a user runs it: what it shows, and that it leaves nothing behind."""

import os
import re
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from schemas.dead_letter import Code
from tests.commands.conftest import process
from worker.demo import stage
from worker.samples import SAMPLES

T = TypeVar("T")

proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")


@pytest.fixture(scope="module")
def shown() -> str:
    with process("demo") as running:
        out, err = running.communicate(timeout=90)
    assert running.returncode == 0, err.decode()
    return out.decode("utf-8")


def test_it_fits_a_terminal_and_has_no_colours_elsewhere(shown: str) -> None:
    assert max(len(line) for line in shown.splitlines()) <= 80
    assert "\x1b" not in shown


def test_it_shows_every_article_and_what_was_found(shown: str) -> None:
    for outlet in ("northern-ledger", "capital-post", "daily-tern", "ellery-observer", "sound-gazette"):
        assert f"{outlet}.example ─" in shown
    assert "the same text, word for word, as northern-ledger.example" in shown
    assert re.search(r"Sweden +location +iso3166:SE", shown)
    assert re.search(r"At least 12 +≥ 12 +people \[killed\]", shown)
    assert re.search(r"more than 13,00 +malformed", shown)


def test_it_shows_the_dead_letter_and_the_counts(shown: str) -> None:
    assert "undecodable  not JSON at character" in shown
    fed = sum(sample.articles for sample in SAMPLES)
    counts = dict(re.findall(r"^(articles\.\w+) +(\d+)$", shown, re.MULTILINE))
    assert (counts["articles.raw"], counts["articles.enriched"]) == (str(fed), str(fed - 1))
    assert counts["articles.deadletters"] == "1"
    assert int(counts["articles.entities"]) > 20
    assert int(counts["articles.numbers"]) > 40


@proc
@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGKILL])
def test_it_leaves_no_process_behind(signum: signal.Signals) -> None:
    with process("demo") as running:
        worker = until(lambda: worker_of(running.pid))
        until(lambda: len(of_session(worker)) > 1)
        running.send_signal(signum)
        _, err = running.communicate(timeout=30)
    assert running.returncode == (130 if signum is signal.SIGINT else -signal.SIGKILL)
    assert b"Traceback" not in err
    until(lambda: not of_session(worker))


@proc
def test_a_worker_that_ends_is_a_clear_failure() -> None:
    with process("demo") as running:
        worker = until(lambda: worker_of(running.pid))
        os.kill(worker, signal.SIGKILL)
        out, err = running.communicate(timeout=30)
    assert running.returncode == 70
    assert out == b""
    assert err.splitlines()[-1] == b"copydesk: the worker ended with -9"
    until(lambda: not of_session(worker))


def test_what_does_not_come_out_is_named() -> None:
    with pytest.raises(stage.DemoFailed, match=r"0 of 5 messages came out in \S+") as failed:
        stage.run(deadline_s=0.3)
    assert str(failed.value).count("\n") == 0


def test_the_broken_sample_is_what_it_is_called() -> None:
    from worker import codec
    from worker.errors import Rejected

    (broken,) = (sample for sample in SAMPLES if sample.broken)
    with pytest.raises(Rejected) as refused:
        codec.decode_raw(broken.content.read_bytes())
    assert refused.value.code is Code.UNDECODABLE


def until(look: Callable[[], T | None]) -> T:
    """What `look` finds, as soon as it finds anything."""
    end = time.monotonic() + 40
    while not (found := look()):
        assert time.monotonic() < end
        time.sleep(0.02)
    return found


def stats() -> list[tuple[int, int, str]]:
    """Process, session and command line of all processes that are not zombies."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            after_name = (folder / "stat").read_text().rpartition(")")[2].split()
            command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
        except (FileNotFoundError, ProcessLookupError):
            continue
        if after_name[0] != "Z":
            found.append((int(folder.name), int(after_name[3]), command))
    return found


def worker_of(demo: int) -> int | None:
    return next((pid for pid, _, command in stats() if f" --parent {demo} " in f"{command} "), None)


def of_session(session: int) -> list[int]:
    return [pid for pid, of, _ in stats() if of == session]

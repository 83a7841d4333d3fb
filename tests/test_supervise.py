"""The supervisor: starts again what a fault has ended, and knows when to stop."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from worker.errors import Exit
from worker.supervise import Patience, Supervisor

QUICK = Patience(deaths=3, quick_s=30, first_wait_s=0.02, longest_wait_s=0.05)

ENDS = """
import os, pathlib, signal, sys
count = pathlib.Path(sys.argv[1])
turn = len(count.read_text()) if count.exists() else 0
count.write_text("x" * (turn + 1))
end = int(sys.argv[2:][min(turn, len(sys.argv) - 3)])
os.kill(os.getpid(), -end) if end < 0 else sys.exit(end)
"""


@pytest.mark.parametrize(
    ("ends", "status", "starts"),
    [
        ([0], 0, 1),
        ([Exit.CONFIG], Exit.CONFIG, 1),
        ([Exit.FUSE], Exit.FUSE, 1),
        ([Exit.FAULT, -signal.SIGKILL, 0], 0, 3),
        ([Exit.FAULT], Exit.FAULT, 3),
        ([Exit.UNAVAILABLE], Exit.UNAVAILABLE, 3),
        ([-signal.SIGKILL], Exit.FAULT, 3),
    ],
)
def test_what_is_started_again(tmp_path: Path, ends: list[int], status: int, starts: int) -> None:
    count = tmp_path / "count"
    script = (
        "import sys; from worker.supervise import *; "
        "patience = Patience(deaths=3, quick_s=30, first_wait_s=0.02, longest_wait_s=0.05); "
        "sys.exit(Supervisor(sys.argv[1:], patience).run())"
    )
    command = [sys.executable, "-c", script, sys.executable, "-c", ENDS, str(count), *map(str, ends)]
    assert subprocess.run(command, check=False, stderr=subprocess.DEVNULL, timeout=60).returncode == status
    assert len(count.read_text()) == starts


def test_deaths_after_a_long_life_do_not_add_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ends = iter([70, 70, 70, 70, 70, 0])
    supervisor = Supervisor(["none"], Patience(deaths=3, quick_s=0, first_wait_s=0.001, longest_wait_s=0.001))
    monkeypatch.setattr(supervisor, "_once", lambda: next(ends))
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    assert supervisor.run() == 0


def test_a_signal_is_handed_on_and_nothing_starts_again(tmp_path: Path) -> None:
    ready = tmp_path / "ready"
    child = (
        "import pathlib, signal, sys, time; signal.signal(signal.SIGTERM, lambda *_: sys.exit(0)); "
        f"pathlib.Path({str(ready)!r}).write_text('x'); time.sleep(60)"
    )
    script = "import sys; from worker.supervise import *; sys.exit(Supervisor(sys.argv[1:]).run())"
    process = subprocess.Popen([sys.executable, "-c", script, sys.executable, "-c", child])
    deadline = time.monotonic() + 30
    while not ready.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0

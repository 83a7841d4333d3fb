"""A supervisor for people without one: runs the worker, and runs it again when it ends by a fault.

An orchestrator's restart policy does the same and more; this is for a terminal, a plain virtual machine, a cron job.
"""

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import FrameType

from worker import telemetry
from worker.backoff import delays
from worker.errors import Exit

FINAL = (Exit.OK, Exit.USAGE, Exit.FUSE, Exit.CONFIG)
"""Ends that another start would not change: somebody has to look first."""


@dataclass(frozen=True, slots=True)
class Patience:
    """When to give up: after so many deaths one after another, each within `quick_s` of its start. Waits in seconds."""

    deaths: int = 5
    quick_s: float = 60.0
    first_wait_s: float = 1.0
    longest_wait_s: float = 30.0


class Supervisor:
    """Runs one command over and over. SIGTERM and SIGINT are handed on, and end it with the command's own end."""

    def __init__(self, command: Sequence[str], patience: Patience = Patience()) -> None:
        self._command = tuple(command)
        self._patience = patience
        self._running: subprocess.Popen[bytes] | None = None
        self._told: int | None = None

    def run(self) -> int:
        """Until the command ends for good, or too often; its exit status then, 70 where a signal killed it."""
        for signum in (signal.SIGTERM, signal.SIGINT):
            signal.signal(signum, self._hand_on)
        deaths, waits = 0, self._waits()
        while True:
            began = time.monotonic()
            status = self._once()
            lived = time.monotonic() - began
            if status in FINAL or self._told is not None:
                return _exit(status)
            if lived >= self._patience.quick_s:
                deaths, waits = 0, self._waits()
            deaths += 1
            if deaths >= self._patience.deaths:
                telemetry.gave_up(status, deaths, self._patience.quick_s)
                return _exit(status)
            wait = next(waits)
            telemetry.restarting(status, lived, wait, self._patience.deaths - deaths)
            self._pause(wait)
            if self._told is not None:
                return Exit.OK

    def _waits(self) -> Iterator[float]:
        return delays(self._patience.first_wait_s, self._patience.longest_wait_s)

    def _once(self) -> int:
        self._running = subprocess.Popen(self._command)
        if self._told is not None:
            self._running.send_signal(self._told)
        status = self._running.wait()
        self._running = None
        _reap()
        return status

    def _pause(self, seconds: float) -> None:
        """Sleep, unless a signal says that it is over."""
        until = time.monotonic() + seconds
        while self._told is None and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, 0.2))

    def _hand_on(self, signum: int, _: FrameType | None) -> None:
        self._told = signal.SIGTERM
        if self._running is not None:
            self._running.send_signal(self._told)


def _exit(status: int) -> int:
    return Exit.FAULT if status < 0 else status


def _reap() -> None:
    """As PID 1 of a container it inherits the children of a dead worker."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        return

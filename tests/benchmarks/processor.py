"""CPU seconds and memory of a process and of its children, read from Linux's /proc.

A child that has ended counts where its parent has waited for it; the workers wait for theirs.
"""

import os
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Spent:
    """CPU seconds, user and system: of the process itself with all its threads, and of its children, dead ones too."""

    own_s: float = 0.0
    children_s: float = 0.0

    def __sub__(self, before: "Spent") -> "Spent":
        return Spent(self.own_s - before.own_s, self.children_s - before.children_s)

    @property
    def all_s(self) -> float:
        """Both."""
        return self.own_s + self.children_s


def _times(pid: int) -> tuple[float, float]:
    """Seconds of the process itself, and of the children that it has waited for. Zeros where it is gone."""
    try:
        line = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return 0.0, 0.0
    user, system, waited_user, waited_system = map(int, line.rpartition(")")[2].split()[11:15])
    return (user + system) / _TICKS, (waited_user + waited_system) / _TICKS


def children(pid: int) -> frozenset[int]:
    """Process ids of the living children."""
    ids: set[int] = set()
    for listing in Path(f"/proc/{pid}/task").glob("*/children"):
        ids.update(map(int, listing.read_text(encoding="utf-8").split()))
    return frozenset(ids)


def spent(pid: int | None) -> Spent:
    """What a process has spent so far; nothing where there is no process."""
    if pid is None:
        return Spent()
    own, waited = _times(pid)
    return Spent(own, waited + sum(sum(_times(child)) for child in children(pid)))


def machine_s() -> float:
    """CPU seconds that the whole machine has spent at work since it started: all but idle and waiting for disks."""
    words = Path("/proc/stat").read_text(encoding="utf-8").splitlines()[0].split()[1:9]
    user, nice, system, _idle, _iowait, irq, softirq, steal = map(int, words)
    return (user + nice + system + irq + softirq + steal) / _TICKS


def peak_mb(pid: int) -> float:
    """The most memory that a process has held so far (resident set), in MB; 0 where it is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)

"""A few workers that are kept running, as an orchestrator does: who ends is started again, and the end is noted."""

import signal
import threading
import time
from collections import Counter
from dataclasses import dataclass, field

from tests.integration.harness import Installation
from tests.integration.process import WorkerProcess

QUICK_S = 1.0
"""Who lived shorter than this is started again after this time."""

GRACE_S = 30.0
"""From SIGTERM to the end, at most."""


@dataclass(slots=True, eq=False)
class Member:
    """One place in the fleet and the worker that is in it now; `asked`: the signal that it was sent to end it."""

    number: int
    settings: dict[str, str]
    worker: WorkerProcess
    started: float
    kept: bool = True
    asked: signal.Signals | None = None
    asked_at: float = 0.0
    late: bool = False
    due: float | None = None
    ends: int = 0

    @property
    def there(self) -> bool:
        """Whether a worker runs in it."""
        return self.worker.status is None

    @property
    def assigned(self) -> bool:
        """Whether its worker has partitions."""
        said = self.worker.events("assigned")
        return self.there and bool(said) and bool(said[-1]["partitions"])


@dataclass(frozen=True, slots=True)
class End:
    """How a worker ended: its exit status (negative: the signal), what it had been asked, how long it took from there,
    in how many transactions it was, and its last word, if it died."""

    member: int
    status: int
    asked: signal.Signals | None
    took_s: float
    open_transactions: int
    log: str
    why: str


@dataclass
class Fleet:
    """Workers of an installation. `look`, called all the time from one thread, notes ends and starts again."""

    installation: Installation
    size: int
    settings: dict[str, str]
    members: list[Member] = field(default_factory=list)
    ends: list[End] = field(default_factory=list)
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _stopping: bool = False

    def start(self) -> None:
        """Start all."""
        for _ in range(self.size):
            self.join()

    def join(self, **settings: str) -> Member:
        """One more worker, with settings of its own."""
        with self._lock:
            mine = self.settings | settings
            worker = self.installation.start_worker(**mine)
            member = Member(len(self.members), mine, worker, time.monotonic())
            self.members.append(member)
            return member

    def leave(self, member: Member) -> None:
        """SIGTERM, and nobody takes its place."""
        with self._lock:
            member.kept = False
            self.terminate(member)

    def kill(self, member: Member) -> None:
        """SIGKILL, and it is gone."""
        with self._lock:
            if member.there:
                member.asked, member.asked_at = signal.SIGKILL, time.monotonic()
                member.worker.kill()
                self._note(member)

    def terminate(self, member: Member) -> None:
        """SIGTERM; `look` notes the end."""
        with self._lock:
            if member.there and member.asked is None:
                member.asked, member.asked_at = signal.SIGTERM, time.monotonic()
                member.worker.process.terminate()

    def freeze(self, member: Member) -> int:
        """SIGSTOP; in how many transactions it stands still."""
        member.worker.process.send_signal(signal.SIGSTOP)
        return member.worker.open_transactions()

    def thaw(self, member: Member) -> None:
        """SIGCONT."""
        member.worker.process.send_signal(signal.SIGCONT)

    @property
    def running(self) -> list[Member]:
        """Those that run and were not asked to end."""
        return [member for member in self.members if member.there and member.asked is None]

    def look(self) -> None:
        """Note who has ended, start again who is to be kept, kill who does not end in time."""
        with self._lock:
            now = time.monotonic()
            for member in self.members:
                if member.there:
                    if member.asked is signal.SIGTERM and now - member.asked_at > GRACE_S:
                        member.late = True
                        member.worker.kill()
                    else:
                        continue
                if member.due is None:
                    self._note(member)
                if member.due is not None and member.kept and not self._stopping and now >= member.due:
                    member.worker = self.installation.start_worker(**member.settings)
                    member.started, member.asked, member.due = time.monotonic(), None, None

    def _note(self, member: Member) -> None:
        status = member.worker.status
        assert status is not None
        now = time.monotonic()
        said = member.worker.events("died")
        self.ends.append(
            End(
                member=member.number,
                status=status,
                asked=member.asked,
                took_s=now - member.asked_at if member.asked is not None else 0.0,
                open_transactions=member.worker.open_transactions(),
                log=member.worker.log.name,
                why=" ".join(str(said[-1][name]) for name in ("exception", "detail")) if said else "",
            )
        )
        member.ends += 1
        member.due = now if now - member.started > QUICK_S else now + QUICK_S

    def stop(self) -> None:
        """SIGTERM to all; nobody is started again."""
        with self._lock:
            self._stopping = True
            for member in self.members:
                member.kept = False
                if member.there and member.asked is None:
                    self.terminate(member)

    @property
    def gone(self) -> bool:
        """Whether nobody is left and every end is noted."""
        return all(not member.there and member.due is not None for member in self.members)

    @property
    def late(self) -> bool:
        """Whether one did not end within the grace."""
        return any(member.late for member in self.members)

    def exits(self) -> dict[str, int]:
        """How often a worker ended, by how: `killed`, `stopped with 0`, `by itself with 70`."""
        how = (
            "killed"
            if end.asked is signal.SIGKILL
            else f"{'stopped' if end.asked is signal.SIGTERM else 'by itself'} with {end.status}"
            for end in self.ends
        )
        return dict(Counter(how))

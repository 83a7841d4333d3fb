"""One `copydesk worker` as a process, and its log."""

import ctypes
import json
import signal
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
WORKER = ("-m", "worker", "worker")
"""What Python runs as a worker."""

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def _die_with_parent() -> None:
    if _libc is not None:
        _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


class WorkerProcess:
    """One `copydesk worker`, its log in a file of JSON lines; `command`: what Python runs instead of it."""

    def __init__(self, environment: Mapping[str, str], log: Path, command: Sequence[str] = WORKER) -> None:
        self.log = log
        self._events: list[dict[str, object]] = []
        self._read = 0
        self._reading = threading.Lock()
        with log.open("ab") as sink:
            self.process = subprocess.Popen(
                [sys.executable, *command],
                cwd=ROOT,
                env=dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=sink,
                stderr=sink,
                start_new_session=True,
                preexec_fn=_die_with_parent,
            )

    @property
    def status(self) -> int | None:
        """The exit status, None while it runs; negative: the signal that ended it."""
        return self.process.poll()

    def events(self, name: str | None = None) -> list[dict[str, object]]:
        """What it logged, in order; lines that are not JSON (a traceback) as the event `unstructured`."""
        with self._reading:
            with self.log.open("rb") as file:
                file.seek(self._read)
                fresh = file.read()
            whole = fresh[: fresh.rfind(b"\n") + 1]
            self._read += len(whole)
            for line in whole.decode("utf-8", "replace").splitlines():
                try:
                    event = json.loads(line)
                except ValueError:
                    event = None
                self._events.append(event if isinstance(event, dict) else {"event": "unstructured", "line": line})
            return [event for event in self._events if name is None or event.get("event") == name]

    def open_transactions(self) -> int:
        """How many transactions it is in, by its log, which must be of the level debug."""
        names = Counter(event.get("event") for event in self.events())
        return names["began"] - names["transaction"] - names["refused"]

    def http_port(self) -> int | None:
        """Where it listens, None as long as it does not say."""
        said = self.events("listening")
        port = said[-1]["port"] if said else None
        assert port is None or isinstance(port, int)
        return port

    def answer(self, path: str) -> int:
        """The status of its answer over HTTP; 0: it gives none."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.http_port()}{path}", timeout=5) as response:
                return int(response.status)
        except urllib.error.HTTPError as error:
            error.close()
            return error.code
        except OSError:
            return 0

    def children(self) -> frozenset[int]:
        """Process ids of its children (Linux)."""
        ids: set[int] = set()
        for listing in Path(f"/proc/{self.process.pid}/task").glob("*/children"):
            ids.update(int(word) for word in listing.read_text().split())
        return frozenset(ids)

    def kill(self) -> None:
        """SIGKILL, and wait until it is gone."""
        self.process.kill()
        self.process.wait()

    def terminate(self, timeout: float = 30.0) -> int:
        """SIGTERM; its exit status. Killed, and an error, after `timeout` seconds."""
        self.process.terminate()
        try:
            return self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"still there {timeout:g} s after SIGTERM\n{self.tail()}") from None

    def tail(self, characters: int = 3000) -> str:
        """The end of its log."""
        return self.log.read_text(encoding="utf-8", errors="replace")[-characters:]

"""A pool child: reads jobs from its socket, works, answers. `python -m worker.agents.child FD STATE_FD ...`.

It lives and dies for its parent: signals that are meant for the group are not for it, its end of the socket closed
means the end, and where the kernel can it is killed with its parent. Out of memory it dies at once, so that the parent
sees a death and not an article with holes.
"""

import ctypes
import mmap
import os
import resource
import signal
import socket
import sys
import time
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from schemas.dead_letter import Code
from worker.agents import frames
from worker.errors import Rejected, where
from worker.method import Method, method_of
from worker.ownfiles import OwnFiles
from worker.stages import Job, Result, run

_PR_SET_PDEATHSIG = 1
OUT_OF_MEMORY = 137
"""The exit status of a child that reached its memory limit: what the kernel's own killer would leave."""


WARM_UP = b"""{"source": "copydesk.example", "published": "2023-03-14", "media_type": "text/html",
"body": "<html><body><h1>A test</h1><p>Some 20 people met in Paris on Friday, said Mr Smith.</p></body></html>"}"""


@dataclass(slots=True)
class Place:
    """Where the child is in its job: told to the parent through shared memory, and timed."""

    state: mmap.mmap
    places: dict[str, int]
    spent: dict[str, float] = field(default_factory=dict)
    _part: str | None = None
    _since: float = 0.0

    def enter(self, part: str | None) -> None:
        """The next part begins; None: the job is done."""
        now = time.perf_counter()
        if self._part is not None:
            self.spent[self._part] = round(self.spent.get(self._part, 0.0) + now - self._since, 6)
        self._part, self._since = part, now
        self.state[0] = self.places.get(part or "", frames.OUTSIDE)


def work(job: Job, method: Method, place: Place, max_body_bytes: int) -> frames.Answer:
    """Do one job. Whatever goes wrong is an answer, but for want of memory."""
    place.spent = {}
    traces: dict[str, str] = {}

    def failed(enricher: str, error: Exception) -> None:
        traces[enricher] = f"{type(error).__name__} at {where(error)}"

    outcome: Result | frames.Refusal
    try:
        outcome = run(
            job,
            method.enrichers,
            sources=method.sources,
            made_by=method.versions,
            max_body_bytes=max_body_bytes,
            entering=place.enter,
            failed=failed,
        )
    except Rejected as error:
        outcome = frames.Refusal(error.code, error.detail)
    except MemoryError:
        # At once, so that the shared byte still says where.
        os._exit(OUT_OF_MEMORY)
    except Exception as error:
        outcome = frames.Refusal(Code.INTERNAL_ERROR, "a fault of ours", type(error).__name__, where(error))
    place.enter(None)
    return frames.Answer(outcome, place.spent, traces)


def warm_up(method: Method, place: Place, max_body_bytes: int) -> None:
    """Take one article all the way, so that models and tables are loaded, and sound, before the first deadline runs."""
    job = Job("normalise", WARM_UP)
    for stage in ("normalise", "enrich"):
        outcome = work(replace(job, stage=stage), method, place, max_body_bytes).outcome
        if isinstance(outcome, frames.Refusal):
            raise RuntimeError(f"{stage} does not work: {outcome.exception} at {outcome.trace or outcome.detail}")
        job = replace(job, value=outcome.records[0].value)


def serve(jobs: BinaryIO, answers: socket.socket, method: Method, place: Place, limit: int) -> None:
    """Answer jobs until the parent closes its end."""
    answers.sendall(frames.pack_hello(frames.Hello(tuple(e.name for e in method.enrichers))))
    while len(prefix := jobs.read(frames.PREFIX_BYTES)) == frames.PREFIX_BYTES:
        head, payload = frames.lengths(prefix)
        job = frames.read_job(jobs.read(head), jobs.read(payload))
        answers.sendall(frames.pack_answer(work(job, method, place, limit)))


def _die_with_parent(parent: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(0)


def main() -> None:
    """Set the child up as its arguments say, and serve."""
    socket_fd, state_fd, parent, memory_mb, max_body_bytes = map(int, sys.argv[1:6])
    chosen = tuple(sys.argv[6].split(",")) if sys.argv[6] else ()
    for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(signum, signal.SIG_IGN)
    _die_with_parent(parent)
    if sys.platform == "linux":
        limit = memory_mb * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
        # Should the kernel have to choose all the same, let it be the one process that can be spared.
        with open("/proc/self/oom_score_adj", "w") as score:
            score.write("1000")
    with open(int(sys.argv[7]), "rb") as packed:
        packed.seek(0)
        method = method_of(chosen, OwnFiles.unpack(packed.read()), "rules" if sys.argv[8] == "rules" else "network")
    connection = socket.socket(fileno=socket_fd)
    state = mmap.mmap(state_fd, 1)
    place = Place(state, {e.name: number for number, e in enumerate(method.enrichers, 1)})
    warm_up(method, place, max_body_bytes)
    try:
        serve(connection.makefile("rb"), connection, method, place, max_body_bytes)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except (BrokenPipeError, ConnectionResetError):
        os._exit(0)


if __name__ == "__main__":
    main()

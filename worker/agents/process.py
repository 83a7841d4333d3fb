"""One child process: started, spoken to in frames, killed, and read to the end of what it still said."""

import asyncio
import mmap
import os
import signal
import socket
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Self, cast

from worker.agents import frames
from worker.agents.frames import Answer, Hello
from worker.errors import Misconfigured, Stuck
from worker.ownfiles import NO_FILES, OwnFiles
from worker.settings import NamesBy
from worker.stages import Job

HELLO_S = 60.0
"""How long a child may take to load its models and tables."""


ROOM_MB = 66
"""What a child writes to a temporary file and deletes at once: py3langid unpacks its model so."""


@dataclass(frozen=True, slots=True)
class ChildLimits:
    """What a child is started with; no enrichers named means all. `own` it gets as bytes."""

    memory_mb: int
    max_body_bytes: int
    enrichers: tuple[str, ...] = ()
    module: str = "worker.agents.child"
    own: OwnFiles = NO_FILES
    names_by: NamesBy = "network"


def starts_at_once() -> int:
    """How many children may start at a time: as many as find room for their temporary files.

    Raises Misconfigured where there is no folder to write in, or no room for one.
    """
    takes = f"a child takes {ROOM_MB} MB of it at its start; a tmpfs does, or another folder by TMPDIR"
    try:
        with tempfile.TemporaryFile() as file:
            there = os.fstatvfs(file.fileno())
    except OSError as error:
        raise Misconfigured(f"no room for temporary files ({error.strerror}): {takes}") from None
    free_mb = there.f_bavail * there.f_frsize // 2**20
    if free_mb < ROOM_MB:
        raise Misconfigured(f"{free_mb} MB are free for temporary files in {tempfile.gettempdir()}: {takes}")
    return free_mb // ROOM_MB


class Child(asyncio.Protocol):
    """The parent's view of a child."""

    def __init__(self, process: asyncio.subprocess.Process, state: mmap.mmap) -> None:
        self._process = process
        self._state = state
        self._buffer = bytearray()
        self._hello: asyncio.Future[Hello] = asyncio.get_running_loop().create_future()
        self._ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._enrichers: tuple[str, ...] = ()
        self._transport: asyncio.Transport | None = None
        self._on_answer: Callable[[Answer], None] | None = None
        self._on_end: Callable[[], None] | None = None

    @classmethod
    async def start(cls, limits: ChildLimits) -> Self:
        """Start a child and wait until it is ready. Raises Stuck where it does not come up."""
        ours, theirs = socket.socketpair()
        with tempfile.TemporaryFile() as shared, tempfile.TemporaryFile() as own, theirs:
            shared.write(bytes(1))
            shared.flush()
            own.write(limits.own.pack())
            own.flush()
            state = mmap.mmap(shared.fileno(), 1)
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                # Not from the current folder, where somebody else's `worker` may lie.
                *("-P", "-m", limits.module, str(theirs.fileno()), str(shared.fileno()), str(os.getpid())),
                *(str(limits.memory_mb), str(limits.max_body_bytes), ",".join(limits.enrichers), str(own.fileno())),
                limits.names_by,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.DEVNULL,
                pass_fds=(theirs.fileno(), shared.fileno(), own.fileno()),
            )
        ours.setblocking(False)
        _, child = await asyncio.get_running_loop().create_connection(lambda: cls(process, state), sock=ours)
        try:
            async with asyncio.timeout(HELLO_S):
                child._enrichers = (await child._hello).enrichers
        except (TimeoutError, ConnectionError):
            await child.close()
            raise Stuck("a pool child did not come up; its own words stand above") from None
        except asyncio.CancelledError:
            child.kill()
            raise
        return child

    @property
    def alive(self) -> bool:
        """Whether jobs can be sent."""
        return not self._ended.done()

    @property
    def pid(self) -> int:
        return self._process.pid

    def listen(self, on_answer: Callable[[Answer], None], on_end: Callable[[], None]) -> None:
        """Hear each answer, in order, and then, once, the end."""
        self._on_answer, self._on_end = on_answer, on_end
        if self._ended.done():
            on_end()

    def send(self, job: Job) -> None:
        """Give it a job; what a dead child cannot take, its end will tell."""
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(frames.pack_job(job))

    def place(self) -> str | None:
        """The enricher that the child is, or was when it died, in."""
        number = self._state[0]
        return self._enrichers[number - 1] if frames.OUTSIDE < number <= len(self._enrichers) else None

    def kill(self) -> None:
        """End it at once. Answers that it has given are still heard before the end."""
        if self._process.returncode is None:
            self._process.send_signal(signal.SIGKILL)

    async def close(self) -> None:
        """End it and wait until it is gone."""
        self.kill()
        if self._transport is not None:
            self._transport.abort()
        await self._process.wait()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while len(self._buffer) >= frames.PREFIX_BYTES:
            head, payload = frames.lengths(self._buffer)
            start, end = frames.PREFIX_BYTES + head, frames.PREFIX_BYTES + head + payload
            if len(self._buffer) < end:
                return
            said = frames.read_answer(bytes(self._buffer[frames.PREFIX_BYTES : start]), bytes(self._buffer[start:end]))
            del self._buffer[:end]
            if isinstance(said, Hello):
                self._hello.set_result(said)
            elif self._on_answer is not None:
                self._on_answer(said)

    def connection_lost(self, exc: Exception | None) -> None:
        if not self._hello.done():
            self._hello.set_exception(ConnectionResetError())
        self._ended.set_result(None)
        if self._on_end is not None:
            self._on_end()

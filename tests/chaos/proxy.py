"""A network that can be cut: TCP proxies on loopback between the workers and the brokers.

    with Network({advertised port: the broker's port, ...}) as network:
        network.cut(Cut(Mode.STALL, up=False))   # from here on the answers stay on their way
        network.heal()

A broker's second listener (`Cluster(aside=True)`) tells clients the proxy's port, so that all of a worker's connections
come this way, and nobody else's.
"""

import asyncio
import contextlib
import socket
import struct
import threading
from collections.abc import Coroutine, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self, TypeVar

CHUNK = 64 * 1024
QUEUE = 64
"""Chunks on their way in one direction of a connection, at most."""

_CALL_S = 10.0
_RESET = struct.pack("ii", 1, 0)
"""SO_LINGER on, for 0 s: closing resets the connection and forgets what was not sent."""

T = TypeVar("T")


class Mode(StrEnum):
    """What a cut does to the bytes of the directions that it is of."""

    STALL = "stall"
    """They wait, and go on their way after it: requests arrive long after whoever sent them has given up."""
    LOSE = "lose"
    """They are gone; connections that lost any are reset after it, as by a firewall that forgot them."""
    DELAY = "delay"
    """They come later by `delay_s`."""
    DROP = "drop"
    """Connections, whatever the direction, are reset, and new ones refused."""


@dataclass(frozen=True, slots=True)
class Cut:
    """One fault of the network; `up`: of what clients send, `down`: of what brokers answer."""

    mode: Mode
    up: bool = True
    down: bool = True
    delay_s: float = 0.0

    def __str__(self) -> str:
        if self.mode is Mode.DROP or (self.up and self.down):
            return str(self.mode)
        return f"{self.mode} {'up' if self.up else 'down'}"


class _Line:
    """One direction through a proxy."""

    def __init__(self) -> None:
        self.mode: Mode | None = None
        self.delay_s = 0.0
        self._open = asyncio.Event()
        self._whole = asyncio.Event()
        self.set(None)

    def set(self, mode: Mode | None, delay_s: float = 0.0) -> None:
        """None: everything passes."""
        self.mode = mode
        self.delay_s = delay_s if mode is Mode.DELAY else 0.0
        if mode is Mode.STALL:
            self._open.clear()
        else:
            self._open.set()
        if mode in (Mode.STALL, Mode.LOSE):
            self._whole.clear()
        else:
            self._whole.set()

    async def passable(self) -> None:
        """Wait while it is stalled."""
        await self._open.wait()

    async def whole(self) -> None:
        """Wait while it is cut in any way: the end of a connection is news, too."""
        await self._whole.wait()


@dataclass(slots=True, eq=False)
class _Connection:
    """A client's connection and the one to the broker that it is carried on by."""

    client: asyncio.StreamWriter
    broker: asyncio.StreamWriter
    lost: int = 0

    def reset(self) -> None:
        """Both ends hear of it at once."""
        for writer in (self.client, self.broker):
            raw = writer.get_extra_info("socket")
            if raw is not None and raw.fileno() >= 0:
                raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            writer.transport.abort()


class _Proxy:
    """One port to listen on, one broker behind it. Lives in the network's loop."""

    def __init__(self, port: int, broker: int) -> None:
        self.port = port
        self.broker = broker
        self.up = _Line()
        self.down = _Line()
        self.connections: set[_Connection] = set()
        self.accepted = 0
        self.lost = 0
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def listen(self) -> None:
        """Take connections."""
        if self._server is None:
            self._server = await asyncio.start_server(self._carry, "127.0.0.1", self.port, limit=CHUNK)

    def refuse(self) -> None:
        """Take none, and reset those that there are."""
        if self._server is not None:
            self._server.close()
            self._server = None
        for connection in list(self.connections):
            connection.reset()

    async def cut(self, cut: Cut) -> None:
        """The fault begins."""
        if cut.mode is Mode.DROP:
            self.refuse()
            return
        for line, meant in ((self.up, cut.up), (self.down, cut.down)):
            if meant:
                line.set(cut.mode, cut.delay_s)

    async def heal(self) -> None:
        """Everything passes again."""
        for connection in list(self.connections):
            if connection.lost:
                connection.reset()
        for line in (self.up, self.down):
            line.set(None)
        await self.listen()

    async def close(self) -> None:
        """The end of it all."""
        self.refuse()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _carry(self, reader: asyncio.StreamReader, client: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        self.accepted += 1
        try:
            back, broker = await asyncio.open_connection("127.0.0.1", self.broker, limit=CHUNK)
        except OSError:
            client.transport.abort()
            return
        connection = _Connection(client, broker)
        self.connections.add(connection)
        try:
            async with asyncio.TaskGroup() as both:
                both.create_task(self._pump(reader, broker, self.up, connection))
                both.create_task(self._pump(back, client, self.down, connection))
        except* OSError:
            # One end was reset; so is the other.
            pass
        finally:
            self.connections.discard(connection)
            connection.reset()

    async def _pump(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, line: _Line, connection: _Connection
    ) -> None:
        """One direction: read, hold for as long as the line says, write; the end of it too, which ends both."""
        loop = asyncio.get_running_loop()
        queue: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(QUEUE)

        async def write() -> None:
            while True:
                due, chunk = await queue.get()
                if due > loop.time():
                    await asyncio.sleep(due - loop.time())
                await line.passable()
                if not chunk:
                    await line.whole()
                    raise ConnectionResetError
                if line.mode is Mode.LOSE or connection.lost:
                    connection.lost += len(chunk)
                    self.lost += len(chunk)
                    continue
                writer.write(chunk)
                await writer.drain()

        async with asyncio.TaskGroup() as halves:
            halves.create_task(write())
            while True:
                await line.passable()
                chunk = await reader.read(CHUNK)
                await queue.put((loop.time() + line.delay_s, chunk))
                if not chunk:
                    return


class Network:
    """The proxies of a cluster, in a thread of their own: `{port that is told to clients: port of the broker}`."""

    def __init__(self, ports: Mapping[int, int]) -> None:
        self._ports = dict(ports)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="network", daemon=True)
        self._proxies: dict[int, _Proxy] = {}

    def cut(self, cut: Cut, ports: Iterable[int] | None = None) -> None:
        """Begin a fault of these (advertised) ports, None: of all."""
        for port in self._ports if ports is None else ports:
            self._call(self._proxies[port].cut(cut))

    def heal(self) -> None:
        """End all faults."""
        for proxy in self._proxies.values():
            self._call(proxy.heal())

    @property
    def bootstrap(self) -> str:
        """The addresses for the clients that come this way."""
        return ",".join(f"127.0.0.1:{port}" for port in self._ports)

    @property
    def accepted(self) -> int:
        """Connections taken so far."""
        return sum(proxy.accepted for proxy in self._proxies.values())

    @property
    def lost(self) -> int:
        """Bytes lost so far."""
        return sum(proxy.lost for proxy in self._proxies.values())

    def _call(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(_CALL_S)

    def __enter__(self) -> Self:
        self._thread.start()
        self._proxies = {port: _Proxy(port, broker) for port, broker in self._ports.items()}
        for proxy in self._proxies.values():
            self._call(proxy.listen())
        return self

    def __exit__(self, *_: object) -> None:
        for proxy in self._proxies.values():
            with contextlib.suppress(TimeoutError):
                self._call(proxy.close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

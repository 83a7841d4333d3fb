"""The network that can be cut does what its modes say."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator

import pytest

from tests.chaos.proxy import Cut, Mode, Network
from tests.kafka.install import free_port


@pytest.fixture
def echo() -> Iterator[int]:
    """A server that says what it hears; its port."""
    with socket.create_server(("127.0.0.1", free_port())) as server:

        def answer(connection: socket.socket) -> None:
            with connection:
                try:
                    while data := connection.recv(1024):
                        connection.sendall(data)
                except OSError:
                    return

        def serve() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                threading.Thread(target=answer, args=(connection,), daemon=True).start()

        threading.Thread(target=serve, daemon=True).start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def network(echo: int) -> Iterator[Network]:
    with Network({free_port(): echo}) as made:
        yield made


def call(network: Network) -> socket.socket:
    host, port = network.bootstrap.split(":")
    connection = socket.create_connection((host, int(port)), timeout=5)
    assert say(connection, b"hello", 5) == b"hello"
    return connection


def say(connection: socket.socket, words: bytes, patience_s: float) -> bytes | None:
    """What comes back within the time; None: nothing, b"": the end."""
    connection.settimeout(patience_s)
    try:
        connection.sendall(words)
        return connection.recv(1024)
    except TimeoutError:
        return None
    except ConnectionError:
        return b""


@pytest.mark.parametrize("cut", [Cut(Mode.STALL, down=False), Cut(Mode.STALL, up=False), Cut(Mode.STALL)], ids=str)
def test_stalled_bytes_come_later(network: Network, cut: Cut) -> None:
    with call(network) as connection:
        network.cut(cut)
        assert say(connection, b"late", 0.2) is None
        network.heal()
        connection.settimeout(5)
        assert connection.recv(1024) == b"late"


@pytest.mark.parametrize("cut", [Cut(Mode.LOSE, down=False), Cut(Mode.LOSE, up=False)], ids=str)
def test_lost_bytes_never_come_and_the_connection_ends(network: Network, cut: Cut) -> None:
    with call(network) as connection, call(network) as untouched:
        network.cut(cut)
        assert say(connection, b"gone", 0.2) is None
        assert network.lost == 4
        network.heal()
        assert say(connection, b"more", 5) == b""
        assert say(untouched, b"still there", 5) == b"still there"
        call(network).close()


def test_dropped_connections_end_and_new_ones_are_refused(network: Network) -> None:
    with call(network) as connection:
        network.cut(Cut(Mode.DROP))
        assert say(connection, b"hello?", 5) == b""
        with pytest.raises(ConnectionError):
            call(network)
        network.heal()
        call(network).close()


def test_delayed_bytes_come_in_order(network: Network) -> None:
    with call(network) as connection:
        network.cut(Cut(Mode.DELAY, delay_s=0.15))
        began = time.monotonic()
        for word in (b"a", b"b", b"c"):
            connection.sendall(word)
        heard = b""
        while len(heard) < 3:
            heard += connection.recv(1024)
        assert heard == b"abc"
        assert 0.3 <= time.monotonic() - began < 2


def test_an_end_is_carried_on(network: Network) -> None:
    with call(network) as connection:
        connection.shutdown(socket.SHUT_WR)
        connection.settimeout(5)
        with contextlib.suppress(ConnectionResetError):
            assert connection.recv(1024) == b""

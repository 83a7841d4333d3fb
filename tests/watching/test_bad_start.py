"""What stands in the way of a start is one line on standard error, and an exit code that says whether to try again."""

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from tests.conftest import ROOT
from worker.errors import Exit


def start(**settings: str) -> subprocess.CompletedProcess[str]:
    """`copydesk topics check`, which begins as a worker does."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COPYDESK_")}
    environment |= {f"COPYDESK_{name.upper()}": value for name, value in settings.items()}
    command = [sys.executable, "-m", "worker", "topics", "check"]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60)


def last_line(ended: subprocess.CompletedProcess[str]) -> str:
    """What was wrong; the lines before it say that a broker is waited for."""
    *waiting, last = ended.stderr.splitlines()
    assert all(" yet, tried for " in line for line in waiting), ended.stderr
    assert "Traceback" not in ended.stderr
    return last


@pytest.fixture
def web_server() -> Iterator[int]:
    """The port of something that is no Kafka, and says so at once."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        over = threading.Event()

        def answer() -> None:
            while not over.is_set():
                try:
                    connection, _ = server.accept()
                except TimeoutError:
                    continue
                with connection:
                    connection.sendall(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")

        thread = threading.Thread(target=answer)
        thread.start()
        yield server.getsockname()[1]
        over.set()
        thread.join()


def test_a_name_that_dns_does_not_know() -> None:
    ended = start(brokers="kafka.invalid:9092", broker_wait_s="1")
    assert ended.returncode == Exit.UNAVAILABLE
    assert "no broker at kafka.invalid:9092 within 1 s: Failed to resolve" in last_line(ended)


def test_a_port_where_no_kafka_answers(web_server: int) -> None:
    ended = start(brokers=f"127.0.0.1:{web_server}", broker_wait_s="2")
    assert ended.returncode == Exit.UNAVAILABLE
    assert f"no broker at 127.0.0.1:{web_server} within 2 s: what answers there does not speak" in last_line(ended)


def test_a_token_that_nobody_keeps_fresh(tmp_path: object) -> None:
    ended = start(security_protocol="SASL_SSL", sasl_mechanism="OAUTHBEARER", sasl_token_file=f"{tmp_path}/none")
    assert ended.returncode == Exit.CONFIG
    assert "COPYDESK_SASL_TOKEN_FILE is" in last_line(ended)

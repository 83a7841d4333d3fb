"""The command line itself: what it loads, how it ends."""

import os
import signal
import subprocess
import sys
import time

import pytest
import typer

from tests.commands.conftest import Desk, invoke, process
from worker.cli import Commands, app
from worker.errors import EXIT_CODES, CopydeskError, Exit, Misconfigured, Rejected, Transient, exit_code

COMMANDS = ("demo", "worker", "feed", "annotate", "tail", "broker", "topics", "deadletters", "ledger", "schemas")
HEAVY = ("rich", "pydantic", "confluent_kafka", "faust", "aiokafka", "lxml", "trafilatura", "orjson", "asyncio")


def test_help_names_every_command() -> None:
    result = invoke("--help")
    assert result.exit_code == 0
    for command in COMMANDS:
        assert f"\n  {command} " in result.stdout
    assert all(len(line) <= 80 for line in result.stdout.splitlines())
    assert "..." not in result.stdout.partition("Commands:")[2].partition("Settings")[0]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str) -> None:
    result = invoke(command, "--help")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) > 4


def test_help_loads_nothing_heavy() -> None:
    """What makes `copydesk --help` quick on any machine; seconds would measure the machine."""
    code = "import sys, worker.cli; print(*sorted(name for name in sys.modules if '.' not in name))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert set(loaded) & set(HEAVY) == set()


def test_version() -> None:
    result = invoke("--version")
    assert (result.exit_code, result.stdout.split()[0]) == (0, "copydesk")


@pytest.mark.parametrize("arguments", [(), ("nonsense",), ("feed",), ("tail", "--limit", "none", "raw")])
def test_usage_is_2(arguments: tuple[str, ...]) -> None:
    result = invoke(*arguments)
    assert result.exit_code == Exit.USAGE
    assert "Traceback" not in result.output


@pytest.mark.parametrize(("kind", "code"), [(Misconfigured, 78), (Transient, 75), (CopydeskError, 70)])
def test_errors_become_one_line_and_a_code(kind: type[CopydeskError], code: int) -> None:
    small = typer.Typer(cls=Commands, rich_markup_mode=None)

    @small.command()
    def go() -> None:
        raise kind("first line\nsecond")

    @small.command()
    def stay() -> None: ...

    from typer.testing import CliRunner

    result = CliRunner().invoke(small, ["go"])
    assert (result.exit_code, result.stdout, result.stderr) == (code, "", "copydesk: first line second\n")


def test_every_error_has_its_code() -> None:
    assert {kind for kind, _ in EXIT_CODES} == set(CopydeskError.__subclasses__()) - {_demo_failed()}
    assert exit_code(_demo_failed()("nothing came out")) == Exit.FAULT
    assert issubclass(Rejected, CopydeskError)
    assert app.info.name == "copydesk"


def _demo_failed() -> type[CopydeskError]:
    from worker.demo.stage import DemoFailed

    return DemoFailed


def test_a_wrong_setting_is_one_line() -> None:
    result = invoke("topics", "check", env={"COPYDESK_PARTITIONS": "many"})
    assert result.exit_code == Exit.CONFIG
    assert result.stderr.startswith("copydesk: COPYDESK_PARTITIONS is 'many': ")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "command", [("tail", "raw"), ("topics", "check"), ("deadletters", "list"), ("ledger",), ("feed", "-")]
)
def test_without_a_broker_it_is_75(command: tuple[str, ...]) -> None:
    result = invoke(*command, env={"COPYDESK_BROKERS": "127.0.0.1:9", "COPYDESK_BROKER_WAIT_S": "0.4"})
    assert result.exit_code == Exit.UNAVAILABLE
    assert "no broker at 127.0.0.1:9 within 0.4 s" in result.stderr
    assert "Traceback" not in result.output


def test_a_broken_pipe_ends_quietly(desk: Desk) -> None:
    for number in range(50):
        desk.send("raw", b'{"n":"%d %s"}' % (number, b"x" * 40_000))
    with process("tail", "raw", "--json", env={**os.environ, **desk.env}) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline().startswith(b'{"n":')
        running.stdout.close()
        assert running.wait(20) == 141
        assert running.stderr.read() == b""


def test_a_pipe_that_breaks_at_the_end_is_quiet_too(desk: Desk) -> None:
    desk.env["COPYDESK_TOPIC_PREFIX"] = "not.there."
    with process("topics", "check", env={**os.environ, **desk.env}) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.wait(20) == 141
        assert running.stderr.read() == b""


def test_ctrl_c_is_130_without_a_word(desk: Desk) -> None:
    desk.send("raw", b"{}")
    running = process("tail", "raw", "--json", "--follow", env={**os.environ, **desk.env})
    assert running.stdout is not None
    assert running.stdout.readline() == b"{}\n"
    running.send_signal(signal.SIGINT)
    assert running.communicate(timeout=20) == (b"", b"")
    assert running.returncode == 130


def test_a_worker_without_a_broker_ends_with_75() -> None:
    began = time.monotonic()
    running = process("worker", "--set", "brokers=127.0.0.1:9", "--set", "COPYDESK_BROKER_WAIT_S=0.5")
    running.communicate(timeout=30)
    assert running.returncode == Exit.UNAVAILABLE
    assert time.monotonic() - began < 20


@pytest.mark.parametrize("wrong", ["nonsense=1", "brokers", "group="])
def test_a_wrong_set_is_78(wrong: str) -> None:
    result = invoke("worker", "--set", wrong)
    assert result.exit_code == Exit.CONFIG
    assert result.stderr.count("\n") == 1

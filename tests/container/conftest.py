"""Container tests: `pytest tests/container`, and only then. Skipped, with the reason, where Docker does not answer."""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest

from tests.container.engine import build, docker, revision, run, unavailable
from tests.container.stack import HARDENED, Container, Stack

HERE = Path(__file__).resolve().parent
BASE = "python:3.12-slim"
TIMEOUT_S = 1800


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Long, and of no use without Docker: they run when they are asked for by their place, or with --full."""
    asked = config.getoption("--full") or any(
        Path(argument.partition("::")[0]).resolve().is_relative_to(HERE)
        for argument in config.args
        if not argument.startswith("-")
    )
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.timeout(TIMEOUT_S))
            if not asked:
                item.add_marker(pytest.mark.skip(reason="containers: pytest tests/container"))


FIGURES = pytest.StashKey[list[str]]()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """What was measured, whether or not all went well."""
    if lines := config.stash.get(FIGURES, []):
        terminalreporter.section("measured")
        for line in lines:
            terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def measured(pytestconfig: pytest.Config) -> list[str]:
    """Lines for the summary of the run."""
    return pytestconfig.stash.setdefault(FIGURES, [])


@pytest.fixture(scope="session")
def engine() -> None:
    """A Docker engine that answers. COPYDESK_REQUIRE_DOCKER=1: its absence is a failure."""
    if why := unavailable():
        if os.environ.get("COPYDESK_REQUIRE_DOCKER") == "1":
            pytest.fail(f"no containers: {why}", pytrace=False)
        pytest.skip(f"no containers: {why}")


@pytest.fixture(scope="session")
def image(engine: None) -> str:
    """The image of the working tree."""
    tag = "copydesk-test"
    build(tag, "--build-arg", f"REVISION={revision()}")
    return tag


@pytest.fixture(scope="session")
def base(image: str) -> str:
    """What the image stands on."""
    return BASE


@pytest.fixture(scope="module")
def stack(image: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """docker-compose.yml with Kafka and topics, under a name of its own, gone with all it kept at the end."""
    with Stack(f"copydesk-{uuid.uuid4().hex[:8]}", tmp_path_factory.mktemp("stack"), image) as made:
        made.begin()
        yield made


class Start(Protocol):
    """Starts a container of the image, hardened as in the compose file; `options` are those of `docker run`."""

    def __call__(self, *command: str, options: tuple[str, ...] = ...) -> Container: ...


@pytest.fixture
def start(image: str) -> Iterator[Start]:
    """Containers of the image, removed at the end of the test."""
    names: list[str] = []

    def begin(*command: str, options: tuple[str, ...] = ()) -> Container:
        names.append(f"copydesk-{uuid.uuid4().hex[:8]}")
        docker("run", "--detach", "--name", names[-1], *HARDENED, *options, image, *command)
        return Container(names[-1])

    yield begin
    for name in names:
        run("rm", "--force", "--volumes", name)

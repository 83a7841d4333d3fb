"""Fixtures for every test."""

import os
import random
from pathlib import Path

import pytest

pytest_plugins = ["tests.kafka.fixtures"]

ROOT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite", action="store_true", help="write golden files and the README's tables anew, on purpose"
    )
    parser.addoption(
        "--full", action="store_true", help="the whole fault table of tests/chaos, not the short selection"
    )
    parser.addoption("--seed", type=int, help="repeat the random choices of a run that printed this seed")
    parser.addoption("--report", type=Path, help="append the rows of the fault table to this file")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--seed") is None:
        config.option.seed = random.SystemRandom().randrange(1_000_000)


def pytest_report_header(config: pytest.Config) -> str:
    return f"random choices: --seed {config.getoption('--seed')}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--full"):
        for item in items:
            if item.get_closest_marker("full"):
                item.add_marker(pytest.mark.skip(reason="long: pytest tests/chaos --full"))


@pytest.fixture
def seed(pytestconfig: pytest.Config) -> int:
    """The seed of this run's random choices; printed, so that it stands beside a failure."""
    value = int(pytestconfig.getoption("--seed"))
    print(f"random choices: --seed {value}")
    return value


@pytest.fixture
def rng(seed: int, request: pytest.FixtureRequest) -> random.Random:
    """This test's own random choices: of the seed and the test's name, whatever else runs."""
    return random.Random(f"{seed} {request.node.nodeid}")


@pytest.fixture(scope="session")
def rewrite(pytestconfig: pytest.Config) -> bool:
    """Whether golden files are to be written anew instead of compared."""
    return bool(pytestconfig.getoption("--rewrite"))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of third-party development sets, which is not part of the project."""
    place = Path(os.environ.get("COPYDESK_SHARED_DATA") or ROOT.parent / "shared" / "data")
    if not place.is_dir():
        pytest.skip("the shared development sets are not here (set COPYDESK_SHARED_DATA to their folder)")
    return place


@pytest.fixture(scope="session")
def sample_texts(shared_data: Path) -> tuple[str, str]:
    """The two third-party sample articles, as text."""
    first, second = sorted((shared_data / "seeds").glob("*.txt"))
    return first.read_text(encoding="utf-8"), second.read_text(encoding="utf-8")

"""Fixtures for every test."""

import os
from pathlib import Path

import pytest

pytest_plugins = ["tests.kafka.fixtures"]

ROOT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite", action="store_true", help="write golden files and the README's tables anew, on purpose"
    )


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

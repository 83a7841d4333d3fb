"""What it takes to run a Kafka on this machine: the jars, ports, and the word that something is missing."""

import ctypes
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
JAVA_AT_LEAST = 17

_PORTS = range(10_000, 32_000)
"""Below Linux's ephemeral range: a port in that range can be taken by any client while a broker is down."""
_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None
_handed_out: set[int] = set()


class Unavailable(Exception):
    """No Kafka can be started here; the message says what is missing."""


def free_port() -> int:
    """A TCP port below the ephemeral range on which nobody listens, never given out twice by this process."""
    for port in random.sample(_PORTS, k=500):
        if port in _handed_out:
            continue
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        _handed_out.add(port)
        return port
    raise Unavailable("no free port was found")


def classpath() -> str:
    """The jars of the broker, fetched by Maven into its own repository where they are not there yet.

    Raises `Unavailable` without Java 17 or Maven, or where Maven cannot fetch them.
    """
    java, maven = shutil.which("java"), shutil.which("mvn")
    if java is None or maven is None:
        raise Unavailable(f"not on the PATH: {'java' if java is None else 'mvn'}")
    version = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(\d+)', version)
    if found is None or int(found[1]) < JAVA_AT_LEAST:
        raise Unavailable(f"Java {JAVA_AT_LEAST} or newer is needed, found {found[1] if found else 'none'}")
    with tempfile.TemporaryDirectory() as folder:
        listing = Path(folder, "classpath")
        command = [maven, "-q", "-B", "-f", str(HERE / "pom.xml")]
        done = subprocess.run(
            [*command, "dependency:build-classpath", f"-Dmdep.outputFile={listing}"],
            capture_output=True,
            text=True,
            check=False,
            timeout=280,
        )
        if done.returncode or not listing.exists():
            raise Unavailable(f"Maven could not fetch Kafka: {done.stdout.strip()[-500:]}")
        return listing.read_text(encoding="utf-8").strip()


def die_with_parent() -> None:
    """In the child, before it becomes the broker: SIGKILL when the parent is gone (Linux only)."""
    if _libc is not None:
        _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)

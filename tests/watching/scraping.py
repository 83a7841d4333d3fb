"""A real Prometheus that scrapes a worker of a test and knows our alert rules."""

import json
import re
import shutil
import subprocess
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.conftest import ROOT
from tests.kafka.install import free_port

OURS = ROOT / "worker" / "deploy" / "prometheus"
EVERY_S = 1


class NotInstalled(Exception):
    """No Prometheus on the PATH."""


class Prometheus:
    """From our own configuration: another target, and a shorter interval. A context manager."""

    def __init__(self, worker_port: int, folder: Path) -> None:
        program = shutil.which("prometheus")
        if program is None:
            raise NotInstalled("no prometheus on the PATH (Debian: prometheus)")
        config = (OURS / "prometheus.yml").read_text(encoding="utf-8")
        config = re.sub(r"_interval: 15s", f"_interval: {EVERY_S}s", config)
        target = f"    static_configs:\n      - targets: ['127.0.0.1:{worker_port}']\n"
        config = re.sub(r"    dns_sd_configs:\n(?: {6,}.*\n)+", target, config)
        shutil.copy(OURS / "alerts.yml", folder)
        (folder / "prometheus.yml").write_text(config, encoding="utf-8")
        self._port = free_port()
        self._log = (folder / "prometheus.log").open("wb")
        self._process = subprocess.Popen(
            [
                program,
                f"--config.file={folder / 'prometheus.yml'}",
                f"--storage.tsdb.path={folder / 'data'}",
                f"--web.listen-address=127.0.0.1:{self._port}",
                "--log.level=warn",
            ],
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=self._log,
        )

    @property
    def ready(self) -> bool:
        """Whether it answers; AssertionError where it has ended."""
        assert self._process.poll() is None, f"Prometheus ended with {self._process.returncode}"
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self._port}/-/ready", timeout=5):
                return True
        except OSError:
            return False

    def ask(self, path: str, **parameters: str) -> Any:
        """`data` of an answer of its API; AssertionError, with its words, where it refuses."""
        query = urllib.parse.urlencode(parameters)
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self._port}/api/v1/{path}?{query}", timeout=30) as answer:
                return json.load(answer)["data"]
        except urllib.error.HTTPError as error:
            with error:
                raise AssertionError(f"{parameters}: {error.read().decode()}") from None

    def instant(self, expression: str) -> Sequence[Any]:
        """The series that an expression has now."""
        answer = self.ask("query", query=expression)
        return list(answer["result"]) if answer["resultType"] == "vector" else [answer["result"]]

    def number(self, expression: str) -> float | None:
        """The one value of an expression, None where it has none."""
        found = self.instant(expression)
        return float(found[0]["value"][1]) if found else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.wait(30)
        self._log.close()

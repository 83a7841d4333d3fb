"""The compose file, brought up under a name of its own, and the containers in it."""

import json
import os
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from confluent_kafka.admin import AdminClient

from tests.container.engine import ROOT, Done, Fields, docker, inspect, run
from tests.kafka.install import free_port
from worker.topics import Topics

OUTSIDE = ROOT / "tests" / "container" / "outside.yml"
GRACE_S = 30

READY = r"""exec 3<>/dev/tcp/127.0.0.1/8080; printf 'GET /readyz HTTP/1.0\r\n\r\n' >&3; grep -q '^HTTP/1.* 200 ' <&3"""

HARDENED = (
    *("--read-only", "--tmpfs", "/tmp:size=256m,mode=1777,noexec,nosuid,nodev"),
    *("--cap-drop", "ALL", "--security-opt", "no-new-privileges:true", "--pids-limit", "256"),
)
"""The options of `docker run` that say what the compose file says of the worker."""


def wait_until(
    condition: Callable[[], bool], what: str, timeout: float = 120.0, told: Callable[[], str] = str
) -> float:
    """Wait for a condition; seconds that it took. AssertionError, with what `told` tells, where it does not come."""
    began = time.monotonic()
    while not condition():
        assert time.monotonic() - began < timeout, f"no {what} within {timeout:g} s\n{told()}"
        time.sleep(0.2)
    return time.monotonic() - began


@dataclass(frozen=True, slots=True)
class Container:
    """A container, by its name or id."""

    name: str

    @property
    def fields(self) -> Fields:
        """What Docker knows of it."""
        return inspect(self.name)

    @property
    def running(self) -> bool:
        """Whether it runs now."""
        return bool(self.fields["State"]["Running"])

    @property
    def status(self) -> int:
        """Its exit status; 0 while it runs."""
        return int(self.fields["State"]["ExitCode"])

    @property
    def restarts(self) -> int:
        """How often its restart policy has started it again."""
        return int(self.fields["RestartCount"])

    def execute(self, *command: str) -> Done:
        """Run a command in it."""
        return run("exec", self.name, *command)

    def cpu_s(self) -> float:
        """Seconds of CPU that its processes have used, by its control group (version 1 or 2)."""
        said = self.execute("cat", "/sys/fs/cgroup/cpu.stat", "/sys/fs/cgroup/cpuacct/cpuacct.usage").out.split()
        return int(said[said.index("usage_usec") + 1]) / 1e6 if "usage_usec" in said else int(said[-1]) / 1e9

    @property
    def ready(self) -> bool:
        """Whether its worker has partitions and a broker that answers; asked without anything of the image's own."""
        return self.execute("bash", "-c", READY).status == 0

    def log(self) -> str:
        """All that it wrote."""
        done = run("logs", self.name)
        return done.out + done.err

    def events(self, name: str) -> list[dict[str, object]]:
        """The log events of a name, in order."""
        found = []
        for line in self.log().splitlines():
            if line.startswith("{") and f'"{name}"' in line:
                event = json.loads(line)
                if event.get("event") == name:
                    found.append(event)
        return found

    def stop(self) -> float:
        """SIGTERM, and SIGKILL after the grace; seconds until it was gone."""
        began = time.monotonic()
        docker("stop", "--time", str(GRACE_S), self.name)
        return time.monotonic() - began

    def kill_worker(self) -> None:
        """SIGKILL to the worker inside, as a fault would: what `docker kill` ends, Docker does not start again."""
        done = self.execute("bash", "-c", "kill -9 $(cat /proc/1/task/1/children)")
        assert done.status in (0, 137), done


class Stack:
    """docker-compose.yml with its broker reachable from here. Leaving it removes all, volumes too."""

    def __init__(self, project: str, folder: Path, image: str, files: Sequence[Path] = ()) -> None:
        self.project = project
        self.folder = folder
        self.port = free_port()
        self._files = tuple(files) or (ROOT / "docker-compose.yml", OUTSIDE)
        self._own: list[str] = []
        inherited = {
            name: value for name, value in os.environ.items() if not name.startswith(("COPYDESK_", "COMPOSE_"))
        }
        self.prometheus_port = free_port()
        self.environment = inherited | {
            "COPYDESK_IMAGE": image,
            "OUTSIDE_PORT": str(self.port),
            "PROMETHEUS_PORT": str(self.prometheus_port),
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        for name in self._own:
            run("rm", "--force", name)
        self.compose("--profile", "*", "down", "--volumes", "--timeout", "5", "--remove-orphans")

    @property
    def bootstrap(self) -> str:
        """Where the broker listens for this machine."""
        return f"127.0.0.1:{self.port}"

    def compose(self, *command: str, stdin: bytes = b"") -> str:
        """What `docker compose COMMAND...` writes."""
        return docker("compose", *self._options(), *command, stdin=stdin, env=self.environment)

    def attempt(self, *command: str, stdin: bytes = b"") -> Done:
        """The same, where it may fail."""
        return run("compose", *self._options(), *command, stdin=stdin, env=self.environment)

    def _options(self) -> Iterator[str]:
        yield from ("--project-name", self.project, "--project-directory", str(self._files[0].parent))
        for file in self._files:
            yield from ("--file", str(file))

    def up(self, *services: str, scale: int | None = None) -> None:
        """Bring up services and what they depend on; they are there, not yet ready."""
        scaled = ("--scale", f"worker={scale}") if scale is not None else ()
        self.compose("up", "--detach", "--no-build", "--no-recreate", *scaled, *services)

    def begin(self) -> None:
        """The broker, and topics without a message; from nothing, whatever was there before."""
        self.compose("--profile", "*", "down", "--volumes", "--timeout", str(GRACE_S))
        self.up("kafka", "topics")
        topics = self.container("topics")

        def created() -> bool:
            state = topics.fields["State"]
            return bool(state["Status"] == "exited" and state["ExitCode"] == 0)

        wait_until(created, "topics", 180, topics.log)
        wanted = {topic.name for topic in Topics()}
        asked = AdminClient({"bootstrap.servers": self.bootstrap, "log_level": 0})
        wait_until(lambda: wanted <= asked.list_topics(timeout=20).topics.keys(), "topics in the broker's metadata", 60)

    def scale(self, workers: int) -> list[Container]:
        """So many workers, each with partitions."""
        self.up("worker", scale=workers)
        found = self.workers()
        assert len(found) == workers
        self.wait_ready(*found)
        return found

    def workers(self) -> list[Container]:
        """The worker containers that run, by their number."""
        ids = self.compose("ps", "--quiet", "worker").split()
        return sorted((Container(one) for one in ids), key=lambda one: str(one.fields["Name"]))

    def container(self, service: str) -> Container:
        """The one container of a service, running or not."""
        (one,) = self.compose("ps", "--all", "--quiet", service).split()
        return Container(one)

    def wait_ready(self, *containers: Container, timeout: float = 120.0) -> float:
        """Wait until all of these are ready; seconds."""
        return wait_until(
            lambda: all(one.ready for one in containers),
            "readiness",
            timeout,
            lambda: "\n".join(f"-- {one.name}\n{one.log()[-2000:]}" for one in containers),
        )

    def join(self, image: str) -> Container:
        """One more worker of any image, beside those of the compose file."""
        name = f"{self.project}-{uuid.uuid4().hex[:6]}"
        self._own.append(name)
        settings = {"COPYDESK_BROKERS": "kafka:9092", "COPYDESK_PROCESSES": "1"}
        docker(
            *("run", "--detach", "--name", name, "--network", f"{self.project}_default", *HARDENED),
            *(word for pair in settings.items() for word in ("--env", "=".join(pair))),
            *(image, "worker"),
        )
        return Container(name)

    def command(self, *command: str, stdin: bytes = b"") -> Done:
        """Run a `copydesk` command in a container of its own, on what is there."""
        return self.attempt("run", "--rm", "--no-deps", "-T", "copydesk", *command, stdin=stdin)

"""A real Apache Kafka on this machine, from its Maven artifacts: Java 17 or newer and Maven, no Docker.

By hand, from the root of the project::

    python -m tests.kafka.broker              # one broker; prints its address, runs until Ctrl-C
    python -m tests.kafka.broker --brokers 3  # three, replication 3, min.insync.replicas 2

In code::

    with Cluster(size=3) as cluster:
        cluster.bootstrap            # "127.0.0.1:11111,127.0.0.1:11112,127.0.0.1:11113"
        cluster.brokers[0].kill()    # SIGKILL
        cluster.brokers[0].start()   # the same data folder and ports again
        cluster.wait_ready()

    Cluster(aside=True)              # a second listener on each broker, for clients that come through a proxy
    Cluster(settings={"authorizer.class.name": ...}, data={1: Path("/small/disk")})

The brokers die with the process that started them, however that ends: they ask Linux for a signal when their parent
dies, and elsewhere an exit handler stops them. Start them from the main thread: Linux takes the end of the *thread*
that started a process for the end of its parent. Data lie in a temporary folder that `close` removes.
"""

import argparse
import atexit
import base64
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import FrameType, TracebackType
from typing import Self

from confluent_kafka import KafkaException
from confluent_kafka.admin import AdminClient

from tests.kafka.install import Unavailable, classpath, die_with_parent, free_port

__all__ = ["LARGEST_MESSAGE", "Aside", "Broker", "Cluster", "Unavailable"]

LARGEST_MESSAGE = 64 * 1024 * 1024
"""Far above any limit of ours: the tests of sizes meet our own limits, not the broker's."""


@dataclass(frozen=True, slots=True)
class Aside:
    """A broker's second listener: the port it listens on, and the one it tells clients, where a proxy is to listen."""

    port: int
    advertised: int


class Broker:
    """One node of a cluster, broker and controller in one process. Made by `Cluster`.

    `settings` win over ours; `data` is a folder for the broker's data instead of one of the cluster's own, which
    `Cluster.close` does not remove.
    """

    def __init__(
        self,
        node: int,
        folder: Path,
        jars: str,
        *,
        settings: Mapping[str, object] | None = None,
        data: Path | None = None,
        aside: bool = False,
    ) -> None:
        self.node = node
        self.port = free_port()
        self.controller_port = free_port()
        self.aside = Aside(free_port(), free_port()) if aside else None
        self._folder = folder
        self._jars = jars
        self._own_settings = dict(settings or {})
        self._data = data or folder / "data"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Host and port for clients."""
        return f"127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        """What the broker wrote, warnings and errors, over all its starts."""
        return self._folder / "broker.log"

    @property
    def pid(self) -> int | None:
        """The process id, `None` while it is down."""
        return self._process.pid if self._process is not None and self._process.poll() is None else None

    def format(self, cluster_id: str, voters: str, size: int) -> None:
        """Write the settings and make the data folder; once in a broker's life."""
        self._folder.mkdir()
        replicas, in_sync = min(size, 3), min(size, 2)
        listeners = {"PLAINTEXT": self.address, "CONTROLLER": f"127.0.0.1:{self.controller_port}"}
        advertised = {"PLAINTEXT": self.address}
        if self.aside is not None:
            listeners["ASIDE"] = f"127.0.0.1:{self.aside.port}"
            advertised["ASIDE"] = f"127.0.0.1:{self.aside.advertised}"
        settings = {
            "process.roles": "broker,controller",
            "node.id": self.node,
            "controller.quorum.voters": voters,
            "listeners": ",".join(f"{name}://{address}" for name, address in listeners.items()),
            "advertised.listeners": ",".join(f"{name}://{address}" for name, address in advertised.items()),
            "listener.security.protocol.map": ",".join(f"{name}:PLAINTEXT" for name in listeners),
            "controller.listener.names": "CONTROLLER",
            "inter.broker.listener.name": "PLAINTEXT",
            "log.dirs": self._data,
            "auto.create.topics.enable": "false",
            "default.replication.factor": replicas,
            "min.insync.replicas": in_sync,
            "offsets.topic.replication.factor": replicas,
            "offsets.topic.num.partitions": 4,
            "transaction.state.log.replication.factor": replicas,
            "transaction.state.log.min.isr": in_sync,
            "transaction.state.log.num.partitions": 4,
            "share.coordinator.state.topic.replication.factor": replicas,
            "share.coordinator.state.topic.min.isr": in_sync,
            "transaction.max.timeout.ms": 900_000,
            "group.initial.rebalance.delay.ms": 0,
            "group.min.session.timeout.ms": 1_000,
            "message.max.bytes": LARGEST_MESSAGE,
            "replica.fetch.max.bytes": LARGEST_MESSAGE,
            "socket.request.max.bytes": 2 * LARGEST_MESSAGE,
            "log.retention.hours": -1,
            **self._own_settings,
        }
        self._settings.write_text("".join(f"{name}={value}\n" for name, value in settings.items()), encoding="utf-8")
        command = self._java("kafka.tools.StorageTool", "format", "-t", cluster_id, "-c", str(self._settings))
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Unavailable(f"the data folder could not be formatted: {(done.stdout + done.stderr)[-500:]}")

    @property
    def _settings(self) -> Path:
        return self._folder / "server.properties"

    def _java(self, main: str, *arguments: str) -> list[str]:
        # the serial collector and the first compiler only: a short life on few cores
        tuned = ["-Xms128m", "-Xmx400m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"]
        logged = ["-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-Dorg.slf4j.simpleLogger.showDateTime=true"]
        return ["java", *tuned, *logged, "-cp", self._jars, main, *arguments]

    def start(self) -> None:
        """Start the process on its data folder; `Cluster.wait_ready` tells when it answers."""
        if self.pid is not None:
            raise RuntimeError(f"broker {self.node} is running")
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self._java("kafka.Kafka", str(self._settings)),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # a Ctrl-C at the terminal is for the tests, which then stop it in order
                preexec_fn=die_with_parent,
            )

    def stop(self, timeout: float = 20.0) -> None:
        """SIGTERM, a controlled shutdown; SIGKILL after `timeout` seconds. Nothing happens if it is down."""
        if self._process is None or self.pid is None:
            return
        self._process.terminate()
        try:
            self._process.wait(timeout)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """SIGKILL, and wait until the process is gone. Nothing happens if it is down."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def pause(self) -> None:
        """SIGSTOP: alive, connected, silent."""
        if self.pid is not None:
            os.kill(self.pid, signal.SIGSTOP)

    def resume(self) -> None:
        """SIGCONT after `pause`."""
        if self.pid is not None:
            os.kill(self.pid, signal.SIGCONT)

    def restart(self) -> None:
        """Stop in order and start again on the same data and ports."""
        self.stop()
        self.start()


class Cluster:
    """`size` brokers (1 or 3 are sensible). A context manager: entering starts them and waits until all answer.

    `settings` of every broker win over ours; `data` gives nodes (1, 2, ...) a data folder elsewhere; `aside`: a second
    listener each.
    """

    def __init__(
        self,
        size: int = 1,
        *,
        settings: Mapping[str, object] | None = None,
        data: Mapping[int, Path] | None = None,
        aside: bool = False,
    ) -> None:
        jars = classpath()
        self._folder = Path(tempfile.mkdtemp(prefix="copydesk-kafka-"))
        self.brokers = tuple(
            Broker(node, self._folder / str(node), jars, settings=settings, data=(data or {}).get(node), aside=aside)
            for node in range(1, size + 1)
        )

    @property
    def bootstrap(self) -> str:
        """The addresses of all brokers, comma-separated."""
        return ",".join(broker.address for broker in self.brokers)

    def start(self) -> None:
        """Format and start every broker, and wait until all answer; `Unavailable` with the log's end if they do not."""
        atexit.register(self.close)
        cluster_id = base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=").replace("-", "A")
        voters = ",".join(f"{broker.node}@127.0.0.1:{broker.controller_port}" for broker in self.brokers)
        for broker in self.brokers:
            broker.format(cluster_id, voters, len(self.brokers))
            broker.start()
        self.wait_ready()

    def wait_ready(self, timeout: float = 60.0) -> None:
        """Wait until every running broker is in the cluster's metadata and there is a controller."""
        deadline = time.monotonic() + timeout
        admin = AdminClient({"bootstrap.servers": self.bootstrap, "log_level": 0})
        while time.monotonic() < deadline:
            running = {broker.node for broker in self.brokers if broker.pid is not None}
            try:
                metadata = admin.list_topics(timeout=2)
            except KafkaException:
                metadata = None
            if metadata is not None and running == set(metadata.brokers) and metadata.controller_id != -1:
                return
            if not running:
                break
            time.sleep(0.1)
        tails = (broker.log.read_text(encoding="utf-8", errors="replace")[-1000:] for broker in self.brokers)
        self.close()
        raise Unavailable("Kafka did not answer in time; the ends of the logs:\n" + "\n".join(tails))

    def close(self) -> None:
        """Stop every broker and remove the data; may be called twice."""
        for broker in self.brokers:
            broker.stop() if len(self.brokers) == 1 else broker.kill()
        shutil.rmtree(self._folder, ignore_errors=True)
        atexit.unregister(self.close)

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def main() -> None:
    """Run a cluster until Ctrl-C or SIGTERM; the address is the only line on the standard output."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--brokers", type=int, default=1, choices=(1, 3))
    size: int = parser.parse_args().brokers

    def leave(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, leave)
    try:
        with Cluster(size) as cluster:
            sys.stdout.write(cluster.bootstrap + "\n")
            sys.stdout.flush()
            signal.pause()
    except KeyboardInterrupt:
        pass
    except Unavailable as missing:
        sys.exit(f"no Kafka: {missing}")


if __name__ == "__main__":
    main()

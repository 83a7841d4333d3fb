"""The command line as a user has it."""

import itertools
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pytest
from confluent_kafka import Producer
from typer.testing import CliRunner, Result

from worker.cli import app
from worker.embedded import EmbeddedBroker
from worker.headers import Header
from worker.settings import PREFIX, load

_NUMBERS = itertools.count()


@pytest.fixture(autouse=True)
def _no_settings_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith(PREFIX):
            monkeypatch.delenv(name)


def invoke(*arguments: str, stdin: str | bytes | None = None, env: Mapping[str, str] | None = None) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(app, list(arguments), input=stdin, env=dict(env or {}))


def process(*arguments: str, **options: object) -> subprocess.Popen[bytes]:
    """Run a command in a process of its own, with pipes."""
    return subprocess.Popen(  # type: ignore[call-overload, no-any-return]
        [sys.executable, "-m", "worker", *arguments],
        **{"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options},
    )


@dataclass
class Desk:
    """An embedded broker with our topics, two partitions each, and what a command needs to find it."""

    broker: EmbeddedBroker
    env: dict[str, str] = field(default_factory=dict)

    def send(self, slot: str, value: bytes | None, key: bytes | None = None, headers: Sequence[Header] = ()) -> None:
        """Write one message to partition 0."""
        producer = Producer({"bootstrap.servers": self.broker.bootstrap, "linger.ms": 0})
        topic = getattr(load(**self.overrides).topics, slot).name
        producer.produce(topic, value, key, partition=0, headers=list(headers))
        assert producer.flush(10) == 0

    @property
    def overrides(self) -> dict[str, str]:
        return {name.removeprefix(PREFIX).lower(): value for name, value in self.env.items()}

    def run(self, *arguments: str, stdin: str | None = None) -> Result:
        """Run a command against this broker."""
        return invoke(*arguments, env=self.env, stdin=stdin)


@pytest.fixture(scope="session")
def embedded() -> Iterator[EmbeddedBroker]:
    with EmbeddedBroker() as broker:
        yield broker


@pytest.fixture
def desk(embedded: EmbeddedBroker) -> Desk:
    env = {
        f"{PREFIX}BROKERS": embedded.bootstrap,
        f"{PREFIX}TOPIC_PREFIX": f"t{next(_NUMBERS)}.",
        f"{PREFIX}BROKER_WAIT_S": "5",
    }
    made = Desk(embedded, env)
    for topic in load(**made.overrides).topics:
        embedded.create_topic(topic.name, 2)
    return made

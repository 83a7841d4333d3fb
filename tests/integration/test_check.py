"""`copydesk check` on brokers that let nobody do anything without a rule: the rights that it names are the ones needed.

Each part runs with the rights that `copydesk check --acls` lists for it and no other; and without any one of them a
worker stops with a clear word, which check has said before.
"""

import json
import os
import shlex
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import pytest
from confluent_kafka.admin import (  # type: ignore[attr-defined]
    AclBinding,
    AclBindingFilter,
    AclOperation,
    AclPermissionType,
    AdminClient,
    ResourcePatternType,
    ResourceType,
)

from tests.integration.articles import article
from tests.integration.harness import Installation
from tests.integration.process import ROOT, WorkerProcess
from tests.kafka.broker import Aside, Cluster, Unavailable
from tests.kafka.fixtures import missing
from tests.kafka.install import classpath
from worker.check.point import Point, Verdict
from worker.check.rights import Right, Role, rights, spoken
from worker.check.run import check
from worker.errors import Exit
from worker.settings import Settings, load

pytestmark = pytest.mark.kafka

PASSWORD = "of the desk"
JAAS = "org.apache.kafka.common.security.plain.PlainLoginModule required"
KINDS = {
    "topic": ResourceType.TOPIC,
    "group": ResourceType.GROUP,
    "transactional-id": ResourceType.TRANSACTIONAL_ID,
    "cluster": ResourceType.BROKER,
}
ASKED_S = 20.0
PARTITIONS = 2


@dataclass
class Guarded:
    """A broker that knows every role by name and lets none of them do anything without a rule."""

    cluster: Cluster
    port: int
    admin: AdminClient
    """A client that may do everything."""

    def login(self, name: str) -> dict[str, str]:
        """The settings of a role."""
        return {
            "brokers": f"127.0.0.1:{self.port}",
            "security_protocol": "SASL_PLAINTEXT",
            "sasl_mechanism": "PLAIN",
            "sasl_username": name,
            "sasl_password": PASSWORD,
        }

    def grant(self, name: str, some: Iterable[Right]) -> None:
        """Give these rights to a role."""
        for future in self.admin.create_acls([_binding(name, right) for right in some]).values():
            future.result(ASKED_S)

    def take(self, name: str, right: Right) -> None:
        """Take one right away again."""
        bound = _binding(name, right)
        exactly = AclBindingFilter(
            bound.restype,
            bound.name,
            bound.resource_pattern_type,
            bound.principal,
            bound.host,
            bound.operation,
            bound.permission_type,
        )
        (future,) = self.admin.delete_acls([exactly]).values()
        assert len(future.result(ASKED_S)) == 1


def _binding(name: str, right: Right) -> AclBinding:
    pattern = ResourcePatternType.PREFIXED if right.prefixed else ResourcePatternType.LITERAL
    who, allow = f"User:{name}", AclPermissionType.ALLOW
    return AclBinding(KINDS[right.kind], right.name, pattern, who, "*", right.operation, allow)


@pytest.fixture(scope="module")
def guarded() -> Iterator[Guarded]:
    users = " ".join(f'user_{role.value}="{PASSWORD}"' for role in Role)
    try:
        cluster = Cluster(
            aside=True,
            settings={
                "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,ASIDE:SASL_PLAINTEXT",
                "listener.name.aside.sasl.enabled.mechanisms": "PLAIN",
                "listener.name.aside.plain.sasl.jaas.config": f"{JAAS} {users};",
                "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                # The brokers among themselves, and this test where it prepares things.
                "super.users": "User:ANONYMOUS",
            },
        )
    except Unavailable as why:
        missing(str(why))
    (broker,) = cluster.brokers
    assert broker.aside is not None
    broker.aside = Aside(broker.aside.port, broker.aside.port)
    with cluster:
        yield Guarded(cluster, broker.aside.port, AdminClient({"bootstrap.servers": cluster.bootstrap, "log_level": 0}))


@dataclass
class Site:
    """One installation on the guarded broker, with a login for each role."""

    broker: Guarded
    installation: Installation

    def settings(self, role: Role) -> Settings:
        """As `worker.settings` reads them."""
        return load(**self.given(role))

    def given(self, role: Role) -> dict[str, str]:
        """What a role is told of the installation."""
        made = self.installation
        return {"topic_prefix": made.prefix, "group": made.group, **self.broker.login(role.value)}

    def run(self, role: Role, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
        """A command with a role's login."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("COPYDESK_")}
        environment |= {f"COPYDESK_{name.upper()}": value for name, value in self.given(role).items()}
        command = [sys.executable, "-m", "worker", *arguments]
        done = subprocess.run(
            command, cwd=ROOT, env=environment, input=stdin, capture_output=True, check=False, timeout=120
        )
        return subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())

    def points(self) -> list[Point]:
        """What check says with a worker's login."""
        return list(check(self.settings(Role.WORKER), lambda brokers, tried_s: None))

    def start_worker(self) -> WorkerProcess:
        """A worker with its own login."""
        return self.installation.start_worker(**self.broker.login(Role.WORKER.value), processes="1")

    def until_told(self, true: Callable[[list[Point]], bool]) -> list[Point]:
        """What check says as soon as it says so: rules reach the broker a moment after they are made."""
        deadline = time.monotonic() + ASKED_S
        while not true(points := self.points()):
            assert time.monotonic() < deadline, points
        return points


@pytest.fixture(scope="module")
def site(guarded: Guarded, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """An installation whose worker has what it needs. Tests that take rights away give them back."""
    with Installation(guarded.cluster.bootstrap, f"c{os.getpid()}.", tmp_path_factory.mktemp("site")) as made:
        made.create_topics(PARTITIONS)
        one = Site(guarded, made)
        for role in Role:
            guarded.grant(role.value, rights(role, one.settings(role)))
        one.until_told(lambda points: not _lacking(points))
        yield one


def _lacking(points: list[Point]) -> list[Point]:
    return [at for at in points if at.about == "rights" and at.verdict is not Verdict.OK]


def test_every_part_works_with_its_rights_and_no_other(site: Site) -> None:
    """Fed, worked on, read, reckoned and replayed, each by its own login."""
    installation = site.installation
    lines = b"\n".join([*(article(number) for number in range(20)), b'{"body": "of nobody"}']) + b"\n"
    fed = site.run(Role.FEEDER, "feed", "--raw-lines", "-", stdin=lines)
    assert fed.returncode == 0, fed.stderr
    worker = site.start_worker()
    with installation.tail(installation.topics.enriched, installation.topics.deadletters) as tail:
        installation.wait_done(tail, 21)
        assert tail.count(installation.topics.enriched.name) == 20
    assert site.run(Role.READER, "ledger", "--wait", "30").returncode == 0
    read = site.run(Role.READER, "tail", "enriched", "--json", "--limit", "20")
    assert (read.returncode, len(read.stdout.splitlines())) == (0, 20), read.stderr
    assert site.run(Role.READER, "deadletters", "list").returncode == 0
    replayed = site.run(Role.OPERATOR, "deadletters", "replay", "--all")
    assert replayed.returncode == 0, replayed.stderr
    for command in (("topics", "create"), ("topics", "check")):
        ended = site.run(Role.OPERATOR, *command)
        assert (ended.returncode, ended.stderr) == (0, ""), ended.stdout
    told = site.run(Role.OPERATOR, "check", "--json")
    about = {at["about"]: at["verdict"] for at in json.loads(told.stdout)["points"]}
    assert about["transaction timeout"] == about["session timeout"] == "ok"
    assert worker.terminate() == 0


def _worker_rights() -> list[Right]:
    """Of an installation like any other: what differs is the names."""
    return list(rights(Role.WORKER, load(topic_prefix="PREFIX", group="PREFIXgroup")))


def _cases() -> list[object]:
    """All; of what is alike, one case without --full."""
    cases: list[object] = []
    for right in _worker_rights():
        alike = not right.needed or right.name.endswith((".enriched", ".entities"))
        name = f"{right.operation.name} {right.resource}"
        marks = [pytest.mark.full] if alike and not right.name.endswith(".raw") else []
        cases.append(pytest.param(right, id=name, marks=marks))
    return cases


@pytest.mark.parametrize("right", _cases())
def test_a_right_that_is_missing_is_named(right: Right, site: Site) -> None:
    """By check, with the command that gives it; and by the worker, which stops if it cannot do without."""
    installation = site.installation
    (lacking,) = [
        mine
        for mine in rights(Role.WORKER, site.settings(Role.WORKER))
        if (mine.kind, mine.operation) == (right.kind, right.operation)
        and mine.name == right.name.replace("PREFIX", installation.prefix)
    ]
    site.broker.take(Role.WORKER.value, lacking)
    try:
        (point, *others) = _lacking(site.until_told(lambda points: bool(_lacking(points))))
        assert not others
        assert lacking.resource in point.what
        assert f"--operation {spoken(lacking.operation)}" in point.mend
        assert point.verdict is (Verdict.WRONG if lacking.needed else Verdict.WARNING)
        if lacking.needed:
            installation.produce([(b"one more", article(1000))])
            worker = site.start_worker()
            installation.wait_until(lambda: worker.status is not None, "end for want of a right")
            (died,) = worker.events("died")
            assert worker.status == Exit.CONFIG, died
            assert lacking.name.rstrip("-").removeprefix(f"{installation.group}-") in str(died["detail"])
    finally:
        site.broker.grant(Role.WORKER.value, [lacking])
        site.until_told(lambda points: not _lacking(points))


def test_kafkas_own_tool_takes_the_printed_commands(site: Site) -> None:
    """One of each shape, to a login that has nothing so far; then the broker has the rules."""
    printed = site.run(Role.OPERATOR, "check", "--acls", "--principal", "User:newcomer").stdout
    commands = [line for line in printed.splitlines() if not line.startswith("#")]
    shapes = {
        next(word for word in reversed(shlex.split(line)) if word.startswith("--")) + str("prefixed" in line): line
        for line in commands
    }
    assert len(shapes) == 5, shapes
    jars = classpath()
    for line in shapes.values():
        tool, *words = shlex.split(line)
        assert tool == "kafka-acls.sh"
        # As an administrator, on the listener where nobody logs in.
        words[words.index("--bootstrap-server") + 1] = site.broker.cluster.bootstrap
        del words[words.index("--command-config") : words.index("--command-config") + 2]
        java = ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", jars]
        done = subprocess.run(
            [*java, "org.apache.kafka.tools.AclCommand", *words],
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    every = AclBindingFilter(
        ResourceType.ANY,
        None,  # type: ignore[arg-type]
        ResourcePatternType.ANY,
        "User:newcomer",
        None,  # type: ignore[arg-type]
        AclOperation.ANY,
        AclPermissionType.ANY,
    )
    made = site.broker.admin.describe_acls(every).result(ASKED_S)
    assert {binding.restype for binding in made} == set(KINDS.values())
    assert ResourcePatternType.PREFIXED in {binding.resource_pattern_type for binding in made}

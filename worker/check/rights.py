"""Which rights each part of an installation needs: the least, as Kafka's own authorizer counts them.

Kafka lets whoever may read or write something also see it (DESCRIBE), so that is never listed beside them.
Transactional ids and the consumer group are of `worker.groups` and `worker.replay`; a test runs each part with these
rights and no other, and without each one of them.
"""

import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, TypeAlias

from confluent_kafka.admin import AclOperation  # type: ignore[attr-defined]

from worker.admin import needed
from worker.groups import replays_id, transactional_prefix
from worker.settings import Settings
from worker.stages import source_slot
from worker.terminal.reader import GROUP as READERS_GROUP
from worker.topics import Topic

READ, WRITE, DESCRIBE = AclOperation.READ, AclOperation.WRITE, AclOperation.DESCRIBE
CREATE, ALTER_CONFIGS = AclOperation.CREATE, AclOperation.ALTER_CONFIGS
DESCRIBE_CONFIGS = AclOperation.DESCRIBE_CONFIGS

Kind: TypeAlias = Literal["topic", "group", "transactional-id", "cluster"]
"""As the options of `kafka-acls.sh` are called."""
CLUSTER = "kafka-cluster"
"""The one name that the cluster as a resource has."""


class Role(StrEnum):
    """The parts of an installation that log in."""

    WORKER = "worker"
    FEEDER = "feeder"
    READER = "reader"
    OPERATOR = "operator"


WHAT_FOR: Mapping[Role, str] = {
    Role.WORKER: "copydesk worker",
    Role.FEEDER: "copydesk feed, and any other producer",
    Role.READER: "copydesk tail, ledger, deadletters list and show",
    Role.OPERATOR: "copydesk topics, check, deadletters replay; and all that a reader does",
}


@dataclass(frozen=True, slots=True)
class Right:
    """One operation on one resource, and what goes wrong without it. `needed`: nothing works without it."""

    kind: Kind
    name: str
    operation: AclOperation
    without: str
    prefixed: bool = False
    needed: bool = True

    @property
    def resource(self) -> str:
        """What it is on: `topic articles.raw`, `transactional id copydesk-articles.raw-*`."""
        if self.kind == "cluster":
            return "the cluster"
        return f"{self.kind.replace('-', ' ')} {self.name}{'*' if self.prefixed else ''}"

    def __str__(self) -> str:
        return f"{spoken(self.operation)} on {self.resource}"


def spoken(operation: AclOperation) -> str:
    """An operation as `kafka-acls.sh` calls it: `Read`, `DescribeConfigs`."""
    return "".join(word.capitalize() for word in operation.name.split("_"))


def rights(role: Role, settings: Settings) -> tuple[Right, ...]:
    """What a part needs; a worker of the stages that are set, and everybody of the topics that are set."""
    return tuple(_OF[role](settings))


def _worker(settings: Settings) -> Iterator[Right]:
    sources: dict[str, Topic] = {
        stage: getattr(settings.topics, source_slot(stage))
        for stage in ("normalise", "enrich")
        if stage in settings.stages
    }
    written: dict[Topic, None] = {}
    for stage, source in sources.items():
        alone = settings.model_copy(update={"stages": (stage,)})
        written |= dict.fromkeys(topic for topic in needed(alone) if topic != source)
    for topic in needed(settings):
        if topic in sources.values():
            yield Right("topic", topic.name, READ, "its articles cannot be read")
        if topic in written:
            yield Right("topic", topic.name, WRITE, "nothing can be written to it")
        yield _sizes(topic)
    yield Right("group", settings.group, READ, "the group cannot be joined, no offset committed")
    for source in sources.values():
        prefix = transactional_prefix(settings.group, source.name)
        yield Right(
            "transactional-id", prefix, WRITE, f"what comes of {source.name} cannot be delivered", prefixed=True
        )


def _feeder(settings: Settings) -> Iterator[Right]:
    yield Right("topic", settings.topics.raw.name, WRITE, "no article can be sent")


def _reader(settings: Settings) -> Iterator[Right]:
    for topic in settings.topics:
        yield Right("topic", topic.name, READ, "it cannot be read")
    yield Right("group", READERS_GROUP, DESCRIBE, "the client that reads does not start")
    yield Right("group", settings.group, DESCRIBE, "the ledger does not know how far the workers are")


def _operator(settings: Settings) -> Iterator[Right]:
    yield from _reader(settings)
    topics = settings.topics
    for topic in (topics.raw, topics.normalised):
        yield Right("topic", topic.name, WRITE, "no dead letter can be replayed")
    yield Right("transactional-id", replays_id(settings.group), WRITE, "no dead letter can be replayed")
    for topic in topics:
        yield Right("topic", topic.name, CREATE, "topics create cannot make it")
        yield Right("topic", topic.name, ALTER_CONFIGS, "topics create cannot raise its message limit")
        yield _sizes(topic)
    yield Right("cluster", CLUSTER, DESCRIBE_CONFIGS, "check is not told the brokers' settings", needed=False)


def _sizes(topic: Topic) -> Right:
    return Right("topic", topic.name, DESCRIBE_CONFIGS, "its settings are not looked at", needed=False)


_OF = {Role.WORKER: _worker, Role.FEEDER: _feeder, Role.READER: _reader, Role.OPERATOR: _operator}


def grants(settings: Settings, some: Iterable[Right], principal: str) -> tuple[str, ...]:
    """The commands that give these rights to `principal` (`User:desk`), one for each resource."""
    of_resource: dict[tuple[Kind, str, bool], list[AclOperation]] = {}
    for right in some:
        operations = of_resource.setdefault((right.kind, right.name, right.prefixed), [])
        if right.operation not in operations:
            operations.append(right.operation)
    return tuple(
        _grant(settings, kind, name, prefixed, operations, principal)
        for (kind, name, prefixed), operations in of_resource.items()
    )


def _grant(
    settings: Settings, kind: Kind, name: str, prefixed: bool, operations: Sequence[AclOperation], principal: str
) -> str:
    # Kafka's tools take the login of an administrator from a file, which we do not know.
    login = " --command-config admin.properties" if settings.security_protocol != "PLAINTEXT" else ""
    words = [
        f"kafka-acls.sh --bootstrap-server {settings.brokers[0]}{login} --add",
        f"--allow-principal {shlex.quote(principal)}",
    ]
    words += [f"--operation {spoken(operation)}" for operation in operations]
    if prefixed:
        words.append("--resource-pattern-type prefixed")
    words.append("--cluster" if kind == "cluster" else f"--{kind} {shlex.quote(name)}")
    return " ".join(words)

"""What our login may do, as the cluster itself tells; for transactional ids, which no request describes, by trying."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from confluent_kafka import KafkaError, KafkaException, Producer

from worker.admin import client_config, reach
from worker.check.asking import DENIED, REQUEST_S, Cluster, Told, answer, topic_rights
from worker.check.brokers import TRANSACTION_TIMEOUT
from worker.check.point import Point, ok, untold, warning, wrong
from worker.check.rights import Right, Role, grants, rights, spoken
from worker.security import authenticated
from worker.settings import Settings, variable

ABOUT = "rights"
TRIED = "check"
"""Where a worker's transactional id has a partition's number: nobody's id, so trying it fences nobody."""

_TRY_S = 15.0


def login(cluster: Cluster) -> Iterator[Point]:
    """Each right of a worker: held, missing, or not told."""
    settings = cluster.settings
    asked = rights(Role.WORKER, settings)
    held: list[Right] = []
    missing: dict[str, list[Right]] = {}
    unknown: dict[str, list[Right]] = {}
    too_long = False
    for right, told in _told(cluster, asked):
        if isinstance(told, KafkaError) and told.code() == KafkaError.INVALID_TRANSACTION_TIMEOUT:
            # Looked at after the right, which so is held.
            too_long = True
            held.append(right)
        elif isinstance(told, KafkaError) and told.code() in DENIED:
            # A hidden topic says nothing of DescribeConfigs alone.
            if right.needed:
                missing.setdefault(right.resource, []).append(right)
        elif isinstance(told, KafkaError):
            gone = told.code() == KafkaError.UNKNOWN_TOPIC_OR_PART
            unknown.setdefault("the topic is not there" if gone else told.str(), []).append(right)
        elif told is None:
            unknown.setdefault("the cluster does not say", []).append(right)
        elif right.operation in told:
            held.append(right)
        else:
            missing.setdefault(right.resource, []).append(right)
    for some in missing.values():
        yield _missing(settings, some)
    if too_long:
        ours = variable("transaction_timeout_s")
        what = f"{ours} is {settings.transaction_timeout_s:g}, above the brokers' transaction.max.timeout.ms"
        yield wrong(TRANSACTION_TIMEOUT, what, f"{ours}, or transaction.max.timeout.ms of the brokers")
    for why, some in unknown.items():
        yield untold(ABOUT, f"{_list(some)} ({why})")
    if held:
        yield ok(ABOUT, _list(held))


def refused(settings: Settings) -> tuple[str, ...]:
    """What a worker cannot do without and surely may not, one line for each resource; () where all is well or untold.

    For a worker that starts: without such a right its clients wait in silence or break down with words of their own.
    Transactional ids are left out, for fencing tells. Raises Transient where no broker answers.
    """
    client, metadata = reach(settings)
    cluster = Cluster(settings, client, metadata)
    if not cluster.managed:
        return ()
    lacking: dict[str, list[Right]] = {}
    asked = [right for right in rights(Role.WORKER, settings) if right.needed and right.kind != "transactional-id"]
    for right, told in _told(cluster, asked):
        denied = isinstance(told, KafkaError) and told.code() in DENIED
        if denied or (isinstance(told, frozenset) and right.operation not in told):
            lacking.setdefault(right.resource, []).append(right)
    return tuple(str(_missing(settings, some)) for some in lacking.values())


def principal(settings: Settings) -> str:
    """Who we are to the cluster, as far as we know it ourselves."""
    return f"User:{settings.sasl_username}" if authenticated(settings) and settings.sasl_username else "User:NAME"


def _missing(settings: Settings, some: Sequence[Right]) -> Point:
    """The rights to one resource that we lack."""
    (command,) = grants(settings, some, principal(settings))
    operations = " and ".join(spoken(right.operation) for right in some)
    what = f"{operations} on {some[0].resource} missing: {' and '.join(right.without for right in some)}"
    point = wrong if any(right.needed for right in some) else warning
    return point(ABOUT, what, command)


def _told(cluster: Cluster, asked: Iterable[Right]) -> Iterator[tuple[Right, Told]]:
    """Each right, with what we may do to its resource."""
    of_topics: Mapping[str, Told] = {}
    if cluster.managed:
        of_topics = topic_rights(cluster, dict.fromkeys(right.name for right in asked if right.kind == "topic"))
    for right in asked:
        if right.kind == "transactional-id":
            fault = _tried(cluster.settings, right.name + TRIED)
            yield right, fault or frozenset({right.operation})
        elif right.kind == "group":
            yield right, _of_group(cluster, right.name) if cluster.managed else None
        else:
            yield right, of_topics.get(right.name)


def _of_group(cluster: Cluster, name: str) -> Told:
    told = answer(
        lambda: cluster.client.describe_consumer_groups(
            [name], include_authorized_operations=True, request_timeout=REQUEST_S
        )[name]
    )
    if isinstance(told, KafkaError):
        return told
    return None if told.authorized_operations is None else frozenset(told.authorized_operations)


def _tried(settings: Settings, transactional_id: str) -> KafkaError | None:
    """Begin a producer of such an id, as a worker begins his, and write nothing; why it was refused, if it was."""
    config = {
        "transactional.id": transactional_id,
        "transaction.timeout.ms": int(settings.transaction_timeout_s * 1000),
    }
    try:
        Producer(client_config(settings) | config).init_transactions(_TRY_S)
    except KafkaException as error:
        fault: KafkaError = error.args[0]
        return fault
    return None


def _list(some: Iterable[Right]) -> str:
    """Rights in few words: each operation with all that it is on."""
    of_operation: dict[str, list[str]] = {}
    for right in some:
        of_operation.setdefault(spoken(right.operation), []).append(right.resource)
    return "; ".join(f"{operation} on {', '.join(places)}" for operation, places in of_operation.items())

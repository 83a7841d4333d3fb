"""The brokers: whether each answers, and whether their own settings bear ours."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from confluent_kafka import KafkaError

from worker.admin import reach
from worker.check.asking import SILENT, Cluster, Configs, broker_configs
from worker.check.point import Point, ok, untold, warning, wrong
from worker.errors import Misconfigured, Transient
from worker.settings import Settings, variable

REPLICATION, IN_SYNC = 3, 2
"""What production asks for: one broker may be lost for good, and one be away, and nothing is lost or stands still."""

TRANSACTION_TIMEOUT = "transaction timeout"
_ALONE_S = 5.0
_INTERNAL = (
    ("__transaction_state", "the log of transactions", "transaction.state.log"),
    ("__consumer_offsets", "the groups' offsets", "offsets.topic"),
)


def brokers(cluster: Cluster) -> Iterator[Point]:
    """Each address that is set, and the cluster behind it."""
    known = cluster.metadata
    for address in cluster.settings.brokers if len(cluster.settings.brokers) > 1 else ():
        yield _address(cluster.settings, address, known.cluster_id)
    names = ", ".join(f"{number} at {_at(cluster, number)}" for number in sorted(known.brokers))
    size = f"{len(known.brokers)} broker{'s' if len(known.brokers) > 1 else ''}"
    if not cluster.managed:
        what = f"{size} ({names}) without a controller, as the embedded broker has none: for trying things out"
        yield warning("cluster", f"{what}, and most questions are not answered")
        return
    yield ok("cluster", f"{known.cluster_id}: {size} ({names}), controller {known.controller_id}")


def _address(settings: Settings, address: str, cluster_id: str | None) -> Point:
    alone = settings.model_copy(update={"brokers": (address,), "broker_wait_s": _ALONE_S})
    try:
        found = reach(alone)[1].cluster_id
    except Transient as error:
        mend = f"{variable('brokers')}, or the broker"
        return warning("brokers", f"{error}. A start hangs on the other addresses then", mend)
    except Misconfigured as error:
        return wrong("brokers", str(error))
    if found != cluster_id:
        return wrong("brokers", f"{address} is of another cluster: {found}, not {cluster_id}", variable("brokers"))
    return ok("brokers", f"{address} answers")


def _at(cluster: Cluster, number: int) -> str:
    broker = cluster.metadata.brokers[number]
    return f"{broker.host}:{broker.port}"


def broker_settings(cluster: Cluster) -> Iterator[Point]:
    """What the brokers' settings say to ours, and whether each is to be had at the address that it tells clients."""
    if not cluster.managed:
        yield untold("brokers' settings", "a broker without a controller tells none")
        return
    told: dict[int, Configs] = {}
    denied: list[int] = []
    for number, found in broker_configs(cluster).items():
        if not isinstance(found, KafkaError):
            told[number] = found
        elif found.code() in SILENT:
            what = f"broker {number} does not answer at {_at(cluster, number)}, the address that it tells clients"
            mend = "starting it; where it runs, its advertised.listeners, or the network between"
            yield wrong("brokers", what, mend)
        else:
            denied.append(number)
    if denied and not told:
        yield untold(
            "brokers' settings", "that takes DescribeConfigs on the cluster, a right that an operator may have"
        )
    if told:
        yield from judge(cluster.settings, told)
    yield from _internal(cluster, told)


def judge(settings: Settings, told: Mapping[int, Configs]) -> Iterator[Point]:
    """What the brokers' limits say to our settings; `told`: each broker's own settings."""
    return filter(None, (limit.judge(told) for limit in _limits(settings)))


@dataclass(frozen=True, slots=True)
class _Limit:
    """A number among the brokers' settings, when it is good, and why it must be so."""

    about: str
    name: str
    good: Callable[[int], bool]
    ours: str
    mend: str
    point: Callable[[str, str, str], Point] = wrong

    def judge(self, told: Mapping[int, Configs]) -> Point | None:
        """None where no broker tells it."""
        values = {number: int(configs[self.name]) for number, configs in told.items() if _number(configs, self.name)}
        bad = {number: value for number, value in values.items() if not self.good(value)}
        if bad:
            where = "" if len(bad) == len(told) else f" of broker {', '.join(map(str, sorted(bad)))}"
            return self.point(self.about, f"{self.name}{where} is {_spread(bad.values())}, but {self.ours}", self.mend)
        return ok(self.about, f"{self.name} is {_spread(values.values())}") if values else None


def _limits(settings: Settings) -> Iterator[_Limit]:
    transaction_ms, session_ms = int(settings.transaction_timeout_s * 1000), int(settings.session_timeout_s * 1000)
    ours, mend = variable("transaction_timeout_s"), "transaction.max.timeout.ms of the brokers"
    yield _Limit(
        TRANSACTION_TIMEOUT,
        "transaction.max.timeout.ms",
        lambda value: value >= transaction_ms,
        f"{ours} asks for {transaction_ms}",
        f"{ours}, or {mend}",
    )
    ours = variable("session_timeout_s")
    for name, good in (
        ("group.min.session.timeout.ms", lambda value: value <= session_ms),
        ("group.max.session.timeout.ms", lambda value: value >= session_ms),
    ):
        yield _Limit(
            "session timeout", name, good, f"{ours} asks for {session_ms}", f"{ours}, or {name} of the brokers"
        )
    kept = max(settings.topics.raw.retention_ms, settings.topics.normalised.retention_ms) // 60_000
    yield _Limit(
        "offsets",
        "offsets.retention.minutes",
        lambda value: value >= kept,
        f"articles are kept for {kept}: a group away for longer than its offsets starts anew, with doubles or losses",
        "offsets.retention.minutes of the brokers",
        warning,
    )
    largest = max(topic.max_message_bytes for topic in settings.topics)
    yield _Limit(
        "message size",
        "socket.request.max.bytes",
        lambda value: value > largest,
        f"our largest message may take {largest}, and a request holds more than the message",
        "socket.request.max.bytes of the brokers",
    )


def _internal(cluster: Cluster, told: Mapping[int, Configs]) -> Iterator[Point]:
    """Kafka's own topics, without which nothing is delivered: as they are, or as they would be made."""
    for name, what, prefix in _INTERNAL:
        there = cluster.metadata.topics.get(name)
        copies = [len(partition.replicas) for partition in there.partitions.values()] if there is not None else []
        factor = f"{prefix}.replication.factor"
        copies = copies or [int(configs[factor]) for configs in told.values() if _number(configs, factor)]
        if not copies:
            continue
        about = f"{what} ({name})"
        if min(copies) < REPLICATION:
            yield warning(
                about,
                f"replication {min(copies)}, where production has {REPLICATION}: nothing is delivered while a broker "
                "that holds it is away" + (", and it is lost with the broker" if min(copies) == 1 else ""),
                f"{factor}={REPLICATION}, before the cluster is used"
                if len(cluster.metadata.brokers) >= REPLICATION
                else f"a cluster of {REPLICATION} brokers or more",
            )
            continue
        least = f"{prefix}.min.isr"
        in_sync = [int(configs[least]) for configs in told.values() if _number(configs, least)]
        if in_sync and min(in_sync) < IN_SYNC:
            yield warning(
                about, f"min.isr is {min(in_sync)}: what one broker alone has may be lost", f"{least}={IN_SYNC}"
            )
        else:
            yield ok(about, f"replication {min(copies)}")


def _number(configs: Configs, name: str) -> bool:
    return configs.get(name, "").lstrip("-").isdecimal()


def _spread(values: Iterable[int]) -> str:
    numbers = sorted(set(values))
    return f"{numbers[0]}" if len(numbers) == 1 else f"{numbers[0]} to {numbers[-1]}"

"""The topics: there, alike, large enough, kept for long enough, and safe when a broker is lost."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from confluent_kafka import KafkaError

from worker.admin import ABSENT, look, needed
from worker.check.asking import DENIED, Cluster, Configs, topic_configs, topic_rights
from worker.check.brokers import IN_SYNC, REPLICATION
from worker.check.point import Point, ok, untold, warning, wrong
from worker.settings import Settings, variable
from worker.topics import DAY_MS, Topic

_FOREVER = float("inf")


def topics(cluster: Cluster) -> Iterator[Point]:
    """All that concerns the topics of the stages that are set."""
    settings = cluster.settings
    wanted = needed(settings)
    report = look(settings, wanted)
    absent = [fault.topic for fault in report.faults if fault.what == ABSENT]
    seen = topic_rights(cluster, absent) if cluster.managed else {}
    for fault in report.faults:
        told = seen.get(fault.topic)
        if isinstance(told, KafkaError) and told.code() in DENIED:
            yield wrong("topics", f"{fault.topic} is hidden from us, or missing: we have no right to it")
        else:
            what = "missing" if told is not None else fault.what
            yield wrong("topics", f"{fault.topic}: {what}", fault.mend)
    there = [topic for topic in wanted if topic.name in report.partitions]
    if not there:
        return
    if not report.faults:
        yield ok("topics", f"all {len(there)} are there, with room for our largest messages")
    yield from _busy(settings, report.partitions)
    yield from _copies(cluster, there)
    if not cluster.managed:
        yield untold("topics' settings", "this broker tells none")
        return
    told_by: dict[Topic, Configs] = {}
    untold_by: list[str] = []
    by_name = {topic.name: topic for topic in there}
    for name, found in topic_configs(cluster, by_name).items():
        if isinstance(found, KafkaError):
            untold_by.append(name)
        else:
            told_by[by_name[name]] = found
    if untold_by:
        yield untold(
            "topics' settings", f"not told of {_names(untold_by)}: that takes the right DescribeConfigs on them"
        )
    if told_by:
        yield from _settings(cluster, told_by)


def _busy(settings: Settings, partitions: Mapping[str, int]) -> Iterator[Point]:
    counts = {count for name, count in partitions.items() if name != settings.topics.deadletters.name}
    if counts:
        # Faust gives the same partition number of all sources to one worker.
        many = f"{min(counts)} worker{'s' if min(counts) > 1 else ''} can be busy at once"
        yield ok("partitions", f"{min(counts)} of each article topic: {many}")


def _copies(cluster: Cluster, there: Iterable[Topic]) -> Iterator[Point]:
    """Replication as it is, and whether all copies are there just now."""
    factors: dict[str, int] = {}
    without, behind = [], []
    for topic in there:
        partitions = cluster.metadata.topics[topic.name].partitions.values()
        factors[topic.name] = min(len(partition.replicas) for partition in partitions)
        if any(partition.leader < 0 for partition in partitions):
            without.append(topic.name)
        elif any(len(partition.isrs) < len(partition.replicas) for partition in partitions):
            behind.append(topic.name)
    if without:
        yield wrong(
            "replication", f"partitions without a leader: {_names(without)}", "start the brokers that hold them"
        )
    if behind:
        yield warning("replication", f"copies that are away or behind: {_names(behind)}", "look after the brokers")
    few = [name for name, factor in factors.items() if factor < REPLICATION]
    least = min(factors.values())
    if few:
        size = len(cluster.metadata.brokers)
        means = "what its one broker held is lost with it" if least == 1 else "one broker away, and the next holds all"
        mend = "kafka-reassign-partitions.sh" if size >= REPLICATION else f"a cluster of {REPLICATION} brokers or more"
        what = f"{least} of {_names(few)}, where production has {REPLICATION}: {means}"
        yield warning("replication", what, mend if cluster.managed else "")
    else:
        yield ok("replication", f"{least} of each topic")


def _settings(cluster: Cluster, told: Mapping[Topic, Configs]) -> Iterator[Point]:
    copies = {
        topic: min(len(part.replicas) for part in cluster.metadata.topics[topic.name].partitions.values())
        for topic in told
    }

    def where(bad: Callable[[Topic, Configs], bool]) -> list[str]:
        return [topic.name for topic, configs in told.items() if bad(topic, configs)]

    yield from _in_sync(cluster, told, copies)
    yield from _retention(cluster.settings, told)
    if found := where(
        lambda topic, configs: topic.cleanup == "delete" and "compact" in configs.get("cleanup.policy", "")
    ):
        what = f"compaction of {_names(found)} takes away all but the last record of a key, and refuses null keys"
        yield wrong("cleanup.policy", what, _set(cluster.settings, found, "cleanup.policy=delete"))
    else:
        yield ok("cleanup.policy", "delete")
    ours = cluster.settings.compression
    if found := where(lambda _, configs: configs.get("compression.type", "producer") not in ("producer", ours)):
        what = f"the brokers pack {_names(found)} anew, which costs them time: {variable('compression')} is {ours}"
        yield warning("compression", what, _set(cluster.settings, found, "compression.type=producer"))
    else:
        yield ok("compression", f"as written; {variable('compression')} is {ours}")
    if found := where(lambda _, configs: configs.get("message.timestamp.type", "CreateTime") != "CreateTime"):
        what = f"not CreateTime of {_names(found)}: replay looks for what it wrote by the time that it gave it"
        yield warning(
            "message.timestamp.type", what, _set(cluster.settings, found, "message.timestamp.type=CreateTime")
        )
    else:
        yield ok("message.timestamp.type", "CreateTime")
    if found := where(lambda _, configs: configs.get("unclean.leader.election.enable") == "true"):
        what = f"on for {_names(found)}: a copy that lags may become the leader, and acknowledged messages are lost"
        mend = _set(cluster.settings, found, "unclean.leader.election.enable=false")
        yield warning("unclean.leader.election", what, mend)
    else:
        yield ok("unclean.leader.election", "off")


def _in_sync(cluster: Cluster, told: Mapping[Topic, Configs], copies: Mapping[Topic, int]) -> Iterator[Point]:
    least = {topic: int(configs["min.insync.replicas"]) for topic, configs in told.items()}
    never = [topic.name for topic, number in least.items() if number > copies[topic]]
    stiff = [topic.name for topic, number in least.items() if number == copies[topic] > 1]
    loose = [topic.name for topic, number in least.items() if number < IN_SYNC <= copies[topic]]
    about, mend = "min.insync.replicas", f"min.insync.replicas={IN_SYNC}"
    if never:
        what = f"above the replication of {_names(never)}: nothing can be written"
        yield wrong(about, what, _set(cluster.settings, never, "min.insync.replicas=1"))
    if stiff:
        yield warning(about, f"as many as copies of {_names(stiff)}: nothing is written while one broker is away")
    if loose:
        what = f"1 of {_names(loose)}: what one broker alone has acknowledged is lost with it"
        yield warning(about, what, _set(cluster.settings, loose, mend))
    if not (never or stiff or loose):
        low = min(least.values())
        if low < IN_SYNC:
            yield warning(about, f"{low}, all that replication {min(copies.values())} allows; production has {IN_SYNC}")
        else:
            yield ok(about, str(low))


def _retention(settings: Settings, told: Mapping[Topic, Configs]) -> Iterator[Point]:
    kept = {topic: _kept_ms(configs) for topic, configs in told.items()}
    slots = dict(settings.topics.slots())
    raw, letters = kept.get(slots["raw"]), kept.get(slots["deadletters"])
    sources = {topic: ms for topic, ms in kept.items() if topic in (slots["raw"], slots["normalised"])}
    well = True
    if sized := [topic.name for topic, configs in told.items() if configs.get("retention.bytes", "-1") != "-1"]:
        well = False
        what = (
            f"retention.bytes is set for {_names(sized)}: articles may go before they are read, and before their time"
        )
        yield warning("retention", what, _set(settings, sized, "retention.bytes=-1"))
    reference = raw if raw is not None else max(sources.values(), default=None)
    if reference is not None and letters is not None and letters < reference:
        well = False
        what = (
            f"dead letters are kept for {_days(letters)}, articles for {_days(reference)}: a letter may be gone while "
            "its article is there, and was it forwarded or rejected?"
        )
        name = slots["deadletters"].name
        yield warning(
            "retention",
            what,
            _set(settings, [name], f"retention.ms={_ms(max(reference, slots['deadletters'].retention_ms))}"),
        )
    short = [t.name for t, ms in kept.items() if raw is not None and t != slots["deadletters"] and ms < raw]
    if short and raw is not None:
        well = False
        what = f"{_names(short)} shorter than {slots['raw'].name} ({_days(raw)}): the ledger cannot judge the oldest"
        yield warning("retention", what, _set(settings, short, f"retention.ms={_ms(raw)}"))
    if letters == _FOREVER:
        well = False
        name = slots["deadletters"].name
        what = f"{name} is kept for ever: whole articles, with the personal data in them"
        yield warning("retention", what, _set(settings, [name], f"retention.ms={slots['deadletters'].retention_ms}"))
    if brief := [topic.name for topic, ms in sources.items() if ms < DAY_MS]:
        well = False
        what = f"less than a day of {_names(brief)}: what a worker has not read by then is lost"
        yield warning("retention", what, _set(settings, brief, f"retention.ms={slots['raw'].retention_ms}"))
    if well:
        yield ok("retention", ", ".join(f"{topic.name} {_days(ms)}" for topic, ms in kept.items()))


def _kept_ms(configs: Configs) -> float:
    told = int(configs.get("retention.ms", "-1"))
    return _FOREVER if told < 0 else told


def _days(ms: float) -> str:
    if ms == _FOREVER:
        return "for ever"
    return f"{ms / DAY_MS:.3g} days"


def _ms(ms: float) -> int:
    return -1 if ms == _FOREVER else int(ms)


def _names(names: Iterable[str]) -> str:
    return ", ".join(names)


def _set(settings: Settings, names: Iterable[str], config: str) -> str:
    """The command that sets it for one topic, or for each of several."""
    some = list(names)
    each = some[0] if len(some) == 1 else "TOPIC"
    command = (
        f"kafka-configs.sh --bootstrap-server {settings.brokers[0]} --alter --entity-type topics --entity-name {each} "
        f"--add-config {config}"
    )
    return command if len(some) == 1 else f"{command} (for each TOPIC of them)"

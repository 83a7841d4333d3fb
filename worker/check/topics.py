"""The topics: there, alike, large enough, kept for long enough, and safe when a broker is lost."""

from collections.abc import Iterable, Iterator, Mapping

from confluent_kafka import KafkaError

from worker.admin import ABSENT, look, needed
from worker.check.asking import DENIED, Cluster, Configs, topic_configs, topic_rights
from worker.check.brokers import REPLICATION
from worker.check.keeping import judge
from worker.check.point import Point, ok, untold, warning, wrong
from worker.settings import Settings
from worker.topics import Topic


def topics(cluster: Cluster) -> Iterator[Point]:
    """All that concerns the topics of the stages that are set."""
    settings = cluster.settings
    wanted = needed(settings)
    report = look(settings, wanted)
    absent = [fault.topic for fault in report.faults if fault.what == ABSENT]
    seen = topic_rights(cluster, absent) if absent and cluster.managed else {}
    for fault in report.faults:
        told = seen.get(fault.topic)
        if isinstance(told, KafkaError) and told.code() in DENIED:
            yield wrong("topics", f"{fault.topic} is hidden from us, or missing: we have no right to it")
        else:
            what = "missing" if told is not None else fault.what
            yield wrong("topics", f"{fault.topic}: {what}", fault.mend)
    # Asked at two moments: what comes or goes between them has its line above, or the next time.
    known = cluster.metadata.topics
    there = [topic for topic in wanted if topic.name in report.partitions and topic.name in known]
    if not there:
        return
    if not report.faults:
        room = "" if report.unseen else ", with room for our largest messages"
        yield ok("topics", f"all {len(there)} are there{room}")
    yield from _busy(settings, report.partitions)
    yield from _copies(cluster, there)
    if not cluster.managed:
        yield untold("topics' settings", "a broker without a controller tells none")
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
        yield untold("topics' settings", f"of {_names(untold_by)}: that takes DescribeConfigs on them")
    if told_by:
        yield from judge(settings, told_by, {topic: _factor(cluster, topic) for topic in told_by})


def _busy(settings: Settings, partitions: Mapping[str, int]) -> Iterator[Point]:
    counts = {count for name, count in partitions.items() if name != settings.topics.deadletters.name}
    if counts:
        # Faust gives the same partition number of all sources to one worker.
        many = f"{min(counts)} worker{'s' if min(counts) > 1 else ''} of these stages can be busy at once"
        yield ok("partitions", f"{min(counts)} of each article topic: {many}")


def _copies(cluster: Cluster, there: Iterable[Topic]) -> Iterator[Point]:
    """Replication as it is, and whether all copies are there just now."""
    factors: dict[str, int] = {}
    without, behind = [], []
    for topic in there:
        partitions = cluster.metadata.topics[topic.name].partitions.values()
        factors[topic.name] = _factor(cluster, topic)
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


def _factor(cluster: Cluster, topic: Topic) -> int:
    """The replication of the topic's worst partition."""
    return min(len(partition.replicas) for partition in cluster.metadata.topics[topic.name].partitions.values())


def _names(names: Iterable[str]) -> str:
    return ", ".join(names)

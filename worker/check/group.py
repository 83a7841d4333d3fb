"""The consumer group: who is in it, how far it is, and whether it is ours alone."""

from collections.abc import Iterator, Mapping, Sequence

from confluent_kafka import ConsumerGroupState, ConsumerGroupTopicPartitions, IsolationLevel, KafkaError, TopicPartition
from confluent_kafka.admin import ConsumerGroupDescription, OffsetSpec  # type: ignore[attr-defined]

from worker.check.asking import DENIED, REQUEST_S, Cluster, answer
from worker.check.point import Point, ok, untold, warning, wrong
from worker.settings import Settings, variable
from worker.stages import STAGES, source_slot

FIRST, END = OffsetSpec.earliest(), OffsetSpec.latest()  # type: ignore[no-untyped-call]

Place = tuple[str, int]


def group(cluster: Cluster) -> Iterator[Point]:
    """The members, the committed offsets, and what lies behind them."""
    settings = cluster.settings
    name, sources = settings.group, sources_of(settings)
    described = answer(lambda: cluster.client.describe_consumer_groups([name], request_timeout=REQUEST_S)[name])
    members = 0
    if isinstance(described, KafkaError):
        yield untold("group", f"{name}: {_why(described)}")
    else:
        members = len(described.members)
        known = cluster.metadata.topics
        partitions = max((len(known[source].partitions) for source in sources if source in known), default=0)
        yield from judge_members(settings, described, partitions)
    committed = answer(
        lambda: cluster.client.list_consumer_group_offsets(
            [ConsumerGroupTopicPartitions(name)], request_timeout=REQUEST_S
        )[name]
    )
    if isinstance(committed, KafkaError):
        yield untold("offsets", f"of {name}: {_why(committed)}")
        return
    if not cluster.managed:
        yield untold("offsets", "the embedded broker keeps none that were committed in a transaction")
        return
    offsets = {(at.topic, at.partition): at.offset for at in committed.topic_partitions or () if at.offset >= 0}
    if strange := sorted({topic for topic, _ in offsets} - set(sources)):
        what = f"{name} has offsets on {', '.join(strange)} too: of other software or stages, or of before a renaming"
        yield warning("group", what, f"{variable('group')}, if it is not ours alone")
    for source in sources:
        yield from _behind(cluster, source, offsets, anybody=members > 0)


def sources_of(settings: Settings) -> tuple[str, ...]:
    """The topics that a worker with these stages reads."""
    return tuple(getattr(settings.topics, source_slot(stage)).name for stage in STAGES if stage in settings.stages)


def judge_members(settings: Settings, described: ConsumerGroupDescription, partitions: int) -> Iterator[Point]:
    """Who is in the group; `partitions` that a source topic has."""
    name = settings.group
    assigned: dict[str, set[str]] = {}
    for member in described.members:
        for at in member.assignment.topic_partitions:
            assigned.setdefault(at.topic, set()).add(f"{member.client_id} at {member.host}")
    ours = {getattr(settings.topics, source_slot(stage)).name for stage in STAGES}
    for topic in sorted(assigned.keys() - ours):
        who = ", ".join(sorted(assigned[topic]))
        what = (
            f"{name} is used by others: {who} reads {topic}. Sharing it, each takes partitions from the other, and the "
            "transactional ids are made of it"
        )
        yield wrong("group", what, variable("group"))
    if described.members:
        state = described.state.name.lower().replace("_", " ")
        number = len(described.members)
        yield ok("group", f"{name}: {number} member{'s' if number > 1 else ''}, {state}")
        if 0 < partitions < number:
            what = f"{number} members for {partitions} partitions: {number - partitions} of them have nothing to do"
            yield warning("group", what, "more partitions, or fewer workers")
    elif described.state is ConsumerGroupState.DEAD:
        yield ok("group", f"{name}: not there yet, the first worker makes it")
    else:
        yield ok("group", f"{name}: no members, no worker is running")


def _behind(cluster: Cluster, source: str, offsets: Mapping[Place, int], *, anybody: bool) -> Iterator[Point]:
    settings = cluster.settings
    there = cluster.metadata.topics.get(source)
    if there is None:
        return
    first, end = (_offsets(cluster, source, sorted(there.partitions), spec) for spec in (FIRST, END))
    if isinstance(first, KafkaError) or isinstance(end, KafkaError):
        fault = first if isinstance(first, KafkaError) else end
        yield untold("offsets", f"of {source}: {fault.str() if isinstance(fault, KafkaError) else ''}")
        return
    known = {number: offsets[source, number] for number in there.partitions if (source, number) in offsets}
    begins = f"{variable('offset_reset')}={settings.offset_reset}"
    refuses = settings.offset_reset == "refuse"
    judged = wrong if refuses else warning
    lost = [number for number, offset in known.items() if not first[number] <= offset <= end[number]]
    if lost:
        where = ", ".join(
            f"{source}/{number} ({known[number]}, not {first[number]} to {end[number]})" for number in lost
        )
        does = "no worker starts" if refuses else f"they start at the {settings.offset_reset} of the log"
        what = f"committed offsets that are not in the log: {where}; with {begins} {does}"
        yield judged("offsets", what, variable("offset_reset") if refuses else "")
    messages = sum(end[number] - first[number] for number in end)
    if not known and messages and not anybody:
        does = {
            "refuse": "no worker starts",
            "beginning": "all of them are read",
            "end": "none of them is read",
        }[settings.offset_reset]
        what = f"{settings.group} has none on {source}, which holds {messages:,} messages; with {begins} {does}"
        yield judged("offsets", what, f"{variable('group')} or {variable('offset_reset')}, where that is not meant")
        return
    lag = sum(end[number] - max(first[number], known.get(number, first[number])) for number in end)
    about = ", transactions' marks counted" if lag else ""
    yield ok("offsets", f"{source}: {lag:,} of {messages:,} messages not yet read{about}")


def _offsets(
    cluster: Cluster, topic: str, partitions: Sequence[int], spec: OffsetSpec
) -> "dict[int, int] | KafkaError":
    found: dict[int, int] = {}
    for number in partitions:
        at = TopicPartition(topic, number)
        told = answer(
            lambda at=at: cluster.client.list_offsets(  # type: ignore[misc]
                {at: spec}, isolation_level=IsolationLevel.READ_COMMITTED, request_timeout=REQUEST_S
            )[at]
        )
        if isinstance(told, KafkaError):
            return told
        found[number] = told.offset
    return found


def _why(fault: KafkaError) -> str:
    if fault.code() in DENIED:
        return "we have no right to see it"
    return fault.str()

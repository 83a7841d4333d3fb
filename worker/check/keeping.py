"""How the topics keep what is in them: for how long, in how many copies, as what. Pure: settings in, points out."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from worker.check.asking import Configs
from worker.check.brokers import IN_SYNC
from worker.check.point import Point, ok, warning, wrong
from worker.settings import Settings, variable
from worker.topics import DAY_MS, Topic

_FOREVER = float("inf")


def judge(settings: Settings, told: Mapping[Topic, Configs], copies: Mapping[Topic, int]) -> Iterator[Point]:
    """What the topics' own settings say; `copies`: the replication of each."""

    def where(bad: Callable[[Topic, Configs], bool]) -> list[str]:
        return [topic.name for topic, configs in told.items() if bad(topic, configs)]

    yield from _in_sync(settings, told, copies)
    yield from _retention(settings, told)
    if found := where(
        lambda topic, configs: topic.cleanup == "delete" and "compact" in configs.get("cleanup.policy", "")
    ):
        what = f"compaction of {_names(found)} takes away all but the last record of a key, and refuses null keys"
        yield wrong("cleanup.policy", what, _set(settings, found, "cleanup.policy=delete"))
    else:
        yield ok("cleanup.policy", "delete")
    ours = settings.compression
    if found := where(lambda _, configs: configs.get("compression.type", "producer") not in ("producer", ours)):
        what = f"the brokers pack {_names(found)} anew, which costs them time: {variable('compression')} is {ours}"
        yield warning("compression", what, _set(settings, found, "compression.type=producer"))
    else:
        yield ok("compression", f"as written; {variable('compression')} is {ours}")
    if found := where(lambda _, configs: configs.get("message.timestamp.type", "CreateTime") != "CreateTime"):
        what = f"not CreateTime of {_names(found)}: replay looks for what it wrote by the time that it gave it"
        yield warning("message.timestamp.type", what, _set(settings, found, "message.timestamp.type=CreateTime"))
    else:
        yield ok("message.timestamp.type", "CreateTime")
    if found := where(lambda _, configs: configs.get("unclean.leader.election.enable") == "true"):
        what = f"on for {_names(found)}: a copy that lags may become the leader, and acknowledged messages are lost"
        mend = _set(settings, found, "unclean.leader.election.enable=false")
        yield warning("unclean.leader.election", what, mend)
    else:
        yield ok("unclean.leader.election", "off")


def _in_sync(settings: Settings, told: Mapping[Topic, Configs], copies: Mapping[Topic, int]) -> Iterator[Point]:
    least = {topic: int(configs["min.insync.replicas"]) for topic, configs in told.items()}
    never = [topic.name for topic, number in least.items() if number > copies[topic]]
    stiff = [topic.name for topic, number in least.items() if number == copies[topic] > 1]
    loose = [topic.name for topic, number in least.items() if number < IN_SYNC <= copies[topic]]
    about, mend = "min.insync.replicas", f"min.insync.replicas={IN_SYNC}"
    if never:
        what = f"above the replication of {_names(never)}: nothing can be written"
        yield wrong(about, what, _set(settings, never, "min.insync.replicas=1"))
    if stiff:
        yield warning(about, f"as many as copies of {_names(stiff)}: nothing is written while one broker is away")
    if loose:
        what = f"1 of {_names(loose)}: what one broker alone has acknowledged is lost with it"
        yield warning(about, what, _set(settings, loose, mend))
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
    ours = slots["deadletters"].retention_ms
    if letters is not None and max(ours, reference or 0) < letters < _FOREVER:
        well = False
        name, setting = slots["deadletters"].name, variable("deadletters_days")
        what = f"dead letters are kept for {_days(letters)}, longer than {setting} says: {_days(ours)}"
        yield warning("retention", what, _set(settings, [name], f"retention.ms={ours}"))
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

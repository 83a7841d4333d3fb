"""All points, in the order in which each makes sense only if the ones before it are good."""

from collections.abc import Iterator

from worker.admin import Waiting, reach
from worker.check.asking import Cluster
from worker.check.brokers import TRANSACTION_TIMEOUT, broker_settings, brokers
from worker.check.group import group
from worker.check.login import login
from worker.check.point import Point, Verdict, ok, warning, wrong
from worker.check.topics import topics
from worker.enrichers.registry import ENRICHERS
from worker.errors import Misconfigured
from worker.memory import child_memory_mb, container_limit_mb
from worker.method import method_of
from worker.ownfiles import read_own_files
from worker.settings import Settings, unknown, variable


def check(settings: Settings, waiting: Waiting) -> Iterator[Point]:
    """Try the settings against the cluster; each point as it is found.

    Changes nothing but this: the brokers remember the transactional ids that were tried, which end in `-check`, until
    they forget them. Raises Transient (no broker), Misconfigured (a login or certificate that is not accepted).
    """
    yield from _own(settings)
    client, metadata = reach(settings, waiting)
    cluster = Cluster(settings, client, metadata)
    told: set[tuple[str, Verdict]] = set()
    for part in (brokers, broker_settings, topics, group, login):
        for point in part(cluster):
            # Where the brokers tell their limit, trying it out says the same again.
            if point.about != TRANSACTION_TIMEOUT or (point.about, point.verdict) not in told:
                yield point
            told.add((point.about, point.verdict))


def _own(settings: Settings) -> Iterator[Point]:
    """What can be told without a cluster."""
    strange = unknown()
    if strange:
        yield warning("settings", f"{', '.join(strange)}: no such setting, so it does nothing", "the README's table")
    known = [enricher.name for enricher in ENRICHERS]
    if strangers := sorted(set(settings.enrichers) - set(known)):
        what = f"{variable('enrichers')} names {', '.join(strangers)}: it takes {', '.join(known)}"
        yield wrong("settings", what, variable("enrichers"))
    try:
        memory = child_memory_mb(settings, container_limit_mb())
        method_of((), read_own_files(settings.own_files), settings.names_by)
    except Misconfigured as error:
        yield wrong("settings", str(error))
        return
    if not strange and not strangers:
        stages = " and ".join(settings.stages)
        yield ok("settings", f"{stages}, {settings.children} children of {memory} MB, group {settings.group}")

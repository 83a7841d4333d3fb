"""How one worker treats articles: which enrichers, what is known of sources, under which version."""

from collections.abc import Sequence
from dataclasses import dataclass

from schemas.article import PipelineVersions
from worker.enrichers import Enricher
from worker.enrichers.names import NAMES, with_names
from worker.enrichers.registry import ENRICHERS
from worker.errors import Misconfigured
from worker.ownfiles import OwnFiles
from worker.pipeline import VERSIONS, versions
from worker.settings import variable
from worker.sources import NO_SOURCES, Sources, read_sources
from worker.text.names.own import open_names


@dataclass(frozen=True, slots=True)
class Method:
    """The parts of a worker that decide what comes out: the same method makes the same bytes of the same message."""

    enrichers: tuple[Enricher, ...] = ENRICHERS
    sources: Sources = NO_SOURCES
    versions: PipelineVersions = VERSIONS


def method_of(chosen: Sequence[str], own: OwnFiles) -> Method:
    """The method of settings: the chosen enrichers in their own order (none named: all), and the operator's files.

    Raises Misconfigured for an enricher that is not known or lacks its files, and for a file of the operator's with its
    line and what is wrong there.
    """
    known = {enricher.name for enricher in ENRICHERS}
    if strangers := set(chosen) - known:
        names = f"{variable('enrichers')} names {', '.join(sorted(strangers))}"
        raise Misconfigured(f"{names}: it takes {', '.join(sorted(known))}")
    enrichers = tuple(enricher for enricher in ENRICHERS if not chosen or enricher.name in chosen)
    for enricher in enrichers:
        enricher.check()
    if made := own.get("gazetteer"):
        own_names = with_names(open_names(made.path, made.data))
        enrichers = tuple(own_names if enricher.name == NAMES.name else enricher for enricher in enrichers)
    file = own.get("sources")
    sources = read_sources(file.path, file.data) if file else NO_SOURCES
    return Method(enrichers, sources, versions(own.version))

"""How one worker treats articles: which enrichers, what is known of sources, under which version."""

from collections.abc import Sequence
from dataclasses import dataclass

from schemas.article import PipelineVersions
from worker.enrichers import Enricher
from worker.enrichers.names import NAMES, names_by
from worker.enrichers.registry import ENRICHERS
from worker.errors import Misconfigured
from worker.ownfiles import OwnFiles
from worker.pipeline import VERSIONS, versions
from worker.settings import NamesBy, variable
from worker.sources import NO_SOURCES, Sources, read_sources
from worker.text.names.own import NOTHING, open_names


@dataclass(frozen=True, slots=True)
class Method:
    """The parts of a worker that decide what comes out: the same method makes the same bytes of the same message."""

    enrichers: tuple[Enricher, ...] = ENRICHERS
    sources: Sources = NO_SOURCES
    versions: PipelineVersions = VERSIONS


def method_of(chosen: Sequence[str], own: OwnFiles, by: NamesBy = "network") -> Method:
    """The method of settings: the chosen enrichers in their own order (none named: all), the operator's files, and what
    finds names.

    Raises Misconfigured for an enricher that is not known or lacks its files, and for a file of the operator's with its
    line and what is wrong there.
    """
    known = {enricher.name for enricher in ENRICHERS}
    if strangers := set(chosen) - known:
        names = f"{variable('enrichers')} names {', '.join(sorted(strangers))}"
        raise Misconfigured(f"{names}: it takes {', '.join(sorted(known))}")
    made = own.get("gazetteer")
    finder = names_by(network=by == "network", own=open_names(made.path, made.data) if made else NOTHING)
    enrichers = tuple(
        finder if enricher.name == NAMES.name else enricher
        for enricher in ENRICHERS
        if not chosen or enricher.name in chosen
    )
    for enricher in enrichers:
        enricher.check()
    file = own.get("sources")
    sources = read_sources(file.path, file.data) if file else NO_SOURCES
    return Method(enrichers, sources, versions(own.version, network=by == "network"))

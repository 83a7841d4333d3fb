"""The one ordered list of enrichers."""

from worker.enrichers import Enricher

ENRICHERS: tuple[Enricher, ...] = ()

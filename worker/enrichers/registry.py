"""The one ordered list of enrichers."""

from worker.enrichers import Enricher
from worker.enrichers.attribution import ATTRIBUTION
from worker.enrichers.quotes import QUOTES

ENRICHERS: tuple[Enricher, ...] = (QUOTES, ATTRIBUTION)
"""Each after those whose layers it reads; a test checks that, and the laws of every one that stands here."""

"""The one ordered list of enrichers."""

from worker.enrichers import Enricher
from worker.enrichers.attribution import ATTRIBUTION
from worker.enrichers.dates import DATES
from worker.enrichers.names import NAMES
from worker.enrichers.numbers import NUMBERS
from worker.enrichers.quotes import QUOTES

ENRICHERS: tuple[Enricher, ...] = (NAMES, DATES, NUMBERS, QUOTES, ATTRIBUTION)
"""Each after those whose layers it reads; a test checks that, and the laws of every one that stands here."""

"""What an operator knows of the sources: zone, country, language, charset and furniture lines of their own."""

from worker.sources.known import NO_SOURCES, OwnLines, Source, Sources
from worker.sources.read import read_sources

__all__ = ["NO_SOURCES", "OwnLines", "Source", "Sources", "read_sources"]

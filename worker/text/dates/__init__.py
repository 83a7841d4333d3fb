"""Dates, times, durations and repeated times: a text and its day in, resolved moments out."""

from worker.text.dates.find import find_moments
from worker.text.dates.reference import Reference

__all__ = ["Reference", "find_moments"]

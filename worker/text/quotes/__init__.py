"""Who says what: quotation marks, verbs of saying and their subjects."""

from worker.text.quotes.find import find_quotes

__all__ = ["find_quotes"]

"""Longest match of a phrase from a table at a token, forwards or backwards: one dictionary step a token."""

from collections.abc import Mapping
from typing import Generic, TypeVar

from worker.text.numbers.tokens import BROKEN, GLUED, Tokens

T = TypeVar("T")
_GLUE = "\x00"


class _Node(Generic[T]):
    __slots__ = ("next", "payload")

    def __init__(self) -> None:
        self.next: dict[str, _Node[T]] = {}
        self.payload: T | None = None


class Phrases(Generic[T]):
    """A table of phrases ("per cent", "US$") with what each means; an exact one minds case and what is glued.

    >>> units = Phrases({"square metres": "m2", "metres": "m"})
    >>> units.ahead(Tokens("5 square metres wide"), 1)
    ('m2', 3)
    """

    def __init__(self, table: Mapping[str, T], *, exact: bool = False) -> None:
        self._ahead: _Node[T] = _Node()
        self._back: _Node[T] = _Node()
        self._exact = exact
        for phrase, payload in table.items():
            cut = Tokens(phrase)
            words = cut.text if exact else cut.low
            marks = [_GLUE if exact and cut.glued(k) else "" for k in range(len(words) + 1)]
            ahead = [marks[k] + word for k, word in enumerate(words)]
            back = [word + marks[k + 1] for k, word in enumerate(words)][::-1]
            for root, order in ((self._ahead, ahead), (self._back, back)):
                node = root
                for word in order:
                    node = node.next.setdefault(word, _Node())
                node.payload = payload

    def ahead(self, tokens: Tokens, i: int) -> tuple[T, int] | None:
        """The longest phrase that begins at token i, with the token behind it; None where there is none."""
        words = tokens.text if self._exact else tokens.low
        node, j, found = self._ahead, i, None
        while j < len(words):
            glue = _GLUE if self._exact and j > i and tokens.gap[j] == GLUED else ""
            after = node.next.get(glue + words[j])
            if after is None or (j > i and tokens.gap[j] == BROKEN):
                break
            node, j = after, j + 1
            if node.payload is not None:
                found = node.payload, j
        return found

    def back(self, tokens: Tokens, i: int) -> tuple[T, int] | None:
        """The longest phrase that ends before token i, with its first token; None where there is none."""
        words = tokens.text if self._exact else tokens.low
        node, j, found = self._back, i - 1, None
        while j >= 0:
            glue = _GLUE if self._exact and j < i - 1 and tokens.gap[j + 1] == GLUED else ""
            after = node.next.get(words[j] + glue)
            if after is None or tokens.gap[j + 1 if j + 1 < len(words) else j] == BROKEN:
                break
            node = after
            if node.payload is not None:
                found = node.payload, j
            j -= 1
        return found

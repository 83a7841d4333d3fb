"""On which line of a TOML file something stands: the standard library's reader says so for broken syntax only.

Used when something is wrong, on a file that parses: then each statement of it parses by itself, so its lines are put
together until they do.
"""

import tomllib
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

Key = tuple[str | int, ...]
"""The way to a value: keys and, for arrays of tables, their numbers from 0."""

_CLOSERS: Final = ("]", "}", '"""', "'''")
"""A statement of several lines can only end on a line with one of these."""

_LINES_OF_A_STRING: Final = 20


@dataclass(frozen=True, slots=True)
class _Statement:
    line: int
    text: str
    parsed: dict[str, object]


def _parsed(text: str) -> dict[str, object] | None:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def _statements(text: str) -> Iterator[_Statement]:
    pending: list[str] = []
    start = 1
    for number, line in enumerate(text.split("\n"), 1):
        if not pending:
            start = number
        pending.append(line)
        if len(pending) > 1 and not any(closer in line for closer in _CLOSERS):
            continue
        joined = "\n".join(pending)
        if (parsed := _parsed(joined)) is not None:
            pending = []
            if parsed:
                yield _Statement(start, joined, parsed)


def _keys(parsed: object, way: Key) -> Iterator[Key]:
    if way:
        yield way
    if isinstance(parsed, dict):
        for key, value in parsed.items():
            yield from _keys(value, (*way, key))


def _length(statement: _Statement, within: Key, count: int) -> int:
    """How many items an array has in the first `count` lines of its statement, closed there.

    A line within a string of several lines cannot be closed: then in the lines before it.
    """
    lines = statement.text.split("\n")
    for stop in range(count, max(count - _LINES_OF_A_STRING, 0), -1):
        head = "\n".join(lines[:stop])
        value: object = _parsed(head) or _parsed(head + "\n]")
        for key in within:
            value = value.get(str(key)) if isinstance(value, dict) else None
        if isinstance(value, list):
            return len(value)
    return 0


@dataclass(frozen=True, slots=True)
class Lines:
    """Where things stand; lines count from 1."""

    keys: Mapping[Key, int]
    arrays: Mapping[Key, tuple[_Statement, Key]]

    def of(self, way: Key) -> int:
        """The line of a key or of an item of an array; of what is not there, that of the nearest thing around it."""
        while way:
            if way in self.keys:
                return self.keys[way]
            if way[:-1] in self.arrays and isinstance(way[-1], int):
                statement, within = self.arrays[way[:-1]]
                counts = range(1, statement.text.count("\n") + 2)
                at = bisect_left(counts, way[-1] + 1, key=lambda count: _length(statement, within, count))
                return statement.line + min(at, len(counts) - 1)
            way = way[:-1]
        return 1


def find_lines(text: str) -> Lines:
    """The lines of a text that is TOML.

    >>> lines = find_lines('[[source]]\\nname = "a"\\n[[source]]\\nname = ["b",\\n"c"]')
    >>> lines.of(("source", 1)), lines.of(("source", 1, "name")), lines.of(("source", 1, "name", 1))
    (3, 4, 5)
    """
    found: dict[Key, int] = {}
    arrays: dict[Key, tuple[_Statement, Key]] = {}
    tables: dict[Key, int] = {}
    prefix: Key = ()
    for statement in _statements(text.replace("\r\n", "\n")):
        head = statement.text.lstrip()
        ways = list(_keys(statement.parsed, ()))
        if head.startswith("["):
            prefix = _numbered(ways[-1], tables) if not head.startswith("[[") else ways[-1]
            if head.startswith("[["):
                prefix = _numbered(prefix[:-1], tables) + prefix[-1:]
                tables[prefix] = tables.get(prefix, -1) + 1
                prefix = (*prefix, tables[prefix])
            found.setdefault(prefix, statement.line)
            continue
        for within in ways:
            way = (*prefix, *within)
            found.setdefault(way, statement.line)
            if isinstance(_value(statement.parsed, within), list):
                arrays.setdefault(way, (statement, within))
    return Lines(found, arrays)


def _numbered(way: Key, tables: dict[Key, int]) -> Key:
    """A table's way with the number of the last item of each array of tables that it passes."""
    out: Key = ()
    for key in way:
        out = (*out, key)
        if out in tables:
            out = (*out, tables[out])
    return out


def _value(parsed: object, way: Key) -> object:
    for key in way:
        parsed = parsed[str(key)] if isinstance(parsed, dict) else None
    return parsed

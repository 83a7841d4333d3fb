"""A page's JSON-LD as objects: lists and graphs opened, references followed, broken scripts read as far as they go."""

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Final

from lxml import etree

Item = Mapping[str, object]

_LARGEST: Final = 400_000
_DEEPEST: Final = 40
_MOST: Final = 300
_BRACKET: Final = re.compile(r"[\[\]{}]")
_WRAPPING: Final = re.compile(r"\A(?:\s|//|/\*|\*/|<!--|<!\[CDATA\[)+|(?:\s|;|//|/\*|\*/|-->|\]\]>)+\Z")
_LOOSE_COMMA: Final = re.compile(r",\s*([}\]])")
_KEY_AND_STRING: Final = re.compile(
    r'"(@type|headline|datePublished|dateModified|articleSection|inLanguage)"\s*:\s*"((?:[^"\\]|\\.){1,300})"'
)
_AUTHOR: Final = re.compile(r'"author"\s*:\s*\[?\s*\{[^{}]{0,300}?"name"\s*:\s*"([^"\\]{2,100})"')
_DECODER: Final = json.JSONDecoder(strict=False)
_OPENED: Final = ("@graph", "mainEntity", "mainEntityOfPage")


def _nested_too_deep(raw: str) -> bool:
    if raw.count("[") + raw.count("{") <= _DEEPEST:
        return False
    depth = 0
    for match in _BRACKET.finditer(raw):
        depth += 1 if match[0] in "[{" else -1
        if depth > _DEEPEST:
            return True
    return False


def _salvaged(raw: str) -> dict[str, object]:
    """What can be told of an article from JSON that no parser takes: the first of each of a few plain fields."""
    found: dict[str, object] = {}
    for match in _KEY_AND_STRING.finditer(raw):
        found.setdefault(match[1], unescape(match[2].replace('\\"', '"').replace("\\/", "/")))
    if (author := _AUTHOR.search(raw)) is not None:
        found["author"] = author[1]
    return found


def parse_linked(raw: str) -> list[object]:
    """The values of one script: most often one, more where several are written behind each other.

    What is broken in the usual ways is mended (comments around it, commas before a closing bracket, entities for
    quotation marks); of what is broken otherwise the plain fields are taken. Nothing for what is no JSON at all.

    >>> parse_linked('<!-- {"headline": "Town to rebuild wall",} -->')
    [{'headline': 'Town to rebuild wall'}]
    """
    raw = _WRAPPING.sub("", raw)
    if not raw or len(raw) > _LARGEST or raw[0] not in "[{&" or _nested_too_deep(raw):
        return []
    for attempt in (raw, _LOOSE_COMMA.sub(r"\1", raw), _LOOSE_COMMA.sub(r"\1", unescape(raw))):
        values: list[object] = []
        at = 0
        try:
            while at < len(attempt) and len(values) < _MOST:
                value, at = _DECODER.raw_decode(attempt, at)
                values.append(value)
                while at < len(attempt) and attempt[at] in " \t\r\n;,":
                    at += 1
        except ValueError:
            continue
        return values
    fields = _salvaged(raw)
    return [fields] if fields else []


def _opened(value: object) -> Iterator[dict[str, object]]:
    """Objects, outer first, lists and `@graph` opened."""
    if isinstance(value, list):
        for item in value[:200]:
            yield from _opened(item)
    elif isinstance(value, dict):
        yield value
        for name in _OPENED:
            yield from _opened(value.get(name))


def linked_items(tree: etree._Element) -> list[Item]:
    """The objects of all scripts of a page, in order, at most 300.

    A reference to another object ({"@id": ...} alone) as an author or publisher is replaced by that object.
    """
    found: list[dict[str, object]] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and len(found) < _MOST:
            for value in parse_linked(script.text or ""):
                found.extend(_opened(value))
    found = found[:_MOST]
    named: dict[str, Item] = {}
    for item in found:
        if isinstance(name := item.get("@id"), str) and len(item) > 1:
            named.setdefault(name, item)
    return [_followed(item, named) for item in found] if named else list(found)


def _followed(item: dict[str, object], named: Mapping[str, Item]) -> Item:
    changed: dict[str, object] = {}
    for name in ("author", "publisher", "creator"):
        value = item.get(name)
        if value is None:
            continue
        values = value if isinstance(value, list) else [value]
        changed[name] = [
            named.get(str(one["@id"]), one) if isinstance(one, dict) and "@id" in one and "name" not in one else one
            for one in values[:20]
        ]
    return {**item, **changed} if changed else item

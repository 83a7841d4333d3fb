"""Which contract each topic carries, its JSON Schema, and which changes to it would break somebody.

A topic is called by its slot in `worker.topics.Topics` here ("raw", "enriched", ...): its name can be set, its
contract cannot.
"""

from collections.abc import Iterator, Mapping
from typing import Literal

from pydantic.config import JsonDict, JsonValue
from pydantic.json_schema import GenerateJsonSchema

from schemas.article import Article, EnrichedArticle, RawArticle
from schemas.base import SCHEMA_VERSION, Contract
from schemas.record import EntityRecord, FigureRecord
from schemas.story import Placement, Story

Direction = Literal["read", "written"]

CONTRACTS: Mapping[str, type[Contract]] = {
    "raw": RawArticle,
    "normalised": Article,
    "enriched": EnrichedArticle,
    "entities": EntityRecord,
    "numbers": FigureRecord,
    "placements": Placement,
    "stories": Story,
}

DIRECTIONS: Mapping[str, tuple[Direction, ...]] = {
    "raw": ("read",),
    "normalised": ("written", "read"),
    "enriched": ("written", "read"),
    "entities": ("written",),
    "numbers": ("written",),
    "placements": ("written", "read"),
    "stories": ("written",),
}
"""Who depends on each schema: our readers' readers (written), our producers (read), or, where one stage of ours reads
what another wrote, both: while workers are replaced one by one, old and new ones read each other."""


def schema_id(topic: str) -> str:
    """The URI of a topic's schema, for `$id` and CloudEvents' `dataschema`: the major version is part of it.

    >>> schema_id("raw")
    'urn:copydesk:schema:raw:v1'
    """
    if topic not in CONTRACTS:
        raise KeyError(topic)
    return f"urn:copydesk:schema:{topic}:v{SCHEMA_VERSION.partition('.')[0]}"


def json_schema(topic: str) -> JsonDict:
    """The JSON Schema (2020-12) of a topic's values.

    For what we write it describes what is written, so every field is required: an unknown one is there as null. For
    RawArticle it describes what is accepted.
    """
    contract = CONTRACTS[topic]
    mode: Literal["serialization", "validation"] = "serialization" if "written" in DIRECTIONS[topic] else "validation"
    schema = contract.model_json_schema(mode=mode)
    return {"$schema": GenerateJsonSchema.schema_dialect, "$id": schema_id(topic), **schema}


def compatible(old: JsonDict, new: JsonDict, *, direction: Direction) -> tuple[str, ...]:
    """What of a change to a schema would break somebody, one line each, sorted; empty where nothing would.

    Of what is written, everything that the new schema allows must be allowed by the old one, and no field may go: an
    old reader meets new messages. Of what is read, everything that the old one allowed must be allowed by the new one:
    a new reader meets old messages; a field that is new, required and without a default would refuse them. With
    another major version in `$id` everything may change. Any other keyword (`pattern`, `oneOf`) of the one that must
    allow more has to stand in the other too, unchanged.

    >>> old = {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}
    >>> compatible(old, {**old, "required": []}, direction="written")
    ('a: no longer always there',)
    >>> compatible(old, {**old, "required": []}, direction="read")
    ()
    """
    if old.get("$id") != new.get("$id"):
        return ()
    inner, outer = (new, old) if direction == "written" else (old, new)
    return tuple(sorted(set(_Comparison(inner, outer, direction).refused())))


_ANNOTATIONS = frozenset({"$schema", "$id", "$defs", "title", "description", "examples", "default", "deprecated"})
_LOWER_BOUNDS = frozenset({"minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"})
_UPPER_BOUNDS = frozenset({"maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"})
_COMPARED = frozenset({"type", "enum", "const", "properties", "required", "items", "additionalProperties"})


class _Comparison:
    """Whether all that one schema (inner) allows is allowed by another (outer). It errs on the side of refusing."""

    def __init__(self, inner: JsonDict, outer: JsonDict, direction: Direction) -> None:
        self._inner, self._outer, self._direction = inner, outer, direction
        self._seen: set[tuple[str, str]] = set()

    def refused(self) -> Iterator[str]:
        """A line for each thing that does not fit."""
        return self._node(self._inner, self._outer, "")

    def _node(self, inner: JsonDict, outer: JsonDict, path: str) -> Iterator[str]:
        references = (_text(inner.get("$ref")), _text(outer.get("$ref")))
        if all(references):
            if references in self._seen:
                return
            self._seen.add(references)
        inner, outer = _resolved(inner, self._inner), _resolved(outer, self._outer)
        choices = [_resolved(choice, self._outer) for choice in _choices(outer)]
        for one in _choices(inner):
            choice = _resolved(one, self._inner)
            fits = [self._single(choice, other, path) for other in choices if _may_meet(choice, other)]
            first = min((list(reasons) for reasons in fits), key=len, default=[self._say_type(choice, path)])
            yield from first

    def _single(self, inner: JsonDict, outer: JsonDict, path: str) -> Iterator[str]:
        values, allowed = _values(inner), _values(outer)
        if allowed is not None:
            extra = ["anything else"] if values is None else [value for value in values if value not in allowed]
            yield from (f"{path or 'value'}: {value} is {self._word('added', 'removed')}" for value in extra)
        yield from self._bounds(inner, outer, path)
        for keyword in sorted(outer.keys() - _ANNOTATIONS - _COMPARED - _LOWER_BOUNDS - _UPPER_BOUNDS):
            if inner.get(keyword) != outer[keyword]:
                yield f"{path or 'value'}: {keyword} changed"
        yield from self._fields(inner, outer, path)
        for keyword, step in (("items", "[]"), ("additionalProperties", "{}")):
            ours, theirs = inner.get(keyword), outer.get(keyword)
            if isinstance(theirs, dict):
                yield from self._node(ours if isinstance(ours, dict) else {}, theirs, path + step)
            elif theirs is False and ours is not False:
                yield f"{path or 'value'}: {keyword} changed"

    def _bounds(self, inner: JsonDict, outer: JsonDict, path: str) -> Iterator[str]:
        for keyword in sorted((_LOWER_BOUNDS | _UPPER_BOUNDS) & outer.keys()):
            bound, limit = inner.get(keyword), outer[keyword]
            if isinstance(bound, int | float) and isinstance(limit, int | float):
                within = bound >= limit if keyword in _LOWER_BOUNDS else bound <= limit
                if within:
                    continue
            yield f"{path or 'value'}: {keyword} {self._word('wider', 'narrower')}"

    def _fields(self, inner: JsonDict, outer: JsonDict, path: str) -> Iterator[str]:
        ours, theirs = _fields(inner), _fields(outer)
        always, needed = _names(inner.get("required")), _names(outer.get("required"))
        for name in sorted(theirs.keys() | ours.keys()):
            place = f"{path}.{name}" if path else name
            if name in ours and name in theirs:
                yield from self._node(ours[name], theirs[name], place)
            elif (name in theirs) == (self._direction == "written"):
                yield f"{place}: field removed"
            if name in theirs and name in needed and name not in always:
                if self._direction == "written":
                    if name in ours:
                        yield f"{place}: no longer always there"
                elif "default" not in theirs[name]:
                    yield f"{place}: required, and old messages may lack it"

    def _say_type(self, inner: JsonDict, path: str) -> str:
        kind = inner.get("type") or "anything"
        return f"{path or 'value'}: {kind} is {self._word('added', 'removed')}"

    def _word(self, written: str, read: str) -> str:
        return written if self._direction == "written" else read


def _resolved(node: JsonDict, root: JsonDict) -> JsonDict:
    reference = _text(node.get("$ref"))
    if not reference:
        return node
    target: JsonValue = root
    for step in reference.removeprefix("#/").split("/"):
        target = target[step] if isinstance(target, dict) else None
    return target if isinstance(target, dict) else {}


def _choices(node: JsonDict) -> list[JsonDict]:
    choices = node.get("anyOf")
    if not isinstance(choices, list):
        return [node]
    return [choice for choice in choices if isinstance(choice, dict)]


def _may_meet(inner: JsonDict, outer: JsonDict) -> bool:
    kind, other = inner.get("type"), outer.get("type")
    return other is None or kind == other or (kind, other) == ("integer", "number")


def _values(node: JsonDict) -> list[JsonValue] | None:
    if "const" in node:
        return [node["const"]]
    values = node.get("enum")
    return values if isinstance(values, list) else None


def _fields(node: JsonDict) -> dict[str, JsonDict]:
    fields = node.get("properties")
    if not isinstance(fields, dict):
        return {}
    return {name: field for name, field in fields.items() if isinstance(field, dict)}


def _names(names: JsonValue) -> frozenset[str]:
    return frozenset(name for name in names if isinstance(name, str)) if isinstance(names, list) else frozenset()


def _text(value: JsonValue) -> str:
    return value if isinstance(value, str) else ""

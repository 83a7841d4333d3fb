"""Bytes to contracts and back: the only place that knows both orjson and pydantic.

Two facts live here. Amounts are `Decimal` inside and strings on the wire, for orjson cannot write Decimal and a JSON
number loses digits. And orjson refuses lone surrogates (`"\\ud800"`), which real feeds do send: on that refusal alone
the standard library decodes, and the surrogates are mended and noted.
"""

import json
import re
from typing import Any, NoReturn, TypeVar

import orjson
from pydantic import ValidationError

from schemas.article import RawArticle
from schemas.base import Contract
from schemas.dead_letter import Code
from worker.errors import Rejected

MAX_DEPTH = 100
"""Levels of nesting; an article has three."""

SURROGATES = "surrogates"
"""The note in `repairs` for lone surrogates that became U+FFFD."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_LONE_SURROGATE_ESCAPE = re.compile(rb"\\u[dD][89a-fA-F]")

_WORDS = {
    "model_type": "not a JSON object",
    "string_type": "not a string",
    "string_too_short": "too short",
    "string_pattern_mismatch": "not of the form that the schema gives",
}
"""Pydantic's kinds of fault in words of ours; its own sentences may repeat what was wrong, and with it an article."""

ContractT = TypeVar("ContractT", bound=Contract)


def encode(contract: Contract) -> bytes:
    """The wire form: JSON in UTF-8 with sorted keys, the same bytes for the same value on any worker."""
    return orjson.dumps(contract.model_dump(mode="json"), option=orjson.OPT_SORT_KEYS)


def decode(contract: type[ContractT], value: bytes) -> ContractT:
    """Read a message that we wrote ourselves. Raises Rejected where it is not one."""
    document, _ = _parse(value)
    return _validate(contract, document)


def decode_raw(value: bytes | None) -> tuple[RawArticle, tuple[str, ...]]:
    """Read a message from a producer: the article, and what was mended in reading it.

    Raises Rejected: `undecodable` (null, empty, not UTF-8, not JSON), `too_deep`, `schema_violation`.
    """
    if not value:
        raise Rejected(Code.UNDECODABLE, "the value is null" if value is None else "the value is empty")
    document, repairs = _parse(value)
    return _validate(RawArticle, document), repairs


def _parse(value: bytes) -> tuple[Any, tuple[str, ...]]:
    repairs: tuple[str, ...] = ()
    try:
        document = orjson.loads(value)
    except orjson.JSONDecodeError as error:
        if _nesting(value) > MAX_DEPTH:
            raise Rejected(Code.TOO_DEEP, f"nested more than {MAX_DEPTH} levels deep") from None
        if not _LONE_SURROGATE_ESCAPE.search(value):
            raise Rejected(Code.UNDECODABLE, _why(value, error)) from None
        document, repairs = _parse_with_surrogates(value)
    if _depth(document) > MAX_DEPTH:
        raise Rejected(Code.TOO_DEEP, f"nested more than {MAX_DEPTH} levels deep")
    return document, repairs


def _parse_with_surrogates(value: bytes) -> tuple[Any, tuple[str, ...]]:
    try:
        document = json.loads(value.decode("utf-8"), parse_constant=_refuse_constant)
        return _mended(document), (SURROGATES,)
    except UnicodeDecodeError:
        raise Rejected(Code.UNDECODABLE, "not UTF-8") from None
    except ValueError:
        raise Rejected(Code.UNDECODABLE, "not JSON") from None


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _mended(document: Any) -> Any:
    """The same document with U+FFFD for each lone surrogate; its depth is known to be small."""
    if isinstance(document, str):
        return _SURROGATE.sub("\ufffd", document)
    if isinstance(document, list):
        return [_mended(item) for item in document]
    if isinstance(document, dict):
        return {_mended(name): _mended(item) for name, item in document.items()}
    return document


def _nesting(value: bytes) -> int:
    """How deep brackets open outside of strings; never less than the depth of what JSON stands before a fault."""
    depth = deepest = 0
    for token in re.finditer(rb'"(?:[^"\\]|\\.)*+"?|[\[{]|[\]}]', value, re.DOTALL):
        first = token[0][:1]
        if first in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif first in b"]}":
            depth -= 1
    return deepest


def _depth(document: Any) -> int:
    depth, level = 0, [document]
    while level := [item for item in level if isinstance(item, (dict, list))]:
        depth += 1
        level = [item for box in level for item in (box.values() if isinstance(box, dict) else box)]
    return depth


def _why(value: bytes, error: orjson.JSONDecodeError) -> str:
    try:
        value.decode("utf-8")
    except UnicodeDecodeError as fault:
        return f"not UTF-8 at byte {fault.start}"
    return f"not JSON at character {error.pos}"


def _validate(contract: type[ContractT], document: Any) -> ContractT:
    try:
        return contract.model_validate(document)
    except ValidationError as error:
        fault = error.errors(include_url=False, include_context=False, include_input=False)[0]
        place = ".".join(str(step) for step in fault["loc"] if step in contract.model_fields or isinstance(step, int))
        kind = fault["type"]
        what = fault["msg"].removeprefix("Value error, ") if kind == "value_error" else _WORDS.get(kind, kind)
        raise Rejected(Code.SCHEMA_VIOLATION, f"{place or 'message'}: {what}") from None

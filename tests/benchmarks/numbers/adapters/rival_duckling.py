# mypy: disable-error-code="import-not-found,import-untyped"
"""Duckling (Haskell, compiled into the wheel pyduckling-native-phihos): asked for the wanted dimensions only.

The zone is the one that Duckling's own tests are in, so that "4pm CET" comes out as they say.
"""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import Any

from duckling import (
    Context,
    default_locale_lang,
    load_time_zones,
    parse,
    parse_dimensions,
    parse_lang,
    parse_locale,
    parse_ref_time,
)

from tests.benchmarks.numbers.adapters.shapes import Found, duration, moment, number, outermost, package_version

ZONE = "Etc/GMT+2"
_ZONES = load_time_zones("/usr/share/zoneinfo")
_LOCALE = parse_locale("EN_US", default_locale_lang(parse_lang("EN")))
MEASURES = ("distance", "quantity", "temperature", "volume")
KINDS = {
    "number": "cardinal",
    "ordinal": "ordinal",
    "amount-of-money": "money",
    "duration": "duration",
    **dict.fromkeys(MEASURES, "measure"),
}


def version() -> str:
    """The wheel's version; it is built of Duckling 0.2.0.0 (commit 7520daa)."""
    return package_version("pyduckling-native-phihos") + " (Duckling 0.2.0.0)"


def _parse(text: str, reference: str | None, dimensions: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    at = datetime.fromisoformat(reference or "2016-11-07T00:00:00").replace(tzinfo=timezone(timedelta(hours=-2)))
    context = Context(parse_ref_time(_ZONES, ZONE, int(at.timestamp())), _LOCALE)
    for found in parse(text, context, parse_dimensions(list(dimensions)), False):
        yield found if isinstance(found, dict) else json.loads(found)


def _bound(value: dict[str, Any], name: str) -> float | None:
    return value[name]["value"] if name in value else None


def _unit(value: dict[str, Any]) -> str | None:
    """The unit; "unknown" is Duckling's word for an amount that may or may not be money ("more than 3")."""
    said: str | None = (value.get("from") or value.get("to") or value).get("unit")
    return said


def find(text: str, reference: str | None, kinds: tuple[str, ...], prefer: str, hint: str | None) -> list[Found]:
    """Numbers of the wanted kinds. Where ages are wanted and durations are not, its durations are offered as ages."""
    ages = "age" in kinds and "duration" not in kinds
    asked = tuple(d for d, kind in KINDS.items() if kind in kinds or (ages and kind == "duration"))
    found: list[Found] = []
    for one in _parse(text, reference, asked) if asked else ():
        value = one["value"]
        if _unit(value) == "unknown":
            continue
        kind = "age" if ages else KINDS[str(one["dim"])]
        span = one["start"], one["end"]
        if value["type"] == "interval":
            low, high = _bound(value, "from"), _bound(value, "to")
            found.append(number(kind, None, *span, low, high))
        else:
            found.append(number(kind, value["value"], *span))
    return outermost(found)


def find_moments(text: str, reference: str | None, prefer: str) -> list[Found]:
    """Times and durations; of an interval its begin, of a repeated time its next one (Duckling has no other choice)."""
    found: list[Found] = []
    for one in _parse(text, reference, ("time", "duration")):
        value, start, end = one["value"], one["start"], one["end"]
        if one["dim"] == "duration":
            found.append(duration(start, end, value["value"], value["unit"]))
            continue
        first = value.get("from") or value.get("to") if value["type"] == "interval" else value
        grain, at = first["grain"], first["value"][:19]
        clock = grain in ("hour", "minute", "second")
        found.append(moment(start, end, None if clock else at[:10], at))
    return found

# mypy: disable-error-code="import-not-found,import-untyped"
"""quantulum3 with its classifier, in the scikit-learn that its model was made with."""

from typing import Any

from quantulum3 import parser

from tests.benchmarks.numbers.adapters.shapes import Found, number, package_version


def version() -> str:
    """quantulum3 and the library under its classifier."""
    return package_version("quantulum3", "scikit-learn")


def _kind(quantity: Any, kinds: tuple[str, ...]) -> str:
    unit = quantity.unit
    if unit.name == "dimensionless":
        return "cardinal"
    if unit.name in ("percentage", "per mille", "basis point"):
        return "percent"
    if unit.entity.name == "currency":
        return "money"
    if unit.entity.name == "time":
        return "age" if "age" in kinds and "duration" not in kinds else "duration"
    return "measure"


def find(text: str, reference: str | None, kinds: tuple[str, ...], prefer: str, hint: str | None) -> list[Found]:
    """All quantities, with value and, where it names an uncertainty, the bounds around it.

    Where ages are wanted and durations are not, its durations are offered as ages.
    """
    found: list[Found] = []
    for one in parser.parse(text):
        start, end = one.span
        low = high = float(one.value)
        if one.uncertainty:
            low, high = low - float(one.uncertainty), high + float(one.uncertainty)
        found.append(number(_kind(one, kinds), float(one.value), start, end, low, high))
    return found

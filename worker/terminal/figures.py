"""A figure in a few characters: its value or bounds, its unit, what it counts."""

from decimal import Decimal

from schemas.annotation import FigureFacts
from schemas.base import plain

_UNKNOWN = "?"
_SIDES = {"score": "-", "ratio": " in "}
_SIGNS = {"<": "< ", ">": "> ", "<=": "≤ ", ">=": "≥ "}


def grouped(amount: Decimal) -> str:
    """An amount for people, with thousands set apart.

    >>> grouped(Decimal("300000")), grouped(Decimal("0.5")), grouped(Decimal("-1234.5"))
    ('300,000', '0.5', '-1,234.5')
    """
    return format(Decimal(plain(amount)), ",f")


def extent(figure: FigureFacts) -> str:
    """What a figure entails: `45`, `> 300,000`, `10 to 20`, `≈ 500 (450 to 550)`, `9-4`; `?` where unknown."""
    low, high = figure.low, figure.high
    about = "≈ " if figure.approximate else ""
    if figure.status != "ok":
        maybe = " or ".join(reading.surface for reading in figure.readings)
        return f"{figure.status}: {maybe}?" if maybe else figure.status
    if figure.kind in _SIDES and figure.parts:
        return _SIDES[figure.kind].join(grouped(part) for part in figure.parts)
    if figure.fraction is not None and figure.value is not None:
        sign = _SIGNS.get(figure.comparator or "", "")
        return f"{about}{sign}{figure.fraction}"
    if low is not None and low == high:
        return about + grouped(low)
    if low is not None and high is not None:
        above, below = "" if figure.low_inclusive else "> ", "" if figure.high_inclusive else "< "
        bounds = f"{above}{grouped(low)} to {below}{grouped(high)}"
        return bounds if figure.value is None else f"{about}{grouped(figure.value)} ({bounds})"
    if low is not None:
        return f"{about}{'≥' if figure.low_inclusive else '>'} {grouped(low)}"
    if high is not None:
        return f"{about}{'≤' if figure.high_inclusive else '<'} {grouped(high)}"
    return _UNKNOWN if figure.value is None else about + grouped(figure.value)


def unit(figure: FigureFacts) -> str:
    """The unit's code (else as written), and what a rate is per."""
    own = figure.unit_code or figure.unit or ""
    if figure.per is None or "/" in own:
        return own
    amount = "" if figure.per.value == 1 else f"{grouped(figure.per.value)} "
    return f"{own}/{amount}{figure.per.unit}".strip()


def counted(figure: FigureFacts) -> str:
    """What is counted, and what happened to it; "" where nothing is."""
    if figure.counted is None:
        return ""
    event = figure.counted.event
    return figure.counted.surface + (f" [{event}]" if event else "")


def hedged(figure: FigureFacts) -> str:
    """The figure as written with its hedge, in their order: `more than 300,000`, `40 or so`."""
    if figure.qualifier is None:
        return figure.surface
    words = (figure.qualifier, figure) if figure.qualifier.start < figure.start else (figure, figure.qualifier)
    return " ".join(word.surface for word in words)

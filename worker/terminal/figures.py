"""A figure in a few characters: its value or bounds, its unit, what it counts."""

from decimal import Decimal

from schemas.annotation import FigureFacts
from schemas.base import plain

_UNKNOWN = "?"


def grouped(amount: Decimal) -> str:
    """An amount for people, with thousands set apart.

    >>> grouped(Decimal("300000")), grouped(Decimal("0.5")), grouped(Decimal("-1234.5"))
    ('300,000', '0.5', '-1,234.5')
    """
    return format(Decimal(plain(amount)), ",f")


def extent(figure: FigureFacts) -> str:
    """What a figure entails: `45`, `> 300,000`, `10 to 20`, `≈ 500 (450 to 550)`; `?` where it has no value."""
    low, high = figure.low, figure.high
    about = "≈ " if figure.approximate else ""
    if figure.status == "malformed":
        return _UNKNOWN
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
    if figure.per is None:
        return own
    amount = "" if figure.per.value == 1 else f"{grouped(figure.per.value)} "
    return f"{own}/{amount}{figure.per.unit}".strip()


def counted(figure: FigureFacts) -> str:
    """What is counted, and what happened to it; "" where nothing is."""
    if figure.counted is None:
        return ""
    event = figure.counted.event
    return figure.counted.surface + (f" [{event}]" if event else "")

"""The shapes of an answer, as the scorer reads them. Standard library only: runs in every rival's environment."""

import re
from importlib.metadata import version as _version

Found = dict[str, object]
DIGITS = re.compile(r"(?<![\w.,])[-\u2212]?\d+(?:,\d+)*(?:\.\d+)?(?:/\d+)?(?!\d|[.,]\d|(?:st|nd|rd|th)\b)")
ORDINAL = re.compile(r"(?<![\w.,])(\d+(?:,\d+)*)(?:st|nd|rd|th)\b")
_CLOCK = {"H": 3600, "M": 60, "S": 1}
_LONG = {"Y": 31536000, "Q": 7776000, "M": 2592000, "W": 604800, "D": 86400, "N": 86400}


def package_version(*names: str) -> str:
    """The packages with their versions, "quantulum3 0.10.0"."""
    return ", ".join(f"{name} {_version(name)}" for name in names)


def number(
    kind: str,
    value: float | None,
    start: int | None = None,
    end: int | None = None,
    low: float | None = None,
    high: float | None = None,
) -> Found:
    """A number: of a plain one the bounds are its value; of a range `value` is None."""
    if value is not None and low is None and high is None:
        low = high = value
    return {"start": start, "end": end, "kind": kind, "value": value, "low": low, "high": high}


def moment(start: int, end: int, value: str | None, begins: str | None) -> Found:
    """A date: right when either text is the gold's. With a clock time in `begins`, `value` may say it alone."""
    if value is None and begins is not None and (clock := re.search(r"T(\d\d:\d\d:\d\d)", begins)):
        value = "T" + clock[1]
    return {"start": start, "end": end, "value": value, "begins": begins}


def duration(start: int, end: int, amount: float, unit: str) -> Found:
    """A duration in TIMEX3 ("P3D", "PT2H") as `value`, its seconds as `begins`: some suites give the one, some the
    other. `unit` is a word: year, quarter, month, week, day, night, hour, minute, second.
    """
    letter = unit[0].upper()
    clock = unit.lower().startswith(("hour", "minute", "second"))
    seconds = amount * (_CLOCK if clock else _LONG)[letter]
    return moment(start, end, f"P{'T' if clock else ''}{amount:.12g}{letter}", f"{seconds:.12g}")


def read_digits(text: str) -> float:
    """The value of a plain numeral of digits ("1,200", "3/4")."""
    plain = text.replace(",", "").replace("\u2212", "-")
    if "/" in plain:
        above, below = plain.split("/")
        return float(above) / float(below) if float(below) else 0.0
    return float(plain)


def digits(text: str, taken: tuple[tuple[int, int], ...] = ()) -> list[Found]:
    """The numerals of digits in a text: what engines that only turn words into digits leave for their reader."""
    found = [
        number("cardinal", read_digits(match[0]), match.start(), match.end())
        for match in DIGITS.finditer(text)
        if not any(start < match.end() and match.start() < end for start, end in taken)
    ]
    found += [
        number("ordinal", read_digits(match[1]), match.start(), match.end())
        for match in ORDINAL.finditer(text)
        if not any(start < match.end() and match.start() < end for start, end in taken)
    ]
    return found


def without_spans(found: list[Found]) -> list[Found]:
    """The same with no place in the text: for values that were read off a rewritten text."""
    return [{**one, "start": None, "end": None} for one in found]


def _inside(one: Found, other: Found) -> bool:
    a, b, c, d = one["start"], one["end"], other["start"], other["end"]
    if not (isinstance(a, int) and isinstance(b, int) and isinstance(c, int) and isinstance(d, int)):
        return False
    return c <= a < b <= d


def outermost(found: list[Found]) -> list[Found]:
    """Without those that lie inside another, or where two lie on one place, the later: "30" inside "30 percent"."""
    kept: list[Found] = []
    for i, one in enumerate(found):
        place = (one["start"], one["end"])
        if not any(
            _inside(one, other) and ((other["start"], other["end"]) != place or j < i)
            for j, other in enumerate(found)
            if j != i
        ):
            kept.append(one)
    return kept

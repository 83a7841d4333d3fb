"""A numeral in digits: what its separators say, and what they leave open."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

Style = Literal["plain", "western", "indian", "continental", "decimal"]
_WESTERN = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
_CONTINENTAL = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}")
_MARKED = re.compile(r"\d{1,3}(?:['’]\d{3})+(?:[.,]\d+)?")
_SPACED = re.compile(r"\d{1,3}(?:[\u00a0\u2007\u2009\u202f ]\d{3})+(?:[.,]\d+)?")
_ANY_SPACE = re.compile(r"[\u00a0\u2007\u2009\u202f '’]")
MAX_DIGITS: Final = 40
_YEAR_FIRST: Final = 1800
_YEAR_LAST: Final = 2100


@dataclass(frozen=True, slots=True)
class Digits:
    """What one run of digits may mean.

    `value` is None where the writing is broken or open; then `readings` are the numbers it may stand for, the
    likeliest first. `comma_decimal` is the value with a decimal comma, `dot_thousand` the value with a point that
    groups thousands: what an article's own habits may choose. `list_like` is no number at all ("1,2,3", "10.0.0.1").
    """

    value: Decimal | None
    style: Style
    readings: tuple[Decimal, ...] = ()
    broken: bool = False
    comma_decimal: Decimal | None = None
    dot_thousand: Decimal | None = None
    list_like: bool = False


def read_digits(text: str) -> Digits:
    """Read digits with separators, no sign and no scale word.

    >>> read_digits("1,200.5").value, read_digits("12,34,567").value, read_digits("1.111,11").value
    (Decimal('1200.5'), Decimal('1234567'), Decimal('1111.11'))
    >>> broken = read_digits("200,00")
    >>> broken.broken, [str(v) for v in broken.readings]
    (True, ['200000', '20000', '200.00'])
    >>> read_digits("10.0.0.1").list_like
    True
    """
    if sum(map(str.isdigit, text)) > MAX_DIGITS:
        return Digits(None, "plain", list_like=True)
    if text.isdigit():
        return Digits(Decimal(text), "plain")
    if _WESTERN.fullmatch(text):
        return Digits(Decimal(text.replace(",", "")), "western")
    if "," not in text and text.count(".") == 1 and not _ANY_SPACE.search(text):
        return _point(text)
    if _SPACED.fullmatch(text) or _MARKED.fullmatch(text):
        return Digits(Decimal(_ANY_SPACE.sub("", text).replace(",", ".")), "western")
    if _INDIAN.fullmatch(text):
        return Digits(Decimal(text.replace(",", "")), "indian")
    if _CONTINENTAL.fullmatch(text):
        return Digits(Decimal(text.replace(".", "").replace(",", ".")), "continental")
    if "," not in text:
        return Digits(None, "plain", list_like=True)
    return _broken(text)


def _point(text: str) -> Digits:
    whole, _, part = text.partition(".")
    value = Decimal(text)
    if len(part) == 3 and len(whole) <= 3 and not whole.startswith("0"):
        return Digits(value, "decimal", dot_thousand=Decimal(whole + part))
    return Digits(value, "decimal")


def _broken(text: str) -> Digits:
    groups = text.split(",")
    if len(groups) == 2 and "." not in text and not _ANY_SPACE.search(text):
        return _one_comma(*groups)
    if "." not in text and all(len(group) <= 2 for group in groups):
        return Digits(None, "plain", list_like=True)
    if any(_is_year(group) for group in groups):
        return Digits(None, "plain", list_like=True)
    joined = _ANY_SPACE.sub("", text).replace(",", "")
    readings = (Decimal(joined),) if joined.count(".") <= 1 else ()
    head, _, cents = text.rpartition(",")
    if len(cents) <= 2 and _WESTERN.fullmatch(head) and "." not in head:  # "12,000,000,00": a comma for the point
        readings = (Decimal(f"{head.replace(',', '')}.{cents}"), *readings)
    return Digits(None, "plain", readings, broken=True)


def _one_comma(whole: str, part: str) -> Digits:
    if _is_year(whole) or _is_year(part):
        return Digits(None, "plain", list_like=True)
    decimal = Decimal(f"{whole}.{part}")
    if whole == "0":
        return Digits(decimal, "continental")
    joined = Decimal(whole + part)
    readings = (joined, decimal) if len(part) >= 3 else (Decimal(whole + part.ljust(3, "0")), joined, decimal)
    return Digits(None, "plain", readings, broken=True, comma_decimal=decimal if len(part) <= 2 else None)


def _is_year(group: str) -> bool:
    return len(group) == 4 and group.isdigit() and _YEAR_FIRST <= int(group) <= _YEAR_LAST

"""Broken and open numerals: what the article's own habits settle, and what stays without a value."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from worker.text.numbers.lexicon import plural
from worker.text.numbers.numeral import ONE
from worker.text.numbers.quantity import Quantity, ReadingTokens
from worker.text.numbers.tokens import NUMBER, Tokens
from worker.text.numbers.wordlist import words

# Countries whose own writing has the decimal comma (CLDR 46, default numbering of the main language).
_COMMA_COUNTRIES = words(
    "AT BE BG BR BY CZ DE DK EE ES FI FR GR HR HU ID IS IT KZ LT LU LV NL NO PL PT RO RS RU SE SI SK TR UA VN AR CL CO"
)
_LAKH_COUNTRIES = words("IN PK BD NP LK BT MV")
_LAKH_WORDS = words("lakh lakhs lac crore crores rs rupee rupees ₹ taka")
_FRACTIONAL = frozenset({"percent", "money", "measure"})


@dataclass(frozen=True, slots=True)
class Habits:
    """How this article writes numbers: whether commas or points are its decimals, whether it groups by lakhs."""

    comma_decimal: bool
    comma_thousand: bool
    lakhs: bool


def read_habits(tokens: Tokens, found: Sequence[Quantity], country: str | None) -> Habits:
    """Look once over the article's unambiguous numerals and at the country of its source."""
    styles = {
        q.numeral.digits.style for q in found if q.numeral.digits is not None and q.numeral.digits.value is not None
    }
    point_decimals = any(
        kind == NUMBER and "." in text and "," not in text and len(text.partition(".")[2]) != 3
        for kind, text in zip(tokens.kind, tokens.text, strict=True)
    )
    western = "western" in styles or point_decimals
    country = country.upper() if country else None
    return Habits(
        comma_decimal=("continental" in styles and not western) or (country in _COMMA_COUNTRIES and not western),
        comma_thousand=western,
        lakhs=country in _LAKH_COUNTRIES or not _LAKH_WORDS.isdisjoint(tokens.low),
    )


def settle(tokens: Tokens, q: Quantity, habits: Habits, *, long_western: bool) -> None:
    """Give a doubtful numeral its value where habits decide, else its status and readings.

    A broken count ("200,00 people") is malformed for good; "2,5 %" is ambiguous, for a decimal comma may be meant.
    """
    digits = q.numeral.digits
    if q.status == "ambiguous":  # whose currency it is stays open: the readings hold the amount
        q.value = q.low = q.high = None
    if digits is None or q.status != "ok":
        return
    if digits.broken:
        if digits.comma_decimal is not None and (q.kind in _FRACTIONAL or q.numeral.scale != ONE):
            if habits.comma_decimal:
                q.takes(digits.comma_decimal * q.numeral.scale)
                q.rules.append("doubt: decimal comma, by the article's habit")
            else:
                if habits.comma_thousand:
                    _open(tokens, q, "malformed", digits.readings)  # this article writes no decimal commas
                    return
                others = (value for value in digits.readings if value != digits.comma_decimal)
                _open(tokens, q, "ambiguous", (digits.comma_decimal, *others))
        else:
            _open(tokens, q, "malformed", digits.readings)
    elif (
        digits.dot_thousand is not None
        and q.value is not None
        and q.numeral.scale == ONE
        and q.numeral.value == digits.value
    ):
        thousand = digits.dot_thousand
        if habits.comma_decimal:
            q.takes(thousand)
            q.rules.append("doubt: point of thousands, by the article's habit")
        elif not habits.comma_thousand and _looks_thousand(tokens, q, thousand):
            _open(tokens, q, "ambiguous", (thousand, digits.value or thousand))
    elif digits.style == "indian" and not habits.lakhs and long_western and digits.value is not None:
        _open(tokens, q, "ambiguous", (digits.value, digits.value * 10))


def _looks_thousand(tokens: Tokens, q: Quantity, thousand: Decimal) -> bool:
    """ "1.000", "12.500 people": a point that may group thousands."""
    if q.kind == "percent":
        return False
    if q.kind == "cardinal" and tokens.is_word(q.last) and plural(tokens.low[q.last]):
        return True
    return thousand % 1000 == 0


def _open(tokens: Tokens, q: Quantity, status: Literal["malformed", "ambiguous"], readings: Sequence[Decimal]) -> None:
    """Take the value away and tell what may be meant, each written as the text would have it ("2.5 %")."""
    q.status = status
    q.rules.append(f"doubt: {status}")
    sign = -1 if q.numeral.signed else 1
    q.value = q.low = q.high = None
    at = q.numeral.last - 1
    while at > q.first and tokens.kind[at] != NUMBER:
        at -= 1
    source, first, last = tokens.source, tokens.start[q.first], tokens.end[q.last - 1]
    begin = at
    while _tied(tokens, q, begin):
        begin -= 1  # "3..5" is one numeral
    before, behind = source[first : tokens.start[begin]], source[tokens.end[at] : last]
    q.readings = [
        ReadingTokens(f"{before}{value:,f}{behind}", sign * value * q.numeral.scale, q.unit_code) for value in readings
    ]


def _tied(tokens: Tokens, q: Quantity, at: int) -> bool:
    """Whether the token before `at` is a piece of the same broken numeral: the points and figures of "3..5"."""
    before = tokens.text[at - 1] if at > q.numeral.first else ""
    return bool(before) and tokens.glued(at) and (before in ".," or tokens.kind[at - 1] == NUMBER)

"""Powers behind a numeral: "1.3e6", "6.02×10^23", "10⁶"."""

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from worker.text.numbers.tokens import BROKEN, Tokens

_MAX_EXPONENT: Final = 60
_SUPERSCRIPT_DIGITS = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def exponent(tokens: Tokens, i: int, base: Decimal) -> tuple[Decimal, int] | None:
    """ "1.3e6", "6.23x10^-4", "2.48×10−5", "8 × 10⁻²", "10^6", "10⁶": the value and the token behind it."""
    word = tokens.word(i + 1)
    if word in ("x", "×", "·", "*") and tokens.word(i + 2) == "10" and tokens.gap[i + 1] != BROKEN:
        j = i + 4 if tokens.word(i + 3) == "^" else i + 3
        tight = tokens.glued(i + 1) and tokens.glued(i + 2)
        plain = j == i + 3 and tokens.word(j)[:1] not in ("−", *_SUPERSCRIPT_DIGITS)
        if not tokens.glued(j) or (plain and not tight):
            return None  # "2 x 10-20" is twice a range
        return _powered(tokens, j, lambda n: base.scaleb(n))
    if not tokens.glued(i + 1):
        return None
    if word == "e":
        return _powered(tokens, i + 2, lambda n: base.scaleb(n))
    if word == "^" or (word in _SUPERSCRIPT_DIGITS and base == 10):
        j = i + 2 if word == "^" else i + 1
        return _powered(tokens, j, lambda n: base**n if abs(base) < 10**6 and base else base)
    return None


def _powered(tokens: Tokens, i: int, power: Callable[[int], Decimal]) -> tuple[Decimal, int] | None:
    """The value with the exponent at token i: a sign or two and digits, or superscripts."""
    j, sign = i, 1
    if tokens.word(i) in _SUPERSCRIPT_DIGITS:
        while tokens.word(j) in _SUPERSCRIPT_DIGITS and tokens.glued(j) and j < i + 4:
            j += 1
        digits, last = "".join(tokens.low[i:j]).translate(_SUPERSCRIPTS), j
        sign, digits = (-1 if digits.startswith("-") else 1), digits.removeprefix("-")
    else:
        while j < min(i + 2, len(tokens)) and tokens.low[j] in "-−+" and tokens.glued(j):
            sign, j = (sign if tokens.low[j] == "+" else -sign), j + 1
        digits, last = (tokens.text[j] if tokens.is_number(j) and tokens.glued(j) else ""), j + 1
    if not digits.isascii() or not digits.isdigit() or len(digits) > 2 or int(digits) > _MAX_EXPONENT:
        return None
    value = power(sign * int(digits))
    return (value, last) if abs(value.adjusted()) <= _MAX_EXPONENT else None

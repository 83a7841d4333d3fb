"""Fractions: "3½", "2 1/4", "two-thirds", "a third of", "two and a half", "half a million"."""

from decimal import Context, Decimal

from worker.text.numbers.number_words import (
    DENOMINATOR_PLURALS,
    DENOMINATORS,
    DOZENS,
    HUNDREDS,
    ORDINAL_SCALES,
    SCALES,
    TENS,
    VULGAR,
)
from worker.text.numbers.numeral import ONE, Numeral, Step
from worker.text.numbers.spelled import after_joint, below_hundred, cardinal
from worker.text.numbers.tokens import BROKEN, NUMBER, SPACED, Tokens
from worker.text.numbers.tokens import VULGAR as VULGAR_KIND

_PRECISION = Context(prec=28)
_ARTICLES = frozenset({"a", "an", "one"})
_DOZEN = Decimal(12)
# "9/11" and "24/7" are names, "7/7" a date; a slash between days of a match or a season is no fraction either.
_SLASH_NAMES = frozenset({("9", "11"), ("7", "7"), ("24", "7"), ("20", "20")})
_MAX_DENOMINATOR = 1000
_SIXTEENTHS = frozenset({2, 3, 4, 5, 6, 8, 16, 32, 64})
"""Denominators of what a hyphen may tie to a whole number; "1-7/10" is something else."""
_SINGULAR_PARTS = frozenset({"half", "quarter"})
_TEN, _HUNDRED, _LEAST_SCALE = 10, 100, 1000


def ratio(parts: tuple[int | Decimal, int | Decimal]) -> Decimal:
    return _PRECISION.divide(Decimal(parts[0]), Decimal(parts[1]))


def slash(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """ "1/3" at token i (three tokens without a space); not "9/11", "3/4/2022", "1/1000000"."""
    if not (tokens.is_number(i + 2) and tokens.word(i + 1) == "/" and tokens.glued(i + 1) and tokens.glued(i + 2)):
        return None
    above, below = tokens.text[i], tokens.text[i + 2]
    if not (above.isdigit() and below.isdigit() and len(above) <= 3 and len(below) <= 4):
        return None
    if (above, below) in _SLASH_NAMES or not 1 < int(below) <= _MAX_DENOMINATOR or below.startswith("0"):
        return None
    if above == below or (tokens.glued(i + 3) and tokens.word(i + 3) == "/"):
        return None
    return int(above), int(below)


def denominator(tokens: Tokens, i: int, *, plural: bool) -> tuple[int, int] | None:
    """ "thirds", "quarter", "twenty-firsts", "ten-thousandths": the denominator at token i and the token behind it."""
    word = tokens.word(i)
    table = DENOMINATOR_PLURALS if plural else DENOMINATORS
    if word in table:
        return table[word], i + 1
    size = Decimal(100) if word in HUNDREDS else Decimal(10) if word == "ten" else None
    if size is not None and tokens.hyphen(i + 1) and table.get(tokens.word(i + 2), 0) >= _LEAST_SCALE:
        return int(size) * table[tokens.low[i + 2]], i + 3
    if not plural:
        step = cardinal(tokens, i) if tokens.is_word(i) else None
        return (int(step.value), step.last) if step is not None and step.ordinal and step.value > 2 else None
    step = below_hundred(tokens, i)
    return _tens_and_part(tokens, step, tight=False) if step is not None else None


def _tens_and_part(tokens: Tokens, step: Step, *, tight: bool) -> tuple[int, int] | None:
    """ "thirty-fifths" where `step` ends with the tens: 35ths; `tight` wants the hyphen."""
    tens = TENS.get(tokens.word(step.last - 1))
    j = after_joint(tokens, step.last)
    part = DENOMINATOR_PLURALS.get(tokens.word(j), 10) if j >= 0 else 10
    if tens is None or part >= _TEN or (tight and not tokens.hyphen(step.last)):
        return None
    return tens + part, j + 1


def _is_place(tokens: Tokens, i: int, below: int, last: int) -> bool:
    """Whether "one" and an ordinal are one ordinal: "one hundred and fifth", "the one millionth visitor"."""
    if tokens.word(i - 1) == "the" and below >= _HUNDRED:
        return True
    whole = cardinal(tokens, i)
    apart = last > i + 2 and not (tokens.hyphen(last - 2) and tokens.word(last - 1) in ORDINAL_SCALES)
    return whole is not None and whole.ordinal and whole.last >= last and apart


def part(tokens: Tokens, i: int) -> tuple[tuple[int, int], int] | None:
    """A fraction in words at token i: "a third", "two-thirds", "three quarters", "one-half"; also "half" alone.

    The numerator is any number in words. Where tens stand before the denominator, a hyphen or the lack of an "and"
    ties them to it: "one hundred thirty-fifths" is 100/35, "one hundred and thirty fifths" 130/5.
    """
    word = tokens.word(i)
    if word in _ARTICLES:
        j = after_joint(tokens, i + 1)
        found = denominator(tokens, j, plural=False) if j >= 0 else None
        if found is not None and not (word == "one" and _is_place(tokens, i, *found)):
            return (1, found[0]), found[1]
    if word == "half":
        return (1, 2), i + 1
    step = cardinal(tokens, i) if tokens.is_word(i) else None
    if step is None or step.ordinal or step.value != step.value.to_integral_value():
        return None
    bare = step.last - 1 == i
    joined = not bare and tokens.low[step.last - 2] in ("and", "&")
    found = None if bare else _tens_and_part(tokens, step, tight=joined)
    if found is not None:
        rest = step.value - TENS[tokens.low[step.last - 1]]
        return (int(rest), found[0]), found[1]
    j = after_joint(tokens, step.last)
    found = denominator(tokens, j, plural=True) if j >= 0 else None
    if found is None and j == step.last + 1 and tokens.hyphen(step.last) and tokens.word(j) in _SINGULAR_PARTS:
        found = (DENOMINATORS[tokens.low[j]], j + 1)  # "a three-quarter stake"
    return ((int(step.value), found[0]), found[1]) if found else None


def with_fraction(tokens: Tokens, numeral: Numeral) -> Numeral:
    """Add what follows a whole number: "3½", "2 1/4", "two and a half", "three million and a half"."""
    if numeral.value is None or numeral.ordinal or numeral.fraction:
        return numeral
    j = numeral.last
    if j >= len(tokens) or tokens.gap[j] == BROKEN:
        return numeral
    if tokens.kind[j] == VULGAR_KIND and numeral.scale == ONE:
        return _extended(numeral, VULGAR[tokens.text[j]], j + 1)
    if tokens.kind[j] == NUMBER and tokens.gap[j] == SPACED and numeral.value == numeral.value.to_integral_value():
        parts = slash(tokens, j)
        if parts and parts[0] < parts[1] and numeral.scale == ONE:
            return _extended(numeral, parts, j + 3)
        return numeral
    if tokens.hyphen(j) and tokens.is_number(j + 1) and numeral.scale == ONE and not numeral.spelled:
        parts = slash(tokens, j + 1)
        if parts and parts[0] < parts[1] and parts[1] in _SIXTEENTHS and tokens.glued(j) and tokens.glued(j + 1):
            return _extended(numeral, parts, j + 4)  # "42-1/8", "2-1/2-year"
        return numeral
    if tokens.low[j] == "and" and tokens.gap[j] == SPACED:
        found = part(tokens, j + 1)
        if found is None or found[0][0] >= found[0][1] or tokens.word(j + 1) == "half":
            return numeral
        parts, last = found
        size = SCALES.get(tokens.word(last))
        if size is not None and tokens.gap[last] == SPACED:
            if numeral.scale <= size:  # "two and a half million"
                return numeral if numeral.scale != ONE else _scaled(_extended(numeral, parts, last), size, last + 1)
            bonus = ratio(parts) * size  # "one billion and a half million"
            return _replaced(numeral, numeral.value + bonus, last + 1)
        return _extended(numeral, parts, last)
    return numeral


def _extended(numeral: Numeral, parts: tuple[int, int], last: int) -> Numeral:
    assert numeral.value is not None
    sign = -1 if numeral.value < 0 else 1
    return _replaced(
        numeral, numeral.value + sign * ratio(parts) * (numeral.scale if numeral.scale >= 1000 else ONE), last
    )


def _replaced(numeral: Numeral, value: Decimal, last: int) -> Numeral:
    numeral.value, numeral.mantissa, numeral.last = value, value / numeral.scale, last
    return numeral


def _scaled(numeral: Numeral, size: Decimal, last: int) -> Numeral:
    assert numeral.value is not None
    numeral.mantissa, numeral.scale = numeral.value, size
    numeral.value, numeral.last = numeral.value * size, last
    return numeral


def fraction(tokens: Tokens, i: int) -> Numeral | None:
    """A fraction in words as a number of its own, with a scale behind it: "two thirds of a million"."""
    found = part(tokens, i)
    if found is None and tokens.word(i) == "quarter" and tokens.word(i + 1) in SCALES:
        found = (1, 4), i + 1
    if found is None:
        return None
    parts, last = found
    value = ratio(parts)
    numeral = Numeral(i, last, value, value, fraction=parts, spelled=True)
    return _of_scale(tokens, numeral)


def _of_scale(tokens: Tokens, numeral: Numeral) -> Numeral:
    j = after_joint(tokens, numeral.last)
    if j < 0:
        return numeral
    if tokens.low[j] == "of" and tokens.word(j + 1) in _ARTICLES:
        j += 2
    elif tokens.low[j] in _ARTICLES:
        j += 1
    word = tokens.word(j)
    size = SCALES.get(word) or (Decimal(100) if word in HUNDREDS else None) or (_DOZEN if word == "dozen" else None)
    if size is None:
        return numeral
    numeral.fraction = None
    return _scaled(numeral, size, j + 1)


def dozens(tokens: Tokens, numeral: Numeral) -> Numeral:
    """ "two dozen", "three hundred and two dozens": twelve times what stands before."""
    j = after_joint(tokens, numeral.last)
    if numeral.value is None or numeral.ordinal or j < 0 or tokens.low[j] not in DOZENS:
        return numeral
    below = numeral.value % 100 if numeral.value > 100 else numeral.value
    value = numeral.value - below + below * _DOZEN if below else numeral.value * _DOZEN
    numeral.value = numeral.mantissa = value
    numeral.scale, numeral.last, numeral.spelled = ONE, j + 1, True
    return numeral

"""Numbers in words: "forty-nine thousand", "a hundred and five", "twenty-first"."""

from decimal import Decimal

from worker.text.numbers.number_words import (
    BELOW_HUNDRED,
    DENOMINATOR_PLURALS,
    DENOMINATORS,
    HUNDREDS,
    ORDINAL_SCALES,
    ORDINALS,
    SCALE_PLURALS,
    SCALES,
    TENS,
    UNIT_ORDINALS,
    UNITS,
    WORD_SHORT,
    ZEROS,
)
from worker.text.numbers.numeral import ONE, Step
from worker.text.numbers.tokens import BROKEN, DASHES, SPACED, WORD, Tokens

_HUNDRED = Decimal(100)
_TEN = Decimal(10)
_BEHIND_SPOKEN = frozenset(
    {"people", "dollars", "euros", "pounds", "thousand", "million", "percent", "and", "or", "to"}
)


def after_joint(tokens: Tokens, i: int) -> int:
    """The token after a space or a hyphen (also a spaced one) between two number words; -1 where there is neither."""
    if i >= len(tokens) or tokens.gap[i] == BROKEN:
        return -1
    if tokens.low[i] in DASHES:
        if i + 1 < len(tokens) and tokens.gap[i + 1] == tokens.gap[i]:
            return i + 1
        return -1
    return i if tokens.gap[i] == SPACED else -1


def below_hundred(tokens: Tokens, i: int) -> Step | None:
    """One to ninety-nine, or the ordinal of it, at token i."""
    word = tokens.word(i)
    if word in TENS:
        j = after_joint(tokens, i + 1)
        if j >= 0:
            after = tokens.low[j]
            hyphenated = j == i + 2
            if after in UNITS and not _opens_fraction(tokens, j, hyphenated):
                return _step(TENS[word] + UNITS[after], j + 1)
            if after in UNIT_ORDINALS:
                return _step(TENS[word] + UNIT_ORDINALS[after], j + 1, ordinal=True)
    if word in BELOW_HUNDRED:
        return _step(BELOW_HUNDRED[word], i + 1)
    if word in ORDINALS:
        return _step(ORDINALS[word], i + 1, ordinal=True)
    return None


def _opens_fraction(tokens: Tokens, i: int, hyphenated: bool) -> bool:
    """Whether "five" in "twenty five-year-olds" belongs to what follows rather than to the tens before it."""
    return not hyphenated and tokens.hyphen(i + 1) and tokens.word(i + 2) in ("year", "month", "day", "week")


def _step(value: int, last: int, *, ordinal: bool = False) -> Step:
    number = Decimal(value)
    return Step(number, last, number, ordinal=ordinal)


def _hundreds(tokens: Tokens, i: int, lead: Step | None) -> Step | None:
    """`lead` hundred [and] below a hundred; `lead` None is "a hundred". Token i is the word "hundred"."""
    word = tokens.word(i)
    if word == "hundredth":
        return Step((lead.value if lead else ONE) * _HUNDRED, i + 1, _HUNDRED, ordinal=True)
    if word not in HUNDREDS:
        return None
    mantissa = lead.value if lead else ONE
    value = mantissa * _HUNDRED
    rest = _rest(tokens, i + 1, _HUNDRED)
    if rest is not None:
        return Step(value + rest.value, rest.last, value + rest.value, ordinal=rest.ordinal)
    return Step(value, i + 1, mantissa, _HUNDRED)


def _rest(tokens: Tokens, i: int, limit: Decimal) -> Step | None:
    """What may follow "hundred" or a scale word: [and] a number below `limit`, in words or (after "and") in digits."""
    j = after_joint(tokens, i)
    if j < 0:
        return None
    joined = tokens.low[j] in ("and", "&")
    if joined:
        j = after_joint(tokens, j + 1)
        if j < 0:
            return None
        if tokens.is_number(j):
            return _digits_rest(tokens, j, limit)
    step = group(tokens, j, bare=False) if limit > _HUNDRED else below_hundred(tokens, j)
    if step is None or step.value >= limit:
        return None
    if joined and step.last < len(tokens):
        after = tokens.low[step.last]
        if step.value < DENOMINATOR_PLURALS.get(after, 0) or after in HUNDREDS:
            return (
                None  # "one hundred and two thirds" adds a part; "and thirty fifths" is none, it belongs to the hundred
            )
        if after in SCALES and "between" in tokens.low[max(0, i - 4) : i]:
            return None
        if after == "and" and tokens.word(step.last + 1) in UNITS and tokens.word(step.last + 2) in DENOMINATOR_PLURALS:
            return step
    return step


def _digits_rest(tokens: Tokens, i: int, limit: Decimal) -> Step | None:
    text = tokens.text[i]
    if not text.isdigit() or len(text) > 3 or Decimal(text) >= min(limit, _HUNDRED) or tokens.glued(i + 1):
        return None
    if tokens.word(i + 1) in HUNDREDS or tokens.word(i + 1) in SCALES or tokens.word(i + 1) in SCALE_PLURALS:
        return None
    return _step(int(text), i + 1)


def group(tokens: Tokens, i: int, *, bare: bool) -> Step | None:
    """A number below a thousand ("forty-five hundred" too). `bare`: "hundred" alone is one hundred."""
    lead = below_hundred(tokens, i)
    if lead is None:
        return _hundreds(tokens, i, None) if bare or tokens.word(i) == "hundredth" else None
    if lead.ordinal:
        return lead
    j = after_joint(tokens, lead.last)
    if j < 0:
        return lead
    return _hundreds(tokens, j, lead) or _spoken_hundreds(tokens, j, lead) or lead


def _spoken_hundreds(tokens: Tokens, i: int, lead: Step) -> Step | None:
    """ "one fifty", "three twenty-five": hundreds as they are spoken, where nothing else can be meant.

    A singular behind them is a unit that the tens alone belong to ("two forty-foot boats", "one twenty-four hour day").
    """
    if lead.value >= _TEN or tokens.gap[i] != SPACED or i != lead.last or tokens.low[i] not in TENS:
        return None
    rest = below_hundred(tokens, i)
    if rest is None or rest.ordinal or tokens.word(lead.last - 2) in BELOW_HUNDRED:
        return None  # figures that are told one by one
    if tokens.is_word(rest.last) and tokens.low[rest.last] not in _BEHIND_SPOKEN:
        return None
    if tokens.hyphen(rest.last) or tokens.is_number(rest.last):
        return None
    value = lead.value * _HUNDRED + rest.value
    return Step(value, rest.last, value)


def scaled(tokens: Tokens, first: Step | None, i: int) -> Step | None:
    """Scale words and what follows them, from token i on, after the group `first` (None: "a million").

    Scales must go down ("two million three thousand"), but one right behind another multiplies ("lakh crore").
    """
    total, current = Decimal(0), first
    last = first.last if first else i
    mantissa, scale, floor = (first.mantissa if first else ONE), (first.scale if first else ONE), None
    while True:
        j = after_joint(tokens, last) if last > i or first else i
        word = tokens.word(j) if j >= 0 else ""
        if word in ORDINAL_SCALES and (floor is None or ORDINAL_SCALES[word] < floor):
            lead = current.value if current else ONE
            return Step(total + lead * ORDINAL_SCALES[word], j + 1, lead, ordinal=True)
        size = SCALES.get(word) or SCALE_PLURALS.get(word)
        if size is None and current is not None:
            size = WORD_SHORT.get(word)
        if size is None:
            break
        if current is None and floor is not None:
            if size <= floor or total % floor:
                break
            total, scale, floor = total * size, scale * size, size
        else:
            lead = current.value if current else ONE
            if floor is not None and size >= floor:
                break
            whole = total == 0
            total += lead * size
            floor = size
            mantissa, scale = (lead, size) if whole else (total, ONE)
        current, last = None, j + 1
        rest = _next_group(tokens, last, floor)
        if rest is None:
            continue
        current, last = rest, rest.last
        if rest.ordinal:
            return Step(total + rest.value, last, total + rest.value, ordinal=True)
        if not _goes_on(tokens, last):
            return Step(total + rest.value, last, total + rest.value)
    if floor is None:
        return None
    if current is not None:
        total, mantissa, scale = total + current.value, total + current.value, ONE
    return Step(total, last, mantissa, scale)


def _goes_on(tokens: Tokens, i: int) -> bool:
    j = after_joint(tokens, i)
    word = tokens.word(j) if j >= 0 else ""
    return word in SCALES or word in SCALE_PLURALS or word in ORDINAL_SCALES


def _next_group(tokens: Tokens, i: int, floor: Decimal) -> Step | None:
    """The group after a scale word: "three hundred", "and five", "3 hundred and 21"; it must stay below the scale."""
    j = after_joint(tokens, i)
    if j < 0:
        return None
    joined = tokens.low[j] in ("and", "&")
    k = after_joint(tokens, j + 1) if joined else j
    if k < 0:
        return None
    if tokens.is_number(k):
        lead = tokens.text[k]
        if lead.isdigit() and len(lead) <= 3:
            step = _hundreds(tokens, k + 1, _step(int(lead), k + 1))
            if step is not None:
                return step if step.value < floor else None
            return _digits_rest(tokens, k, _HUNDRED) if joined else None
        return None
    step = group(tokens, k, bare=False)
    if step is None:
        return None
    worth = step.value * _following_scale(tokens, step.last)
    if worth >= floor:
        return None
    after = tokens.word(step.last)
    if joined and (after in DENOMINATOR_PLURALS or (step.value == ONE and after in DENOMINATORS)):
        return None
    return step


def _following_scale(tokens: Tokens, i: int) -> Decimal:
    j = after_joint(tokens, i)
    word = tokens.word(j) if j >= 0 else ""
    return SCALES.get(word) or SCALE_PLURALS.get(word) or WORD_SHORT.get(word) or ONE


def decimals(tokens: Tokens, i: int) -> tuple[Decimal, int] | None:
    """The part behind "point": "nought four" is 0.04, "seventy-one" 0.71. Token i is the first word after "point"."""
    value, place, j = Decimal(0), ONE, i
    while j < len(tokens) and tokens.kind[j] == WORD and place > Decimal("1e-12"):
        word = tokens.low[j]
        if word in ZEROS or word == "o" or word in UNITS:
            place /= _TEN
            value += place * UNITS.get(word, 0)
            j += 1
            continue
        step = below_hundred(tokens, j) if j == i or value == 0 else None
        if step is not None and not step.ordinal:
            value += step.value * place / _HUNDRED
            j = step.last
        break
    return (value, j) if j > i else None


def cardinal(tokens: Tokens, i: int) -> Step | None:
    """The longest number in words at token i, ordinal or cardinal; None where none begins."""
    word = tokens.low[i]
    if word in ZEROS:
        step: Step | None = _zero(tokens, i)
    elif word in SCALES or (word in ORDINAL_SCALES and word != "hundredth"):
        step = scaled(tokens, None, i)
    else:
        first = group(tokens, i, bare=True)
        step = first if first is None or first.ordinal else scaled(tokens, first, first.last) or first
    if step is None or step.ordinal or tokens.word(step.last) != "point":
        return step
    part = decimals(tokens, step.last + 1)
    if part is None:
        return step
    value, last = step.value + part[0], part[1]
    exact = Step(value, last, value)
    return scaled(tokens, exact, last) or exact


def _zero(tokens: Tokens, i: int) -> Step:
    """ "Zero", "zero eight", "zero zero five"."""
    j = i + 1
    while j < len(tokens) and tokens.low[j] in ZEROS and tokens.gap[j] == SPACED:
        j += 1
    if j < len(tokens) and tokens.low[j] in UNITS and tokens.gap[j] == SPACED:
        return _step(UNITS[tokens.low[j]], j + 1)
    return _step(0, j)

"""Measures said in parts: "5 feet 2 inches", "5-foot-11", "5'11", "10 stone 4", "10 km 8 m".

The sum is in the smaller unit, for that is exact: 5 feet 2 inches are 62 inches, and 5.1666... feet.
"""

from worker.text.numbers import ucum
from worker.text.numbers.lexicon import plural
from worker.text.numbers.number_words import BELOW_HUNDRED
from worker.text.numbers.numeral import ONE
from worker.text.numbers.numerals import numeral_at
from worker.text.numbers.quantity import Quantity
from worker.text.numbers.tokens import MARK, Tokens
from worker.text.numbers.units import SYMBOLS, UNIT_PHRASES, text_of
from worker.text.numbers.wordlist import words

_BESIDE_INCHES = words("tall high long wide deep thick more or and by x")
_FEET = frozenset("'’′")
_INCHES = frozenset('"”″')


def by_marks(tokens: Tokens, q: Quantity) -> bool:
    """ "5'11", 5’8”: feet and inches by their marks, as inches: a whole number of them."""
    j = q.last
    if tokens.word(j) in _INCHES and tokens.word(j + 1) in ("long", "wide", "tall", "high", "deep", "thick", "across"):
        q.kind, q.unit, q.unit_code, q.system, q.last = "measure", tokens.text[j], "[in_i]", "UCUM", j + 1
        q.rules.append("unit: inches by their mark")
        return True
    if tokens.word(j) not in _FEET or not tokens.glued(j) or not tokens.is_number(j + 1) or not tokens.glued(j + 1):
        return False
    inches = tokens.text[j + 1]
    if q.value is None or not 3 <= q.value <= 8 or not inches.isdigit() or int(inches) > 11:
        return False
    closed = tokens.word(j + 2) in _INCHES and tokens.glued(j + 2)
    q.takes(q.value * 12 + int(inches))
    q.kind, q.unit, q.unit_code, q.system = "measure", tokens.text[j + 2] if closed else None, "[in_i]", "UCUM"
    q.last = j + 2 + closed
    q.rules.append("unit: feet and inches by their marks")
    return True


_HALF_NAMED = {**dict.fromkeys(("foot", "feet", "ft"), ("[in_i]", 12)), "stone": ("[lb_av]", 14)}


def half_named(tokens: Tokens, q: Quantity) -> bool:
    """ "5-foot-11", "6 foot 2", "10 stone 4": the smaller part of a height or weight goes without its unit."""
    j = q.last + 1 if tokens.hyphen(q.last) else q.last
    code, size = _HALF_NAMED.get(tokens.word(j), ("", 0))
    if not size or q.value is None or q.value != int(q.value) or not 1 <= q.value < 40:
        return False
    k = j + 2 if tokens.hyphen(j + 1) else j + 1
    if k >= len(tokens) or tokens.gap[k] == 2 or (k == j + 1 and tokens.low[j] == "feet" and not tokens.glued(j)):
        return False
    text = tokens.text[k]
    part = int(text) if tokens.is_number(k) and text.isdigit() and len(text) <= 2 else BELOW_HUNDRED.get(tokens.low[k])
    after = k + 1
    if part is None or part >= size or (tokens.hyphen(after) and k == j + 1):
        return False
    unit_at = after + tokens.hyphen(after)
    named = UNIT_PHRASES.ahead(tokens, unit_at) or SYMBOLS.ahead(tokens, unit_at)
    inches = tokens.word(after) == "in" and (tokens.word(after + 1) in _BESIDE_INCHES or not tokens.is_word(after + 1))
    if named and (inches or tokens.word(after) not in ("in", "and", "at")):
        return False  # the smaller unit is said
    if tokens.is_word(after) and (plural(tokens.low[after]) or tokens.glued(after)) and k == j + 1:
        return False  # "within 6 feet 2 men stood"
    q.takes(q.value * size + part)
    q.kind, q.unit, q.unit_code, q.system = "measure", None, code, "UCUM"
    q.last = after
    q.rules.append("unit: smaller one unnamed")
    return True


def addend(tokens: Tokens, q: Quantity) -> bool:
    """Add the smaller unit said with the larger one: "12 ft 2 in", "7 feet and 10 inches", "10 km 8 m 6 cm".

    The larger part is a whole number, else two measures stand side by side ("1.5 km and 300 m").
    """
    j = q.last + tokens.hyphen(q.last)
    if tokens.word(j) in ("and", ",") and (tokens.is_number(j + 1) or tokens.word(j + 1) in BELOW_HUNDRED):
        if tokens.word(q.first - 1) in ("between", "from"):
            return False  # two ends of a range
        j += 1
    if j >= len(tokens) or tokens.gap[j] == 2 or not (tokens.is_number(j) or tokens.low[j] in BELOW_HUNDRED):
        return False
    more = numeral_at(tokens, j)
    if more is None or more.value is None or more.scale != ONE or more.ordinal:
        return False
    k = more.last + tokens.hyphen(more.last)
    found = UNIT_PHRASES.ahead(tokens, k)
    code, last = (ucum.NAMES[found[0]], found[1]) if found else ("", k)
    if found is None:
        short = SYMBOLS.ahead(tokens, k)
        if short is None:
            return False
        code, last = ucum.SYMBOLS[short[0]], short[1]
        if tokens.glued(last) and tokens.kind[last] != MARK:
            return False
    size = ucum.steps_down(q.unit_code or "", code)
    if size is None or q.value is None or q.value != int(q.value) or more.value >= _OUTGROWN * size:
        return False
    q.takes(q.value * size + (more.value if q.value >= 0 else -more.value))
    q.unit, q.unit_code, q.last = text_of(tokens, k, last), code, last
    q.rules.append("unit: smaller one added")
    return True


_OUTGROWN = 10
"""The smaller part may outgrow the larger unit, but not by far: "2 yards 7 feet"."""

"""Scores, votes, odds and shares: "3-1", "219 votes to 203", "100-1", "one in five"."""

from decimal import Decimal

from worker.text.numbers.fractions import ratio
from worker.text.numbers.hedges import set_bounds
from worker.text.numbers.lexicon import SCORE_CUES, STOPPERS, plural
from worker.text.numbers.numeral import ONE
from worker.text.numbers.quantity import Quantity, ReadingTokens
from worker.text.numbers.tokens import DASHES, Tokens
from worker.text.numbers.wordlist import words

_RATIO_NOUNS = words("chance ratio odds margin favourite favorite underdog")
_ODDS = words("chance ratio odds favourite favorite underdog against shot outsider longshot")
_TENTHS = frozenset(map(Decimal, (3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 25, 50, 100, 1000, 10000, 100000, 1000000)))
_REACH = 8


def plain(q: Quantity) -> bool:
    """Whether a quantity is a bare whole number."""
    value = q.value
    return q.kind == "cardinal" and value is not None and value == value.to_integral_value() and q.numeral.scale == ONE


def is_score(tokens: Tokens, left: Quantity, right: Quantity, between: list[str], opener: str) -> bool:
    """Whether two whole numbers with a dash or "to" between them are the sides of a score or vote, and no range."""
    if (
        not (plain(left) and plain(right))
        or between == ["or"]
        or opener in ("between", "from")
        or left.unit
        or right.unit
    ):
        return False
    assert left.value is not None
    assert right.value is not None
    if left.value < 0 or right.value < 0 or max(left.value, right.value) >= 1000 or tokens.hyphen(right.last):
        return False
    if tokens.text[right.first].startswith("0") and len(tokens.text[right.first]) > 1:
        return False
    cue = _cue(tokens, left, right)
    if between[0] in DASHES and _next_set(tokens, left):
        return True
    if between[0] in DASHES:
        glued = tokens.glued(left.last) and tokens.glued(right.first)
        return (left.value >= right.value and (glued or cue)) or (cue and _cue_before(tokens, left))
    return cue and left.value > right.value and between == ["to"]


def _next_set(tokens: Tokens, left: Quantity) -> bool:
    """ "6-4, 3-6": a pair right behind a pair and a comma."""
    i = left.first - 1
    if tokens.word(i) != "," or not tokens.is_number(i - 1) or not tokens.glued(left.last):
        return False
    return tokens.word(i - 2) in DASHES and tokens.is_number(i - 3) and len(tokens.text[i - 3]) <= 3


def _cue(tokens: Tokens, left: Quantity, right: Quantity) -> bool:
    window = tokens.low[max(0, left.first - _REACH) : left.first] + tokens.low[right.last : right.last + 4]
    return any(word in SCORE_CUES or word in _RATIO_NOUNS for word in window)


def _cue_before(tokens: Tokens, left: Quantity) -> bool:
    window = tokens.low[max(0, left.first - 4) : left.first]
    return any(word in SCORE_CUES for word in window)


def score(tokens: Tokens, left: Quantity, right: Quantity) -> bool:
    """Make left a score of both sides, or odds where words around say so; no value, for neither side is it."""
    assert left.value is not None
    assert right.value is not None
    near = {tokens.word(right.last), *tokens.low[max(0, left.first - 4) : left.first]}
    odds = near & _ODDS - ({"against"} if right.value != 1 else set())
    kind = "ratio" if odds else "score"
    left.parts = left.value, right.value
    left.kind = "ratio" if kind == "ratio" else "score"
    left.value = left.low = left.high = None
    left.last = right.last
    left.numeral.fraction = None
    left.rules.append(f"pair: {kind}")
    return True


def one_such_in(tokens: Tokens, left: Quantity, right: Quantity) -> bool:
    """Whether what stands between "one" and "in eight" is the noun of a share, and no place or time follows."""
    noun = left.numeral.spelled and tokens.is_word(left.last) and not plural(tokens.low[left.last])
    ends = not tokens.is_word(right.last) or tokens.low[right.last] in STOPPERS
    return noun and tokens.low[left.last] not in STOPPERS and ends and not right.unit


def quotient(tokens: Tokens, left: Quantity, right: Quantity) -> bool:
    """ "two divided by three": one number by another, both in words."""
    a, b = left.value, right.value
    if left.kind != "cardinal" or right.kind != "cardinal" or not a or not b or a % 1 or b % 1:
        return False
    left.kind, left.parts, left.last = "ratio", (a, b), right.last
    left.fraction = f"{a:f}/{b:f}"
    left.takes(ratio((int(a), int(b))))
    left.rules.append("pair: ratio")
    return True


def ratio_of(tokens: Tokens, left: Quantity, right: Quantity, between: list[str]) -> bool:
    """ "one in five", "two out of three", "3:1", "1 over 3"."""
    to_one = between in (["to"], [":"]) and right.value == ONE and left.value is not None and left.value > 0
    if to_one and left.kind == right.kind == "cardinal" and not plain(left) and not left.numeral.vague:
        left.kind, left.parts, left.last = "ratio", (left.value or ONE, ONE), right.last
        left.rules.append("pair: ratio")  # "16.6 to 1"
        return True
    if not plain(left) or right.kind != "cardinal" or (right.qualifier and between != ["over"]):
        return False
    a, b = left.value, right.value
    digits = right.numeral.digits
    grouped = digits.dot_thousand if digits is not None and between in (["in"], ["out", "of"]) else None
    if b is None and grouped is not None:
        b = grouped
    if a is None or b is None or not a or not b or a < 0:
        return False
    if between == [":"]:
        if not (tokens.glued(left.last) and tokens.glued(right.first)):
            return False
        if _cue_before(tokens, left):
            return score(tokens, left, right)  # "won 3:1"
    elif (
        a >= b
        or (between == ["in"] and not (a == 1 or (b in _TENTHS and a < 100)))
        or (between == ["over"] and (a != 1 or (right.last < len(tokens) and tokens.is_word(right.last))))
    ):
        return False
    if digits is not None and grouped is not None and right.value != grouped:
        return _open_ratio(tokens, left, right, (grouped, digits.value or grouped))
    left.kind, left.parts, left.last = "ratio", (a, b), right.last
    left.fraction = f"{a:f}/{b:f}"
    value = ratio((a, b))  # "one in 2.5 people"
    comparator, approximate = left.comparator, left.approximate
    left.takes(value)
    left.comparator, left.approximate = comparator, approximate
    if comparator or approximate:
        set_bounds(left)  # "nearly 9 in 10" is below it
    left.rules.append("pair: ratio")
    return True


def _open_ratio(tokens: Tokens, left: Quantity, right: Quantity, wholes: tuple[Decimal, Decimal]) -> bool:
    """ "One in 10.000": the point may group thousands or be a decimal one; both are readings, none is the value."""
    a = left.value or ONE
    said = tokens.source[tokens.start[left.first] : tokens.start[right.first]]
    left.kind, left.last, left.status = "ratio", right.last, "ambiguous"
    left.value = left.low = left.high = None
    left.readings = [ReadingTokens(f"{said}{b:,f}", ratio((a, b)), None) for b in wholes]
    left.rules.append("pair: open ratio")
    return True

"""Two numbers that make one figure: ranges, ratios, scores, "more than 10 and less than 40", "forty-five (45)"."""

from decimal import Decimal

from worker.text.numbers.lexicon import DOWN, GOING, SOFT_MOVES, UP
from worker.text.numbers.moving import MOVING
from worker.text.numbers.numeral import ONE
from worker.text.numbers.quantity import Quantity
from worker.text.numbers.scores import is_score, one_such_in, plain, quotient, ratio_of, score
from worker.text.numbers.tokens import DASHES, Tokens
from worker.text.numbers.wordlist import words

_TO = frozenset({"to", "through", "thru", "~"})
_SIDES = words("votes seats goals points runs games sets judges justices members jurors lawmakers frames holes tries")
_REACH = 8
_OLDEST = 130
_MILLION = Decimal(10) ** 6
_SHARED_SCALE_LIMIT = Decimal(1000)


def join_pairs(tokens: Tokens, found: list[Quantity]) -> list[Quantity]:
    """Join neighbours from left to right; a joined pair may be dropped as a whole (durations, dates)."""
    out: list[Quantity] = []
    for right in found:
        while out and out[-1].drop == "merged":
            out.pop()
        if not out or not _join(tokens, out[-1], right):
            out.append(right)
    return out


def _join(tokens: Tokens, left: Quantity, right: Quantity) -> bool:
    """Join right into left; True when right is used up."""
    begin, end = left.last, right.hedge_at
    if end < begin or end - begin > 3 or tokens.sentence[left.first] != tokens.sentence[right.first]:
        return False
    if any(tokens.gap[j] == 2 for j in range(begin, right.first + 1)):
        return False
    between = tokens.low[begin:end]
    opener = tokens.word(left.hedge_at - 1)
    if _repeats(tokens, left, right, between):
        return True
    if _two_bounds(left, right, between):
        return True
    if _is_range(tokens, left, right, between, opener):
        if left.drop or right.drop:
            _share_drop(left, right, between, opener)
            return False
        if _moves(tokens, left, right, between, opener):
            return False
        if between == ["to"] and right.value == ONE and not plain(left) and left.kind == right.kind == "cardinal":
            return not right.unit and ratio_of(tokens, left, right, between)
        if is_score(tokens, left, right, between, opener):
            return score(tokens, left, right)
        return _range(tokens, left, right, opener)
    if left.drop or right.drop:
        return False
    if _age_list(tokens, left, right, between):
        return False
    literal = tokens.low[begin : right.first]
    if between[-1:] == ["every"]:  # "one in every five"
        literal = between = between[:-1]
    if len(between) >= 2 and between[-1] == "in" and left.value == ONE and one_such_in(tokens, left, right):
        literal = between = ["in"]  # "one adult in eight"
    if between in (["in"], ["out", "of"], [":"]) or literal == ["over"]:
        return ratio_of(tokens, left, right, literal)
    if literal in (["divided", "by"], ["/"]) and left.numeral.spelled and right.numeral.spelled:
        return quotient(tokens, left, right)
    if literal == ["±"]:
        return _tolerance(left, right)
    if len(between) == 2 and between[1] == "to" and between[0] in _SIDES and opener not in ("from", "between"):
        return score(tokens, left, right) if plain(left) and plain(right) else False
    return False


def _age_list(tokens: Tokens, left: Quantity, right: Quantity, between: list[str]) -> bool:
    """ "aged 19, 21 and 22": bare numbers that go on after an age are ages."""
    bare = left.kind == "age" and left.unit is None and right.value is not None and right.value <= 110
    if (
        not bare
        or between not in ([","], ["and"], [",", "and"], ["or"])
        or not plain(right)
        or right.numeral.scale != ONE
    ):
        return False
    if tokens.is_number(right.last) or (tokens.hyphen(right.last) and tokens.is_word(right.last + 1)):
        return False  # "aged 9, and three 10-year-olds"
    if tokens.is_word(right.last) and tokens.low[right.last] not in (
        "and",
        "or",
        "were",
        "was",
        "who",
        "are",
        "had",
        "respectively",
    ):
        return False
    right.kind, right.unit_code, right.system = "age", left.unit_code, left.system
    return True


def _repeats(tokens: Tokens, left: Quantity, right: Quantity, between: list[str]) -> bool:
    """ "forty-five (45)": said twice, once in words and once in digits."""
    if between != ["("] or tokens.word(right.last) != ")" or left.drop == "taken" or right.drop == "taken":
        return False
    if left.numeral.value is None or left.numeral.value != right.numeral.value:
        return False
    if left.numeral.spelled == right.numeral.spelled:
        return False
    left.last, left.drop = right.last + 1, None
    left.rules.append("pair: said twice")
    return True


def _two_bounds(left: Quantity, right: Quantity, between: list[str]) -> bool:
    """ "more than 10 and less than 40": one figure with both bounds, where they leave room."""
    if between not in (["and"], ["but"]) or left.drop or right.drop or left.value is None or right.value is None:
        return False
    above, below = (left, right) if left.comparator in (">", ">=") else (right, left)
    if above.comparator not in (">", ">=") or below.comparator not in ("<", "<=") or not above.numeral.value:
        return False
    if above.value is None or below.value is None or above.value >= below.value:
        return False
    low, low_in = above.low, above.low_inclusive
    high, high_in = below.high, below.high_inclusive
    left.value, left.comparator, left.last = None, None, right.last
    left.low, left.low_inclusive, left.high, left.high_inclusive = low, low_in, high, high_in
    left.rules.append("pair: two bounds")
    if right.kind not in ("cardinal", "ordinal") and left.kind == "cardinal":
        left.kind, left.unit, left.unit_code, left.system = right.kind, right.unit, right.unit_code, right.system
    return True


def _is_range(tokens: Tokens, left: Quantity, right: Quantity, between: list[str], opener: str) -> bool:
    if not between:
        return False
    if between[0] in DASHES:
        if len(between) == 1:
            spaced = tokens.gap[left.last] != 0 and tokens.gap[left.last + 1] != 0
            return not spaced or between[0] in "-–"
        return between[1] in _TO and len(between) <= 3  # "8- to 16-metre", "five-to-ten"
    if len(between) == 1 and between[0] in _TO:
        return True
    if between == ["and"]:
        ages = opener == "of" and tokens.word(left.hedge_at - 2) == "ages"
        return opener == "between" or ages or (opener == "from" and _bare(left, right))
    return between == ["or"] and _alternatives(left, right)


def _bare(left: Quantity, right: Quantity) -> bool:
    return left.kind == right.kind or left.kind == "cardinal"


def _alternatives(left: Quantity, right: Quantity) -> bool:
    """ "five or six", "10 or 12 people": a small step up."""
    if left.drop or left.kind != "cardinal" or left.value is None or right.value is None:
        return False
    top = right.value
    if left.numeral.scale == ONE and right.numeral.scale != ONE and right.numeral.mantissa is not None:
        top = right.numeral.mantissa  # "two or three hundred"
    return left.value < top <= 2 * left.value and left.value >= 2 and right.comparator is None


def _share_drop(left: Quantity, right: Quantity, between: list[str], opener: str) -> None:
    """A bare number before "to three years" or "-20 minutes" is no figure either; nor is "20" in "2019-20"."""
    if right.drop in ("duration", "date", "taken") and left.drop is None and left.kind == "cardinal":
        if between == ["or"] or left.last + len(between) == right.first:
            left.drop = right.drop
    elif left.drop in ("date", "taken") and right.drop is None and right.kind == "cardinal":
        if between[0] in DASHES or opener in ("between", "from"):
            right.drop = left.drop
    elif left.drop == "name" and between[0] in DASHES and right.kind == "cardinal":
        right.drop = "name"


def _moves(tokens: Tokens, left: Quantity, right: Quantity, between: list[str], opener: str) -> bool:
    """Whether "to" leads to the end of a movement: "rose from 5 to 10", "fell 50 to 3,200"."""
    if between != ["to"]:
        return False
    at = left.hedge_at - 1
    if opener == "from":
        window = tokens.low[max(0, at - _REACH) : at]
        going = tokens.word(at - 1) in GOING or (tokens.word(at - 1) in ("up", "down") and left.kind == right.kind)
        set_ = left.kind == right.kind and left.kind in ("percent", "money") and not MOVING.isdisjoint(window)
        return (
            going
            or set_
            or any(word in UP or word in DOWN for word in window if word not in ("lower", "higher", "cut"))
        )
    word = opener if opener != "by" else tokens.word(at - 1)
    if opener == "by" and (word in UP or word in DOWN):
        near = left.kind == right.kind == "percent" and not _far(left, right, 2)  # "by 20 percent to 25 percent"
        return not near and (left.kind != "cardinal" or (right.kind == "cardinal" and _far(left, right, 4)))
    if word in UP or word in DOWN:
        if left.kind == "cardinal" != right.kind and right.first == right.numeral.first and not _far(left, right):
            return False  # "could rise 15 to 30 cents"
        if left.kind in ("money", "measure") and left.kind == right.kind:
            return True  # "oil rose $1.20 to $84.10"
        return (word not in SOFT_MOVES or left.kind != "cardinal") and (left.kind != right.kind or _far(left, right))
    return False


def _far(left: Quantity, right: Quantity, times: int = 5) -> bool:
    return left.value is not None and right.value is not None and right.value >= times * left.value


def _range(tokens: Tokens, left: Quantity, right: Quantity, opener: str) -> bool:
    if left.kind == "ordinal" or right.kind == "ordinal":
        return False
    if left.status != "ok" or right.status == "malformed":
        return False
    both = right.kind in ("cardinal", "money") and right.numeral.scale == _MILLION
    if left.unit == "m" and left.unit_code == "m" and both:
        left.kind, left.unit, left.unit_code, left.system = "cardinal", None, None, None  # "5m-10m people"
    low, high = _ends(left, right)
    if low is None or high is None or not _same_kind(tokens, left, right):
        return False
    if low > high:
        if not (low < 0 or left.numeral.signed):
            return False
        low, high = high, low
    if right.comparator and right.qualifier and right.qualifier[0] < right.first:
        return False
    if left.comparator in ("<", "<="):
        left.comparator = None
    left.approximate = left.approximate or right.approximate
    if opener in ("between", "from") and left.qualifier is None:
        left.qualifier = left.first - 1, left.first
    left.low, left.high, left.value = low, high, None
    left.low_inclusive = left.high_inclusive = True
    left.comparator, left.fraction = None, None
    left.last, left.reach, left.per = right.last, right.reach, right.per or left.per
    if right.kind != "cardinal":
        left.kind, left.unit_code, left.system = right.kind, right.unit_code, right.system
        left.unit = right.unit
        left.status, left.readings = right.status, []
    left.rules.append("pair: range")
    return True


def _ends(left: Quantity, right: Quantity) -> tuple[Decimal | None, Decimal | None]:
    """Both ends; a scale said once, at the end, is the scale of both ("5 to 10 million")."""
    if left.numeral.vague or right.numeral.vague:
        return (left.low, right.high) if left.kind == right.kind else (None, None)
    low, high = left.value, right.value
    mantissa = right.numeral.mantissa
    if low is None or high is None:
        return None, None
    if _thousands_once(left, right):
        low *= 1000
    if left.numeral.scale == ONE and right.numeral.scale != ONE and mantissa is not None and not left.numeral.spelled:
        if abs(low) < _SHARED_SCALE_LIMIT and low < mantissa:
            low *= right.numeral.scale
    elif left.numeral.spelled and left.numeral.scale == ONE and right.numeral.scale >= 100 and mantissa is not None:
        low *= right.numeral.scale if low < mantissa else ONE
    return low, high


def _thousands_once(left: Quantity, right: Quantity) -> bool:
    """ "30-40,000": the thousands of the second number are those of the first."""
    one, two = left.numeral.digits, right.numeral.digits
    if one is None or two is None or two.style != "western" or one.style != "plain" or right.value is None:
        return False
    if left.value is None or left.numeral.scale != ONE or right.numeral.scale != ONE or left.kind != "cardinal":
        return False
    thousands = right.value / 1000
    return 10 <= left.value < thousands <= 10 * left.value and thousands == thousands.to_integral_value()


def _same_kind(tokens: Tokens, left: Quantity, right: Quantity) -> bool:
    if left.kind == right.kind:
        if left.kind == "percent" and ("point" in (left.unit or "")) != ("point" in (right.unit or "")):
            return False  # "up 5 percentage points to 45 percent"
        return left.unit_code == right.unit_code or left.kind == "age"
    if left.kind == "age" and left.unit is None:  # "aged 18 to 24"
        return right.kind == "cardinal" and right.value is not None and right.value <= _OLDEST
    if left.kind == "cardinal":
        return right.kind in ("percent", "money", "measure", "age", "multiple")
    if left.kind == "money" and right.kind == "cardinal":
        return left.numeral.first > left.first and left.last == left.numeral.last  # "$5-10"
    return False


def _tolerance(left: Quantity, right: Quantity) -> bool:
    """ "5.2±0.1 kg": the value with bounds on both sides."""
    if left.value is None or right.value is None or right.value < 0 or left.kind != "cardinal":
        return False
    left.kind, left.unit, left.unit_code, left.system = right.kind, right.unit, right.unit_code, right.system
    left.low, left.high, left.last = left.value - right.value, left.value + right.value, right.last
    left.comparator = None
    left.rules.append("pair: tolerance")
    return True

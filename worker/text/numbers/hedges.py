"""Words that bound or blur a number: "more than", "nearly", "about", "at least", "-odd", "or so".

The table is the rule: phrase -> comparator and whether it blurs. "More than N" is above N; "at least N" is N or above;
"nearly", "almost N" is below N (the convention of NewsQuant); "up to N" is N or below; "about N" leaves both ends open.
"""

from typing import Final

from worker.text.numbers.phrases import Phrases
from worker.text.numbers.quantity import Comparator, Quantity
from worker.text.numbers.tokens import Tokens
from worker.text.numbers.wordlist import words

Hedge = tuple[Comparator | None, bool]

_TABLE: Final[dict[Hedge, str]] = {
    (">", False): (
        "more than;over;above;greater than;larger than;higher than;bigger than;exceeding;exceeds;exceeded;"
        "in excess of;north of;beyond;surpassing;topping;better than;well over;well above;much more than;"
        "far more than;significantly more than;upwards of;upward of;older than;longer than;heavier than;"
        "no longer under;>;far above;way over;considerably more than;many more than;a lot more than"
    ),
    (">", True): (
        "just over;slightly more than;slightly over;a little over;a little more than;just above;"
        "just more than;little more than"
    ),
    (">=", False): (
        "at least;no fewer than;not fewer than;no less than;not less than;a minimum of;minimum of;minimum;"
        "not under;a minimum;at the very least;at the least;no lower than;no smaller than;"
        "greater than or equal to;more than or equal to;bigger or equal than;greater or equal to;"
        "larger than or equal to;equal to or more than;equal to or greater than;≥;>=;> =;"
        "bigger than or equal to;larger or equal than;greater or equal than;more or equal than;as few as;"
        "as little as;as low as"
    ),
    ("<", False): (
        "less than;fewer than;under;below;lower than;smaller than;short of;shy of;beneath;sub-;well under;"
        "well below;far fewer than;far less than;much less than;younger than;shorter than;<;not quite;"
        "many fewer than;significantly less than;way under;significantly fewer than"
    ),
    ("<", True): (
        "nearly;almost;just under;just below;just short of;slightly less than;slightly under;a little under;"
        "a little less than;just shy of;approaching;nearing;close on;verging on;little short of;"
        "slightly fewer than;just less than;just fewer than;virtually;slightly below"
    ),
    ("<=", False): (
        "up to;as many as;as much as;at most;no more than;not more than;no greater than;a maximum of;"
        "maximum of;maximum;as high as;not exceeding;no higher than;not over;at the most;"
        "less than or equal to;less or equal than;less or equal to;fewer than or equal to;"
        "smaller than or equal to;lower than or equal to;not above;≤;<=;< =;equal to or less than;"
        "no larger than;no older than;as long as;as large as;as big as;as far as;a max of;"
        "up to and including;no bigger than;no heavier than;no longer than;within"
    ),
    (None, True): (
        "about;around;roughly;approximately;some;an estimated;estimated;the estimated;circa;ca;ca.;"
        "in the region of;close to;closer to;near;something like;around about;approx;approx.;more or less;"
        "in the neighborhood of;in the neighbourhood of;in the vicinity of;in the order of;on the order of;"
        "an approximate;~;≈;∼;maybe;perhaps;possibly;very nearly about;broadly;"
        "something around;an estimated total of;aproximately;somewhere around"
    ),
}
_AFTER_TABLE: Final[dict[Hedge, str]] = {
    (">=", False): (
        "or more;or greater;or higher;or over;or above;or older;or longer;or better;or later;or upwards;and up;"
        "and above;and over;and older;plus;or more than;or greater than;at least;minimum"
    ),
    ("<=", False): (
        "or less;or fewer;or lower;or under;or below;or younger;or smaller;and under;and below;and younger;at most;"
        "at the most;maximum;tops;max"
    ),
    (None, True): "or so;or thereabouts;more or less;give or take;odd;or more or less",
}


def _phrases(table: dict[Hedge, str]) -> Phrases[Hedge]:
    return Phrases({phrase: hedge for hedge, phrases in table.items() for phrase in phrases.split(";")})


_BEFORE: Final = _phrases(_TABLE)
_AFTER: Final = _phrases(_AFTER_TABLE)
# Between a hedge and its number may stand an article or a possessive ("more than the 300,000 drafted").
_BETWEEN = words("the a an those these his her its their our my another half total")
_NOT_HEDGES_BEFORE: Final = {
    "some": words("than"),
    "over": words(
        "forked fight fights fought row rows dispute disputes concern concerns concerned worry worries debate "
        "clash clashes argument argued battle battles lawsuit sued questions controversy talks protest protests "
        "protested outrage anger spat feud handed took turned taken all hand take takes taking won win come "
        "came wins voted game began"
    ),
    "under": words("comes came come going fell"),
    "about": words("talk talked talking think thinking worried concerned asked what how complained questions"),
    "above": words("the"),
    "near": frozenset(),
    "around": words("turn turned get drove all travelled traveled"),
}
MOVES_UP = words(
    "edged ticked crept inched moved went gone goes going climbed shot jumped nudged pushed creeping edging drifted"
)
"""Verbs that "up to" follows as two words: "edged up to 4.1 percent" is no limit."""
_EQUALITY = Phrases(dict.fromkeys(("or equal", "or equal to"), True))


def apply_hedges(tokens: Tokens, q: Quantity) -> None:
    """Read the words before and behind a quantity, set comparator, blur and bounds; the value stays."""
    _read_before(tokens, q)
    _read_after(tokens, q)
    if q.comparator or q.approximate:
        set_bounds(q)
    if q.qualifier is not None:
        q.rules.append(f"hedge: {q.comparator or '~'}")


def _read_before(tokens: Tokens, q: Quantity) -> None:
    """Hedges may stand one behind another ("at least some 200"): all belong to the qualifier."""
    at, first = _before_age(tokens, q), -1
    end = at
    for _ in range(3):
        found = _BEFORE.back(tokens, at)
        if found is None and first < 0 and at > 0 and tokens.low[at - 1] in _BETWEEN and at - 1 > 0:
            found = _BEFORE.back(tokens, at - 1)
            if found is not None:
                end = at - 1
        if found is None or _denied(tokens, found[1], end if first < 0 else at, q.kind):
            break
        (comparator, blurs), first = found
        q.comparator = q.comparator or comparator
        q.approximate = q.approximate or blurs
        at = first
    if first >= 0:
        q.qualifier = first, end


def _before_age(tokens: Tokens, q: Quantity) -> int:
    """The token before which an age's hedge stands: "under the age of 18", "over age 65"."""
    i = q.first
    if q.kind != "age" or q.unit is not None:
        return i
    if tokens.word(i - 1) == "of" and tokens.word(i - 2) == "age":
        i -= 2 + (tokens.word(i - 3) == "the")
    elif tokens.word(i - 1) == "age":
        i -= 1
    return i


def _denied(tokens: Tokens, first: int, end: int, kind: str) -> bool:
    """Whether the words are no hedge here: "handed over 20", "twice as many as 50" (the comparison goes on)."""
    if tokens.word(first) in ("~", ">", "<", "=") and tokens.glued(first):
        return tokens.is_number(first - 1) or tokens.word(first - 1) in ("<", ">", "=")
    if tokens.low[first] == "up" and tokens.word(first + 1) == "to" and tokens.word(first - 1) in MOVES_UP:
        return True
    if kind == "ordinal" and tokens.word(end) in ("the", "his", "her", "its", "their", "our", "my", "a"):
        return True  # "wrote about the 13th festival"
    if tokens.low[first] == "within" and kind not in ("measure", "percent", "money"):
        return True
    if tokens.low[first] in ("short", "shy") and (tokens.is_number(first - 1) or tokens.word(end) == "the"):
        return True  # "12 short of 500" is a difference
    if end - first > 1:
        return tokens.low[first] == "as" and tokens.word(first - 1) in ("times", "twice", "half")
    return tokens.word(first - 1) in _NOT_HEDGES_BEFORE.get(tokens.low[first], ())


def _read_after(tokens: Tokens, q: Quantity) -> None:
    j = q.last
    if j >= len(tokens):
        return
    plus = tokens.low[j] == "+" and tokens.glued(j) and not (tokens.glued(j + 1) and tokens.is_number(j + 1))
    if plus:
        _behind(q, (">=", False), j, j + 1)
        return
    if tokens.hyphen(j) and tokens.low[j + 1] in ("odd", "plus", "ish"):
        _behind(q, (">=", False) if tokens.low[j + 1] == "plus" else (None, True), j, j + 2)
        return
    if tokens.hyphen(j) and tokens.low[j + 1] == "strong":
        q.reach = j + 2
        return
    equal = _EQUALITY.ahead(tokens, j)
    if equal is not None and q.comparator in ("<", ">") and q.qualifier:
        q.comparator, q.reach = ("<=" if q.comparator == "<" else ">="), equal[1]
        return
    found = _AFTER.ahead(tokens, j)
    if found is None or tokens.gap[j] == 2 or tokens.text[j] in ("MAX", "Max", "Plus"):
        return
    if tokens.low[j] in ("plus", "odd", "tops", "max", "minimum", "maximum", "at"):
        if tokens.low[j] not in ("odd",) and not _closes(tokens, found[1]):
            return
    elif tokens.word(found[1]) in ("than",) or (
        tokens.word(found[1] - 1) == "than" and _number_follows(tokens, found[1])
    ):
        return
    _behind(q, found[0], j, found[1])


def _number_follows(tokens: Tokens, i: int) -> bool:
    return tokens.is_number(i)


def _closes(tokens: Tokens, i: int) -> bool:
    return i >= len(tokens) or tokens.kind[i] != 0


def _behind(q: Quantity, hedge: Hedge, first: int, last: int) -> None:
    comparator, blurs = hedge
    if comparator is not None and q.comparator is None:
        q.comparator, q.qualifier = comparator, (first, last)
    elif q.qualifier is None:
        q.qualifier = first, last
    q.approximate = q.approximate or blurs
    q.reach = last


def set_bounds(q: Quantity) -> None:
    """Bounds from comparator and blur: about a value, or about the ends of a range or a vague number."""
    if q.value is None:
        if q.low is None and q.high is None:
            return
        if q.comparator in (">", ">="):
            q.high, q.high_inclusive = None, True
        elif q.comparator in ("<", "<=") and q.high is not None:
            q.low, q.low_inclusive = None, True
        return
    value = q.value
    if q.comparator in (">", ">="):
        q.low, q.low_inclusive, q.high = value, q.comparator == ">=", None
    elif q.comparator in ("<", "<="):
        q.low, q.high, q.high_inclusive = None, value, q.comparator == "<="
    elif q.approximate:
        q.low = q.high = None

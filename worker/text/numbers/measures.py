"""What stands behind a numeral and makes it a percentage, a measure, a multiple, and what it is counted per."""

from decimal import Decimal

from worker.text.numbers import ucum
from worker.text.numbers.lexicon import AUXILIARIES, DOWN, MULTIPLE_CUES, STOPPERS, UP, plural
from worker.text.numbers.number_words import BELOW_HUNDRED, SCALES
from worker.text.numbers.numeral import ONE, Numeral
from worker.text.numbers.parts import addend, by_marks, half_named
from worker.text.numbers.phrases import Phrases
from worker.text.numbers.quantity import Quantity
from worker.text.numbers.tokens import GLUED, MARK, SPACED, WORD, Tokens
from worker.text.numbers.ucum import time_unit
from worker.text.numbers.units import SYMBOLS, UNIT_PHRASES, text_of
from worker.text.numbers.wordlist import words

_PERCENT_WORDS = {
    "%": "%;percent;per cent;pct;percents;percentage;p.c.;per-cent;％",
    "points": (
        "percentage point;percentage points;percentage-point;percentage-points;percent point;percent points;pp;"
        "per cent points;% points;%-points;ppt;ppts;pct point;pct points"
    ),
    "basis": "basis point;basis points;basis-point;bps;bp",
}
_PERCENT_CODES = {"%": "%", "points": "%", "basis": "10*-4"}
_PERCENT = Phrases({word: _PERCENT_CODES[name] for name, text in _PERCENT_WORDS.items() for word in text.split(";")})
_MILLION = Decimal(10) ** 6
# Symbols of one or two letters that are also words, initials or scales: they must be glued, or be followed by nothing
# that would make them something else.
_DELICATE = words("A V W J N K b t g G l L m in ac hp ha ct PB MP EB mb Mb gr gm deg º ° pt pts au C F")
_TEMPERATURE_LETTERS = {"C": ("Cel", -90, 1500), "F": ("[degF]", -130, 2000)}
_WEATHER = words(
    "below above warmer cooler higher lower hotter colder outside today tonight overnight and or in on by "
    "at to with during"
)
_WARMTH = words("temperature temperatures highs lows heat cold mercury freezing warming")
_METRE_CUES = words(
    "wide tall high deep long away above below from off apart thick race sprint final freestyle hurdles butterfly "
    "backstroke breaststroke relay yacht in and or by to tsunami wave waves"
)
_LENGTHS = words(
    "wide tall high deep long away above below thick race sprint water river sea snow level levels height depth waves "
    "tide waters wave flood jump climbed fell fallen slid dropped plunged cliff ladder feet metres"
)
_MOVED = 10
_THINGS_AFTER_MILLION = words("people jobs of doses votes tonnes barrels litres users homes viewers")


def attach_percent(tokens: Tokens, q: Quantity) -> bool:
    if q.kind == "ordinal":
        return False
    j = q.last + 1 if tokens.hyphen(q.last) else q.last
    part = q.numeral.fraction or (q.value is not None and 0 < q.value < 1 and tokens.word(j + 1) in ("a", "one"))
    if part and tokens.word(j) in ("a", "of"):
        j += 1 + (tokens.word(j + 1) in ("a", "one"))  # "0.3 of a percentage point"
    found = _PERCENT.ahead(tokens, j) or _point_of_rates(tokens, q, j)
    if found is None or tokens.gap[j] == 2:
        return False
    code, last = found
    if tokens.low[j] in ("pp", "bp", "p") and not (tokens.glued(j) or tokens.low[j] == "pp"):
        return False
    q.kind, q.unit, q.unit_code = "percent", text_of(tokens, j, last), code
    q.system, q.last = "UCUM", last
    q.rules.append("unit: percent")
    return True


_RATES = words("prices rose fell rate rates fed yield yields borrowing lending interest inflation mortgage hike hikes")


def _point_of_rates(tokens: Tokens, q: Quantity, j: int) -> tuple[str, int] | None:
    """ "a quarter-point cut", "half a point": percentage points, where a rate of interest is spoken of."""
    if q.numeral.fraction is None or tokens.word(j) not in ("point", "points"):
        return None
    near = tokens.low[max(0, q.first - _RATES_REACH) : j + _RATES_REACH]
    return None if _RATES.isdisjoint(near) else (_PERCENT_CODES["points"], j + 1)


_RATES_REACH = 10


def attach_measure(tokens: Tokens, q: Quantity) -> bool:
    """Take in a unit of measure, "5 feet 2 inches" included; a letter that turns out a scale ("10m people") too."""
    if q.kind == "ordinal":
        return False
    if by_marks(tokens, q):
        return True
    if half_named(tokens, q):
        return True
    found = _unit_at(tokens, q)
    if found is None:
        if _below_zero(tokens, q.last) and q.value is not None and q.kind == "cardinal":
            q.takes(-q.value)
            q.kind, q.unit, q.last = "measure", "degrees", q.last + 2
            return True
        return _million_letter(tokens, q)
    first, last, code = found
    q.kind, q.unit = "measure", text_of(tokens, first, last)
    q.unit_code, q.system = code or None, "UCUM" if code else None
    q.last = last
    q.rules.append("unit: measure")
    while q.numeral.scale == ONE and addend(tokens, q):
        pass
    if q.value is not None and tokens.word(q.last) == "and" and tokens.word(q.last + 1) == "a":
        half = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}.get(tokens.word(q.last + 2))
        if half is not None and q.numeral.scale == ONE and q.value == int(q.value):
            q.takes(q.value + half)  # "a mile and a half"
            q.last += 3
    if q.value is not None and q.value > 1 and q.unit in ("caliber", "calibre", "cal."):
        q.unit_code, q.system = None, None  # "a 50-caliber gun" counts hundredths of an inch
    if q.unit_code == "deg" and _ANGLE_CUES.isdisjoint(tokens.low[max(0, first - 5) : last + 4]):
        q.unit_code, q.system = None, None  # of temperature, mostly: which scale, the words do not say
    if _below_zero(tokens, q.last) and q.value is not None:
        q.takes(-abs(q.value))
        q.last += 2
    return True


_ANGLE_CUES = words("angle angles turn turned rotate rotated latitude longitude north south east west bend slope tilt")


def _below_zero(tokens: Tokens, i: int) -> bool:
    return tokens.word(i) == "below" and tokens.word(i + 1) in ("zero", "freezing")


def _unit_at(tokens: Tokens, q: Quantity) -> tuple[int, int, str] | None:
    j = q.last
    if j >= len(tokens) or tokens.gap[j] == 2:
        return None
    hyphenated = tokens.hyphen(j)
    if hyphenated:
        j += 1
    elif q.numeral.fraction and tokens.low[j] in ("a", "an", "of"):
        j += 1 + (tokens.low[j] == "of" and tokens.word(j + 1) in ("a", "an"))
    elif q.numeral.vague and tokens.low[j] == "of":
        j += 1
    found = UNIT_PHRASES.ahead(tokens, j)
    if found is not None:
        name, last = found
        if name in ("foot", "cup", "bar", "bars", "turn", "stone", "cups") and not (
            hyphenated or _firm(tokens, q, name, last)
        ):
            return None
        return j, last, ucum.NAMES[name]
    short = SYMBOLS.ahead(tokens, j)
    article = q.numeral.spelled and tokens.low[q.first] in ("a", "an")  # "a kg", "an ml"
    if short is not None and (not q.numeral.spelled or article):
        name, last = short
        if name != "in" and _symbol_fits(tokens, q, j, last, name):
            return j, last, ucum.SYMBOLS[name]
    return _temperature(tokens, q, j)


def _firm(tokens: Tokens, q: Quantity, name: str, last: int) -> bool:
    after = tokens.word(last)
    if name in ("cup", "cups"):
        return after in ("of", "", ".", ",") or not tokens.is_word(last)
    if name == "foot":
        return not q.numeral.fraction
    if name == "stone":
        return (
            tokens.is_number(last) or after in ("", ".", ",", "and") or tokens.word(q.first - 1) in ("weighed", "lost")
        )
    return (name in ("bar", "turn") and not q.numeral.spelled) or bool(q.numeral.fraction)


def _symbol_fits(tokens: Tokens, q: Quantity, j: int, last: int, name: str) -> bool:
    if tokens.glued(last) and tokens.kind[last] != MARK and tokens.low[last - 1] not in ("°", "º"):
        return False
    if name in ("°", "º") and tokens.glued(last) and tokens.is_word(last):
        return False
    if len(name) == 1 and name.isupper() and tokens.hyphen(j - 1):
        return False  # "Form 8-K"
    if name == "st":
        return tokens.glued(j)
    if name == "m":
        return _is_metre(tokens, q, j, last)
    if name in ("K", "G", "A", "V", "W", "J", "N", "b", "t", "L", "C", "F", "Mt", "MT"):
        if tokens.glued(last) and tokens.low[last] in ("-", "/", "&", "."):
            return tokens.glued(j) and tokens.low[last] == "."
        if name in ("A", "V", "N", "K", "G") and not tokens.glued(j):
            return False
        return not tokens.capital(last) or tokens.gap[last] == GLUED
    if name in _DELICATE and not tokens.glued(j):
        return not (tokens.glued(last) and tokens.low[last] in ("-", "'", "’", "&"))
    return True


def _is_metre(tokens: Tokens, q: Quantity, j: int, last: int) -> bool:
    """ "1.8m tall", "a 100m race" against "10m people", "1m jobs"."""
    if q.numeral.scale != ONE or (tokens.glued(last) and tokens.low[last] in ("'", "’")):
        return False
    after = tokens.word(last)
    if tokens.word(q.hedge_at - 1) in ("sold", "sells", "selling", "attracted", "employs", "drew", "topped"):
        return False  # "the album sold 2m"
    window = tokens.low[max(0, q.first - _MOVED) : q.first]
    if any(word in UP or word in DOWN for word in window) and _LENGTHS.isdisjoint((*window, after)):
        return False  # "sales rose 11.7% to 5.9m"
    if after in _METRE_CUES or last >= len(tokens) or tokens.kind[last] != WORD:
        return True
    return not _counts_million(tokens, last)


def _counts_million(tokens: Tokens, i: int) -> bool:
    for j in range(i, min(i + 4, len(tokens))):
        word = tokens.low[j]
        if word in _THINGS_AFTER_MILLION or plural(word):
            return True
        if tokens.kind[j] != WORD or word in STOPPERS:
            return False
    return False


def _million_letter(tokens: Tokens, q: Quantity) -> bool:
    """ "10m people", "1.5m": a glued m that is no metre is a million."""
    j = q.last
    if q.numeral.spelled or q.numeral.scale != ONE or tokens.word(j) != "m" or not tokens.glued(j):
        return False
    if tokens.glued(j + 1) and tokens.kind[j + 1] != MARK:
        return False
    q.numeral.mantissa, q.numeral.scale = q.value, _MILLION
    q.takes(q.value * _MILLION if q.value is not None else None)
    q.last = j + 1
    q.rules.append("numeral: m for million")
    attach_measure(tokens, q)
    return True


def _temperature(tokens: Tokens, q: Quantity, j: int) -> tuple[int, int, str] | None:
    """ "30C", "-5 C": a bare letter is a temperature only at the end of what is said, and in a sane range."""
    text = tokens.text[j] if j < len(tokens) else ""
    if text not in _TEMPERATURE_LETTERS or q.numeral.spelled or q.value is None or q.numeral.scale != ONE:
        return None
    code, low, high = _TEMPERATURE_LETTERS[text]
    after = tokens.word(j + 1)
    told = q.numeral.signed or not _WARMTH.isdisjoint(tokens.low[max(0, q.first - 6) : q.first])
    if told and tokens.is_word(j + 1) and tokens.text[j + 1].islower() and low <= q.value <= high:
        return j, j + 1, code  # "temperatures of -12C were felt"
    closes = j + 1 >= len(tokens) or (tokens.kind[j + 1] == MARK and after not in ("-", "/", "&", "'", "’", "#", "+"))
    return (j, j + 1, code) if (closes or after in _WEATHER) and low <= q.value <= high else None


def attach_multiple(tokens: Tokens, q: Quantity) -> bool:
    """ "threefold", "three times as many", "10x"."""
    j = q.last
    if q.kind == "ordinal" or j >= len(tokens):
        return False
    word = tokens.low[j]
    if tokens.hyphen(j) and tokens.word(j + 1) == "fold":
        last = j + 2
    elif (
        (word == "fold" and tokens.gap[j] == SPACED)
        or (word == "times" and tokens.gap[j] == SPACED and _compares(tokens, j + 1))
        or (word == "x" and tokens.glued(j) and not tokens.glued(j + 1))
    ):
        last = j + 1
    else:
        return False
    q.kind, q.unit, q.last = "multiple", text_of(tokens, last - 1, last), last
    q.rules.append("unit: multiple")
    return True


def _compares(tokens: Tokens, i: int) -> bool:
    if tokens.word(i) == "that":
        return tokens.word(i + 1) == "of"
    if tokens.word(i) == "the" and time_unit(tokens.word(i + 1)) is not None:
        return False
    return tokens.word(i) in MULTIPLE_CUES


def _a_verb(tokens: Tokens, i: int) -> bool:
    """Whether "double" at token i is one: "would more than double the number", "to double its funding"."""
    j = i - 1
    while tokens.word(j) in ("more", "than", "nearly", "almost", "about", "roughly", "at", "least"):
        j -= 1
    word = tokens.word(j)
    return word in ("a", "the", "to") or (word in AUXILIARIES and word not in _BE)


_BE = words("is are was were be been being am")
TIMES_AS = {"double": Decimal(2), "triple": Decimal(3), "quadruple": Decimal(4)}
"""Multiples before what they multiply: "double the number"."""
_COMPARED = words("many much big large likely long high fast far often expensive good wide deep strong")


def folded(tokens: Tokens, i: int) -> Quantity | None:
    """ "twofold", "hundredfold", "twice as many", at token i."""
    word = tokens.low[i]
    value: Decimal | None = None
    if word in TIMES_AS and tokens.word(i + 1) in ("the", "its", "their", "his", "her", "what", "that"):
        value = None if _a_verb(tokens, i) else TIMES_AS[word]
    elif word == "half" and tokens.word(i + 1) == "as" and tokens.word(i + 2) in _COMPARED:
        value = Decimal("0.5")
    elif word == "twice" and _compares(tokens, i + 1):
        value = Decimal(2)
    elif word.endswith("fold") and len(word) > 6:
        base = word.removesuffix("fold")
        size = BELOW_HUNDRED.get(base)
        value = Decimal(size) if size else Decimal(100) if base == "hundred" else SCALES.get(base)
    if value is None:
        return None
    made = Quantity(Numeral(i, i + 1, value, value, spelled=True), i, i + 1, kind="multiple", unit=tokens.text[i])
    made.takes(value)
    return made

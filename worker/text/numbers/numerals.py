"""A numeral at a token, in digits, in words or mixed: "1.2 million", "3½", "two dozen", "tens of thousands"."""

from decimal import Decimal

from worker.text.numbers.fractions import dozens, fraction, ratio, slash, with_fraction
from worker.text.numbers.literals import Digits, read_digits
from worker.text.numbers.number_words import (
    BELOW_HUNDRED,
    DOZENS,
    FEW,
    HUNDREDS,
    LETTER_SCALES,
    ORDINAL_SCALES,
    ORDINALS,
    SCALE_PLURALS,
    SCALES,
    SHORT_SCALES,
    VAGUE,
    VULGAR,
    ZEROS,
)
from worker.text.numbers.numeral import ONE, Numeral, Step
from worker.text.numbers.powers import exponent
from worker.text.numbers.spelled import after_joint, cardinal, group, scaled
from worker.text.numbers.tokens import BROKEN, DASHES, GLUED, NUMBER, SPACED, Tokens
from worker.text.numbers.tokens import VULGAR as VULGAR_KIND
from worker.text.numbers.wordlist import words

STARTERS: frozenset[str] = frozenset(
    {*BELOW_HUNDRED, *ORDINALS, *ORDINAL_SCALES, *SCALES, *HUNDREDS, *ZEROS, *VAGUE, *FEW, "half", "quarter", "dozen"}
    | {"tens", "third", "fourth"}
)
_ORDINAL_SUFFIXES = frozenset({"st", "nd", "rd", "th"})
_ARTICLES = frozenset({"a", "an"})
_SIGNS = frozenset("-−–")


def numeral_at(tokens: Tokens, i: int) -> Numeral | None:
    """The longest numeral whose first number token is i; `first` may lie before i ("a hundred", "a third")."""
    kind = tokens.kind[i]
    if kind == NUMBER:
        return _from_digits(tokens, i)
    if kind == VULGAR_KIND:
        parts = VULGAR[tokens.text[i]]
        return _behind(tokens, Numeral(i, i + 1, ratio(parts), ratio(parts), fraction=parts))
    word = tokens.low[i]
    if word in FEW:
        return _few(tokens, i)
    if word in VAGUE or word == "tens":
        return _vague(tokens, i)
    return _from_words(tokens, i)


def _from_words(tokens: Tokens, i: int) -> Numeral | None:
    word = tokens.low[i]
    article = tokens.word(i - 1) in _ARTICLES and tokens.gap[i] == SPACED
    if word == "dozen":
        return Numeral(i - article, i + 1, Decimal(12), Decimal(12), spelled=True)
    tied = word in ("hundred", "ten") and tokens.hyphen(i + 1) and tokens.word(i + 2) in ORDINAL_SCALES
    if article and (word in ORDINALS or word in ("half", "quarter") or tied):
        found = fraction(tokens, i - 1)
        if found is not None and (word in ("half", "quarter") or _is_part(tokens, i - 1, found.last)):
            return found
    counted = article and (word in SCALES or word in HUNDREDS or word in ORDINAL_SCALES)
    found = fraction(tokens, i)
    if found is not None:
        found.first -= counted  # "a hundred thousandths"
        return found
    if word in ("half", "quarter"):
        alone = len(tokens) == 1
        return Numeral(i, i + 1, Decimal("0.25"), Decimal("0.25"), fraction=(1, 4), spelled=True) if alone else None
    step = cardinal(tokens, i)
    if step is None:
        return None
    first = i - counted
    if step.ordinal:
        return Numeral(first, step.last, step.value, step.value, ordinal=True, spelled=True)
    numeral = Numeral(first, step.last, step.value, step.mantissa, step.scale, spelled=True)
    return with_fraction(tokens, dozens(tokens, numeral))


_PART_CUES = words("between by nearly almost about over than roughly around least just under of")


def _is_part(tokens: Tokens, i: int, last: int) -> bool:
    """Whether "a third", "a fifth" (tokens i to last) is a share and no place in a row."""
    if tokens.word(last) in ("of", "a") or tokens.word(i - 1) in _PART_CUES:
        return True
    return i == 0 and last == len(tokens)


def _from_digits(tokens: Tokens, i: int) -> Numeral | None:
    text = tokens.text[i]
    if i > 0 and tokens.low[i - 1] == "." and tokens.gap[i] == GLUED and text.isdigit():
        leading = i < 2 or tokens.gap[i - 1] != GLUED or tokens.low[i - 2] in "$£€-−("
        if not leading:
            return None
        digits, first = read_digits("0." + text), i - 1
    else:
        digits, first = read_digits(text), i
    if digits.list_like:
        if not _amounts(tokens, i):
            return None
        digits = Digits(None, "plain", broken=True)  # "3.4.5 billion"
    doubled = _doubled(tokens, i)
    if doubled is not None:
        return _scaled_readings(tokens, Numeral(i, i + 4, None, digits=doubled))
    numeral = Numeral(first, i + 1, digits.value, digits.value, digits=digits)
    if digits.value is None:
        return _scaled_readings(tokens, numeral)
    after = tokens.word(i + 1)
    stones = after == "st" and (not text.endswith("1") or text.endswith("11"))
    if tokens.glued(i + 1) and after in _ORDINAL_SUFFIXES and not stones:
        numeral.ordinal, numeral.last = True, i + 2
        return numeral
    parts = slash(tokens, i) if after == "/" else None
    if parts:
        return Numeral(i, i + 3, ratio(parts), ratio(parts), fraction=parts)
    powered = exponent(tokens, i, digits.value)
    if powered is not None:
        value, last = powered
        return Numeral(first, last, value, value, digits=digits)
    return _behind(tokens, with_fraction(tokens, numeral))


def _amounts(tokens: Tokens, i: int) -> bool:
    """Whether a chain of digits and points is an amount after all, and so a broken one: money, a share, millions."""
    if not tokens.text[i].replace(".", "").isdigit() or len(tokens.text[i]) > _CHAIN:
        return False
    signed = i > 0 and tokens.low[i - 1] in ("$", "£", "€") and tokens.glued(i)
    return signed or tokens.word(i + 1) in SCALES or tokens.word(i + 1) in ("%", "percent")


_CHAIN = 9


def _doubled(tokens: Tokens, i: int) -> Digits | None:
    """ "2..5 million", "2,,500": a separator typed twice; three points are none."""
    mark = tokens.word(i + 1)
    if mark not in (".", ",") or tokens.word(i + 2) != mark or not tokens.is_number(i + 3):
        return None
    if not all(tokens.glued(j) for j in range(i + 1, i + 4)) or not tokens.text[i].isdigit():
        return None
    part = tokens.text[i + 3]
    if not part.isdigit() or len(tokens.text[i]) + len(part) > _CHAIN:
        return None
    value = Decimal(f"{tokens.text[i]}.{part}" if mark == "." else tokens.text[i] + part)
    return Digits(None, "plain", (value,), broken=True)


def _behind(tokens: Tokens, numeral: Numeral) -> Numeral:
    """The scale words behind digits: "million", "lakh crore", "k", "bn", "hundred and 21"."""
    assert numeral.value is not None
    j = after_joint(tokens, numeral.last)
    if j < 0 and tokens.glued(numeral.last):
        j = numeral.last
    if j < 0:
        return numeral
    word = tokens.low[j]
    if word in SCALES and tokens.glued(j):  # "4.3million"
        numeral.mantissa, numeral.scale, numeral.last = numeral.value, SCALES[word], j + 1
        numeral.value *= SCALES[word]
        return numeral
    if word in SCALES or word in SCALE_PLURALS or word in HUNDREDS:
        lead = Step(numeral.value, numeral.last, numeral.value)
        step = scaled(tokens, lead, numeral.last) if word not in HUNDREDS else _hundred(tokens, numeral, j)
        if step is not None and not step.ordinal:
            done = Numeral(numeral.first, step.last, step.value, step.mantissa, step.scale, digits=numeral.digits)
            return with_fraction(tokens, done)
        return numeral
    if word in DOZENS:
        return dozens(tokens, numeral)
    size = SHORT_SCALES.get(word) or LETTER_SCALES.get(tokens.text[j])
    if word == "b" and tokens.text[j] == "b" and (not tokens.glued(j) or numeral.value >= 1000):
        size = None  # bits
    if tokens.text[j] == "K" and tokens.glued(j) and _among_degrees(tokens, j):
        return numeral  # kelvins
    if tokens.text[j] == "B" and tokens.glued(j) and numeral.value >= 100:
        return numeral  # "340B" is a code; money has its own letters
    if len(word) == 1 and j > numeral.last:
        size = None if tokens.low[j - 1] in DASHES else size  # "Form 10-K"
    if size is not None and _ends_word(tokens, j):
        numeral.mantissa, numeral.scale = numeral.value, size
        numeral.value, numeral.last = numeral.value * size, j + 1
    return numeral


def _among_degrees(tokens: Tokens, j: int) -> bool:
    """Whether degrees stand within a few tokens: then "573.15K" is a temperature and no thousands."""
    return not _DEGREES.isdisjoint(tokens.low[max(0, j - 12) : j + 12])


_DEGREES = words("° °c °f ℃ ℉ celsius fahrenheit degrees kelvin")


def _hundred(tokens: Tokens, numeral: Numeral, j: int) -> Step | None:
    assert numeral.value is not None
    inner = group(tokens, j, bare=True)
    if inner is None:
        return None
    extra = inner.value - 100
    value = numeral.value * 100 + extra
    lead = Step(value, inner.last, numeral.value if not extra else value, Decimal(100) if not extra else ONE)
    return scaled(tokens, lead, inner.last) or lead


def _ends_word(tokens: Tokens, j: int) -> bool:
    """Whether a short scale at token j is a word of its own: not "5k" in "5km", "10b-5" or "5 M&A"."""
    if not tokens.glued(j + 1):
        return True
    if tokens.low[j] == "b" and tokens.low[j + 1] in DASHES and not tokens.is_word(j + 3):
        return False
    return tokens.kind[j + 1] not in (NUMBER, VULGAR_KIND) and tokens.low[j + 1] not in ("&", "/", "'", "_")


def _scaled_readings(tokens: Tokens, numeral: Numeral) -> Numeral:
    j = after_joint(tokens, numeral.last)
    if j < 0 and tokens.glued(numeral.last):
        j = numeral.last
    word = tokens.word(j)
    size = SCALES.get(word) or SHORT_SCALES.get(word)
    if size is not None:
        numeral.scale, numeral.last = size, j + 1
    return numeral


def _vague(tokens: Tokens, i: int) -> Numeral | None:
    """ "thousands", "tens of thousands", "hundreds of millions", "dozens"."""
    word, last = tokens.low[i], i + 1
    low, high = (Decimal(10), Decimal(100)) if word == "tens" else VAGUE[word]
    factor = ONE
    if tokens.word(i + 1) == "of" and word in ("tens", "dozens", "scores", "hundreds", "thousands"):
        inner = tokens.word(i + 2)
        if inner in VAGUE and inner not in ("dozens", "scores"):
            factor, last = VAGUE[inner][0], i + 3
    if word == "tens" and factor == ONE:
        return None
    if word == "scores" and factor == ONE and tokens.word(i + 1) != "of" and tokens.word(i + 1) not in ("more",):
        return None  # results of matches and exams
    return Numeral(i, last, None, scale=factor, low=low * factor, high=high * factor, spelled=True)


def _few(tokens: Tokens, i: int) -> Numeral | None:
    """ "several", "a few thousand", "a couple of hundred", "a handful of"."""
    word, low = tokens.low[i], Decimal(FEW[tokens.low[i]])
    article = tokens.word(i - 1) == "a"
    first, j = (i - 1 if article else i), i + 1
    if tokens.word(j) == "of" and word != "handful":
        j += 1
    elif word == "few" and tokens.word(j) == "dozen":
        return Numeral(first, j + 1, None, low=Decimal(36), high=Decimal(120), spelled=True)
    after = tokens.word(j)
    size = (
        SCALES.get(after)
        or (Decimal(100) if after == "hundred" else None)
        or (Decimal(12) if after == "dozen" else None)
    )
    if size is not None and tokens.gap[j] == SPACED:
        outer = SCALES.get(tokens.word(j + 1)) if after == "hundred" else None
        if outer is not None:
            size, j = size * outer, j + 1
        if word == "couple":
            return Numeral(first, j + 1, 2 * size, Decimal(2), size, spelled=True, approximate=True)
        return Numeral(first, j + 1, None, scale=size, low=low * size, high=10 * size, spelled=True)
    if word == "couple":
        if article and tokens.word(i + 1) == "of":
            return Numeral(first, i + 1, Decimal(2), Decimal(2), spelled=True, approximate=True)
        return None
    if word == "handful":
        return Numeral(first, i + 1, None, low=low, spelled=True) if article and tokens.word(i + 1) == "of" else None
    if word == "few" and not article:
        return None
    return Numeral(first, i + 1, None, low=low, spelled=True)


def negative(tokens: Tokens, numeral: Numeral) -> Numeral:
    """Take in a sign before the number: "-5", "− 5" as a whole line, "minus five"."""
    i = numeral.first - 1
    if numeral.value is None or numeral.ordinal or i < 0:
        return numeral
    word = tokens.low[i]
    if word in ("minus", "negative") and tokens.gap[i + 1] == SPACED:
        first = i
    elif numeral.fraction and numeral.spelled:
        return numeral
    elif (word in _SIGNS and tokens.glued(i + 1) and _sign_place(tokens, i)) or _spaced_minus(tokens, i):
        first = i
    elif word in _SIGNS and i == 0 and numeral.last == len(tokens) and tokens.gap[1] != BROKEN:
        first = i  # a table cell: nothing but "- 5"
    else:
        return numeral
    numeral.value, numeral.first, numeral.signed = -numeral.value, first, True
    numeral.mantissa = -numeral.mantissa if numeral.mantissa is not None else None
    return numeral


def _spaced_minus(tokens: Tokens, i: int) -> bool:
    """ "of − 5", "to - 20": a dash with space around it is a sign where no clause can end before it."""
    if tokens.low[i] not in _SIGNS or tokens.gap[i + 1] != SPACED or i == 0 or tokens.gap[i] != SPACED:
        return False
    before = tokens.low[i - 1]
    return before in _NO_END and tokens.sentence[i] == tokens.sentence[i - 1]


_NO_END = words(
    "of to at from than by about around between and or is was were below above reached hit nearly convert exceed equals"
)
"""Words that want something behind them."""


def _sign_place(tokens: Tokens, i: int) -> bool:
    """Whether a dash at token i, glued to a number behind it, is a sign: nothing but space or a bracket before it."""
    if i > 0 and tokens.kind[i - 1] == NUMBER:
        return False  # "2 -7 kg" is a range
    if i == 0 or tokens.gap[i] != GLUED:
        return tokens.low[i] != "–" or tokens.text[i] == "−"
    return tokens.low[i - 1] in "([<>=$£€~"

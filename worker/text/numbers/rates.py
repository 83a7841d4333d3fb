"""What something is counted per: "per 100,000 people", "an hour", "a share", "/hour"."""

from worker.text.numbers import ucum
from worker.text.numbers.lexicon import PER_NOUNS, STOPPERS, plural
from worker.text.numbers.number_words import BELOW_HUNDRED, SCALES
from worker.text.numbers.numeral import ONE
from worker.text.numbers.numerals import numeral_at
from worker.text.numbers.quantity import Denominator
from worker.text.numbers.tokens import BROKEN, Tokens
from worker.text.numbers.ucum import TIME, time_unit
from worker.text.numbers.units import UNIT_PHRASES, text_of


def denominator(tokens: Tokens, i: int) -> Denominator | None:
    """ "per 100,000 people", "an hour", "a share", "/hour" at token i; None where the words say something else."""
    if tokens.hyphen(i) and tokens.hyphen(i + 2):  # "$60-a-barrel"
        i += 1
    word = tokens.word(i)
    if i >= len(tokens) or tokens.gap[i] == 2:
        return None
    found: Denominator | None = None
    if word in ("per", "each", "every"):
        often = word == "every" and tokens.is_number(i + 1) and time_unit(tokens.word(i + 2)) is not None
        found = _per(tokens, i + 1, firm=word == "per" or often)
    elif word == "/" and tokens.glued(i) and (time_unit(tokens.word(i + 1)) or tokens.word(i + 1) in ucum.NAMES):
        found = _per(tokens, i + 1, firm=True)
    elif tokens.text[i] in ("a", "an") and tokens.is_word(i + 1 + tokens.hyphen(i + 1)):
        found = _per(tokens, i + 1 + tokens.hyphen(i + 1), firm=False)
    if found is not None and tokens.word(found.last) in ("earlier", "ago", "later", "before", "after", "and"):
        return None
    if found is not None and tokens.word(found.last) == "on" and tokens.word(found.last + 1) != "average":
        return None  # "a year on"
    return found


def _per(tokens: Tokens, i: int, *, firm: bool) -> Denominator | None:
    if i >= len(tokens) or tokens.gap[i] == 2:
        return None
    value, j, counted = ONE, i, False
    if firm and (
        tokens.is_number(i) or tokens.low[i] in SCALES or tokens.low[i] in BELOW_HUNDRED or tokens.low[i] == "hundred"
    ):
        numeral = numeral_at(tokens, i)
        if numeral is None or numeral.value is None:
            return None
        value, j, counted = numeral.value, numeral.last, True
    word = tokens.word(j)
    unit = time_unit(word)
    if unit is not None and not word.endswith("ly"):
        return Denominator(value, word, TIME[unit] or None, j + 1)
    found = UNIT_PHRASES.ahead(tokens, j)
    if not firm and word not in PER_NOUNS and not (found is not None and word in ("square", "cubic")):
        return None
    if found is not None:
        return Denominator(value, text_of(tokens, j, found[1]), ucum.NAMES[found[0]] or None, found[1])
    if tokens.is_word(j) and word.isalpha() and word not in ("cent", "se", "capita", "the", "and", "of"):
        last = _counted_noun(tokens, j) if counted else j + 1
        return Denominator(value, text_of(tokens, j, last).lower(), None, last)
    if word == "capita":
        return Denominator(value, word, None, j + 1)
    return Denominator(value, "", None, j) if counted else None


def _counted_noun(tokens: Tokens, i: int) -> int:
    """The token behind what a number counts: "per 1,000 live births" ends with the plural, else with one word."""
    for j in range(i, min(i + 3, len(tokens))):
        word = tokens.low[j]
        if not tokens.is_word(j) or tokens.gap[j] == BROKEN or (j > i and word in STOPPERS):
            break
        if plural(word):
            return j + 1
    return i + 1

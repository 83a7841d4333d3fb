"""What stands around a number, as several rules ask for it: a headline, a counted noun, nothing at all."""

from worker.text.numbers.lexicon import plural
from worker.text.numbers.numeral import Numeral
from worker.text.numbers.tokens import BROKEN, WORD, Tokens


def title_case(tokens: Tokens, i: int) -> bool:
    """Whether the sentence of token i is written as a headline is: nearly all its longer words have capitals."""
    sentence, lo, hi = tokens.sentence[i], i, i
    while lo > 0 and tokens.sentence[lo - 1] == sentence and i - lo < 24:
        lo -= 1
    while hi + 1 < len(tokens) and tokens.sentence[hi + 1] == sentence and hi - i < 24:
        hi += 1
    words = [j for j in range(lo, hi + 1) if tokens.kind[j] == WORD and len(tokens.text[j]) > 3]
    return len(words) >= 3 and sum(tokens.text[j][0].isupper() for j in words) >= 0.8 * len(words)


def counts_on(tokens: Tokens, i: int) -> bool:
    """Whether a counted noun seems to follow: a lower-case plural within two words."""
    for j in (i, i + 1):
        if not tokens.is_word(j) or tokens.gap[j] == BROKEN:
            return False
        if plural(tokens.low[j]) and tokens.text[j].islower():
            return True
    return False


def standalone(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether the numeral is all that the text holds."""
    return numeral.first == 0 and numeral.last == len(tokens)

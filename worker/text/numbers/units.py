"""Units as they are looked up in the text, by name and by symbol."""

from worker.text.numbers import ucum
from worker.text.numbers.phrases import Phrases
from worker.text.numbers.tokens import Tokens

UNIT_PHRASES = Phrases({name: name for name in ucum.NAMES})
SYMBOLS = Phrases({name: name for name in ucum.SYMBOLS}, exact=True)


def text_of(tokens: Tokens, first: int, last: int) -> str:
    """What the text has from token `first` to the one before `last`."""
    return tokens.source[tokens.start[first] : tokens.end[last - 1]]

"""One walk over the tokens: every numeral with its unit, or with the reason why it is no quantity."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from schemas.span import Span
from worker.text.numbers import ucum
from worker.text.numbers.ages import attach_age, decade_age
from worker.text.numbers.calendar import is_calendar, is_duration
from worker.text.numbers.codes import glued_behind
from worker.text.numbers.hedges import apply_hedges
from worker.text.numbers.lexicon import NOUN_ADJUNCTS
from worker.text.numbers.measures import TIMES_AS, attach_measure, attach_multiple, attach_percent, folded
from worker.text.numbers.money import article_currency, attach_money, money_before
from worker.text.numbers.names import is_code, is_idiom, loose_hyphen
from worker.text.numbers.number_words import TENS, UNITS
from worker.text.numbers.numeral import ONE, Numeral
from worker.text.numbers.numerals import STARTERS, negative, numeral_at
from worker.text.numbers.phrases import Phrases
from worker.text.numbers.purse import Purse
from worker.text.numbers.quantity import Drop, Quantity, quantity
from worker.text.numbers.surroundings import standalone
from worker.text.numbers.tokens import NUMBER, SPACED, VULGAR, Tokens
from worker.text.numbers.wordlist import words

_DECADE_WORDS = frozenset({word[:-1] + "ies" for word in TENS} | {"teens"})
_DIGIT_COUNTS = {"single": 1, "double": 2, "triple": 3, **{w: n for w, n in UNITS.items() if n > 1}}
_FIGURES = words("digit digits figure figures")
_PARTIAL = words("of the a an its his her their our my that this all those as")
_LINK_HYPHENS = words("strong odd plus ish to")


def candidates(tokens: Tokens, purse: Purse, taken: Sequence[Span]) -> list[Quantity]:
    """All numerals in order, hedged and with their units; those that are no quantity say so in `drop`."""
    blocked = tokens.covered([(span.start, span.end) for span in taken])
    addresses = tokens.covered(list(_addresses(tokens.source)))
    found: list[Quantity] = []
    made: Quantity | None
    end = 0
    low, kind = tokens.low, tokens.kind
    for i in range(len(tokens)):
        if i < end:
            continue
        word = low[i]
        from_end = _FROM_THE_END.ahead(tokens, i) if word in _END_STARTERS else None
        if from_end is not None:
            made = quantity(Numeral(i, from_end[1], None, ordinal=True, spelled=True))
        elif word == "half" and tokens.word(i + 1) == "as":
            made = folded(tokens, i) or _candidate(tokens, i, end, purse, blocked, addresses)
        elif kind[i] == NUMBER or kind[i] == VULGAR or word in STARTERS:
            made = _candidate(tokens, i, end, purse, blocked, addresses)
        elif word in _WITH_ARTICLE and low[i - 1] in ("a", "an") and i - 1 >= end:
            made = _one_of_a_unit(tokens, i, purse)
        elif word == "twice" or word in TIMES_AS or word.endswith("fold"):
            made = _digits_long(tokens, i) if word in _DIGIT_COUNTS else None
            made = made or folded(tokens, i)
        elif word in _DECADE_WORDS:
            made = decade_age(tokens, i)
        elif word in _DIGIT_COUNTS and tokens.word(i + 1) in ("-", "digit", "figure", "digits", "figures"):
            made = _digits_long(tokens, i)
        else:
            continue
        if made is None or made.first < end:
            continue
        if made.drop is None and not blocked.isdisjoint(range(made.first, made.last)) and made.kind != "age":
            made.drop = "taken"
        end = max(made.last, i + 1)
        if made.drop is None:
            apply_hedges(tokens, made)
            if not _said_fully(tokens, made):
                made.drop = "name"
        found.append(made)
    return found


_FROM_THE_END = Phrases(
    {
        **dict.fromkeys(("penultimate", "antepenultimate", "last but one", "last but two", "second last"), True),
        **dict.fromkeys(("second to last", "second-to-last", "next to last", "next-to-last", "third to last"), True),
    }
)
"""Places counted from the end: ordinals whose value, counted from the front, nobody says."""
_END_STARTERS = frozenset({"penultimate", "antepenultimate", "last", "second", "next", "third"})
_WITH_ARTICLE = ucum.WITH_ARTICLE | {"dollar", "euro", "penny"}


def _addresses(text: str) -> Iterator[tuple[int, int]]:
    """The spans of web and mail addresses, white space to white space."""
    done = 0
    for mark in ("://", "www.", "@"):
        done = at = 0
        while (at := text.find(mark, max(at, done))) >= 0:
            start, end = at, at + len(mark)
            while start > done and not text[start - 1].isspace():
                start -= 1
            while end < len(text) and not text[end].isspace():
                end += 1
            yield start, end
            done = end


def _candidate(
    tokens: Tokens, i: int, floor: int, purse: Purse, blocked: set[int], addresses: set[int]
) -> Quantity | None:
    if i in addresses:
        return None
    decade = decade_age(tokens, i) if tokens.word(i + 1) == "s" else None
    if decade is not None:
        return decade
    digits = _digits_long(tokens, i)
    if digits is not None:
        return digits
    numeral = numeral_at(tokens, i)
    if numeral is None:
        return None
    if numeral.first < floor:
        numeral.first = i
    numeral = negative(tokens, numeral)
    made = quantity(numeral)
    if money_before(tokens, made, purse):
        return _dropped(made, "name") if glued_behind(tokens, made.last) else made
    if is_code(tokens, numeral):
        return _dropped(made, "name")
    if attach_age(tokens, made):
        return made
    if is_calendar(tokens, numeral):
        return _dropped(made, "duration" if is_duration(tokens, numeral) else "date")
    if not (attach_percent(tokens, made) or attach_money(tokens, made, purse) or attach_multiple(tokens, made)):
        attach_measure(tokens, made)
    if glued_behind(tokens, made.last) or is_idiom(tokens, made):
        return _dropped(made, "name")
    if made.kind in ("cardinal", "ordinal") and loose_hyphen(tokens, made.last):
        word = tokens.low[made.last + 1]
        if word not in _LINK_HYPHENS and word not in NOUN_ADJUNCTS:
            return _dropped(made, "name")
    return made


def _dropped(made: Quantity, why: Drop) -> Quantity:
    made.drop = why
    return made


def _one_of_a_unit(tokens: Tokens, i: int, purse: Purse) -> Quantity | None:
    """ "a mile away", "a dollar": one of a unit, unless it is the denominator of a rate ("$3 a gallon")."""
    numeral = Numeral(i - 1, i, ONE, ONE, spelled=True)
    made = quantity(numeral)
    if tokens.gap[i] != SPACED:
        return None
    if article_currency(tokens, i) is not None:
        return made if attach_money(tokens, made, purse) else None
    before = tokens.word(i - 2)
    if i >= 2 and (
        tokens.is_number(i - 2) or before in ("%", "cents", "million", "billion", "times", "dollars", "euros", "pence")
    ):
        return None
    if before in ucum.NAMES or tokens.word(i - 3) in ("$", "£", "€"):
        return None
    return made if attach_measure(tokens, made) else None


def _digits_long(tokens: Tokens, i: int) -> Quantity | None:
    """ "six-figure", "single-digit", "double digits": a range by the number of digits, both ends inclusive."""
    places = _DIGIT_COUNTS.get(tokens.low[i])
    j = i + 2 if tokens.hyphen(i + 1) else i + 1
    if (
        places is None
        or tokens.word(j) not in _FIGURES
        or (j == i + 1 and tokens.low[i] not in ("single", "double", "triple"))
    ):
        return None
    low = Decimal(10) ** (places - 1)
    numeral = Numeral(i, j + 1, None, low=low, high=low * 10 - 1, high_inclusive=True, spelled=True)
    return quantity(numeral)


def _said_fully(tokens: Tokens, made: Quantity) -> bool:
    """Whether a bare "half", "a quarter" or "zero" is a number here: something must follow it or hedge it."""
    numeral = made.numeral
    if made.kind != "cardinal" or not numeral.spelled or numeral.fraction not in ((1, 2), (1, 4)) or made.unit:
        return True
    if standalone(tokens, numeral) or made.qualifier or tokens.word(numeral.first - 1) == "by":
        return True
    if tokens.hyphen(numeral.last) or tokens.word(numeral.first - 1) in (
        "first",
        "second",
        "other",
        "latter",
        "the",
        "in",
        "final",
    ):
        return (
            tokens.word(numeral.first - 1) == "the"
            and tokens.word(numeral.last) == "of"
            and tokens.low[numeral.last - 1] == "half"
        )
    return tokens.word(numeral.last) in _PARTIAL or tokens.word(numeral.last + 1) == "of"

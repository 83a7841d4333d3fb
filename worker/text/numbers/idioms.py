"""Number words that count nothing: pronouns, idioms, names ("no one", "at first", "the Five Eyes")."""

from worker.text.numbers.lexicon import (
    AUXILIARIES,
    EVENTS,
    IRREGULAR_PLURALS,
    PREPOSITIONS,
    PRONOUNS,
    STOPPERS,
    plural,
)
from worker.text.numbers.number_words import BELOW_HUNDRED, SCALES
from worker.text.numbers.numeral import Numeral
from worker.text.numbers.surroundings import counts_on, title_case
from worker.text.numbers.tokens import HYPHENS, MARK, SPACED, Tokens
from worker.text.numbers.ucum import NAMES as UNIT_NAMES
from worker.text.numbers.wordlist import words

_SPELLED_DESIGNATORS = words(
    "phase page chapter number round stage level type part tier day grade category plan channel"
)
_ONE_BEFORE = words(
    "no every the this that each which any another some last only right wrong same new good bad big little old "
    "other such number another loved following day next former latter first second third any-"
)
_ONE_OF_A_KIND = words("at least than only just over about nearly and or with in of by")
_ONE_AFTER = (
    (PREPOSITIONS - {"in", "out", "million", "over", "below", "above"})
    | AUXILIARIES
    | PRONOUNS
    | words("another by's could-be and or but never knows wants can's ever sees thinks")
)
_LEXICAL = words(
    "pronged sided faced way time times handed eyed legged armed footed stop step star piece off dimensional "
    "wheel wheeler wheeled tier tiered fold-up track term parter thirds act sum day-old ply party fifths size "
    "size-fits-all dimension pointer point's tone toned stroke on all hit nil love liner dayer cylinder horse "
    "bit"
)
_IDIOMS_AFTER = {
    "first": words(
        "of and lady ladies aid name names minister responder responders class hand thing nations amendment gentleman "
        "daughter family mover instance"
    ),
    "second": words("thought thoughts chance nature to hand guess opinion home wind class amendment"),
    "third": words("party parties world way degree"),
    "fourth": words("estate amendment wall"),
    "fifth": words("amendment column"),
}
_FIRST_BEFORE = words(
    "the a an his her its their our my your this that every each in for on very is was be been being became come "
    "came finished finish ranked placed"
)


def spelled_name(tokens: Tokens, numeral: Numeral) -> bool:
    i, last = numeral.first, numeral.last
    text = tokens.text[i]
    after = tokens.word(last)
    if numeral.ordinal:
        return _ordinal_name(tokens, numeral)
    single = last == i + 1
    if single and text[0].isupper() and not text.isupper() and not tokens.opens(i) and not title_case(tokens, i):
        spaced = tokens.word(i - 1) == "-" and tokens.gap[i] == SPACED  # behind a dateline
        dash = spaced or tokens.word(i - 1) in ("–", "—")
        return not dash or tokens.capital(last)
    if single and tokens.word(i - 1) == "or" and tokens.word(i - 2) == "thing":
        return True  # "a thing or two"
    if tokens.hyphen(last) and tokens.is_word(last + 1):
        word = tokens.low[last + 1]
        if word in _LEXICAL or (word.endswith("ed") and word not in ("speed", "seed")):
            return True
    if single and tokens.word(i - 1) in _SPELLED_DESIGNATORS and not counts_on(tokens, last):
        return True
    if single and tokens.glued(i) and tokens.word(i - 1) in HYPHENS and tokens.glued(i - 1) and tokens.is_word(i - 2):
        return tokens.low[i - 2] not in ("minus", "negative", "to", "or")
    return single and tokens.low[i] == "one" and _pronoun(tokens, i, after)


def _pronoun(tokens: Tokens, i: int, after: str) -> bool:
    """ "one of the", "no one", "the one who", "one another"; a count where a noun follows or a hedge stands before."""
    before = tokens.word(i - 1)
    if after in UNIT_NAMES or after in EVENTS:
        return False
    if len(tokens) == 1 or before in ("least", "than", "only", "just", "exactly", "about", "minus", "negative", "plus"):
        return after == "of" or after in ("another",)
    if before in SCALES:
        return False
    if before == "between" and after == "and" and (tokens.is_number(i + 2) or tokens.word(i + 2) in BELOW_HUNDRED):
        return False  # "between one and two million"
    if before == "square":
        return True  # "back to square one"
    if plural(after) and after not in IRREGULAR_PLURALS and tokens.gap[i + 1] == SPACED:
        k = i + 2  # "everything one reads on the walls"
        if k < len(tokens) and (tokens.low[k] in STOPPERS or not tokens.is_word(k)) and before not in _ONE_OF_A_KIND:
            return True
    ends = before in ("by", "for") and not tokens.is_word(i + 1)
    if ends or (before in ("by", "for", "on") and tokens.word(i - 2) == "one"):
        return True  # "one by one", "one on one", "I, for one, ..."
    if after in ("by", "on") and tokens.word(i + 2) == "one":
        return True
    if before == "last" and tokens.is_word(i + 1) and after not in _ONE_AFTER:
        return False
    if before in _ONE_BEFORE or after in _ONE_AFTER:
        return True
    if after in ("in", "out") and (tokens.word(i + 2) == "of" or _few(tokens, i + 2)):
        return False
    if after == "over":
        return not tokens.is_number(i + 2) and tokens.word(i + 2) not in BELOW_HUNDRED
    if after in ("in", "out"):
        return True
    return after.endswith(("'s", "’s")) or tokens.low[i].endswith(("'s", "’s"))


def _few(tokens: Tokens, i: int) -> bool:
    """Whether token i says how many the one is of: "six", "every 20", "a hundred"."""
    i += tokens.word(i) in ("every", "a")
    word = tokens.word(i)
    return tokens.is_number(i) or word in BELOW_HUNDRED or word in SCALES or word == "hundred"


def _ordinal_name(tokens: Tokens, numeral: Numeral) -> bool:
    i, last = numeral.first, numeral.last
    word, after = tokens.low[last - 1], tokens.word(last)
    if tokens.word(i - 1) == "at" and word == "first":
        return True
    if tokens.word(last + tokens.hyphen(last)) == "minute":  # of a match
        return True
    if after in ("century", "centuries", "quarter", "half") or after in _IDIOMS_AFTER.get(word, ()):
        return True
    if tokens.capital(last) and not title_case(tokens, i) and (tokens.text[i][0].isupper() and last == i + 1):
        return True
    if (
        tokens.text[i][0].isupper()
        and not tokens.opens(i)
        and not title_case(tokens, i)
        and not tokens.text[i].isupper()
    ):
        return True
    if word in ("first", "second", "third") and last == i + 1:
        if tokens.opens(i) and tokens.text[i][0].isupper() and after == ",":
            return True
        if tokens.hyphen(last) and tokens.word(last + 1) in (
            "hand",
            "class",
            "rate",
            "party",
            "degree",
            "guess",
            "ever",
        ):
            return True
        before = tokens.word(i - 1)
        if word == "second" and _time_second(tokens, i, after):
            return True
        if word == "first" and tokens.is_word(i - 1) and before not in _FIRST_BEFORE:
            return not before.endswith(("'s", "’s")) and not tokens.hyphen(last)
    return False


def _time_second(tokens: Tokens, i: int, after: str) -> bool:
    before = tokens.word(i - 1)
    if before in ("per", "split", "every", "one") or tokens.is_number(i - 1):
        return True
    return before == "a" and (after == "" or tokens.kind[i + 1] == MARK if i + 1 < len(tokens) else True)

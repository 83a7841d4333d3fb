"""Ages: "47-year-old", "eighteen months of age", "aged 9", "Ann Lee, 47,", "in his forties"."""

from decimal import Decimal
from typing import Final, Literal

from worker.text.numbers.calendar import MONTHS
from worker.text.numbers.lexicon import STOPPERS, VERBS, plural
from worker.text.numbers.number_words import TENS
from worker.text.numbers.numeral import ONE, Numeral
from worker.text.numbers.quantity import Quantity, quantity
from worker.text.numbers.tokens import HYPHENS, Tokens
from worker.text.numbers.ucum import TIME, time_unit
from worker.text.numbers.wordlist import words

_OLDEST = 130
_AGED = frozenset({"aged", "age", "ages"})
_DECADES = {word[:-1] + "ies": value for word, value in TENS.items()}
_OPENERS = words(
    "however meanwhile overall altogether instead today yesterday elsewhere thus still then also yet nationally "
    "globally nationwide worldwide so finally again later earlier now"
)
_CLOSING = frozenset({'"', "”", "’", "'"})
_ARTICLES = words("a an the his her their my our")
_AFTER_AGE = words("who whose a an the was is of from had said has were told died")
_HALVES = {"early": (0, 4), "low": (0, 4), "mid": (4, 7), "late": (7, 10), "high": (7, 10), "upper": (7, 10)}
_WHOSE = frozenset({"his", "her", "their", "its", "my", "your", "our"})


def attach_age(tokens: Tokens, q: Quantity) -> bool:
    """Take in "-year-old", "years old", "months of age"; or see "aged" before a bare number. False where no age."""
    if q.kind == "ordinal" or (q.numeral.fraction and q.numeral.spelled and q.value is not None and q.value < 1):
        return False
    found = _behind(tokens, q.last)
    if found is not None:
        unit, last = found
        return _settle(q, unit, last)
    if _aged(tokens, q) or _apposed(tokens, q) or _limit(tokens, q) or _of_a_person(tokens, q):
        q.kind, q.unit_code, q.system = "age", "a", "UCUM"
        q.rules.append("age: in words")
        return True
    return False


def _settle(q: Quantity, unit: str, last: int) -> bool:
    q.kind, q.unit, q.last = "age", unit, last
    q.unit_code, q.system = TIME[unit] or None, "UCUM"
    q.rules.append("age: in words")
    return True


def _behind(tokens: Tokens, i: int) -> tuple[str, int] | None:
    j = i + 1 if tokens.hyphen(i) else i
    word = tokens.word(j)
    if word in ("yo", "y.o", "yrs-old") or (word == "y" and tokens.word(j + 1) == "/" and tokens.word(j + 2) == "o"):
        return "year", j + (1 if word != "y" else 3)
    unit = time_unit(word)
    if unit is None or unit not in ("year", "month", "week", "day", "yr", "decade", "hour"):
        return None
    k = j + 2 if tokens.hyphen(j + 1) else j + 1
    after = tokens.word(k)
    if after in ("old", "olds"):
        return unit, k + 1
    if after == "of" and tokens.word(k + 1) == "age":
        return unit, k + 2
    return None


def _plain(q: Quantity) -> bool:
    return q.value is not None and ONE <= q.value <= _OLDEST and q.numeral.scale == ONE and q.kind == "cardinal"


def _aged(tokens: Tokens, q: Quantity) -> bool:
    if not _plain(q) or tokens.word(q.last) in ("percent", "%", "of"):
        return False
    i = q.first - 1
    if tokens.word(i) in ("between", "from", "over", "under", "about", "around", "just", "at", "only", "is", "was"):
        i -= 1
    if tokens.word(i) == "of":
        i -= 1
        return tokens.word(i) == "age"
    word = tokens.word(i)
    if word == "turned" and tokens.word(q.last) in ("in", "on", "last", "this", ".", ",", "years"):
        return True
    if word == "age" and tokens.glued(i) and tokens.word(i - 1) in ("-", "."):
        return False
    return word in _AGED


_LIMITS: Final[dict[str, Literal["<", ">"]]] = {"under": "<", "below": "<", "over": ">", "above": ">"}


def _limit(tokens: Tokens, q: Quantity) -> bool:
    """ "under-18s", "the under-21 team"; "people over 65", "children under 5": a limit of age, where persons stand."""
    if not _plain(q) or q.numeral.spelled:
        return False
    i, after = q.first - 1, tokens.word(q.last)
    if tokens.word(i) in HYPHENS and tokens.glued(q.first) and tokens.word(i - 1) in ("under", "over"):
        q.comparator, q.qualifier = _LIMITS[tokens.low[i - 1]], (i - 1, i)
        return True
    if tokens.word(i) not in _LIMITS or tokens.word(i - 1) not in _PERSONS:
        return False
    return not tokens.is_word(q.last) or after in STOPPERS


_PERSONS = words(
    "them people children men women adults boys girls those anyone everyone child person residents voters patients "
    "citizens kids youths workers men males females someone players americans britons pensioners"
)


def _of_a_person(tokens: Tokens, q: Quantity) -> bool:
    """ "a girl of six", "a child of about five"; "she is 45.", "he was 13 at the time"; "those 65 and older"."""
    if not _plain(q) or q.value is None:
        return False
    i, after = q.first - 1, tokens.word(q.last)
    ends = not tokens.is_word(q.last) or after in STOPPERS
    if after in ("and", "or") and tokens.word(q.last + 1) in ("older", "younger"):
        return True
    if tokens.word(i) in ("about", "around", "just", "only", "barely", "nearly", "almost"):
        i -= 1
    if tokens.word(i) == "of" and tokens.word(i - 1) in _YOUNG and after != "them":
        return ends and tokens.word(i - 2) in _ARTICLES
    said = tokens.word(i) in ("is", "was", "be", "turns") and tokens.word(i - 1) in ("he", "she")
    return said and ends and after not in ("of", "per", "for", "to", "in", "points", "-", "–", "out") and q.value >= 1


_YOUNG = words("boy girl child son daughter baby man woman infant toddler youth nephew niece grandson granddaughter")
_RELATED = words(
    "boy girl son daughter man woman child brother sister wife husband teenager student mother father baby nephew "
    "niece grandson granddaughter victim suspect boyfriend girlfriend"
)


def _apposed(tokens: Tokens, q: Quantity) -> bool:
    """ "Ann Lee, 47, a teacher": a number of two digits between commas right behind a name."""
    i, last = q.first, q.last
    if not _plain(q) or q.numeral.spelled or q.value is None or q.value > 110 or q.numeral.last != i + 1:
        return False
    if tokens.word(i - 1) in _CLOSING and tokens.word(i - 2) == "," and tokens.capital(i - 3):
        return tokens.word(last) == "," and tokens.word(last + 1) in _AFTER_AGE  # Wilson, aka "Ace," 25, of Ostry
    if tokens.word(i - 1) != "," or not tokens.glued(i - 1) or not tokens.is_word(i - 2):
        return False
    if not tokens.capital(i - 2) or (tokens.opens(i - 2) and tokens.low[i - 2] in _RELATED):
        return _described(tokens, i, last)
    name = tokens.low[i - 2]
    if name in MONTHS or tokens.is_number(i - 2):
        return False
    if tokens.opens(i - 2) and not tokens.capital(i - 3):  # "Laske, 59, held a post": not "However, 59 were hurt"
        verb = tokens.word(last + 1)
        return tokens.word(last) == "," and (verb in _AFTER_AGE or verb in VERBS) and name not in _OPENERS
    told = tokens.word(last) == "," and tokens.word(last + 1) in _AFTER_AGE
    told = told or ([*tokens.low[last : last + 2]] == [",", "and"] and tokens.word(last + 2) in _WHOSE)
    if not tokens.capital(i - 3) and tokens.word(i - 3) not in ("mr", "ms", ".") and not told:
        return False
    return tokens.word(last) in (",", ".", ";", ")", "and") and (tokens.word(last) != "." or tokens.text[i].isdigit())


def _described(tokens: Tokens, i: int, last: int) -> bool:
    """ "the striker, 23, joined", "her son, 9, said": a singular with its article before, a comma on either side."""
    if len(tokens.text[i]) > 2 or plural(tokens.low[i - 2]):
        return False
    if tokens.low[i - 2] in _RELATED and tokens.word(last) == ",":
        return True  # "Boy, 10, shot in the head", "shoots daughter, 9, in stomach"
    closed = tokens.low[i - 2] in _RELATED and tokens.word(last) in (".", ";", ")", "and")  # "and a daughter, 9."
    if not closed and (tokens.word(last) != "," or not tokens.is_word(last + 1)):
        return False
    return any(tokens.word(j) in _ARTICLES for j in range(max(0, i - 6), i - 2)) and tokens.low[i - 2] not in TIME


def decade_age(tokens: Tokens, i: int) -> Quantity | None:
    """ "in his forties", "in her mid-30s", "in their teens": token i is the decade; None where it is none.

    Bounds are half-open. Without "his" or "her", "mid-30s" is a plain range ("temperatures in the mid-30s").
    """
    word = tokens.low[i]
    low: int
    last = i + 1
    if word in _DECADES:
        low, width = _DECADES[word], 10
    elif word == "teens":
        low, width = 13, 7
    elif (tokens.is_number(i) and tokens.word(i + 1) == "s" and tokens.glued(i + 1) and not tokens.glued(i + 2)) or (
        tokens.is_number(i)
        and tokens.word(i + 1) == "s"
        and tokens.glued(i + 1)
        and tokens.word(i + 2) in ("-", ".", ",")
    ):
        text = tokens.text[i]
        if not (text.isdigit() and len(text) == 2 and text.endswith("0")) and text != "100":
            return None
        low, width, last = int(text), 10, i + 2
    else:
        return None
    first, begin, part = i, i - 1, (0, width)
    if tokens.word(begin) in ("-", "‑", "‐") and tokens.glued(i):
        begin -= 1
    half = tokens.word(begin)
    if half in _HALVES and width == 10:
        part, first = _HALVES[half], begin
        begin -= 1
    whose = tokens.word(begin) in _WHOSE and tokens.word(begin - 1) in ("in", "into", "to", "or", "of", "from", "and")
    if not whose and (half not in _HALVES or word == "teens"):
        return None
    made = quantity(Numeral(first, last, None, low=Decimal(low + part[0]), high=Decimal(low + part[1]), spelled=True))
    if whose:
        made.kind, made.unit_code, made.system = "age", "a", "UCUM"
    made.rules.append("age: decade")
    return made

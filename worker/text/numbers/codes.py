"""Digits that are written like a code: telephone numbers, addresses, list numbers, chains of digits."""

from worker.text.numbers.lexicon import plural
from worker.text.numbers.tokens import BROKEN, HYPHENS, NUMBER, SPACED, WORD, Tokens
from worker.text.numbers.wordlist import words

_STREETS = words(
    "street st road rd avenue ave lane ln drive dr boulevard blvd court ct way place pl highway hwy parkway pkwy "
    "terrace circle square pike trail loop crescent close grove row wharf quay"
)
_POINTS = words("n s e w ne nw se sw north south east west")


def in_code(tokens: Tokens, i: int, last: int) -> bool:
    """Whether the digits at tokens i to last are part of an address, a chain of digits or the numbering of a list."""
    if tokens.text[i].startswith("0") and len(tokens.text[i]) == 2 and tokens.text[i].isdigit():
        return True  # "Schalke 04": no count has a nought before it
    if tokens.text[i].endswith(".0") and len(tokens.text[i]) == 3 and tokens.capital(i - 1) and not tokens.opens(i - 1):
        return True  # "Web 2.0"
    if _minute_of_a_match(tokens, i, last):
        return True
    return (
        _address(tokens, i, last)
        or _chain(tokens, i, last)
        or _list_number(tokens, i, last)
        or _statute(tokens, i, last)
    )


def _minute_of_a_match(tokens: Tokens, i: int, last: int) -> bool:
    """ "67': a goal", "Sorrel 45+2": a minute before its mark at the begin of a line, and time that is added to 45 or
    90 minutes.
    """
    text, opens = tokens.text[i], i == 0 or tokens.gap[i] == BROKEN or tokens.opens(i)
    if len(text) > 3 or not text.isdigit():
        return False
    if opens and tokens.word(last) in ("'", "’", "′") and tokens.glued(last) and not tokens.is_number(last + 1):
        return True
    if tokens.word(last) == "+" and tokens.glued(last) and tokens.glued(last + 1) and tokens.is_number(last + 1):
        return text in ("45", "90", "105", "120")
    return tokens.word(i - 1) == "+" and tokens.glued(i) and tokens.word(i - 2) in ("45", "90", "105", "120")


def _statute(tokens: Tokens, i: int, last: int) -> bool:
    """ "H.R. 3684", "S. 1260", "18 U.S.C. 1001", "§ 230": a bill, a title, a section."""
    if "," in tokens.text[i]:
        return False
    if tokens.word(i - 1) in ("§", "№"):
        return True
    if [*tokens.low[last : last + 3]] == ["u", ".", "s"] and tokens.word(last + 4) == "c":
        return True
    if tokens.word(i - 1) != "." or tokens.gap[i] == BROKEN:
        return False
    if tokens.word(i - 2) == "c" and tokens.word(i - 4) == "s" and tokens.word(i - 6) == "u":
        return True
    house = tokens.word(i - 2) == "r" and tokens.word(i - 4) == "h"
    senate = tokens.word(i - 2) == "s" and tokens.word(i - 3) != "." and tokens.capital(i - 2)
    return house or (senate and len(tokens.text[i]) >= _BILL and tokens.gap[i] == SPACED)


_BILL = 3


_EMERGENCY = words(
    "calls callers operators dispatchers centres centers tapes recordings services systems records lines logs workers "
    "telecommunicators responders transcripts audiotapes"
)
"""What is of the number that is called: "the 911 operators"."""


def _address(tokens: Tokens, i: int, last: int) -> bool:
    """ "1094 Misty Hollow Lane", "the 5100 block of", "10 Downing Street"; also 911 as the number that is called."""
    text = tokens.text[i]
    if not text.isdigit() or last != i + 1 or len(text) > 5:
        return False
    if tokens.word(last) in ("block", "blk") or (
        text in ("911", "999") and tokens.word(last) in ("", "call", "calls", ".", ",")
    ):
        return True
    if tokens.text[last : last + 1] == ["News"] and tokens.gap[last] == SPACED:
        return True  # "11 News", a station
    if text == "911" and tokens.word(i - 1) in ("the", "of", "to") and plural(tokens.word(last)):
        return tokens.low[last] in _EMERGENCY  # "of the 911 men" is a count
    if text == "911":
        return tokens.word(i - 1) in (
            "call",
            "called",
            "calling",
            "calls",
            "dial",
            "dialed",
            "to",
            "a",
            "the",
            "of",
            "via",
            "telling",
            "told",
            "phoned",
            "dialing",
            "dialling",
            "dialled",
            "texted",
        )
    j = last
    while j < last + 5 and tokens.capital(j) and tokens.gap[j] == SPACED:
        if tokens.low[j] in _STREETS and j > last:
            return True
        j += 2 if tokens.low[j] in _POINTS and tokens.word(j + 1) == "." else 1
        if tokens.is_number(j) and tokens.word(j + 1) in ("st", "nd", "rd", "th"):
            return True
    return False


def _chain(tokens: Tokens, i: int, last: int) -> bool:
    """Digits in a chain: "555-123-4567", "12:30", "10/12/2020", "401(k)"."""
    after = tokens.word(last)
    if " " in tokens.text[i] and (tokens.is_number(last) or (after in HYPHENS and tokens.is_number(last + 1))):
        return True  # "253 856-5808"
    if not tokens.glued(last):
        return _phone(tokens, i, last)
    if after == ":" and tokens.is_number(last + 1) and tokens.glued(last + 1):
        return not parted(tokens, last)
    if after in ("/", "_", "\\", "@") and tokens.glued(last + 1):
        return after != "/" or tokens.is_number(last + 1)
    if after == "(" and tokens.is_word(last + 1) and tokens.word(last + 2) == ")" and len(tokens.text[last + 1]) == 1:
        return True
    if after in HYPHENS and tokens.is_number(last + 1):
        if tokens.word(last + 2) in HYPHENS and tokens.glued(last + 2) and tokens.glued(last + 3):
            return True
        return _area_code(tokens, i) or _telephone(tokens.text[i], tokens.text[last + 1])
    return _phone(tokens, i, last)


_PARTED = words(
    "ratio odds scale mix split score won win wins lost lose loses beat beats draw drew led leads by of at a"
)


_PARTED_AFTER = words("ratio odds split margin mix win victory draw defeat loss chance scale")


def parted(tokens: Tokens, i: int) -> bool:
    """Whether the colon at token i parts a ratio or a score ("a ratio of 3:1") and no hour, verse or chapter."""
    one, two = tokens.text[i - 1], tokens.text[i + 1]
    if two == "1" and one.isdigit() and one != "1" and tokens.word(i + 2) != ":" and not tokens.capital(i - 2):
        return True  # "against 18:1 nationally"
    if tokens.word(i + 2) == ":" or (len(two) >= 2 and not (len(one) == 1 and "." in two)):
        return False
    return (tokens.word(i - 2) in _PARTED and not tokens.capital(i - 2)) or tokens.word(i + 2) in _PARTED_AFTER


def _area_code(tokens: Tokens, i: int) -> bool:
    """Whether a bracketed run of digits stands before token i: "(555) 123-4567"."""
    return tokens.word(i - 1) == ")" and tokens.is_number(i - 2) and tokens.word(i - 3) == "("


def _telephone(one: str, two: str) -> bool:
    return (
        one.isdigit() and two.isdigit() and (len(one), len(two)) in {(3, 4), (3, 7), (4, 6), (5, 6)} and int(one) >= 200
    )


def _phone(tokens: Tokens, i: int, last: int) -> bool:
    """Part of a chain from the left, or of three and more runs of digits with nothing between them."""
    if i >= 2 and tokens.glued(i) and tokens.word(i - 1) in HYPHENS and tokens.is_number(i - 2):
        if i >= 4 and tokens.glued(i - 1) and tokens.word(i - 3) in HYPHENS and tokens.is_number(i - 4):
            return True
        if _area_code(tokens, i - 2) or _telephone(tokens.text[i - 2], tokens.text[i]):
            return True
    dialled = tokens.is_number(last) or tokens.word(last) == "("
    if tokens.word(i - 1) == "+" and tokens.glued(i) and dialled and len(tokens.text[i]) <= 3:
        return True
    for k in (i, last):  # "555 1234"
        beside = tokens.is_number(k) and tokens.is_number(k - 1) and tokens.gap[k] == SPACED
        if beside and _telephone(tokens.text[k - 1], tokens.text[k]):
            return True
    if i and tokens.is_number(i - 1) and " " in tokens.text[i - 1]:
        return True
    run, j = 1, i - 1
    while j >= 0 and tokens.kind[j] == NUMBER and run < 4:
        run, j = run + 1, j - 1
    j = last
    while j < len(tokens) and tokens.kind[j] == NUMBER and run < 4:
        run, j = run + 1, j + 1
    return run >= 3 or (run == 2 and _leading_zero(tokens, i, last))


def _leading_zero(tokens: Tokens, i: int, last: int) -> bool:
    return any(
        0 <= j < len(tokens) and tokens.kind[j] == NUMBER and tokens.text[j].startswith("0") and len(tokens.text[j]) > 2
        for j in (i - 1, i, last)
    )


def _list_number(tokens: Tokens, i: int, last: int) -> bool:
    if not tokens.text[i].isdigit() or len(tokens.text[i]) > 4 or last != i + 1:
        return False
    if tokens.word(i - 1) in ("(", "[") and tokens.glued(i) and tokens.word(last) in (")", "]") and tokens.glued(last):
        return True
    if last + 1 >= len(tokens):
        return False
    starts_line = i == 0 or tokens.gap[i] == BROKEN
    return starts_line and tokens.word(last) in (".", ")") and tokens.glued(last) and not tokens.glued(last + 1)


def glued_behind(tokens: Tokens, last: int) -> bool:
    """Whether letters or digits stand right behind an amount: "777F", "24703m212"."""
    if not tokens.glued(last):
        return False
    return tokens.kind[last] in (NUMBER, WORD) or tokens.low[last] == "_"

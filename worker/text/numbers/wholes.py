"""Parts of a whole: "12 of them", "49,000 of the 300,000", "including 40", "of those, 12"."""

from worker.text.numbers.lexicon import EVENTS
from worker.text.numbers.quantity import Quantity
from worker.text.numbers.tokens import Tokens
from worker.text.numbers.wordlist import words

_INCLUDING = frozenset({"including", "among", "comprising"})
_PARTITIVE = frozenset({"them", "whom", "these", "those"})
_LOOK_BACK = 6
_PEOPLE = words(
    "men people soldiers troops women recruits conscripts reservists civilians residents citizens volunteers migrants "
    "refugees villagers passengers workers students children protesters patients prisoners fighters"
)
_NEAR = 4
_SENTENCES = 3
_CLAUSE = 8


def link_parts(tokens: Tokens, found: list[Quantity]) -> None:
    """Set `whole` where the words say that a figure is part of another one before it, or right behind "of the"."""
    for n, part in enumerate(found):
        if part.kind not in ("cardinal", "percent", "ratio", "money", "measure") or part.numeral.ordinal:
            continue
        whole = (
            _of_the_number(tokens, part, found, n)
            or _of_them(tokens, part, found, n)
            or _included(tokens, part, found, n)
            or _set_before(tokens, part, found, n)
        )
        if whole is None or whole.whole is part:
            continue
        part.whole = whole
        part.rules.append(f"part of: {tokens.source[tokens.start[whole.first] : tokens.end[whole.last - 1]]}")
        if whole.counted is not None and part.counted is None:
            part.counted = whole.counted
        if not _fits(part, whole) and part.status == "ok":
            part.status = "inconsistent"
            part.rules.append("part of: larger than its whole")


def _fits(part: Quantity, whole: Quantity) -> bool:
    """Whether the part can be no larger than the whole; shares always fit."""
    if part.kind in ("percent", "ratio") or part.numeral.fraction:
        return True
    least = (
        part.low if part.low is not None else (part.value if part.comparator is None and not part.approximate else None)
    )
    most = (
        whole.high
        if whole.high is not None
        else (whole.value if whole.comparator is None and not whole.approximate else None)
    )
    return least is None or most is None or least <= most


def _of_the_number(tokens: Tokens, part: Quantity, found: list[Quantity], n: int) -> Quantity | None:
    """ "49,000 of the more than 300,000 drafted"; also "two of the five men"."""
    if tokens.word(part.behind) != "of" or n + 1 >= len(found):
        return None
    whole = found[n + 1]
    start = part.behind + 1
    if tokens.word(start) not in ("the", "those", "these", "its", "their", "his", "her", "some", "a", "an"):
        if whole.hedge_at != start:
            return None
    else:
        start += 1
    if not start <= whole.first or min(whole.hedge_at, whole.first) - start > 1 or whole.first - start > 4:
        return None
    if part.kind in ("money", "measure"):
        return whole if (whole.kind, whole.unit_code) == (part.kind, part.unit_code) else None
    return whole if whole.kind in ("cardinal", part.kind) and whole.kind not in ("ordinal", "percent") else None


def _of_them(tokens: Tokens, part: Quantity, found: list[Quantity], n: int) -> Quantity | None:
    """ "12 of them children": the nearest larger count before."""
    if tokens.word(part.behind) != "of":
        return None
    word = tokens.word(part.behind + 1)
    if word in ("them", "whom", "which") or (word == "it" and part.kind in ("money", "measure", "cardinal")):
        return _larger_before(tokens, part, found, n, sentences=2 if word == "them" else 0, bare=word != "it")
    if word not in ("the", "those", "these") or part.counted is None:
        return None
    for whole in reversed(found[max(0, n - _LOOK_BACK) : n]):
        if tokens.sentence[whole.first] < tokens.sentence[part.first] - _SENTENCES:
            return None
        same = whole.counted is not None and whole.counted.head == part.counted.head
        if word == "those" and part.counted.head.lower() in EVENTS and whole.counted is not None:
            same = same or whole.counted.head.lower() in _PEOPLE  # "318,000 men joined. 49,000 of those mobilized ..."
        if same and whole.kind == "cardinal" and not whole.numeral.ordinal and _larger(part, whole):
            return whole
    return None


def _included(tokens: Tokens, part: Quantity, found: list[Quantity], n: int) -> Quantity | None:
    """ "318,000 men ..., including 18,000 who were volunteers"; "among them 12 children"."""
    i = part.hedge_at - 1
    if tokens.word(i) in _PARTITIVE and tokens.word(i - 1) in ("among", "of"):
        i -= 1
    elif tokens.word(i) == "and" and n and found[n - 1].whole is not None:
        if _between_is_short(found[n - 1], part):
            return found[n - 1].whole
        return None
    if tokens.word(i) not in _INCLUDING and not (tokens.word(i) == "of" and tokens.word(i + 1) == "whom"):
        return None
    return _larger_before(tokens, part, found, n, sentences=0)


def _set_before(tokens: Tokens, part: Quantity, found: list[Quantity], n: int) -> Quantity | None:
    """ "Of the 45 passengers, 12 died and 8 were hurt"; "Of those, 12 died"; "900 men, 40 who were volunteers"."""
    if part.kind in ("money", "measure"):
        return _set_before_amounts(tokens, part, found, n)
    if part.kind != "cardinal":
        return None
    before = part.hedge_at - 1
    if tokens.word(before) == "and" and n and found[n - 1].whole is not None:
        other = found[n - 1]
        whole = other.whole
        told = (
            whole is not None
            and _opens_of(tokens, whole.hedge_at)
            and tokens.sentence[other.first] == tokens.sentence[before]
        )
        return whole if told and whole is not None and _larger(part, whole) else None
    if tokens.word(before) != ",":
        return None
    if tokens.word(part.behind) == "who" and n:
        whole = found[n - 1]
        same = tokens.sentence[whole.first] == tokens.sentence[part.first] and whole.counted is not None
        return whole if same and whole.kind == "cardinal" and _larger(part, whole) else None
    if tokens.word(before - 1) in _PARTITIVE and tokens.word(before - 2) == "of" and tokens.opens(before - 2):
        return _larger_before(tokens, part, found, n, sentences=2, bare=True)
    head = part.counted.head.lower() if part.counted is not None else ""
    if head and head not in EVENTS and part.counted is not None and part.counted.first == part.behind:
        return None  # something else is counted: an enumeration goes on
    if n and found[n - 1].kind == "cardinal" and _opens_of(tokens, found[n - 1].hedge_at):
        whole = found[n - 1]
        near = whole.counted is not None and before - whole.counted.last <= _CLAUSE
        return (
            whole
            if near and tokens.sentence[whole.first] == tokens.sentence[part.first] and _larger(part, whole)
            else None
        )
    return None


def _set_before_amounts(tokens: Tokens, part: Quantity, found: list[Quantity], n: int) -> Quantity | None:
    """ "Of the $900 billion in the bill, $350 billion is for roads, $125 billion for ports"."""
    for whole in reversed(found[max(0, n - _NEAR) : n]):
        if tokens.sentence[whole.first] != tokens.sentence[part.first] or whole.kind != part.kind:
            return None
        if _opens_of(tokens, whole.hedge_at):
            comma = tokens.word(part.hedge_at - 1) in (",", "and") or found[n - 1] is not whole
            return whole if comma and whole.unit_code == part.unit_code and _larger(part, whole) else None
        if whole.whole is None:
            return None
    return None


def _opens_of(tokens: Tokens, i: int) -> bool:
    """Whether a sentence opens with "Of [all] [the]" right before token i."""
    j = i - 1
    while j > 0 and tokens.word(j) in ("the", "those", "these", "all", "his", "her", "its", "their"):
        j -= 1
    return tokens.word(j) == "of" and tokens.opens(j)


def _between_is_short(left: Quantity, right: Quantity) -> bool:
    behind = left.counted.last if left.counted else left.behind
    return right.hedge_at - behind <= 2


def _larger_before(
    tokens: Tokens, part: Quantity, found: list[Quantity], n: int, *, sentences: int, bare: bool = False
) -> Quantity | None:
    """The nearest larger count before; `bare` takes one too of which nothing is said that it counts."""
    here = tokens.sentence[part.first]
    for whole in reversed(found[max(0, n - _LOOK_BACK) : n]):
        if tokens.sentence[whole.first] < here - sentences:
            return None
        amount = whole.kind in ("money", "measure")
        if amount and ((whole.kind, whole.unit_code) == (part.kind, part.unit_code) or part.numeral.fraction):
            return whole if part.numeral.fraction or _larger(part, whole) else None
        if whole.kind == "cardinal" and part.kind not in ("money", "measure") and (bare or whole.counted is not None):
            if whole.status in ("malformed", "ambiguous"):
                return whole  # the words say so, whatever it amounts to
            if _larger(part, whole):
                return whole
    return None


def _larger(part: Quantity, whole: Quantity) -> bool:
    if part.kind in ("percent", "ratio"):
        return True
    mine = part.value if part.value is not None else part.low
    other = whole.value if whole.value is not None else (whole.high if whole.high is not None else whole.low)
    return mine is not None and other is not None and other > mine

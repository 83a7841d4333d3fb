"""From tokens to quantities: numerals, units, hedges, pairs, what is counted, relations."""

from collections.abc import Collection, Sequence

from schemas.span import Span
from worker.text.numbers.candidates import candidates
from worker.text.numbers.changes import link_changes
from worker.text.numbers.counting import attach_counted
from worker.text.numbers.doubt import read_habits, settle
from worker.text.numbers.lexicon import STOPPERS
from worker.text.numbers.pairs import join_pairs
from worker.text.numbers.purse import read_purse
from worker.text.numbers.quantity import Quantity
from worker.text.numbers.rates import denominator
from worker.text.numbers.surroundings import counts_on
from worker.text.numbers.tokens import Tokens
from worker.text.numbers.wholes import link_parts

_LONG = 2
_NAME_DIGITS = 3


def read_quantities(
    tokens: Tokens, country: str | None, places: Collection[str], taken: Sequence[Span]
) -> tuple[list[Quantity], list[Quantity]]:
    """The quantities of a text in order, and the numerals that were left out, each with the reason in `drop`."""
    every = candidates(tokens, read_purse(tokens, country, places), taken)
    found = every
    if not found:
        return [], []
    _drop_namesakes(tokens, found)
    habits = read_habits(tokens, found, country)
    long_western = any(text.count(",") >= _LONG and len(text.split(",")[1]) == 3 for text in tokens.text if "," in text)
    for q in found:
        if q.drop is None:
            settle(tokens, q, habits, long_western=long_western)
    found = [q for q in join_pairs(tokens, found) if q.drop is None]
    found = _with_denominators(tokens, found)
    attach_counted(tokens, found)
    found = _counted_rates(tokens, found)
    link_parts(tokens, found)
    link_changes(tokens, found)
    return found, [q for q in every if q.drop is not None and q.drop != "merged"]


def _drop_namesakes(tokens: Tokens, found: list[Quantity]) -> None:
    """Where "Boeing 737" stands, a bare "737" is the same name; a count stays one ("737 people")."""
    names = {tokens.text[q.first] for q in found if q.drop == "name" and _bare_digits(tokens, q)}
    for q in found if names else ():
        bare = q.drop is None and q.kind == "cardinal" and q.qualifier is None and _bare_digits(tokens, q)
        if bare and tokens.text[q.first] in names and not counts_on(tokens, q.last):
            q.drop = "name"


def _bare_digits(tokens: Tokens, q: Quantity) -> bool:
    text = tokens.text[q.first]
    return q.numeral.last == q.first + 1 and text.isdigit() and len(text) >= _NAME_DIGITS


def _with_denominators(tokens: Tokens, found: list[Quantity]) -> list[Quantity]:
    """Read "per 100,000" and "an hour" right behind amounts; what the denominator uses is no figure of its own."""
    out: list[Quantity] = []
    for q in found:
        if out and q.first < out[-1].behind:
            continue
        if q.kind in ("cardinal", "money", "percent", "measure") and not q.numeral.ordinal:
            q.per = q.per or denominator(tokens, max(q.last, q.reach))
            if q.per is not None:
                q.rules.append("rate: per, right behind")
                q.kind = "rate" if q.kind == "cardinal" else q.kind
        out.append(q)
    return out


def _counted_rates(tokens: Tokens, found: list[Quantity]) -> list[Quantity]:
    """ "12 deaths per 100,000 people", "5,000 arrivals a day": the denominator stands behind what is counted."""
    out: list[Quantity] = []
    used = 0
    for q in found:
        if q.first < used:
            continue
        if q.kind == "measure" and q.per is None:
            q.per = denominator(tokens, _behind_stuff(tokens, q.last))
            used = q.per.last if q.per is not None else used
        if q.kind in ("cardinal", "rate") and q.per is None and q.counted is not None and q.counted.first >= q.last:
            q.per = denominator(tokens, q.counted.last)
            if q.per is not None:
                q.kind, used = "rate", q.per.last
                q.rules.append("rate: per, behind what is counted")
        out.append(q)
    return out


def _behind_stuff(tokens: Tokens, i: int) -> int:
    """The token behind what is measured: "94 milligrams of [the] alcohol per 100 millilitres"; i where none is said."""
    if tokens.word(i) != "of":
        return i
    j = i + 2 if tokens.word(i + 1) in ("the", "its", "their") else i + 1
    return j + 1 if tokens.is_word(j) and tokens.low[j] not in STOPPERS else i

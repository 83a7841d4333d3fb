"""The way from a text to its figures: tokens, numerals, units, hedges, pairs, what is counted, relations."""

from collections.abc import Collection, Sequence

from schemas.annotation import Change, Counted, Figure, Per, Reading
from schemas.span import Span, Surface
from worker.text.numbers.candidates import candidates
from worker.text.numbers.counting import attach_counted
from worker.text.numbers.doubt import read_habits, settle
from worker.text.numbers.pairs import join_pairs
from worker.text.numbers.purse import read_purse
from worker.text.numbers.quantity import CountedTokens, Quantity
from worker.text.numbers.rates import denominator
from worker.text.numbers.relations import link_changes, link_parts
from worker.text.numbers.surroundings import counts_on
from worker.text.numbers.tokens import Tokens

_LONG = 2
_NAME_DIGITS = 3


def find_figures(
    text: str, *, country: str | None = None, places: Collection[str] = (), taken: Sequence[Span] = ()
) -> tuple[Figure, ...]:
    """Find every quantity of an English text.

    `country` (ISO 3166) is the source's: it says whose dollar "$" is and which decimal mark may be meant. `places`
    are the countries that the article speaks of, which say whose pesos or rupees are meant. `taken` are
    spans that are understood as something else already (dates, durations, names with numbers): nothing is found in
    them. Returns figures sorted by `start` that do not overlap; offsets are code points, half-open. No figure, no
    error: any string is taken. `speaker` is left open. Time is linear in the text.

    >>> [(f.surface, f.kind, f.low) for f in find_figures("More than 1.2 million people paid $5.")]
    [('1.2 million', 'cardinal', Decimal('1200000')), ('$5', 'money', Decimal('5'))]
    """
    tokens = Tokens(text)
    quantities = _quantities(tokens, country, places, taken)
    index = {id(q): n for n, q in enumerate(quantities)}
    return tuple(_figure(tokens, q, index) for q in quantities)


def _quantities(tokens: Tokens, country: str | None, places: Collection[str], taken: Sequence[Span]) -> list[Quantity]:
    found = candidates(tokens, read_purse(tokens, country, places), taken)
    if not found:
        return []
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
    return found


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
            if q.per is not None and q.kind == "cardinal":
                q.kind = "rate"
        out.append(q)
    return out


def _counted_rates(tokens: Tokens, found: list[Quantity]) -> list[Quantity]:
    """ "12 deaths per 100,000 people", "5,000 arrivals a day": the denominator stands behind what is counted."""
    out: list[Quantity] = []
    used = 0
    for q in found:
        if q.first < used:
            continue
        if q.kind in ("cardinal", "rate") and q.per is None and q.counted is not None and q.counted.first >= q.last:
            q.per = denominator(tokens, q.counted.last)
            if q.per is not None:
                q.kind, used = "rate", q.per.last
        out.append(q)
    return out


def _surface(tokens: Tokens, first: int, last: int) -> Surface:
    start, end = tokens.start[first], tokens.end[last - 1]
    return Surface(start=start, end=end, surface=tokens.source[start:end])


def _figure(tokens: Tokens, q: Quantity, index: dict[int, int]) -> Figure:
    start, end = tokens.start[q.first], tokens.end[q.last - 1]
    return Figure(
        start=start,
        end=end,
        surface=tokens.source[start:end],
        kind=q.kind,
        value=q.value,
        fraction=q.fraction if q.value is not None else None,
        low=q.low,
        high=q.high,
        low_inclusive=q.low_inclusive if q.low is not None else None,
        high_inclusive=q.high_inclusive if q.high is not None else None,
        qualifier=_surface(tokens, *q.qualifier) if q.qualifier else None,
        comparator=q.comparator,
        approximate=q.approximate,
        unit=q.unit,
        unit_code=q.unit_code,
        unit_system=q.system if q.unit_code else None,
        per=Per(value=q.per.value, unit=q.per.unit, unit_code=q.per.code) if q.per else None,
        parts=q.parts,
        counted=_counted(tokens, q.counted) if q.counted else None,
        status=q.status,
        readings=tuple(Reading(surface=r.surface, value=r.value, unit_code=r.code) for r in q.readings),
        change=_change(q, index),
        part_of=index.get(id(q.whole)) if q.whole is not None else None,
    )


def _counted(tokens: Tokens, counted: CountedTokens) -> Counted:
    where = _surface(tokens, counted.first, counted.last)
    return Counted(start=where.start, end=where.end, surface=where.surface, head=counted.head, event=counted.event)


def _change(q: Quantity, index: dict[int, int]) -> Change | None:
    """The change without a reference of the figure to itself: an end of a movement names the other end."""
    if q.change is None:
        return None
    origin, target = q.change.origin, q.change.target
    return Change(
        direction=q.change.direction,
        from_=index.get(id(origin)) if origin is not None and origin is not q else None,
        to=index.get(id(target)) if target is not None and target is not q else None,
    )

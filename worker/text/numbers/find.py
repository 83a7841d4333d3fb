"""The way from a text to its figures: tokens, numerals, units, hedges, pairs, what is counted, relations."""

from collections.abc import Collection, Sequence

from schemas.annotation import Change, Counted, Figure, Per, Reading
from schemas.span import Span, Surface
from worker.text.numbers.quantity import CountedTokens, Quantity
from worker.text.numbers.reading import read_quantities
from worker.text.numbers.tokens import Tokens


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
    quantities, _ = read_quantities(tokens, country, places, taken)
    index = {id(q): n for n, q in enumerate(quantities)}
    return tuple(_figure(tokens, q, index) for q in quantities)


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
    """The change: an end of a movement names itself as that end, and the other one where it is said."""
    if q.change is None:
        return None
    origin, target = q.change.origin, q.change.target
    return Change(
        direction=q.change.direction,
        from_=index.get(id(origin)) if origin is not None else None,
        to=index.get(id(target)) if target is not None else None,
    )

"""Which rules made a figure, and why a numeral is none: what `copydesk annotate --explain` prints."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from schemas.base import plain
from schemas.span import Span
from worker.text.numbers.quantity import Quantity
from worker.text.numbers.reading import read_quantities
from worker.text.numbers.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Explained:
    """A numeral of a text: the figure that it is, or the reason why it is none, with the rules that said so in order.

    `start` and `end` are code points, half-open. `says` is the kind with value, bounds or parts; or "none: name",
    "none: date", "none: duration", "none: taken" (by a moment).
    """

    start: int
    end: int
    surface: str
    says: str
    rules: tuple[str, ...]


def explain_figures(
    text: str, *, country: str | None = None, places: Collection[str] = (), taken: Sequence[Span] = ()
) -> tuple[Explained, ...]:
    """Every numeral of a text by `start`, with the same arguments as `find_figures`. No numeral: an empty tuple.

    >>> [(e.surface, e.says, e.rules) for e in explain_figures("Over 30 men saw the Boeing 737.")]
    [('30', 'cardinal 30', ('numeral: digits, plain', 'hedge: >', 'counted: behind')), ('737', 'none: name', ())]
    """
    tokens = Tokens(text)
    kept, left_out = read_quantities(tokens, country, places, taken)
    return tuple(sorted((_explained(tokens, q) for q in (*kept, *left_out)), key=lambda e: (e.start, e.end)))


def _explained(tokens: Tokens, q: Quantity) -> Explained:
    start, end = tokens.start[q.first], tokens.end[q.last - 1]
    if q.drop is not None:
        return Explained(start, end, tokens.source[start:end], f"none: {q.drop}", ())
    status = "" if q.status == "ok" else f" {q.status}"
    return Explained(start, end, tokens.source[start:end], f"{q.kind}{status} {_amount(q)}".rstrip(), tuple(q.rules))


def _amount(q: Quantity) -> str:
    if q.parts:
        return ":".join(plain(part) for part in q.parts)
    if q.value is not None:
        return plain(q.value)
    if q.low is None and q.high is None:
        return ""
    low, high = ("" if end is None else plain(end) for end in (q.low, q.high))
    return f"{low}..{high}"

"""Durations and repeated times."""

from decimal import Decimal
from itertools import pairwise

from worker.text.dates.durations import UNIT_ORDER, value
from worker.text.dates.grammar import Rule
from worker.text.dates.partials import Count, Every, Length, Mod, Modified, Partial, Term

_TIMES = {"once": "1X", "twice": "2X", "thrice": "3X"}
_HEDGES: dict[str, Mod] = {
    "about": "APPROX", "around": "APPROX", "approximately": "APPROX", "roughly": "APPROX", "some": "APPROX",
    "nearly": "LESS_THAN", "almost": "LESS_THAN", "under": "LESS_THAN", "over": "MORE_THAN",
}  # fmt: skip
_HALVES = {"year": ("month", 6), "day": ("hour", 12), "hour": ("minute", 30), "minute": ("second", 30),
           "century": ("year", 50), "decade": ("year", 5)}  # fmt: skip


Between = tuple[Decimal, Decimal]
"""From so many to so many: "five to seven"."""


def _length(amount: Decimal | Between | None, unit: str) -> Length:
    """One term; halves of a unit are written in the unit below where that is exact."""
    if isinstance(amount, tuple):
        return Length((Term(None, unit, amount),))
    if amount is not None and amount != amount.to_integral_value() and unit in _HALVES:
        below, many = _HALVES[unit][0], _HALVES[unit][1] * 2
        whole = amount * many
        if unit in ("hour", "minute") and whole == whole.to_integral_value():
            return Length((Term(whole, below),))
        if amount == Decimal("0.5"):
            return Length((Term(Decimal(_HALVES[unit][1]), below),))
    return Length((Term(amount, unit),))


def _plus(first: Length, second: Length, *, falling: bool = True) -> Partial | None:
    """Two years and three months. Where the greater unit comes second, they are no sum ("10 hours a day", "30 days and
    six months"), unless both stand in figures side by side ("21 days 2 years").
    """
    units = [term.unit for term in (*first.terms, *second.terms)]
    if len(units) > 4 or len(set(units)) < len(units):
        return None
    falls = all(UNIT_ORDER.index(a) < UNIT_ORDER.index(b) for a, b in pairwise(units))
    if not falls and (falling or any(term.amount is None for term in (*first.terms, *second.terms))):
        return None
    return Length((*first.terms, *second.terms))


def _every(
    unit: str, amount: Decimal | Between | None = None, quant: str = "EVERY", freq: str | None = None
) -> Partial:
    return Every(value(_length(Decimal(1) if amount is None else amount, unit)), quant, freq)


def _hedged(word: str, length: Partial) -> Partial | None:
    vague = isinstance(length, Length | Count) and any(
        term.amount is None for term in (length if isinstance(length, Length) else length.length).terms
    )
    return None if word == "some" and vague else Modified(length, _HEDGES[word])


RULES = (
    # -- how many
    Rule("so many", "counted", "<number>", lambda n: n),
    Rule("a dozen", "counted", "a dozen", lambda: Decimal(12)),
    Rule("two dozen", "counted", "<number> dozen", lambda n: n * 12),
    Rule("a hundred", "counted", "a hundred", lambda: Decimal(100)),
    Rule("a thousand", "counted", "a thousand", lambda: Decimal(1000)),
    Rule("a couple of", "counted", "a? couple|pair of?", lambda: Decimal(2)),
    Rule("number and a half", "counted", "<number> -? and -? a|an? -? half", lambda n: n + Decimal("0.5")),
    Rule("number and a quarter", "counted", "<number> and a|one? quarter", lambda n: n + Decimal("0.25")),
    Rule("number and three quarters", "counted", "<number> and {two|three} quarters|quarter",
         lambda n, q: n + Decimal("0.25") * (2 if q == "two" else 3)),
    Rule("two to six", "counted", "<number> to|or|-|– <number>", lambda a, b: (a, b) if a < b else None),
    Rule("half", "counted", "half of? a|an?", lambda: Decimal("0.5")),
    Rule("a half", "counted", "a half", lambda: Decimal("0.5")),
    Rule("three quarters of a", "counted", "three -? quarters of an|a", lambda: Decimal("0.75")),
    Rule("a quarter of a", "counted", "a quarter of an|a", lambda: Decimal("0.25")),
    # -- durations
    Rule("two months", "term", "<counted> -? of? <unit>", _length),
    Rule("two full months", "term",
         "<counted> full|consecutive|straight|more|additional|extra|whole|long|work|working|business|successive"
         "|calendar|solid|other|fewer|short|remaining|further|trading|legislative|school|ensuing|subsequent <unit>",
         _length),
    Rule("another two months", "term", "another <counted> <unit>", _length),
    Rule("a month", "aterm", "a|an|one full|whole|entire|single|short? <unit>", lambda u: _length(Decimal(1), u)),
    Rule("another month", "aterm", "another <unit>", lambda u: _length(Decimal(1), u)),
    Rule("a few months", "term", "a? few|several|some|many|numerous|countless short|more? <plural>",
         lambda u: _length(None, u)),
    Rule("a few dozen years", "term", "a? few|several dozen|hundred|thousand <plural>", lambda u: _length(None, u)),
    Rule("dozens of years", "term", "dozens|hundreds|thousands|scores of <plural>", lambda u: _length(None, u)),
    Rule("an hour and a half", "term", "a|an|one <unit> and a? half", lambda u: _length(Decimal("1.5"), u)),
    Rule("half year", "term", "half - <unit>", lambda u: _length(Decimal("0.5"), u)),
    Rule("months", "term", "<plural>", lambda u: _length(None, u)),
    Rule("one term", "length", "<term>", lambda a: a),
    Rule("a single term", "length", "<aterm>", lambda a: a),
    Rule("two terms", "length", "<term> <term>", lambda a, b: _plus(a, b, falling=False)),
    Rule("two terms, comma", "length", "<term> , <term> !after|before|later|earlier|apart",
         lambda a, b: _plus(a, b, falling=False)),
    Rule("term and term", "length", "<term> and <term>", _plus),
    Rule("term and a term", "length", "<term> ,|and? <aterm> !after|before|later|earlier|apart", _plus),
    Rule("a term and term", "length", "<aterm> ,|and? <term>", _plus),
    Rule("three terms", "length", "<term> ,? <term> ,? and? <term>",
         lambda a, b, c: _plus(ab, c, falling=False) if isinstance(ab := _plus(a, b, falling=False), Length) else None),
    Rule("hour thirty", "length", "<number> hour|hours and? <number>",
         lambda h, m: Length((Term(h * 60 + m, "minute"),)) if m in (10, 15, 20, 30, 45) else None),
    Rule("a duration", "moment", "<length> !old|ago|- ", lambda x: x),
    Rule("the two months", "moment", "the <number> <plural> !old|ago|-|later|before|after|'|’",
         lambda n, u: _length(n, u)),
    Rule("two-month", "moment", "<counted> -|‑|‐ <unit> !-|old|olds", lambda n, u: _length(n, u)),
    Rule("two-month-long", "moment", "<counted> - <unit> - long|plus", lambda n, u: _length(n, u)),
    Rule("yearlong", "moment", "<long>", lambda u: _length(Decimal(1), u)),
    Rule("months-long", "moment", "<plural> - long", lambda u: _length(None, u)),
    Rule("year-long", "moment", "<unit> - long", lambda u: _length(Decimal(1), u)),
    Rule("all year", "moment", "all|full -? {year|day|week|month} !'|s", lambda u: _length(Decimal(1), u)),
    Rule("the first six months", "moment", "the {first|final|last|opening} <length>", lambda w, x: x),
    # -- hedged
    Rule("about two months", "moment", "{about|around|approximately|roughly|some|nearly|almost} <length> !old|-|ago",
         _hedged),
    Rule("about two months ago", "moment", "{about|around|approximately|roughly|some|nearly|almost} <counteddate>",
         _hedged),
    Rule("over two months", "moment",
         "^for|after|in|of|by|lasted|took|just|spent|the|takes|waited|well|wait|waiting|lasts|lasting|little|with|been"
         "|worked|lived|served|_ {over|under} <length> !old|-|ago", _hedged),
    Rule("over two months ago", "moment", "{over} <counteddate>", _hedged),
    Rule("more than two months", "moment", "more|longer|greater than <length> !old|-",
         lambda x: Modified(x, "MORE_THAN")),
    Rule("less than two months", "moment", "less|fewer|shorter than <length> !old|-",
         lambda x: Modified(x, "LESS_THAN")),
    Rule("at least two months", "moment", "at least <length> !old|-", lambda x: Modified(x, "EQUAL_OR_MORE")),
    Rule("at most two months", "moment", "at most <length> !old|-", lambda x: Modified(x, "EQUAL_OR_LESS")),
    Rule("no more than two months", "moment", "no|not more|longer than <length> !old|-",
         lambda x: Modified(x, "EQUAL_OR_LESS")),
    Rule("up to two months", "moment", "up to <length> !old|-", lambda x: Modified(x, "EQUAL_OR_LESS")),
    Rule("more than two months ago", "moment", "more than <counteddate>", lambda x: Modified(x, "MORE_THAN")),
    Rule("less than two months ago", "moment", "less than <counteddate>", lambda x: Modified(x, "LESS_THAN")),
    Rule("hardly two months ago", "moment", "at least <counteddate>", lambda x: Modified(x, "EQUAL_OR_MORE")),
    # -- repeated
    Rule("every weekend", "moment", "{every|each} weekend", lambda w: Every("XXXX-WXX-WE", w.upper())),
    Rule("every month", "moment", "{every|each} single? <unit>", lambda w, u: _every(u, None, w.upper())),
    Rule("every other month", "moment", "every other <unit>", lambda u: _every(u, Decimal(2))),
    Rule("every two months", "moment", "{every|each} <counted> <unit>", lambda w, n, u: _every(u, n, w.upper())),
    Rule("every few months", "moment", "every few <plural>", lambda u: Every(value(Length((Term(None, u),))), "EVERY")),
    Rule("every Monday", "moment", "{every|each} <weekday>", lambda w, d: Every(f"XXXX-WXX-{d}", w.upper())),
    Rule("every Monday morning", "moment", "{every|each} <weekday> <daypart>",
         lambda w, d, p: Every(f"XXXX-WXX-{d}T{p}", w.upper())),
    Rule("every morning", "moment", "{every|each} <daypart>", lambda w, p: Every(f"T{p}", w.upper())),
    Rule("every May", "moment", "{every|each} <month>", lambda w, m: Every(f"XXXX-{m:02d}", w.upper())),
    Rule("every summer", "moment", "{every|each} <season>",
         lambda w, s: Every("XXXX-" + ("SP", "SU", "FA", "WI")[s - 1], w.upper())),
    Rule("every day at", "moment", "{every|each} {day} at? <clock>",
         lambda w, d, c: Every(f"T{c.hour:02d}" + ("" if c.minute is None else f":{c.minute:02d}"), w.upper())),
    Rule("every Monday at", "moment", "{every|each} <weekday> at <clock>",
         lambda w, d, c: Every(f"XXXX-WXX-{d}T{c.hour:02d}" + ("" if c.minute is None else f":{c.minute:02d}"),
                               w.upper())),
    Rule("at six every day", "moment", "<clock> {every|each} day|morning|night|evening",
         lambda c, w: Every(f"T{c.hour:02d}" + ("" if c.minute is None else f":{c.minute:02d}"), w.upper())),
    Rule("Mondays", "moment", "<weekdays>", lambda d: Every(f"XXXX-WXX-{d}")),
    Rule("Monday nights", "moment", "<weekday> {mornings|afternoons|evenings|nights}",
         lambda d, p: Every(f"XXXX-WXX-{d}T" + {"m": "MO", "a": "AF", "e": "EV", "n": "NI"}[p[0]])),
    Rule("every weekday", "moment", "every|each weekday", lambda: Every("XXXX-WXX-XX", "EVERY")),
    Rule("bi-monthly", "moment", "bi - {weekly|monthly|annual}",
         lambda w: Every({"weekly": "P2W", "monthly": "P2M", "annual": "P6M"}[w], "EVERY")),
    Rule("weekdays", "moment", "weekdays", lambda: Every("XXXX-WXX-XX", "EVERY")),
    Rule("weekends", "moment", "^on|at|and|the|during|, weekends", lambda: Every("XXXX-WXX-WE", "EVERY")),
    Rule("daily", "moment", "<often>", lambda v: Every(v, "EVERY")),
    Rule("twice a day", "moment", "{once|twice|thrice} a|an|every|each|per <unit>",
         lambda n, u: _every(u, None, "EVERY", _TIMES[n])),
    Rule("twice daily", "moment", "{once|twice|thrice} <often>", lambda n, v: Every(v, "EVERY", _TIMES[n])),
    Rule("three times a day", "moment", "<number> times a|an|every|each|per <unit>",
         lambda n, u: _every(u, None, "EVERY", f"{n.normalize():f}X")),
)  # fmt: skip

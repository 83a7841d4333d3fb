"""Quarters, halves, seasons, financial years, decades and centuries."""

from worker.text.dates.grammar import Rule
from worker.text.dates.partials import Date, Era, Fiscal, Mod, Modified, Of, Part, Partial
from worker.text.dates.vocabulary import SHIFTS

_MODS: dict[str, Mod] = {"early": "START", "mid": "MID", "late": "END"}


def _quarter(number: int, year: int | None = None) -> Partial | None:
    return Part("quarter", number, year) if 1 <= number <= 4 else None


def _half(number: int, year: int | None = None) -> Partial | None:
    return Part("half", number, year) if 1 <= number <= 2 else None


def _quarter_of(number: int, whole: Partial | None) -> Partial | None:
    return Of(Part("quarter", number), whole) if 1 <= number <= 4 and whole is not None else None


def _half_of(number: int, whole: Partial | None) -> Partial | None:
    return Of(Part("half", number), whole) if 1 <= number <= 2 and whole is not None else None


def _century(number: int) -> Partial | None:
    return Era("century", (number - 1) * 100) if 1 <= number <= 30 else None


def _decade(first: int) -> Partial | None:
    return Era("decade", first) if first % 10 == 0 else None


def _hundreds(first: int) -> Partial | None:
    """The 1800s are a century, the 1900s too; the 2000s are most often their first decade."""
    if first % 100 == 0 and first < 2000:
        return Era("century", first)
    return _decade(first)


RULES = (
    Rule("third quarter of a year", "date", "the? fiscal? <ordinal> -? quarter|qtr of|in? <year>", _quarter),
    Rule("third quarter of a named year", "date", "the? <ordinal> quarter|qtr of|in? <anyyear>", _quarter_of),
    Rule("third quarter", "date", "the? fiscal? <ordinal> quarter|qtr !of|final|finals|back|century", _quarter),
    Rule("third-quarter", "date", "<ordinal> - quarter", _quarter),
    Rule("final quarter of a year", "date", "the? final|last quarter of <year>", lambda y: _quarter(4, y)),
    Rule("final quarter of a named year", "date", "the? final|last quarter of <anyyear>", lambda y: _quarter_of(4, y)),
    Rule("q3 of a year", "date", "the? <q> of|in? <year>", lambda q, y: _quarter(q, y)),
    Rule("1988's third quarter", "date", "<year> '|’ s <ordinal> quarter|qtr", lambda y, q: _quarter(q, y)),
    Rule("1988's first half", "date", "<year> '|’ s <ordinal> half", lambda y, h: _half(h, y)),
    Rule("q3", "date", "<q>", lambda q: _quarter(q)),
    Rule("q3 of a named year", "date", "<q> of|in? <anyyear>", _quarter_of),
    Rule("year q3", "date", "<year> <q>", lambda y, q: _quarter(q, y)),
    Rule("first half of a year", "date", "the? <ordinal> half of|in <year>", _half),
    Rule("first half of a named year", "date", "the? <ordinal> half of|in <anyyear>", _half_of),
    Rule("first-half", "date", "^of|in|for|its|the|their <ordinal> - half",
         lambda n: _half(n)),
    Rule("h1 of a year", "date", "<h> of|in? <year>", _half),
    Rule("year h1", "date", "<y4> <h>", lambda y, h: _half(h, y)),
    Rule("season of a year", "date", "the? <season> of|in|, <year>", lambda s, y: Part("season", s, y)),
    Rule("winter of two years", "date", "the? <season> of? <y4> =-|–|/ =<yy2>", lambda s, y, _: Part("season", s, y)),
    Rule("last fiscal year", "date", "the? {last|this|next|current|previous|coming} fiscal|financial year",
         lambda w: Fiscal(None, None, SHIFTS[w])),
    Rule("the fiscal year", "date", "the fiscal|financial year", lambda: Fiscal(None)),
    Rule("season year", "date", "<season> <year>", lambda s, y: Part("season", s, y)),
    Rule("season of a named year", "date", "the? <season> of <anyyear>", lambda s, y: Of(Part("season", s), y)),
    Rule("which season", "date", "the? {last|this|next|past|coming|previous|current|upcoming} <season> !break|league",
         lambda w, s: Part("season", s, None, SHIFTS[w])),
    Rule("the season", "date",
         "^in|by|since|during|until|through|late|early|over|throughout|beyond|before|after|last|_ the? <season> "
         "!of|and|water|back|into|rolls|sales|break|games|line|short|victim|apart|olympics|in|for|ill|off|from|to|below",
         lambda s: Part("season", s)),
    Rule("financial year", "date", "the? fiscal|financial year? <year>", lambda y: Fiscal(y)),
    Rule("2024 fiscal year", "date", "the? <year> fiscal|financial year", lambda y: Fiscal(y)),
    Rule("fy24", "date", "<fy>", lambda y: Fiscal(y)),
    Rule("quarter of a financial year", "date", "the? <ordinal> quarter of fiscal|financial year? <year>",
         lambda q, y: Fiscal(y, q) if 1 <= q <= 4 else None),
    Rule("the 1990s", "date", "the? <y4> =s !of", lambda y: _hundreds(y)),
    Rule("the 1990's", "date", "the <y4> ='|’ =s", lambda y: _hundreds(y)),
    Rule("the '90s", "date", "the? '|’|‘ =<ten> =s", lambda y: _decade(1900 + y if y > 20 else 2000 + y)),
    Rule("the 90s", "date", "the <ten> =s !of|and|percent|in", lambda y: _decade(1900 + y) if y > 20 else None),
    Rule("the early 90s", "date", "the? {early|late|mid} -? <ten> =s !of|percent",
         lambda w, y: Modified(Era("decade", 1900 + y), _MODS[w]) if y > 20 else None),
    Rule("the 70's", "date", "the <ten> ='|’ =s", lambda y: _decade(1900 + y) if y > 20 else None),
    Rule("the nineties", "date", "the <nineties>", lambda y: _decade(y)),
    Rule("the early nineties", "date", "the {early|late|mid} -? <nineties>",
         lambda w, y: Modified(Era("decade", y), _MODS[w])),
    Rule("the nineteen nineties", "date", "the? {nineteen|eighteen} -? <nineties>",
         lambda c, y: _decade(y - (0 if c == "nineteen" else 100))),
    Rule("nth century", "date", "the? <ordinal> -? century", _century),
    Rule("year of an era", "date", "<year> ad|ce|bce|bc !-", lambda y: Date(year=y)),
)  # fmt: skip

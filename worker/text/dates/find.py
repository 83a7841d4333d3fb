"""One pass over a text: the longest expression at each place, resolved as it is met."""

from collections.abc import Iterator
from dataclasses import replace

from schemas.annotation import Moment
from worker.text.dates import durations
from worker.text.dates.found import FINENESS, Found, Surroundings
from worker.text.dates.grammar import Reader
from worker.text.dates.holidays import HOLIDAY_WORDS, telling
from worker.text.dates.orders import order_of
from worker.text.dates.partials import (
    Ahead,
    Count,
    Date,
    Era,
    Every,
    Fiscal,
    Length,
    Modified,
    NoDay,
    Partial,
    Shift,
    Vague,
    Window,
    Workdays,
)
from worker.text.dates.reference import Reference
from worker.text.dates.resolve import DAYS_IN, resolve
from worker.text.dates.rules import GRAMMAR
from worker.text.dates.tense import direction
from worker.text.dates.tokens import Tokens
from worker.text.dates.usage import is_date
from worker.text.dates.vocabulary import CORE, listed

_LISTING = frozenset({",", "and", "or", "to", "through", "until", "till", "-", "–", "&"})
_REACH = 7
"""How many tokens before a word of time an expression may begin."""


def find_moments(text: str, *, reference: Reference | None = None, country: str | None = None) -> tuple[Moment, ...]:
    """The dates, times, durations and repeated times of an English text, left to right, none overlapping.

    Spans count code points of `text` and leave out a preposition ("November 4", not "on November 4"), but take in
    what a TIMEX3 `mod` stands for ("early 2024", "more than two years"). Relative and partial expressions are
    counted from `reference`, by the tense around them, or from a date named before ("the same day"); without a
    reference what it would settle stays unknown: "XXXX-11-04". `begins` and `ends` are ISO 8601 and half-open; of a
    count of days, weeks, months or years ("two weeks ago") they are the very day, while `value` is the week, month or
    year, as loosely as it is said. An ambiguous date (03/04/2022) has no value, but readings, month first, unless
    another date of the text or `country` (the source's, ISO 3166) tells what stands first. A day that no calendar has
    (31 June, 13/13/2023) has no value either, and is malformed. Nothing found: an empty tuple. Never raises; time
    linear in the text.

    The values follow TIMEX3 (TimeML 1.2.1, ISO 8601 with its extensions); two of a kind are joined by "/".

    >>> [m.value for m in find_moments("She left on Friday for two months.")]
    ['XXXX-WXX-5', 'P2M']
    >>> find_moments("in September", reference=Reference(2022, 11, 4))[0].value
    '2022-09'
    """
    return tuple(
        Moment(
            start=start,
            end=end,
            surface=text[start:end],
            type=found.type,
            value=found.value,
            mod=found.mod,
            quant=found.quant,
            freq=found.freq,
            begins=found.begins,
            ends=found.ends,
            anchor=found.anchor,
            status="malformed" if found.malformed else "ambiguous" if found.readings else "ok",
            readings=found.readings,
        )
        for start, end, _, found in explain(text, reference=reference, country=country)
    )


def explain(
    text: str, *, reference: Reference | None = None, country: str | None = None
) -> Iterator[tuple[int, int, str, Found]]:
    """As find_moments, with the name of the rule that made each: start, end, rule, meaning."""
    tokens = Tokens.of(text)
    reader = Reader(GRAMMAR, tokens)
    around = Surroundings(reference, order=order_of(text, country))
    last: Found | None = None
    end = 0
    for at in _places(tokens):
        if at < end:
            continue
        for level in ("moment", "date"):
            read = reader.read(level, at)
            if read is None:
                break  # no date either, for each date alone is a moment
            stop, partial, rule = read
            if not isinstance(partial, Partial) or not is_date(tokens, at, stop, partial):
                continue
            listed = last is not None and (
                _lists(tokens, end, at) or (reference is None and _follows(tokens, end, at, partial))
            )
            if listed:
                here = replace(around, beside=last)
            elif _asks_for_tense(partial):
                here = Surroundings(around.reference, *direction(tokens, at, stop), around.before, None, around.order)
            else:
                here = Surroundings(around.reference, before=around.before, order=around.order)
            took = _only_how_long(partial, here) or (isinstance(partial, Ahead) and _ranked(tokens, at))
            found = None if took else resolve(partial, here)
            no_day = isinstance(partial, NoDay) or (isinstance(partial, Date) and _no_such_day(tokens, stop, partial))
            if found is None and no_day:
                found = Found("DATE", None, malformed=True)
            if found is not None:
                end, around, last = stop, _with(here, found), found
                yield tokens.starts[at], tokens.ends[stop - 1], rule, found
                break


_BEHIND_DAYS = listed("it he she they and or is was were are in at but when while as to until")


def _no_such_day(tokens: Tokens, stop: int, said: Date) -> bool:
    """Whether a day is said that no calendar has (31 June), and no noun follows that its number would count."""
    day, month = said.day, said.month
    beyond = day is not None and month is not None and day > DAYS_IN[month - 1]
    leap = (month, day) == (2, 29) and said.year is not None
    return (beyond or leap) and (not tokens.word(stop).isalpha() or tokens.word(stop) in _BEHIND_DAYS)


def _asks_for_tense(partial: Partial) -> bool:
    """Whether what an expression means may depend on the tense around it."""
    match partial:
        case Modified(inner):
            return _asks_for_tense(inner)
        case Window(from_today=ahead):
            return ahead
        case Date(year=int()) | Length() | Every() | Vague() | Era() | Fiscal() | Shift() | Count(base=str()):
            return False
        case _:
            return True


def _lists(tokens: Tokens, end: int, at: int) -> bool:
    """Whether only a comma, an "and" or a "to" lies between two expressions: then they look the same way."""
    return 0 < end < at <= end + 2 and all(tokens.word(between) in _LISTING for between in range(end, at))


def _follows(tokens: Tokens, end: int, at: int, partial: Partial) -> bool:
    """Whether a day without its year stands right behind another date: "July 12, 2014. July 13"; where the day of
    writing is not known, that is all that its year can be told by.
    """
    yearless = isinstance(partial, Date) and partial.year is None and partial.month is not None
    return yearless and end > 0 and (at == end or (at == end + 1 and tokens.word(end) in (".", ";")))


def _only_how_long(partial: Partial, around: Surroundings) -> bool:
    """Whether an "in three days" tells how long something took: then "in" is no part of it."""
    if isinstance(partial, Workdays):
        return around.direction == "past"
    if not isinstance(partial, Ahead):
        return False
    hours = durations.grain(partial.length) is None and (around.reference is None or around.reference.hour is None)
    vague = hours or any(term.amount is None for term in partial.length.terms)
    return vague or around.direction not in ("future", "alone")


_RANKED = listed("first only second third fourth fifth last least most worst best once twice times time")
_NO_RANK = listed("west forest interest request arrest protest contest test guest harvest invest suggest")


def _ranked(tokens: Tokens, at: int) -> bool:
    """Whether an "in a decade" tells over how long something is the first, the worst, the third."""
    for back in range(at - 1, max(at - _REACH, -1), -1):
        word = tokens.words[back]
        if word in _RANKED or (word.endswith("est") and len(word) > 4 and word not in _NO_RANK):
            return True
        if not word.isalpha():
            return False
    return False


def _with(around: Surroundings, found: Found) -> Surroundings:
    """The surroundings of what follows a date: it is the last of its precision that was named."""
    if found.type not in ("DATE", "TIME") or found.readings or found.malformed:
        return around
    fineness = found.fineness
    if fineness >= len(FINENESS):
        return around
    before = ((fineness, found), *(each for each in around.before if each[0] != fineness))
    return Surroundings(around.reference, around.direction, around.strong, before, None, around.order)


_BEGINS = GRAMMAR.begins("moment") | GRAMMAR.begins("date")
_CORE = CORE | telling(CORE)
_INSIDE = GRAMMAR.words | HOLIDAY_WORDS
_FIGURES = frozenset("0123456789")
_APOSTROPHES = frozenset("'’‘")


def _no_figure(words: tuple[str, ...], at: int) -> bool:
    return at >= len(words) or words[at][0] not in _FIGURES


def _places(tokens: Tokens) -> Iterator[int]:
    """The tokens at which an expression may begin: a word of time or a figure, and those a little before that no
    word parts from it which no expression has."""
    first, words = 0, tokens.words
    for core, word in enumerate(words):
        if word not in _CORE and word[0] not in _FIGURES:
            continue
        at = core
        while at > first and core - at < _REACH and (words[at - 1] in _INSIDE or words[at - 1][0] in _FIGURES):
            at -= 1
        for start in range(at, core + 1):
            word = words[start]
            if (word in _BEGINS and not (word in _APOSTROPHES and _no_figure(words, start + 1))) or word[0] in _FIGURES:
                yield start
        first = core + 1

"""Is it a date here? Words of time that are also verbs, names, counts and titles, judged by their neighbours."""

from worker.text.dates.holidays import ALSO_WORDS
from worker.text.dates.partials import (
    Ahead,
    At,
    Clock,
    Date,
    Daypart,
    Every,
    Holiday,
    Length,
    Modified,
    Part,
    Partial,
    Range,
    Term,
    Vague,
)
from worker.text.dates.past_hours import counted_after
from worker.text.dates.tokens import Tokens, numeric
from worker.text.dates.vocabulary import (
    DAYPARTS,
    MONTHS_ALSO_WORDS,
    ORDINALS,
    PLURAL_UNITS,
    UNITS,
    WEEKDAY_PLURALS,
    WEEKDAYS_ALSO_WORDS,
    listed,
)

_BEFORE_MONTH = listed(
    "in since by until till during from through of last next this early late mid every each for to and or before "
    "after between on around throughout - – , ( by begin"
)
_BEFORE_SURE = listed("in since by until till during from through last next early late mid throughout between")
_BEFORE_YEAR = listed(
    "in since by until till during from through of before after around circa about for to and or early late mid "
    "between year the throughout , ( - – — / fiscal over back than his her their its our that a into"
)
_BEFORE_OLD_YEAR = listed("in since by until from of before after circa around between during year")
_BEFORE_ROUND_YEAR = listed("in since until circa during year early late mid")
_IN_ROUND_YEARS = frozenset({"hundred", "thousand"})
_AFTER_MONTH_VERB = listed(
    "for of on to was is in at by against from with through into and or that which has had began took moved went would "
    "will"
)
_AFTER_YEAR = listed(
    "people men women troops soldiers jobs dollars pounds euros metres meters km kilometres miles feet ft m kg tons "
    "tonnes percent per words votes points deaths cases homes houses copies units workers employees students police "
    "officers hectares acres square calories rpm vehicles members residents and-a-half million billion % ° x"
)
_AFTER_HYPHEN = listed("strong seat block mile foot metre meter square page pound word member bed room year")
_AFTER_WEEKDAY_NAME = listed(
    "times mirror telegraph express herald independent mercury live dispatch tribune world post mail star sun people "
    "group"
)
_BEFORE_WEEKDAY_NAME = listed("bloody super sheffield casual ruby man freaky taco cyber")
_BEFORE_CLOCK = listed(
    "at by around about before after from until till to between and since through on , ( – - @ begin past nearly"
)
_VAGUE_CUES = listed(
    "for in within after over of lasting lasted took takes take taking spent spend spending several many recent past "
    "last next coming few these those about than during by through into until before some just only with waiting "
    "waited"
)
_DURATION_CUES = listed(
    "for in within after over lasting lasted took takes take spent spend spending about than during by nearly almost "
    "least most half once under into until before every each only just roughly around throughout of more first served "
    "serve gave given last"
)
_RATE_BEFORE = listed("cent million billion trillion percent % times people cases hours days dollars euros pounds")
_VERBS_IN_S = listed("was is has takes lasts lasted plus does this its less")
_TITLES = listed("hours minutes days weeks years")
_NAMED = listed("mrs mr ms theresa dame lady lord sir minister secretary james brian elaine")


_COMPARED = listed("% percent pct cent points times million billion")


def is_date(tokens: Tokens, start: int, end: int, partial: Partial) -> bool:
    """Whether tokens [start, end), which read as an expression of time, are one here."""
    compared = isinstance(partial, Modified) and partial.mod in ("MORE_THAN", "LESS_THAN")
    if compared and (tokens.word(start - 1) in _COMPARED or numeric(tokens.word(start - 1))):
        return False  # "6.4% more than a year earlier"
    if isinstance(partial, Modified) and isinstance(partial.inner, Length):
        return _length(tokens, start, end, partial.inner, hedged=True)
    if _verb(tokens, start, end) or _title(tokens, start, end) or counted_after(tokens, start, end):
        return False
    match partial:
        case Date(year=None, month=int(), day=None, weekday=None, shift=None):
            return _month(tokens, start, end)
        case Date(year=None, month=int(), day=int()) | Range(Date(year=None, month=int()), _):
            return _month_day(tokens, start, end)
        case Date(year=None, month=None, day=None, weekday=int(), shift=None):
            return _weekday(tokens, start, end)
        case Date(year=int(year), month=None, day=None) if end == start + 1:
            return _year(tokens, start, end, year)
        case Date(year=int(), month=None, day=None) if not _IN_ROUND_YEARS.isdisjoint(tokens.words[start:end]):
            return _round_year(tokens, start, end)
        case Range(Date(year=int(year), month=None), _):
            return _year_range(tokens, start, end, year)
        case Date(year=None, month=None, day=int()):
            return tokens.word(end) not in ("time", "birthday", "minute", "century", "anniversary")
        case Ahead(Length(terms)) if terms[0].unit == "second" and terms[0].amount == 1:
            return not tokens.word(end).isalpha()
        case Length():
            return _length(tokens, start, end, partial, hedged=False)
        case Holiday("corpus christi"):  # also a city
            return tokens.word(end) in ("day", "procession", "feast", "holiday") or tokens.word(start - 2) == "feast"
        case Every() if tokens.word(start) in ("daily", "weekly", "monthly") and tokens.capital(end):
            return not tokens.capital(start)  # a paper
        case Holiday(name, year=None) if name in ALSO_WORDS:
            return tokens.capital(start)
        case At(_, Daypart()) if tokens.word(start) == "overnight" and end == start + 1:
            return not (tokens.capital(start) and tokens.capital(end))
        case Part(grain="season", shift=int()):
            return True
        case Part(grain="season"):
            return not tokens.name_like(start - 1) or tokens.word(start - 1) in ("in", "the")
        case Every() if end == start + 1:
            return not tokens.name_like(start) or tokens.word(start) in WEEKDAY_PLURALS
        case Vague():
            named = any(tokens.capital(at) for at in range(start + 1, end)) and not tokens.surface(end - 1).isupper()
            return not (tokens.name_like(start) or named) and tokens.word(end) != "-"
        case Clock(minute=None, zone=None, fixed=False) if end == start + 1 and tokens.word(start) not in _NOONS:
            return _bare_hour(tokens, start, end)
        case Clock(minute=int(), zone=None, fixed=False) if numeric(tokens.word(start)):
            before = tokens.word(start - 1)
            alone = before == "" and tokens.word(end) == ""
            return (
                alone
                or before in _BEFORE_CLOCK
                or (len(tokens.word(start)) == 2 and before in ("s", "be", "back", "is", "was"))
            )
        case _:
            return not (end == start + 1 and tokens.name_like(start) and tokens.capital(start - 1))


_NOONS = frozenset({"noon", "midnight", "midday", "noonish", "midafternoon"})
_HOUR_VERBS = listed(
    "start starts started starting begin begins began beginning open opens opening "
    "arrive arrives arrived leave leaves left meet meets met kick kicks kicked due wake wakes woke up "
    "dinner breakfast lunch curfew home resume resumes resumed doors speak speaks"
)
_BEHIND_HOURS = listed("and on every each sharp tonight today tomorrow yesterday but when with for")


def _bare_hour(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a number behind "at" is the hour: "starts at 7", "at seven on Saturdays", and no count or age."""
    after = tokens.word(end)
    if tokens.word(end + 1) in WEEKDAY_PLURALS and after == "on":
        return True
    closed = not after.isalnum() or after in _BEHIND_HOURS
    return closed and tokens.word(start - 2) in _HOUR_VERBS


def _verb(tokens: Tokens, start: int, end: int) -> bool:
    """Whether "may" or "march" in it, in lower case and with no figure beside it, is the verb."""
    months = [at for at in range(start, end) if tokens.word(at) in ("may", "march") and not tokens.capital(at)]
    named = any(
        numeric(tokens.word(at)) or tokens.word(at) == "of" or tokens.word(at) in ORDINALS for at in range(start, end)
    )
    return bool(months) and not named and (tokens.word(start - 1) not in ("in", "since", "until", "the"))


def _title(tokens: Tokens, start: int, end: int) -> bool:
    """Whether it is a programme's or a paper's name: "This Week", CBS This Morning."""
    last = tokens.word(end - 1)
    if end < start + 2 or not (last in UNITS or last in DAYPARTS) or not tokens.capital(start):
        return False
    return tokens.capital(end - 1) and (tokens.capital(start - 1) or tokens.word(start - 1) in ('"', "“", "‘"))


def _month(tokens: Tokens, start: int, end: int) -> bool:
    word, before, after = tokens.word(start), tokens.word(start - 1), tokens.word(end)
    if before == "" and after == "" and tokens.capital(start):
        return True
    if not tokens.capital(start):
        return (word not in MONTHS_ALSO_WORDS and len(word) > 4) or before in _BEFORE_SURE
    if (before in ("'", "’") and tokens.glued(start)) or (after == "-" and tokens.glued(end)):
        return False
    if word not in MONTHS_ALSO_WORDS and len(word) > 3:
        return not (tokens.name_like(start - 1) and before not in _BEFORE_MONTH and len(before) > 1)
    if len(word) <= 3 and word != "may":
        return before in _BEFORE_MONTH or tokens.word(end - 1) == "."
    if before in ("the", "a", "last") and end == start + 1 and word not in ("mar", "jan", "dec"):
        return after in "$£€" or (after.isalpha() and not tokens.capital(end) and after not in _AFTER_MONTH_VERB)
    if before in _BEFORE_SURE:
        return after not in ("took", "said", "has", "is", "was", "told", "will", "resigned")
    if word in ("may", "march"):
        return (before in ("of", "for", "to", "and", "from") and not tokens.name_like(end)) and (
            after in (",", ".", ";", ")", "and", "or", "to", "but", "when", "as", "after")
        )
    return not tokens.name_like(start - 1) and not (tokens.name_like(end) and after not in MONTHS_ALSO_WORDS)


def _month_day(tokens: Tokens, start: int, end: int) -> bool:
    written = [at for at in range(start, end) if tokens.word(at) in ("may", "march", "mar", "sun", "sat", "second")]
    month = next((at for at in written if tokens.word(at) in ("may", "march", "mar")), None)
    if month is not None and not tokens.capital(month):
        ordinal = any(
            tokens.word(at) in ("th", "st", "nd", "rd") or tokens.word(at).endswith("th")
            for at in range(start, end)
            if at != month
        )
        return ordinal or tokens.word(start - 1) in ("on", "by", "until", "since", "") or month > start
    return not (tokens.word(end) == "%" or (tokens.word(end) == ":" and numeric(tokens.word(end + 1))))


def _weekday(tokens: Tokens, start: int, end: int) -> bool:
    word, before, after = tokens.word(start), tokens.word(start - 1), tokens.word(end)
    if word in WEEKDAYS_ALSO_WORDS:
        if (not tokens.capital(start) and before not in ("on", "")) or (after == "-" and tokens.glued(end)):
            return False
        return before in ("on", "last", "next", "this", "by", "until", "since", "and", "or", ",", "", "(") or (
            tokens.word(end - 1) == "."
        )
    if after in _AFTER_WEEKDAY_NAME and tokens.name_like(end):
        return False
    return not (before in _BEFORE_WEEKDAY_NAME and tokens.capital(start - 1))


def _year(tokens: Tokens, start: int, end: int, year: int) -> bool:
    before, after = tokens.word(start - 1), tokens.word(end)
    if not numeric(tokens.word(start)):
        return before in _BEFORE_OLD_YEAR
    if (after in "-–" and tokens.glued(end) and tokens.glued(end + 1) and numeric(tokens.word(end + 1))) or (
        before in "-–" and tokens.glued(start) and tokens.glued(start - 1) and numeric(tokens.word(start - 2))
    ):
        return False
    if after in _AFTER_YEAR or (before in "$£€#_" and before) or _street(tokens, end):
        return False
    if before in ("no", "number", "page", "chapter", "room", "flight", "route", "article", "section", "boeing", "line"):
        return False
    if after == "-" and tokens.glued(end) and tokens.glued(end + 1) and not numeric(tokens.word(end + 1)):
        return tokens.word(end + 1) not in _AFTER_HYPHEN
    if 1900 <= year <= 2035:
        if year % 100 or year == 2000:
            return before in _BEFORE_YEAR or before == "" or not _counts(tokens, end)
        return before in _BEFORE_OLD_YEAR and not _counts(tokens, end)
    if before in ("of", "at") and tokens.capital(end):
        return False
    return before in _BEFORE_OLD_YEAR and not _counts(tokens, end) and year < 2200


_STREETS = listed("street st road rd avenue ave lane drive boulevard blvd block blk")


def _street(tokens: Tokens, end: int) -> bool:
    """Whether it is the number of a house: "1909 Blake Street", "the 2000 block of"."""
    if tokens.word(end) in ("block", "blk"):
        return True
    for at in range(end, end + 3):
        if not tokens.capital(at):
            return False
        if at > end and tokens.word(at) in _STREETS:
            return True
    return False


def _round_year(tokens: Tokens, start: int, end: int) -> bool:
    """Whether "two thousand" is the year: only with a word beside it that asks for one."""
    if tokens.word(start) in ("the", "year"):
        return True
    cued = tokens.word(start - 1) in _BEFORE_ROUND_YEAR
    return cued and tokens.word(end) not in _AFTER_YEAR and not _counts(tokens, end)


def _counts(tokens: Tokens, end: int) -> bool:
    """Whether a plural noun follows, of which the number would be the count."""
    after = tokens.word(end)
    return (
        len(after) > 3 and after.endswith("s") and after.isalpha() and not tokens.capital(end)
        and after not in ("was", "has", "this", "thus", "less", "across", "as", "its", "is", "whereas", "perhaps",
                          "unless", "besides", "towards", "always", "elections", "olympics", "games", "sanctions",
                          "protests")
    )  # fmt: skip


def _year_range(tokens: Tokens, start: int, end: int, year: int) -> bool:
    return (
        1000 <= year <= 2100 and tokens.word(end) not in _AFTER_YEAR and tokens.word(start - 1) not in ("$", "£", "€")
    )


def _length(tokens: Tokens, start: int, end: int, length: Length, *, hedged: bool) -> bool:
    last = tokens.word(end - 1)
    before, after = tokens.word(start - 1), tokens.word(end)
    if _age(tokens, end):
        return False
    terms = length.terms
    first = terms[0]
    if len(terms) == 1:
        if first.unit == "quarter":
            straight = any(tokens.word(at) in ("consecutive", "straight", "successive") for at in range(start, end))
            return (straight and end - start > 2) or (before in ("for", "in", "last", "past", "next") and after != "of")
        if (first.unit == "year" and _year_of(tokens, start, end)) or (last == "h" and tokens.capital(end - 1)):
            return False
        if last in ("h", "hr", "min", "sec", "wk", "yr") and not numeric(tokens.word(start)) and first.amount is None:
            return False
        if first.unit == "second" and first.amount == 1 and not numeric(tokens.word(start)):
            return before in ("for", "half", "within") and not after.isalpha()
        if last == "second" and _ordinal_second(tokens, start, end):
            return False
        if first.unit == "weekend" and first.amount == 1:
            return False
        if tokens.word(start) == "many" and before == "as":
            return False
        if tokens.word(start) == "one" and end == start + 2 and first.unit in ("day", "night"):
            # "one day in 2016" is no length
            return before in _DURATION_CUES or after in ("ago", "later", "earlier", "after", "before", "of", "longer")
    if end - start == 1 and first.amount is None and not hedged:
        if tokens.name_like(start):
            return False
        if after in ("after", "before", "since"):
            return True
        if before in ("after", "before", "over", "by", "than"):
            return after == "of"
        if before == "as":
            return False
        return before in _VAGUE_CUES or (after == "of" and first.unit in ("year", "decade", "month", "century", "week"))
    single = last in UNITS and last not in PLURAL_UNITS and len(last) > 3 and first.amount not in (None, 1)
    if (
        numeric(tokens.word(start))
        and tokens.name_like(end - 1)
        and (last in _TITLES or single)
        and not tokens.glued(end - 1)
    ):
        return False
    if tokens.word(start) in ("a", "an") and len(terms) == 1 and not hedged:
        return _one(tokens, start, end, first)
    return not (before in "$£€." and before != "" and tokens.glued(start) and before != ".")


def _year_of(tokens: Tokens, start: int, end: int) -> bool:
    """Whether the number before "year" is the year: "the 1986 year", "the 1990-91 year"."""
    word = tokens.word(start)
    return end == start + 2 and len(word) == 4 and numeric(word) and 1900 <= int(word) <= 2100


def _ordinal_second(tokens: Tokens, start: int, end: int) -> bool:
    """Whether the second is the last of a number in words ("the one hundred and forty second day") and no time."""
    spelled = end - start > 1 and not numeric(tokens.word(end - 2)) and tokens.word(end - 2).isalpha()
    return spelled and tokens.word(end - 2) not in ("a", "an", "one") and tokens.word(start - 1) not in ("a", "an")


def _one(tokens: Tokens, start: int, end: int, term: Term) -> bool:
    """A year, an hour: a duration, not a rate ("$5 an hour"), not a name ("a day trader")."""
    before, after = tokens.word(start - 1), tokens.word(end)
    if tokens.word(start + 1) in UNITS and end == start + 2:
        if before in _RATE_BEFORE or numeric(before) or before in ("once", "twice"):
            return False
        if numeric(tokens.word(start - 2)) and tokens.glued(start - 1):
            return False  # "3cm an hour"
        if term.unit in ("night", "second", "quarter"):
            return before in ("for", "within") and term.unit != "quarter"
        if term.unit not in ("day", "minute") and not (before.endswith("s") and before not in _VERBS_IN_S):
            return True
        return before in _DURATION_CUES or after in _AFTER_ONE or before == ""
    return True


_AFTER_ONE = listed(
    "after before since of long in into faster slower later earlier behind ahead quicker longer shorter late early"
)


def _age(tokens: Tokens, end: int) -> bool:
    """Whether it is an age: a figure, not a moment."""
    after = tokens.word(end)
    if after in ("-", "‑", "‐", "–"):
        return tokens.word(end + 1) in ("old", "olds")
    return after in ("old", "olds") or (after == "of" and tokens.word(end + 1) == "age")

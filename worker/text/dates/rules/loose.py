"""What newswire says of time without a number: the quarter, the year-ago period, overnight, in the evening.

TimeML tags such a noun with its article. "The quarter" is the one that was named last, else that of the day of
writing. Adjectives alone ("current members", "a recent poll") place nothing in time for a reader and are no moments.
"""

from worker.text.dates.grammar import Rule
from worker.text.dates.partials import At, Date, Daypart, Grain, Holiday, Modified, Partial, Shift, Vague, WeekendOf
from worker.text.dates.rules.combined import MODS

_GRAINS: dict[str, Grain] = {
    "day": "day", "week": "week", "month": "month", "quarter": "quarter", "half": "half", "year": "year",
    "decade": "decade", "century": "century",
}  # fmt: skip
_IN_A_YEAR = {"day": 0, "week": 52, "month": 12, "quarter": 4, "half": 2, "year": 1}
"""How many of a unit go back to the same one of the year before."""
_PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "mornings": "MO", "afternoons": "AF",
          "evenings": "EV", "nights": "NI"}  # fmt: skip
_AFTER_NOUN = "of|that|when|which|where|before|after|if|who|whose|he|she|they|it|we|i|old|olds|-|long|ago|ahead|off|to"
"""What makes the noun a definite one of its own: "the day that he left"."""


def _the(unit: str) -> Partial | None:
    return Shift(_GRAINS[unit], 0, "either")


def _year_before(unit: str) -> Partial | None:
    if unit in ("period", "time", "level", "figure", "span", "stretch"):
        return Shift("year", -1, "either")
    if unit not in _IN_A_YEAR:
        return None
    return Shift("year", -1, "either") if unit == "day" else Shift(_GRAINS[unit], -_IN_A_YEAR[unit], "either")


def _of_year(unit: str, year: Partial) -> Partial | None:
    """The same period last year: the same one, in the year that is said."""
    if isinstance(year, Shift) and year.by == -1:
        return _year_before(unit)
    return None


def _late(word: str, part: str) -> Partial:
    return Modified(At(Shift("day", 0, "either"), Daypart(_PARTS[part])), MODS[word])


RULES = (
    # -- the one that is spoken of
    Rule("the quarter", "moment", "^for|in|during|over|throughout|through|within|since|into|until|by|last "
         f"the {{week|month|quarter|year|day|decade}} !{_AFTER_NOUN}", _the),
    Rule("the full year", "moment", "the full|whole|entire {week|month|quarter|year|day|decade} !of", _the),
    Rule("the latest quarter", "date", "the? latest|prior|preceding {week|month|quarter|year|day} !-",
         lambda u: Shift(_GRAINS[u], -1)),
    # -- a year before
    Rule("the year-ago quarter", "moment",
         "the|a|its|their? year - ago|earlier {quarter|period|month|week|day|time|half|level|figure}", _year_before),
    Rule("year-ago", "moment", "the? year - ago|earlier", lambda: Shift("year", -1, "either")),
    Rule("the year-before period", "moment", "the year - before {quarter|period|month|week|half}", _year_before),
    Rule("the same period last year", "moment",
         "the same|corresponding|comparable|like|equivalent {quarter|period|month|week|time|half|day} "
         "of|in|for? <lastyear>", _of_year),
    Rule("the same period of a year", "date", "the same|corresponding|comparable|like period of|in <year>",
         lambda y: Date(year=y)),
    Rule("last year", "lastyear", "last year|season", lambda: Shift("year", -1)),
    Rule("the previous year", "lastyear", "the previous|prior|preceding year", lambda: Shift("year", -1)),
    Rule("the year before", "lastyear", "the year before|earlier", lambda: Shift("year", -1)),
    Rule("a year ago", "lastyear", "a|one year ago|earlier|before", lambda: Shift("year", -1)),
    Rule("the same period", "date", "the same|corresponding {quarter|month|period} !of|in|as|last|a|the",
         lambda u: Shift("quarter" if u == "period" else _GRAINS[u], 0, "text")),
    # -- parts of a day
    Rule("in the evening", "moment", "^in|during|by|until|throughout|into|of|for|since|through|from|over|later "
         "the {morning|afternoon|evening|night} !of|that|when|he|she|they|we|i|it|after|before|sky|shift|show|air|sun",
         lambda p: At(Shift("day", 0, "either"), Daypart(_PARTS[p]))),
    Rule("late in the evening", "moment", "{early|late|earlier|later} in the {morning|afternoon|evening|night}", _late),
    Rule("the late afternoon", "moment", "^in|during|by|until|since|of|on|, the {early|late|mid} -? "
         "{morning|afternoon|evening|night} !of", _late),
    Rule("early morning", "moment", "^in|during|by|until|since {early|late|mid} -? "
         "{morning|afternoon|evening|night} !of", _late),
    Rule("overnight", "moment", "!^an|a|the|stay|stayed <overnight>", lambda p: p),
    Rule("overnight (word)", "overnight", "overnight !-|stay|success|stays|sensation|delivery|trip|flight|guest|guests",
         lambda: At(Shift("day", -1), Daypart("NI"))),
    Rule("overnight Friday", "moment", "overnight <date>", lambda d: At(d, Daypart("NI"))),
    Rule("Friday overnight", "moment", "<date> overnight", lambda d: At(d, Daypart("NI"))),
    # -- weekends
    Rule("holiday weekend", "date", "the|this|last|next? <holiday> weekend <year>?",
         lambda h, y: WeekendOf(Holiday(h, y))),
    Rule("holiday year weekend", "date", "<holiday> <year> weekend", lambda h, y: WeekendOf(Holiday(h, y))),
    # -- no more than past or present
    Rule("at this time", "moment", "^at|by|until this time !of|last|next|around|it|he|she",
         lambda: Vague("PRESENT_REF")),
    Rule("in recent times", "moment", "recent times|history|memory", lambda: Vague("PAST_REF")),
)  # fmt: skip

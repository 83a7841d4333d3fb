"""The words of time: what each means, as data."""


def listed(words: str) -> frozenset[str]:
    """Words written in a row, as a set."""
    return frozenset(words.split())


MONTHS = {
    "january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "mar": 3, "april": 4, "apr": 4, "may": 5, "june": 6,
    "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8, "september": 9, "sept": 9, "sep": 9, "october": 10,
    "oct": 10, "november": 11, "nov": 11, "december": 12, "dec": 12,
}  # fmt: skip
"""Names and abbreviations of the months."""

MONTHS_ALSO_WORDS = frozenset({"may", "march", "mar", "dec", "jan", "jun", "sep", "april", "june", "august"})
"""Months that are also verbs, names or other abbreviations: alone they count only after a word such as "in"."""

WEEKDAYS = {
    "monday": 1, "mon": 1, "tuesday": 2, "tues": 2, "tue": 2, "wednesday": 3, "wed": 3, "weds": 3, "thursday": 4,
    "thurs": 4, "thur": 4, "thu": 4, "friday": 5, "fri": 5, "saturday": 6, "sat": 6, "sunday": 7, "sun": 7,
}  # fmt: skip
"""ISO 8601 numbers of the days of the week."""

WEEKDAYS_ALSO_WORDS = frozenset({"mon", "wed", "sat", "sun", "fri", "thu", "tue"})

WEEKDAY_PLURALS = {
    "mondays": 1, "tuesdays": 2, "wednesdays": 3, "thursdays": 4, "fridays": 5, "saturdays": 6, "sundays": 7,
}  # fmt: skip

UNITS = {
    "second": "second", "seconds": "second", "sec": "second", "secs": "second",
    "minute": "minute", "minutes": "minute", "min": "minute", "mins": "minute",
    "hour": "hour", "hours": "hour", "hr": "hour", "hrs": "hour", "h": "hour",
    "day": "day", "days": "day", "night": "night", "nights": "night",
    "week": "week", "weeks": "week", "wk": "week", "wks": "week", "fortnight": "fortnight", "fortnights": "fortnight",
    "month": "month", "months": "month", "quarter": "quarter", "quarters": "quarter", "qtr": "quarter",
    "year": "year", "years": "year", "yr": "year", "yrs": "year",
    "decade": "decade", "decades": "decade", "century": "century", "centuries": "century",
    "weekend": "weekend", "weekends": "weekend", "millennium": "millennium", "millennia": "millennium",
}  # fmt: skip
"""What a span of time is counted in."""

PLURAL_UNITS = frozenset(
    {"seconds", "minutes", "hours", "days", "nights", "weeks", "months", "years", "decades", "centuries", "weekends"}
)

SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
"""TIMEX3 codes of the seasons."""

DAYPARTS = {
    "morning": "MO", "mornings": "MO", "afternoon": "AF", "afternoons": "AF", "evening": "EV", "evenings": "EV",
    "night": "NI", "nights": "NI", "dawn": "DW", "dusk": "EV", "lunchtime": "MI",
}  # fmt: skip
"""TIMEX3 codes of the parts of a day."""

ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip

ONES = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip

TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip

DECADE_WORDS = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
    "nineties": 90,
}  # fmt: skip

SUFFIXES = frozenset({"st", "nd", "rd", "th"})
"""Endings of an ordinal in digits."""

SHIFTS = {
    "last": -1, "previous": -1, "past": -1, "prior": -1, "preceding": -1,
    "next": 1, "coming": 1, "upcoming": 1, "following": 1, "this": 0,
    "current": 0,
}  # fmt: skip

ZONES = {
    "gmt": 0, "utc": 0, "z": 0, "wet": 0, "bst": 60, "cet": 60, "west": 60, "cest": 120, "eet": 120, "sast": 120,
    "eest": 180, "msk": 180, "ist": 330, "pkt": 300, "sgt": 480, "hkt": 480, "awst": 480, "jst": 540, "kst": 540,
    "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780, "est": -300, "edt": -240, "cst": -360, "cdt": -300,
    "mst": -420, "mdt": -360, "pst": -480, "pdt": -420, "akst": -540, "hst": -600, "brt": -180, "art": -180,
}  # fmt: skip
"""Minutes east of Greenwich of the zones that newsrooms write, as most often meant (IST: India)."""

FLOATING_ZONES = {"et": -300, "ct": -360, "mt": -420, "pt": -480}
"""American zones with summer time left open: minutes east of Greenwich in winter."""

CORE = frozenset({*MONTHS, *WEEKDAYS, *WEEKDAY_PLURALS, *UNITS, *SEASONS, *DAYPARTS, *DECADE_WORDS}) | listed(
    "today tomorrow yesterday tonight tonite now nowadays currently presently recently lately noon midday midnight "
    "noonish midafternoon oclock o fiscal fy q h hourly daily nightly weekly fortnightly monthly quarterly yearly "
    "annual annually biweekly biannual biennial everyday daylong weeklong monthlong yearlong decadelong hourlong "
    "weekdays weekday moment past future present date am pm nineteen eighteen thousand ½ ¼ ¾ qtr after next "
    "half quarter m overnight recent time period summers winters autumns springs falls dusk calendar turn"
)
"""Words without which, figures aside, no expression of time is found."""

"""Whether 03/04/2022 is the fourth of March or the third of April: by the text's own dates, else by its country."""

import re
from typing import Literal

from worker.text.dates.vocabulary import listed

Order = Literal["month", "day"]
"""What stands first."""

_NUMERIC = re.compile(r"(?<![0-9/.-])([0-9]{1,2})[/-]([0-9]{1,2})[/-](?:[0-9]{4}|[0-9]{2})(?![0-9/-])")
_MONTHS = 12
_MONTH_FIRST = frozenset({"US", "PH", "FM", "PW", "MH", "BZ"})
_DAY_FIRST = listed(
    "GB IE AU NZ IN PK BD LK NP NG GH UG TZ ZM MY SG HK JM TT MT CY DE AT CH FR BE NL LU IT ES PT GR DK NO FI IS PL "
    "CZ SK RO BG HR RS UA RU TR IL EG AE SA QA JO LB MA TN BR AR CL CO MX PE VE"
)
"""Countries whose papers write the day first; Canada, South Africa, Kenya, China and others write either or none."""


def order_of(text: str, country: str | None) -> Order | None:
    """What stands first in the text's dates in figures: None where neither the text nor the country (ISO 3166) tells.

    A text whose dates speak for both tells nothing, and then its country does not either.

    >>> order_of("on 25/12/2021 and 03/04/2022", None), order_of("on 03/04/2022", "US"), order_of("03/04/2022", None)
    ('day', 'month', None)
    """
    told = set[Order]()
    for first, second in _NUMERIC.findall(text):
        if int(first) > _MONTHS >= int(second):
            told.add("day")
        elif int(second) > _MONTHS >= int(first):
            told.add("month")
    if told:
        return told.pop() if len(told) == 1 else None
    return "month" if country in _MONTH_FIRST else "day" if country in _DAY_FIRST else None

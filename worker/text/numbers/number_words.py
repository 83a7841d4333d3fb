"""English number words.

Source: Unicode CLDR 46, rule-based number formats for English (spellout-cardinal, spellout-ordinal; Unicode licence),
with the South Asian scales lakh and crore and the short forms of news desks (m, bn, tn). Compiled 2026-11-22.
"""

from decimal import Decimal
from typing import Final

UNITS: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
}  # fmt: skip
ZEROS: Final = frozenset({"zero", "nought", "naught", "nil"})
TEENS: Final = {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS: Final = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
UNIT_ORDINALS: Final = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
}  # fmt: skip
_TEEN_ORDINALS = {
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19,
}  # fmt: skip
_TENS_ORDINALS = {
    "twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70,
    "eightieth": 80, "ninetieth": 90,
}  # fmt: skip

_GLUED = {ten + unit: t + u for ten, t in TENS.items() for unit, u in UNITS.items()}
_GLUED_ORDINALS = {ten + unit: t + u for ten, t in TENS.items() for unit, u in UNIT_ORDINALS.items()}

BELOW_HUNDRED: Final[dict[str, int]] = {**UNITS, **TEENS, **TENS, **_GLUED}
ORDINALS: Final[dict[str, int]] = {**UNIT_ORDINALS, **_TEEN_ORDINALS, **_TENS_ORDINALS, **_GLUED_ORDINALS}

HUNDREDS: Final = frozenset({"hundred", "hundreds"})
SCALES: Final[dict[str, Decimal]] = {
    "thousand": Decimal(10) ** 3,
    "lakh": Decimal(10) ** 5,
    "lac": Decimal(10) ** 5,
    "million": Decimal(10) ** 6,
    "crore": Decimal(10) ** 7,
    "krore": Decimal(10) ** 7,
    "billion": Decimal(10) ** 9,
    "trillion": Decimal(10) ** 12,
    "quadrillion": Decimal(10) ** 15,
    "quintillion": Decimal(10) ** 18,
}
SCALE_PLURALS: Final[dict[str, Decimal]] = {word + "s": value for word, value in SCALES.items()}
"""After a digit or a number word only ("4 crores"); alone they are vague ("thousands of")."""

SHORT_SCALES: Final[dict[str, Decimal]] = {
    "k": Decimal(10) ** 3,
    "lkh": Decimal(10) ** 5,
    "cr": Decimal(10) ** 7,
    "mn": Decimal(10) ** 6,
    "mln": Decimal(10) ** 6,
    "mil": Decimal(10) ** 6,
    "bn": Decimal(10) ** 9,
    "bln": Decimal(10) ** 9,
    "bil": Decimal(10) ** 9,
    "tn": Decimal(10) ** 12,
    "trn": Decimal(10) ** 12,
    "tln": Decimal(10) ** 12,
}
"""Behind digits, glued or not ("2bn", "10 bln"); they mean nothing else there."""

WORD_SHORT: Final = {
    "cr": Decimal(10) ** 7, "lkh": Decimal(10) ** 5, "mln": Decimal(10) ** 6, "bln": Decimal(10) ** 9,
}  # fmt: skip
"""Behind number words too ("three hundred cr")."""

LETTER_SCALES: Final[dict[str, Decimal]] = {
    "M": Decimal(10) ** 6,
    "MM": Decimal(10) ** 6,
    "B": Decimal(10) ** 9,
    "b": Decimal(10) ** 9,
    "G": Decimal(10) ** 9,
}
"""Behind digits; case matters. "m" and "T" are also units (metre, tesla) and are settled with the unit."""

ORDINAL_SCALES: Final[dict[str, Decimal]] = {
    "hundredth": Decimal(100),
    **{word + "th": value for word, value in SCALES.items()},
}

DENOMINATORS: Final[dict[str, int]] = {
    "half": 2, "quarter": 4,
    **{word: int(value) for word, value in ORDINAL_SCALES.items()},
    **{word: value for word, value in ORDINALS.items() if value > 2},
}  # fmt: skip
DENOMINATOR_PLURALS: Final[dict[str, int]] = {
    "halves": 2, "quarters": 4,
    **{f"{word}s": int(value) for word, value in ORDINAL_SCALES.items()},
    **{f"{word}s": value for word, value in ORDINALS.items() if word != "second"},
}  # fmt: skip

DOZENS: Final = frozenset({"dozen", "dozens", "doz", "dozs", "dz", "dzs"})

VULGAR: Final[dict[str, tuple[int, int]]] = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5),
    "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8), "⅐": (1, 7),
    "⅑": (1, 9), "⅒": (1, 10),
}  # fmt: skip

VAGUE: Final[dict[str, tuple[Decimal, Decimal]]] = {
    "dozens": (Decimal(12), Decimal(120)),
    "scores": (Decimal(20), Decimal(200)),
    "hundreds": (Decimal(100), Decimal(1000)),
    "thousands": (Decimal(1000), Decimal(10000)),
    "lakhs": (Decimal(10) ** 5, Decimal(10) ** 6),
    "millions": (Decimal(10) ** 6, Decimal(10) ** 7),
    "crores": (Decimal(10) ** 7, Decimal(10) ** 8),
    "billions": (Decimal(10) ** 9, Decimal(10) ** 10),
    "trillions": (Decimal(10) ** 12, Decimal(10) ** 13),
}
"""What a bare plural entails, half-open: NewsQuant's convention (Almasian et al., 2023), as in the seeds' notes."""

FEW: Final[dict[str, int]] = {"few": 3, "several": 3, "couple": 2, "handful": 3}
"""Quantifiers that multiply a scale word, and the least that they say."""

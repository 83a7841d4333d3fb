"""Currencies: ISO 4217 codes, symbols and words.

Source: ISO 4217 list one and list three (SIX, 2024-06) for codes; Unicode CLDR 46 for English names, symbols and the
currency of each country (Unicode licence). Compiled by hand 2026-11-22. Withdrawn codes stand for old texts.
"""

from typing import Final

from worker.text.numbers.wordlist import words

CODES: Final = words(
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF "
    "CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD "
    "HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD "
    "MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN "
    "PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SYP SZL THB TJS TMT TND TOP TRY TTD "
    "TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL DEM FRF ITL ESP NLG BEF ATS FIM "
    "IEP PTE GRD HRK EEK LVL LTL SKK SIT"
)
"""Codes that are also English words in capitals (ALL, TOP, TRY, MOP, CUP, PEN) count only right beside digits."""
RISKY_CODES: Final = frozenset(
    {"ALL", "TOP", "TRY", "MOP", "CUP", "PEN", "SOS", "COP", "MAD", "GEL", "BAM", "LAK", "SIT"}
)

DOLLARS: Final = {
    "AU": "AUD", "CA": "CAD", "NZ": "NZD", "SG": "SGD", "HK": "HKD", "TW": "TWD", "JM": "JMD", "BS": "BSD", "BB": "BBD",
    "TT": "TTD", "BZ": "BZD", "GY": "GYD", "FJ": "FJD", "NA": "NAD", "LR": "LRD", "BN": "BND", "BM": "BMD", "KY": "KYD",
    "SR": "SRD", "SB": "SBD",
}  # fmt: skip
POUNDS: Final = {"GB": "GBP", "EG": "EGP", "LB": "LBP", "SY": "SYP", "SD": "SDG", "SS": "SSP", "FK": "FKP", "GI": "GIP"}
RUPEES: Final = {"IN": "INR", "PK": "PKR", "LK": "LKR", "NP": "NPR", "MU": "MUR", "SC": "SCR"}
PESOS: Final = {"MX": "MXN", "PH": "PHP", "AR": "ARS", "CL": "CLP", "CO": "COP", "CU": "CUP", "UY": "UYU", "DO": "DOP"}
FRANCS: Final = {"CH": "CHF", "LI": "CHF", "FR": "FRF", "BE": "BEF", "RW": "RWF", "BI": "BIF", "CD": "CDF", "SN": "XOF"}
DINARS: Final = {
    "KW": "KWD", "BH": "BHD", "IQ": "IQD", "JO": "JOD", "DZ": "DZD", "LY": "LYD", "TN": "TND", "RS": "RSD",
}  # fmt: skip
KRONAS: Final = {"SE": "SEK", "NO": "NOK", "DK": "DKK", "IS": "ISK", "CZ": "CZK"}
RIYALS: Final = {"SA": "SAR", "QA": "QAR", "OM": "OMR", "YE": "YER", "IR": "IRR"}
SHILLINGS: Final = {"KE": "KES", "UG": "UGX", "TZ": "TZS", "SO": "SOS"}
WONS: Final = {"KR": "KRW", "KP": "KPW"}
DIRHAMS: Final = {"AE": "AED", "MA": "MAD"}
REALS: Final = {"BR": "BRL"}

SHARED: Final[dict[str, tuple[dict[str, str], str | None]]] = {
    "dollar": (DOLLARS, "USD"),
    "pound": (POUNDS, "GBP"),
    "rupee": (RUPEES, "INR"),
    "peso": (PESOS, None),
    "franc": (FRANCS, None),
    "dinar": (DINARS, None),
    "krona": (KRONAS, "SEK"),
    "krone": (KRONAS, None),
    "riyal": (RIYALS, "SAR"),
    "rial": (RIYALS, "IRR"),
    "shilling": (SHILLINGS, "KES"),
    "won": (WONS, "KRW"),
    "dirham": (DIRHAMS, "AED"),
}
"""Names that several currencies share: what the country makes of them, and what they mean by themselves in news."""

SYMBOLS: Final[dict[str, str]] = {
    "$": "dollar", "£": "pound", "€": "EUR", "¥": "JPY", "₹": "INR", "₽": "RUB", "₴": "UAH", "₺": "TRY", "₩": "won",
    "₪": "ILS", "₫": "VND", "₦": "NGN", "₱": "PHP", "฿": "THB", "₡": "CRC", "₾": "GEL", "₭": "LAK", "₮": "MNT",
    "₸": "KZT", "₼": "AZN", "₲": "PYG", "₵": "GHS", "៛": "KHR", "﷼": "rial", "₿": "XBT", "US$": "USD", "U.S.$": "USD",
    "A$": "AUD", "AU$": "AUD", "Aus$": "AUD", "C$": "CAD", "CA$": "CAD", "Can$": "CAD", "Cdn$": "CAD", "NZ$": "NZD",
    "HK$": "HKD", "S$": "SGD", "SG$": "SGD", "NT$": "TWD", "R$": "BRL", "J$": "JMD", "TT$": "TTD", "Z$": "ZWL",
    "N$": "NAD", "F$": "FJD", "B$": "BSD", "MX$": "MXN", "USD$": "USD", "usd$": "USD", "AUD$": "AUD", "aud$": "AUD",
    "CAD$": "CAD", "cad$": "CAD", "NZD$": "NZD", "E£": "EGP", "L£": "LBP", "IR£": "IEP", "RMB": "CNY", "rmb": "CNY",
    "CN¥": "CNY", "Rs": "rupee", "Rs.": "rupee", "RM": "MYR", "Rp": "IDR", "Tk": "BDT", "KSh": "KES", "Ksh": "KES",
    "Sh": "shilling", "USh": "UGX", "Fr": "franc", "SFr": "CHF", "kr": "krona", "zł": "PLN", "zl": "PLN", "Kč": "CZK",
    "Ft": "HUF", "lei": "RON", "NIS": "ILS", "₤": "pound", "GH₵": "GHS", "CFA": "XOF", "DM": "DEM", "R": "ZAR",
    "P": "PHP",
    "K": "PGK", "€uro": "EUR",
}  # fmt: skip
"""Symbols beside digits. A value in capitals is a code, another a key of SHARED."""
GLUED_ONLY: Final = frozenset({"R", "P", "K"})
"""Letters that are a currency only right before digits, and only where the country says so (South Africa, ...)."""
LETTER_COUNTRIES: Final = {"R": "ZA", "P": "PH", "K": "PG"}
AFTER_SYMBOLS: Final = words("€ £ $ ¥ ₹ ₽ ₴ ₺ ₩ ₪ ₫ ₡ ₾ ₭ ₮ ₸ zł Kč kr Rs Ft lei US$ C$ A$ RM RMB rmb NIS")

_NATIONS: Final[dict[str, dict[str, str]]] = {
    "dollar": {
        "US": "USD",
        "U.S.": "USD",
        "American": "USD",
        "Australian": "AUD",
        "Aussie": "AUD",
        "Canadian": "CAD",
        "New Zealand": "NZD",
        "Hong Kong": "HKD",
        "Singapore": "SGD",
        "Singaporean": "SGD",
        "Taiwan": "TWD",
        "Taiwanese": "TWD",
        "Jamaican": "JMD",
        "Bahamian": "BSD",
        "Barbadian": "BBD",
        "Fijian": "FJD",
        "Namibian": "NAD",
        "Zimbabwean": "ZWL",
        "Zimbabwe": "ZWL",
        "Liberian": "LRD",
        "Brunei": "BND",
        "Guyanese": "GYD",
    },
    "pound": {
        "British": "GBP",
        "UK": "GBP",
        "Egyptian": "EGP",
        "Lebanese": "LBP",
        "Syrian": "SYP",
        "Sudanese": "SDG",
        "South Sudanese": "SSP",
        "Irish": "IEP",
        "Cypriot": "CYP",
    },
    "peso": {
        "Mexican": "MXN",
        "Philippine": "PHP",
        "Argentine": "ARS",
        "Argentinian": "ARS",
        "Chilean": "CLP",
        "Colombian": "COP",
        "Cuban": "CUP",
        "Uruguayan": "UYU",
        "Dominican": "DOP",
    },
    "rupee": {
        "Indian": "INR",
        "Pakistani": "PKR",
        "Pakistan": "PKR",
        "Sri Lankan": "LKR",
        "Sri Lanka": "LKR",
        "Nepali": "NPR",
        "Nepalese": "NPR",
        "Mauritian": "MUR",
    },
    "franc": {
        "Swiss": "CHF",
        "French": "FRF",
        "Belgian": "BEF",
        "CFA": "XOF",
        "Rwandan": "RWF",
        "Congolese": "CDF",
        "Burundian": "BIF",
        "Guinean": "GNF",
        "Djibouti": "DJF",
        "Comorian": "KMF",
    },
    "dinar": {
        "Kuwaiti": "KWD",
        "Bahraini": "BHD",
        "Iraqi": "IQD",
        "Jordanian": "JOD",
        "Algerian": "DZD",
        "Libyan": "LYD",
        "Tunisian": "TND",
        "Serbian": "RSD",
        "Macedonian": "MKD",
    },
    "krona": {"Swedish": "SEK", "Icelandic": "ISK"},
    "krone": {"Norwegian": "NOK", "Danish": "DKK"},
    "riyal": {"Saudi": "SAR", "Saudi Arabian": "SAR", "Qatari": "QAR", "Qatar": "QAR", "Yemeni": "YER", "Omani": "OMR"},
    "rial": {"Iranian": "IRR", "Omani": "OMR", "Yemeni": "YER"},
    "shilling": {"Kenyan": "KES", "Ugandan": "UGX", "Tanzanian": "TZS", "Somali": "SOS", "Austrian": "ATS"},
    "won": {"South Korean": "KRW", "North Korean": "KPW", "Korean": "KRW"},
    "dirham": {"Emirati": "AED", "UAE": "AED", "Moroccan": "MAD"},
    "lira": {"Turkish": "TRY", "Italian": "ITL"},
    "mark": {"German": "DEM", "Deutsche": "DEM", "Finnish": "FIM"},
    "markka": {"Finnish": "FIM"},
    "yuan": {"Chinese": "CNY"},
    "yen": {"Japanese": "JPY"},
    "ruble": {"Russian": "RUB", "Belarusian": "BYN"},
    "rouble": {"Russian": "RUB", "Belarusian": "BYN"},
    "real": {"Brazilian": "BRL"},
    "rand": {"South African": "ZAR"},
    "ringgit": {"Malaysian": "MYR", "Malaysia": "MYR"},
    "guilder": {"Dutch": "NLG"},
    "crown": {"Swedish": "SEK", "Norwegian": "NOK", "Danish": "DKK", "Czech": "CZK"},
    "leu": {"Romanian": "RON", "Moldovan": "MDL"},
    "pound sterling": {"": "GBP"},
    "manat": {"Azerbaijani": "AZN", "Azeri": "AZN", "Turkmen": "TMT"},
    "som": {"Kyrgyz": "KGS", "Uzbek": "UZS"},
}
_ALONE: Final[dict[str, str]] = {
    "euro": "EUR", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "ruble": "RUB", "rouble": "RUB", "hryvnia": "UAH",
    "hryvna": "UAH", "zloty": "PLN", "forint": "HUF", "shekel": "ILS", "ringgit": "MYR", "baht": "THB", "naira": "NGN",
    "cedi": "GHS", "taka": "BDT", "rupiah": "IDR", "dong": "VND", "koruna": "CZK", "lira": "TRY", "bolivar": "VES",
    "tugrik": "MNT", "kwacha": "ZMW", "birr": "ETB", "kyat": "MMK", "tenge": "KZT", "afghani": "AFN", "leva": "BGN",
    "ariary": "MGA", "guarani": "PYG", "quetzal": "GTQ", "lempira": "HNL", "kwanza": "AOA", "metical": "MZN",
    "pula": "BWP", "dalasi": "GMD", "gourde": "HTG", "kuna": "HRK", "markka": "FIM", "guilder": "NLG", "rand": "ZAR",
    "deutschmark": "DEM", "deutschemark": "DEM", "deutsche mark": "DEM", "drachma": "GRD", "peseta": "ESP",
    "escudo": "PTE", "geneh": "EGP", "bitcoin": "XBT", "sterling": "GBP", "pound sterling": "GBP", "dollar": "dollar",
    "pound": "pound", "rupee": "rupee", "peso": "peso", "franc": "franc", "dinar": "dinar", "krona": "krona",
    "krone": "krone", "riyal": "riyal", "rial": "rial", "shilling": "shilling", "won": "won", "dirham": "dirham",
    "buck": "dollar", "quid": "pound", "reais": "BRL", "lari": "GEL", "dram": "AMD", "lei": "RON", "manat": "AZN",
}  # fmt: skip
_IRREGULAR: Final = {
    "krona": ("kronor", "kronas"), "krone": ("kroner", "krones"), "lira": ("lire", "liras"),
    "zloty": ("zlotys", "zloties"),
    "penny": ("pennies",), "markka": ("markkaa",), "koruna": ("koruny", "korunas"), "drachma": ("drachmae", "drachmas"),
    "real": ("reais", "reals"), "leu": ("lei",), "hryvnia": ("hryvnias", "hryvnia"), "peso": ("pesos",),
    "dollar": ("dlr", "dlrs"),
}  # fmt: skip


NATION_DOLLARS: Final[dict[str, str]] = {
    nation: code
    for nation, code in _NATIONS["dollar"].items()
    if nation.endswith(("an", "ese", "US", "U.S.", "n", "ie"))
}
"""Adjectives behind an amount: "$5,000 Canadian"."""


def _plurals(word: str) -> tuple[str, ...]:
    return (word, *_IRREGULAR.get(word, ()), word + "s")


def _words() -> dict[str, str]:
    out: dict[str, str] = {}
    for word, code in _ALONE.items():
        out.update(dict.fromkeys(_plurals(word), code))
    for word, nations in _NATIONS.items():
        for nation, code in nations.items():
            for form in _plurals(word):
                out[f"{nation} {form}".strip().lower()] = code
                out[f"{nation}{form}".replace(" ", "").lower()] = code
    out["pounds sterling"] = "GBP"
    return out


WORDS: Final[dict[str, str]] = _words()
"""Lower-case words and phrases -> code, or a key of SHARED."""

MINOR: Final[dict[str, tuple[str, ...]]] = {
    "cent": ("USD", "EUR", "AUD", "CAD", "NZD", "SGD", "HKD", "ZAR"),
    "penny": ("GBP", "USD", "CAD"),
    "pence": ("GBP", "EGP"),
    "p": ("GBP",),
    "c": ("USD", "EUR", "AUD", "CAD", "NZD", "ZAR"),
    "sen": ("MYR", "IDR", "JPY"),
    "kopeck": ("RUB", "UAH", "BYN"),
    "kopek": ("RUB", "UAH", "BYN"),
    "kopiyka": ("UAH",),
    "paise": ("INR", "PKR"),
    "paisa": ("INR", "PKR"),
    "centime": ("CHF", "FRF"),
    "centavo": ("MXN", "PHP", "BRL"),
    "öre": ("SEK",),
    "ore": ("SEK", "NOK", "DKK"),
    "groszy": ("PLN",),
    "piastre": ("EGP", "LBP"),
    "fils": ("AED", "KWD"),
    "agorot": ("ILS",),
}
"""Hundredths: singular -> the currencies that have them. "p" and "c" count only behind digits or a major amount."""
MINOR_WORDS: Final[dict[str, str]] = {
    form: word
    for word in MINOR
    for form in (
        word,
        "pennies" if word == "penny" else word + "s" if len(word) > 1 else word,
        "¢" if word == "cent" else word,
        "cts" if word == "cent" else word,
    )
}

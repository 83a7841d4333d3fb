"""Units of measure with their UCUM codes and English words.

Source: UCUM 2.1 (Regenstrief Institute; codes are facts of the specification) and Unicode CLDR 46 units (English names
and abbreviations; Unicode licence). Compiled by hand 2026-11-22. One line: code; singular names; abbreviations.
A name is found in any case with a plural -s; an abbreviation only as written, and only behind digits.
"""

from typing import Final

from worker.text.numbers.wordlist import words

_TABLE: Final = """
m; metre, meter; m, mtr, mtrs
km; kilometre, kilometer; km, kms, KM
cm; centimetre, centimeter; cm, cms
mm; millimetre, millimeter; mm, MM
dm; decimetre, decimeter; dm
um; micrometre, micrometer, micron; µm, μm, um
nm; nanometre, nanometer; nm
pm; picometre, picometer; pm
am; attometre, attometer; am
[mi_i]; mile; mi, mi.
[nmi_i]; nautical mile; nmi
[ft_i]; foot; ft, ft.
[in_i]; inch; in., ins, in
[in_i]; caliber, calibre; cal.
[yd_i]; yard; yd, yds
[ly]; light-year, light year, lightyear; ly
AU; astronomical unit;
m2; square metre, square meter, sq metre, sq meter, sq m, metre squared; m2, m², sqm, sq.m, m^2
km2; square kilometre, square kilometer, sq kilometre, sq kilometer, sq km, km squared; km2, km², sqkm, km^2
cm2; square centimetre, square centimeter, sq cm; cm2, cm², cm^2
[smi_us]; square mile, sq mile, sq mi; mi2, mi², mi^2
[sft_i]; square foot, sq foot, sq ft, sq. ft., sq. ft; ft2, ft², sqft, ft^2
[syd_i]; square yard, sq yard; yd2, yd²
[sin_i]; square inch, sq inch; in2, in²
har; hectare; ha
[acr_us]; acre; ac
m3; cubic metre, cubic meter, cu m, metre cubed; m3, m³, m^3
km3; cubic kilometre, cubic kilometer, km cubed; km3, km³, km^3
cm3; cubic centimetre, cubic centimeter; cm3, cm³, cc, cm^3
[cft_i]; cubic foot, cu ft; ft3, ft³, cuft
[cyd_i]; cubic yard; yd3, yd³
[cin_i]; cubic inch; in3, in³
L; litre, liter; l, L, ltr, ltrs
mL; millilitre, milliliter; ml, mL, mls
cL; centilitre, centiliter; cl
dL; decilitre, deciliter; dl, dL
hL; hectolitre, hectoliter; hl
[gal_us]; gallon; gal, gals
[qt_us]; quart; qt
[pt_br]; pint; pt, pts
[foz_us]; fluid ounce; fl oz, fl. oz.
[cup_us]; cup
[tbs_us]; tablespoon; tbsp
[tsp_us]; teaspoon; tsp
[bbl_us]; barrel; bbl, bbls
[bu_us]; bushel; bu
kg; kilogram, kilogramme, kilo; kg, kgs, KG, k.g.
g; gram, gramme; g, gm, gms, gr
mg; milligram, milligramme; mg, mgs
ug; microgram, microgramme; µg, μg, mcg, ug
t; tonne, metric ton, metric tonne; t, mt
kt; kilotonne, kiloton; kt
Mt; megatonne, megaton; Mt
Gt; gigatonne, gigaton; Gt
[ston_av]; ton, short ton
[lton_av]; long ton
[lb_av]; pound; lb, lbs, lb., lbs.
[oz_av]; ounce; oz, oz.
[stone_av]; stone; st
[car_m]; carat; ct
[kn_i]; knot; kn, kts
km/h; kilometre per hour, kilometer per hour, kilometre an hour, kilometer an hour; km/h, kph, kmh, kmph, km/hr
[mi_i]/h; mile per hour, mile an hour; mph, MPH, mi/h
m/s; metre per second, meter per second, metre a second, meter a second; m/s, mps
m/s2; metre per second squared, meter per second squared; m/s2, m/s²
Cel; degree celsius, degree centigrade, degree c, deg c, ° celsius, ° c, celsius, celcius, centigrade; °C, ℃, ºC
[degF]; degree fahrenheit, degree f, deg fahrenheit, deg f, ° fahrenheit, ° f, fahrenheit; °F, ℉, ºF
K; kelvin; K
deg; degree; deg, deg., °, º
W; watt; W
kW; kilowatt; kW, KW
MW; megawatt; MW
GW; gigawatt; GW
TW; terawatt; TW
mA.h; milliamp hour, milliampere hour; mAh
A.h; amp hour, ampere hour; Ah
W.h; watt hour, watt-hour; Wh
kW.h; kilowatt hour, kilowatt-hour; kWh, KWh, kwh
MW.h; megawatt hour, megawatt-hour; MWh
GW.h; gigawatt hour, gigawatt-hour; GWh
TW.h; terawatt hour, terawatt-hour; TWh
J; joule; J
kJ; kilojoule; kJ
MJ; megajoule; MJ
GJ; gigajoule; GJ
[Cal]; calorie, kilocalorie; kcal
eV; electronvolt, electron volt; eV
[HP]; horsepower; hp, HP, bhp
[Btu]; british thermal unit; Btu, BTU
V; volt; V
kV; kilovolt; kV
A; ampere, amp
Hz; hertz; Hz
kHz; kilohertz; kHz
MHz; megahertz; MHz
GHz; gigahertz; GHz
THz; terahertz; THz
N; newton
Pa; pascal; Pa
kPa; kilopascal; kPa
hPa; hectopascal; hPa
bar; bar
mbar; millibar; mbar, mb
[psi]; pound per square inch; psi
dB; decibel; dB
mm[Hg]; millimetre of mercury, millimeter of mercury; mmHg
lm; lumen; lm
Sv; sievert; Sv
mSv; millisievert; mSv
uSv; microsievert; µSv
Gy; ; Gy
Bq; becquerel; Bq
[ppm]; part per million; ppm
[ppb]; part per billion; ppb
bit; bit; b
By; byte
kBy; kilobyte; kB, KB
MBy; megabyte; MB
GBy; gigabyte; GB
TBy; terabyte; TB
PBy; petabyte; PB
EBy; exabyte; EB
ZBy; zettabyte; ZB
Mbit; megabit; Mb, Mbit
Gbit; gigabit; Gb, Gbit
kbit/s; kilobit per second; kbps, Kbps
Mbit/s; megabit per second; Mbps, Mb/s
Gbit/s; gigabit per second; Gbps, Gb/s
By/s; byte per second
MBy/s; megabyte per second; MB/s
[pixel]; megapixel; MP
t/d; ton per day, tonne per day; tpd
[bbl_us]/d; barrel per day, barrel a day; bpd, b/d
[cft_i]/s; cubic foot per second; cfs
g/km; gram per kilometre; g/km
g/L; gram per litre; g/L, g/l
mg/dL; milligram per decilitre; mg/dL, mg/dl
mg/L; milligram per litre; mg/L, mg/l
ug/m3; microgram per cubic metre, microgram per cubic meter; µg/m3, μg/m3, µg/m³, μg/m³
kg/m3; kilogram per cubic metre; kg/m3, kg/m³
kg/cm3; kilogram per cubic centimetre; kg/cm3, kg/cm³
s-1; inverse second; s-1
mol; ; mol

circ; turn
"""
# Invented or annotation codes that UCUM does not have: the unit is known, its code is not.
NOT_UCUM: Final = frozenset({"[pixel]"})
# Names too common in other senses: they need digits or a number word right before, never "a ...".
_IRREGULAR: Final = {"foot": "feet", "inch": "inches", "hertz": "hertz", "stone": "stone", "horsepower": "horsepower"}

SYMBOLS: Final[dict[str, str]] = {}
NAMES: Final[dict[str, str]] = {}


def _plural(name: str) -> str:
    head, found, rest = name.partition(" per ")
    if not found:
        head, found, rest = name.partition(" an " if " an " in name else " a ")
    if not found:
        head, found, rest = name.partition(" of ")
    words = head.split(" ")
    last = len(words) - 1
    if words[last] in ("squared", "cubed", "celsius", "fahrenheit", "centigrade", "c", "f"):
        last -= 1
    words[last] = _IRREGULAR.get(words[last], words[last] + "s")
    return " ".join(words) + found + rest


def _fill() -> None:
    for line in filter(None, _TABLE.strip().splitlines()):
        code, names, *short = (part.strip() for part in line.split(";"))
        code = "" if code in NOT_UCUM else code
        for name in filter(None, map(str.strip, names.split(","))):
            for form in (name, _plural(name)):
                NAMES.setdefault(form, code)
                NAMES.setdefault(form.replace(" ", "-"), code)
        for symbol in filter(None, map(str.strip, short[0].split(",") if short else ())):
            SYMBOLS[symbol] = code


_fill()
NAMES["foot"] = NAMES["feet"] = "[ft_i]"

WITH_ARTICLE: Final = words(
    "mile kilometre kilometer metre meter litre liter ml gallon kg kilo lb tonne inch acre hectare barrel"
)
"""Units that "a" may count: "a mile away". Others ("a foot", "a ton of", "a cup") are mostly no measure."""

_LADDERS: Final[tuple[dict[str, int], ...]] = (
    {"[mi_i]": 63360, "[yd_i]": 36, "[ft_i]": 12, "[in_i]": 1},
    {"km": 1_000_000, "m": 1000, "cm": 10, "mm": 1},
    {"[stone_av]": 224, "[lb_av]": 16, "[oz_av]": 1},
    {"t": 1_000_000, "kg": 1000, "g": 1},
    {"L": 1000, "cL": 10, "mL": 1},
)


def steps_down(larger: str, smaller: str) -> int | None:
    """How many of the smaller unit make one of the larger, where both may be said together ("5 feet 2 inches").

    >>> steps_down("[ft_i]", "[in_i]"), steps_down("[in_i]", "[ft_i]"), steps_down("km", "[mi_i]")
    (12, None, None)
    """
    for ladder in _LADDERS:
        if larger in ladder and smaller in ladder and ladder[larger] > ladder[smaller]:
            return ladder[larger] // ladder[smaller]
    return None


TIME: Final[dict[str, str]] = {
    "second": "s", "sec": "s", "minute": "min", "min": "min", "hour": "h", "hr": "h", "day": "d", "night": "d",
    "week": "wk", "month": "mo", "quarter": "", "year": "a", "yr": "a", "decade": "", "century": "", "centurie": "",
    "annum": "a", "millisecond": "ms", "nanosecond": "ns", "microsecond": "us", "millennia": "", "fortnight": "",
    "season": "", "shift": "", "weekend": "", "generation": "", "semester": "",
}  # fmt: skip
"""Units of time by their singular -> UCUM. A number of them is a duration, which is a moment and no figure."""


def time_unit(word: str) -> str | None:
    """The singular of a unit of time, None where it is none; "years" and "years'" too.

    >>> time_unit("hours"), time_unit("men")
    ('hour', None)
    """
    word = word.removesuffix("’").removesuffix("'").removesuffix("'s").removesuffix("’s")
    if word in TIME:
        return word
    word = word.removesuffix("s")
    return word if word in TIME else None

"""Makes worker/text/data/movable_holidays.tsv again: days of the moon's calendars, from the package `holidays` (MIT).

    pip install holidays && python -m worker.text.dates.tables

The package is needed to build, not to run. Its Islamic days are those announced where they are past, else calculated
(Umm al-Qura); its Hebrew days are those of the first full day, which begins on the evening before.
"""

from collections.abc import Mapping
from pathlib import Path

from holidays.calendars import (  # type: ignore[import-not-found,unused-ignore]
    buddhist,
    chinese,
    hebrew,
    hindu,
    islamic,
)
from holidays.version import __version__  # type: ignore[import-not-found,unused-ignore]

TABLE = Path(__file__).resolve().parent.parent / "data" / "movable_holidays.tsv"
_CALENDARS = {
    "islamic": islamic._IslamicLunar,
    "hebrew": hebrew._HebrewLunisolar,
    "chinese": chinese._ChineseLunisolar,
    "hindu": hindu._HinduLunisolar,
    "buddhist": buddhist._BuddhistLunisolar,
}
HOLIDAYS = (
    # calendar, its table, days after that, length in days (0: to the next row's day), names
    ("islamic", "RAMADAN_BEGINNING", 0, 0, "ramadan;ramadhan;holy month of ramadan"),
    ("islamic", "EID_AL_FITR", 0, 1, "eid al fitr;eid ul fitr;id al fitr;id ul fitr;eid alfitr"),
    ("islamic", "EID_AL_ADHA", 0, 1, "eid al adha;eid ul adha;id al adha;id ul adha;bakr id;bakr eid;sacrifice feast;"
     "feast of the sacrifice;feast of sacrifice"),
    ("islamic", "HIJRI_NEW_YEAR", 0, 1, "islamic new year;hijri new year"),
    ("islamic", "ASHURA", 0, 1, "ashura;day of ashura;ashoura"),
    ("islamic", "MAWLID", 0, 1, "mawlid;mawlid al nabi;prophet s birthday;prophet muhammad s birthday"),
    ("islamic", "LAYLAT_AL_QADR", 0, 1, "laylat al qadr;laylat al kadr;night of power;night of measures"),
    ("islamic", "ISRA_AND_MIRAJ", 0, 1, "isra and miraj;isra and mi raj;night journey;prophet s ascension"),
    ("islamic", "JUMUATUL_WIDA", 0, 1, "jumu atul wida;jumuatul wida;jamat ul vida"),
    ("hebrew", "ROSH_HASHANAH", 0, 2, "rosh hashanah;rosh hashana;jewish new year"),
    ("hebrew", "YOM_KIPPUR", 0, 1, "yom kippur"),
    ("hebrew", "SUKKOT", 0, 8, "sukkot;sukkoth;succot;succos;feast of tabernacles"),
    ("hebrew", "SUKKOT", 7, 1, "shemini atzeret"),
    ("hebrew", "SUKKOT", 8, 1, "simchat torah"),
    ("hebrew", "HANUKKAH", 0, 8, "hanukkah;hanukah;chanukah;hannukah;hannukkah"),
    ("hebrew", "PURIM", 0, 1, "purim"),
    ("hebrew", "PURIM", 1, 1, "shushan purim"),
    ("hebrew", "PASSOVER", 0, 8, "passover;pesach"),
    ("hebrew", "SHAVUOT", 0, 2, "shavuot;shavuoth"),
    ("hebrew", "TISHA_BAV", 0, 1, "tisha b av"),
    ("hebrew", "LAG_BAOMER", 0, 1, "lag baomer;lag b omer;lag ba omer"),
    ("chinese", "LUNAR_NEW_YEAR", 0, 1, "chinese new year;lunar new year;chinese new year s day;lunar new year s day;"
     "chinese new years;chinese lunar new year;chinese lunar new year s day"),
    ("chinese", "MID_AUTUMN", 0, 1, "mid autumn festival;moon festival"),
    ("chinese", "DRAGON_BOAT", 0, 1, "dragon boat festival"),
    ("buddhist", "VESAK", 0, 1, "vesak;vesak day"),
    ("hindu", "BUDDHA_PURNIMA", 0, 1, "buddha purnima"),
    ("hindu", "DIWALI_INDIA", 0, 1, "diwali;deepavali;deepawali"),
    ("hindu", "HOLI", 0, 1, "holi;dhulandi"),
    ("hindu", "HOLI", -1, 1, "chhoti holi;holika dahan"),
    ("hindu", "DUSSEHRA", 0, 1, "dussehra;vijayadashami"),
    ("hindu", "SHARAD_NAVRATRI", 0, 9, "navratri;navaratri"),
    ("hindu", "RAKSHA_BANDHAN", 0, 1, "raksha bandhan;rakhi"),
    ("hindu", "GANESH_CHATURTHI", 0, 1, "ganesh chaturthi"),
    ("hindu", "JANMASHTAMI", 0, 1, "janmashtami;krishna janmashtami"),
    ("hindu", "MAHA_SHIVARATRI", 0, 1, "maha shivaratri;mahashivratri;maha shivratri"),
    ("hindu", "KARWA_CHAUTH", 0, 1, "karva chauth;karwa chauth"),
    ("hindu", "CHHATH_PUJA", 0, 1, "chhath;chhath puja;dala puja;surya shashthi"),
    ("hindu", "RATH_YATRA", 0, 1, "ratha yatra;rath yatra"),
    ("hindu", "ONAM", 0, 1, "onam;thiruvonam;thiru onam"),
    ("hindu", "PONGAL", 0, 1, "pongal"),
    ("hindu", "VAISAKHI", 0, 1, "vaisakhi;baisakhi;vasakhi"),
    ("hindu", "BASANT_PANCHAMI", 0, 1, "basant panchami;vasant panchami"),
    ("hindu", "MAHAVIR_JAYANTI", 0, 1, "mahavir jayanti;mahaveer janma kalyanak"),
    ("hindu", "GURU_NANAK_JAYANTI", 0, 1, "guru nanak jayanti;gurpurab"),
    ("hindu", "GURU_GOBIND_SINGH_JAYANTI", 0, 1, "guru gobind singh jayanti;guru gobind singh birthday"),
    ("hindu", "GURU_RAVIDAS_JAYANTI", 0, 1, "guru ravidas jayanti;guru ravidass birthday"),
    ("hindu", "MAHARSHI_VALMIKI_JAYANTI", 0, 1, "valmiki jayanti;maharishi valmiki jayanti;pargat diwas"),
    ("hindu", "GUDI_PADWA", 0, 1, "ugadi;gudi padwa;samvatsaradi"),
)  # fmt: skip


def _dates(rows: Mapping[int, object]) -> list[tuple[int, int, int]]:
    """The days of one holiday, in order; a year may have two of the moon's, or none."""
    found = []
    for year, days in rows.items():
        each = days if isinstance(days, tuple) and days and isinstance(days[0], tuple) else (days,)
        found += [(year, month, day) for month, day in each]
    return sorted(found)


def main() -> None:
    """Write the table."""
    lines = [
        "# Holidays whose day no simple rule tells: calendar | days after the dates | length in days | names | dates.",
        f"# Source: the package holidays {__version__} (https://github.com/vacanza/holidays).",
        "# Licence: MIT, copyright Vacanza Team and contributors. Date: 2026-11-22.",
        '# Made by: python -m worker.text.dates.tables. Columns apart by tabs, names by ";", dates by blanks.',
    ]
    for calendar, table, after, length, names in HOLIDAYS:
        dates = _dates(getattr(_CALENDARS[calendar], f"{table}_DATES"))
        written = " ".join(f"{year:04d}{month:02d}{day:02d}" for year, month, day in dates)
        lines.append(f"{calendar}\t{after}\t{length}\t{names}\t{written}")
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

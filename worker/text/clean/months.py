"""Names of months as dates of articles have them, in the languages that the larger agencies and outlets write."""

import re
from typing import Final

_ENGLISH: Final = (
    "january jan",
    "february feb",
    "march mar",
    "april apr",
    "may",
    "june jun",
    "july jul",
    "august aug",
    "september sept sep",
    "october oct",
    "november nov",
    "december dec",
)
_OTHERS: Final = (
    "enero ene janvier janv januar jänner gennaio gen janeiro januari tammikuuta stycznia ledna января "
    "січня ocak ianuarie",
    "febrero février févr fév februar febbraio fevereiro fev februari helmikuuta lutego února февраля "
    "лютого şubat februarie",
    "marzo mars märz março maart marts maaliskuuta marca března марта березня mart martie",
    "abril abr avril avr aprile huhtikuuta kwietnia dubna апреля квітня nisan aprilie",
    "mayo mai maggio mag maio mei maj toukokuuta maja května мая травня mayıs",
    "junio juin juni giugno giu junho kesäkuuta czerwca června июня червня haziran iunie",
    "julio juillet juil juli luglio lug julho heinäkuuta lipca července июля липня temmuz iulie",
    "agosto ago août augustus augusti elokuuta sierpnia srpna августа серпня ağustos",
    "septiembre septembre settembre set setembro syyskuuta września září сентября вересня eylül septembrie",
    "octubre octobre oktober okt ottobre ott outubro out lokakuuta października října октября жовтня ekim octombrie",
    "noviembre novembre novembro marraskuuta listopada listopadu ноября листопада kasım noiembrie",
    "diciembre dic décembre déc dezember dez dicembre dezembro desember joulukuuta grudnia prosince "
    "декабря грудня aralık decembrie",
)


def _numbered(rows: tuple[str, ...]) -> dict[str, int]:
    return {name: number for number, names in enumerate(rows, start=1) for name in names.split()}


MONTHS: Final = _numbered(_ENGLISH)
"""English, in small letters."""

FOREIGN: Final = _numbered(_OTHERS)
"""Spanish, French, German, Italian, Portuguese, Dutch, the Nordic languages, Polish, Czech, Russian, Ukrainian,
Turkish, Romanian, as dates have them, in full and as agencies cut them short (Unicode CLDR)."""

_FOREIGN_DATE: Final = re.compile(
    rf"(?<!\w)(\d{{1,2}})\.?º?\s*(?:de\s+|er\s+)?({'|'.join(sorted(FOREIGN, key=len, reverse=True))})(?!\w)"
    r"\.?(?:\s+de(?:l)?(?=\s))?",
    re.IGNORECASE,
)
_CHINESE: Final = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_NAMES: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def in_english(text: str) -> str:
    """A short text with a day and month of another language in English; as it is where there is none.

    >>> in_english("4 de noviembre de 2022"), in_english("2022年11月4日"), in_english("4 May 2022")
    ('4 Nov 2022', '2022-11-04', '4 May 2022')
    """
    if text.isascii() and not _FOREIGN_DATE.search(text):
        return text
    text = _CHINESE.sub(lambda match: f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}", text)
    return _FOREIGN_DATE.sub(lambda match: f"{match[1]} {_NAMES[FOREIGN[match[2].lower()] - 1]}", text)

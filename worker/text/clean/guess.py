"""What bytes look like where nothing that is said of them holds: UTF-16, a Latin code page, Cyrillic, by statistics."""

import codecs
import re
from typing import Final

_SAMPLE: Final = 16_384

_TYPOGRAPHY: Final = "“”„‘’‚«»‹›–—…•·€£§°№½¼¾²³©®™¿¡ºª´\xa0\xad"
_WESTERN: Final = ("cp1252", "mac_roman")
_CENTRAL: Final = ("cp1250", "iso8859-2")
_LETTERS: Final = (
    (_WESTERN, "äöüß", "de"),
    (_WESTERN, "àâæçéèêëîïôœùûüÿ", "fr"),
    (_WESTERN, "áéíñóúü", "es"),
    (_WESTERN, "áâãàçéêíóôõú", "pt"),
    (_WESTERN, "àèéìîòóù", "it"),
    (_WESTERN, "åäæéèöøü", "sv da no fi et"),
    (_WESTERN, "áéèêëïíöóüú", "nl"),
    (_WESTERN, "áæðéíóöþúý", "is"),
    (_WESTERN, "àçèéíïòóúü", "ca"),
    (_CENTRAL, "áčďéěíňóřšťúůýž", "cs"),
    (_CENTRAL, "áäčďéíĺľňóôŕšťúýž", "sk"),
    (_CENTRAL, "ąćęłńóśźż", "pl"),
    (_CENTRAL, "áéíóöőúüű", "hu"),
    (_CENTRAL, "ăâîşţ", "ro"),
    (_CENTRAL, "čćđšž", "hr sr bs sl"),
    (("cp1254",), "âçğıîöşüû̇", "tr"),
    (("cp1257",), "āčēģīķļņšūž", "lv"),
    (("cp1257",), "ąčęėįšųūž", "lt"),
)
"""The letters beyond ASCII that languages write, and the code pages that have them, the commonest first (Unicode CLDR,
main exemplar characters; Romanian with the cedillas that its code pages have)."""
_GOOD: Final = tuple((codec, frozenset(letters + _TYPOGRAPHY)) for codecs_, letters, _ in _LETTERS for codec in codecs_)
_AFTER_SMALL: Final = re.compile(r"(?<=[a-z])([^\x00-\x7f])([a-z]?)")
_FOREIGN: Final = re.compile(rb"[\x80-\xff]")
_LETTER: Final = re.compile(rb"[A-Za-z]")
_CYRILLIC: Final = ("cp1251", "koi8-u", "cp866", "iso8859-5", "mac-cyrillic")
_INNER_CAPITAL: Final = re.compile("(?<=[А-Яа-яЁёІіЇїЄєҐґ])[А-ЯЁІЇЄҐ]")
_FLIP: Final = re.compile("(?<![А-Яа-яЁёІіЇїЄєҐґ])[а-яёіїєґ][А-ЯЁІЇЄҐ]{2}")
_CYRILLIC_LETTER: Final = re.compile("[А-Яа-яЁёІіЇїЄєҐґЂ-ЏЎўђ-џ]")
_BOX: Final = re.compile("[\u2500-\u25ff\x80-\x9f\u2030\u0402-\u040f\u0452-\u045f\xa4-\xae]")


def _sample(data: bytes) -> bytes:
    """Some bytes around the first that is not ASCII."""
    first = _FOREIGN.search(data)
    start = max(0, (first.start() if first else 0) - _SAMPLE // 2)
    return data[start : start + _SAMPLE]


def utf16_without_mark(data: bytes, *, said: bool = False) -> str | None:
    """The byte order of UTF-16 that has no mark; `None` where the bytes are hardly UTF-16.

    NUL bytes are in no other text, and in UTF-16 they are the other half of ASCII: nearly all at one parity. Where
    UTF-16 is declared (`said`) the order must be told even of text without spaces: the right one has its letters in few
    blocks of Unicode, 256 to a block.
    """
    part = data[: 1 << 16]
    odd, even = part[1::2].count(0), part[::2].count(0)
    if (odd + even) * 100 >= len(part) and len(part) >= 4 and max(odd, even) >= 19 * min(odd, even):
        return "utf-16-le" if odd > even else "utf-16-be"
    if not said or (part.isascii() and not odd + even):
        return None
    return "utf-16-le" if len(set(part[1::2])) <= len(set(part[::2])) else "utf-16-be"


def _out_of_place(text: str) -> int:
    """How many capitals and signs stand within words: letters read in the wrong page."""
    return sum(
        char.isupper() or (bool(after) and not char.isalpha() and char != "’")
        for char, after in _AFTER_SMALL.findall(text)
    )


def _latin(data: bytes) -> str | None:
    """The Latin code page whose languages write what the bytes beyond ASCII are in it; `None` where none fits."""
    foreign = len(_FOREIGN.findall(data))
    if foreign * 3 > foreign + len(_LETTER.findall(data)):
        return None
    best, most = None, 0.8
    texts = {codec: data.decode(codec, "replace") for codec, _ in _GOOD}
    odd = {codec: _out_of_place(text) for codec, text in texts.items()}
    read = {codec: [char for char in text.lower() if char > "\x7f"] for codec, text in texts.items()}
    for codec, good in _GOOD:
        fitting = (sum(char in good for char in read[codec]) - odd[codec]) / len(read[codec])
        if fitting > most + (0.15 if codec == "mac_roman" else 0.02):
            best, most = codec, fitting
    return best


def _misplaced(text: str) -> float:
    """Capitals within words and signs where there should be letters, for each Cyrillic letter."""
    letters = len(_CYRILLIC_LETTER.findall(text))
    return (len(_INNER_CAPITAL.findall(text)) + len(_BOX.findall(text))) / letters if letters else 1.0


def cyrillic_instead(data: bytes, codec: str) -> str:
    """The Cyrillic charset that bytes are in which are said to be in another: `codec` itself unless it reads badly.

    The charsets put the same letters in other places, so that the wrong one gives words of letters, too, but with
    capitals in their middle or signs among them. KOI8 and Windows-1251 exchange small letters and capitals: a text in
    capitals is taken for the other only if its sentences begin with a small one.
    """
    if codec not in (*_CYRILLIC, "koi8-r"):
        return codec
    part = _sample(data)
    read = part.decode(codec, "replace")
    stated = _misplaced(read)
    if stated < 0.1 or not (_FLIP.search(read) or _BOX.search(read)):
        return codec
    by = {other: _misplaced(part.decode(other, "replace")) for other in _CYRILLIC}
    best = min(by, key=lambda other: by[other])
    return best if by[best] < stated / 4 else codec


def is_foreign(data: bytes) -> bool:
    """Whether most letters lie beyond ASCII: in no language of Latin script do they."""
    part = _sample(data)
    foreign = len(_FOREIGN.findall(part))
    return foreign > 8 and foreign > len(_LETTER.findall(part))


def guessed_codec(data: bytes) -> str | None:
    """The codec that bytes with some beyond ASCII look like; `None` where nothing fits."""
    from charset_normalizer import from_bytes

    part = _sample(data)
    if latin := _latin(part):
        return latin
    best = from_bytes(part, steps=4, chunk_size=512).best()
    return codecs.lookup(best.encoding).name if best else None

"""Bytes to text: which charset a body is in, from what is declared, what the bytes say, and what they look like."""

import codecs
import re
from dataclasses import dataclass
from typing import Final

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_TEXT_CODEC: Final = re.compile(
    r"(?:utf[-_]?(?:8|16|32)(?:[-_]?[lb]e)?|us-ascii|ascii|latin[-_]?\d{1,2}|iso[-_ ]?8859[-_]\d{1,2}"
    r"|(?:windows|cp|ibm|x-cp)[-_]?\d{3,4}|x?-?mac[-_]?[a-z]{2,12}|koi8[-_]?[rut]|gbk|gb18030|gb2312|hz-gb-2312"
    r"|big5(?:-?hkscs)?|euc[-_](?:jp|kr|cn|tw)|ks_c_5601-1987|shift[-_]?jis|sjis|iso-2022-(?:jp|kr)(?:-\d)?|johab"
    r"|tis-?620|viscii|ptcp154)",
    re.IGNORECASE,
)
"""Charsets that bodies come in. Python knows codecs that are none (`zip`, `rot13`) or that are slow (`punycode`)."""

_WIDER: Final = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874"}
"""What the label is read as in practice: the Windows superset (WHATWG Encoding, names and labels)."""

_META: Final = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.\-]{2,40})""", re.IGNORECASE)
_XML: Final = re.compile(rb"""\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_:.\-]{2,40})["']""")
_META_WITHIN: Final = 4096
_SAMPLE: Final = 16384


@dataclass(frozen=True, slots=True)
class Decoded:
    """A body as text, the charset it was read in, and whether what was declared had to be overruled or bytes lost."""

    text: str
    charset: str
    mended: bool


def text_codec(label: str | None) -> str | None:
    """Python's codec for a charset label, `None` for labels that name no charset of text.

    >>> text_codec("ISO-8859-1"), text_codec("rot13")
    ('cp1252', None)
    """
    if label is None or not _TEXT_CODEC.fullmatch(label.strip()):
        return None
    try:
        name = codecs.lookup(label.strip().removeprefix("x-")).name
    except LookupError:
        return None
    return _WIDER.get(name, name)


def _strictly(data: bytes, codec: str | None) -> str | None:
    if codec is None:
        return None
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _detected(data: bytes) -> str | None:
    """The charset that a sample with foreign bytes looks like; `None` where nothing fits."""
    from charset_normalizer import from_bytes

    first = next((at for at, byte in enumerate(data[: 1 << 20]) if byte > 0x7F), 0)
    start = max(0, first - _SAMPLE // 2)
    best = from_bytes(data[start : start + _SAMPLE], steps=4, chunk_size=512).best()
    return codecs.lookup(best.encoding).name if best else None


def decode_body(data: bytes, declared: str | None = None) -> Decoded:
    """Decode a body.

    In order: a byte order mark; UTF-8, if the bytes are valid UTF-8 with characters beyond ASCII (text in another
    charset hardly ever is); the declared charset; the one that the page declares; the one that it looks like; and
    Windows-1252 with U+FFFD for bytes that mean nothing.

    >>> decode_body("Škoda".encode("cp1250"), "windows-1250")
    Decoded(text='Škoda', charset='cp1250', mended=False)
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            body = data[len(mark) :]
            text = _strictly(body, name)
            return Decoded(body.decode(name, "replace") if text is None else text, name, text is None)
    wanted = text_codec(declared)
    within = _META.search(data, 0, _META_WITHIN) or _XML.search(data, 0, _META_WITHIN)
    inside = text_codec(within[1].decode("ascii")) if within else None
    stated = wanted or inside
    if not (stated and stated.startswith(("utf-16", "utf-32", "iso2022", "hz"))):
        text = _strictly(data, "utf-8")
        if text is not None:
            return Decoded(text, "utf-8", stated not in (None, "utf-8") and not data.isascii())
    for codec in (wanted, inside):
        text = _strictly(data, codec) if codec != "utf-8" else None
        if text is not None and codec is not None:
            return Decoded(text, codec, codec != stated)
    if data.count(b"\x00") * 4 > len(data):
        codec = "utf-16-le" if data[1::2].count(0) >= data[::2].count(0) else "utf-16-be"
        return Decoded(data.decode(codec, "replace"), codec, True)
    if stated is None or stated == "utf-8":
        # A few broken bytes in what is otherwise UTF-8 are damage, not another charset.
        loose = data.decode("utf-8", "replace")
        wide = sum(1 for char in loose[:200_000] if char > "\x7f")
        if loose[:200_000].count("\ufffd") * 10 <= wide:
            return Decoded(loose, "utf-8", True)
    guess = _detected(data)
    text = _strictly(data, guess)
    if text is not None and guess is not None:
        return Decoded(text, guess, True)
    last = stated if stated and stated != "utf-8" else "cp1252"
    return Decoded(data.decode(last, "replace"), last, True)

"""Bytes to text: which charset a body is in, from what is declared, what the bytes say, and what they look like."""

import codecs
import re
from dataclasses import dataclass
from typing import Final

from worker.text.clean.guess import cyrillic_instead, guessed_codec, is_foreign, utf16_without_mark
from worker.text.clean.labels import stated_codec, text_codec

__all__ = ["Decoded", "decode_body", "is_binary", "text_codec"]

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_JAVA_NUL: Final = b"\xc0\x80"
_SURROGATES: Final = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_ESCAPES: Final = re.compile(rb"\x1b\$(?:\)[C]|[@B])")
_FOREIGN: Final = re.compile(rb"[\x80-\xff]")
_DEFAULTS: Final = frozenset({"cp1252"})
"""What servers declare that were never told: of Latin-1 only text in Latin letters is believed."""


_NO_TEXT: Final = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\ufdd0-\ufdef\ufff0-\ufffb\ufffd-\uffff]")
"""Controls other than tabs, line breaks and escapes, what is no character, and what could not be read."""
_LOOKED_AT: Final = 4000


@dataclass(frozen=True, slots=True)
class Decoded:
    """A body as text, the charset it was read in, and whether what was declared had to be overruled or bytes lost."""

    text: str
    charset: str
    mended: bool


def is_binary(text: str) -> bool:
    """Whether what came of decoding is hardly text: more than one in 25 of its first characters is none.

    Random bytes have one in ten, whatever they are read as; a text with damage has a few.

    >>> is_binary("\\x02\\x1d\\x07A wall\\x0f\\x01\\x06"), is_binary("A wall fell.\\x00\\x00")
    (True, False)
    """
    head = text[:_LOOKED_AT]
    found = len(_NO_TEXT.findall(head))
    return found > 4 and found * 25 > len(head)


def _strictly(data: bytes, codec: str | None) -> str | None:
    if codec is None:
        return None
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _odd_utf8(data: bytes) -> str | None:
    """UTF-8 as Java and Oracle write it: NUL in two bytes, characters beyond the first plane as two surrogates."""
    if _JAVA_NUL not in data and not _SURROGATES.search(data):
        return None
    try:
        loose = data.replace(_JAVA_NUL, b"\x00").decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return None
    return loose.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _line_by_line(data: bytes, other: str) -> str | None:
    """A body put together of UTF-8 and a Latin code page, each line in its own; `None` where it is not such.

    A line belongs to the other charset if it is no UTF-8, has no sequence of it, and few bytes beyond ASCII, as Latin
    text has. Lines with both are damage of UTF-8.
    """
    out: list[str] = []
    own = others = 0
    for line in data.split(b"\n"):
        text = _strictly(line, "utf-8")
        if text is not None:
            own += not line.isascii()
            out.append(text)
            continue
        loose = line.decode("utf-8", "ignore")
        text = _strictly(line, other)
        if not loose.isascii() or text is None or len(_FOREIGN.findall(line)) * 4 > len(line):
            return None
        others += 1
        out.append(text)
    return "\n".join(out) if own and others else None


def _damaged_utf8(data: bytes) -> str | None:
    """What is UTF-8 but for a few broken bytes, these as U+FFFD."""
    loose = data.decode("utf-8", "replace")
    head = loose[:200_000]
    wide = sum(1 for char in head if char > "\x7f")
    return loose if head.count("\ufffd") * 10 <= wide else None


def decode_body(data: bytes, declared: str | None = None) -> Decoded:
    """Decode a body.

    In order: a byte order mark; UTF-16 by its NUL bytes; UTF-8, if the bytes are valid UTF-8 with characters beyond
    ASCII (text in another charset hardly ever is); the declared charset; the one that the page declares; UTF-8 with
    lines of a Latin code page between; UTF-8 with a few broken bytes; what it looks like; and Windows-1252 with U+FFFD
    for bytes that mean nothing. A declared Latin-1 is not believed of bytes that mostly lie beyond ASCII, nor a
    Cyrillic charset that puts capitals into the middle of words.

    >>> decode_body("Škoda".encode("cp1250"), "windows-1250")
    Decoded(text='Škoda', charset='cp1250', mended=False)
    """
    wanted = text_codec(declared)
    for mark, name in _BOMS:
        if data.startswith(mark):
            body = data[len(mark) :]
            text = _strictly(body, name)
            if text is not None:
                return Decoded(text, name, False)
            if name == "utf-8":
                return _decode(body, "utf-8", None)
            return Decoded(body.decode(name, "replace"), name, True)
    if data.isascii() and b"\x00" not in data and b"\x1b" not in data and not _wide(wanted):
        return Decoded(data.decode("ascii"), "utf-8", False)
    return _decode(data, wanted, stated_codec(data))


def _wide(codec: str | None) -> bool:
    """Whether text in it may look like ASCII and mean something else."""
    return codec is not None and codec.startswith(("utf-16", "utf-32", "iso2022", "hz"))


def _decode(data: bytes, wanted: str | None, inside: str | None) -> Decoded:
    if b"\x00" in data[: 1 << 16] or (wanted is not None and wanted.startswith("utf-16")):
        codec = utf16_without_mark(data, said=wanted == "utf-16")
        if codec and (text := _strictly(data[: len(data) // 2 * 2], codec)) is not None:
            return Decoded(text, codec, len(data) % 2 > 0 or not (wanted or codec).startswith("utf-16"))
    if wanted == "utf-16" and not data.startswith(codecs.BOM_UTF16):
        wanted = None
    stated = wanted or inside
    if not _wide(stated):
        if _ESCAPES.search(data) and data.isascii():
            codec = "iso2022_kr" if b"\x1b$)C" in data else "iso2022_jp_2"
            if (text := _strictly(data, codec)) is not None:
                return Decoded(text, codec, True)
        text = _strictly(data, "utf-8")
        if text is not None:
            return Decoded(text, "utf-8", stated not in (None, "utf-8") and not data.isascii())
    for codec in dict.fromkeys((wanted, inside)):
        if codec is None or codec == "utf-8":
            continue
        read = cyrillic_instead(data, codec)
        text = _strictly(data, read)
        if text is not None and not (codec in _DEFAULTS and is_foreign(data)):
            return Decoded(text, read, read != stated)
    return _unsaid(data, stated)


def _unsaid(data: bytes, stated: str | None) -> Decoded:
    """A body of which nothing holds that is said."""
    text = _odd_utf8(data) or _line_by_line(data, stated if stated and stated != "utf-8" else "cp1252")
    if text is None and stated in (None, "utf-8"):
        text = _damaged_utf8(data)
    if text is not None:
        return Decoded(text, "utf-8", True)
    guess = guessed_codec(data)
    text = _strictly(data, guess)
    if text is not None and guess is not None:
        return Decoded(text, guess, True)
    last = stated if stated and stated != "utf-8" else "cp1252"
    return Decoded(data.decode(last, "replace"), last, True)

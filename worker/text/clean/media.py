"""What a body is: plain text, a page, or something that is no text at all."""

import re
from typing import Final, Literal

Media = Literal["plain", "html"]

_MAGIC: Final = (
    b"%PDF-",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF87a",
    b"GIF89a",
    b"PK\x03\x04",
    b"\x1f\x8b\x08",
    b"\xfd7zXZ",
    b"7z\xbc\xaf",
    b"Rar!\x1a",
    b"OggS\x00",
    b"ID3\x03",
    b"ID3\x04",
    b"\xff\xfb",
    b"fLaC\x00",
    b"\x7fELF",
    b"\xd0\xcf\x11\xe0",
    b"{\\rtf",
    b"wOFF",
    b"wOF2",
    b"\x00\x00\x01\x00",
    b"II*\x00",
    b"MM\x00*",
    b"\x1aE\xdf\xa3",
    b"SQLite format 3",
)
"""How files of other kinds begin (the libmagic data base has them all)."""

_RIFF: Final = frozenset({b"WAVE", b"WEBP", b"AVI "})
_HTML_TYPES: Final = frozenset({"text/html", "application/xhtml+xml"})
_BLOCK: Final = "p|div|article|section|h[1-6]|ul|ol|li|table|tr|td|blockquote|main|header|footer|figure|body|html|head"
_OPENS_PAGE: Final = re.compile(
    rf"\s*(?:<\?xml[^>]{{0,200}}>\s*)?(?:<!--.{{0,2000}}?-->\s*)*"
    rf"<(?:!doctype\s+html\b|(?:{_BLOCK}|a|b|br|em|i|img|link|meta|script|span|strong|style|title)(?:\s[^<>]{{0,2000}})?/?>)",
    re.IGNORECASE | re.DOTALL,
)
_BLOCK_END: Final = re.compile(rf"</(?:{_BLOCK})\s*>", re.IGNORECASE)
_DATA: Final = re.compile(r'\s*(?:\{\s*"[^"\n]{0,200}"\s*:|\[\s*(?:\{\s*"|\[\s*["\d\[]))')
_SHOWN_DATA: Final = re.compile(
    r"(?:\s*<(?!(?:script|style|template)\b)[^<>]{1,300}>){1,15}" + _DATA.pattern, re.IGNORECASE
)
"""Data in the little page that browsers make around them."""
_OTHER_XML: Final = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:rss|feed|svg|plist|urlset|sitemapindex|rdf:RDF|kml|nitf|newsml)\b",
    re.DOTALL | re.IGNORECASE,
)
_ODD: Final = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]")
_HEAD: Final = 4096


def magic_of_other_files(data: bytes) -> bool:
    """Whether bytes begin as a file that is no text: PDF, image, sound, archive, office document."""
    return data.startswith(_MAGIC) or data[4:8] == b"ftyp" or (data[:4] == b"RIFF" and data[8:12] in _RIFF)


def _garbage(text: str) -> bool:
    head = text[:_HEAD]
    odd = len(_ODD.findall(head))
    return odd * 10 > len(head) and odd > 4


def sniff_media(text: str, declared: str | None = None) -> Media | None:
    """Tell plain text from a page; `None` is neither (a declared type that is no text, data, a binary file).

    A declared `text/plain` or `text/html` is believed unless the body is plainly a file of another kind; parameters
    ("; charset=utf-8") are passed over. Without a declaration a body is a page if it begins with a tag of HTML or
    closes two blocks in its first 4 kB.

    >>> sniff_media("<p>One.</p>"), sniff_media("a < b"), sniff_media("One.", "text/html; charset=utf-8")
    ('html', 'plain', 'html')
    >>> sniff_media("%PDF-1.7"), sniff_media("One.", "video/mp4")
    (None, None)
    """
    name = (declared or "").partition(";")[0].strip().lower()
    if name and name not in _HTML_TYPES and name != "text/plain":
        return None
    if magic_of_other_files(text[:32].encode("latin-1", "replace")) or _garbage(text):
        return None
    if name == "text/plain":
        return "plain"
    if _DATA.match(text) or _OTHER_XML.match(text) or _SHOWN_DATA.match(text[:_HEAD]):
        return None
    if name in _HTML_TYPES:
        return "html"
    head = text[:_HEAD]
    if _OPENS_PAGE.match(head):
        return "html"
    ends = _BLOCK_END.findall(head)
    return "html" if len(ends) >= 2 else "plain"

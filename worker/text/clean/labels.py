"""Charset labels, and where pages state them."""

import codecs
import re
from typing import Final

_TEXT_CODEC: Final = re.compile(
    r"(?:utf[-_]?(?:8|16|32)(?:[-_]?[lb]e)?|us-ascii|ascii|latin[-_]?\d{1,2}|iso[-_ ]?8859[-_]\d{1,2}"
    r"|(?:windows|cp|ibm|x-cp)[-_]?\d{3,4}|x?-?mac[-_]?[a-z]{2,12}|koi8[-_]?[rut]|gbk|gb18030|gb2312|hz-gb-2312"
    r"|big5(?:-?hkscs)?|euc[-_](?:jp|kr|cn|tw)|ks_c_5601-1987|shift[-_]?jis|sjis|iso-2022-(?:jp|kr)(?:-\d)?|johab"
    r"|tis-?620|viscii|ptcp154)",
    re.IGNORECASE,
)
"""Charsets that bodies come in. Python knows codecs that are none (`zip`, `rot13`) or that are slow (`punycode`)."""

_WIDER: Final = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
"""What the label is read as in practice: the wider set (WHATWG Encoding, names and labels)."""

_LABEL: Final = rb"""charset\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_:.\-]{2,40})"""
_TOKEN: Final = re.compile(
    rb"<!--|<(script|style|title|textarea)\b|<meta\b[^>]{0,400}?\b" + _LABEL + rb"|<(body)\b", re.IGNORECASE
)
_XML: Final = re.compile(rb"""\A\s{0,99}<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']([A-Za-z0-9_:.\-]{2,40})["']""")
_HEAD: Final = 65_536
"""Browsers look at a kilobyte; pages with all their styles in front state it after forty."""


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


def stated_codec(data: bytes) -> str | None:
    """The codec that a page states in a `meta` element or in its XML declaration; `None` where it does not.

    Comments, scripts and styles are passed over; what is not closed goes on to the end. A page that could be read so
    far as ASCII is not in UTF-16, whatever it states (WHATWG HTML, prescan a byte stream).

    >>> stated_codec(b'<!-- <meta charset="koi8-r"> --><meta charset=windows-1250>')
    'cp1250'
    """
    head = data[:_HEAD]
    found = _XML.match(head)
    at = 0
    low = b""
    while found is None and (token := _TOKEN.search(head, at)):
        if token[3]:
            return None
        if token[2]:
            found = token
            break
        if token[1]:
            low = low or head.lower()
            end = low.find(b"</" + token[1].lower(), token.end())
        else:
            end = head.find(b"-->", token.end())
        if end < 0:
            return None
        at = end + 1
    if found is None:
        return None
    codec = text_codec((found[2] if found.re is _TOKEN else found[1]).decode("ascii"))
    return "utf-8" if codec and codec.startswith(("utf-16", "utf-32")) else codec

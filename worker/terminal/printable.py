"""Text from outside, safe to show on a terminal."""

import unicodedata

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Categories that move the cursor, colour the screen, turn the writing direction or show nothing at all."""


def printable(text: str, *, lines: bool = False) -> str:
    r"""The text with every character that a terminal might obey written out; `lines` keeps line ends.

    >>> printable("a\x1b[31mb")
    'a\\x1b[31mb'
    """
    if text.isprintable():
        return text
    return "".join(_shown(character, lines) for character in text)


def _shown(character: str, lines: bool) -> str:
    if character == "\t":
        return "    "
    if character == "\n" and lines:
        return character
    category = unicodedata.category(character)
    if category == "Zs":
        return " "
    if category not in _HIDDEN:
        return character
    return character.encode("unicode_escape").decode("ascii")


def printable_bytes(data: bytes, *, lines: bool = False) -> str:
    r"""Bytes as text where they are UTF-8, with `\xNN` for those that are not.

    >>> printable_bytes(b"caf\xc3\xa9 \xff\x00")
    'café \\xff\\x00'
    """
    return printable(data.decode("utf-8", "backslashreplace"), lines=lines)

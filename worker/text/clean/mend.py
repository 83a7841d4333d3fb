"""Characters that do not belong in a text: damage of transport, encoding and typesetting, mended.

Smart quotes, dashes, ellipses and other typography are meant by the writer and stay as they are; ligatures are the
typesetter's, and come apart.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from itertools import pairwise
from typing import Final, Literal

from ftfy import fix_encoding
from ftfy.badness import is_bad

Repair = Literal[
    "surrogates",
    "mojibake",
    "entities",
    "control_characters",
    "bidi_controls",
    "soft_hyphens",
    "zero_width",
    "ligatures",
    "private_use",
    "spaces",
    "line_breaks",
    "combining_runs",
    "composition",
]
"""What was mended, in the order in which it is done."""

_ROUNDS: Final = 3
"""One mending may uncover another: a control character taken out of the middle of mojibake."""

_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_ENTITY: Final = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_ESCAPED_AMPERSAND: Final = re.compile(r"&(?:(?:amp|AMP|#0{0,5}38|#[xX]0{0,4}26);)+")
_ODD: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180e\u2000-\u200f\u2028-\u202f"
    "\u205f-\u206f\u3000\u3164\ud800-\uf8ff\ufb00-\ufb06\ufdd0-\ufdef\ufeff\ufff0-\ufffc\ufffe\uffff"
    "\U000e0000-\U000e007f\U000f0000-\U0010ffff]"
)
"""All that the steps below look for, but mojibake, references and runs of marks: most texts have none of it."""
_LIGATURE: Final = re.compile("[\ufb00-\ufb06]")
_PRIVATE: Final = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]+")
"""Icons of fonts of a page's own: nobody else can tell what they are."""
_ESCAPE_CODE: Final = re.compile(r"\x1b\[[0-9;?]{0,20}[A-Za-z]")
_HALVES: Final = re.compile(
    r"&#(x[Dd][89ABab][0-9A-Fa-f]{2}|5[56][0-9]{3});&#(x[Dd][C-Fc-f][0-9A-Fa-f]{2}|5[67][0-9]{3});"
)
"""Two references that spell the halves of one character (UTF-16), as JavaScript escapes it."""
_FLAG: Final = re.compile("\U0001f3f4[\U000e0020-\U000e007e]{1,8}\U000e007f|[\U000e0000-\U000e007f]+")
_CP1252: Final = {
    point: bytes([point]).decode("cp1252") for point in range(0x80, 0xA0) if point not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
"""C1 controls that stand where Windows-1252 has a character, as HTML reads them too (WHATWG, numeric references)."""

_BREAKS: Final = re.compile("[\r\x0b\x0c\u2028\u2029]")
_BIDI: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ZERO_WIDTH: Final = re.compile("[\u034f\u180e\u200b\u2060-\u2064\ufeff]")
_JOINER: Final = re.compile("[\u200c\u200d]+")
_CONTROL: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u115f\u1160\u17b4\u17b5\u206a-\u206f\u3164\ufdd0-\ufdef\ufff0-\ufffc\ufffe\uffff]"
)
_WIDE_GROUPS: Final = re.compile("(?<=[0-9])[\u00a0\u2007\u2009\u202f](?=[0-9])")
_MISREAD: Final = re.compile("[^\x00-\x7f\xa0\xa3\xa7\xa9\xae\xb0\xb7\xbd\u2009-\u203a\u20ac\u2122]")
"""A character that misread UTF-8 has one of at least: its lead bytes come out as letters, not as typography."""
_ABOVE: Final = re.compile("[\u0300-\u1fff\u20d0-\u20ff\u2cef-\u2dff\u3000-\U0001efff]")
"""The blocks in which all combining marks lie; a text without them need not be searched for runs."""
_SPACE: Final = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")


def _class_of_marks() -> str:
    points = [point for point in range(0x300, 0x1F000) if unicodedata.combining(chr(point))]
    ranges: list[tuple[int, int]] = []
    for point in points:
        if ranges and ranges[-1][1] == point - 1:
            ranges[-1] = (ranges[-1][0], point)
        else:
            ranges.append((point, point))
    return "".join(f"{chr(low)}-{chr(high)}" if low < high else chr(low) for low, high in ranges)


MARKS_IN_A_ROW: Final = 30
"""Unicode's stream-safe limit (UAX 15, section 13): no script needs more, and sorting them takes quadratic time."""
_MARKS: Final = re.compile(f"([{_class_of_marks()}]{{{MARKS_IN_A_ROW}}})[{_class_of_marks()}]+")


@dataclass(frozen=True, slots=True)
class Mended:
    """A text and what was mended in it, each kind once, in the order of `Repair`."""

    text: str
    repairs: tuple[Repair, ...]


def _surrogates(text: str) -> str:
    """Join pairs, replace lone halves by U+FFFD."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _needs_joiner(before: str, after: str) -> bool:
    """Whether a zero-width (non-)joiner between two characters means something.

    It does in the scripts of the Near East, South and South-East Asia, where it changes the letters' shape and the
    word, and between emoji, which it makes one.
    """
    return ("\u0600" <= before <= "\u1cff" and "\u0600" <= after <= "\u1cff") or (
        before >= "\u2190" and not "\u3000" <= before <= "\ud7ff" and after >= "\u2190"
    )


def _joiners(text: str) -> str:
    def keep(match: re.Match[str]) -> str:
        before = text[match.start() - 1 : match.start()] or " "
        after = text[match.end() : match.end() + 1] or " "
        return match[0][0] if _needs_joiner(before, after) else ""

    return _JOINER.sub(keep, text)


def _spaces(text: str) -> str:
    """Exotic spaces become plain ones; between digits they group thousands, and stay apart as U+202F."""
    grouped = _WIDE_GROUPS.sub("\u202f", text)
    pieces = grouped.split("\u202f")
    if len(pieces) == 1:
        return _SPACE.sub(" ", grouped)
    out = [_SPACE.sub(" ", pieces[0])]
    for before, piece in pairwise(pieces):
        inside = before[-1:].isdigit() and piece[:1].isdigit()
        out.append("\u202f" if inside else " ")
        out.append(_SPACE.sub(" ", piece))
    return "".join(out)


def _halves(match: re.Match[str]) -> str:
    high, low = (int(half[1:], 16) if half[0] == "x" else int(half) for half in match.groups())
    if not (0xD800 <= high < 0xDC00 <= low < 0xE000):
        return match[0]
    return chr(0x10000 + ((high - 0xD800) << 10) + low - 0xDC00)


def _entities(text: str) -> str:
    """Character references written out, also those that were escaped more than once (`&amp;quot;`)."""
    for _ in range(3):
        text = _HALVES.sub(_halves, text)
        opened = _ENTITY.sub(lambda match: unescape(match[0]), _ESCAPED_AMPERSAND.sub("&", text))
        if opened == text:
            break
        text = opened
    return text


def _mojibake(text: str) -> str:
    """UTF-8 that was read as another charset, line by line, only where a line is clearly wrong."""
    return "\n".join(
        fix_encoding(line) if _MISREAD.search(line) and is_bad(line) else line for line in text.split("\n")
    )


def _breaks(text: str) -> str:
    return _BREAKS.sub(lambda match: "\n\n" if match[0] == "\u2029" else "\n", text)


def _c1(text: str) -> str:
    return text.translate(_CP1252)


def _tags(text: str) -> str:
    """Tag characters spell a region in a flag emoji, and nothing that anybody sees elsewhere."""
    return _FLAG.sub(lambda match: match[0] if match[0][0] == "\U0001f3f4" else "", text)


_STEPS: Final[tuple[tuple[Repair, re.Pattern[str], Callable[[str], str]], ...]] = (
    ("surrogates", _SURROGATE, _surrogates),
    ("mojibake", _MISREAD, _mojibake),
    ("entities", _ENTITY, _entities),
    ("surrogates", _SURROGATE, _surrogates),
    ("mojibake", re.compile("[\x80-\x9f]"), _c1),
    ("line_breaks", re.compile("[\r\x0b\x0c\u2028\u2029]"), _breaks),
    ("control_characters", _CONTROL, lambda text: _CONTROL.sub("", _ESCAPE_CODE.sub("", text))),
    ("bidi_controls", _BIDI, lambda text: _BIDI.sub("", text)),
    ("soft_hyphens", re.compile("\xad"), lambda text: text.replace("\xad", "")),
    ("zero_width", _ZERO_WIDTH, lambda text: _ZERO_WIDTH.sub("", text)),
    ("zero_width", _JOINER, _joiners),
    ("zero_width", re.compile("[\U000e0000-\U000e007f]"), _tags),
    ("ligatures", _LIGATURE, lambda text: _LIGATURE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)),
    ("private_use", _PRIVATE, lambda text: _PRIVATE.sub("", text)),
    ("spaces", _SPACE, _spaces),
    ("combining_runs", _ABOVE, lambda text: _MARKS.sub(r"\1", text)),
)
"""What is mended, in order, where it is looked for, and how. References may spell any of the later ones."""

_ALWAYS: Final = tuple(step for step in _STEPS if step[1] in (_MISREAD, _ABOVE))
"""What is looked for in a text without any odd character."""


def mend(text: str) -> Mended:
    """Mend a text. Newlines come out as `\\n`; the result is in NFC and encodes as UTF-8.

    Idempotent on ordinary damage; linear in the length of the text. CRLF is an ordinary line end, not damage.

    >>> mend("It\\u00e2\\u20ac\\u2122s \\u201cquoted\\u201d\\x00")
    Mended(text='It’s “quoted”', repairs=('mojibake', 'control_characters'))
    >>> mend("AT&amp;amp;T grew 5\\u00a0percent to 300\\u00a0000").text
    'AT&T grew 5 percent to 300\\u202f000'
    """
    text = text.replace("\r\n", "\n")
    if text.isascii() and "&" not in text and not _ODD.search(text):
        return Mended(text, ())
    repairs: list[Repair] = []
    for _ in range(_ROUNDS):
        before = text
        for name, found, step in _STEPS if "&" in text or _ODD.search(text) else _ALWAYS:
            if found.search(text):
                text = _noted(text, step(text), name, repairs)
        if not text.isascii() and not unicodedata.is_normalized("NFC", text):
            text = _noted(text, unicodedata.normalize("NFC", text), "composition", repairs)
        if text == before:
            break
    return Mended(text, tuple(repairs))


def _noted(text: str, mended: str, name: Repair, repairs: list[Repair]) -> str:
    if mended != text and name not in repairs:
        repairs.append(name)
    return mended

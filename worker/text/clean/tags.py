"""Tags that are left in a plain text: feeds and exports carry them, also escaped."""

import re
from typing import Final

_BLOCKS: Final = "p|div|h[1-6]|li|ul|ol|blockquote|hr|table|tbody|tr|td|th|figure|figcaption|article|section|pre"
_INLINE: Final = "a|b|i|u|em|strong|span|font|small|sup|sub|img|cite|q|center|big|tt|s|del|ins"
_TAG: Final = re.compile(rf"</?({_BLOCKS}|{_INLINE}|br)(?:\s[^<>]{{0,2000}})?/?>", re.IGNORECASE)
_MARKED_UP: Final = re.compile(rf"</(?:{_BLOCKS}|{_INLINE})\s*>|<br\s*/?>", re.IGNORECASE)
_INLINE_NAME: Final = re.compile(_INLINE, re.IGNORECASE)
_ROUNDS: Final = 3


def _replaced(match: re.Match[str]) -> str:
    name = match[1].lower()
    if name == "br":
        return "\n"
    return "" if _INLINE_NAME.fullmatch(name) else "\n\n"


def without_tags(text: str) -> str:
    """A plain text without the tags of HTML in it, those of blocks made blank lines; the same text if it has none.

    A text is only touched if it closes a tag or breaks a line with one: a writer who names a tag does not.

    >>> without_tags("<p>One <b>bold</b> word.</p><p>Two.</p>").split()
    ['One', 'bold', 'word.', 'Two.']
    >>> without_tags("The <b> tag makes text bold, he wrote.")
    'The <b> tag makes text bold, he wrote.'
    """
    for _ in range(_ROUNDS):
        if not _MARKED_UP.search(text):
            break
        text = _TAG.sub(_replaced, text)
    return text

"""Is "five after two" a time of day, or five of something after two of something?"""

from worker.text.dates.tokens import Tokens, numeric
from worker.text.dates.vocabulary import ONES, TENS, listed

_PAST_CUES = listed("at by around about until till before since it")
_BEHIND_PAST = listed(
    "and or but on in at when with for as to by from until the a an he she it they we i this that his her their every "
    "each today tonight tomorrow yesterday gmt utc bst est et"
)
_HALVES = listed("am pm a p o oclock in")


def counted_after(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a number "after" or "past" another counts: "shot five after two officers were hurt".

    Without "minutes" it is a time of day only where nothing countable stands behind; "after" wants a cue besides
    ("at five after two").
    """
    link = _behind_number(tokens, start)
    word = tokens.word(link)
    if link == start or link >= end or word not in ("past", "after"):
        return False
    behind = _behind_number(tokens, link + 1)
    follows = tokens.word(behind)
    if behind == link + 1 or (behind < end and (follows in _HALVES or tokens.glued(behind))):
        return False  # "ten past nine p.m.", "ten after 9:30"
    before = tokens.word(start - 1)
    said = before in ("was", "is", "s", "’", "'") and tokens.word(start - 2) in ("it", "time", "’", "'", "clock")
    cued = before in _PAST_CUES or before == "" or said
    closed = not follows.isalnum() or follows in _BEHIND_PAST
    return not ((cued or closed) if word == "past" else (cued and closed))


def _behind_number(tokens: Tokens, at: int) -> int:
    """Where a number in figures or in at most two words ends; `at` itself where none begins."""
    if numeric(tokens.word(at)):
        return at + 1
    if tokens.word(at) in TENS:
        one = at + 2 if tokens.word(at + 1) == "-" else at + 1
        return one + 1 if tokens.word(one) in ONES else at + 1
    return at + 1 if tokens.word(at) in ONES else at

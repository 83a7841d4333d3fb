"""What one line is: of the article, or furniture of a kind, by its form, its first word and where it stands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from schemas.article import FurnitureKind
from worker.text.clean.blocks import Block, ends_sentence
from worker.text.clean.bylines import names_in_byline
from worker.text.clean.credits import find_credit, is_agency
from worker.text.clean.datenotes import read_date_note
from worker.text.clean.placenames import is_place
from worker.text.clean.rules import Rule, Where, rule_book

_FIRST_WORD: Final = re.compile(r"(?:[^\w©]|_){0,6}([^\W_][\w'’]*(?:-\w+)*|©)")
_WORD: Final = re.compile(r"[^\W_]")
_CONTACT: Final = re.compile(
    r"(?:[\w .'’-]{0,60}[\s:|,(])??(?:[\w.+-]+@[\w-]+\.[\w.-]+|@\w{2,30})"
    r"(?:[\s|,;/]+(?:(?:twitter|follow|on|or|and|at|e-?mail)\b:?|[\w.+-]*@[\w.-]+|\(?\d{3}\)?[\s.-]\d{3}-?\d{2,4}))*\W*",
    re.IGNORECASE,
)
_PHONE: Final = re.compile(r"\(\d{3}\)\s?\d{3}-\d{4}")
_SIGNED: Final = re.compile(r"(?:—|–|--|-)\s*(?=[A-Z])")
_DESK: Final = re.compile(
    r"\b(?:staff|correspondents?|reporters?|writers?|news(?:room|\s+desk)?|agenc(?:y|ies)|bureau|editors?|team|press)\b",
    re.IGNORECASE,
)
_LEAD: Final = re.compile(r"[\s•*·>»►▶–—_(\[-]{1,6}")
_SPEAKS: Final = re.compile(
    r",[\"”’']?\s+(?:[\w’'.-]+\s+){0,6}(?:said|says|told|tells|asked|asks|warned|warns|joked|jokes|laughed|replied|shouted"
    r"|cried|begged|ordered|promised|explained|complained|added|wrote|writes|read|answered)\b",
    re.IGNORECASE,
)
"""Somebody is quoted: no page speaks so to its readers."""
_NO_SPEECH: Final = frozenset({"boilerplate", "related", "update_note", "byline"})
_HAND: Final = re.compile(
    r"\W{0,3}(?:(?P<picture>video|photos?|pictures?|graphics?|camera|illustrations?)\s*(?::|\bby\b)|(?P<author>authors?\s*:|reported\s+by\b:?)"
    r"|(?:edited|produced|compiled|research(?:ed)?|reporting|writing|editing|production|additional\s+reporting)\s+by\b:?"
    r"|(?:editors?|edited|producers?|produced|research|(?:additional\s+)?reporting|writing|editing|contributors?|reporters?)\s*:)\s*",
    re.IGNORECASE,
)
_BUTTON_WORD: Final = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_PAGE_WORDS: Final = frozenset(
    """
    share tweet pin email e-mail print text size font listen video videos log login sign subscribe subscribed comment
    comments newsletter newsletters app download menu search privacy cookie cookies terms conditions careers advertise
    advertisement ads feedback account rss podcast gallery slideshow facebook twitter instagram youtube whatsapp
    telegram linkedin reddit flipboard messenger link bookmark article loading skip navigation trending viewed
    recommended related disclaimer unavailable unsubscribe register homepage website page min minute minutes mins
    audio autoplay replay fullscreen mute unmute about contact learn read watch find remove continue ad people
    view post pdf topics commented reuse licensing graphics links sharing explore popular
    """.split()  # noqa: SIM905
)
_LINKING: Final = frozenset(
    """
    the a an this these to in on for our your us here now below above by via of and or with all out up more full free
    also today story stories news latest top interview reading again it most content internet features analysis
    reuters ap afp bbc
    """.split()  # noqa: SIM905
)
_ALONE: Final = frozenset(
    """
    share tweet email e-mail print login subscribe comments newsletter newsletters rss loading unsubscribe facebook
    twitter instagram youtube whatsapp telegram linkedin reddit flipboard topics
    """.split()  # noqa: SIM905
)
_LEADING: Final = frozenset({"read", "watch", "learn", "find", "related", "trending", "people", "recommended"})
_IN_TOWN: Final = re.compile(r"\s+in\s+[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*)?")
_CAPTION: Final = 420
"""A caption is a sentence or two; what is longer and ends in an agency's name is a report with its source."""


def key_of(text: str) -> str:
    """A line's letters and digits in small letters: equal for two ways of writing one headline."""
    return "".join(char for char in text.casefold() if char.isalnum())


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands: before the second paragraph of prose, after the last one, after the first one."""

    head: bool
    tail: bool
    inside: bool

    def allows(self, where: Where) -> bool:
        """Whether a rule for such places may be tried here."""
        if where == "anywhere":
            return True
        if where == "inside":
            return self.inside
        return (self.head and where != "tail") or (self.tail and where != "head")


def _holds(rule: Rule, line: str, small: str, place: Place) -> bool:
    if len(line) > rule.limit or rule.needs not in small or not place.allows(rule.where):
        return False
    if rule.pattern.match(line) is None:
        lead = _LEAD.match(line)
        if lead is None or rule.pattern.match(line, lead.end()) is None:
            return False
    return rule.kind not in _NO_SPEECH or not ends_sentence(line) or _SPEAKS.search(line) is None


def _page_words(line: str) -> FurnitureKind | None:
    """A line that has nothing but words that pages put on buttons, links and boxes, one of them a page's own."""
    words = _BUTTON_WORD.findall(line.lower())
    if not 1 <= len(words) <= 8 or ends_sentence(line):
        return None
    own = sum(word in _PAGE_WORDS for word in words)
    if own * 2 < len(words) or not all(word in _PAGE_WORDS or word in _LINKING or word.isdigit() for word in words):
        return None
    if len(words) == 1 and words[0] not in _ALONE:
        return None
    return "related" if words[0] in _LEADING else "boilerplate"


def _kind_anywhere(line: str) -> FurnitureKind | None:
    """Furniture that is told by its form, not by its first word."""
    if not _WORD.search(line):
        return "boilerplate"
    if len(line) <= 200 and (("@" in line and _CONTACT.fullmatch(line)) or _PHONE.fullmatch(line)):
        return "boilerplate"
    if len(line) <= 70 and (page := _page_words(line)) is not None:
        return page
    if len(line) <= _CAPTION:
        credit = find_credit(line)
        if credit is not None:
            return "credit" if credit.start <= 1 else "caption"
    return None


def kind_of(line: str, place: Place) -> FurnitureKind | None:
    """The kind of a line, `None` for one of the text."""
    if len(line) <= 200 and read_date_note(line, bare=place.head) is not None:
        return "update_note"
    if len(line) <= 120 and (hand := _hand(line, place)) is not None:
        return hand
    if line.startswith("©") and is_agency(line.strip("© 0123456789")):
        return "credit"
    first = _FIRST_WORD.match(line)
    if first is not None and len(line) <= 900:
        small = line.lower()
        for rule in rule_book().rules_for(first[1].lower(), small):
            if _holds(rule, line, small, place) and (rule.kind != "byline" or _names_somebody(line)):
                return rule.kind
    return _kind_anywhere(line)


def _hand(line: str, place: Place) -> FurnitureKind | None:
    """A label and names, nothing else: who wrote, edited, filmed ("Editor: Omar Diaz", "Video: Tom Reed")."""
    label = _HAND.match(line)
    if label is None:
        return None
    names = _IN_TOWN.sub("", line[label.end() :].rstrip(" .)"))
    if not names_in_byline(names, strict=True):
        return None
    if label["picture"]:
        return "credit"
    if label["author"]:
        return "byline" if place.head else None
    return "contributors"


def _names_somebody(line: str) -> bool:
    """Whether a line that begins as a byline names a person, a desk or an agency ("By Any Means" does not)."""
    return bool(names_in_byline(line)) or _DESK.search(line) is not None or is_agency(line[3:])


def is_signature(line: str) -> bool:
    """A name by itself after a dash, as desks sign."""
    match = _SIGNED.match(line)
    return match is not None and len(line) <= 80 and bool(names_in_byline(line[match.end() :], strict=True))


def is_named_byline(blocks: Sequence[Block], at: int, byline: str | None) -> bool:
    """A line of names that is the given byline, or stands right before a line that is an agency's name."""
    line = blocks[at].text
    if len(line) > 140 or ends_sentence(line):
        return False
    if byline and key_of(line).removeprefix("by") == key_of(byline).removeprefix("by") != "":
        return True
    name, _, desk = line.replace("|", ",", 1).partition(",")
    if (
        desk
        and names_in_byline(name, strict=True)
        and (is_agency(desk) or (_DESK.search(desk) and len(desk.split()) <= 4))
    ):
        return True
    name, _, town = line.replace(" in ", ",", 1).partition(",")
    if town and is_place(town.strip()) and not is_place(name) and names_in_byline(name, strict=True):
        return True
    after = blocks[at + 1].text if at + 1 < len(blocks) else ""
    return is_agency(after) and bool(names_in_byline(line, strict=True))

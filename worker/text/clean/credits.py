"""Photo credits: what a line ends in, or is, when it belongs to a picture and not to the text."""

import re
from dataclasses import dataclass
from typing import Final

AGENCIES: Final = frozenset(
    """
    aa abaca abc aca actionimages afp agencia aap ani anp ansa anadolu ap apa apn apw armenpress bbc belga
    bloomberg bna bta canadianpress cp cbs cna cnn cns contour corbis cover ctk dpa dha dna dw efe epa ermehan
    eyevine forum getty ians imago interfax irna isna istock itar-tass itv jiji kcna keystone kuna kyodo lehtikuva
    lusa magnum maxppp mena mns mti nasa nbc newscom noaa ntb nurphoto nyt pa pap petra photoshot pna pti qna
    rapport rbc reuters rex reuter rferl rfe/rl ria ritzau rt scanpix sapa sda shutterstock sipa sopa spa splash
    sputnik sta stf suna swns tanjug tass tt tvn u24 ukrinform unian unsplash upi usgs via wam wafa wenn wire
    xinhua yonhap zuma alamy adobe ddp flickr
    """.split()  # noqa: SIM905
) | frozenset(
    {
        "adobe stock",
        "afp photo",
        "agence france-presse",
        "agence france presse",
        "anadolu agency",
        "ap photo",
        "ap images",
        "ap file",
        "associated press",
        "bloomberg news",
        "canadian press",
        "epa-efe",
        "epa/efe",
        "getty",
        "getty images",
        "imago images",
        "itar tass",
        "news corp",
        "national guard",
        "pa archive",
        "pa images",
        "pa media",
        "pa wire",
        "picture alliance",
        "picture-alliance",
        "press association",
        "reuters photo",
        "reuters file photo",
        "ria novosti",
        "rex features",
        "sopa images",
        "sipa usa",
        "the associated press",
        "the canadian press",
        "the new york times",
        "the washington post",
        "usa today",
        "usa today sports",
        "us navy",
        "via reuters",
        "via ap",
        "via getty images",
        "wikimedia commons",
        "zuma press",
        "zuma wire",
    }
)
"""News and picture agencies as credits name them (from Wikipedia, "List of news agencies", and the agencies' sites)."""

_PHOTO_WORDS: Final = (
    r"photo(?:graph|graphy|s|graphs)?|picture|pic|image|images|video|screengrab|screen ?grab|screenshot|illustration|"
    r"graphic|cartoon"
)
_LABEL: Final = re.compile(
    rf"(?:(?:file|handout|ap|afp|reuters|epa|pool|undated|staff)\s+)?(?:{_PHOTO_WORDS})\s*(?:credits?|courtesy|source|copyright)?"
    r"(?:\s*(?::|\||/|©)|\s+(?:by|via|courtesy(?:\s+of)?|from|copyright)\b)\s*\S"
    r"|(?:credits?|source|courtesy|handout|copyright)\s*(?::|/)\s*\S"
    r"|courtesy\s+(?:of\s+)?[A-Z]"
    r"|©\s*\S",
    re.IGNORECASE,
)
_PLAIN_WORDS: Final = re.compile(
    r"(?:(?:file|handout|stock|archive|courtesy|staff|undated|family|provided|submitted|supplied)\s+(?:photo(?:graph)?s?|images?|pictures?)"
    r"|file|handout|supplied|photo\s+(?:supplied|provided|submitted)|screen\s?grab|screenshot)",
    re.IGNORECASE,
)
_OUTLET: Final = re.compile(
    r"(?P<name>(?:[^\W\d_a-z][\w.'’-]*\s+){1,3}[^\W\d_a-z][\w.'’-]*)\s*(?P<joins>/|\bfor\b)\s*(?:the\s+)?"
    r"[^\W\d_a-z][\w.&'’-]*(?:\s+(?:of\s+|the\s+)*[^\W\d_a-z][\w.&'’-]*){0,3}"
)
"""A name and whom the picture was taken for: "Jan Falk/The Herald"; with "for" only after a full stop, for titles of
articles are made so too."""
_PART: Final = re.compile(r"\s*(?:/|\||,|\bvia\b|\bfor\b|©)\s*")
_NAME_WORD: Final = (
    r"(?:(?![a-z])[^\W\d_][\w.'’&-]*|\d{1,2}"
    r"|de|da|di|do|dos|del|della|der|den|van|von|la|le|el|al|bin|ben|of|and|the|du|y)"
)
_NAMES: Final = re.compile(rf"{_NAME_WORD}(?:\s+{_NAME_WORD}){{0,5}}")
_LAST_STOP: Final = re.compile(
    r"[.!?…][\"”’')\]]*\s+(?:[|—–-]{1,2}\s*)?(?=\S)|[\"”’)\]]\s+(?=\S)|\s[|]\s(?=\S)|\s(?=(?:Image|Photo|Picture|Credit):\s*[A-Z])|\s(?=©)|\s[—–-]{1,2}\s(?=\S)"
)
_NOT_AFTER: Final = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Sgt|St|No|[A-Z])|\b[A-Za-z]\.[A-Za-z])\.\s*\Z"
)

LONGEST: Final = 80


@dataclass(frozen=True, slots=True)
class Credit:
    """Where the credit of a line begins, and whether it can only be a picture's (not a text's agency)."""

    start: int
    pictorial: bool


def is_agency(name: str) -> bool:
    """Whether a name is that of an agency, as credits write it."""
    bare = " ".join(name.casefold().strip(" .()[]").split())
    return bare in AGENCIES or bare.removesuffix(" pic").removesuffix(" image") in AGENCIES


def _is_credit(text: str, *, stopped: bool = True) -> bool:
    """Whether a short text, brackets off, names nothing but who took a picture and for whom.

    Where no full stop stands before it (`stopped` is false) it may be the title of an article, or the end of one.
    """
    if not 2 <= len(text) <= LONGEST:
        return False
    if _PLAIN_WORDS.fullmatch(text) or is_agency(text):
        return True
    if _LABEL.match(text):
        return stopped or text.count(" ") <= 6 or not text.lower().startswith("source")
    if (outlet := _OUTLET.fullmatch(text)) and not text.isupper() and (outlet["joins"] == "/" or stopped):
        return True
    parts = [part for part in _PART.split(text) if part]
    if not all(_NAMES.fullmatch(part) and not part[0].islower() for part in parts):
        return False
    if any(is_agency(part) for part in parts[1:] or parts) or (len(parts) > 1 and is_agency(parts[0])):
        return True
    low = text.casefold()
    return low.endswith((" photo", " file photo", "/file", " photos", ", file")) and len(parts) <= 3


def find_credit(line: str) -> Credit | None:
    """The credit at the end of a line, or all of it; `None` where there is none.

    A credit stands in brackets at the end, or after the full stop that ends the caption, and has no full stop of its
    own: in a sentence the agency would stand before the stop.

    >>> find_credit("A rally in the square on Friday. AP"), find_credit("She told AP."), find_credit("Ann Lee/AFP")
    (Credit(start=33, pictorial=False), None, Credit(start=0, pictorial=True))
    """
    if line.endswith((".", "!", "?", ":", ";", ",")) and not line.endswith((" Inc.", " Co.")):
        return None
    tail_at = max(0, len(line) - LONGEST - 4)
    if line.endswith((")", "]")):
        opens = max(line.rfind("(", tail_at), line.rfind("[", tail_at))
        if opens < 0:
            return None
        inside = line[opens + 1 : -1].strip()
        if not _is_credit(inside):
            return None
        return Credit(opens, not is_agency(inside) or opens == 0)
    if len(line) <= LONGEST and _is_credit(line, stopped=False):
        return Credit(0, True)
    for match in reversed(list(_LAST_STOP.finditer(line, tail_at))):
        tail = line[match.end() :]
        stopped = any(mark in match[0] for mark in ".!?…|")
        if _is_credit(tail, stopped=stopped) and not _NOT_AFTER.search(line[: match.end()]):
            return Credit(match.end(), not is_agency(tail))
    return None

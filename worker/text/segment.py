"""Text to sentences: one pass over the ends, each judged by the words around it."""

import re
from collections.abc import Iterator
from typing import Final

from schemas.span import Span

_END: Final = re.compile(
    r"(?:\.{2,}|[.!?…]+)[\"”’'»›)\]]*(?:\[\d{1,3}\])*(?=\s|\Z)(?:\s(?:\.{3,4}|…)(?=\s))?|[。！？]+[\"”’'»›)\]]*"
)
"""Marks with what closes after them; a note's number; an ellipsis by itself, which belongs to what was left out."""
_LETTER: Final = re.compile(r"[^\W_]")
_WIDE: Final = frozenset("。！？")
_CLOSERS: Final = "\"”’'»›)]"
_OPENERS: Final = "\"“‘'«‹([¿¡—–-"
_PREVIOUS: Final = re.compile(r"\S{1,40}\Z")
_AHEAD, _BACK = 60, 44

_NEVER: Final = frozenset(
    """
    mr mrs ms mx dr prof gen sen sens rep reps gov govs lt col sgt cpl pvt capt maj cmdr cdr rev hon st mt ft pres
    supt insp det adm brig msgr fr br sr. messrs mme mlle mm dept rt sec. atty asst assoc dir amb cllr vs v viz cf
    e.g i.e eg ie al. approx est. ca c. fig figs art arts para paras vol vols pp ed eds tel ext gens spc pfc cpt
    """.split()  # noqa: SIM905
)
"""Abbreviations that need what follows: after them a sentence does not end."""

_BEFORE_NUMBER: Final = frozenset(
    """
    no nos nr p pp art sec ch chap fig para vol jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed
    thu thur thurs fri sat sun s st rs
    """.split()  # noqa: SIM905
)
"""Abbreviations after which a sentence does not end where a number follows ("No. 5", "Nov. 4")."""

_MAYBE: Final = frozenset(
    """
    inc corp co ltd llc plc bros jr sr esq etc al est dist univ hosp bldg ave blvd rd hwy pkwy a.m p.m am. pm.
    ph.d m.d b.a m.a u.s u.k u.n e.u u.a.e u.s.a u.s.s.r d.c n.y n.j n.c n.d s.c s.d n.h n.m r.i w.va ala ariz ark
    calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa tenn tex va vt
    wash wis wyo ont que alta b.c jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs
    fri sat sun lbs lb oz ft in mph km kg sq min hr hrs
    """.split()  # noqa: SIM905
)
"""Abbreviations that may end a sentence: they do where the next word is one that sentences begin with."""

_STARTERS: Final = frozenset(
    """
    a about according after again all also although among an and another any are as asked at back because before
    being both but by can could despite did do does during each earlier either even every few first for from
    further furthermore given had has have he her here his how however i i'm i've if in indeed instead into is it
    its it's just last later like many meanwhile moreover most much my neither never next no nobody nor not
    nothing now of on once one only or other others our out over perhaps several she since so
    some soon still such than that that's the their them then there there's these they they're this those though
    three through thus to today together two under unlike until upon was we we're well were what when where
    whether which while who whoever whose why will with within without would yes yet you your
    """.split()  # noqa: SIM905
)
"""Words, small letters, that open English sentences and do not go on with a name or an abbreviation."""

_TIME_WORDS: Final = frozenset(
    """
    et est edt ct cst cdt mt mst mdt pt pst pdt gmt utc bst cet cest local monday tuesday wednesday thursday
    friday saturday sunday jan feb mar apr may jun june jul july aug sep sept oct nov dec january february march
    april august september october november december
    """.split()  # noqa: SIM905
)
_TIME_STARTS: Final = frozenset(
    {"At", "By", "On", "Since", "Before", "After", "Around", "About", "From", "Until", "Shortly"}
)
_PARTICLES: Final = frozenset(
    {"de", "von", "van", "der", "den", "del", "della", "di", "da", "dos", "al", "el", "bin", "ibn"}
)
_NOTE_OR_GAP: Final = re.compile(r"(?:\[\d{1,3}\])*(?:\s(?:\.{3,4}|…))?\Z")
_SAYING: Final = frozenset(
    """
    said says asked asks told tells added adds wrote writes replied cried shouted yelled tweeted declared
    exclaimed continued wondered recalled insisted joked
    """.split()  # noqa: SIM905
)


def _is_initial(word: str) -> bool:
    """One letter, or letters with full stops between ("J", "J.K", "U.S.A"); the last stop is not in it."""
    return (len(word) == 1 and word.isalpha() and word.isupper()) or (
        "." in word and all(len(part) == 1 and part.isalpha() for part in word.split(".")) and len(word) <= 11
    )


def _said_next(words: list[str]) -> bool:
    """Whether a speaker and a verb of saying come next: "he said", "Mr Lee asked"."""
    return any(word.strip(",.:").lower() in _SAYING for word in words[1:4]) and bool(words[0][:1].isupper())


class _Around:
    """The words around a candidate end."""

    __slots__ = ("ahead", "first", "last", "lone_start", "particle", "time_only", "word")

    def __init__(self, text: str, start: int, stop: int, after: int, begin: int) -> None:
        back = text[max(begin, stop - _BACK) : stop]
        previous = _PREVIOUS.search(back)
        self.last = previous[0] if previous else ""
        self.word = self.last.lstrip(_OPENERS + "/").rpartition("/")[2]
        for dash in ("—", "–"):
            self.word = self.word.rpartition(dash)[2]
        # Whether the word is the sentence's first, as a list's number is.
        self.lone_start = start >= stop - len(self.last)
        self.ahead = text[after : after + _AHEAD].split()
        self.first = self.ahead[0].lstrip(_OPENERS) if self.ahead else ""
        if not self.first and len(self.ahead) > 1:
            self.first = self.ahead[1].lstrip(_OPENERS)  # "can it be? – a wolf?"
        # A name follows that begins with a small letter: "de Vries", "von Falk".
        self.particle = self.first in _PARTICLES and len(self.ahead) > 1 and self.ahead[1][:1].isupper()
        # Nothing but the time so far: "At 11:30 p.m. Mr. Lee called".
        self.time_only = (
            stop - start <= 30
            and text[start:stop].count(" ") <= 2
            and text[start : start + 8].partition(" ")[0] in _TIME_STARTS
        )


def _ends_here(text: str, start: int, match: re.Match[str], after: int, begin: int) -> bool:
    """Whether the sentence that began at `start` ends with `match`, where the next word begins at `after`."""
    marks = match[0]
    if marks[0] in _WIDE:
        return True
    upcoming = text[after]
    around = _Around(text, start, match.start(), after, begin)
    first = around.first
    if not first:
        return True
    marks = _NOTE_OR_GAP.sub("", marks)
    stop = marks.rstrip(_CLOSERS)
    if first[0].islower() and not around.particle:
        # iPhone, e-mail and the like begin sentences too, but small letters hardly ever do.
        return first[1:2].isupper() and stop == "."
    if stop != "." or len(marks) > len(stop):
        if stop in ("...", "…", "..") and len(marks) == len(stop):
            return upcoming in _OPENERS or first.lower() in _STARTERS - {"i", "i'm"}
        if marks[-1] in "\"”’'»" and stop != "." and upcoming not in _OPENERS:
            return not _said_next(around.ahead)
        if len(marks) == len(stop):
            return True
    word = around.word
    low = word.lower()
    if not word:
        return True
    if first[0].isdigit() and low in _BEFORE_NUMBER:
        return False
    if around.lone_start and ((word.isdigit() and len(word) <= 3) or (len(word) == 1 and word.isalpha())):
        return False  # a list's "1." or "a."
    if (
        word.isdigit()
        and len(word) <= 2
        and text[max(begin, match.start() - 4) : match.start() - len(word)].rstrip()[-1:] == ":"
    ):
        return False  # a list within a line: "three things: 1. War"
    if low in _NEVER:
        return False
    if low in ("a.m", "p.m") and first.lower().strip(".,:;)") in _TIME_WORDS:
        return False
    if low in ("a.m", "p.m") and around.time_only:
        return False
    if low in _MAYBE or _is_initial(word):
        if first.lower().strip(",.;:") in _STARTERS:
            # "John I. A" does not occur, "U.S. In a statement" does.
            return not (len(word) == 1 and len(first.strip(".,")) == 1)
        if len(word) == 1 and word.isupper():
            return False
        return (upcoming in '"“‘«' and low not in ("u.s", "u.k", "u.n", "jr", "sr")) or low in ("a.m", "p.m", "etc")
    return True


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """The sentences of `text[start:end]`, left to right, without the white space around them.

    Every character that is no white space lies in exactly one sentence. Linear: each candidate looks at no more than
    60 characters around it.

    >>> text = 'He met the U.S. envoy at 5 p.m. on Nov. 4. "Why?" she asked.'
    >>> [text[s.start : s.end] for s in sentence_spans(text)]
    ['He met the U.S. envoy at 5 p.m. on Nov. 4.', '"Why?" she asked.']
    """
    stop = len(text) if end is None else end
    begins = looked = _skip(text, start, stop)
    worded = False
    for match in _END.finditer(text, begins, stop):
        if match.end() <= begins:
            continue
        worded = worded or _LETTER.search(text, looked, match.start()) is not None
        looked = match.start()
        if not worded:
            continue  # nothing but signs so far: they belong to what follows
        after = _skip(text, match.end(), min(stop, match.end() + 200))
        if after >= stop or (
            (after > match.end() or match[0][0] in _WIDE) and _ends_here(text, begins, match, after, start)
        ):
            if match.end() > begins:
                yield Span(start=begins, end=match.end())
            begins = _skip(text, match.end(), stop)
    if begins < stop and text[begins:stop].strip():
        yield Span(start=begins, end=begins + len(text[begins:stop].rstrip()))


def _skip(text: str, at: int, stop: int) -> int:
    while at < stop and text[at].isspace():
        at += 1
    return at

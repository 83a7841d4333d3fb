"""Cues: the verbs of saying and "according to" of a text, each with its subject and what it leads to.

A cue stands before what is said ("Maro said the road was closed"), or is put into it between commas, in its middle or
at its end ("The road, Maro said, was closed"). Which of the two is told by what follows the verb.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from worker.text.quotes import vocabulary as v
from worker.text.quotes.sentence import Page, Unit
from worker.text.quotes.subject import REACH, Subject, names_in_source, sentence_subject, subject_after, subject_before

_ENDS = frozenset(".!?…")
_DASHES = frozenset("—–-")
_CLOSE_BEFORE = _DASHES | {","}


@dataclass(frozen=True, slots=True)
class Cue:
    """A way of saying who says it. Tokens `verb` to `verb_end` are the cue itself, `start` to `end` its whole clause.

    `inserted`: the clause stands between commas or at an end of the sentence; what is said stands around it.
    `content`: else the first token of what is said, None where the clause leads to nothing but perhaps a quote.
    `subject` is None where the speaker is the one of the cue before ("..., Maro said, adding that ...").
    """

    verb: int
    verb_end: int
    start: int
    end: int
    subject: Subject | None
    inserted: bool
    content: int | None
    calls: bool = False


def find_cues(page: Page, unit: Unit) -> Iterator[Cue]:
    """The cues of one sentence, left to right. Words inside quotation marks are never cues."""
    words, marked = page.tokens.words, page.tokens.marked
    for here in range(unit.first, unit.last):
        if marked[here] >= 0:
            continue
        word = words[here]
        if word == "according" and here + 2 < unit.last and words[here + 1] == "to":
            yield _according(page, unit, here)
        elif word in v.VERBS and page.tokens.mention[here] < 0:
            cue = _verb(page, unit, here)
            if cue is not None:
                yield cue


def _according(page: Page, unit: Unit, here: int) -> Cue:
    words = page.tokens.words
    end = here + 2
    while end < min(unit.last, here + 2 + REACH) and words[end] not in ",;—–" and page.tokens.marked[end] < 0:
        if words[end] in _ENDS and end == unit.last - 1:
            break
        end += 1
    return Cue(here, here + 2, here, end, names_in_source(page, here + 2, end), inserted=True, content=None)


def _verb(page: Page, unit: Unit, here: int) -> Cue | None:
    words = page.tokens.words
    lemma, group, form = v.VERBS[words[here]]
    following = words[here + 1] if here + 1 < unit.last else ""
    end = here + 1
    if words[here : here + 3] == ["quoted", "as", "saying"]:
        end = here + 3
    elif lemma == "point":
        if following != "out":
            return None
        end = here + 2
    if form == "past" and _passive(page, unit, here):
        return None
    if following == "by" or (form in ("base", "third") and not _finite(page, unit, here, lemma, form)):
        return None
    if form == "ing":
        return _participle(page, unit, here, end, lemma)
    return _clause(page, unit, here, end, lemma, group, form)


def _clause(page: Page, unit: Unit, here: int, end: int, lemma: str, group: v.Group, form: v.Form) -> Cue | None:
    words, marked = page.tokens.words, page.tokens.marked
    tail = _tail(page, unit, end, lemma)
    before = here - 1
    if before >= unit.first and (words[before] in _CLOSE_BEFORE or marked[before] >= 0) and form != "base":
        inverted = subject_after(page, unit, end - 1)
        if inverted is not None:
            reach = _tail(page, unit, _subject_end(page, unit, end), lemma)
            if reach is not None and (marked[before] >= 0 or _nothing_between(page, unit, before, end)):
                return Cue(here, end, here, reach, inverted, inserted=True, content=None)
    subject = subject_before(page, unit, here)
    if subject is None or words[subject.first] == "to" or _negated(page, subject, here):
        return None
    if group == "call":
        return Cue(here, end, subject.first, end, subject, inserted=False, content=None, calls=True)
    if tail is not None:
        opens = subject.first == unit.first
        led = opens or words[subject.first - 1] in _CLOSE_BEFORE or marked[subject.first - 1] >= 0
        return Cue(here, end, subject.first, tail, subject, inserted=led and not opens, content=None)
    content = _content(page, unit, end, lemma, group)
    if content is None:
        return None
    return Cue(here, end, subject.first, content, subject, inserted=False, content=content)


def _participle(page: Page, unit: Unit, here: int, end: int, lemma: str) -> Cue | None:
    """ "..., saying the road was closed": the speaker is that of the clause before."""
    words = page.tokens.words
    before = here - 1
    while before >= unit.first and (words[before] in v.BETWEEN or words[before] in ("and", "while", "by")):
        before -= 1
    if before < unit.first or words[before] != ",":
        return None
    group = v.VERBS[words[here]][1]
    if _tail(page, unit, end, lemma) is not None:
        content = None
    else:
        content = _content(page, unit, end, lemma, group)
        if content is None:
            return None
    return Cue(here, end, before + 1, end if content is None else content, None, inserted=False, content=content)


def _tail(page: Page, unit: Unit, here: int, lemma: str) -> int | None:
    """The end of a clause in which nothing is said any more after its verb: only when, where and to whom.

    None where what follows the verb may be what is said.
    """
    words, marked = page.tokens.words, page.tokens.marked
    here = _past_hearer(page, unit, here, lemma)
    first = here
    while here < unit.last and here < first + REACH:
        word = words[here]
        if marked[here] >= 0 or word in ",;:—–" or (word in _ENDS and here >= unit.last - 2):
            return here
        if word in v.AUXILIARIES or word == "that":
            return None
        if here == first and not _adjunct(page, here):
            return None
        here += 1
    return here if here == unit.last else None


def _adjunct(page: Page, here: int) -> bool:
    word = page.tokens.words[here]
    if page.tokens.mention[here] >= 0:
        return False
    return word in v.PREPOSITIONS or word in v.TIMES or word in v.BREAKERS or (word.endswith("ly") and len(word) > 4)


def _past_hearer(page: Page, unit: Unit, here: int, lemma: str) -> int:
    """Step over whom the words are told: a pronoun, a name, "reporters", "a news conference"."""
    words, mention = page.tokens.words, page.tokens.mention
    if lemma not in v.HEARERS or here >= unit.last or words[here] == "that" or page.tokens.marked[here] >= 0:
        return here
    if words[here] in v.PREPOSITIONS or words[here] in v.QUESTION_WORDS or words[here] in ",.:":
        return here
    place = here
    while place < min(unit.last, here + 6) and words[place] in v.DETERMINERS and mention[place] < 0:
        place += 1
    while place < min(unit.last, here + 8) and mention[place] < 0 and place + 1 < unit.last and mention[place + 1] >= 0:
        place += 1  # "state broadcaster TVO"
    if place < unit.last and mention[place] >= 0:
        own = mention[place]
        while place < unit.last and mention[place] == own:
            place += 1
        while place < unit.last and words[place].endswith(("'s", "s'")):
            place += 1
        return place
    following = place + 1
    while following < min(unit.last, place + 3) and words[following] in (
        "conference",
        "agency",
        "briefing",
        "channel",
        "television",
        "tv",
        "radio",
        "interview",
        "committee",
        "meeting",
    ):
        following += 1
    return min(following, unit.last)


def _content(page: Page, unit: Unit, here: int, lemma: str, group: v.Group) -> int | None:
    """The first token of what is said after a verb, or None where nothing is, as in "announced a plan"."""
    words, marked, mention = page.tokens.words, page.tokens.marked, page.tokens.mention
    limit = min(unit.last, here + REACH)
    for place in range(here, limit):
        if marked[place] >= 0 or words[place] in ";:" or (place > here and words[place] in v.AUXILIARIES):
            break
        if words[place] == "that" and place + 1 < unit.last:
            return place + 1
    start = _past_hearer(page, unit, here, lemma)
    if start >= unit.last:
        return None
    if words[start] in v.QUESTION_WORDS and (lemma in v.QUESTION_VERBS or group == "bare" or lemma == "explain"):
        return start
    if lemma in v.REPORTS_FIGURES and _number_near(page, unit, start):
        return start
    if lemma == "ask" or lemma in v.NEEDS_THAT or (group != "bare" and not _has_clause(page, unit, start)):
        return None
    if lemma in v.HEARERS and start == here:
        return None
    past = _past_adjunct(page, unit, start)
    if past is None or past >= unit.last or words[past] in _ENDS or words[past] in ",;:":
        return None
    start = past
    if mention[start] < 0 and (words[start] in v.PREPOSITIONS or words[start] in v.NOT_A_CLAUSE):
        return None
    if lemma not in ("say", "tell") and not _has_clause(page, unit, start):
        return None
    return start


def _past_adjunct(page: Page, unit: Unit, here: int) -> int | None:
    """Step over "on Friday" or "in a statement" before what is said without "that"."""
    words, mention = page.tokens.words, page.tokens.mention
    if mention[here] >= 0:
        return here
    if words[here] in v.TIMES - {"this", "last", "may", "march", "later", "earlier", "early", "late"}:
        return here + 1
    if words[here] not in v.PREPOSITIONS:
        return here
    place = here + 1
    while place < min(unit.last, here + 8):
        if words[place] in v.DAYS:
            return place + 1
        if words[place] in v.MONTHS:
            return place + 2 if place + 1 < unit.last and words[place + 1].isdigit() else place + 1
        if (
            place > here + 2
            and words[place] in ("it", "he", "she", "they", "the", "its", "there", "we")
            and mention[place] < 0
        ):
            return place
        place += 1
    return None


def _number_near(page: Page, unit: Unit, here: int) -> bool:
    """Whether a number follows, perhaps after "more than" or a currency sign."""
    for place in range(here, min(unit.last, here + 5)):
        if page.tokens.raw[place][0].isdigit():
            return True
        if page.tokens.words[place] not in v.HEDGES and page.tokens.raw[place] not in "$£€¥":
            return False
    return False


def _has_clause(page: Page, unit: Unit, here: int) -> bool:
    """Whether a finite verb stands near: "claimed the vote was rigged", not "claimed the prize"."""
    for place in range(here, min(unit.last, here + 14)):
        if page.tokens.words[place] in ",;:" or page.tokens.marked[place] >= 0:
            return False
        if page.tokens.words[place] in v.AUXILIARIES:
            return place > here
    return False


def _passive(page: Page, unit: Unit, here: int) -> bool:
    words = page.tokens.words
    place = here - 1
    while place >= max(unit.first, here - 5) and (
        words[place].endswith("ly") or words[place] in v.NEGATED or words[place] in ("also", "widely", "now")
    ):
        place -= 1
    if place < unit.first or words[here : here + 3] == ["quoted", "as", "saying"]:
        return False
    return words[place] in v.BE or words[place] in v.ARTICLES


def _finite(page: Page, unit: Unit, here: int, lemma: str, form: v.Form) -> bool:
    """Whether a base or third form is a verb here, and one that says something."""
    words, mention = page.tokens.words, page.tokens.mention
    if here == unit.first:
        return False
    before = words[here - 1]
    if form == "base" and (before in v.NOT_BEFORE_BASE or before in v.PREPOSITIONS):
        return False
    if lemma not in v.ALSO_NOUNS:
        return True
    if here + 1 < unit.last and words[here + 1] == "that":
        return before not in v.DETERMINERS
    if form == "base":
        return False
    named = mention[here - 1] >= 0 and page.tokens.ends[here - 1] == page.mentions[mention[here - 1]].end
    return before in v.PRONOUNS_PERSON or (named and page.mentions[mention[here - 1]].type == "PERSON")


def _negated(page: Page, subject: Subject, verb: int) -> bool:
    return any(word in v.NEGATED for word in page.tokens.words[max(subject.first, verb - 3) : verb])


def _nothing_between(page: Page, unit: Unit, before: int, end: int) -> bool:
    """Whether "..., said Maro" closes a clause: a comma before the verb, a name or "the" right after it."""
    words, mention = page.tokens.words, page.tokens.mention
    return end < unit.last and (mention[end] >= 0 or words[end] in v.DETERMINERS or page.tokens.raw[end][:1].isupper())


def _subject_end(page: Page, unit: Unit, here: int) -> int:
    """Where a subject after its verb ends, with what is said of it between commas left to the tail."""
    words, mention = page.tokens.words, page.tokens.mention
    while here < unit.last and page.tokens.marked[here] < 0 and words[here] not in ",;:—–":
        if words[here] in _ENDS and here >= unit.last - 2:
            break
        if mention[here] < 0 and words[here] in v.PREPOSITIONS | v.BREAKERS | v.TIMES:
            break
        here += 1
    return here


def speaker_by_default(page: Page, unit: Unit, before: Cue | None) -> Subject | None:
    """Who a participle without a subject of its own belongs to: the cue before it, else the sentence's subject."""
    return before.subject if before is not None else sentence_subject(page, unit)


def leading_word(page: Page, unit: Unit, here: int) -> str:
    """The word at a token, "" past the end of its sentence."""
    return page.tokens.words[here] if here < unit.last else ""

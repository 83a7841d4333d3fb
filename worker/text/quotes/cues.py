"""Cues: the verbs of saying and "according to" of a text, each with its subject and what it leads to.

A cue stands before what is said ("Maro said the road was closed"), or is put into it between commas, in its middle or
at its end ("The road, Maro said, was closed"). Which of the two is told by what follows the verb.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from worker.text.quotes import vocabulary as v
from worker.text.quotes.clauses import content_of, hedged_number, subject_end, tail_of
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
            cue = _according(page, unit, here)
            if cue is not None:
                yield cue
        elif word == "quoted" and words[here + 1 : here + 3] == ["as", "saying"] and here + 3 <= unit.last:
            yield from _quoted_as_saying(page, unit, here)
        elif word in v.VERBS and page.tokens.mention[here] < 0 and (word != "saying" or words[here - 1] != "as"):
            cue = _verb(page, unit, here)
            if cue is not None:
                yield cue


def _according(page: Page, unit: Unit, here: int) -> Cue | None:
    words, before = page.tokens.words, here - 1
    led = before < unit.first or words[before] in _CLOSE_BEFORE or page.tokens.marked[before] >= 0
    if not led and words[here + 2] in v.POSSESSIVES:
        return None  # "treated according to their needs"
    end = here + 2
    while end < min(unit.last, here + 2 + REACH) and words[end] not in ",;—–" and page.tokens.marked[end] < 0:
        if words[end] in _ENDS and end == unit.last - 1:
            break
        end += 1
    return Cue(here, here + 2, here, end, names_in_source(page, here + 2, unit.last), inserted=True, content=None)


def _quoted_as_saying(page: Page, unit: Unit, here: int) -> Iterator[Cue]:
    words = page.tokens.words
    be = here
    while be > unit.first and (words[be - 1] in v.BE or words[be - 1] in v.BETWEEN or words[be - 1].endswith("ly")):
        be -= 1
    subject = subject_before(page, unit, be)
    if subject is None or be == here:
        return
    end = here + 3
    tail = tail_of(page, unit, end, "say")
    led = subject.first > unit.first and (
        words[subject.first - 1] in _CLOSE_BEFORE or page.tokens.marked[subject.first - 1] >= 0
    )
    if tail is not None:
        yield Cue(
            here, end, subject.first, tail, subject, inserted=led and not _opens_quote(page, unit, tail), content=None
        )
        return
    content = content_of(page, unit, end, "say", "bare")
    if content is not None:
        yield Cue(here, end, subject.first, content, subject, inserted=False, content=content)


def _opens_quote(page: Page, unit: Unit, tail: int) -> bool:
    """Whether a clause ends with a colon, or right before a quotation mark."""
    return tail < unit.last and (page.tokens.words[tail] == ":" or page.tokens.marked[tail] >= 0)


def _verb(page: Page, unit: Unit, here: int) -> Cue | None:
    words = page.tokens.words
    lemma, group, form = v.VERBS[words[here]]
    following = words[here + 1] if here + 1 < unit.last else ""
    end = here + 1
    if lemma == "point":
        if following != "out":
            return None
        end = here + 2
    if (form == "past" and _passive(page, unit, here)) or _points_back(page, unit, here):
        return None
    if following == "by" or (form in ("base", "third") and not _finite(page, unit, here, lemma, form)):
        return None
    if form == "ing":
        return _participle(page, unit, here, end, lemma)
    return _clause(page, unit, here, end, lemma, group, form)


def _clause(page: Page, unit: Unit, here: int, end: int, lemma: str, group: v.Group, form: v.Form) -> Cue | None:
    words, marked = page.tokens.words, page.tokens.marked
    tail = tail_of(page, unit, end, lemma)
    subject = subject_before(page, unit, here)
    inverted = None if form == "base" else _inverted(page, unit, here, end, lemma, subject)
    if inverted is not None:
        return inverted
    if subject is None or words[subject.first] == "to" or _negated(page, subject, here):
        return None
    if group == "call":
        return Cue(here, end, subject.first, end, subject, inserted=False, content=None, calls=True)
    if tail is not None:
        before = subject.first - 1
        led = before >= unit.first and (words[before] in _CLOSE_BEFORE or marked[before] >= 0)
        if led and not _one_clause(page, subject, here):
            return None
        leads_on = _opens_quote(page, unit, tail) and marked[before] < 0
        return Cue(here, end, subject.first, tail, subject, inserted=led and not leads_on, content=None)
    content = content_of(page, unit, end, lemma, group)
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
    if tail_of(page, unit, end, lemma) is not None:
        content = None
    else:
        content = content_of(page, unit, end, lemma, group)
        if content is None:
            return None
    return Cue(here, end, before + 1, end if content is None else content, None, inserted=False, content=content)


def _passive(page: Page, unit: Unit, here: int) -> bool:
    words = page.tokens.words
    place = here - 1
    while place >= max(unit.first, here - 5) and (
        words[place].endswith("ly") or words[place] in v.NEGATED or words[place] in ("also", "widely", "now")
    ):
        place -= 1
    if place < unit.first:
        return False
    return words[place] in v.BE or words[place] in v.ARTICLES


def _points_back(page: Page, unit: Unit, here: int) -> bool:
    """ "So said Maro", "and thus spoke Maro": what is said stands before, and the name after is not the words."""
    words = page.tokens.words
    if here == unit.first or words[here - 1] not in ("so", "thus"):
        return False
    return here - 1 == unit.first or words[here - 2] in (",", ";", "and", "or", "but", "—", "–")


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
    number = mention[here - 1]
    if number >= 0 and page.tokens.ends[here - 1] == page.mentions[number].end:
        counts = lemma in v.REPORTS_FIGURES and hedged_number(page, unit, here + 1)
        return page.mentions[number].type in ("PERSON", "ORGANISATION") or counts
    if before in v.PRONOUNS_PERSON:
        return True
    told = here + 1 < unit.last and words[here + 1] == "that"
    shown = lemma == "show" and not v.DOCUMENTS.isdisjoint(words[max(unit.first, here - 6) : here])
    return told and form == "base" and (shown or before.endswith("s")) and before not in v.DETERMINERS


def _one_clause(page: Page, subject: Subject, verb: int) -> bool:
    """Whether no other verb stands between the start of a nameless subject and its verb, as in "the police said".

    "the plan that was announced" and "has asked about the plan announced on Friday" are not clauses of their own.
    """
    if subject.entity is not None or subject.pronoun is not None:
        return True
    words = page.tokens.words
    own = verb
    while own > subject.first and (words[own - 1] in v.BETWEEN or words[own - 1].endswith("ly")):
        own -= 1
    if own > subject.first and (words[own - 1][0].isdigit() or words[own - 1] in v.NUMBERS):
        return False  # "more than the 5,000 announced on Friday"
    if "than" in words[subject.first : own]:
        return False  # "fewer than the ministry had announced"
    return not any(word in v.AUXILIARIES or word in v.PAST_FORMS for word in words[subject.first : own])


def _negated(page: Page, subject: Subject, verb: int) -> bool:
    return any(word in v.NEGATED for word in page.tokens.words[max(subject.first, verb - 3) : verb])


def _inverted(page: Page, unit: Unit, here: int, end: int, lemma: str, before: Subject | None) -> Cue | None:
    """The clause of "..., said Maro, the mayor": the verb first, after a comma or a quote."""
    words, marked = page.tokens.words, page.tokens.marked
    if lemma not in v.INVERTED or here == unit.first or not (words[here - 1] in _CLOSE_BEFORE or marked[here - 1] >= 0):
        return None
    subject = subject_after(page, unit, end - 1)
    if subject is None:
        return None
    named = subject.entity is not None or subject.pronoun is not None
    if not named and before is not None and before.entity is not None:
        return None
    if (
        not named
        and words[end] not in v.DETERMINERS
        and not page.tokens.raw[end][:1].isupper()
        and marked[here - 1] < 0
    ):
        return None
    tail = tail_of(page, unit, subject_end(page, unit, end), lemma)
    if tail is None or (marked[here - 1] < 0 and before is not None and not named):
        return None
    return Cue(here, end, here, tail, subject, inserted=True, content=None)


def speaker_by_default(page: Page, unit: Unit, before: Cue | None) -> Subject | None:
    """Who a participle without a subject of its own belongs to: the cue before it, else the sentence's subject."""
    return before.subject if before is not None else sentence_subject(page, unit)


def leading_word(page: Page, unit: Unit, here: int) -> str:
    """The word at a token, "" past the end of its sentence."""
    return page.tokens.words[here] if here < unit.last else ""

"""What follows a verb of saying: whom it is told, when and where, and where what is said begins."""

from worker.text.quotes import vocabulary as v
from worker.text.quotes.sentence import Page, Unit
from worker.text.quotes.subject import REACH

_ENDS = frozenset(".!?…")
_CLAUSE_BEGINS = v.DETERMINERS | v.PRONOUNS | v.QUESTION_WORDS | {"that", "there", ",", ".", ":"}
_NEXT_CLAUSE = frozenset(("but", "and", "who", "which", "whose", "that", "while"))
_AFTER_SUBJECT = v.PREPOSITIONS | v.BREAKERS | v.TIMES | v.AUXILIARIES


def tail_of(page: Page, unit: Unit, here: int, lemma: str) -> int | None:
    """The end of a clause in which nothing is said any more after its verb: only when, where and to whom.

    None where what follows the verb may be what is said.
    """
    words, marked = page.tokens.words, page.tokens.marked
    here = past_hearer(page, unit, here, lemma)
    first = here
    while here < unit.last and here < first + REACH:
        word = words[here]
        if marked[here] >= 0 or word in ",;:—–" or (word in _ENDS and here >= unit.last - 2):
            return here
        if word in v.AUXILIARIES or word == "that":
            return None
        if here > first and words[here - 1] in v.DAYS and not _after_day(page, unit, here):
            return None
        if here == first and (not _adjunct(page, here) or hedged_number(page, unit, here)):
            return None
        here += 1
    return here if here == unit.last else None


def _after_day(page: Page, unit: Unit, here: int) -> bool:
    """Whether the words after a day's name still say when or where: "on Friday night", "on Friday in Orla"."""
    if hedged_number(page, unit, here):
        return False
    return page.tokens.words[here] in v.PARTS_OF_DAY or _adjunct(page, here)


def _adjunct(page: Page, here: int) -> bool:
    word = page.tokens.words[here]
    if page.tokens.mention[here] >= 0:
        return False
    return word in v.PREPOSITIONS or word in v.TIMES or word in v.BREAKERS or (word.endswith("ly") and len(word) > 4)


def past_hearer(page: Page, unit: Unit, here: int, lemma: str) -> int:
    """Step over whom the words are told: a pronoun, a name, "reporters", "a news conference"."""
    words, mention = page.tokens.words, page.tokens.mention
    if lemma not in v.HEARERS or here >= unit.last or words[here] == "that" or page.tokens.marked[here] >= 0:
        return here
    if words[here] in v.PREPOSITIONS or words[here] in v.QUESTION_WORDS or words[here] in ",.:":
        return here
    if words[here] in v.HEARER_PRONOUNS or (words[here] == "her" and _begins_clause(page, unit, here + 1)):
        return here + 1
    place = here
    while place < min(unit.last, here + 6) and words[place] in v.DETERMINERS and mention[place] < 0:
        place += 1
    while place < min(unit.last, here + 8) and mention[place] < 0 and place + 1 < unit.last and mention[place + 1] >= 0:
        place += 1  # "state broadcaster TVO"
    if place < unit.last and mention[place] >= 0:
        while place < unit.last and mention[place] >= 0:
            place += 1  # "NBC's Lena Maro" are two names and one hearer
        while place < unit.last and words[place].endswith(("'s", "s'")):
            place += 1
        return place
    following = place + 1
    while following < min(unit.last, place + 3) and words[following] in v.MEETINGS:
        following += 1
    return min(following, unit.last)


def _adjuncts_from(page: Page, unit: Unit, here: int) -> int | None:
    """Where to look for "that": only when and where may come before it ("said on Friday that")."""
    if here < unit.last and (page.tokens.words[here] == "that" or _adjunct(page, here)):
        return here
    return None


def _begins_clause(page: Page, unit: Unit, here: int) -> bool:
    """Whether a word after "told her" begins what she is told, so that "her" is not "her mother"."""
    if here >= unit.last or page.tokens.mention[here] >= 0:
        return True
    word = page.tokens.words[here]
    return word[0].isdigit() or word in _CLAUSE_BEGINS


def content_of(page: Page, unit: Unit, here: int, lemma: str, group: v.Group) -> int | None:
    """The first token of what is said after a verb, or None where nothing is, as in "announced a plan"."""
    words, marked, mention = page.tokens.words, page.tokens.marked, page.tokens.mention
    place = here if lemma in v.HEARERS else _adjuncts_from(page, unit, here)
    while place is not None and place < min(unit.last, here + REACH):
        if marked[place] >= 0 or words[place] in ";:" or (place > here and words[place] in v.AUXILIARIES):
            break
        if words[place] == "that" and place + 1 < unit.last:
            return place + 1
        place += 1
    start = past_hearer(page, unit, here, lemma)
    if start >= unit.last:
        return None
    if words[start] in v.QUESTION_WORDS and (lemma in v.QUESTION_VERBS or group == "bare" or lemma == "explain"):
        return start
    if lemma in v.REPORTS_FIGURES and hedged_number(page, unit, start):
        return start
    if lemma == "put":
        return start if _puts_at_number(page, unit, start) else None
    if lemma == "ask" or lemma in v.NEEDS_THAT or (group != "bare" and not _has_clause(page, unit, start)):
        return None
    if lemma in v.HEARERS and start == here:
        return None
    past = _past_adjunct(page, unit, start)
    if past is None or past >= unit.last or words[past] in _ENDS or words[past] in ",;:":
        return None
    start = past
    hedged = hedged_number(page, unit, start)
    if mention[start] < 0 and not hedged and (words[start] in v.PREPOSITIONS or words[start] in v.NOT_A_CLAUSE):
        return None
    if lemma not in ("say", "tell") and not _has_clause(page, unit, start):
        return None
    return start


def _past_adjunct(page: Page, unit: Unit, here: int) -> int | None:
    """Step over "on Friday" or "in a statement" before what is said without "that"."""
    words, mention = page.tokens.words, page.tokens.mention
    if mention[here] >= 0 or hedged_number(page, unit, here):
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


def hedged_number(page: Page, unit: Unit, here: int) -> bool:
    """Whether a number begins here, with its hedge and currency sign: "1,200", "at least two", "about $40"."""
    words = page.tokens.words
    for place in range(here, min(unit.last, here + 5)):
        word = words[place]
        if word[0].isdigit() or word in v.NUMBERS:
            return True
        following = words[place + 1] if place + 1 < unit.last else ""
        if (word == "at" and following not in ("least", "most")) or (word == "up" and following != "to"):
            return False
        if word not in v.HEDGES and word not in "$£€¥":
            return False
    return False


def _puts_at_number(page: Page, unit: Unit, here: int) -> bool:
    """ "put the number of dead at 300": whether "at" and a number follow."""
    for place in range(here, min(unit.last, here + 12)):
        if page.tokens.words[place] == "at":
            return hedged_number(page, unit, place + 1)
        if page.tokens.words[place] in ",;:" or page.tokens.marked[place] >= 0:
            return False
    return False


def _has_clause(page: Page, unit: Unit, here: int) -> bool:
    """Whether a finite verb stands near: "claimed the vote was rigged", not "claimed the prize"."""
    for place in range(here, min(unit.last, here + 14)):
        word = page.tokens.words[place]
        if word in ",;:" or word in _NEXT_CLAUSE or page.tokens.marked[place] >= 0:
            return False
        if word in v.AUXILIARIES:
            return place > here
    return False


def subject_end(page: Page, unit: Unit, here: int) -> int:
    """Where a subject after its verb ends, with what is said of it between commas left to the tail."""
    words, mention = page.tokens.words, page.tokens.mention
    while here < unit.last and page.tokens.marked[here] < 0 and words[here] not in ",;:—–":
        if words[here] in _ENDS and here >= unit.last - 2:
            break
        if mention[here] < 0 and words[here] in _AFTER_SUBJECT:
            break
        here += 1
    return here

"""Who the subject of a verb of saying is, and whether it is an entity of the article."""

from dataclasses import dataclass

from worker.text.quotes import vocabulary as v
from worker.text.quotes.sentence import Page, Unit

REACH = 25
"""How many tokens a subject may be away from its verb: longer appositions are rare, and the search stays linear."""

_STOPS = frozenset(",;:—–()\"“”'‘’.!?…«»")
_DASHES = frozenset("—–-")


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject of a verb: its first token, and the entity or the pronoun where it is one."""

    first: int
    entity: int | None = None
    mention: int | None = None
    pronoun: str | None = None


def subject_before(page: Page, unit: Unit, verb: int) -> Subject | None:
    """The subject that stands before a verb, or None where nothing is there that could be one."""
    floor = max(unit.first, verb - REACH)
    last = _skip_between(page, floor, verb - 1)
    if last < floor or page.tokens.marked[last] >= 0:
        return None
    words = page.tokens.words
    word = words[last]
    if word in v.PRONOUNS:
        return Subject(last, pronoun=word)
    if word == ")":
        opening = _matching_bracket(page, floor, last)
        return None if opening is None else _named(page, unit, opening - 1, opening - 1)
    aside = last - 1
    if word == "," and aside - 2 >= floor and words[aside] in v.ASIDES and words[aside - 1] == ",":
        return _named(page, unit, aside - 2, aside - 2)
    if page.tokens.raw[last] in _DASHES or word == ",":
        return _before_apposition(page, unit, floor, last)
    if word in _STOPS:
        return None
    if word in v.CONJUNCTIONS:
        return sentence_subject(page, unit)
    return _named(page, unit, last, last)


def subject_after(page: Page, unit: Unit, verb: int) -> Subject | None:
    """The subject that follows its verb ("..., said Lena Maro, the mayor"), or None."""
    words, marked = page.tokens.words, page.tokens.marked
    end = verb + 1
    while end < min(unit.last, verb + REACH) and words[end] not in _STOPS and marked[end] < 0:
        word = words[end]
        inside = end > verb + 1 and page.tokens.mention[end] >= 0
        if word in v.TIMES and not inside:
            break
        if (word in v.PREPOSITIONS or word in v.BREAKERS or word in v.CONJUNCTIONS or word in v.AUXILIARIES) and (
            page.tokens.mention[end] < 0
        ):
            break
        end += 1
    if end == verb + 1:
        return None
    if end == verb + 2 and words[verb + 1] in v.PRONOUNS:
        return Subject(verb + 1, pronoun=words[verb + 1])
    if words[end - 1] in v.SPOKESMEN and end < unit.last and words[end] in ("for", "of"):
        return Subject(verb + 1, *_entity_from(page, unit, end + 1))
    mention = page.tokens.mention[end - 1]
    if mention >= 0 and _may_speak(page, mention):
        return Subject(verb + 1, page.mentions[mention].entity, mention)
    if words[end - 1] in v.IN_NAME_OF:
        return Subject(verb + 1, *_named_by(page, end - 1, verb + 1))
    return Subject(verb + 1, *_name_after_comma(page, verb + 1, end, unit.last))


def sentence_subject(page: Page, unit: Unit) -> Subject | None:
    """The name that a sentence begins with, as "Maro" in "On Friday, Maro left and said ..."."""
    words, mention = page.tokens.words, page.tokens.mention
    here, end = unit.first, min(unit.last, unit.first + REACH)
    if words[here] in v.PREPOSITIONS:
        while here < end and words[here] != ",":
            here += 1
        here += 1
    while here < end:
        number = mention[here]
        if number >= 0 and page.mentions[number].type == "PERSON":
            break
        if number >= 0 and _may_speak(page, number) and not _leads_to_person(page, here, end):
            break
        if words[here] in v.AUXILIARIES or words[here] in v.PREPOSITIONS or words[here] in _STOPS:
            return None
        here += 1
    if here >= end:
        return None
    number = mention[here]
    following = page.tokens.first_at(page.mentions[number].end - 1) + 1
    if following < unit.last and (words[following] in ("and", "'s") or words[following - 1].endswith("'s")):
        return None
    return Subject(here, page.mentions[number].entity, number)


def names_in_source(page: Page, first: int, last: int) -> Subject:
    """The entity that a source named after "according to" is: the name itself, or whose report it is."""
    words, mention = page.tokens.words, page.tokens.mention
    end = first
    while end < last and words[end] not in _STOPS and page.tokens.marked[end] < 0:
        if words[end] in v.PREPOSITIONS and mention[end] < 0:
            break
        if words[end] in v.TIMES or words[end] in ("who", "which", "that", "and"):
            break
        end += 1
    if end == first:
        return Subject(first)
    head = mention[end - 1]
    if head >= 0 and _may_speak(page, head):
        return Subject(first, page.mentions[head].entity, head)
    through = words[end - 1] in v.DOCUMENTS or words[end - 1] in v.IN_NAME_OF
    if through and end < last and words[end] in v.SOURCES_OF:
        return Subject(first, *_entity_from(page, None, end + 1, last))
    if through or words[end - 1] in ("released", "published", "compiled", "issued", "provided"):
        if end < last and words[end] == "by":
            return Subject(first, *_entity_from(page, None, end + 1, last))
        return Subject(first, *_named_by(page, end - 1, first))
    return Subject(first, *_name_after_comma(page, first, end, last))


def _name_after_comma(page: Page, first: int, end: int, last: int) -> tuple[int | None, int | None]:
    """The person whom a comma joins to what they are: "the mayor, Lena Maro". One is meant only where one is said."""
    words = page.tokens.words
    if end + 1 >= last or words[end] != "," or words[first] not in v.DETERMINERS or words[end - 1].endswith("s"):
        return None, None
    number = page.tokens.mention[end + 1]
    if number < 0 or page.mentions[number].type != "PERSON":
        return None, None
    return page.mentions[number].entity, number


def _skip_between(page: Page, floor: int, last: int) -> int:
    """Step back over auxiliaries, adverbs and days between a subject and its verb."""
    words = page.tokens.words
    while last >= floor and page.tokens.mention[last] < 0:
        word = words[last]
        if word in v.BETWEEN or (word.endswith("ly") and len(word) > 4) or word in v.DAYS:
            last -= 1
            continue
        if word == "on" and words[last + 1] in v.DAYS | v.MONTHS:
            last -= 1
            continue
        if word.isdigit() and last - 2 >= floor and words[last - 1] in v.MONTHS and words[last - 2] == "on":
            last -= 3
            continue
        break
    return last


def _matching_bracket(page: Page, floor: int, last: int) -> int | None:
    for here in range(last - 1, max(floor, last - 12) - 1, -1):
        if page.tokens.words[here] == "(":
            return here if here - 1 >= floor else None
    return None


def _before_apposition(page: Page, unit: Unit, floor: int, comma: int) -> Subject | None:
    """For "Maro, the mayor of Orla, said": the name before the apposition; nobody known where there is none."""
    raw, words = page.tokens.raw, page.tokens.words
    same = (lambda sign: sign == ",") if words[comma] == "," else (lambda sign: sign in _DASHES)
    number = page.tokens.mention[comma - 1]
    if number >= 0 and page.mentions[number].type == "PERSON" and words[comma] == ",":
        start = page.tokens.first_at(page.mentions[number].start)
        if start - 2 > floor and words[start - 1] == "," and not words[start - 2].endswith("s"):
            phrase = _phrase_start(page, unit, start - 2)
            if words[phrase] in v.DETERMINERS and page.tokens.mention[start - 2] < 0:
                return Subject(phrase, page.mentions[number].entity, number)
    for here in range(comma - 1, floor, -1):
        if page.tokens.marked[here] >= 0 or words[here] in ":;":
            return None
        if same(raw[here]):
            number = page.tokens.mention[here - 1]
            if number >= 0 and page.mentions[number].type in ("PERSON", "ORGANISATION"):
                return _named(page, unit, here - 1, here - 1)
    return Subject(comma + 1)


def _named(page: Page, unit: Unit, last: int, head: int) -> Subject | None:
    """The subject whose last token is `last`: an entity where a name is its head, else only its place."""
    if last < unit.first:
        return None
    words = page.tokens.words
    first = _phrase_start(page, unit, last)
    number = page.tokens.mention[head]
    if number < 0:
        if words[last] in v.IN_NAME_OF or words[last] in v.DOCUMENTS:
            return Subject(first, *_named_by(page, last, first))
        return Subject(first)
    if not _may_speak(page, number) or page.tokens.ends[last] > page.mentions[number].end:
        return Subject(first)
    start = page.tokens.first_at(page.mentions[number].start)
    before = start - 1
    while before >= first and (words[before] in v.DETERMINERS or page.tokens.raw[before][:1].isupper()):
        before -= 1
    if before >= first:
        what = words[before - 1] if before > first else ""
        spoken = words[before] in ("for", "of") and what in v.SPOKESMEN
        if spoken or (words[before] in ("by", "from") and what in v.DOCUMENTS):
            return Subject(first, page.mentions[number].entity, number)
        if words[before] in v.PREPOSITIONS or (words[before] in ("and", "or") and page.tokens.mention[before - 1] >= 0):
            return Subject(first)
    return Subject(first, page.mentions[number].entity, number)


def _phrase_start(page: Page, unit: Unit, last: int) -> int:
    """The first token of the clause that ends in a subject: after the last comma, dash or quote before it."""
    here = last
    floor = max(unit.first, last - REACH)
    while here > floor and page.tokens.words[here - 1] not in _STOPS and page.tokens.marked[here - 1] < 0:
        here -= 1
    return here


def _may_speak(page: Page, mention: int) -> bool:
    return page.mentions[mention].type != "NATIONALITY"


def _leads_to_person(page: Page, here: int, end: int) -> bool:
    """Whether a name is only part of a longer one's introduction ("NATO chief Lena Maro")."""
    own = page.tokens.mention[here]
    while here < end and page.tokens.mention[here] == own:
        here += 1
    for place in range(here, min(end, here + 5)):
        number = page.tokens.mention[place]
        if number >= 0:
            return page.mentions[number].type == "PERSON"
        if page.tokens.words[place] in _STOPS or page.tokens.words[place] in v.AUXILIARIES:
            return False
    return False


def _entity_from(page: Page, unit: Unit | None, here: int, last: int | None = None) -> tuple[int | None, int | None]:
    """The entity and mention of the name that begins at a token, after a determiner."""
    end = last if last is not None else (unit.last if unit else here)
    while here < end and page.tokens.mention[here] < 0 and page.tokens.words[here] in v.DETERMINERS:
        here += 1
    number = page.tokens.mention[here] if here < end else -1
    if number < 0 or not _may_speak(page, number):
        return None, None
    return page.mentions[number].entity, number


def _named_by(page: Page, last: int, first: int) -> tuple[int | None, int | None]:
    """The organisation whose name leads up to a noun: "Reuters news agency", "a Kremlin spokesman"."""
    for here in range(last - 1, max(first, last - 3) - 1, -1):
        number = page.tokens.mention[here]
        if number >= 0:
            if page.mentions[number].type == "ORGANISATION":
                return page.mentions[number].entity, number
            return None, None
    return None, None

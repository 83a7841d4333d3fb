"""What a number counts: a small chunker over closed word lists, no tagger.

Behind the number stands an optional "of [the]" and then adjectives and nouns up to a word that cannot be part of the
noun phrase. With a number other than one the head is the first plural noun, and further plurals right behind it ("five
sports teams"); a participle alone is a head too ("20 injured").
"""

from collections.abc import Mapping

from worker.text.numbers.lexicon import (
    AUXILIARIES,
    EVENTS,
    NOUN_ADJUNCTS,
    STOPPERS,
    TRANSITIVE_EVENTS,
    plural,
)
from worker.text.numbers.quantity import CountedTokens, Quantity
from worker.text.numbers.tokens import BROKEN, Tokens
from worker.text.numbers.wordlist import words

_WIDTH = 7
_MODIFIERS = words("more other additional further extra new such most")
_LATEST = words("last past previous first next final latest opening recent remaining top other")
_STRICKEN = words(
    "dead injured wounded missing arrested detained displaced evacuated rescued hospitalised hospitalized infected "
    "kidnapped abducted captured convicted drafted conscripted trapped stranded vaccinated deported slain homeless "
    "freed mobilised mobilized"
)
"""Those of the words of an event that stand for people behind "the"."""
_WHO = words("who that which")
_ADVERBS = words(
    "reportedly allegedly also already then were was are is have has had been being be only others currently still "
    "feared believed presumed"
)
_BE = words("were was are is been be being")
_ODDS = words("shot chance odds outsider longshot favourite favorite")
"""What odds stand before, and do not count: "a 100-1 shot"."""
_KINDS = frozenset({"cardinal", "ratio", "rate", "percent", "multiple"})
_NO_VICTIMS = frozenset({"times", "counts", "points", "shots", "rounds", "hours"})


def attach_counted(tokens: Tokens, found: list[Quantity]) -> None:
    """Find what each cardinal, share or rate counts, and the event that it is counted for."""
    starts = {q.first: q for q in found}
    for q in found:
        if q.kind not in _KINDS or (q.kind == "multiple" and not q.numeral.vague):
            continue
        if q.kind == "percent" and tokens.word(q.behind) != "of":
            continue
        if q.kind == "ratio" and tokens.word(q.behind) in _ODDS:
            continue
        q.counted = _behind(tokens, q, starts)
        if q.counted is not None:
            q.rules.append("counted: behind")
        else:
            q.counted = _object_of(tokens, q)
            if q.counted is not None:
                q.rules.append("counted: by the verb before")


def _behind(tokens: Tokens, q: Quantity, starts: Mapping[int, Quantity]) -> CountedTokens | None:
    i = q.behind
    if i >= len(tokens) or tokens.gap[i] == BROKEN or tokens.sentence[i] != tokens.sentence[q.first]:
        return None
    if tokens.hyphen(i) and tokens.low[i + 1] in NOUN_ADJUNCTS:
        return CountedTokens(i + 1, i + 2, tokens.low[i + 1])
    word = tokens.low[i]
    if word in _WHO and tokens.word(i + 1) in _BE:
        return _noun_phrase(tokens, i + 2, starts, single=False) or _event_at(tokens, i + 2)
    if word == "of":
        phrase = _of(tokens, i + 1, starts)
        if phrase is not None and phrase.event is None:
            phrase.event = _event_after(tokens, phrase.last)
        return phrase
    if q.kind == "percent":
        return None
    if word in _BE or word in ("have", "had", "has"):
        return _passive(tokens, i)
    if word in ("more", "others") and tokens.word(i + 1) in _BE:  # "seven more are still unaccounted for"
        return _passive(tokens, i + 1)
    strong = tokens.word(q.last + 1) == "strong" and q.reach == q.last + 2  # "a 300,000-strong army"
    single = strong or (q.value is not None and abs(q.value) == 1 and q.kind == "cardinal" and q.comparator != ">")
    phrase = _noun_phrase(tokens, i, starts, single=single or q.numeral.fraction is not None)
    if phrase is not None:
        if phrase.head.lower() not in _NO_VICTIMS:
            at_head = EVENTS.get(tokens.low[phrase.last - 1])
            phrase.event = _event_after(tokens, phrase.last) or _event_before(tokens, q) or at_head
        return phrase
    return _event_at(tokens, i)


def _of(tokens: Tokens, i: int, starts: Mapping[int, Quantity]) -> CountedTokens | None:
    """ "of those mobilized", "of the men", "of Russian men", "of them children", "of the more than 300,000 drafted"."""
    word = tokens.word(i)
    if word in ("them", "whom", "us", "you", "these", "those", "which"):
        if word in ("those", "these") and tokens.is_word(i + 1):
            after = tokens.low[i + 1]
            behind = tokens.word(i + 2)
            bare = not tokens.is_word(i + 2) or behind in STOPPERS or tokens.gap[i + 2] == BROKEN
            if (after in EVENTS or after.endswith("ed")) and bare:
                return CountedTokens(i, i + 2, after, EVENTS.get(after))
            if after not in STOPPERS:
                return _noun_phrase(tokens, i + 1, starts, single=False)
            return None
        k = i + 1 + (tokens.word(i + 1) in AUXILIARIES)
        if word in ("them", "whom", "which"):
            return _noun_phrase(tokens, k, starts, single=False) or _event_at(tokens, k)
        return None
    if word in ("the", "its", "their", "his", "her", "our", "all", "a", "an", "my", "these"):
        i += 1
        if word == "all" and tokens.word(i) in ("the", "those", "these", "its", "their"):
            i += 1
    word = tokens.word(i)
    inner = starts.get(i + 1)
    if word in _LATEST and inner is not None and inner.kind == "cardinal":
        return _noun_phrase(tokens, inner.last, starts, single=False)  # "11 of their last 13 matches"
    bare = not tokens.is_word(i + 1) or tokens.low[i + 1] in STOPPERS or tokens.gap[i + 1] == BROKEN
    if word in _STRICKEN and i > 0 and tokens.low[i - 1] == "the" and (bare or tokens.low[i + 1] in EVENTS):
        said = _event_after(tokens, i + 1)  # of "six of the wounded died" the six are the killed
        return CountedTokens(i, i + 1, word, said or EVENTS[word])
    return _noun_phrase(tokens, i, starts, single=True)


def _noun_phrase(tokens: Tokens, i: int, starts: Mapping[int, Quantity], *, single: bool) -> CountedTokens | None:
    """The noun phrase at token i; `single` also takes a singular head (the last word of the run)."""
    first, last, head = -1, -1, -1
    j = i
    sentence = tokens.sentence[i] if i < len(tokens) else -1
    while j < min(i + _WIDTH, len(tokens)) and tokens.sentence[j] == sentence and (j == i or tokens.gap[j] != BROKEN):
        word = tokens.low[j]
        if tokens.hyphen(j) and j > i:
            j += 1
            continue
        if word == "." and j > i and len(tokens.low[j - 1]) == 1:  # "U.S. residents"
            j += 1
            continue
        age = starts.get(j)
        if tokens.is_number(j) and tokens.hyphen(j - 1) and j > i and j not in starts:
            j += 1  # "two Su-27 squadrons"
            continue
        sized = age is not None and age.kind == "measure" and first < 0 and j == i
        if age is not None and ((age.kind == "age" and age.unit is not None) or sized) and age.last > j:
            first, j = (j if first < 0 else first), age.last  # "two 10-year-old boys"
            continue
        if not tokens.is_word(j) or j in starts:
            break
        if first < 0 and word in _MODIFIERS:
            j += 1
            continue
        if word == "most" and first >= 0 and tokens.low[j - 1].endswith(("'s", "’s")):
            j += 1
            continue  # "two of the West Wing's most senior figures"
        if word in STOPPERS and not (tokens.text[j].isupper() and len(word) > 1) and not _noun_use(tokens, j, first):
            break  # "US citizens" is no pronoun
        if single and j > first >= 0 and word.endswith("ed") and len(word) > 4 and not _joins(tokens, j):
            break  # "one person opened fire"
        if first < 0:
            first = j
        if word.endswith(("'s", "’s")) and len(word) > 3:
            j += 1
            continue
        last = j
        if _is_plural(tokens, j):
            head = j
            k = j + 1
            while k < len(tokens) and _extends(tokens, k) and k not in starts:
                head, k = k, k + 1
            break
        if head < 0 and word in EVENTS and j > i and not single and word not in ("dead", "missing", "homeless"):
            break
        j += 1
    if first < 0:
        return None
    if head < 0:
        if not single or last < 0 or tokens.low[last].endswith("ly"):
            return None
        head = _trim(tokens, first, last)
        if head < 0:
            return None
    return CountedTokens(first, head + 1, tokens.text[head])


def _joins(tokens: Tokens, j: int) -> bool:
    """Whether a participle at token j belongs to the noun phrase: "a highly decorated officer", "a self-styled"."""
    return tokens.low[j - 1].endswith("ly") or tokens.hyphen(j - 1) or tokens.low[j - 1].endswith(("'s", "’s"))


def _noun_use(tokens: Tokens, j: int, first: int) -> bool:
    """Words of the verb list that are nouns behind a number: "20 votes", "five moves", "three cuts"."""
    word = tokens.low[j]
    return first < 0 and plural(word) and word not in ("is", "was", "has", "says", "does", "goes")


def _is_plural(tokens: Tokens, j: int) -> bool:
    word = tokens.low[j]
    if not plural(word) and not (tokens.text[j].endswith("s") and tokens.text[j][:-1].isupper() and len(word) > 2):
        return False
    if tokens.text[j][0].isupper() and tokens.capital(j + 1) and not tokens.text[j].isupper():
        return False  # "United States Marines"
    return not (tokens.hyphen(j + 1) and tokens.is_word(j + 2))


def _extends(tokens: Tokens, k: int) -> bool:
    word = tokens.low[k]
    if not tokens.is_word(k) or tokens.gap[k] != 1 or word in STOPPERS or tokens.text[k][0].isupper():
        return False
    return plural(word) and word.endswith("s") and word not in ("lives", "leaves")


def _trim(tokens: Tokens, first: int, last: int) -> int:
    """The head of a run without a plural: its last word that looks like no adverb or verb form."""
    j = last
    while j >= first:
        word = tokens.low[j]
        if tokens.is_word(j) and not word.endswith("ly") and not (word.endswith("ed") and len(word) > 4 and j > first):
            return j
        j -= 1
    return -1


def _event_at(tokens: Tokens, i: int) -> CountedTokens | None:
    """A participle that stands for the people: "20 injured", "300,000 drafted", "six were killed".

    Of "twelve died" and "thousands have fled" the verb is all that is said; who acts on others is not counted by it
    ("two shot a guard").
    """
    j = i
    while j < len(tokens) and j < i + 3 and tokens.low[j] in _ADVERBS:
        j += 1
    word = tokens.word(j)
    if word not in EVENTS or word in _NO_PARTICIPLES or tokens.sentence[j] != tokens.sentence[i]:
        return None
    return None if _acts(tokens, i, j) else CountedTokens(j, j + 1, word, EVENTS[word])


_NO_PARTICIPLES = words("kill kills killing wounding injuring arresting detaining displacing evacuating rescuing")
_OBJECTS = words("a an the his her their its him them two three four five six seven eight nine ten")
_TIMES = words("day week month year night morning evening same previous following next other moment")


def _acts(tokens: Tokens, i: int, j: int) -> bool:
    """Whether the event at token j, behind auxiliaries from token i, is what the counted do to others."""
    if tokens.low[j] not in TRANSITIVE_EVENTS:
        return False
    joint = next((tokens.low[k] for k in range(j - 1, i - 1, -1) if tokens.low[k] in AUXILIARIES), "")
    if joint:
        return joint not in _BE
    after, gap = tokens.word(j + 1), tokens.gap[j + 1] if j + 1 < len(tokens) else BROKEN
    if gap == BROKEN or tokens.sentence[j + 1] != tokens.sentence[j]:
        return False
    return tokens.is_number(j + 1) or (after in _OBJECTS and tokens.word(j + 2) not in _TIMES)


def _passive(tokens: Tokens, i: int) -> CountedTokens | None:
    found = _event_at(tokens, i)
    return found if found is not None else None


_INSERTED = 9
_AHEAD = 6
_BEFORE_EVENT = _ADVERBS | _WHO
_HELD = words("said reported believed feared thought known estimated understood alleged")
"""What others hold of the counted: "are said to have fled"; "feared" and "believed" also stand alone."""
_OPENERS = words("including among most mostly all many some")


def _event_after(tokens: Tokens, i: int) -> str | None:
    """What is said of the counted: "soldiers had been wounded", "civilians, including three children, were killed"."""
    if tokens.word(i) == "," and tokens.word(i + 1) in _OPENERS:
        close = next((j for j in range(i + 2, min(i + _INSERTED, len(tokens))) if tokens.low[j] == ","), i)
        i = close + 1 if tokens.word(close + 1) in AUXILIARIES else i
    elif tokens.word(i) == ",":  # "43 people, 12 of them children, were killed"
        close = next((j for j in range(i + 2, min(i + _INSERTED, len(tokens))) if tokens.low[j] == ","), i)
        i = close + 1 if tokens.word(close + 1) in _BE else i
    j = i
    while j < len(tokens) and j < i + _AHEAD and tokens.sentence[j] == tokens.sentence[i - 1]:
        word = tokens.low[j]
        if (word in _HELD and tokens.word(j + 1) == "to") or (word == "to" and tokens.word(j + 1) == "be"):
            j += word != "to"  # "are feared to have", "were to be freed"
        elif word not in _BEFORE_EVENT:
            break
        j += 1
    word = tokens.word(j)
    if word not in EVENTS or tokens.sentence[j] != tokens.sentence[i - 1]:
        return None
    if j == i and word == "shot" and tokens.word(j + 1) in ("at", "on"):
        return None
    return None if _acts(tokens, i, j) else EVENTS[word]


def _event_before(tokens: Tokens, q: Quantity) -> str | None:
    """ "killed 12 people", "arresting at least five men"."""
    i = q.hedge_at - 1
    word = tokens.word(i)
    if word == "dead" and tokens.word(i - 1) == "shot":
        return EVENTS["dead"]  # "shot dead four guards"
    return EVENTS[word] if word in TRANSITIVE_EVENTS and tokens.sentence[i] == tokens.sentence[q.first] else None


def _object_of(tokens: Tokens, q: Quantity) -> CountedTokens | None:
    """ "killing six", "injured 20": the verb is all that says what is counted."""
    i = q.hedge_at - 1
    i -= tokens.word(i) == "all"  # "killing all nine"
    if (
        q.kind != "cardinal"
        or i < 0
        or tokens.low[i] not in TRANSITIVE_EVENTS
        or tokens.sentence[i] != tokens.sentence[q.first]
    ):
        return None
    if tokens.word(i - 1) in ("a", "the", "of"):
        return None
    return CountedTokens(i, i + 1, tokens.low[i], EVENTS[tokens.low[i]])

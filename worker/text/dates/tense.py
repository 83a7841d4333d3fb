"""Does the clause around an expression look back or ahead? By its verbs, no parser."""

from typing import Literal

from worker.text.dates.tokens import Tokens
from worker.text.dates.vocabulary import MONTHS, WEEKDAYS, listed

Direction = Literal["past", "future", "unknown", "alone"]
"""`alone`: next to no other word around it, as in a calendar or a query."""

_AHEAD = listed(
    "will shall ll please tomorrow upcoming scheduled due expected expects expect plans plan planned planning hopes "
    "aims slated poised set intends promises vows going may might can should must could would forthcoming coming until "
    "tonight next till awaits wants"
)
_PRESENT = listed(
    "matures expires begins starts opens ends meets kicks arrives leaves votes heads returns faces runs takes resumes "
    "airs convenes launches visits travels hosts"
)
"""Verbs whose present tense tells of what is planned."""
_ALSO_NOUNS = frozenset({"plan", "plans", "hopes", "aims", "promises", "vows"})
"""Of these, what is a noun where no "to" follows: "rejected the plan on Tuesday"."""
_NOT_YET = listed("be to will would could should may might can must")
"""Before a verb these leave no past: "will be held"."""
_OPENING = listed("open close begin start meet expire resume return vote convene kick leave arrive play face mature")
"""Verbs whose present tense in the plural tells of what is planned: "polls open on Sunday"."""
_SUBJECTS = listed("which that who they we")
_TRADED = listed("delivery futures contract contracts settlement")
_COME = listed("on from after as off amid just one two only hours days weeks with out")
"""Behind "coming": the move came hours after, nothing is ahead."""
_STRONG = frozenset({"will", "shall", "ll", "upcoming", "slated", "forthcoming"})
_NO_VERB = listed("the a an his her its their our my this that these those all more some what which")
_BACK = listed(
    "said says told was were had did has have came went took began made saw got gave found left won lost led held met "
    "ran rose fell fled died killed became kept knew brought wrote sat stood heard let meant set paid sent built spent "
    "cut hit put read shot struck swept drew flew grew threw broke spoke chose drove rode fought sought caught taught "
    "thought bought felt dealt sold sank began since ago been sank shook spread bore tore wore lay been warned "
    "beat dug overtook overcame overran overthrew oversaw undertook withdrew withheld upheld withstood understood "
    "mistook foresaw outdid rebuilt hung swung slid hid blew froze stole woke swore swam sang rang bled slept crept "
    "lent bent clung flung spun shrank sprang strode shut quit split hurt cast burst thrust upset"
)
_BOTH = listed("cut hit put read spread beat shut quit split hurt cast burst thrust upset shot set")
"""Of these, what is also a present, a participle or a noun: past only where no word before makes it one of those."""
_NOT_BOTH = _NO_VERB | listed(
    "is are am remain remains stay stays do does did not keep keeps get gets being each every"
)
_SAYING = listed("said says told added told reported announced say tells wrote")
_SAID = listed(
    "said told added reported announced confirmed announcing saying telling reporting confirming tweeted posted"
)
_ON = listed("on in at late early")
"""What may stand between a verb of saying and its day: "said on Friday", "said late Friday"."""
_STOPS = frozenset(".!?;\n")
_NOT_PAST = listed(
    "need feed speed indeed united hundred seed weed red bed breed exceed proceed succeed creed greed wed shed "
    "aged armed unprecedented limited so-called sacred hatred naked embed bleed ed med led"
)
_BESIDES = listed("on at by for from until till during around about next this between in the")
"""Words beside which an expression still stands alone."""
_ARRANGED = listed(
    "forecast predicted projected anticipated booked earmarked pencilled penciled timed billed listed fixed tipped "
    "arranged organised organized targeted"
)
"""What is so now lies ahead: "rain is forecast for Saturday"."""
_UNTIL = {"until": 2, "till": 2, "through": 2, "into": 1, "by": 1, "before": 1}
"""Prepositions that look ahead, and how much."""
_ABBREVIATED = listed(
    "jr sr mr mrs ms dr st ste gov sen rep hon gen col lt sgt capt cmdr adm maj prof rev fr inc corp co ltd cos bros "
    "no vs etc dept est u s a p m d c k n e w b f g h i j l o q r t v x y z mich calif ariz ill mass conn fla tex wash"
)
_GOES_ON = frozenset(",;:")
_MAY_END = listed("inc corp co ltd cos bros jr sr etc u s a p m d c k n est")
_IN_SENTENCE = frozenset({*WEEKDAYS, *MONTHS})
_CLAUSE = listed('if whether that because when while which who as after before but although though " “')
"""Words that begin another clause, or another's words: what follows does not speak for the expression before."""
_MIDDLE = listed("now also still widely currently already not")
_SPEAKS = _AHEAD | _ARRANGED | _BACK | _PRESENT | {"to"}
"""Words that speak for a tense; every other one does so only by its "-ed"."""
_BACK_REACH, _AHEAD_REACH = 14, 10


def _verb(tokens: Tokens, at: int) -> tuple[int, int]:
    """How much the word at `at` speaks for the past and for the future."""
    word = tokens.words[at] if at < tokens.size else ""
    if (word in _BACK or word.endswith("ed")) and tokens.word(at - 1) in _NOT_YET:
        return 0, 0  # "will be held", "to put"
    if word in _BOTH and tokens.word(at + 1) not in ("to", "for") and tokens.word(at - 1) in _NOT_BOTH:
        return 0, 0  # "the cut", "remains shut"
    if word not in _SPEAKS:
        past = word.endswith("ed") and len(word) > 4 and word not in _NOT_PAST
        return (2, 0) if past and (not tokens.name_like(at) or tokens.surface(at).isupper()) else (0, 0)
    if word in _AHEAD:
        if word == "set" and tokens.word(at + 1) != "to":
            return (0, 2) if tokens.word(at + 1) == "for" and tokens.word(at - 1) in ("is", "are") else (1, 0)
        if word.endswith("ed") and tokens.word(at - 1) == "had":
            return 1, 0  # "had expected"
        if (
            word == "due"
            and tokens.word(at + 1) == "to"
            and tokens.word(at + 2) not in ("be", "begin", "start", "meet")
        ):
            return 0, 0
        if word in _ALSO_NOUNS and tokens.word(at + 1) != "to":
            return 0, 0
        if word in ("may", "must") and tokens.name_like(at):
            return 0, 0
        if word == "coming" and tokens.word(at + 1) in _COME:
            return 0, 0
        if word in ("could", "would", "should", "might", "can", "may", "must", "until", "till", "planned"):
            return 0, 1
        return 0, 3 if word in _STRONG else 2
    if word in _ARRANGED and tokens.word(at + 1) == "to":
        return 0, 2  # "tipped to reach"
    if word in _ARRANGED and tokens.word(at - 1 - (tokens.word(at - 1) in _MIDDLE)) in ("is", "are"):
        return 0, 2
    if word in _BACK:
        if word in ("has", "have") and tokens.word(at + 1) == "to":
            return 0, 1
        return (1, 0) if word in _SAYING else (2, 0)
    if word in _PRESENT:
        return 0, 2
    if word in _ARRANGED and word.endswith("ed") and not tokens.name_like(at):
        return 2, 0
    if word == "to" and at + 1 < tokens.size:
        after = tokens.word(at + 1)
        if after == "be" or (tokens.word(at - 1) in ("is", "are", "due", "set", "plans", "expected", "scheduled")):
            return 0, 2
        if after.isalpha() and after not in _NO_VERB and not tokens.capital(at + 1):
            return 0, 1
    return 0, 0


def direction(tokens: Tokens, start: int, end: int) -> tuple[Direction, bool]:
    """Whether the clause around tokens [start, end) looks back or ahead, and whether its word for it is a strong one.

    The nearest verbs weigh most; a verb of saying weighs less than the verb of what is said. At most 24 tokens are
    looked at.
    """
    before = start - 2 if tokens.word(start - 1) == "the" else start - 1
    if tokens.word(before - (tokens.word(before) in _ON)) in _SAID:
        return "past", False
    if tokens.word(before) in ("in", "on") and tokens.word(before - 1) == "back":
        return "past", True  # "back in December"
    if tokens.word(before - (tokens.word(before) in _ON)) == "effective":
        return "future", True
    if tokens.word(end) in _TRADED and tokens.word(before) == "for":
        return "future", True  # "crude for July delivery"
    before_on = before - (tokens.word(before) in _ON)
    beside = _beside(tokens, before_on)
    if beside is not None:
        return beside, False
    if tokens.word(before) == "as" and tokens.word(before - 1) in ("early", "soon") and tokens.word(before - 2) == "as":
        return "future", True
    past, future = 0.0, 0.5 * _UNTIL.get(tokens.word(before), 0)
    words = 0
    strong = False
    places, whole = _around(tokens, start, end)
    for step, at in places:
        words += tokens.words[at].isalpha() and tokens.words[at] not in _BESIDES
        back, ahead = _verb(tokens, at)
        if past and at >= end and tokens.words[at] == "to" and tokens.word(before_on) not in _AHEAD:
            continue  # "shot down 12 drones on Saturday to protect Kyiv": what for, not when
        weight = 1 / (2 + step)
        past += back * weight
        future += ahead * weight
        strong = strong or ahead > 2
    if not past and not future:
        return ("alone" if whole and not words else "unknown"), False
    return ("past", False) if past >= future else ("future", strong)


def _beside(tokens: Tokens, at: int) -> Direction | None:
    """What the verb right before a date says, whatever the clause goes on with: "talks that collapsed in December will
    resume", "and returns late Saturday".
    """
    back, ahead = _verb(tokens, at)
    if back > 1 and not ahead and tokens.words[at] not in _ARRANGED and tokens.word(at - 1) not in _OPEN:
        return "past"
    if tokens.word(at) in _OPENING and (tokens.word(at - 1).endswith("s") or tokens.word(at - 1) in _SUBJECTS):
        return "future"
    return "future" if ahead > 1 and tokens.words[at] in _PRESENT else None


_OPEN = listed("being get to will would could should may might can must if and is are")
"""Before a participle these leave open when: "to be released in December"."""


def _around(tokens: Tokens, start: int, end: int) -> tuple[list[tuple[int, int]], bool]:
    """The tokens of the same clause before and after, with their distance, and whether that is the whole sentence."""
    found: list[tuple[int, int]] = []
    at = start - 1
    while at >= 0 and start - at <= _BACK_REACH and not _stops(tokens, at):
        found.append((start - at - 1, at))
        at -= 1
    at = end
    while at < tokens.size and at - end < _AHEAD_REACH and not _stops(tokens, at):
        if tokens.words[at] in _CLAUSE or (tokens.words[at] == "," and tokens.word(at + 1) == "to"):
            return found, False
        if tokens.words[at] == "and" and _other_verb(tokens, at + 1, found):
            return found, False
        found.append((at - end + 1, at))
        at += 1
    return found, True


def _other_verb(tokens: Tokens, at: int, before: list[tuple[int, int]]) -> bool:
    """Whether a verb of the other tense begins at `at`: "doubled its profit in the first quarter and will grow"."""
    past, future = _verb(tokens, at)
    if past == future:
        return False
    spoken = (_verb(tokens, each) for _, each in before)
    return any((back > ahead) != (past > future) for back, ahead in spoken if back != ahead)


def _stops(tokens: Tokens, at: int) -> bool:
    """Whether a sentence ends at `at`; the full stop of an abbreviation before a name ends none."""
    word = tokens.words[at]
    if word not in _STOPS:
        return False
    if word != ".":
        return True
    if tokens.glued(at + 1) or tokens.word(at + 1) in _GOES_ON or tokens.surface(at + 1)[:1].islower():
        return False
    before = tokens.words[at - 1] if at and tokens.glued(at) else ""
    return not (
        before in _ABBREVIATED and at + 1 < tokens.size and (before not in _MAY_END or _goes_on(tokens, at + 1))
    )


def _goes_on(tokens: Tokens, at: int) -> bool:
    """Whether what follows an abbreviation that may end a sentence goes on with it: small letters or a date."""
    return not tokens.capital(at) or tokens.words[at] in _IN_SENTENCE

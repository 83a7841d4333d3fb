"""Numbers that are part of a name or a code, and no quantity: "Boeing 737", "Article 5", "COVID-19", "5G"."""

from worker.text.numbers.codes import in_code, parted
from worker.text.numbers.idioms import spelled_name
from worker.text.numbers.lexicon import NOUN_ADJUNCTS, STOPPERS
from worker.text.numbers.numeral import Numeral
from worker.text.numbers.quantity import Quantity
from worker.text.numbers.surroundings import counts_on, title_case
from worker.text.numbers.tokens import BROKEN, HYPHENS, SPACED, WORD, Tokens
from worker.text.numbers.wordlist import words

# Nouns that give a number to one thing of its kind, in lower case too.
_DESIGNATORS = words(
    "page pages chapter section article clause paragraph phase level type tier grade room flight route highway "
    "interstate channel number no nos nr platform gate terminal runway junction episode season round game stage "
    "step volume vol version table figure fig appendix annex precinct ward sector zone block apartment apt suite "
    "unit area formula title resolution proposition prop amendment exhibit count exercise lesson item lot day "
    "psalm verse case bus tram model class category cat catch rule studio pier berth bay hangar building booth "
    "windows android ios iphone ipad galaxy playstation xbox boeing airbus embraer apollo soyuz voyager covid "
    "sars omega hepatitis fortune ftse nikkei nasdaq dax cac stoxx csi ibex asx russell pm2 chanel pixel surface "
    "falcon tesla catch group division brigade regiment battalion squadron court track lane hole exit mile-marker "
    "postcode zip box extension ext image images photo photos slide isbn issn docket account acct id passport serial "
    "pin hotline note size "
)
_MODELS = words("leopard challenger merkava trident minuteman tomahawk javelin starlink")
_CAPITALISED = words(
    "act set heat part week day lap leg scene book question test surah section quarter year group page channel radio "
    "studio column item note form rule title unit lot hill camp suspect officer mission block lecture nature tram line "
    "witness victim defendant juror cell ship buoy slide size news"
)
"""They name with a capital only: "in Act 3", against "the act 3 men put on"."""
_PLURALS = words(
    "pages chapters sections articles clauses paragraphs phases levels types rooms flights routes highways interstates "
    "channels numbers gates terminals episodes seasons rounds games stages steps volumes tables figures appendices "
    "exhibits counts exercises lessons items lots verses psalms lines questions rows seats blocks wards precincts "
    "titles propositions amendments"
)
"""Designators of several: what "and", "to", commas join to their number is named too."""
_INDICES = words("p ftse nikkei dax cac stoxx csi asx nasdaq russell fortune topix ibex")
# Lower-case designators that are as often plain nouns before a count ("in that game 20 people were hurt").
_LOOSE = words("unit area title group division court track lane building class case model game season round day")


def is_code(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether a numeral in digits is part of a name, a code, a number of a list; before any unit is looked at."""
    i, last = numeral.first, numeral.last
    if _power_of_unit(tokens, i):
        return True
    if numeral.signed:
        return False
    before = tokens.word(i - 1)
    if tokens.glued(i):
        if tokens.is_word(i - 1):
            return True
        if before in HYPHENS and tokens.glued(i - 1) and i >= 2:
            if tokens.low[i - 2] in ("to", "or", "by", "under", "over"):
                return False
            unit = tokens.glued(i - 2) and tokens.is_number(i - 3)  # "5k-20k"
            if tokens.kind[i - 2] == WORD and not numeral.spelled and not unit:
                return True
            if tokens.is_number(i - 2) and tokens.glued(i - 2) and tokens.is_word(i - 3) and not numeral.spelled:
                return True  # "A320-200"
        elif before in (">", "<", "=") and tokens.word(i - 2) in ("<", ">", "=") and tokens.glued(i - 1):
            return (tokens.word(i - 2), before) not in ((">", "="), ("<", "="))
        elif before in ("#", "_", "@", "\\", "/", "=", "&", "^") or (before == "." and tokens.glued(i - 1)):
            return before != "=" or tokens.glued(i - 1)
        elif (before in (":", "/") and tokens.is_number(i - 2)) or (before == "/" and tokens.glued(i - 1)):
            return before == "/" or not parted(tokens, i - 1)
    if numeral.spelled:
        return spelled_name(tokens, numeral)
    if numeral.ordinal:
        after = tokens.word(last)
        if tokens.word(last + tokens.hyphen(last)) == "minute":  # of a match
            return True
        named = [j for j in (last, last + 1) if tokens.word(j) in _ORDINAL_NAMES and tokens.capital(j)]
        return after in ("century", "centuries") or (bool(named) and tokens.capital(last))
    return in_code(tokens, i, last) or _designated(tokens, numeral)


_JOINTS = words("and or to through thru & -")
_LISTED = 8


def _named_list(tokens: Tokens, i: int) -> bool:
    """ "Articles 5 and 6", "pages 3, 4 and 12": the number at token i in a list that a plural designator opens."""
    k = i
    for _ in range(_LISTED):
        if tokens.word(k - 1) in _PLURALS:
            return k != i or not counts_on(tokens, i + 1)
        j = k - 1
        while j > 0 and (tokens.low[j] in _JOINTS or tokens.low[j] == ",") and j > k - 3:
            j -= 1
        if j == k - 1 or not tokens.is_number(j) or tokens.sentence[j] != tokens.sentence[i]:
            return False
        k = j
    return False


def _power_of_unit(tokens: Tokens, i: int) -> bool:
    """ "472 cm−1", "5 fb-1": the exponent of a unit behind a number is no number."""
    if tokens.word(i) in _MINUS:
        i += 1  # the numeral has taken the sign in
    if i < 3 or tokens.text[i] not in ("1", "2", "3") or tokens.low[i - 1] not in _MINUS or not tokens.glued(i):
        return False
    return tokens.is_word(i - 2) and tokens.is_number(i - 3) and len(tokens.low[i - 2]) <= 4 and tokens.glued(i - 1)


_MINUS = frozenset("-−–")
_ORDINAL_NAMES = words(
    "street st avenue ave road place court drive lane century amendment airborne division infantry regiment battalion "
    "brigade squadron division corps guards district circuit ward precinct congress army fleet "
    "arrondissement floor parallel"
)


def _designated(tokens: Tokens, numeral: Numeral) -> bool:
    """ "Article 5", "Boeing 737", "iPhone 15", "Channel 4": a plain whole number behind the noun that it names."""
    i, last = numeral.first, numeral.last
    if numeral.value is None or numeral.ordinal or numeral.fraction:
        return False
    if last == i + 2 and tokens.glued(i + 1) and len(tokens.text[i + 1]) == 1:
        return tokens.word(i - 1) in _DESIGNATORS  # "Exit 6B"
    if last != i + 1:
        return False
    text = tokens.text[i]
    before, j = tokens.word(i - 1), i - 1
    if before == "." and tokens.word(i - 2) in ("no", "nos", "nr", "art", "sec", "ch", "vol", "fig", "pp"):
        return "," not in text
    state = i > 0 and len(tokens.text[i - 1]) == 2 and tokens.text[i - 1].isupper()
    if state and len(text) == 5 and text.isdigit() and tokens.gap[i] == SPACED:
        return True  # "MN 55108"
    if "," in text or numeral.scale != 1 or tokens.gap[i] == BROKEN:
        return False
    if _named_list(tokens, i):
        return True
    if not tokens.is_word(j):
        return False
    after_noun = counts_on(tokens, last)
    capital = tokens.capital(j)
    if before == "of" and tokens.text[i - 2] == "Group" and len(text) <= 2:
        return True  # "the Group of 20"
    if before == "of" and tokens.is_number(i - 2) and tokens.low[i - 3] in _DESIGNATORS and i >= 3:
        return True  # "image 4 of 11"
    if before in _MODELS and capital and len(text) == 1:
        return True
    if before in _DESIGNATORS:
        if before in _INDICES:
            return True
        return not after_noun if (before in _LOOSE and not capital) or (capital and tokens.opens(j)) else True
    if capital and before in _CAPITALISED and (not tokens.opens(j) or tokens.word(last) in STOPPERS):
        return not after_noun
    if not capital or tokens.opens(j) or len(text) > 4 or title_case(tokens, i):
        return False
    if before in ("mr", "mrs", "ms", "us", "uk", "i") or tokens.word(last) in ("%", "percent", "per", "years", "°"):
        return False
    return not after_noun and tokens.word(last) not in (",", "and", "to", "or", "-", "–", "in", "more", "of")


def loose_hyphen(tokens: Tokens, last: int) -> bool:
    """Whether a number is tied by a hyphen to a word that it does not count ("five-star", "two-pronged")."""
    if not tokens.hyphen(last) or not tokens.is_word(last + 1) or tokens.low[last + 1] in NOUN_ADJUNCTS:
        return False
    if tokens.low[last + 1].endswith("est") or tokens.low[last + 1] in ("most", "best", "worst"):
        return False  # "the second-highest"
    return tokens.kind[last - 1] == WORD or "." not in tokens.text[last - 1]  # no name has decimals ("6.0-sigma")


_ZERO_NAMES_BEFORE = words("ground net patient absolute day sub year carbon hour")
_ZERO_NAMES_AFTER = words("tolerance sum hour emission emissions carbon in day gravity")
_GUNS = words(
    "bmg rifle rifles revolver pistol handgun handguns magnum winchester gun guns special round rounds bullet bullets"
)
_NETWORKS = words("2 3 4 5 6")


def is_idiom(tokens: Tokens, made: Quantity) -> bool:
    """Numbers with a unit or none that name something: "5G", "4K", "net zero", "multi-million"."""
    numeral = made.numeral
    i, last = numeral.first, made.last
    if numeral.value is not None and not numeral.value and numeral.spelled:
        return tokens.word(i - 1) in _ZERO_NAMES_BEFORE or tokens.word(last) in _ZERO_NAMES_AFTER
    if made.kind == "measure" and tokens.capital(numeral.last) and tokens.capital(last) and not title_case(tokens, i):
        return len(tokens.text[numeral.last]) > 2 and not tokens.text[numeral.last].isupper()  # "7 Mile Bloods"
    if made.kind == "cardinal" and last < len(tokens) and tokens.text[last] == "Cent":
        return True  # the rapper; an amount has cents
    if made.kind == "cardinal" and tokens.word(i) == "." and tokens.word(last) in _GUNS:
        return True
    if last == i + 2 and tokens.text[i] == "3" and tokens.text[i + 1] == "M" and made.kind == "cardinal":
        return not counts_on(tokens, last)  # the company
    if made.kind == "cardinal" and last < len(tokens) and tokens.text[last] in ("MAX", "Dreamliner"):
        return True
    if last == i + 2 and tokens.glued(i + 1) and tokens.text[i + 1] in ("G", "K"):
        return tokens.text[i] in _NETWORKS if tokens.text[i + 1] == "G" else tokens.text[i] in ("4", "8", "5", "2")
    return False

"""Numbers that are no quantity: parts of names and codes, list numbers, telephone numbers, addresses, pronouns."""

from decimal import Decimal

from worker.text.numbers.lexicon import AUXILIARIES, EVENTS, NOUN_ADJUNCTS, PREPOSITIONS, PRONOUNS, plural
from worker.text.numbers.number_words import BELOW_HUNDRED, SCALES
from worker.text.numbers.numeral import Numeral
from worker.text.numbers.quantity import Quantity
from worker.text.numbers.tokens import BROKEN, MARK, NUMBER, SPACED, WORD, Tokens
from worker.text.numbers.ucum import NAMES as UNIT_NAMES
from worker.text.numbers.wordlist import words

_HYPHENS = frozenset("-‐‑")
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
    "postcode zip box extension ext image images photo photos slide isbn issn docket"
)
_SPELLED_DESIGNATORS = words(
    "phase page chapter number round stage level type part tier day grade category plan channel"
)
_INDICES = words("p ftse nikkei dax cac stoxx csi asx nasdaq russell fortune topix ibex")
# Lower-case designators that are as often plain nouns before a count ("in that game 20 people were hurt").
_LOOSE = words("unit area title group division court track lane building class case model game season round day")
_ONE_BEFORE = words(
    "no every the this that each which any another some last only right wrong same new good bad big little old "
    "other such number another loved day next former latter first second third any-"
)
_ONE_AFTER = (
    (PREPOSITIONS - {"in", "out", "million", "over", "below", "above"})
    | AUXILIARIES
    | PRONOUNS
    | words("another by's could-be and or but never knows wants can's ever sees thinks")
)
_LEXICAL = words(
    "pronged sided faced way time times handed eyed legged armed footed stop step star piece off dimensional "
    "wheel wheeler wheeled tier tiered fold-up track term parter thirds act sum day-old ply party fifths size "
    "size-fits-all dimension pointer point's tone toned stroke on all hit nil love liner dayer cylinder horse "
    "bit"
)
_IDIOMS_AFTER = {
    "first": words(
        "of and lady ladies aid name names minister responder responders class hand thing nations amendment gentleman "
        "daughter family mover instance"
    ),
    "second": words("thought thoughts chance nature to hand guess opinion home wind class amendment"),
    "third": words("party parties world way degree"),
    "fourth": words("estate amendment wall"),
    "fifth": words("amendment column"),
}
_FIRST_BEFORE = words(
    "the a an his her its their our my your this that every each in for on very is was be been being became come "
    "came finished finish ranked placed"
)


def title_case(tokens: Tokens, i: int) -> bool:
    """Whether the sentence of token i is written as a headline is: nearly all its longer words have capitals."""
    sentence, lo, hi = tokens.sentence[i], i, i
    while lo > 0 and tokens.sentence[lo - 1] == sentence and i - lo < 24:
        lo -= 1
    while hi + 1 < len(tokens) and tokens.sentence[hi + 1] == sentence and hi - i < 24:
        hi += 1
    words = [j for j in range(lo, hi + 1) if tokens.kind[j] == WORD and len(tokens.text[j]) > 3]
    return len(words) >= 3 and sum(tokens.text[j][0].isupper() for j in words) >= 0.8 * len(words)


def is_code(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether a numeral in digits is part of a name, a code, a number of a list; before any unit is looked at."""
    i, last = numeral.first, numeral.last
    if numeral.signed:
        return False
    before = tokens.word(i - 1)
    if tokens.glued(i):
        if tokens.is_word(i - 1):
            return True
        if before in _HYPHENS and tokens.glued(i - 1) and i >= 2:
            if tokens.low[i - 2] in ("to", "or", "by"):
                return False
            unit = tokens.glued(i - 2) and tokens.is_number(i - 3)  # "5k-20k"
            if tokens.kind[i - 2] == WORD and not numeral.spelled and not unit:
                return True
        elif before in (">", "<", "=") and tokens.word(i - 2) in ("<", ">", "=") and tokens.glued(i - 1):
            return (tokens.word(i - 2), before) not in ((">", "="), ("<", "="))
        elif before in ("#", "_", "@", "\\", "/", "=", "&", "^") or (before == "." and tokens.glued(i - 1)):
            return before != "=" or tokens.glued(i - 1)
        elif (before in (":", "/") and tokens.is_number(i - 2)) or (before == "/" and tokens.glued(i - 1)):
            return True
    if numeral.spelled:
        return _spelled_name(tokens, numeral)
    if numeral.ordinal:
        after = tokens.word(last)
        return after in ("century", "centuries") or (after in _ORDINAL_NAMES and tokens.capital(last))
    return (
        _address(tokens, i, last)
        or _chain(tokens, i, last)
        or _list_number(tokens, i, last)
        or _designated(tokens, numeral)
    )


_ORDINAL_NAMES = words(
    "street st avenue ave road place court drive lane century amendment airborne division infantry regiment battalion "
    "brigade squadron district circuit ward precinct congress army fleet arrondissement floor parallel"
)
_STREETS = words(
    "street st road rd avenue ave lane ln drive dr boulevard blvd court ct way place pl highway hwy parkway pkwy "
    "terrace circle square pike trail loop crescent close grove row wharf quay"
)
_POINTS = words("n s e w ne nw se sw north south east west")


def _address(tokens: Tokens, i: int, last: int) -> bool:
    """ "1094 Misty Hollow Lane", "the 5100 block of", "10 Downing Street"; also 911 as the number that is called."""
    text = tokens.text[i]
    if not text.isdigit() or last != i + 1 or len(text) > 5:
        return False
    if tokens.word(last) in ("block", "blk") or (
        text in ("911", "999") and tokens.word(last) in ("", "call", "calls", ".", ",")
    ):
        return True
    if text == "911":
        return tokens.word(i - 1) in (
            "call",
            "called",
            "calling",
            "calls",
            "dial",
            "dialed",
            "to",
            "a",
            "the",
            "of",
            "via",
        )
    j = last
    while j < last + 5 and tokens.capital(j) and tokens.gap[j] == SPACED:
        if tokens.low[j] in _STREETS and j > last:
            return True
        j += 2 if tokens.low[j] in _POINTS and tokens.word(j + 1) == "." else 1
        if tokens.is_number(j) and tokens.word(j + 1) in ("st", "nd", "rd", "th"):
            return True
    return False


def _chain(tokens: Tokens, i: int, last: int) -> bool:
    """Digits in a chain: "555-123-4567", "12:30", "10/12/2020", "401(k)"."""
    after = tokens.word(last)
    if not tokens.glued(last):
        return _phone(tokens, i, last)
    if after == ":" and tokens.is_number(last + 1) and tokens.glued(last + 1):
        return len(tokens.text[last + 1]) >= 2
    if after in ("/", "_", "\\", "@") and tokens.glued(last + 1):
        return after != "/" or tokens.is_number(last + 1)
    if after == "(" and tokens.is_word(last + 1) and tokens.word(last + 2) == ")" and len(tokens.text[last + 1]) == 1:
        return True
    if after in _HYPHENS and tokens.is_number(last + 1):
        if tokens.word(last + 2) in _HYPHENS and tokens.glued(last + 2) and tokens.glued(last + 3):
            return True
        return _telephone(tokens.text[i], tokens.text[last + 1])
    return _phone(tokens, i, last)


def _telephone(one: str, two: str) -> bool:
    return (
        one.isdigit() and two.isdigit() and (len(one), len(two)) in {(3, 4), (3, 7), (4, 6), (5, 6)} and int(one) >= 200
    )


def _phone(tokens: Tokens, i: int, last: int) -> bool:
    """Part of a chain from the left, or of three and more runs of digits with nothing between them."""
    if i >= 2 and tokens.glued(i) and tokens.word(i - 1) in _HYPHENS and tokens.is_number(i - 2):
        if i >= 4 and tokens.glued(i - 1) and tokens.word(i - 3) in _HYPHENS and tokens.is_number(i - 4):
            return True
        if _telephone(tokens.text[i - 2], tokens.text[i]):
            return True
    if tokens.word(i - 1) == "+" and tokens.glued(i) and tokens.is_number(last) and len(tokens.text[i]) <= 3:
        return True
    run, j = 1, i - 1
    while j >= 0 and tokens.kind[j] == NUMBER and run < 4:
        run, j = run + 1, j - 1
    j = last
    while j < len(tokens) and tokens.kind[j] == NUMBER and run < 4:
        run, j = run + 1, j + 1
    return run >= 3 or (run == 2 and _leading_zero(tokens, i, last))


def _leading_zero(tokens: Tokens, i: int, last: int) -> bool:
    return any(
        0 <= j < len(tokens) and tokens.kind[j] == NUMBER and tokens.text[j].startswith("0") and len(tokens.text[j]) > 2
        for j in (i - 1, i, last)
    )


def _list_number(tokens: Tokens, i: int, last: int) -> bool:
    if not tokens.text[i].isdigit() or len(tokens.text[i]) > 4 or last != i + 1:
        return False
    if tokens.word(i - 1) in ("(", "[") and tokens.glued(i) and tokens.word(last) in (")", "]") and tokens.glued(last):
        return True
    if last + 1 >= len(tokens):
        return False
    starts_line = i == 0 or tokens.gap[i] == BROKEN
    return starts_line and tokens.word(last) in (".", ")") and tokens.glued(last) and not tokens.glued(last + 1)


def _designated(tokens: Tokens, numeral: Numeral) -> bool:
    """ "Article 5", "Boeing 737", "iPhone 15", "Channel 4": a plain whole number behind the noun that it names."""
    i, last = numeral.first, numeral.last
    if numeral.value is None or numeral.ordinal or numeral.fraction or last != i + 1:
        return False
    text = tokens.text[i]
    before, j = tokens.word(i - 1), i - 1
    if before == "." and tokens.word(i - 2) in ("no", "nos", "nr", "art", "sec", "ch", "vol", "fig", "pp"):
        return "," not in text
    if not tokens.is_word(j) or tokens.gap[i] == BROKEN or "," in text or numeral.scale != 1:
        return False
    after_noun = _counts_on(tokens, last)
    capital = tokens.capital(j)
    if before == "of" and tokens.is_number(i - 2) and tokens.low[i - 3] in _DESIGNATORS and i >= 3:
        return True  # "image 4 of 11"
    if before in _DESIGNATORS:
        if before in _INDICES:
            return True
        return not after_noun if (before in _LOOSE and not capital) or (capital and tokens.opens(j)) else True
    if not capital or tokens.opens(j) or len(text) > 4 or title_case(tokens, i):
        return False
    if before in ("mr", "mrs", "ms", "us", "uk", "i") or tokens.word(last) in ("%", "percent", "per", "years", "°"):
        return False
    return not after_noun and tokens.word(last) not in (",", "and", "to", "or", "-", "–", "in", "more", "of")


def _counts_on(tokens: Tokens, i: int) -> bool:
    """Whether a counted noun seems to follow: a lower-case plural within two words."""
    for j in (i, i + 1):
        if not tokens.is_word(j) or tokens.gap[j] == BROKEN:
            return False
        if plural(tokens.low[j]) and tokens.text[j].islower():
            return True
    return False


def _spelled_name(tokens: Tokens, numeral: Numeral) -> bool:
    i, last = numeral.first, numeral.last
    text = tokens.text[i]
    after = tokens.word(last)
    if numeral.ordinal:
        return _ordinal_name(tokens, numeral)
    single = last == i + 1
    if single and text[0].isupper() and not text.isupper() and not tokens.opens(i) and not title_case(tokens, i):
        return tokens.word(i - 1) not in ("–", "—") or tokens.capital(last)
    if tokens.hyphen(last) and tokens.is_word(last + 1):
        word = tokens.low[last + 1]
        if word in _LEXICAL or (word.endswith("ed") and word not in ("speed", "seed")):
            return True
    if single and tokens.word(i - 1) in _SPELLED_DESIGNATORS and not _counts_on(tokens, last):
        return True
    if single and tokens.glued(i) and tokens.word(i - 1) in _HYPHENS and tokens.glued(i - 1) and tokens.is_word(i - 2):
        return tokens.low[i - 2] not in ("minus", "negative", "to", "or")
    return single and tokens.low[i] == "one" and _pronoun(tokens, i, after)


def _pronoun(tokens: Tokens, i: int, after: str) -> bool:
    """ "one of the", "no one", "the one who", "one another"; a count where a noun follows or a hedge stands before."""
    before = tokens.word(i - 1)
    if after in UNIT_NAMES or after in EVENTS:
        return False
    if len(tokens) == 1 or before in ("least", "than", "only", "just", "exactly", "about", "minus", "negative", "plus"):
        return after == "of" or after in ("another",)
    if before in SCALES:
        return False
    if before == "last" and tokens.is_word(i + 1) and after not in _ONE_AFTER:
        return False
    if before in _ONE_BEFORE or after in _ONE_AFTER:
        return True
    if after in ("in", "out") and (
        tokens.is_number(i + 2) or tokens.word(i + 2) in ("five", "four", "ten", "three", "of")
    ):
        return False
    if after == "over":
        return not tokens.is_number(i + 2) and tokens.word(i + 2) not in BELOW_HUNDRED
    if after in ("in", "out"):
        return True
    return after.endswith(("'s", "’s")) or tokens.low[i].endswith(("'s", "’s"))


def _ordinal_name(tokens: Tokens, numeral: Numeral) -> bool:
    i, last = numeral.first, numeral.last
    word, after = tokens.low[last - 1], tokens.word(last)
    if tokens.word(i - 1) == "at" and word == "first":
        return True
    if after in ("century", "centuries", "quarter", "half") or after in _IDIOMS_AFTER.get(word, ()):
        return True
    if tokens.capital(last) and not title_case(tokens, i) and (tokens.text[i][0].isupper() and last == i + 1):
        return True
    if (
        tokens.text[i][0].isupper()
        and not tokens.opens(i)
        and not title_case(tokens, i)
        and not tokens.text[i].isupper()
    ):
        return True
    if word in ("first", "second", "third") and last == i + 1:
        if tokens.opens(i) and tokens.text[i][0].isupper() and after == ",":
            return True
        if tokens.hyphen(last) and tokens.word(last + 1) in (
            "hand",
            "class",
            "rate",
            "party",
            "degree",
            "guess",
            "ever",
        ):
            return True
        before = tokens.word(i - 1)
        if word == "second" and _time_second(tokens, i, after):
            return True
        if word == "first" and tokens.is_word(i - 1) and before not in _FIRST_BEFORE:
            return not before.endswith(("'s", "’s")) and not tokens.hyphen(last)
    return False


def _time_second(tokens: Tokens, i: int, after: str) -> bool:
    before = tokens.word(i - 1)
    if before in ("per", "split", "every", "one") or tokens.is_number(i - 1):
        return True
    return before == "a" and (after == "" or tokens.kind[i + 1] == MARK if i + 1 < len(tokens) else True)


def loose_hyphen(tokens: Tokens, last: int) -> bool:
    """Whether a number is tied by a hyphen to a word that it does not count ("five-star", "two-pronged")."""
    return tokens.hyphen(last) and tokens.is_word(last + 1) and tokens.low[last + 1] not in NOUN_ADJUNCTS


def glued_behind(tokens: Tokens, last: int) -> bool:
    """Whether letters or digits stand right behind an amount: "777F", "24703m212"."""
    if not tokens.glued(last):
        return False
    return tokens.kind[last] in (NUMBER, WORD) or tokens.low[last] == "_"


def standalone(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether the numeral is all that the text holds."""
    return numeral.first == 0 and numeral.last == len(tokens)


def is_round(value: Decimal) -> bool:
    return value % 100 == 0


_ZERO_NAMES_BEFORE = words("ground net patient absolute day sub year carbon hour")
_ZERO_NAMES_AFTER = words("tolerance sum hour emission emissions carbon in day gravity")
_GUNS = words(
    "rifle rifles revolver pistol handgun handguns magnum winchester gun guns special round rounds bullet bullets"
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
    if made.kind == "cardinal" and tokens.word(i) == "." and tokens.word(last) in _GUNS:
        return True
    if last == i + 2 and tokens.glued(i + 1) and tokens.text[i + 1] in ("G", "K"):
        return tokens.text[i] in _NETWORKS if tokens.text[i + 1] == "G" else tokens.text[i] in ("4", "8", "5", "2")
    return False

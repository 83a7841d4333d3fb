"""The words by which news tells who says what. Compiled for this project; no foreign source."""

from typing import Literal

Form = Literal["base", "third", "past", "ing"]
Group = Literal["bare", "that", "call"]
"""What a verb takes: "said the road was closed", "announced that ...", "called it "a disgrace"". """

_BARE = "say tell claim insist argue warn admit"
_THAT = """
acknowledge add affirm allege announce answer ask assert assess assume assure attest boast brag caution comment complain
concede conclude confess confirm contend continue counter declare demand deny disclose emphasise emphasize estimate
exclaim explain find forecast hint imply indicate inform joke lament maintain mention muse note object observe pledge
point post predict proclaim promise pronounce propose protest put quip react reaffirm reassure recall recount reiterate
relate remark remind repeat reply report respond retort reveal shout show state stipulate stress suggest swear sigh
testify threaten tweet underline underscore urge volunteer vow whisper wonder write
"""
_CALL = "brand call characterise characterize condemn denounce describe dismiss dub hail label praise slam"

_IRREGULAR = {
    "say": ("says", "said", "said", "saying"),
    "tell": ("tells", "told", "told", "telling"),
    "write": ("writes", "wrote", "written", "writing"),
    "swear": ("swears", "swore", "sworn", "swearing"),
    "find": ("finds", "found", "found", "finding"),
    "show": ("shows", "showed", "shown", "showing"),
    "admit": ("admits", "admitted", "admitted", "admitting"),
    "brag": ("brags", "bragged", "bragged", "bragging"),
    "deny": ("denies", "denied", "denied", "denying"),
    "imply": ("implies", "implied", "implied", "implying"),
    "quip": ("quips", "quipped", "quipped", "quipping"),
    "reply": ("replies", "replied", "replied", "replying"),
    "testify": ("testifies", "testified", "testified", "testifying"),
    "dub": ("dubs", "dubbed", "dubbed", "dubbing"),
    "slam": ("slams", "slammed", "slammed", "slamming"),
    "stress": ("stresses", "stressed", "stressed", "stressing"),
    "confess": ("confesses", "confessed", "confessed", "confessing"),
    "assess": ("assesses", "assessed", "assessed", "assessing"),
    "dismiss": ("dismisses", "dismissed", "dismissed", "dismissing"),
    "put": ("puts", "put", "put", "putting"),
    "forecast": ("forecasts", "forecast", "forecast", "forecasting"),
}


def _forms(verb: str) -> tuple[str, str, str, str]:
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    stem = verb.removesuffix("e")
    return f"{verb}s", f"{stem}ed", f"{stem}ed", f"{stem}ing"


def _verbs() -> dict[str, tuple[str, Group, Form]]:
    groups: tuple[tuple[Group, str], ...] = (("call", _CALL), ("that", _THAT), ("bare", _BARE))
    table: dict[str, tuple[str, Group, Form]] = {}
    for group, verbs in groups:
        for verb in verbs.split():
            third, past, participle, ing = _forms(verb)
            table[verb] = (verb, group, "base")
            table[third] = (verb, group, "third")
            table[ing] = (verb, group, "ing")
            table[participle] = table[past] = (verb, group, "past")
    return table


VERBS = _verbs()
"""Each form of each verb of saying, in lower case, with the verb, what it takes, and which form it is."""

PAST_FORMS = frozenset(word for word, (_, _, form) in VERBS.items() if form == "past")


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


ALSO_NOUNS = _words(
    "answer claim comment counter demand estimate forecast hint joke note object post pledge point promise protest "
    "remark reply report show state stress tweet vow wonder find call label brand praise slam volunteer"
)
"""Verbs whose base and third forms are nouns as well ("claims", "a report")."""

HEARERS = _words("tell ask inform remind assure reassure warn urge caution")
"""Verbs that name whom they speak to before what is said."""

HEARER_PRONOUNS = _words("him them me us you it")

MEETINGS = _words("conference agency briefing channel television tv radio interview committee meeting")
"""Nouns with another before them that one tells things to: "told a news conference"."""

QUESTION_VERBS = _words("ask wonder")
QUESTION_WORDS = _words("whether if why how what who when where which")

NOT_BEFORE_BASE = _words(
    "to not didn't doesn't don't did does do can can't cannot could couldn't would wouldn't will won't shall should "
    "must may might the a an this that these those his her its their our my your no any some every"
)
"""Before a base form or a noun: "declined to say", "did not say", "a claim"."""

DETERMINERS = _words("the a an this that these those his her its their our my your no any some every each another one")
ARTICLES = _words("the a an its his her their our my your no")
"""Before a past form these make it an adjective: "the reported attack"."""

POSSESSIVES = _words("its his her their my your our")

INVERTED = _words(
    "say add ask reply write note explain report announce warn argue insist claim declare confirm tweet recall "
    "state joke continue conclude shout admit acknowledge observe suggest remark comment complain whisper quip "
    "exclaim answer respond recount predict assert concede lament stress muse sigh retort post reveal testify "
    "wonder estimate repeat "
)
"""Verbs that may stand before their subject: "..., said Maro"; "..., told Maro" does not mean that she told."""

NEEDS_THAT = _words("show find imply indicate assume post point object relate")
"""Verbs that say something only with "that": "videos showed soldiers who were cold" says nothing."""

REPORTS_FIGURES = _words("report claim confirm estimate announce acknowledge admit record count put")
"""Verbs that tell with a number alone: "reported 1,200 cases"."""
HEDGES = _words(
    "a about almost an another approximately around as at between exactly few fewer half just least less many more "
    "most nearly no only over roughly some than to under up"
)
NUMBERS = _words(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety dozen dozens hundred hundreds thousand "
    "thousands million millions billion several"
)
"""Words that make a number without digits, far enough to see that one begins."""

BE = _words("be been being is are was were am isn't aren't wasn't weren't get gets got")
HAVE = _words("has have had having hasn't haven't hadn't")
AUXILIARIES = (
    (BE - {"be", "been", "being", "get", "gets", "got"})
    | {"has", "have", "had"}
    | _words("will would could can may might must should shall do does did won't wouldn't couldn't can't")
)
NEGATED = _words("not never n't neither hasn't haven't hadn't")

BETWEEN = HAVE | _words(
    "also later then now once again always already since even only just still first himself herself itself themselves "
    "today yesterday both all earlier often thus therefore subsequently separately"
)
"""What may stand between a subject and its verb of saying, beside adverbs in -ly and days."""

ASIDES = _words("however meanwhile though too therefore instead nevertheless nonetheless moreover also then")
"""What may stand between commas before a verb: "drivers, however, said"."""

DAYS = _words("monday tuesday wednesday thursday friday saturday sunday")
MONTHS = _words(
    "january february march april may june july august september october november december "
    "jan. feb. mar. apr. aug. sep. sept. oct. nov. dec."
)
PARTS_OF_DAY = _words("morning afternoon evening night noon midday and or")
TIMES = DAYS | MONTHS | _words("today yesterday tonight overnight late early earlier later last this afterwards")

PREPOSITIONS = _words(
    "about above across after against ahead along alongside amid among around as at before behind below beneath beside "
    "besides between beyond by despite during for from in inside into like near of off on onto outside over per since "
    "through throughout to toward towards under until upon via versus with within without"
)

BREAKERS = _words(
    "after although amid as before but despite even following meanwhile though whereas when while which who whose whom "
    "where yet"
)
"""After a comma these lead back from what is said to the writer's own words, more often than not."""

GOES_ON = AUXILIARIES | _words(
    "with and or including to because that since leaving making bringing of plus nor than both not"
)
"""After an inserted "officials said," these show that what is said goes on."""

NOT_A_CLAUSE = _words("so no yes nothing little goodbye sorry thanks hello all everything to and or but")
"""What "said" may have after it that is no report."""

SUBORDINATE = _words("after although as before if once though until when whenever while")

CONJUNCTIONS = _words("and or but nor then")

PRONOUNS_PERSON = {"he": "male", "she": "female"}
PRONOUNS = _words("he she it they we i you who which")
TITLES_MALE = _words("mr mr. sir lord king prince baron")
TITLES_FEMALE = _words("mrs mrs. ms ms. miss madam lady dame queen princess baroness")

SPOKESMEN = _words("spokesman spokeswoman spokesperson spokespeople spokesmen spokeswomen")
IN_NAME_OF = SPOKESMEN | _words("agency newspaper network broadcaster website channel")
"""After an organisation's name ("Reuters news agency said") these still mean the organisation."""

SOURCES_OF = _words("by from of for")
DOCUMENTS = _words(
    "report reports data figures statistics statement estimate estimates count tally survey poll study research "
    "analysis letter email memo account accounts numbers information"
)
"""What an institution speaks through: "according to a report by", "data from"."""

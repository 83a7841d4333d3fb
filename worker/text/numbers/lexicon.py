"""Closed lists of English words that the rules ask about. Own compilation for this project, 2026-11-22, Apache-2.0."""

from typing import Final

from worker.text.numbers.wordlist import words

DETERMINERS: Final = words("the a an this that these those his her its their our my your some any all both such every")
PRONOUNS: Final = words(
    "i you he she it we they him her us them me who whom whose which what that this these those himself herself "
    "itself themselves everyone someone anyone nobody one"
)
PREPOSITIONS: Final = words(
    "of in on at by for with from to into onto over under above below between among during before after since "
    "until till against across along around about near behind beyond despite except inside outside off out "
    "through throughout toward towards up down upon via within without per amid amidst including like as than "
    "versus vs plus minus because while when where if though although unless whether so"
)
CONJUNCTIONS: Final = words("and or but nor yet either neither & then also not only just even still now")
AUXILIARIES: Final = words(
    "is are was were be been being am has have had having do does did will would shall should can could may might "
    "must isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't couldn't"
)
# Verbs that often stand right behind a counted noun or a bare number in news: past, base and -ing forms.
VERBS: Final = words(
    "said says say told tells fled flee left leave leaves went go goes came come comes took take takes made make "
    "makes got get gets gave give gives saw see sees fell fall falls rose rise rises lost lose loses won win wins "
    "ran run runs became become becomes began begin begins brought bring bought buy sold sell sent send spent "
    "spend stood stand held hold kept keep found find felt feel met meet led lead paid pay cost costs hit hits "
    "cut cuts put set let beat drew draw grew grow knew know threw broke break spoke speak voted vote backed "
    "opposed joined face faces need needs want wants live lives lived work worked works remain remains remained "
    "stay stayed die dies died kill killed injured wounded use used attend attended gather gathered return "
    "returned receive received serve served show showed turn turned move moved include includes included follow "
    "followed report reported appear appeared seem seemed help helped start started try tried fight fought sought "
    "seek struck strike swept tested arrived crossed escaped survived signed claim claimed think thought believe "
    "believed suffer suffered expected continue continued rely sat sit slept sleep swam wore wear wrote write ate "
    "eat drove drive flew fly hid hide shot shoot sank becoming according ago later earlier away apart each more "
    "less fewer most least better worse ahead together respectively nationwide worldwide overall altogether "
    "overnight today yesterday tomorrow abroad alone already support supports supported oppose approve disapprove "
    "agree agrees disagree disagrees thinks believes wants wanted expects favor favors favour favours prefer prefers "
    "plan worry trust allege alleges alleged ages aged owe owes owed lack lacks lacked "
    "contracted identified described allegedly involved"
)
STOPPERS: Final = DETERMINERS | PRONOUNS | PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | VERBS

IRREGULAR_PLURALS: Final = words(
    "people men women children police personnel troops staff crew cattle sheep fish deer aircraft spacecraft feet "
    "teeth mice geese oxen media data criteria phenomena fungi alumni species series salmon militia clergy gentry "
    "youth folk policemen policewomen firemen servicemen servicewomen congressmen congresswomen councilmen "
    "fishermen businessmen businesswomen gunmen spokesmen sportsmen lawmen craftsmen airmen seamen midshipmen "
    "salesmen chairmen freshmen workmen horsemen tribesmen militiamen infantrymen guardsmen bandsmen clansmen "
    "hitmen kinsmen grandchildren stepchildren schoolchildren townspeople tradespeople salespeople businesspeople "
    "spokespeople lives wives knives halves shelves wolves leaves thieves selves loaves calves hooves elves "
    "cannon artillery infantry offspring dice percent helicopters headquarters means barracks crossroads"
)
NOT_PLURAL: Final = words(
    "this is was has as us its his yes less plus across various previous serious famous dangerous religious "
    "numerous tremendous enormous nervous anonymous continuous obvious conscious precious glorious victorious "
    "religious homeless jobless helpless endless business class glass grass mass pass loss boss cross press "
    "stress success process access congress princess express address fitness illness darkness witness virus "
    "coronavirus bus campus status focus bonus census consensus crisis analysis basis thesis emphasis news "
    "politics physics economics mathematics athletics always perhaps sometimes besides afterwards towards upwards "
    "downwards otherwise does goes says indoors outdoors christmas texas kansas arkansas paris athens swiss gas "
    "canvas atlas alias diabetes rabies measles wireless suspicious ambitious infectious contagious indigenous "
    "heterosexual previous controversial armless overseas possess discuss unless nevertheless nonetheless thus "
    "versus plus surplus apparatus chaos pathos rhinoceros lies applies relies implies"
)
"""Words in -s that are no plural. Words in -ss, -us, -is are none either unless listed above."""

EVENTS: Final[dict[str, str]] = {
    "killed": "killed", "dead": "killed", "died": "killed", "deaths": "killed", "fatalities": "killed",
    "slain": "killed", "murdered": "killed", "massacred": "killed", "executed": "executed", "killing": "killed",
    "kills": "killed", "kill": "killed", "dies": "killed", "die": "killed", "drowned": "killed", "perished": "killed",
    "casualties": "casualties", "injured": "injured", "wounded": "injured", "hurt": "injured", "injuring": "injured",
    "wounding": "injured", "injuries": "injured", "injures": "injured", "wounds": "injured", "missing": "missing",
    "disappeared": "missing", "arrested": "arrested", "arrests": "arrested", "arresting": "arrested",
    "detained": "detained", "detaining": "detained", "detentions": "detained", "jailed": "jailed",
    "imprisoned": "jailed", "displaced": "displaced", "displacing": "displaced", "homeless": "homeless",
    "evacuated": "evacuated", "evacuating": "evacuated", "rescued": "rescued", "rescuing": "rescued",
    "hospitalised": "hospitalised", "hospitalized": "hospitalised", "infected": "infected", "infections": "infected",
    "kidnapped": "kidnapped", "abducted": "kidnapped", "captured": "captured", "taken hostage": "kidnapped",
    "convicted": "convicted", "charged": "charged", "sentenced": "sentenced", "mobilised": "mobilised",
    "mobilized": "mobilised", "drafted": "drafted", "conscripted": "drafted", "recruited": "recruited",
    "trapped": "trapped", "stranded": "stranded", "vaccinated": "vaccinated", "deported": "deported",
    "expelled": "expelled", "sacked": "dismissed", "dismissed": "dismissed",
    "laid": "laid off", "fled": "fled", "unaccounted": "missing", "raped": "raped", "shot": "shot",
    "stabbed": "stabbed", "freed": "freed", "released": "freed", "indicted": "charged", "orphaned": "orphaned",
    "acquitted": "acquitted", "uprooted": "displaced", "destroyed": "destroyed", "damaged": "damaged",
}  # fmt: skip
"""What happens to those who are counted, by the word that says it."""
TRANSITIVE_EVENTS: Final = words(
    "killed killing kills kill wounded wounding injured injuring injures arrested arresting detained detaining "
    "displaced displacing evacuated evacuating rescued rescuing kidnapped abducted captured recruited drafted "
    "mobilised mobilized convicted charged sentenced deported expelled sacked dismissed freed released "
    "executed murdered massacred destroyed damaged infected indicted raped stabbed shot hospitalised hospitalized "
    "jailed imprisoned acquitted uprooted"
)
"""Those that take the number as their object: "killed 12 people"."""
INTRANSITIVE_EVENTS: Final = words("fled died dies die perished drowned disappeared kill kills")
"""Verbs of an event that have no passive, and so no participle that stands for people."""

NOUN_ADJUNCTS: Final = words(
    "member point seat seater bed bedroom room storey story page car lane man woman person people team nation country "
    "state vote goal run game match match-up race lap hole wicket set ship vehicle aircraft engine acre class "
    "pupil student strong year-old candidate party judge justice judge jury round song track album book part "
    "episode season item count unit building apartment magnitude home word character letter digit site stop city county"
)
"""Nouns that a hyphen may tie to their number and that it still counts: "a 15-member council"."""

MULTIPLE_CUES: Final = words(
    "as more the higher larger greater bigger faster longer smaller less lower what its their his her better "
    "worse cheaper stronger heavier wider likelier likely earnings revenue"
)

PER_NOUNS: Final = words(
    "share barrel ounce tonne ton gallon litre liter pound kilo kilogram kilogramme kg head person piece ticket "
    "bushel unit mile kilometre kilometer metre meter acre hectare capita household family student pupil patient "
    "night visit dose gram ounce pack bottle employee worker vote player game match seat passenger child adult "
    "round megawatt mwh kwh quintal box bag bale sack plate copy bed"
)

UP: Final = words(
    "rose rise rises risen rising increased increase increases increasing climbed climb climbs climbing jumped "
    "jump jumps jumping gained gain gains gaining grew grow grows growing grown surged surge surges surging "
    "soared soar soars soaring up advanced advance advances added adds rallied rebounded rebound expanded expand "
    "swelled swell spiked spike leapt leaped leap raised raise raises raising hiked hike boosted boost boosts "
    "doubled doubles doubling tripled triples trebled trebles quadrupled growth upped edged ballooned swollen higher "
    "accelerated widened"
)
DOWN: Final = words(
    "fell fall falls fallen falling decreased decrease decreases decreasing dropped drop drops dropping declined "
    "decline declines declining slid slide slides sliding slipped slip slips slipping tumbled tumble tumbles "
    "plunged plunge plunges plunging sank sink sinks down shrank shrink shrunk shrinking cut cuts cutting reduced "
    "reduce reduces reducing reduction lowered lower lowers lost loses slashed slash plummeted plummet slumped "
    "slump eased dipped dip weakened shed contracted contraction halved fewer less crashed dwindled "
    "trimmed slowed slowing narrowed easing halves narrows dwindle cooled"
)
GOING: Final = words("charged heated cooled went gone goes going moved moves shifted swung changed")
"""Verbs that "from ... to ..." makes a movement of: which way, the ends say."""
STEADY: Final = words("unchanged flat steady")
SOFT_MOVES: Final = words("up down higher lower fewer less lowered lower advance")
"""Words of movement that are often none: they count only right beside the figure."""
TRANSITIVE_MOVES: Final = words(
    "added add adds gained gain gains lost lose loses shed raised raise raises raising cut cuts cutting boost boosted "
    "reduced reduce lift lifted expand expanded trimmed slashed doubled hike hiked lowered"
)
"""Those that also take plain objects ("lost three children", "raised $14,000"): only shares, points, jobs move."""
MOVING_HEADS: Final = words("points jobs seats percent subscribers customers users places positions workers")
MOVE_NOUNS: Final = words(
    "rise increase jump gain growth surge hike boost leap spike climb rally expansion higher more drop fall decline "
    "decrease reduction cut plunge slump slide dip loss contraction lower less fewer"
)
"""Behind a figure these make it a movement: "a 5% rise", "12 percent more"."""

SCORE_CUES: Final = words(
    "beat beats beaten beating won win wins winning victory victories defeat defeated defeats lost lose loss draw "
    "drew drawn score scored scoring final led lead leads leading trailed trail tied tie equalised equalized vote "
    "voted votes voting ruling ruled decision decided majority margin thrashed hammered edged crushed routed "
    "record series match game set sets aggregate penalties shootout shutout passed approved approval rejected "
    "split cleared tally"
)


_ONE_IN_MEN = words("specimen regimen abdomen acumen bitumen cyclamen albumen lumen stamen foramen")


def plural(word: str) -> bool:
    """Whether a lower-case word looks like a plural noun.

    >>> [plural(w) for w in ("regions", "children", "serious", "fled", "commandos")]
    [True, True, False, False, True]
    """
    if word in IRREGULAR_PLURALS:
        return True
    if word.endswith("men") and len(word) > 5:
        return word not in _ONE_IN_MEN  # "linemen"
    if len(word) < 3 or not word.endswith("s") or word in NOT_PLURAL:
        return False
    return not word.endswith(("ss", "us", "is", "'s", "’s", "ous"))

"""Words that tell what a name beside them is. English, written from general knowledge; all in small letters, folded."""

from typing import Final

_listed = str.split


TITLES: Final = frozenset(
    _listed(
        "mr mrs ms miss mx dr prof professor sir dame lord lady baron baroness count countess earl duke "
        "duchess prince princess king queen emperor empress sultan emir sheikh sheik shaikh ayatollah imam "
        "mullah maulana rabbi reverend rev father pastor bishop archbishop cardinal patriarch pope monsignor "
        "president vice premier prime minister chancellor governor gov mayor senator sen congressman "
        "congresswoman representative rep councillor councilman councilwoman mp ambassador envoy secretary "
        "undersecretary attorney judge justice prosecutor general gen lieutenant lt colonel col major maj "
        "captain capt sergeant sgt corporal cpl private pvt admiral adm commander cmdr marshal brigadier brig "
        "commissioner superintendent inspector detective officer sheriff constable chairman chairwoman "
        "chairperson chair chief director manager coach spokesman spokeswoman spokesperson leader speaker ceo "
        "cfo cto editor correspondent comrade citizen former ex acting deputy assistant interim foreign "
        "defense defence finance interior treasury first late saint hon honourable honorable founder "
        "cofounder author actor actress singer journalist activist lawyer analyst economist historian "
        "physicist scientist painter composer footballer state"
    )
)
"""Words of titles and offices: as capitals before a name they are not part of it."""

NOT_ALONE: Final = frozenset(
    _listed(
        "vice prime former ex acting deputy assistant interim foreign defense defence finance interior "
        "treasury first late chief general major private minister secretary officer director manager attorney "
        "justice chair state"
    )
)
"""Of these, words that by themselves do not announce a person."""

HONORIFICS: Final = frozenset(
    _listed("mr mrs ms miss mx dr prof sir dame lord lady sen gov rep gen lt col maj capt sgt rev")
)

OFFICES: Final = frozenset(
    _listed(
        "president minister premier chancellor governor mayor senator lawmaker ambassador secretary judge "
        "prosecutor general colonel admiral captain commissioner chairman chairwoman chief director coach "
        "manager spokesman spokeswoman spokesperson leader speaker founder author actor actress singer "
        "journalist activist lawyer analyst economist historian professor scientist researcher writer "
        "reporter editor correspondent politician oligarch businessman businesswoman tycoon warlord critic "
        "striker midfielder defender goalkeeper captain husband wife son daughter brother sister father "
        "mother uncle aunt nephew friend colleague ally rival successor predecessor player star soldier "
        "veteran victim suspect defendant resident witness driver pilot teacher student doctor nurse expert "
        "official officer head king queen prince princess named called counterpart aide adviser advisor "
        "commander poet novelist philosopher artist musician producer billionaire mathematician physicist "
        "chemist architect sculptor playwright"
    )
)
"""Offices, trades and kin in small letters: a name after one of them is a person's ("spokesman Dmitry Peskov")."""

SPEECH: Final = frozenset(
    _listed(
        "said says told tells claimed claims added adds wrote writes tweeted argued argues explained "
        "announced warned warns insisted insists admitted denied denies confirmed noted recalled asked "
        "replied answered thinks believes knew resigned testified pleaded died married smiled laughed nodded "
        "stepped scored who whose"
    )
)
"""After a name: a person's doing, where nothing else is known of the name."""

AT: Final = frozenset(_listed("in at from near around across outside inside throughout into toward towards via to"))
"""Prepositions before a place."""
STRICT_AT: Final = frozenset(_listed("in near at from outside across around throughout"))

ORG_HEADS: Final = frozenset(
    _listed(
        "university college school academy institute institution polytechnic ministry department dept agency "
        "bureau commission committee council authority administration office secretariat directorate service "
        "services party congress parliament assembly senate duma court tribunal police force forces army navy "
        "brigade regiment battalion corps division squadron guard guards militia front alliance coalition "
        "movement league union federation confederation association society organization organisation "
        "foundation fund trust charity club fc afc cf sc fk team orchestra choir ensemble band theatre "
        "theater museum gallery library hospital clinic bank holdings holding group corp corporation inc "
        "incorporated co company ltd limited llc llp plc gmbh ag sa nv spa industries enterprises partners "
        "associates capital ventures systems technologies technology laboratories laboratory labs motors "
        "airlines airways railway railways petroleum oil gas energy electric pharmaceuticals pharma insurance "
        "records recordings pictures studios entertainment media news newspaper times post herald tribune "
        "gazette telegraph journal magazine press radio tv television broadcasting network church diocese "
        "archdiocese synod chamber exchange board panel taskforce cartel brotherhood watch initiative "
        "consortium center centre communications software electronics financial international command"
    )
)
"""The last word of many organisations' names."""

OF_HEADS: Final = frozenset(
    _listed(
        "university college school academy institute ministry department bureau office commission committee "
        "council bank church house court board society association federation union organization organisation "
        "fund foundation museum academy agency authority assembly league party front movement army chamber "
        "institution centre center order confederation"
    )
)
"""Words that begin an organisation's name before "of" or "for"."""

LEGAL_FORMS: Final = frozenset(
    _listed("inc incorporated corp corporation co company ltd limited llc plc gmbh ag sa group holding holdings")
)
"""Words at a company's end that make it no other company."""

AND_HEADS: Final = frozenset(
    _listed("ministry department office committee commission council institute agency bureau centre center faculty")
)
"""Heads whose name may go on after an "and" ("Ministry of Health and Social Care")."""

THING_TAILS: Final = frozenset(
    _listed(
        "act prize award awards cup trophy open championship championships tournament war wars treaty "
        "agreement accord accords protocol convention marathon revolution uprising massacre games festival "
        "day plan programme program summit doctrine theorem syndrome disease virus amendment scandal affair"
    )
)
"""The last word of names of things and events, which are not looked for ("Inflation Reduction Act")."""

STANDING_ORGS: Final = frozenset(_listed("congress parliament senate interpol"))

NOT_TEAMS: Final = frozenset(
    _listed(
        "games awards accords talks papers attacks olympics riots protests elections times news series "
        "championships finals sessions services studies affairs politics economics police authorities "
        "officials residents voters democrats republicans conservatives liberals communists christians "
        "muslims always whereas perhaps sometimes"
    )
)
"""Plurals after a place's name that make it no team's ("Beijing Games")."""

PLACE_TAILS: Final = frozenset(
    _listed(
        "river lake creek mountain mountains hill hills ridge peak island islands isles archipelago sea ocean "
        "bay gulf strait channel canal harbor harbour beach coast cape peninsula valley desert forest woods "
        "park gardens street avenue road boulevard lane highway bridge square plaza airport station port "
        "prison castle palace cathedral mosque temple tower stadium arena county province region district "
        "oblast krai raion municipality prefecture governorate township village borough city town state "
        "territory republic kingdom empire reservoir dam falls glacier volcano reef plateau basin zone border "
        "heights cemetery drive dock docks gym mall hall trail terminal building hotel inn resort campus pond "
        "field track speedway circuit crescent terrace alley parkway freeway expressway turnpike crossing "
        "junction lagoon cove delta gorge canyon fjord marsh swamp memorial monument"
    )
)
VAGUE_TAILS: Final = frozenset(
    _listed(
        "district state region territory zone heights border city town village basin station county province "
        "municipality borough port prison cemetery plateau woods gardens plaza stadium arena tower building "
        "field track terminal campus circuit crossing"
    )
)
"""Of these, words that need a name before them, not only other English words ("Uptown District")."""
PLACE_HEADS: Final = frozenset(
    _listed("mount mt lake cape fort port river isle camp san santa sao saint st los las el")
)
PLACE_OF_HEADS: Final = frozenset(
    _listed(
        "republic kingdom state city town gulf strait bay isle island cape province county principality duchy "
        "sea lake region oblast district emirate sultanate commonwealth municipality village"
    )
)
"""Words before "of" and a place that belong to its name where they are capital ("Republic of Chuvashia")."""

AREA_KINDS: Final = {
    "region": "region", "regions": "region", "oblast": "region", "oblasts": "region", "province": "region",
    "provinces": "region", "state": "region", "states": "region", "republic": "region", "republics": "region",
    "governorate": "region", "county": "region", "territory": "region", "krai": "region", "district": "region",
    "city": "city", "cities": "city", "town": "city", "towns": "city", "capital": "city", "port": "city",
    "village": "city", "villages": "city", "suburb": "city", "suburbs": "city",
    "country": "country", "countries": "country", "nation": "country", "nations": "country",
}  # fmt: skip
"""What a common noun beside a place says of its kind ("the region of Kherson", "Kherson region")."""

PARTICLES: Final = frozenset(
    _listed("de da do dos das del della di du la le van von der den ter ten bin ibn bint al el ul ud y e zu af av abu")
)
"""Small words inside a person's name."""

SUFFIXES: Final = frozenset(_listed("jr sr ii iii iv vi vii viii ix xi xii xiv"))

CALENDAR: Final = frozenset(
    _listed(
        "january february march april may june july august september october november december jan feb mar "
        "apr jun jul aug sept sep oct nov dec monday tuesday wednesday thursday friday saturday sunday mon "
        "tue tues wed thu thur thurs fri sat sun christmas easter ramadan eid hanukkah thanksgiving halloween "
        "diwali passover lent gmt utc est edt pst pdt cet am pm bc ad ce bce"
    )
)
"""Capital words of the calendar: never a name here."""

FUNCTION_WORDS: Final = frozenset(
    _listed(
        "the a an this that these those his her its their our my your some any all most many both each every other "
        "another such no not only even just in on at by for from to of with without within into onto upon over under "
        "after before during since until while when where why how what who whom whose which if unless although though "
        "because as than so yet but and or nor then there here now also however meanwhile moreover still again once "
        "twice among between against about above below across along amid around despite he she it they we you i is "
        "are was were be been has have had do does did will would can could may might must shall should"
    )
)
"""Words that begin no name, however they are written (a table's name may: "The Hague")."""

AUXILIARIES: Final = frozenset(
    _listed("is was has had will would also did does may might must can could should and himself herself")
)
"""After a surname at the start of a sentence: the rest of a clause about a person."""

NOT_NAMES: Final = frozenset(
    _listed(
        "i god internet english covid ok dvd cd tv pc usb dna rna hiv aids ceo cfo gdp vat iq faq pdf html "
        "url http https www suv ufo vip phd ba ma mba bsc msc ied ngo ngos lgbt lgbtq lgbtqi diy rip asap fyi "
        "lol omg btw imo imho id ids gps led lcd atm dj mc hd sms sim wifi bluetooth xml css cpu gpu ram rom "
        "api sql ai vr ar ev evs ipo eta ps re vs no mp mps nb pm pms usd eur gbp rs pr hr rd st ave blvd kg "
        "km cm mm mph kph kwh mw hz ghz mb gb tb christian christians muslim muslims islam islamic "
        "christianity catholic catholics protestant protestants buddhist buddhists buddhism hindu hindus "
        "hinduism sikh sikhs judaism orthodox sunni shia shiite shiites democrat democrats republican "
        "republicans tory tories communist communists socialist nazi nazis marxist liberal conservative "
        "labour bible quran koran torah olympic olympics oscar oscars grammy nobel brexit medicaid medicare "
        "obamacare nafta daca tpp aca ahca dui dwi pac mdt cst mst cdt adt hst googled twitter-storm islamist "
        "islamists jihadist holocaust renaissance marxism capitalism earth mars moon jupiter venus saturn "
        "chapter article section figure table page part act volume vol annex appendix paragraph resolution "
        "protocol directive amendment clause schedule rule step phase level grade type class category version "
        "windows icbm icbms slbm atacms himars uav uavs drone"
    )
)
"""Capital words that name no person, organisation or place."""

DIRECTIONS: Final = frozenset(_listed("northern southern eastern western central north south east west upper lower"))
"""Regions are called so, but alone the word is an adjective."""

PLACE_DESPITE_WORD: Final = frozenset(_listed("turkey china chad jordan georgia"))
"""Countries whose names are English words or names too, and that news means first."""

NEEDS_EVIDENCE: Final = frozenset(
    _listed(
        "reading nice mobile split bath cork orange man of bar best male much most many wells sale deal ware "
        "hull battle rugby buy dover lead victoria florence charlotte sydney austin dallas jackson lincoln "
        "jefferson madison hamilton nelson wellington santiago san diego jose marina paradise "
        "independence republic union liberty hope grace rose ray surprise spring springs home bay summit "
        "price eagle temple orange commerce industry enterprise corona pearl gary eugene troy vincent marion "
        "logan carson clinton houston bush gore kent clay franklin warren douglas lawrence montgomery "
        "marshall wayne irving bryan tyler allen norman arlington aurora ontario hercules novo central "
        "northern southern eastern western north south east west nord sud est lower upper grand center centre "
        "sector capital district federal regional islands national municipal free state littoral valle sucre "
        "bolivar guerrero morelos hidalgo juarez zapata carmen victoria lara miranda mercedes benedict "
        "francis martin douglas kant hegel la las los le al el de an on as or at is my so we us he me it do "
        "go no obama putin biden trump merkel macron kim lee park li wang chen ma song tang ha son bo to wu "
        "xi hu he lu nur ali hassan omar ibrahim abu isa musa rama ram hari sol luna ada ana mary ann ben sam "
        "tom tim max jim don ed dan van viola messina palermo verona modena ravenna como siena pisa lucca "
        "prato lens tours nancy lille vichy metz rennes angers nantes lens young mayo imperial"
    )
)
"""Place names that are as often something else: taken only beside a cue (the stop list of the gazetteer)."""

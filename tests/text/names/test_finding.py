"""Which words are names, and of what type."""

import pytest

from tests.text.names.cases import names

P, ORG, L, N = "PERSON", "ORGANISATION", "LOCATION", "NATIONALITY"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # persons: title, honorific, given name, initials, particles
        ("Ms Torvald spoke first.", [("Torvald", P)]),
        ("It was signed by President Marta Quell on Monday.", [("Marta Quell", P)]),
        ("A spokesman, Dmitry Peskov, declined.", [("Dmitry Peskov", P)]),
        ("Then spokeswoman Ylva Brankovic resigned.", [("Ylva Brankovic", P)]),
        ("The book by J. K. Rowling sold well.", [("J. K. Rowling", P)]),
        ("He met Mohammed bin Salman twice.", [("Mohammed bin Salman", P)]),
        ("Ursula von der Leyen agreed.", [("Ursula von der Leyen", P)]),
        ("Foreign Minister Annalena Baerbock flew home.", [("Annalena Baerbock", P)]),
        ("Jean-Claude Juncker laughed.", [("Jean-Claude Juncker", P)]),
        # possessives are cut off, apostrophes inside a name are not
        ("Mr Putin's plan failed.", [("Putin", P)]),
        ("Mary O'Brien's plan failed.", [("Mary O'Brien", P)]),
        # a given name that is a place too
        ("Michael Jordan and Paris Hilton met.", [("Michael Jordan", P), ("Paris Hilton", P)]),
        ("Jack London wrote it.", [("Jack London", P)]),
        # places
        ("It rained in Ulyanovsk and Rostov-on-Don.", [("Ulyanovsk", L), ("Rostov-on-Don", L)]),
        ("They left the U.S. for the UK.", [("U.S.", L), ("UK", L)]),
        ("US-trained crews left for Russian-occupied Kherson.", [("US", L), ("Russian", N), ("Kherson", L)]),
        ("The Republic of Chuvashia lies on the Volga River.", [("Republic of Chuvashia", L), ("Volga River", L)]),
        ("Shells fell on Kharkiv Oblast.", [("Kharkiv Oblast", L)]),
        ("The St. Petersburg court sat.", [("St. Petersburg", L)]),
        # organisations: registry, heads, abbreviations
        ("RFE/RL's reporters told The Associated Press.", [("RFE/RL", ORG), ("The Associated Press", ORG)]),
        ("The Bank of England and AT&T disagree.", [("Bank of England", ORG), ("AT&T", ORG)]),
        ("She left al-Qaeda for al-Shabaab.", [("al-Qaeda", ORG), ("al-Shabaab", ORG)]),
        ("The Ministry of Health and Social Care paid.", [("Ministry of Health and Social Care", ORG)]),
        ("Students of Vilmar State University marched.", [("Vilmar State University", ORG)]),
        ("Nato and NATO are one, and so is Unicef.", [("Nato", ORG), ("NATO", ORG), ("Unicef", ORG)]),
        ("Rapper Kanye West and Prince Harry left.", [("Kanye West", P), ("Prince Harry", P)]),
        ("Then Martin Luther King Jr. spoke.", [("Martin Luther King Jr", P)]),
        ("The talks with Mrs de Palacio ended.", [("de Palacio", P)]),
        (
            "Senators met Chuck Grassley, R-Iowa, in Tampa, Fla.",
            [("Chuck Grassley", P), ("Iowa", L), ("Tampa", L), ("Fla", L)],
        ),
        ("The Quebec Nordiques and the Houston Rockets lost.", [("Quebec Nordiques", ORG), ("Houston Rockets", ORG)]),
        (
            "Siemens AG and Samsung Electronics Co Ltd signed.",
            [("Siemens AG", ORG), ("Samsung Electronics Co Ltd", ORG)],
        ),
        (
            "The Department of Homeland Security and U.S. allies met.",
            [("Department of Homeland Security", ORG), ("U.S.", L)],
        ),
        ("He died at St. Jude Children's Research Hospital.", [("St. Jude Children's Research Hospital", ORG)]),
        ("The Orla County Sheriff's Department said so.", [("Orla County Sheriff's Department", ORG)]),
        # nationalities
        ("Afghan and Chechen troops met Germans.", [("Afghan", N), ("Chechen", N), ("Germans", N)]),
        # names in other scripts' letters
        ("The president, Recep Tayyip Erdoğan, spoke in İzmir.", [("Recep Tayyip Erdoğan", P), ("İzmir", L)]),
        ("Médecins Sans Frontières left Bogotá.", [("Médecins Sans Frontières", ORG), ("Bogotá", L)]),
    ],
)
def test_names_are_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Tens of thousands fled. Soldiers stood by. Local authorities said so.",
        "Some complained. Its forces retreat. Nearly all left. Despite this, people stayed.",
        "Recruits line up. Terrorists and sex offenders are exempt. People with flags walk.",
        "Reading is fun. Nice weather. Mobile phones. Turkeys gobble. Of course. Will they? May I?",
        "On Monday, in November, at Christmas.",
        "I bought a DVD for my PC and the CEO watched TV.",
        "it works for us and for who needs it",
        "318,000 men, 47-year-olds, 3.5 and F16s",
        "WE LOVE IT SO MUCH AND WHO ARE YOU TO TELL US",
        "They passed the Inflation Reduction Act and watched the World Cup.",
        "Write to someone_else@example.org or http://example.org/Some_Page",
        "The Hwasong-14 flew for 37 minutes.",
        "Talks About War And Peace Go On As Winter Comes",
        "The vote was close, the Atlantic wrote.",
        "It was read on Cincinnati.com first.",
    ],
)
def test_ordinary_words_are_none(text: str) -> None:
    assert names(text) == []


def test_a_sea_and_a_city_stay_places_elsewhere() -> None:
    text = "The ship crossed the Atlantic, Boston.com wrote. It left the Atlantic Ocean and lay in Boston."
    assert names(text) == [("Atlantic", "LOCATION"), ("Atlantic Ocean", "LOCATION"), ("Boston", "LOCATION")]
    assert names("They met in Boston. Crews had crossed the Atlantic.") == [
        ("Boston", "LOCATION"),
        ("Atlantic", "LOCATION"),
    ]


def test_a_name_of_the_body_is_found_in_the_headline() -> None:
    text = "Brankovic Signs Law On Schools\n\nPresident Ylva Brankovic signed it."
    assert names(text, headline_end=30) == [("Brankovic", P), ("Ylva Brankovic", P)]


def test_a_surname_that_is_a_word_is_seen_at_a_start() -> None:
    text = "Rice calls for calm\n\nMs Condoleezza Rice spoke to Ms Rice. Rice left."
    assert [surface for surface, _ in names(text, headline_end=19)] == ["Rice", "Condoleezza Rice", "Rice", "Rice"]


def test_a_surname_alone_is_a_person_once_the_person_is_known() -> None:
    assert names("Yevgeny Prigozhin came. Later the guards let Prigozhin go.") == [
        ("Yevgeny Prigozhin", P),
        ("Prigozhin", P),
    ]


def test_capitals_throughout_still_show_known_names() -> None:
    assert names("PUTIN MEETS MACRON IN MOSCOW AMID NATO ROW\n\nVladimir Putin met Emmanuel Macron.") == [
        ("PUTIN", P),
        ("MACRON", P),
        ("MOSCOW", L),
        ("NATO", ORG),
        ("Vladimir Putin", P),
        ("Emmanuel Macron", P),
    ]


def test_other_languages_get_the_tables_alone() -> None:
    text = "Der Präsident sprach in Berlin mit der NATO und Frau Schmidt über den Iran."
    assert names(text, english=False) == [("Berlin", L), ("NATO", ORG), ("Iran", L)]

"""Names that the words beside them settle: tags of parties, possessives of countries, companies at a start."""

import pytest

from tests.text.names.cases import names
from worker.text.names import find_names

P, ORG, L = "PERSON", "ORGANISATION", "LOCATION"


@pytest.mark.parametrize(
    ("text", "state", "id_"),
    [
        ("Sen. Marta Quell, D-Conn., said so.", "Conn", "iso3166-2:US-CT"),
        ("Sen. Marta Quell (R-Ill.) said so.", "Ill", "iso3166-2:US-IL"),
        ("Sen. Marta Quell, I-Vt., said so.", "Vt", "iso3166-2:US-VT"),
        ("Rep. Marta Quell, D-N.Y., said so.", "N.Y.", "iso3166-2:US-NY"),
        ("Rep. Marta Quell (D-New Mexico) said so.", "New Mexico", "iso3166-2:US-NM"),
        ("Rep. Marta Quell (R-Ga.) said so.", "Ga", "iso3166-2:US-GA"),
    ],
)
def test_a_partys_tag_is_the_state(text: str, state: str, id_: str) -> None:
    mentions, entities = find_names(text, ())
    assert [(mention.surface, mention.type) for mention in mentions] == [("Marta Quell", P), (state, L)]
    assert entities[mentions[1].entity].entity_id == id_


def test_tags_are_apart_from_each_other_and_from_persons() -> None:
    mentions, entities = find_names("Sen. Marta Quell, D-Minn., met Rep. Ylva Brand, R-Wyo., and left.", ())
    assert [(mention.surface, mention.type) for mention in mentions] == [
        ("Marta Quell", P),
        ("Minn", L),
        ("Ylva Brand", P),
        ("Wyo", L),
    ]
    assert len(entities) == 4


@pytest.mark.parametrize("text", ["They landed (D-Day) at dawn.", "A good source of it, D-Wave or not, is rare."])
def test_a_letter_before_another_word_is_no_tag(text: str) -> None:
    assert L not in [type_ for _, type_ in names(text)]


@pytest.mark.parametrize(
    ("text", "country", "person"),
    [
        ("Jordan's King Abdullah met Michael Jordan.", "Jordan", "Michael Jordan"),
        ("Chad's president met Chad Smith.", "Chad", "Chad Smith"),
        ("Michael Jordan flew in. Jordan’s new prime minister met him.", "Jordan", "Michael Jordan"),
    ],
)
def test_a_countrys_office_is_no_persons(text: str, country: str, person: str) -> None:
    mentions, entities = find_names(text, ())
    by_surface = {mention.surface: mention for mention in mentions}
    assert (by_surface[country].type, by_surface[person].type) == (L, P)
    assert by_surface[country].entity != by_surface[person].entity
    assert entities[by_surface[country].entity].resolved


def test_what_persons_have_stays_the_persons() -> None:
    assert names("Michael Jordan retired. Jordan's agent said so. Jordan's wife agreed.") == [
        ("Michael Jordan", P),
        ("Jordan", P),
        ("Jordan", P),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Amazon shares rose 3 percent.", ["Amazon"]),
        ("Amazon, which employs many people, said it would hire more.", ["Amazon"]),
        ("Apple and Microsoft are customers.", ["Apple", "Microsoft"]),
        ("WHO and UNICEF officials visited the camp.", ["WHO", "UNICEF"]),
        ("Meta reported profits. Target said sales fell.", ["Meta", "Target"]),
        ("Shell announced a deal.", ["Shell"]),
        ("Rival General Electric reported a loss.", ["General Electric"]),
        ("Carmaker Toyota reported a loss.", ["Toyota"]),
        ("Chipmaker Nvidia reported a loss.", ["Nvidia"]),
        ("Apple pie is popular in autumn.", []),
        ("Apple and pear trees bloom.", []),
        ("Who said that the talks would fail?", []),
        ("Target practice began. Shell companies are legal.", []),
        ("Meta analysis and shell scripts are hard.", []),
    ],
)
def test_a_listed_company_is_seen_at_a_start(text: str, expected: list[str]) -> None:
    assert names(text) == [(surface, ORG) for surface in expected]


@pytest.mark.parametrize(
    ("text", "country", "id_"),
    [
        ("Georgia, the former Soviet republic, held elections.", "US", "iso3166:GE"),
        ("They flew to Georgia, a small country in the Caucasus.", "US", "iso3166:GE"),
        ("Tourists from Texas and Ohio like Georgia, a former Soviet republic.", "US", "iso3166:GE"),
        ("They flew to Georgia, a swing state.", None, "iso3166-2:US-GA"),
        ("They flew to Georgia, the southern state where peaches grow.", None, "iso3166-2:US-GA"),
        ("In Georgia, a city councilman voted with Ohio and Texas.", "US", "iso3166-2:US-GA"),
    ],
)
def test_an_apposition_says_which_place(text: str, country: str | None, id_: str) -> None:
    mentions, entities = find_names(text, (), country=country)
    (georgia,) = (mention for mention in mentions if mention.surface == "Georgia")
    assert entities[georgia.entity].entity_id == id_

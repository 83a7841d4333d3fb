"""One entity for all its mentions."""

import pytest

from tests.text.names.cases import entities, groups


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Putin left. President Vladimir Putin said so. Mr Putin's aide and Vladimir Putin agreed.",
            [["Putin", "Vladimir Putin", "Putin", "Vladimir Putin"]],
        ),
        # two of one surname: the one named last
        (
            "Hillary Clinton spoke. Mrs Clinton smiled. Then Bill Clinton came. Mr Clinton waved.",
            [["Hillary Clinton", "Clinton"], ["Bill Clinton", "Clinton"]],
        ),
        # initials
        ("George W. Bush spoke, and G. Bush left.", [["George W. Bush", "G. Bush"]]),
        # spellings of one registry entry
        ("The US and the United States and America.", [["US", "United States", "America"]]),
        ("Kiev is Kyiv.", [["Kiev", "Kyiv"]]),
        # an abbreviation in brackets
        (
            "The Northern Lights Association (NLA) met. The NLA voted.",
            [["Northern Lights Association", "NLA", "NLA"]],
        ),
        # its head alone, with an article
        (
            "The Ministry of Works opened a case. On Friday the Ministry closed it.",
            [["Ministry of Works", "Ministry"]],
        ),
        # a compound surname
        ("Andrés Manuel López Obrador spoke. López Obrador left.", [["Andrés Manuel López Obrador", "López Obrador"]]),
        # a legal form
        ("Quillon Holdings Ltd fell. Quillon Holdings rose.", [["Quillon Holdings Ltd", "Quillon Holdings"]]),
        ("Siemens AG fell and Siemens rose.", [["Siemens AG", "Siemens"]]),
        # nationality: adjective and noun
        ("Russian troops and Russians.", [["Russian", "Russians"]]),
        # the place and the man
        (
            "In Washington, Denzel Washington spoke. Mr Washington left.",
            [["Washington"], ["Denzel Washington", "Washington"]],
        ),
    ],
)
def test_mentions_are_grouped(text: str, expected: list[list[str]]) -> None:
    assert groups(text) == expected


def test_the_canonical_name_is_the_fullest_or_the_registrys() -> None:
    found = entities("Mr Prigozhin met AP. Yevgeny Prigozhin left the UK.")
    assert list(found) == ["Yevgeny Prigozhin", "Associated Press", "United Kingdom"]
    assert found["Yevgeny Prigozhin"].aliases == ("Prigozhin",)
    assert found["Associated Press"].aliases == ("AP",)


def test_salience_falls_with_place_and_count() -> None:
    text = "Kyiv shook. " + "Kyiv and Warsaw talked. " * 3 + "Nothing came of it, said Oslo."
    found = entities(text)
    assert found["Kyiv"].salience > found["Warsaw"].salience > found["Oslo"].salience
    assert all(0 <= entity.salience <= 1 for entity in found.values())

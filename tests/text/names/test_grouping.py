"""One entity for all its mentions."""

import pytest

from tests.text.names.cases import entities, groups
from tests.text.names.marked import case_of


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


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[[Mr Weiss|P|a]] met [[Mrs Weiss|P|b]].", ["name:PERSON:weiss", "name:PERSON:mrs weiss"]),
        ("[[Prince Harald|P|a]] met [[King Harald|P|b]].", ["name:PERSON:harald", "name:PERSON:king harald"]),
        ("[[Harald|P|a]] met [[Harald|P|a]].", ["name:PERSON:harald"]),
        ("The [[Hartleys|P|a]] and [[Tom Hartley|P|b]].", ["name:PERSON:hartleys", "name:PERSON:tom hartley"]),
        ("[[Recep Tayyip Erdoğan|P|a]] left.", ["name:PERSON:recep tayyip erdogan"]),
        ("[[Kim Jong Un|P|a]] is [[Kim Jong-un|P|a]].", ["name:PERSON:kim jong un"]),
        ("[[President Vladimir Putin's|P|a]] aide", ["name:PERSON:vladimir putin"]),
    ],
)
def test_an_id_is_the_bare_fullest_name_and_each_has_its_own(marked: str, expected: list[str]) -> None:
    assert [entity.entity_id for entity in case_of("", marked).given()[1]] == expected


@pytest.mark.parametrize(
    ("marked", "count"),
    [
        # who is so called from the first on is not the one kin whose full name stands here
        ("[[Trump|P|t]] left. [[Eric Trump|P|e]] stayed. [[Trump|P|t]] waved.", 2),
        ("[[Eric Trump|P|e]] left. [[Trump|P|e]] waved.", 1),
        # an office tells who is meant
        ("[[Chancellor Anton Weiss|P|a]] met [[Clara Weiss|P|c]]. The [[chancellor Weiss|P|a]] left.", 2),
        # what a text says of an abbreviation is truer than the registry
        ("The [[World Hat Office|O|w]] ([[WHO|O|w]]) met. The [[WHO|O|w]] voted.", 1),
        # the end of two names stands for neither
        ("[[Arle United|O|a]] met [[Bore United|O|b]]. [[United|O|u]] won.", 3),
    ],
)
def test_mentions_are_one_or_not(marked: str, count: int) -> None:
    case = case_of("", marked)
    mentions, made = case.given()
    assert len(made) == count
    by_label: dict[str, set[int]] = {}
    for mention, mark in zip(mentions, case.marks, strict=True):
        by_label.setdefault(mark.gold, set()).add(mention.entity)
    assert all(len(numbers) == 1 for numbers in by_label.values())

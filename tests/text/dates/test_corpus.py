"""The corpus: each marked surface is found with its span and its value, and no other moment beside it."""

from datetime import date

import pytest

from tests.text.dates.corpus import FAMILIES, NOTHING
from worker.text.dates import Reference, find_moments
from worker.text.dates.holidays import HOLIDAYS, holiday
from worker.text.dates.rules import GRAMMAR, RULES

WRITTEN = Reference(2022, 11, 4, 10, 0)
EXAMPLES = [
    pytest.param(meaning, sentence, id=f"{family}: {sentence}")
    for family, meanings in FAMILIES.items()
    for meaning, sentences in meanings.items()
    for sentence in sentences
]


@pytest.mark.parametrize(("meaning", "sentence"), EXAMPLES)
def test_one_meaning_many_surfaces(meaning: str, sentence: str) -> None:
    start, end = sentence.index("«"), sentence.index("»") - 1
    text = sentence.replace("«", "").replace("»", "")
    value, _, mod = meaning.partition(" ")
    found = [(each.start, each.end, each.value, each.mod) for each in find_moments(text, reference=WRITTEN)]
    assert found == [(start, end, value, mod or None)]


@pytest.mark.parametrize(
    "text", [pytest.param(text, id=f"{why}: {text}") for why, texts in NOTHING.items() for text in texts]
)
def test_what_is_no_date(text: str) -> None:
    assert find_moments(text, reference=WRITTEN) == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He left on November 4.", "XXXX-11-04"),
        ("He left on Friday.", "XXXX-WXX-5"),
        ("He left on Friday morning.", "XXXX-WXX-5TMO"),
        ("He left in September.", "XXXX-09"),
        ("He left last month.", "XXXX-XX"),
        ("He left last year.", "XXXX"),
        ("He left yesterday.", "XXXX-XX-XX"),
        ("He left last week.", "XXXX-WXX"),
        ("He left in the third quarter.", "XXXX-Q3"),
        ("He left at 1:55 p.m.", "T13:55"),
        ("He left at Christmas.", "XXXX-12-25"),
        ("He left two weeks ago.", "XXXX-WXX"),
    ],
)
def test_without_a_reference_nothing_is_guessed(text: str, value: str) -> None:
    (found,) = find_moments(text)
    assert (found.value, found.anchor, found.begins and "-" in found.begins) in (
        (value, "none", None),
        (value, "none", False),
    )


@pytest.mark.parametrize(
    ("reference", "text", "value"),
    [
        (Reference(2022), "It rose last year.", "2021"),
        (Reference(2022), "It rose last month.", "XXXX-XX"),
        (Reference(2022), "It fell on Friday.", "XXXX-WXX-5"),
        (Reference(2022, 11), "It rose last month.", "2022-10"),
        (Reference(2022, 11), "It rose yesterday.", "XXXX-XX-XX"),
        (Reference(2022, 11), "It was signed on October 3.", "2022-10-03"),
    ],
)
def test_a_reference_settles_what_it_can(reference: Reference, text: str, value: str) -> None:
    (found,) = find_moments(text, reference=reference)
    assert found.value == value


def test_an_ambiguous_day_has_readings_and_no_value() -> None:
    (found,) = find_moments("It was signed on 03/04/2022.", reference=WRITTEN)
    assert (found.value, found.status, found.readings) == (None, "ambiguous", ("2022-03-04", "2022-04-03"))
    assert (found.begins, found.ends) == (None, None)
    (sure,) = find_moments("It was signed on 04/04/2022.", reference=WRITTEN)
    assert (sure.value, sure.status) == ("2022-04-04", "ok")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It burned on May 3, 2019. He fled the same day.", ["2019-05-03", "2019-05-03"]),
        ("It burned on May 3, 2019. A day later he fled.", ["2019-05-03", "2019-05-04"]),
        ("It burned in May 2019. He fled the following month.", ["2019-05", "2019-06"]),
        ("It burned in 2019. He fled the previous year.", ["2019", "2018"]),
        ("It burned on May 3, 2019. He fled two weeks later.", ["2019-05-03", "2019-W20"]),
    ],
)
def test_a_date_before_is_an_anchor(text: str, values: list[str]) -> None:
    found = find_moments(text, reference=WRITTEN)
    assert [each.value for each in found] == values
    assert found[1].anchor == "text"


def test_a_yearless_date_before_is_an_anchor_for_its_own_day() -> None:
    found = find_moments("It burned on May 3. He fled the same day.")
    assert [(each.value, each.anchor) for each in found] == [("XXXX-05-03", "none"), ("XXXX-05-03", "text")]


def test_what_is_listed_looks_the_same_way() -> None:
    for text, values in (
        ("It will ship grain in June, July and August.", ["2023-06", "2023-07", "2023-08"]),
        ("It shipped grain in June, July and August.", ["2022-06", "2022-07", "2022-08"]),
        ("They will meet on Monday and Tuesday.", ["2022-11-07", "2022-11-08"]),
    ):
        assert [each.value for each in find_moments(text, reference=WRITTEN)] == values


def test_what_is_listed_lies_together() -> None:
    for text, values in (
        ("It shipped grain in September, January and March.", ["2022-09", "2023-01", "2023-03"]),
        ("It was paid on Aug. 5, Sept. 5 and Jan. 5.", ["2022-08-05", "2022-09-05", "2023-01-05"]),
    ):
        assert [each.value for each in find_moments(text, reference=WRITTEN)] == values
    assert [each.value for each in find_moments("On July 12, 2014, July 13 and July 14.")] == [
        "2014-07-12",
        "2014-07-13",
        "2014-07-14",
    ]


def test_what_runs_backwards_or_compares_is_no_stretch() -> None:
    for text, values in (
        ("It was moved from Nov. 9, 2022 to Nov. 2, 2022.", ["2022-11-09", "2022-11-02"]),
        ("It rose from 6.1 percent in 1985 to last year's level.", ["1985", "2021"]),
        ("(May 2013 - Christmas)", ["2013-05", "2022-12-25"]),
    ):
        assert [each.value for each in find_moments(text, reference=WRITTEN)] == values


def test_in_three_days_is_a_day_ahead_or_how_long_it_took() -> None:
    (ahead,) = find_moments("The board will meet in three days.", reference=WRITTEN)
    assert (ahead.surface, ahead.type, ahead.value) == ("in three days", "DATE", "2022-11-07")
    (took,) = find_moments("The crew finished in three days.", reference=WRITTEN)
    assert (took.surface, took.type, took.value) == ("three days", "DURATION", "P3D")


def test_newsrooms_write_the_weekday_of_today_in_both_tenses() -> None:
    for text in ("The court ruled on Friday.", "The court will rule on Friday."):
        (found,) = find_moments(text, reference=WRITTEN)
        assert found.value == "2022-11-04"


def test_the_dateline_is_told_from_the_day_of_publication() -> None:
    (found,) = find_moments("He left on Friday.", reference=Reference(2022, 11, 4, kind="dateline"))
    assert found.anchor == "dateline"


def test_bounds_are_half_open() -> None:
    bounds = {
        "in September": ("2022-09-01", "2022-10-01"),
        "on November 4": ("2022-11-04", "2022-11-05"),
        "in 2019": ("2019-01-01", "2020-01-01"),
        "from May 3 to 5": ("2022-05-03", "2022-05-06"),
        "two weeks ago": ("2022-10-21", "2022-10-22"),
        "earlier this year": ("2022-01-01", "2022-11-05"),
        "over the past three weeks": ("2022-10-14", "2022-11-04"),
        "at 1:55 p.m.": ("2022-11-04T13:55:00", "2022-11-04T13:56:00"),
        "at 9 a.m. ET": ("2022-11-04T09:00:00-04:00", "2022-11-04T09:01:00-04:00"),
        "at 18:30 GMT": ("2022-11-04T18:30:00+00:00", "2022-11-04T18:31:00+00:00"),
        "in the 1990s": ("1990-01-01", "2000-01-01"),
        "for the rest of the year": ("2022-11-04", "2023-01-01"),
        "in late March": ("2022-03-21", "2022-04-01"),
        "in mid-2021": ("2021-05-01", "2021-09-01"),
        "in the early 1980s": ("1980-01-01", "1984-01-01"),
        "at the end of last week": ("2022-10-28", "2022-10-31"),
        "in the last two quarters": ("2022-04-01", "2022-10-01"),
    }
    for text, expected in bounds.items():
        (found,) = find_moments(f"It was seen {text}.", reference=WRITTEN)
        assert (found.begins, found.ends) == expected, text


def test_sets_keep_how_often() -> None:
    kept = {
        "every Monday": ("XXXX-WXX-1", "EVERY", None),
        "twice a week": ("P1W", "EVERY", "2X"),
        "three times a day": ("P1D", "EVERY", "3X"),
        "annually": ("P1Y", "EVERY", None),
        "every two weeks": ("P2W", "EVERY", None),
    }
    for text, expected in kept.items():
        (found,) = find_moments(f"They meet {text}.", reference=WRITTEN)
        assert (found.type, (found.value, found.quant, found.freq)) == ("SET", expected)


def test_dates_that_the_calendar_has_not_have_no_value() -> None:
    for text in ("on February 30, 2022", "on 31 November 2022", "on 32/13/2022"):
        assert [(each.surface, each.value, each.status) for each in find_moments(text)] == [
            (text[3:], None, "malformed")
        ]
    for text in ("on 2022-13-40", "in the year 0000"):
        assert all(each.surface not in text[3:] or each.value for each in find_moments(text))
    assert find_moments("It was on 99/99/9999.") == ()


def test_every_rule_makes_something_of_a_level_that_others_use() -> None:
    """A rule of a level that nobody reads would be dead."""
    used = {part.strip("=?<>") for rule in RULES for part in rule.pattern.split() if "<" in part} | {"moment", "date"}
    assert {rule.level for rule in RULES} <= used
    assert set(GRAMMAR.atoms) <= used
    names = [(rule.level, rule.name) for rule in RULES]
    assert len(names) == len(set(names))


def test_holidays_stand_on_their_known_days() -> None:
    """US and church calendars of 2024, as published by opm.gov and the Church of England."""
    known = {
        "thanksgiving": date(2024, 11, 28), "labor day": date(2024, 9, 2), "memorial day": date(2024, 5, 27),
        "presidents day": date(2024, 2, 19), "mlk day": date(2024, 1, 15), "columbus day": date(2024, 10, 14),
        "easter": date(2024, 3, 31), "good friday": date(2024, 3, 29), "ash wednesday": date(2024, 2, 14),
        "pentecost": date(2024, 5, 19), "black friday": date(2024, 11, 29), "cyber monday": date(2024, 12, 2),
    }  # fmt: skip
    assert {name: holiday(name, 2024) for name in known} == known
    assert all(holiday(name, 2024) is not None for name in HOLIDAYS)


def test_holidays_by_the_moon_stand_on_their_known_days() -> None:
    """As the governments of Saudi Arabia, Israel, China and India published them; Greek Easter of goarch.org."""
    known = {
        ("eid al fitr", 2018): date(2018, 6, 15), ("eid al adha", 2018): date(2018, 8, 21),
        ("yom kippur", 2023): date(2023, 9, 25), ("hanukkah", 2022): date(2022, 12, 19),
        ("chinese new year", 2022): date(2022, 2, 1), ("diwali", 2022): date(2022, 10, 24),
        ("orthodox easter", 2022): date(2022, 4, 24), ("koningsdag", 2025): date(2025, 4, 26),
        ("boss s day", 2022): date(2022, 10, 17),
    }  # fmt: skip
    assert {(name, year): holiday(name, year) for name, year in known} == known
    assert holiday("diwali", 1900) is None


def test_a_holiday_of_several_days_ends_with_its_last() -> None:
    (found,) = find_moments("They fasted for Ramadan 2022.")
    assert (found.surface, found.value, found.mod) == ("Ramadan 2022", "2022-04-02/2022-05-01", "APPROX")
    (found,) = find_moments("It was lit for Hanukkah 2022.")
    assert (found.value, found.begins, found.ends) == ("2022-12-19/2022-12-26", "2022-12-18", "2022-12-27")


@pytest.mark.parametrize(
    ("text", "country", "value"),
    [
        ("It was on 03/04/2022.", "US", "2022-03-04"),
        ("It was on 03/04/2022.", "GB", "2022-04-03"),
        ("It was on 03/04/2022.", "CA", None),
        ("It was on 03/04/2022, not on 25/12/2021.", "US", "2022-04-03"),
        ("It was on 03/04/2022, not on 25/12/2021 or 12/25/2021.", "US", None),
    ],
)
def test_what_stands_first_is_told_by_the_text_or_its_country(text: str, country: str, value: str | None) -> None:
    found = find_moments(text, reference=WRITTEN, country=country)[0]
    assert found.value == value
    assert found.status == ("ok" if value else "ambiguous")


@pytest.mark.parametrize(
    "text",
    [
        "It was on «31 June».",
        "It was on «29 February 2023».",
        "On «June 31, 2022» it sank.",
        "It was filed on «14/14/2022».",
        "It was filed on «33/03/2021».",
        "It was filed on «41.05.2021».",
        "It was filed on «05-40-2021», she said.",
        "Filed: «00/11/2022».",
    ],
)
def test_a_day_that_no_calendar_has_is_malformed(text: str) -> None:
    (found,) = find_moments(text.replace("«", "").replace("»", ""), reference=WRITTEN)
    assert (found.surface, found.value, found.status) == (
        text[text.index("«") + 1 : text.index("»")],
        None,
        "malformed",
    )


def test_a_count_behind_a_month_is_no_day() -> None:
    assert [each.value for each in find_moments("In June 31 people died.", reference=WRITTEN)] == ["2022-06"]


def test_other_figures_with_two_points_are_no_malformed_date() -> None:
    assert find_moments("Version 45.06.2023 is out, and so is 9/45/2500.", reference=WRITTEN) == ()

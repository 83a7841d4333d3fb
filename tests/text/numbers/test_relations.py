"""Parts of a whole and movements, in sentences of our own; and the shared sample articles where they are."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from schemas.annotation import Figure
from worker.text.numbers import find_figures


def named(text: str) -> dict[str, Figure]:
    return {figure.surface: figure for figure in find_figures(text)}


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("In all 900 men joined, including 40 who were volunteers.", "40", "900"),
        ("Only 70 of the more than 500 recruited are there.", "70", "500"),
        ("Two of the five suspects fled.", "Two", "five"),
        ("The fire killed 30 people, 12 of them children.", "12", "30"),
        ("They hold 80 prisoners, 15 of whom are wounded.", "15", "80"),
        ("There were 60 boats, among them 11 tankers.", "11", "60"),
    ],
)
def test_a_part_points_to_its_whole(text: str, part: str, whole: str) -> None:
    figures = find_figures(text)
    surfaces = [figure.surface for figure in figures]
    assert figures[surfaces.index(part)].part_of == surfaces.index(whole)
    assert figures[surfaces.index(whole)].part_of is None


def test_a_part_that_is_larger_than_its_whole_is_inconsistent() -> None:
    figure = named("Some 900 of the 500 men fled.")["900"]
    assert figure.status == "ok"  # "some" leaves the bound open
    assert named("In all 900 of the 500 men fled.")["900"].status == "inconsistent"


@pytest.mark.parametrize(
    ("text", "surface", "direction", "origin", "target"),
    [
        ("Sales rose 5% to 3,200 from 3,050.", "5%", "up", "3,050", "3,200"),
        ("Shares fell 12 percent.", "12 percent", "down", None, None),
        ("Output fell by 3,000 tonnes to 9,000 tonnes.", "3,000 tonnes", "down", None, "9,000 tonnes"),
        ("It raised its key rate by 2 percent.", "2 percent", "up", None, None),
        ("It cut the risk of a relapse by 37%.", "37%", "down", None, None),
        ("Gold lost $12.30 to $3,388.70.", "$12.30", "down", None, "$3,388.70"),
        ("Silver was flat at $37.11.", "$37.11", "unchanged", None, "$37.11"),
        ("A 4% increase is planned.", "4%", "up", None, None),
        ("The rate climbed to 7 percent from 6 percent.", "7 percent", "up", "6 percent", "7 percent"),
        ("Profit was up 20 percent.", "20 percent", "up", None, None),
        ("The share is 5%, down from 8%.", "5%", "down", "8%", "5%"),
        ("The share is 5%, down from 8%.", "8%", "down", "8%", "5%"),
        ("They made 12 arrests, up from 9 in May.", "12", "up", "9", "12"),
        ("The herd grew from 50 to 80 cows.", "80", "up", "50", "80"),
        ("The herd grew from 50 to 80 cows.", "50", "up", "50", "80"),
        ("The stake went from 4.9 percent to 7.1 percent.", "7.1 percent", "up", "4.9 percent", "7.1 percent"),
        ("Guards moved from 9 to 4.", "4", "down", "9", "4"),
        ("The toll has risen by six to 29.", "six", "up", None, "29"),
        ("Gold was up $12.40 at $1,911.60.", "$12.40", "up", None, "$1,911.60"),
        ("It lost 84 points to close at 13,990.", "84", "down", None, "13,990"),
        ("Shares traded 12% lower at $41.", "12%", "down", None, "$41"),
        ("A $3 increase brings the fare to $15.", "$3", "up", None, "$15"),
        ("A 5% rise to 3,200 is due.", "5%", "up", None, "3,200"),
        ("It trimmed its forecast to 1.8% from 2.3%.", "1.8%", "down", "2.3%", "1.8%"),
        ("It raised the estimate of the missing to 200.", "200", "up", None, "200"),
        ("Exports grew at an annual rate of 4.1%.", "4.1%", "up", None, None),
        ("Oil was off 4.6 percent.", "4.6 percent", "down", None, None),
        ("Corn shed 1.5 cents.", "1.5 cents", "down", None, None),
    ],
)
def test_a_movement(text: str, surface: str, direction: str, origin: str | None, target: str | None) -> None:
    figures = find_figures(text)
    surfaces = [figure.surface for figure in figures]
    change = figures[surfaces.index(surface)].change
    assert change is not None
    assert change.direction == direction
    assert (None if change.from_ is None else surfaces[change.from_]) == origin
    assert (None if change.to is None else surfaces[change.to]) == target


@pytest.mark.parametrize(
    ("text", "direction", "origin", "target"),
    [
        ("The toll rose to 14.", "up", None, 0),
        ("It was down from 23.", "down", 0, None),
        ("Unemployment edged down to 3.8 percent.", "down", None, 0),
        ("The firm reduced its work force to 9,800.", "down", None, 0),
        ("Spending will increase to $75 million next year.", "up", None, 0),
    ],
)
def test_one_end_alone_names_itself(text: str, direction: str, origin: int | None, target: int | None) -> None:
    (figure,) = find_figures(text)
    assert figure.change is not None
    assert (figure.change.direction, figure.change.from_, figure.change.to) == (direction, origin, target)


@pytest.mark.parametrize(
    "text",
    [
        "By then it had reached 5.",
        "They lost to 12 men.",
        "Growth to 5 percent is unlikely.",
        "He fell from 30 metres.",
        "She raised concerns to 40 lawmakers.",
        "They advanced to 3 finals.",
        "Prices are $5 off.",
    ],
)
def test_no_end_of_a_change(text: str) -> None:
    (figure,) = find_figures(text)
    assert figure.change is None


@pytest.mark.parametrize(
    "text",
    [
        "Two shot a guard.",
        "Five arrested the man.",
        "Four have killed before.",
    ],
)
def test_who_acts_on_others_is_not_counted(text: str) -> None:
    (figure,) = find_figures(text)
    assert figure.counted is None


@pytest.mark.parametrize(
    ("text", "surface", "event"),
    [
        ("Tens of thousands of young men fled.", "Tens of thousands", "fled"),
        ("Thousands fled the country.", "Thousands", "fled"),
        ("Hundreds have fled.", "Hundreds", "fled"),
        ("Six died at once.", "Six", "killed"),
        ("At least seven more are still unaccounted for.", "seven", "missing"),
        ("Gunmen shot dead four guards.", "four", "killed"),
        ("Some 500 people are said to have fled.", "500", "fled"),
        ("Nine men are believed to have been killed.", "Nine", "killed"),
        ("Hundreds of villagers were displaced.", "Hundreds", "displaced"),
        ("Nine men were said to have killed a guard.", "Nine", None),
        ("Five soldiers killed three dogs.", "Five", None),
        ("Five soldiers killed three dogs.", "three", "killed"),
        ("Nine guards have arrested him.", "Nine", None),
    ],
)
def test_what_happened_to_the_counted(text: str, surface: str, event: str | None) -> None:
    counted = named(text)[surface].counted
    assert counted is not None
    assert counted.event == event


@pytest.mark.parametrize("text", ["It drove at 90 km/h.", "Winds of 90 mph blew.", "It fell at 9 m/s."])
def test_a_speed_is_a_measure_and_no_rate(text: str) -> None:
    (figure,) = find_figures(text)
    assert figure.kind == "measure"
    assert figure.per is None


def test_a_plain_object_does_not_move() -> None:
    assert named("Police recovered three handguns and he lost two brothers.")["three"].change is None
    assert named("He lost two brothers.")["two"].change is None


def test_habits_settle_what_is_open_but_never_what_is_broken() -> None:
    assert named("They counted 1,200 men and 1.000 women.")["1.000"].value == 1
    (figure,) = find_figures("It rose 2,5 % last year.", country="DE")
    assert (figure.value, figure.status) == (Decimal("2.5"), "ok")
    (figure,) = find_figures("Then 200,00 people fled.", country="DE")
    assert (figure.value, figure.status) == (None, "malformed")
    (figure,) = find_figures("They counted 10,00,000 votes.", country="IN")
    assert figure.value == 1_000_000
    open_one = named("They counted 10,00,000 votes and 2,000,000 ballots.")["10,00,000"]
    assert (open_one.value, open_one.status) == (None, "ambiguous")


def test_where_an_article_groups_by_commas_a_decimal_comma_is_broken() -> None:
    (figure,) = find_figures("They asked for $118,00.")
    assert figure.status == "ambiguous"
    broken = named("They asked for $118,00 and had 1,200 coins.")["$118,00"]
    assert (broken.status, broken.value) == ("malformed", None)
    assert [(reading.surface, reading.value) for reading in broken.readings] == [
        ("$118,000", Decimal(118_000)),
        ("$11,800", Decimal(11_800)),
        ("$118.00", Decimal(118)),
    ]


def amount(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def test_every_required_number_of_the_first_sample(shared_data: Path, sample_texts: tuple[str, str]) -> None:
    (where,) = (shared_data / "seeds").glob("*.figures.json")
    figures = find_figures(sample_texts[0])
    by_span = {(figure.start, figure.end): figure for figure in figures}
    optional = set()
    for mention in json.loads(where.read_text(encoding="utf-8"))["mentions"]:
        span = mention["start"], mention["end"]
        if mention["type"] in ("date", "duration") or mention["status"] == "trap":
            assert not any(f.start < span[1] and span[0] < f.end for f in figures)
            continue
        optional.add(span)
        if mention["status"] != "required":
            continue
        figure = by_span[span]
        for field in ("value", "low", "high"):
            assert amount(getattr(figure, field)) == amount(mention[field]), (figure.surface, field)
        assert figure.low_inclusive == mention["low_inclusive"]
        assert figure.high_inclusive == mention["high_inclusive"]
        counted = mention["counted"]
        assert figure.counted is not None
        assert (figure.counted.start, figure.counted.end) == (counted["start"], counted["end"])
        assert figure.counted.head == counted["head"]
    assert set(by_span) <= optional
    surfaces = [figure.surface for figure in figures]
    volunteers = next(f for f in figures if f.counted is not None and f.counted.head == "volunteers")
    assert volunteers.part_of == surfaces.index("318,000")


def test_the_numbers_of_the_second_sample(sample_texts: tuple[str, str]) -> None:
    figures = find_figures(sample_texts[1])
    assert [figure.surface for figure in figures] == ["thousands", "200,00", "four", "49,000", "300,000", "thousands"]
    broken, part, whole = figures[1], figures[3], figures[4]
    assert (broken.status, broken.value, broken.low, broken.high) == ("malformed", None, None, None)
    assert [reading.value for reading in broken.readings] == [200_000, 20_000, 200]
    assert broken.counted is not None
    assert broken.counted.head == "people"
    assert part.part_of == 4
    assert (whole.comparator, whole.low_inclusive, whole.high) == (">", False, None)
    assert whole.low == 300_000
    assert whole.qualifier is not None
    assert whole.qualifier.surface == "more than"
    heads = [figure.counted.head if figure.counted else None for figure in figures]
    assert heads[2] == "regions"
    assert heads[5] == "commandos"


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("Of the 45 passengers, 12 died and 8 were hurt.", "12", "45"),
        ("Of the 45 passengers, 12 died and 8 were hurt.", "8", "45"),
        ("Some 300 voted. Of those, 12 said no.", "12", "300"),
        ("They paid a $243 million fine, including $200 million in costs.", "$200 million", "$243 million"),
        ("It sold 2 million tonnes, two-thirds of it maize.", "two-thirds", "2 million tonnes"),
        ("It drew a field of nine, seven of them women.", "seven", "nine"),
        ("They called up 900 men, 40 who were volunteers.", "40", "900"),
    ],
)
def test_a_whole_that_is_named_before_its_parts(text: str, part: str, whole: str) -> None:
    figures = find_figures(text)
    surfaces = [figure.surface for figure in figures]
    assert figures[surfaces.index(part)].part_of == surfaces.index(whole)


def test_an_enumeration_is_no_part() -> None:
    figures = find_figures("Of the 10 men, seven women and two boys who were hurt, 11 are in hospital.")
    assert [figure.part_of for figure in figures[:3]] == [None, None, None]


def test_up_to_behind_a_verb_of_movement_is_no_limit() -> None:
    moved = named("The rate edged up to 4.1 percent from 3.9 percent.")["4.1 percent"]
    assert (moved.comparator, moved.value) == (None, Decimal("4.1"))
    assert moved.change is not None
    assert moved.change.direction == "up"

"""Which date is chosen, in the order of trust, and what is said of those that are passed over."""

from datetime import UTC, datetime

import pytest

from worker.text.clean.dateline import FoundDateline
from worker.text.clean.datenotes import DateNote, read_date_note
from worker.text.clean.pagefacts import Facts
from worker.text.clean.stamping import choose_stamps, parse_seen
from worker.text.clean.stamps import parse_stamp

SEEN = datetime(2022, 11, 10, 12, tzinfo=UTC)


def _note(line: str) -> DateNote:
    note = read_date_note(line)
    assert note is not None
    return note


def _dateline(date: str) -> FoundDateline:
    return FoundDateline("VARN -", "VARN", date, None, 7)


FIELD, URL = "2022-11-01", "https://a.example/2022/11/03/wall"
PAGE = Facts(published=("2022-11-02T08:00:00Z",), modified=("2022-11-06T08:00:00Z",))


@pytest.mark.parametrize(
    ("field", "facts", "lines", "url", "dateline", "at", "evidence"),
    [
        (FIELD, PAGE, ["Published: 4 November 2022"], URL, "2022-10-30", "2022-11-01", "field"),
        (None, PAGE, ["Published: 4 November 2022"], URL, "2022-10-30", "2022-11-02T08:00:00+00:00", "page"),
        (None, Facts(), ["Published: 4 November 2022"], URL, "2022-10-30", "2022-11-04", "text"),
        (None, Facts(), ["Updated: 5 November 2022"], URL, "2022-10-30", "2022-11-03", "url"),
        (None, Facts(), ["Updated: 5 November 2022, 13:55"], None, "XXXX-11-04", "2022-11-05T13:55", "modified"),
        (None, Facts(modified=("2022-11-06",)), [], None, None, "2022-11-06", "modified"),
        (None, Facts(), [], None, "2022-11-04", "2022-11-04", "dateline"),
        (None, Facts(), [], None, "XXXX-11-04", "2022-11-04", "dateline"),
        (None, Facts(), [], None, "XXXX-12-31", "2021-12-31", "dateline"),
        (None, Facts(), [], None, "XXXX-11-11", "2022-11-11", "dateline"),
        (None, Facts(), [], "https://a.example/2022/11/wall", None, "2022-11", "url"),
        (None, Facts(), ["Updated: 5 November 2022"], "https://a.example/2022/11/wall", None, "2022-11-05", "modified"),
    ],
)
def test_the_order_of_trust(
    field: str | None, facts: Facts, lines: list[str], url: str | None, dateline: str | None, at: str, evidence: str
) -> None:
    chosen = choose_stamps(
        field, facts, [_note(line) for line in lines], url, _dateline(dateline) if dateline else None, SEEN
    )
    assert chosen.published is not None
    assert (chosen.published.at, chosen.published.evidence) == (at, evidence)
    assert chosen.repairs == ()


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("2031-01-01", "doubtful_date"),
        ("2022-11-10T12:30:00Z", "doubtful_date"),
        ("2022-11-11T03:00:00+02:00", "doubtful_date"),
        ("1970-01-01T00:00:00Z", "doubtful_date"),
        ("1989-12-31", "doubtful_date"),
        ("0001-01-01", "unreadable_date"),
        ("03/04/2022", "unreadable_date"),
        ("soon", "unreadable_date"),
        ("2022-02-30", "unreadable_date"),
    ],
)
def test_a_doubted_date_gives_way_and_is_noted(field: str, said: str) -> None:
    chosen = choose_stamps(field, PAGE, (), URL, None, SEEN)
    assert chosen.published is not None
    assert (chosen.published.at, chosen.published.evidence) == ("2022-11-02T08:00:00+00:00", "page")
    assert chosen.repairs == (said,)


def test_all_may_be_doubted() -> None:
    facts = Facts(published=("2040-01-01",), modified=("2041-01-01",))
    chosen = choose_stamps("2031-01-01", facts, (), "https://a.example/2035/01/01/x", None, SEEN)
    assert (chosen.published, chosen.modified) == (None, None)
    assert chosen.repairs == ("doubtful_date",)


def test_a_second_date_of_the_page_is_taken_where_the_first_is_doubted() -> None:
    chosen = choose_stamps(None, Facts(published=("2040-01-01", "2022-11-02")), (), None, None, SEEN)
    assert chosen.published is not None
    assert (chosen.published.at, chosen.published.evidence) == ("2022-11-02", "page")


def test_when_it_was_seen_is_the_last_resort() -> None:
    chosen = choose_stamps(None, Facts(), (), None, None, SEEN, retrieved="2022-11-10T12:00:00Z")
    assert chosen.published is not None
    assert (chosen.published.at, chosen.published.evidence) == ("2022-11-10T12:00:00+00:00", "retrieved")
    assert choose_stamps(None, Facts(), (), None, None, SEEN).published is None


def test_without_any_other_date_a_dateline_has_no_year() -> None:
    assert choose_stamps(None, Facts(), (), None, _dateline("XXXX-11-04"), None).published is None


@pytest.mark.parametrize(
    ("said", "zone", "precision"),
    [
        ("2022-11-04T13:55:10Z", "explicit", "second"),
        ("2022-11-04T13:55-05:00", "explicit", "minute"),
        ("2022-11-04T13:55", "unknown", "minute"),
        ("2022-11-04", "unknown", "day"),
        ("November 2022", "unknown", "month"),
        ("2022", "unknown", "year"),
    ],
)
def test_precision_and_zone_are_those_stated(said: str, zone: str, precision: str) -> None:
    chosen = choose_stamps(said, Facts(), (), None, None, SEEN)
    assert chosen.published is not None
    assert (chosen.published.zone, chosen.published.precision) == (zone, precision)


@pytest.mark.parametrize(
    ("retrieved", "latest"),
    [
        ("2022-11-10T05:00:00Z", "2022-11-10T05:00:00Z"),
        ("2022-11-10T05:00:00", "2022-11-10T17:00:00Z"),  # it may have been west of Greenwich
        ("2022-11-10", "2022-11-11T12:00:00Z"),
    ],
)
def test_the_moment_it_was_seen_is_the_latest_that_it_may_be(retrieved: str, latest: str) -> None:
    seen, expected = parse_seen(retrieved), parse_stamp(latest)
    assert expected is not None
    assert seen == expected.earliest()


@pytest.mark.parametrize("retrieved", [None, "", "yesterday", "1970-01-01T00:00:00Z", "2022-11"])
def test_a_moment_that_says_nothing(retrieved: str | None) -> None:
    assert parse_seen(retrieved) is None


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("4 de noviembre de 2022", "2022-11-04"),
        ("4 novembre 2022 à 13h55", "2022-11-04T13:55"),
        ("4. November 2022, 13:55 Uhr", "2022-11-04T13:55"),
        ("14. März 2022", "2022-03-14"),
        ("4 ноября 2022, 13:55", "2022-11-04T13:55"),
        ("4 листопада 2022", "2022-11-04"),
        ("4 Kasım 2022 13:55", "2022-11-04T13:55"),
        ("4 listopada 2022", "2022-11-04"),
        ("4 november 2022", "2022-11-04"),
        ("Friday, 04-Nov-22 13:55:10 GMT", "2022-11-04T13:55:10+00:00"),
        ("Sat Nov 05 2022 01:00:00 GMT+0300 (Moscow Standard Time)", "2022-11-05T01:00:00+03:00"),
        ("20221104T13:55", "2022-11-04T13:55"),
        ("2022年11月4日", "2022-11-04"),
        ("2022年11月4日 13:55", "2022-11-04T13:55"),
        ("Published 4 Nov 2022", "2022-11-04"),
        ("Published on November 4, 2022 at 1:55 p.m.", "2022-11-04T13:55"),
    ],
)
def test_more_ways_of_writing(text: str, iso: str) -> None:
    reading = parse_stamp(text)
    assert reading is not None
    assert reading.iso() == iso

"""Dates as fields, lines and addresses write them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worker.text.clean.stamps import is_clock, parse_stamp, parse_url_date


@pytest.mark.parametrize(
    ("text", "iso", "precision"),
    [
        ("2022-11-04", "2022-11-04", "day"),
        ("2022-11", "2022-11", "month"),
        ("2022", "2022", "year"),
        ("2022-11-04T13:55:10Z", "2022-11-04T13:55:10+00:00", "second"),
        ("2022-11-04T13:55:10.123+02:00", "2022-11-04T13:55:10+02:00", "second"),
        ("2022-11-04 13:55", "2022-11-04T13:55", "minute"),
        ("2022-11-04T13:55+0530", "2022-11-04T13:55+05:30", "minute"),
        ("20221104", "2022-11-04", "day"),
        ("20221104T135510Z", "2022-11-04T13:55:10+00:00", "second"),
        ("Fri, 04 Nov 2022 13:55:10 GMT", "2022-11-04T13:55:10+00:00", "second"),
        ("Fri, 4 Nov 2022 13:55:10 -0500", "2022-11-04T13:55:10-05:00", "second"),
        ("November 04, 2022, 1:55 PM", "2022-11-04T13:55", "minute"),
        ("Nov. 4, 2022 1:55 p.m. ET", "2022-11-04T13:55-04:00", "minute"),
        ("Dec. 4, 2022 1:55 p.m. ET", "2022-12-04T13:55-05:00", "minute"),
        ("4th of November 2022", "2022-11-04", "day"),
        ("Friday 4 November 2022 13.55", "2022-11-04T13:55", "minute"),
        ("13:55 GMT, 4 November 2022", "2022-11-04T13:55+00:00", "minute"),
        ("1:55 PM EDT, Fri November 4, 2022", "2022-11-04T13:55-04:00", "minute"),
        ("20-MAR-1987 13:35:29.73", "1987-03-20T13:35:29", "second"),
        ("4.11.2022 13:55", "2022-11-04T13:55", "minute"),
        ("2022/11/04", "2022-11-04", "day"),
        ("13/04/2022", "2022-04-13", "day"),
        ("12/17/2015 5:11 AM", "2015-12-17T05:11", "minute"),
        ("November 2022", "2022-11", "month"),
        ("1667570110", "2022-11-04T13:55:10+00:00", "second"),
        ("1667570110000", "2022-11-04T13:55:10+00:00", "second"),
        ("Nov 4 2022 12 a.m.", "2022-11-04T00:00", "minute"),
        ("Nov 4 2022 3:00 PM IST", "2022-11-04T15:00", "minute"),
    ],
)
def test_reads(text: str, iso: str, precision: str) -> None:
    reading = parse_stamp(text)
    assert reading is not None
    assert (reading.iso(), reading.precision) == (iso, precision)


@pytest.mark.parametrize(
    "text",
    [
        "03/04/2022",
        "yesterday",
        "Friday",
        "31 Feb 2022",
        "2022-13-01",
        "2022-11-04T25:00",
        "0000-00-00",
        "November 4",
        "4 and 5 November 2022",
        "1 November 2022 or 2 December 2022",
        "about 4 November 2022 in the morning",
        "Storm of 4 November 2022",
        "",
        "1234",
        "9999999999999999",
        "November 4, 2022 " * 10,
    ],
)
def test_does_not_guess(text: str) -> None:
    assert parse_stamp(text) is None


@pytest.mark.parametrize(
    ("url", "iso"),
    [
        ("https://example.org/world/2022/11/04/a-story", "2022-11-04"),
        ("https://example.org/2022-11-04-a-story.html", "2022-11-04"),
        ("https://example.org/20221104/a", "2022-11-04"),
        ("https://example.org/news/2016/may/19/bridge", "2016-05-19"),
        ("https://example.org/2022/1/4/a", "2022-01-04"),
        ("https://example.org/2022/13/04/a", None),
        ("https://example.org/a-story-about-2022", None),
        ("https://example.org/item/12022110433", None),
        ("https://example.org/", None),
        ("", None),
    ],
)
def test_reads_addresses(url: str, iso: str | None) -> None:
    reading = parse_url_date(url)
    assert (reading.iso() if reading else None) == iso


def test_the_future_and_the_far_past_are_not_plausible() -> None:
    seen = datetime(2022, 11, 4, 12, 0, tzinfo=UTC)
    stated = {
        "2022-11-04T12:00:00Z": True,
        "2022-11-04T13:00:00Z": False,
        "2022-11-04T13:00": True,  # no zone: it may be east of Greenwich
        "2022-11-05": True,  # it has begun in Auckland
        "2022-11-06": False,
        "1989-12-31": False,
        "1990-01-01": True,
    }
    for text, plausible in stated.items():
        reading = parse_stamp(text)
        assert reading is not None
        assert reading.plausible(seen) is plausible, text


def test_nothing_lies_in_the_future_of_nobody() -> None:
    reading = parse_stamp("2099-01-01")
    assert reading is not None
    assert reading.plausible(None)


@pytest.mark.parametrize(("text", "clock"), [("11:58 a.m. ET", True), ("3 p.m.", True), ("noon", False), ("3", False)])
def test_knows_a_time_of_day(text: str, clock: bool) -> None:
    assert is_clock(text) is clock


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from("0123456789:/-., TZ+apmMayNovGE"), max_size=40))
def test_any_string_is_a_date_or_none(text: str) -> None:
    reading = parse_stamp(text)
    if reading is not None:
        reading.earliest()
        again = parse_stamp(reading.iso())
        assert again is not None
        assert again.iso() == reading.iso()


@settings(max_examples=60, deadline=None)
@given(st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2100, 1, 1)))
def test_iso_goes_round(at: datetime) -> None:
    reading = parse_stamp(at.isoformat(timespec="seconds"))
    assert reading is not None
    assert reading.iso() == at.isoformat(timespec="seconds")

"""Where a message comes from is carried through every hop, and into the dead letters."""

import pytest

from schemas import dead_letter
from schemas.dead_letter import Code
from worker.contracts import schema_id
from worker.headers import Origin, again, event, rejection
from worker.topics import Topics

TOPICS = Topics()
TRACE = b"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
RAW = Origin("articles.raw", 3, 42, 1_667_570_100_123, [("traceparent", TRACE), ("other", b"x")])


def test_a_raw_message_is_its_own_origin() -> None:
    assert (RAW.raw, RAW.raw_timestamp_ms) == ("articles.raw/3/42", 1_667_570_100_123)


def test_origin_and_time_survive_a_hop() -> None:
    (headers,) = event(RAW, "normalised", TOPICS.normalised, "the-id", range(1))
    hop = Origin("articles.normalised", 1, 7, 1_700_000_000_000, headers)
    assert (hop.raw, hop.raw_timestamp_ms) == (RAW.raw, RAW.raw_timestamp_ms)
    assert hop.carried() == (("traceparent", TRACE),)


def test_cloud_events_headers() -> None:
    first, second = (dict(headers) for headers in event(RAW, "numbers", TOPICS.numbers, "the-id", range(2)))
    assert first["ce_specversion"] == b"1.0"
    assert first["ce_type"] == b"copydesk.figure.v1"
    assert first["ce_subject"] == b"the-id"
    assert first["ce_time"] == b"2022-11-04T13:55:00.123+00:00"
    assert first["ce_dataschema"] == schema_id("numbers").encode()
    assert first["content-type"] == b"application/json"
    assert first["ce_id"] != second["ce_id"]
    assert event(RAW, "numbers", TOPICS.numbers, "the-id", range(2))[1] == list(second.items())


def test_a_dead_letter_says_why_and_where() -> None:
    headers = dict(rejection(RAW, "normalise", Code.UNDECODABLE, "not UTF-8", "Rejected"))
    assert headers[dead_letter.TOPIC] == b"articles.raw"
    assert (headers[dead_letter.PARTITION], headers[dead_letter.OFFSET]) == (b"3", b"42")
    assert headers[dead_letter.ERROR_CODE] == b"undecodable"
    assert headers[dead_letter.RAW] == b"articles.raw/3/42"
    assert headers["traceparent"] == TRACE
    assert headers["ce_time"] == b"2022-11-04T13:55:00.123+00:00"


def test_the_replays_of_a_message_are_counted_on() -> None:
    again = Origin("articles.raw", 3, 99, 0, [(dead_letter.REPLAYS, b"2"), (dead_letter.RAW, b"articles.raw/3/42")])
    headers = dict(rejection(again, "normalise", Code.UNDECODABLE, "", "Rejected"))
    assert (headers[dead_letter.REPLAYS], headers[dead_letter.RAW]) == (b"2", b"articles.raw/3/42")


@pytest.mark.parametrize(
    ("timestamp", "ce_time"),
    [(5, b"\xff"), (5, b"9999-12-31T23:59:59-12:00"), (5, b"0001-01-01T00:00:00+14:00"), (2**62, b""), (-(2**62), b"")],
)
def test_an_impossible_time_is_not_fatal(timestamp: int, ce_time: bytes) -> None:
    odd = Origin("t", 0, 0, timestamp, [(dead_letter.RAW, b"articles.raw/3/42"), ("ce_time", ce_time)])
    assert event(odd, "normalised", TOPICS.normalised, "the-id", range(1))


def test_only_a_trace_context_is_carried() -> None:
    odd = Origin("t", 0, 0, 5, [("traceparent", b"0" * 100_000), ("tracestate", b"\x00")])
    assert odd.carried() == ()


def test_the_replays_are_carried_through_every_hop_but_not_what_was_replayed() -> None:
    letter = Origin("articles.deadletters", 0, 5, 9, rejection(RAW, "normalise", Code.TOO_LARGE, "", "Rejected"))
    raw = Origin("articles.raw", 3, 77, 1_800_000_000_000, again(letter, "articles.deadletters/0/5"))
    assert (raw.raw, raw.raw_timestamp_ms, raw.replays) == ("articles.raw/3/77", RAW.raw_timestamp_ms, 1)
    assert raw.carried() == (("traceparent", TRACE),)
    (normalised,) = event(raw, "normalised", TOPICS.normalised, "the-id", range(1))
    hop = Origin("articles.normalised", 1, 8, 1_800_000_000_001, normalised)
    assert dead_letter.REPLAYED not in dict(normalised)
    assert (hop.raw, hop.raw_timestamp_ms) == (raw.raw, RAW.raw_timestamp_ms)
    refused = dict(rejection(hop, "enrich", Code.CRASHED, "", "Crashed"))
    assert (refused[dead_letter.REPLAYS], refused["ce_time"]) == (b"1", b"2022-11-04T13:55:00.123+00:00")
    (once,) = event(RAW, "normalised", TOPICS.normalised, "the-id", range(1))
    assert dead_letter.REPLAYS not in dict(once)


@pytest.mark.parametrize("said", [b"", b"-1", b"many", b"9" * 1000, "٣".encode()])
def test_a_count_that_is_none_is_nought(said: bytes) -> None:
    odd = Origin("articles.raw", 0, 0, 5, [(dead_letter.REPLAYS, said)])
    assert odd.replays == 0


@pytest.mark.parametrize("milliseconds", range(0, 1000, 37))
def test_times_are_carried_to_the_millisecond(milliseconds: int) -> None:
    for second in (1, 946_684_799, 1_073_741_823, 1_700_000_000, 4_102_444_800):
        raw = Origin("articles.raw", 0, 0, 1000 * second + milliseconds)
        (headers,) = event(raw, "normalised", TOPICS.normalised, "the-id", range(1))
        assert Origin("articles.normalised", 0, 0, 5, headers).raw_timestamp_ms == raw.timestamp_ms

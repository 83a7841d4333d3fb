"""Which dead letters are meant, where each goes back to, and what it is then."""

import pytest

from schemas import dead_letter
from schemas.dead_letter import Code
from worker.headers import Header, Origin, event, rejection
from worker.replay.letters import Message, Source, place, replayed, replays, source
from worker.terminal.reader import Received
from worker.terminal.selection import Place, Selection, parse_place, parse_time
from worker.topics import Topics

TOPICS = Topics.named("desk.")
AT = 1_700_000_000_000
TRACE = b"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
RAW = Origin(TOPICS.raw.name, 3, 42, 1_667_570_100_123, [("traceparent", TRACE)])
NORMALISED = Origin(
    TOPICS.normalised.name,
    5,
    7,
    1_667_570_101_000,
    event(RAW, "normalised", TOPICS.normalised, "the-id", range(1))[0],
)
LATER = AT + 5000


def letter(
    headers: list[Header], key: bytes | None = b"the-id", value: bytes | None = b"{}", timestamp_ms: int | None = AT
) -> Received:
    return Received(TOPICS.deadletters.name, 1, 99, timestamp_ms, key, value, tuple(headers))


def refused(origin: Origin, stage: str = "normalise", code: Code = Code.TOO_LARGE) -> list[Header]:
    return rejection(origin, stage, code, "why", "Rejected")


def without(headers: list[Header], name: str) -> list[Header]:
    assert name in dict(headers)
    return [pair for pair in headers if pair[0] != name]


def put_back(received: Received, now_ms: int = LATER) -> Message:
    found = source(received, TOPICS)
    assert isinstance(found, Source)
    return replayed(received, found, TOPICS, now_ms)


@pytest.mark.parametrize("key", [None, b"", b"\xff", b"a key"])
@pytest.mark.parametrize("value", [None, b"", b"\x00not JSON"])
def test_a_raw_message_goes_back_as_it_was(key: bytes | None, value: bytes | None) -> None:
    message = put_back(letter(refused(RAW), key, value))
    assert (message.topic, message.partition) == ("desk.articles.raw", 3)
    assert (message.key, message.value) == (key, value)
    assert dict(message.headers) == {
        "ce_time": b"2022-11-04T13:55:00.123+00:00",
        "copydesk.replays": b"1",
        "copydesk.replayed": b"desk.articles.deadletters/1/99",
        "traceparent": TRACE,
    }


def test_a_raw_message_keeps_its_age_and_gets_a_place_of_its_own() -> None:
    message = put_back(letter(refused(RAW)))
    again = Origin(message.topic, message.partition, 500, message.timestamp_ms, message.headers)
    assert (again.raw, again.raw_timestamp_ms) == ("desk.articles.raw/3/500", RAW.timestamp_ms)


def test_a_normalised_message_is_the_same_as_before() -> None:
    message = put_back(letter(refused(NORMALISED, "enrich", Code.CRASHED), b"the-id", b"{}"))
    assert (message.topic, message.partition) == ("desk.articles.normalised", 5)
    added = {"copydesk.replays": b"1", "copydesk.replayed": b"desk.articles.deadletters/1/99"}
    assert dict(message.headers) == dict(NORMALISED.headers) | added
    assert len(message.headers) == len(dict(message.headers))


@pytest.mark.parametrize(("origin", "stage"), [(RAW, "normalise"), (NORMALISED, "enrich")])
def test_replays_are_counted(origin: Origin, stage: str) -> None:
    for count in range(5):
        received = letter(refused(origin, stage))
        assert replays(received) == count
        message = put_back(received)
        origin = Origin(message.topic, message.partition, 100 + count, message.timestamp_ms, message.headers)
        assert origin.replays == count + 1


def test_it_is_never_older_than_its_letter() -> None:
    """Else a search for replays from the letter's time on would miss it."""
    assert put_back(letter(refused(RAW)), now_ms=LATER).timestamp_ms == LATER
    assert put_back(letter(refused(RAW)), now_ms=AT - 5000).timestamp_ms == AT
    assert put_back(letter(refused(RAW), timestamp_ms=None), now_ms=LATER).timestamp_ms == LATER


FOREIGN = [
    ("no headers", []),
    ("another's", [(dead_letter.TOPIC, b"desk.articles.raw"), (dead_letter.CLASS, b"org.example.Sink")]),
    *((f"without {name}", without(refused(RAW), name)) for name in
      (dead_letter.TOPIC, dead_letter.PARTITION, dead_letter.OFFSET, dead_letter.CLASS, dead_letter.RAW, "ce_time")),
    ("of another topic", refused(Origin("desk.articles.enriched", 0, 0, 5))),
    ("of another installation", refused(Origin("articles.raw", 0, 0, 5))),
    ("an odd partition", [*without(refused(RAW), dead_letter.PARTITION), (dead_letter.PARTITION, b"-1")]),
    ("an odd offset", [*without(refused(RAW), dead_letter.OFFSET), (dead_letter.OFFSET, b"9" * 5000)]),
    ("a stranger in normalised", refused(Origin("desk.articles.normalised", 0, 0, 5), "enrich")),
]  # fmt: skip


@pytest.mark.parametrize("headers", [headers for _, headers in FOREIGN], ids=[name for name, _ in FOREIGN])
def test_what_is_not_ours_is_not_guessed_at(headers: list[Header]) -> None:
    assert isinstance(source(letter(headers), TOPICS), str)


@pytest.mark.parametrize("key", [None, b"\xff"])
def test_an_article_without_an_id_was_none_of_ours(key: bytes | None) -> None:
    assert isinstance(source(letter(refused(NORMALISED, "enrich"), key), TOPICS), str)


def test_its_place_is_told() -> None:
    assert place(letter([])) == "desk.articles.deadletters/1/99"


@pytest.mark.parametrize(
    ("selection", "taken"),
    [
        (Selection(), True),
        (Selection(codes=frozenset({"too_large", "crashed"})), True),
        (Selection(codes=frozenset({"crashed"})), False),
        (Selection(stages=frozenset({"normalise"})), True),
        (Selection(stages=frozenset({"enrich"})), False),
        (Selection(since_ms=AT), True),
        (Selection(since_ms=AT + 1), False),
        (Selection(until_ms=AT), False),
        (Selection(until_ms=AT + 1), True),
        (Selection(places=frozenset({Place(1, 99), Place(0, 0)})), True),
        (Selection(places=frozenset({Place(99, 1)})), False),
        (Selection(codes=frozenset({"too_large"}), until_ms=AT), False),
    ],
)
def test_a_selection_takes_what_fulfils_all_of_it(selection: Selection, taken: bool) -> None:
    assert selection.takes(letter(refused(RAW))) is taken
    assert selection.everything is (selection == Selection())


def test_a_letter_without_a_time_is_of_no_time() -> None:
    timeless = letter(refused(RAW), timestamp_ms=None)
    assert Selection().takes(timeless)
    assert not Selection(since_ms=0).takes(timeless)
    assert not Selection(until_ms=2**60).takes(timeless)


@pytest.mark.parametrize(
    ("text", "milliseconds"),
    [
        ("1970-01-01T00:00:01Z", 1000),
        ("1970-01-01t02:00:01.25+02:00", 1250),
        ("2023-11-14 22:13:20.123456789z", 1_700_000_000_123),
        ("2023-11-14T22:13:20", None),
        ("2023-11-14", None),
        ("2023-02-30T00:00:00Z", None),
        ("20231114T221320Z", None),
        ("now", None),
        ("", None),
    ],
)
def test_times_are_rfc_3339_with_a_zone(text: str, milliseconds: int | None) -> None:
    assert parse_time(text) == milliseconds


@pytest.mark.parametrize("text", ["", "3", "3/", "/4", "3/4/5", "-3/4", "3/x", " 3/4", "٣/٤", "3/" + "9" * 30])
def test_odd_places_are_none(text: str) -> None:
    assert parse_place(text) is None

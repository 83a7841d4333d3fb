"""What holds for any text: spans, order, determinism, no exception, time linear in the length."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.annotation import Moment
from worker.text.dates import Reference, find_moments
from worker.text.dates.tokens import Tokens

REFERENCES = st.one_of(
    st.none(),
    st.dates().map(lambda day: Reference(day.year, day.month, day.day)),
    st.dates().map(lambda day: Reference(day.year, day.month)),
    st.integers(1, 9999).map(Reference),
)
WORDS = st.sampled_from(
    [
        "on",
        "in",
        "the",
        "a",
        "of",
        "to",
        "and",
        "for",
        "by",
        "since",
        "last",
        "next",
        "this",
        "early",
        "late",
        "mid",
        "end",
        "first",
        "second",
        "third",
        "half",
        "past",
        "quarter",
        "every",
        "each",
        "twice",
        "once",
        "more",
        "than",
        "about",
        "three",
        "two",
        "hundred",
        "thousand",
        "dozen",
        "few",
        "several",
        "days",
        "weeks",
        "months",
        "years",
        "decade",
        "century",
        "hours",
        "minutes",
        "night",
        "morning",
        "evening",
        "noon",
        "midnight",
        "Monday",
        "Friday",
        "Sat.",
        "November",
        "May",
        "March",
        "Feb.",
        "4",
        "4th",
        "31",
        "2022",
        "0000",
        "9999",
        "99999",
        "20221104",
        "1990s",
        "'90s",
        "12",
        "12:30",
        "9:30",
        "a.m.",
        "pm",
        "GMT",
        "ET",
        "Q3",
        "H1",
        "FY24",
        "-",
        "/",
        ",",
        ".",
        "(",
        ")",
        "summer",
        "fall",
        "fiscal",
        "year",
        "ago",
        "later",
        "earlier",
        "before",
        "after",
        "from",
        "now",
        "tomorrow",
        "yesterday",
        "today",
        "tonight",
        "Christmas",
        "Easter",
        "Thanksgiving",
        "eve",
        "of",
        "the",
        "week",
        "of",
        "the",
        "year",
        "old",
        "same",
        "following",
        "previous",
        "XXXX",
        "3/4/2022",
        "2022-11-04",
        "1/2",
        "½",
        "29",
        "30",
        "February",
    ]
)
PHRASES = st.lists(WORDS, max_size=25).map(" ".join)
LAWS = settings(max_examples=80, deadline=None)


def check(text: str, moments: tuple[Moment, ...]) -> None:
    end = 0
    for moment in moments:
        assert 0 <= moment.start < moment.end <= len(text)
        assert text[moment.start : moment.end] == moment.surface
        assert moment.start >= end
        end = moment.end
        if moment.begins is not None and moment.ends is not None:
            assert moment.begins[:19] <= moment.ends[:19]
        assert (moment.status == "ambiguous") == bool(moment.readings)
        assert not (moment.readings and moment.value)


@given(st.text(max_size=200), REFERENCES)
@LAWS
def test_any_string(text: str, reference: Reference | None) -> None:
    check(text, find_moments(text, reference=reference))


@given(PHRASES, REFERENCES)
@LAWS
def test_any_phrase(text: str, reference: Reference | None) -> None:
    found = find_moments(text, reference=reference)
    check(text, found)
    assert find_moments(text, reference=reference) == found


@given(PHRASES, REFERENCES)
@LAWS
def test_a_neutral_paragraph_in_front_shifts_spans_only(text: str, reference: Reference | None) -> None:
    front = "The harbour is quiet.\n\n"
    moved = find_moments(front + text, reference=reference)
    for before, after in zip(find_moments(text, reference=reference), moved, strict=True):
        shifted = before.model_copy(
            update={"start": before.start + len(front), "end": before.end + len(front)},
        )
        assert shifted == after


def test_nothing_comes_of_nothing() -> None:
    assert find_moments("") == ()
    assert find_moments(" \n\n ") == ()


BAIT = (
    "the end of the first week of ",
    "1,1,",
    "1 year 2 months 3 weeks ",
    "a hundred and ",
    "2022-2023-",
    "May ",
    "Monday, ",
    "9:30-",
    "early late ",
    "more than at least ",
    "( ",
    "1/1/",
    "two and a half ",
    "two years after ",
    "from 2014 to ",
    "between 3 and ",
    "the quarter ",
    "eid al ",
    "\n \n",
    "U.S. on Friday ",
    "July 12. ",
    "’ ",
)


def test_time_is_linear_on_bait() -> None:
    for bait in BAIT:
        once = bait * (1_500 // len(bait))
        started = time.process_time()
        find_moments(once, reference=Reference(2022, 11, 4))
        short = time.process_time() - started
        started = time.process_time()
        find_moments(once * 6, reference=Reference(2022, 11, 4))
        long = time.process_time() - started
        assert long < 6 * 3 * short + 0.2, f"{bait!r}: {short:.3f} s for 1,500 characters, {long:.3f} s for 9,000"


@given(st.text(max_size=100))
@LAWS
def test_tokens_are_the_text_without_its_white_space(text: str) -> None:
    tokens = Tokens.of(text)
    assert "".join(tokens.surface(at) for at in range(tokens.size)).split() == "".join(text.split()).split() or (
        "\n" in text
    )
    assert all(left <= right for left, right in zip(tokens.ends, tokens.starts[1:], strict=False))

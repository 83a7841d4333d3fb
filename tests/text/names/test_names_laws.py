"""What holds for every text."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worker.text.names import find_names

BITS = (
    "Mr President Vladimir Putin Moscow, Kherson region of the Russian US RFE/RL's University (UN) al-Qaeda Bank "
    "and said St. J. K. NEW YORK Georgia Times in at O'Brien's U.S. de van “Nice” Reading — Ltd. 1 é 😀 שלום"
)
WORDS = st.sampled_from((*BITS.split(), "\n"))
TEXTS = st.one_of(
    st.text(max_size=80), st.lists(WORDS, max_size=40).map(" ".join), st.lists(WORDS, max_size=20).map("".join)
)


@settings(max_examples=100, deadline=None)
@given(text=TEXTS, headline=st.integers(0, 60), english=st.booleans())
def test_mentions_and_entities_are_of_the_text(text: str, headline: int, english: bool) -> None:
    mentions, entities = find_names(text, (), headline_end=headline, english=english)
    end = 0
    for mention in mentions:
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.surface
        end = mention.end
    seen = sorted(index for entity in entities for index in entity.mentions)
    assert seen == list(range(len(mentions)))
    for number, entity in enumerate(entities):
        assert list(entity.mentions) == sorted(entity.mentions)
        assert all(mentions[index].entity == number for index in entity.mentions)
        assert all(mentions[index].type == entity.type for index in entity.mentions)
        assert entity.resolved != entity.entity_id.startswith("name:")
    assert [entity.mentions[0] for entity in entities] == sorted(entity.mentions[0] for entity in entities)
    assert len({entity.entity_id for entity in entities}) == len(entities)
    assert find_names(text, (), headline_end=headline, english=english) == (mentions, entities)


@pytest.mark.parametrize("text", ["", " ", "\n", "1", "é", "😀"])
def test_no_name_gives_nothing(text: str) -> None:
    assert find_names(text, ()) == ((), ())


@pytest.mark.parametrize(
    "text",
    [
        "x" * 1_000_000,
        "X" * 1_000_000,
        "Aa" * 100_000,
        "A " * 10_000,
        "Ax " * 10_000,
        "John Smith " * 5_000,
        "Moscow, " * 10_000,
        "University of " * 5_000,
        "A." * 50_000,
        "O'" * 50_000,
        "de la " * 20_000,
        "Al-" * 20_000,
        "😀" * 100_000,
        "שָׁלוֹם " * 10_000,
        "(UN) " * 10_000,
        "New York " * 5_000,
    ],
    ids=lambda text: text[:14],
)
def test_any_text_is_read_in_bounded_time(text: str) -> None:
    begun = time.process_time()
    find_names(text, ())
    assert time.process_time() - begun < 3


@pytest.mark.parametrize("word", ["Ax", "John Smith", "Moscow,", "Mr Putin", "University of Quex", "Al-Ax", "Ann B"])
def test_time_is_linear_in_the_text(word: str) -> None:
    def seconds(count: int) -> float:
        text = " ".join(f"{word}{'abcdefghij'[i % 10]}{'klmnopqrst'[i // 10 % 10]}" for i in range(count))
        best = 9.0
        for _ in range(2):
            begun = time.process_time()
            find_names(text, ())
            best = min(best, time.process_time() - begun)
        return best

    seconds(10)
    assert seconds(1_000) < 8 * seconds(250) + 0.05

"""Laws of linking and grouping, whoever found the names: any text and any spans, in any number."""

import time
from itertools import pairwise

import pytest
from hypothesis import given as random
from hypothesis import settings
from hypothesis import strategies as st

from schemas.annotation import EntityType
from tests.text.names.marked import TYPES, Outcome
from worker.text.names import settle
from worker.text.names.given import given
from worker.text.names.scene import see

Spans = list[tuple[int, int, EntityType]]
WORDS = [
    "Mr",
    "the",
    "Kim",
    "Jong-un",
    "St.",
    "Rostov",
    "Georgia",
    "U.S.",
    "(NATO)",
    "Ltd",
    "d'Or",
    "'s",
    "of",
    "Ł",
    "Ο",
]
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from([*WORDS, ",", "and", "Ministry", "Bin", "al-Assad", "Paris", "Texas"]), max_size=30).map(
        " ".join
    ),
)


def _settled(text: str, spans: Spans, headline_end: int = 0) -> Outcome:
    scene = see(text, (), headline_end)
    return settle(scene, given(scene, spans), country="US", dateline_place="PARIS, Texas", headline_end=headline_end)


@settings(max_examples=100, deadline=None)
@random(st.data())
def test_any_spans_of_any_text_are_settled(data: st.DataObject) -> None:
    text = data.draw(TEXTS)
    edges = st.integers(0, len(text))
    drawn = data.draw(st.lists(st.tuples(edges, edges, st.sampled_from(sorted(TYPES.values()))), max_size=12))
    spans: Spans = [(min(a, b), max(a, b), type_) for a, b, type_ in drawn]
    mentions, entities = _settled(text, spans, data.draw(edges))
    assert all(text[mention.start : mention.end] == mention.surface for mention in mentions)
    assert [mention.start for mention in mentions] == sorted(mention.start for mention in mentions)
    assert all(one.end <= other.start for one, other in pairwise(mentions))
    held = sorted(index for entity in entities for index in entity.mentions)
    assert held == list(range(len(mentions)))
    for number, entity in enumerate(entities):
        assert entity.canonical
        assert all(mentions[index].entity == number for index in entity.mentions)
        assert all(mentions[index].type == entity.type for index in entity.mentions)
        assert entity.resolved != entity.entity_id.startswith("name:")
    assert _settled(text, spans, 0) == _settled(text, spans, 0)


def _marked(unit: str, names: list[tuple[str, EntityType]], count: int) -> tuple[str, Spans]:
    spans: Spans = []
    text = ""
    parts = []
    for number in range(count):
        part = unit.replace("#", f"{chr(65 + number % 26)}{chr(97 + number // 26 % 26)}{chr(97 + number // 676 % 26)}o")
        at = 0
        for name, type_ in names:
            name = name.replace(
                "#", f"{chr(65 + number % 26)}{chr(97 + number // 26 % 26)}{chr(97 + number // 676 % 26)}o"
            )
            start = part.index(name, at)
            at = start + len(name)
            spans.append((len(text) + start, len(text) + at, type_))
        parts.append(part)
        text += part
    return text, spans


@pytest.mark.parametrize(
    ("unit", "names"),
    [
        ("# Smith met Mr Smith. ", [("# Smith", "PERSON"), ("Smith", "PERSON")]),
        ("# Kim of # and Kim. ", [("# Kim", "PERSON"), ("Kim", "PERSON")]),
        ("Paris, ", [("Paris", "LOCATION")]),
        ("Georgia and ", [("Georgia", "LOCATION")]),
        ("The # Council (#C), ", [("# Council", "ORGANISATION"), ("#C", "ORGANISATION")]),
        ("the Foreign Ministry of # ", [("Foreign Ministry", "ORGANISATION")]),
    ],
)
def test_time_is_linear_in_the_names(unit: str, names: list[tuple[str, EntityType]]) -> None:
    spent = []
    for count in (500, 2000):
        text, spans = _marked(unit, names, count)
        scene = see(text, ())
        found = given(scene, spans)
        begun = time.process_time()
        settle(scene, found)
        spent.append(time.process_time() - begun)
    assert spent[1] < 12 * spent[0] + 0.2

"""Training texts: offsets, labels that a corpus leaves open, and what is done to a text on purpose."""

from dataclasses import replace

import pytest

from worker.text.names.model.labels import LABELS, TYPES
from worker.text.names.tokens import cut_words
from worker.text.names.training.corpora import (
    Document,
    Row,
    allowed,
    document,
    in_capitals,
    in_headline_style,
)

ROW = Row(
    tokens=["(", "Ann", "O'Dea", "'s", "aide", "left", "U.S.-led", "Quex", "Bank", ")", "."],
    tags=["O", "B-PER", "I-PER", "O", "O", "O", "O", "B-ORG", "I-ORG", "O", "O"],
    labels=["PER", "ORG", "LOC"],
    source="made",
)
SECOND = Row(tokens=["Ann", "sang", "."], tags=["B-PER", "O", "O"], labels=["PER", "ORG", "LOC"], source="made")


def _named(made: Document) -> list[tuple[str, str]]:
    return [(made.text[start:end], type_) for start, end, type_ in made.names]


def test_rows_become_running_text() -> None:
    made = document([ROW, SECOND], 1)
    assert made.text == "(Ann O'Dea's aide left U.S.-led Quex Bank). Ann sang."
    assert _named(made) == [("Ann O'Dea", "PER"), ("Quex Bank", "ORG"), ("Ann", "PER")]
    assert [made.text[span.start : span.end] for span in made.sentences][1] == "Ann sang."
    assert made.unknown == {"NORP", "MISC"}


def test_what_a_corpus_does_not_annotate_is_left_open() -> None:
    made = document([ROW], 1)
    words = cut_words(made.text)
    told = dict(zip(words.words, allowed(words, made), strict=True))
    assert told["Ann"] == 1 << LABELS.index("B-PER")
    assert told["O'Dea"] == 1 << LABELS.index("I-PER")
    assert told["Bank"] == 1 << LABELS.index("I-ORG")
    assert {label for number, label in enumerate(LABELS) if told["aide"] >> number & 1} == {
        "O",
        "B-NORP",
        "I-NORP",
        "B-MISC",
        "I-MISC",
    }
    full = replace(made, unknown=frozenset())
    assert allowed(words, full)[words.words.index("aide")] == 1


def test_another_case_keeps_the_names_where_they_are() -> None:
    made = document([ROW], 1)
    assert _named(in_capitals(made)) == [("ANN O'DEA", "PER"), ("QUEX BANK", "ORG")]
    assert in_headline_style(made).text == "(Ann O'Dea's Aide Left U.S.-led Quex Bank)."
    longer = replace(made, text=made.text.replace("aide", "ßaid"))
    assert in_capitals(longer) is longer


def test_a_loss_counts_what_the_gold_leaves_open() -> None:
    torch = pytest.importorskip("torch", reason="the optional group training is not installed")
    from worker.text.names.training.train import loss_of

    logits = torch.zeros(1, len(LABELS))
    every = torch.ones(1, len(LABELS), dtype=torch.bool)
    one = every.clone()
    one[0, 1:] = False
    assert loss_of(logits, every).item() == pytest.approx(0)
    assert loss_of(logits, one).item() == pytest.approx(2.3979, abs=1e-3)
    assert len(TYPES) * 2 + 1 == len(LABELS)

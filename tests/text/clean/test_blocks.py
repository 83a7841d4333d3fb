"""Plain text to blocks: paragraphs, wrapped lines, lists; and which block is the headline."""

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worker.text.clean.arrange import arrange
from worker.text.clean.blocks import Block, group_lines, is_bullet, one_line, plain_blocks

PARAGRAPHS = [
    "The council of Port Alder voted on Tuesday to rebuild the old harbour wall before winter, after a debate of four "
    "hours in which two members walked out and came back.",
    "The work will cost 4.2 million crowns, the mayor told reporters after the meeting, and half of it is to come from "
    "the state.",
    "Two earlier plans had failed for want of money.",
]


def _texts(text: str) -> list[str]:
    return [block.text for block in plain_blocks(text)]


def test_blank_lines_part_paragraphs() -> None:
    assert _texts("\n\n \n".join(PARAGRAPHS)) == PARAGRAPHS


def test_lines_without_blank_lines_are_paragraphs() -> None:
    assert _texts("\n".join(PARAGRAPHS)) == PARAGRAPHS


@pytest.mark.parametrize("width", [48, 64, 72, 80])
@pytest.mark.parametrize("between", ["\n\n", "\n    "])
def test_hard_wrapped_text_is_unwrapped(width: int, between: str) -> None:
    wrapped = between.join(textwrap.fill(text, width, break_on_hyphens=False) for text in PARAGRAPHS)
    assert _texts(wrapped) == PARAGRAPHS


def test_a_wrapped_text_keeps_its_short_lines() -> None:
    wrapped = "\n\n".join(textwrap.fill(text, 64) for text in PARAGRAPHS) + "\n\nShr 55 cts vs 50 cts\nNet 1.2 mln\n"
    assert _texts(wrapped)[-2:] == ["Shr 55 cts vs 50 cts", "Net 1.2 mln"]


def test_a_sentence_that_runs_on_is_put_together() -> None:
    assert _texts("The council of Port Alder voted on Tuesday to rebuild\nthe old harbour wall.") == [
        "The council of Port Alder voted on Tuesday to rebuild the old harbour wall."
    ]


def test_list_items() -> None:
    blocks = plain_blocks("Among them:\n- a nurse\n- a baker\n1. first\n2) second\nEnd of it.")
    assert [block.kind for block in blocks] == ["paragraph", *["list_item"] * 4, "paragraph"]


@pytest.mark.parametrize("line", ["-5 degrees", "2022. A year", "3.5 percent", "— a dash", "No. 5"])
def test_no_bullets(line: str) -> None:
    assert not is_bullet(line)


def test_a_hyphen_at_a_line_end_stays() -> None:
    assert one_line("a two-\nmonth wait") == "a two-month wait"


def _kinds(text: str, headline: str | None = None, standfirst: str | None = None) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in arrange(plain_blocks(text), headline, standfirst)]


def test_the_first_line_is_the_headline_and_the_second_the_standfirst() -> None:
    kinds = _kinds("Town to rebuild wall\n\nWork before winter is planned\n\n" + "\n\n".join(PARAGRAPHS))
    assert [kind for kind, _ in kinds] == ["headline", "standfirst", *["paragraph"] * 3]


def test_a_first_sentence_is_no_headline() -> None:
    assert [kind for kind, _ in _kinds("\n\n".join(PARAGRAPHS))] == ["paragraph"] * 3


def test_a_question_may_be_a_headline() -> None:
    assert _kinds("Who will pay for the wall?\n\n" + PARAGRAPHS[0])[0][0] == "headline"


def test_a_given_headline_is_put_in_front_once() -> None:
    body = "\n\n".join(PARAGRAPHS)
    assert _kinds(body, "Town to rebuild wall")[0] == ("headline", "Town to rebuild wall")
    twice = _kinds(f"TOWN TO REBUILD WALL\n\n{body}", "Town to rebuild wall")
    assert [kind for kind, _ in twice] == ["headline", *["paragraph"] * 3]
    assert twice[0][1] == "TOWN TO REBUILD WALL"


def test_headings_stand_before_prose() -> None:
    kinds = _kinds(f"{PARAGRAPHS[0]}\n\nWho pays\n\n{PARAGRAPHS[1]}\n\n{PARAGRAPHS[2]}\n\nThe end")
    assert [kind for kind, _ in kinds] == ["paragraph", "heading", "paragraph", "paragraph", "paragraph"]


def test_nothing_makes_nothing() -> None:
    assert plain_blocks("") == plain_blocks(" \n\t\n") == []
    assert arrange([], None, None) == ()


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from("ab .\n-A1\t"), max_size=200))
def test_groups_lie_in_the_text_in_order(text: str) -> None:
    at = 0
    for lines in group_lines(text):
        assert at <= lines.start < lines.end
        assert text[lines.start : lines.end].strip() == text[lines.start : lines.end]
        assert not text[at : lines.start].strip()
        at = lines.end
    assert not text[at:].strip()


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from("ab .\n-A1\t“”"), max_size=200))
def test_blocks_of_blocks_are_the_same(text: str) -> None:
    blocks = _texts(text)
    assert _texts("\n\n".join(blocks)) == blocks


def test_arrange_loses_nothing() -> None:
    blocks = [Block("One thing"), Block("Another thing"), Block(PARAGRAPHS[0]), Block("Heading"), Block(PARAGRAPHS[1])]
    assert [block.text for block in arrange(blocks, None, None)] == [block.text for block in blocks]

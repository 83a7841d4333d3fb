"""Headline, standfirst, headings, lists and quoted blocks of a plain text."""

import pytest

from worker.text.clean.arrange import arrange
from worker.text.clean.blocks import plain_blocks
from worker.text.clean.furniture import Known, sort_out

LEAD = "The council of Port Alder voted on Tuesday to rebuild the old harbour wall before winter."
NEXT = "Half of the money is to come from the state, the mayor told reporters after the meeting."


def _kinds(*lines: str, headline: str | None = None) -> list[str]:
    found = sort_out(plain_blocks("\n\n".join(lines)), Known(headline))
    return [block.kind for block in arrange(found.blocks, headline, None, found.begins)]


def test_a_first_line_that_is_no_sentence_is_the_headline() -> None:
    assert _kinds("Town to rebuild wall", LEAD, NEXT) == ["headline", "paragraph", "paragraph"]
    assert _kinds(LEAD, NEXT) == ["paragraph", "paragraph"]


def test_a_given_headline_is_put_in_front_once() -> None:
    assert _kinds(LEAD, NEXT, headline="Town to rebuild wall") == ["headline", "paragraph", "paragraph"]
    assert _kinds("TOWN TO REBUILD WALL", LEAD, NEXT, headline="Town to rebuild wall")[:2] == ["headline", "paragraph"]


@pytest.mark.parametrize("opening", ["By Ann Lee", "4 November 2022", "Updated: 4 November 2022"])
def test_what_stands_before_the_byline_is_the_standfirst(opening: str) -> None:
    summary = "Work is to begin before winter, and the state will pay half of it."
    assert _kinds("Town to rebuild wall", summary, opening, LEAD, NEXT)[:3] == ["headline", "standfirst", "paragraph"]
    assert _kinds("Town to rebuild wall", opening, LEAD, NEXT)[:2] == ["headline", "paragraph"]


def test_a_second_line_apart_is_the_standfirst() -> None:
    assert _kinds("Town to rebuild wall", "Work before winter is planned", LEAD)[:2] == ["headline", "standfirst"]


@pytest.mark.parametrize("heading", ["Who pays", "Who pays?", "WHAT COMES NEXT"])
def test_headings(heading: str) -> None:
    assert _kinds("Town to rebuild wall", LEAD, heading, NEXT) == ["headline", "paragraph", "heading", "paragraph"]


@pytest.mark.parametrize("line", ["“Who pays?” she asked.", "But who pays?", "“Nobody pays”", "Nobody pays."])
def test_short_paragraphs_are_no_headings(line: str) -> None:
    kinds = _kinds("Town to rebuild wall", LEAD, line, NEXT)
    assert kinds[2] == ("heading" if line == "“Nobody pays”" else "paragraph")


def test_a_heading_may_stand_before_a_list() -> None:
    assert _kinds("Town to rebuild wall", LEAD, "The plan", "- a sea wall", "- a pier", NEXT)[2:5] == [
        "heading", "list_item", "list_item",
    ]  # fmt: skip


def test_blocks_behind_a_mark_are_quoted() -> None:
    assert (
        _kinds("Town to rebuild wall", LEAD, "> We will rebuild it before the winter, all of it.", NEXT)[2]
        == "blockquote"
    )

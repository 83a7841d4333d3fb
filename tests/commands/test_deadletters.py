"""`copydesk deadletters`: what was refused, why, and the bytes themselves."""

import pytest

from schemas import dead_letter
from schemas.dead_letter import Code
from tests.commands.conftest import Desk
from worker.headers import Origin, rejection

BYTES = b'{"source": \xff\x00\x1b[2J "x"}\nsecond line'


@pytest.fixture
def letters(desk: Desk) -> Desk:
    for offset, (code, value) in enumerate(
        ((Code.UNDECODABLE, BYTES), (Code.EMPTY_BODY, b"{}"), (Code.UNDECODABLE, None))
    ):
        origin = Origin("articles.raw", 1, 40 + offset, 1_700_000_000_000)
        headers = rejection(origin, "normalise", code, "why it was refused", "Rejected")
        desk.send("deadletters", value, b"key-%d" % offset, headers)
    return desk


def test_the_list_tells_code_stage_origin_size_and_key(letters: Desk) -> None:
    result = letters.run("deadletters", "list")
    assert result.exit_code == 0
    for part in (
        "undecodable  why it was refused",
        "in normalise, of articles.raw/1/40, 34 bytes, key key-0",
        "articles.deadletters/0/1, 20",
        "of articles.raw/1/42, no value, key key-2",
        "3 dead letters: 2 undecodable, 1 empty_body",
    ):
        assert part in result.stdout


def test_the_list_can_be_of_one_code(letters: Desk) -> None:
    result = letters.run("deadletters", "list", "--code", "empty_body")
    assert "undecodable" not in result.stdout
    assert "1 dead letters: 1 empty_body" in result.stdout
    wrong = letters.run("deadletters", "list", "--code", "nonsense")
    assert wrong.exit_code == 2
    assert "empty_body" in wrong.stderr


def test_one_is_shown_with_its_headers_and_every_byte(letters: Desk) -> None:
    out = letters.run("deadletters", "show", "0", "0").stdout
    assert f"{dead_letter.ERROR_CODE}: undecodable" in out
    assert f"{dead_letter.OFFSET}: 40" in out
    assert "key    key-0" in out
    assert '{"source": \\xff\\x00\\x1b[2J "x"}\nsecond line' in out
    assert "value, none" in letters.run("deadletters", "show", "0", "2").stdout


def test_raw_is_the_bytes_and_nothing_else(letters: Desk) -> None:
    assert letters.run("deadletters", "show", "0", "0", "--raw").stdout_bytes == BYTES


@pytest.mark.parametrize(("partition", "offset", "code"), [("0", "3", 1), ("1", "0", 1), ("7", "0", 78)])
def test_one_that_is_not_there_is_said(letters: Desk, partition: str, offset: str, code: int) -> None:
    result = letters.run("deadletters", "show", partition, offset)
    assert result.exit_code == code
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""

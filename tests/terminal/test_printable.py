"""Nothing from outside moves the cursor."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.terminal.printable import printable, printable_bytes


@given(st.text(max_size=60))
def test_what_is_printed_is_printable(text: str) -> None:
    assert all(part.isprintable() for part in printable(text, lines=True).split("\n"))
    assert "\n" not in printable(text)


@given(st.binary(max_size=60))
def test_bytes_too(data: bytes) -> None:
    assert printable_bytes(data).isprintable()


@given(st.text(st.characters(categories=("L", "N", "P", "S")), max_size=60))
def test_plain_text_stays(text: str) -> None:
    assert printable(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "\\x1b[31mred"),
        ("\u202eltr", "\\u202eltr"),
        ("a\tb", "a    b"),
        ("a\r\nb", "a\\r\\nb"),
        ("\x9b2J", "\\x9b2J"),
        ("no\u00a0break", "no break"),
    ],
)
def test_what_a_terminal_would_obey_is_written_out(text: str, shown: str) -> None:
    assert printable(text) == shown

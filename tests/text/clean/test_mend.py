"""Damage of transport and typesetting, and what must stay as the writer meant it."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.text.clean.bytes_corpus import STRINGS, Line
from worker.text.clean.mend import MARKS_IN_A_ROW, Mended, mend

CASES = [
    ("plain ASCII stays", "A bridge fell.", "A bridge fell.", ()),
    ("smart quotes and dashes stay", "“Yes” – he’s there… — ok", "“Yes” – he’s there… — ok", ()),
    ("accents stay", "Café in Zürich, São Paulo", "Café in Zürich, São Paulo", ()),
    ("CRLF is a line end", "One.\r\nTwo.", "One.\nTwo.", ()),
    ("lone CR", "One.\rTwo.", "One.\nTwo.", ("line_breaks",)),
    ("line and paragraph separators", "One.\u2028Two.\u2029Three.", "One.\nTwo.\n\nThree.", ("line_breaks",)),
    ("NUL and other controls", "a\x00b\x07c\x7f", "abc", ("control_characters",)),
    ("tab and newline are none", "a\tb\nc", "a\tb\nc", ()),
    ("lone surrogate", "a\ud800b", "a\ufffdb", ("surrogates",)),
    ("pair of surrogates", "a\ud83d\ude00b", "a😀b", ("surrogates",)),
    ("mojibake of an apostrophe", "the minister\u00e2\u20ac\u2122s plan", "the minister’s plan", ("mojibake",)),
    ("mojibake of an accent", "a caf\u00c3\u00a9 in town", "a café in town", ("mojibake",)),
    ("Windows characters among the controls", "it\x92s", "it’s", ("mojibake",)),
    ("escaped once", "Marks &amp; Spencer", "Marks & Spencer", ("entities",)),
    ("escaped twice", "&amp;quot;Yes&amp;quot;", '"Yes"', ("entities",)),
    ("a bare ampersand stays", "AT&T; R&D & more", "AT&T; R&D & more", ()),
    ("unknown reference stays", "a &nonsense; b", "a &nonsense; b", ()),
    ("soft hyphen", "mobili\u00adsation", "mobilisation", ("soft_hyphens",)),
    ("zero-width space and BOM", "\ufeffOne\u200b two", "One two", ("zero_width",)),
    ("bidi override", "a\u202eb\u202c", "ab", ("bidi_controls",)),
    ("joiner in Persian stays", "می\u200cشود", "می\u200cشود", ()),
    ("joiner in a family of emoji stays", "👩\u200d👧", "👩\u200d👧", ()),
    ("joiner in Latin goes", "pass\u200dword", "password", ("zero_width",)),
    ("flag of Wales keeps its tags", "🏴󠁧󠁢󠁷󠁬󠁳󠁿 won", "🏴󠁧󠁢󠁷󠁬󠁳󠁿 won", ()),
    ("hidden tags go", "a\U000e0041\U000e0042b", "ab", ("zero_width",)),
    ("no-break space becomes a space", "Mr\u00a0Lee", "Mr Lee", ("spaces",)),
    ("between digits it groups", "300\u00a0000 and 1\u2009000", "300\u202f000 and 1\u202f000", ("spaces",)),
    ("narrow no-break space elsewhere", "12\u202f%", "12 %", ("spaces",)),
    ("ligatures of typesetting", "an oﬃce", "an office", ("ligatures",)),
    ("icons of a page's own font", "\ue012 Share", " Share", ("private_use",)),
    ("codes of terminals", "a \x1b[1;31mwall\x1b[0m", "a wall", ("control_characters",)),
    ("halves of a character as references", "&#xD83D;&#xDE00; &#55357;&#56832;", "😀 😀", ("entities",)),
    ("decomposed letters", "cafe\u0301", "café", ("composition",)),
]


@pytest.mark.parametrize(
    ("given_", "expected", "repairs"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_mends(given_: str, expected: str, repairs: tuple[str, ...]) -> None:
    assert mend(given_) == Mended(expected, repairs)  # type: ignore[arg-type]


KNOWN_FAILURE = "letters that look garbled and are not"


@pytest.mark.parametrize("line", [line for line in STRINGS if line.about != KNOWN_FAILURE], ids=lambda line: line.about)
def test_a_damaged_string_becomes_what_it_was_meant_to_be(line: Line) -> None:
    assert mend(line.given).text.strip() == line.text.strip()


@pytest.mark.xfail(strict=True, reason="a sentence about the letters that misread UTF-8 is full of")
def test_a_sentence_on_letters_stays() -> None:
    line = next(line for line in STRINGS if line.about == KNOWN_FAILURE)
    assert mend(line.given).text == line.text


def test_each_kind_is_noted_once_in_order() -> None:
    assert mend("a\x00b\x00\u00ad\u200b\u200b&amp;").repairs == (
        "entities",
        "control_characters",
        "soft_hyphens",
        "zero_width",
    )


def test_a_run_of_marks_is_cut_and_takes_no_quadratic_time() -> None:
    mended = mend("a" + "\u0316\u0301" * 100_000)
    assert "combining_runs" in mended.repairs
    assert len(mended.text) <= MARKS_IN_A_ROW + 2


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(codec=None, exclude_categories=()), max_size=60))
def test_any_string_comes_out_whole(text: str) -> None:
    mended = mend(text).text
    mended.encode("utf-8")
    assert unicodedata.is_normalized("NFC", mended)
    assert "\x00" not in mended
    assert "\r" not in mended


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60).filter(lambda text: "&" not in text))
def test_what_is_mended_is_mended_for_good(text: str) -> None:
    once = mend(text).text
    assert mend(once) == Mended(once, ())

"""Bodies in the charsets that they come in, declared rightly, wrongly and not at all."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worker.text.clean.charset import decode_body

CZECH = "Ministr řekl, že škody po povodni se dají spočítat až příští týden. " * 8
RUSSIAN = "Министр заявил, что ущерб от наводнения подсчитают на следующей неделе. " * 8
JAPANESE = "大臣は洪水の被害を来週計算すると述べた。" * 12


@pytest.mark.parametrize(
    ("data", "declared", "charset"),
    [
        (CZECH.encode("utf-8"), None, "utf-8"),
        (CZECH.encode("utf-8"), "utf-8", "utf-8"),
        (CZECH.encode("cp1250"), "windows-1250", "cp1250"),
        (CZECH.encode("iso8859-2"), "ISO-8859-2", "iso8859-2"),
        (RUSSIAN.encode("koi8-r"), "koi8-r", "koi8-r"),
        (JAPANESE.encode("shift_jis"), "Shift_JIS", "cp932"),
        (JAPANESE.encode("iso-2022-jp"), "iso-2022-jp", "iso2022_jp"),
        (codecs.BOM_UTF8 + CZECH.encode("utf-8"), "iso-8859-1", "utf-8"),
        (codecs.BOM_UTF16_LE + CZECH.encode("utf-16-le"), None, "utf-16-le"),
    ],
)
def test_reads_what_is_declared_or_marked(data: bytes, declared: str | None, charset: str) -> None:
    decoded = decode_body(data, declared)
    assert decoded.charset == charset
    assert decoded.text in (CZECH, RUSSIAN, JAPANESE)
    assert not decoded.mended


@pytest.mark.parametrize("text", [CZECH, RUSSIAN, JAPANESE], ids=["czech", "russian", "japanese"])
def test_utf8_overrules_a_wrong_declaration(text: str) -> None:
    decoded = decode_body(text.encode("utf-8"), "iso-8859-1")
    assert (decoded.text, decoded.charset, decoded.mended) == (text, "utf-8", True)


@pytest.mark.parametrize(
    ("text", "charset"), [(RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (JAPANESE, "euc_jp"), (JAPANESE, "shift_jis")]
)
def test_detects_what_is_not_declared(text: str, charset: str) -> None:
    decoded = decode_body(text.encode(charset))
    assert decoded.text == text
    assert decoded.mended


def test_the_page_says_its_charset() -> None:
    page = f'<html><head><meta charset="windows-1251"></head><body>{RUSSIAN}</body></html>'
    assert decode_body(page.encode("cp1251")).text == page


def test_latin1_is_read_as_its_windows_superset() -> None:
    assert decode_body(b"it\x92s caf\xe9", "iso-8859-1").text == "it’s café"


def test_a_few_broken_bytes_do_not_make_utf8_another_charset() -> None:
    decoded = decode_body(CZECH.encode("utf-8") + b"\xff\xfe.")
    assert decoded.text.startswith(CZECH)
    assert decoded.mended


@pytest.mark.parametrize(
    "label", ["zip", "rot13", "base64", "punycode", "unicode_escape", "utf-7", "nonsense", "\x00", ""]
)
def test_labels_that_are_no_charset_of_text_are_passed_over(label: str) -> None:
    assert decode_body(b"plain", label).text == "plain"


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=200),
    st.one_of(st.none(), st.sampled_from(["utf-8", "utf-16", "gbk", "hz", "big5"]), st.text(max_size=12)),
)
def test_any_bytes_make_a_text(data: bytes, declared: str | None) -> None:
    assert isinstance(decode_body(data, declared).text, str)

"""Bodies in the charsets that they come in, declared rightly, wrongly and not at all."""

import codecs
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.text.clean.bytes_corpus import BYTES, Body
from tests.text.clean.bytes_corpus import CZECH as SENTENCE
from worker.text.clean.charset import decode_body
from worker.text.clean.mend import mend

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


@pytest.mark.parametrize("body", BYTES, ids=[f"{number} {body.about}" for number, body in enumerate(BYTES)])
def test_a_damaged_body_is_read_as_it_was_meant(body: Body) -> None:
    assert " ".join(mend(decode_body(body.data, body.declared).text).text.split()) == " ".join(body.text.split())


@pytest.mark.parametrize(
    ("data", "declared", "mended"),
    [
        (b"plain", None, False),
        (b"plain", "utf-16", False),
        (SENTENCE.encode("utf-16-le"), "utf-16-le", False),
        (SENTENCE.encode("utf-16-le"), "utf-16", False),
        (SENTENCE.encode("utf-16-le"), None, False),
        (SENTENCE.encode("utf-16-le"), "utf-8", True),
        (SENTENCE.encode("utf-8")[:-3] + b"\xff", "utf-8", True),
        (b"Sun\xc0\x80 and \xc5\xbe", "utf-8", True),
        (SENTENCE.encode() + b"\n\x93Yes\x94", "utf-8", True),
        ("ДА, МЫ УЕХАЛИ В МОСКВУ. ".encode("cp1251") * 4, "windows-1251", False),
        ("Да, мы уехали в Москву. ".encode("cp1251") * 4, "koi8-r", True),
    ],
)
def test_what_was_overruled_or_lost_is_said(data: bytes, declared: str | None, mended: bool) -> None:
    assert decode_body(data, declared).mended is mended


@pytest.mark.parametrize(
    "data",
    [
        b"<!--" * 400_000 + b"\xe9",
        b"<meta " * 300_000 + b"\xe9",
        b"<script>" * 200_000 + b"\xe9",
        b"\xff" * 2_000_000,
        b"\x00" * 2_000_000 + b"\xff",
        b"a\xe9\n" * 600_000,
        b"\xc5\xbe\n\xe9\n" * 300_000,
        b"\x1b$B" * 500_000,
        b"\xed\xa0\x80" * 500_000,
    ],
    ids=["comments", "metas", "scripts", "one byte", "nul", "lines", "two charsets", "escapes", "surrogates"],
)
def test_long_bodies_take_no_longer_than_they_are(data: bytes) -> None:
    begun = time.process_time()
    decode_body(data)
    assert time.process_time() - begun < 3


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120), st.sampled_from(["utf-8", "utf-16", "utf-32"]))
def test_text_in_unicode_is_itself(text: str, codec: str) -> None:
    data = text.encode(codec)
    if codec != "utf-8" or not {"\x00", "\x1b", "\ufeff"} & set(text):
        assert decode_body(data).text == text


@settings(max_examples=100, deadline=None)
@given(
    st.one_of(st.binary(max_size=200), st.text(max_size=60).map(str.encode).map(lambda data: data + b"\xe9\x85")),
    st.one_of(st.none(), st.sampled_from(["utf-8", "utf-16", "latin-1", "koi8-r", "shift_jis", "iso-2022-jp"])),
)
def test_nothing_is_lost_in_silence(data: bytes, declared: str | None) -> None:
    decoded = decode_body(data, declared)
    stood = any("\ufffd".encode(codec) in data for codec in ("utf-8", "utf-16-le", "utf-16-be", "gb18030"))
    assert decoded.mended or stood or "\ufffd" not in decoded.text


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=200),
    st.one_of(st.none(), st.sampled_from(["utf-8", "utf-16", "gbk", "hz", "big5"]), st.text(max_size=12)),
)
def test_any_bytes_make_a_text(data: bytes, declared: str | None) -> None:
    assert isinstance(decode_body(data, declared).text, str)

"""Bytes in, contracts or a code out; the same bytes for the same value."""

import json
from decimal import Decimal

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.annotation import Figure
from schemas.article import Article, Language
from schemas.dead_letter import Code
from worker import codec
from worker.errors import Rejected

GOOD = {"source": "a.example", "body": "text"}


def outcome(value: bytes) -> str:
    try:
        codec.decode_raw(value)
    except Rejected as rejected:
        return rejected.code
    return "article"


def code_of(value: bytes | None) -> Code:
    with pytest.raises(Rejected) as caught:
        codec.decode_raw(value)
    return caught.value.code


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (None, Code.UNDECODABLE),
        (b"", Code.UNDECODABLE),
        (b"\xff\xfe", Code.UNDECODABLE),
        (b'{"source":"a","body":"\xed\xa0\x80"}', Code.UNDECODABLE),
        (b'{"source":"a","body":"\xed\xa0\x80 \\ud800"}', Code.UNDECODABLE),
        (b"no json", Code.UNDECODABLE),
        (b'{"source":"a","body":"x"', Code.UNDECODABLE),
        (b'{"source":"a","body":"\\ud800","n":NaN}', Code.UNDECODABLE),
        (b"[]", Code.SCHEMA_VIOLATION),
        (b"3", Code.SCHEMA_VIOLATION),
        (b'{"body":"x"}', Code.SCHEMA_VIOLATION),
        (b'{"source":"","body":"x"}', Code.SCHEMA_VIOLATION),
        (b'{"source":"a"}', Code.SCHEMA_VIOLATION),
        (b'{"source":"a","body":"x","body_base64":"eA=="}', Code.SCHEMA_VIOLATION),
        (b'{"source":5,"body":"x"}', Code.SCHEMA_VIOLATION),
        (b'{"source":"a","body":["x"]}', Code.SCHEMA_VIOLATION),
        (b'{"source":"a","body":"x","metadata":{"a":1}}', Code.SCHEMA_VIOLATION),
        (b"[" * 100_000, Code.TOO_DEEP),
        (b"[" * 100_000 + b"]" * 100_000, Code.TOO_DEEP),
        (b'{"source":"a","body":"x","m":' + b"[" * 100 + b"]" * 100 + b"}", Code.TOO_DEEP),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, Code.TOO_DEEP),
    ],
)
def test_what_bad_input_gets(value: bytes | None, code: Code) -> None:
    assert code_of(value) is code


def test_details_never_quote_the_input() -> None:
    with pytest.raises(Rejected) as caught:
        codec.decode_raw(b'{"source":"a","body":{"secret":"word"},"status":"secret"}')
    assert "secret" not in caught.value.detail


def test_brackets_inside_strings_are_not_nesting() -> None:
    raw, repairs = codec.decode_raw(orjson.dumps({**GOOD, "body": "[" * 5000}))
    assert raw.body == "[" * 5000
    assert repairs == ()


def test_lone_surrogates_are_mended_and_noted() -> None:
    raw, repairs = codec.decode_raw(b'{"source":"a","body":"x \\ud800 y \\ud83d\\ude00 \\u0000"}')
    assert raw.body == "x \ufffd y \U0001f600 \x00"
    assert repairs == (codec.SURROGATES,)


def test_unknown_fields_are_kept_in_metadata() -> None:
    raw, _ = codec.decode_raw(orjson.dumps({**GOOD, "desk": "foreign", "rank": [1, 2], "metadata": {"a": "b"}}))
    assert raw.metadata == {"desk": "foreign", "rank": "[1, 2]", "a": "b"}


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_bytes_give_an_article_or_a_code(value: bytes) -> None:
    assert outcome(value) in ("article", Code.UNDECODABLE, Code.SCHEMA_VIOLATION, Code.TOO_DEEP)


@given(st.dictionaries(st.text(max_size=8), st.recursive(st.none() | st.text(max_size=5), st.lists, max_leaves=5)))
@settings(max_examples=100, deadline=None)
def test_unknown_fields_of_any_kind_are_kept(extra: dict[str, object]) -> None:
    fields = {f"x-{name}": value for name, value in extra.items()}
    raw, _ = codec.decode_raw(json.dumps({**fields, **GOOD}).encode())
    assert raw.body == "text"
    assert set(raw.metadata) == set(fields)


def test_encoding_sorts_keys_and_writes_amounts_as_plain_strings() -> None:
    figure = Figure(start=0, end=4, surface="3e5 ", kind="money", value=Decimal("3E+5"), low=Decimal("0.10"))
    document = orjson.loads(codec.encode(figure))
    assert (document["value"], document["low"]) == ("300000", "0.1")
    assert list(document) == sorted(document)


def test_what_is_encoded_is_decoded() -> None:
    article = Article(
        article_id="1", content_hash="h", source="s", text="é\U0001f600", language=Language(tag="en", confidence=0.987)
    )
    assert codec.decode(Article, codec.encode(article)) == article
    assert article.language.confidence == 0.99

from typing import Any

import pytest
from pydantic import ValidationError

from schemas.article import RawArticle


def test_the_least_that_is_an_article() -> None:
    article = RawArticle.model_validate({"source": "example.org", "body": ""})
    assert article.schema_version == "1.0"
    assert article.status == "usable"
    assert article.metadata == {}


@pytest.mark.parametrize(
    "bad",
    [
        {"body": "text"},
        {"source": "", "body": "text"},
        {"source": "x" * 254, "body": "text"},
        {"source": "example.org"},
        {"source": "example.org", "body": None, "body_base64": None},
        {"source": "example.org", "body": "text", "body_base64": "dGV4dA=="},
        {"source": "example.org", "body": 7},
        {"source": "example.org", "body": ["text"]},
        {"source": "example.org", "body": "text", "status": "killed"},
        {"source": "example.org", "body": "text", "metadata": {"a": 1}},
        {"source": "example.org", "body": "text", "metadata": None},
        {"source": "example.org", "body": "text", "url": "https://example.org/" + "x" * 8192},
        {"source": "example.org", "body": "text", "headline": "x" * 10_001},
        {"source": "example.org", "status": "withdrawn", "body": "text", "body_base64": "dGV4dA=="},
        [],
        "text",
        None,
    ],
)
def test_another_shape_is_refused(bad: Any) -> None:
    with pytest.raises(ValidationError):
        RawArticle.model_validate(bad)


def test_a_withdrawn_article_needs_no_body() -> None:
    assert RawArticle.model_validate({"source": "example.org", "external_id": "7", "status": "withdrawn"}).body is None


def test_unknown_fields_are_kept_in_metadata() -> None:
    article = RawArticle.model_validate(
        {
            "source": "example.org",
            "body": "text",
            "desk": "Küche",
            "tags": ["b", "a"],
            "place": {"lon": 2, "lat": 1},
            "rank": 3,
            "paid": None,
            "metadata": {"given": "yes"},
        }
    )
    assert article.metadata == {
        "desk": "Küche",
        "tags": '["b", "a"]',
        "place": '{"lat": 1, "lon": 2}',
        "rank": "3",
        "paid": "null",
        "given": "yes",
    }


def test_metadata_that_was_given_wins_over_an_unknown_field() -> None:
    article = RawArticle.model_validate({"source": "s", "body": "", "desk": "outer", "metadata": {"desk": "inner"}})
    assert article.metadata == {"desk": "inner"}


def test_what_came_in_is_not_changed() -> None:
    message = {"source": "s", "body": "", "desk": "local", "metadata": {"a": "b"}}
    RawArticle.model_validate(message)
    assert message == {"source": "s", "body": "", "desk": "local", "metadata": {"a": "b"}}

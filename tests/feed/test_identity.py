"""The key of an article: always the same for one, never the same for two."""

import base64

from schemas.article import RawArticle
from worker.feed.identity import key
from worker.normalise import normalise


def raw(**fields: str) -> RawArticle:
    return RawArticle.model_validate({"source": "a.example", **fields})


def test_the_id_goes_before_the_url_and_the_url_before_the_body() -> None:
    assert key(raw(body="x", external_id="7", url="https://a.example/1")) == b'["a.example","id","7"]'
    assert key(raw(body="x", url="https://a.example/1#top")) == b'["a.example","url","https://a.example/1"]'
    assert key(raw(body="x")).startswith(b'["a.example","body","2d711642b726b044')


def test_two_articles_never_share_a_key() -> None:
    articles = [
        raw(body="x", external_id="7"),
        raw(body="x", external_id="7 "),
        raw(body="x", url="7"),
        raw(body="x"),
        raw(body="y"),
        raw(body="x", source="b.example"),
        raw(body="x", source='a.example","id', external_id="7"),
    ]
    assert len({key(article) for article in articles}) == len(articles)


def test_text_and_its_bytes_are_one_article() -> None:
    encoded = base64.b64encode("café".encode()).decode()
    assert (
        key(raw(body="café")) == key(raw(body_base64=encoded)) == key(raw(body_base64=f"{encoded[:3]}\n{encoded[3:]}"))
    )
    assert key(raw(body_base64="no base64!"))


def test_one_key_means_one_article_id_and_the_other_way_round() -> None:
    """The feeder's identity is the normaliser's: revisions of an article lie in one partition."""
    text = "A town of 45 people. It has a bridge."
    articles = [
        raw(body=text, external_id="7"),
        raw(body=text, external_id="7", url="https://a.example/1"),
        raw(body=text, url="https://a.example/1"),
        raw(body=text, url="https://a.example/1#comments"),
        raw(body=text, url="https://a.example/2"),
        raw(body=text),
        raw(body_base64=base64.b64encode(text.encode()).decode()),
        raw(body=text + " It is old."),
    ]
    pairs = {(key(article), normalise(article).article_id) for article in articles}
    assert len({first for first, _ in pairs}) == len({second for _, second in pairs}) == len(pairs) == 5

"""Which article a message is: the key on articles.raw."""

import base64
import binascii
import hashlib

import orjson

from schemas.article import RawArticle


def key(raw: RawArticle) -> bytes:
    r"""The message key of an article: the same article has always the same key, two articles never have one.

    A JSON array of `source`, what identifies the article within it (`id`, `url` or `body`) and that: the external id,
    else the URL without its fragment, else the SHA-256 of the body as received. This is the order in which
    `article_id` is made, so one article's revisions lie in one partition, in order.

    >>> key(RawArticle(source="ex.example", external_id="7", url="https://ex.example/a", body="x"))
    b'["ex.example","id","7"]'
    >>> key(RawArticle(source="ex.example", url="https://ex.example/a#top", body="x"))
    b'["ex.example","url","https://ex.example/a"]'
    """
    if raw.external_id:
        return orjson.dumps([raw.source, "id", raw.external_id])
    if raw.url:
        return orjson.dumps([raw.source, "url", raw.url.partition("#")[0]])
    return orjson.dumps([raw.source, "body", hashlib.sha256(_received(raw)).hexdigest()])


def _received(raw: RawArticle) -> bytes:
    """The body's bytes; of what is no base64 the characters, for the worker to refuse."""
    if raw.body is not None:
        return raw.body.encode("utf-8", "surrogatepass")
    encoded = (raw.body_base64 or "").encode("utf-8", "surrogatepass")
    try:
        return base64.b64decode(b"".join(encoded.split()), validate=True)
    except binascii.Error:
        return encoded

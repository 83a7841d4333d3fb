"""Why an article was refused: a closed list of codes, and the headers that carry the facts.

A dead letter's key and value are the original bytes; everything we say of it stands in its headers.
"""

from enum import StrEnum


class Code(StrEnum):
    """The reason of a rejection."""

    UNDECODABLE = "undecodable"
    """Not UTF-8, not JSON, null or empty."""
    SCHEMA_VIOLATION = "schema_violation"
    """JSON of another shape than RawArticle."""
    TOO_LARGE = "too_large"
    """The body is over the limit."""
    TOO_DEEP = "too_deep"
    """The JSON is nested deeper than any article."""
    UNSUPPORTED_MEDIA_TYPE = "unsupported_media_type"
    """Neither text nor HTML."""
    EMPTY_BODY = "empty_body"
    """Nothing is left to read."""
    NOT_AN_ARTICLE = "not_an_article"
    """A consent wall, a paywall, an error page."""
    TIMED_OUT = "timed_out"
    """The analysis did not end in time."""
    CRASHED = "crashed"
    """A process died on it, twice."""
    OUTPUT_TOO_LARGE = "output_too_large"
    """An output would be over its topic's limit."""
    OUTPUT_REFUSED = "output_refused"
    """The broker refused an output for good."""
    INTERNAL_ERROR = "internal_error"
    """A fault of ours: set aside with its trace id."""


RAW = "copydesk.raw"
"""``topic/partition/offset`` of the raw message, on every message that comes of it."""

ERROR_CODE = "copydesk.error.code"
ATTEMPTS = "copydesk.attempts"
REPLAYS = "copydesk.replays"
"""How often a message was replayed from the dead letters, in all."""
REPLAYED = "copydesk.replayed"
"""``topic/partition/offset`` of the dead letter that a replayed message was."""
RECORDS = "copydesk.records"
"""On an enriched article: how many records went with it, as in ``entities=3,numbers=8``."""

TOPIC = "__connect.errors.topic"
PARTITION = "__connect.errors.partition"
OFFSET = "__connect.errors.offset"
STAGE = "__connect.errors.stage"
CLASS = "__connect.errors.class.name"
EXCEPTION = "__connect.errors.exception.class.name"
MESSAGE = "__connect.errors.exception.message"
"""Our words, never the input's."""

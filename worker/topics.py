"""Every topic: name, key, contract, size limit, retention. The only place that knows topic names.

Sizes form one chain, in bytes of a message's value: an article grows on its way, and a dead letter holds what could not
go on. What the brokers, producers and consumers must allow follows from it (`max_message_bytes`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Literal, Self

MIB = 1024 * 1024
DAY_MS = 24 * 60 * 60 * 1000

HEADERS_BYTES = 64 * 1024
"""Room for a message's key, headers and framing beside its value."""

RAW_BYTES = 8 * MIB
NORMALISED_BYTES = 12 * MIB
ENRICHED_BYTES = 24 * MIB
RECORD_BYTES = 1 * MIB


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic as it should be. `ce_type` is the CloudEvents type of what we write to it, None where we do not."""

    name: str
    key: str
    ce_type: str | None
    max_value_bytes: int
    retention_ms: int = 7 * DAY_MS
    cleanup: Literal["delete", "compact"] = "delete"

    @property
    def max_message_bytes(self) -> int:
        """What the topic's `max.message.bytes` must allow."""
        return self.max_value_bytes + HEADERS_BYTES


@dataclass(frozen=True, slots=True)
class Topics:
    """All topics of one installation."""

    raw: Topic = Topic("articles.raw", "chosen by the producer", None, RAW_BYTES)
    normalised: Topic = Topic("articles.normalised", "article_id", "copydesk.article.normalised.v1", NORMALISED_BYTES)
    enriched: Topic = Topic("articles.enriched", "article_id", "copydesk.article.enriched.v1", ENRICHED_BYTES)
    entities: Topic = Topic("articles.entities", "article_id", "copydesk.entity.v1", RECORD_BYTES)
    numbers: Topic = Topic("articles.numbers", "article_id", "copydesk.figure.v1", RECORD_BYTES)
    deadletters: Topic = Topic(
        "articles.deadletters", "the original key", None, NORMALISED_BYTES + HEADERS_BYTES, retention_ms=30 * DAY_MS
    )

    @classmethod
    def named(cls, prefix: str = "", names: Mapping[str, str] | None = None, deadletters_ms: int = 30 * DAY_MS) -> Self:
        """The topics under a prefix, some of them renamed: `names` maps "raw", "enriched", ... to a topic's name."""
        given = names or {}
        plain = cls(deadletters=replace(cls().deadletters, retention_ms=deadletters_ms))
        return cls(**{slot: replace(topic, name=prefix + given.get(slot, topic.name)) for slot, topic in plain.slots()})

    def slots(self) -> Iterator[tuple[str, Topic]]:
        """Each topic with what we call it, in the order of an article's way."""
        for field in fields(self):
            yield field.name, getattr(self, field.name)

    def __iter__(self) -> Iterator[Topic]:
        return (topic for _, topic in self.slots())

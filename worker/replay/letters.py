"""What a replayed dead letter is: the message that it was, or why it cannot be one again. Pure."""

from dataclasses import dataclass
from typing import Literal

from schemas import dead_letter
from worker.headers import TIME, Header, Origin, again, event
from worker.terminal.reader import Received
from worker.topics import Topic, Topics

MOST_REPLAYS = 3
"""A letter that was replayed so often is refused unless it is forced: it will not get better by that."""

Target = Literal["raw", "normalised"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a dead letter's message lay: our name for the topic, and its place there."""

    target: Target
    partition: int
    kafka_offset: int


@dataclass(frozen=True, slots=True)
class Message:
    """A message to write. The timestamp is in milliseconds since the epoch."""

    topic: str
    partition: int
    timestamp_ms: int
    key: bytes | None
    value: bytes | None
    headers: list[Header]


def place(letter: Received) -> str:
    """`topic/partition/offset` of a dead letter, as in the header `copydesk.replayed`."""
    return f"{letter.topic}/{letter.partition}/{letter.kafka_offset}"


def source(letter: Received, topics: Topics) -> Source | str:
    """Where a letter's message lay; or why that cannot be told, in a few words. Nothing is guessed."""
    if letter.header(dead_letter.CLASS) != "copydesk":
        return "it is no dead letter of ours"
    topic, raw = letter.header(dead_letter.TOPIC), letter.header(dead_letter.RAW)
    numbers = [_number(letter.header(name)) for name in (dead_letter.PARTITION, dead_letter.OFFSET)]
    partition, offset = numbers
    if topic is None or raw is None or partition is None or offset is None or letter.header(TIME) is None:
        return "its headers do not say where its message lay"
    if topic == topics.raw.name:
        return Source("raw", partition, offset)
    if topic != topics.normalised.name:
        return f"it is of {topic}, which is neither {topics.raw.name} nor {topics.normalised.name}"
    if letter.key is None or not _text(letter.key) or not raw.startswith(f"{topics.raw.name}/"):
        return f"its message in {topic} was none of ours"
    return Source("normalised", partition, offset)


def replays(letter: Received) -> int:
    """How often its message was replayed so far."""
    return _origin(letter).replays


def replayed(letter: Received, found: Source, topics: Topics, now_ms: int) -> Message:
    """The message that a letter was, with the replay counted, for the partition that it lay in.

    To the raw topic it is a new raw message; to the normalised topic the same as before, `ce_id` and `copydesk.raw`
    included. Its timestamp is the present, never before the letter's own: whoever looks for replays of a letter finds
    none before that time.
    """
    origin, said = _origin(letter), place(letter)
    topic: Topic = getattr(topics, found.target)
    if found.target == "raw":
        headers = again(origin, said)
    else:
        (headers,) = event(_raised(origin), "normalised", topic, (letter.key or b"").decode(), range(1))
        headers.append((dead_letter.REPLAYED, said.encode()))
    timestamp_ms = max(now_ms, letter.timestamp_ms or 0)
    return Message(topic.name, found.partition, timestamp_ms, letter.key, letter.value, headers)


def _origin(letter: Received) -> Origin:
    return Origin(letter.topic, letter.partition, letter.kafka_offset, letter.timestamp_ms or 0, letter.headers)


def _raised(origin: Origin) -> Origin:
    """The same, replayed once more."""
    others = [(name, value) for name, value in origin.headers if name != dead_letter.REPLAYS]
    count = (dead_letter.REPLAYS, str(origin.replays + 1).encode())
    return Origin(origin.topic, origin.partition, origin.kafka_offset, origin.timestamp_ms, [*others, count])


def _number(said: str | None) -> int | None:
    return int(said) if said is not None and said.isascii() and said.isdecimal() and len(said) < 19 else None


def _text(key: bytes) -> bool:
    try:
        key.decode()
    except UnicodeDecodeError:
        return False
    return True

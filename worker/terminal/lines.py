"""A message as one JSON line, for programs."""

import base64

import orjson

from worker.terminal.reader import Received


def value_line(message: Received) -> bytes:
    """The value on one line. JSON stays as it is; other bytes become `{"value_base64": ...}`, no value `null`."""
    document, known = _document(message.value)
    if not known:
        return orjson.dumps({"value_base64": document})
    if message.value is not None and b"\n" not in message.value and b"\r" not in message.value:
        return message.value
    return orjson.dumps(document)


def full_line(message: Received) -> bytes:
    """The whole message on one line: its place, time, key and headers as text, and the value.

    A value, key or header that is not UTF-8 is given as `..._base64` instead.
    """
    document, known = _document(message.value)
    line: dict[str, object] = {
        "topic": message.topic,
        "partition": message.partition,
        "kafka_offset": message.kafka_offset,
        "timestamp_ms": message.timestamp_ms,
        **_text("key", message.key),
        "headers": {name: text for key, value in message.headers for name, text in _text(key, value).items()},
        ("value" if known else "value_base64"): document,
    }
    return orjson.dumps(line)


def _document(value: bytes | None) -> tuple[object, bool]:
    """The value as JSON and True; or in base64 and False, where it is none."""
    if value is None:
        return None, True
    try:
        return orjson.loads(value), True
    except orjson.JSONDecodeError:
        return base64.b64encode(value).decode("ascii"), False


def _text(name: str, data: bytes | None) -> dict[str, str | None]:
    if data is None:
        return {name: None}
    try:
        return {name: data.decode("utf-8")}
    except UnicodeDecodeError:
        return {f"{name}_base64": base64.b64encode(data).decode("ascii")}

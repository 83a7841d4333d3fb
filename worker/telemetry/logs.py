"""Where log lines go and what they look like: JSON or for people, on standard error, libraries' lines tamed."""

import logging
import sys
import time
from typing import Any

import orjson
import structlog

from worker.errors import where

LIBRARIES = ("faust", "mode", "aiokafka")


def configure(level: str, style: str) -> None:
    """Send our events, and what libraries log, to standard error."""
    renderer: Any
    if style == "json":
        renderer = structlog.processors.JSONRenderer(serializer=_json)
    else:
        renderer = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    meta = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(processors=[meta, renderer], foreign_pre_chain=[*shared, _library])
    )
    handler.addFilter(RateLimit())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)


def _json(event: object, **_: object) -> str:
    return orjson.dumps(event, default=str).decode()


def _library(_: object, __: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """A library's record: its exception by class and place, for its words may quote a message."""
    record = event["_record"]
    event["logger"] = record.name
    if record.exc_info and record.exc_info[1] is not None:
        error = record.exc_info[1]
        event["exception"] = type(error).__name__
        event["where"] = where(error)
    event.pop("exc_info", None)
    return event


class RateLimit(logging.Filter):
    """Lets the same message of the same logger through once in `seconds`: clients write thousands without a broker."""

    def __init__(self, seconds: float = 10.0) -> None:
        super().__init__()
        self._seconds = seconds
        self._last: dict[tuple[str, str], float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether this record is shown."""
        key, now = (record.name, str(record.msg)), time.monotonic()
        if now - self._last.get(key, -self._seconds) < self._seconds:
            return False
        self._last[key] = now
        return True


def hush() -> None:
    """What libraries cry out while their connections are taken away on the way out is no news."""
    logging.getLogger().setLevel(logging.CRITICAL)
    for name in LIBRARIES:
        logging.getLogger(name).setLevel(logging.CRITICAL)

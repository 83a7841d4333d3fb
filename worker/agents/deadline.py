"""The end of the process: at once, with a word in the log, and never by unwinding through a stream.

Faust acknowledges an event when an exception, or a cancellation, passes through its stream. So whatever goes wrong on
the data's way ends the process; the supervisor starts it again, and the next owner of each partition fences and goes
on from the committed offsets.
"""

import asyncio
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NoReturn

from aiokafka.errors import KafkaConnectionError

from worker import telemetry
from worker.errors import CopydeskError, Exit, Stuck, exit_code, where

_nothing_owed = threading.Event()


def nothing_owed() -> None:
    """The way out is past its last transaction: whatever breaks from here on, the end is a good one."""
    _nothing_owed.set()


def die(error: BaseException) -> NoReturn:
    """End the process with the exit code that the error asks for."""
    if _nothing_owed.is_set():
        os._exit(Exit.OK)
    status = Exit.UNAVAILABLE if isinstance(error, KafkaConnectionError) else exit_code(error)
    # Only our own errors are sure not to quote an article.
    detail = str(error) if isinstance(error, (CopydeskError, OSError)) else ""
    telemetry.died(type(error).__name__, detail, where(error), status)
    sys.stderr.flush()
    os._exit(status)


@contextmanager
def deadline(
    seconds: float,
    what: str,
    excused: Callable[[], bool] = lambda: False,
    cause: Callable[[], CopydeskError | None] = lambda: None,
) -> Iterator[None]:
    """A block that must end in time; else the process does, with `cause` where that knows one.

    While `excused`, the time begins anew: without a broker nothing ends, and a new process would not do better.
    """
    loop = asyncio.get_running_loop()
    timers: list[asyncio.TimerHandle] = []

    def over() -> None:
        if timers and not excused():
            die(cause() or Stuck(f"{what} took more than {seconds:g} s"))
        timers[:] = [loop.call_later(seconds, over)]

    over()
    try:
        yield
    finally:
        timers[0].cancel()

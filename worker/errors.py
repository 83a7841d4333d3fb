"""What can go wrong, and what each means for the message in hand.

CopydeskError
├── Rejected      this message is at fault: a dead letter with a code, and on with the next
├── Transient     the world is at fault: tried again with backoff, then the worker stops (exit 75)
├── FuseBlown     too many rejects in a window: the worker stops before a topic becomes dead letters (exit 65)
├── Misconfigured a setting is wrong, or a topic is missing: nothing starts (exit 78)
└── Stuck         a deadline of ours ran out: the process ends, the next owner goes on (exit 70)

Whatever else is raised is a fault of ours. In a pool child it costs one article (`internal_error`), anywhere else it
ends the process.
"""

import os
import traceback
from enum import IntEnum

from schemas.dead_letter import Code


class Exit(IntEnum):
    """Exit codes of every command."""

    OK = 0
    REJECTED = 1
    USAGE = 2
    FUSE = 65
    FAULT = 70
    UNAVAILABLE = 75
    CONFIG = 78


class CopydeskError(Exception):
    """The root of the tree."""


class Rejected(CopydeskError):
    """The message is refused for good.

    `detail` is in our own words and never quotes the input: it goes into a header that operators read.
    """

    def __init__(self, code: Code, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail


class Transient(CopydeskError):
    """Something outside is not to be had just now."""


class FuseBlown(CopydeskError):
    """More rejects in a window than the fuse allows."""


class Misconfigured(CopydeskError):
    """A setting or a topic is not as it must be; the message says which, what it got and what it takes."""


class Stuck(CopydeskError):
    """Something that must end in time did not."""


EXIT_CODES: tuple[tuple[type[CopydeskError], Exit], ...] = (
    (Misconfigured, Exit.CONFIG),
    (Transient, Exit.UNAVAILABLE),
    (Rejected, Exit.REJECTED),
    (FuseBlown, Exit.FUSE),
    (Stuck, Exit.FAULT),
)


def exit_code(error: BaseException) -> Exit:
    """What a process ends with on this error; what is not of our tree is a fault of ours."""
    return next((code for kind, code in EXIT_CODES if isinstance(error, kind)), Exit.FAULT)


def where(error: BaseException) -> str:
    """Where an exception was raised, innermost first, without its message, which may quote the input."""
    return " < ".join(
        f"{os.path.basename(frame.filename)}:{frame.lineno} {frame.name}"
        for frame in reversed(traceback.extract_tb(error.__traceback__)[-8:])
    )

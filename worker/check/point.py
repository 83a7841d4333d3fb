"""What a check says: one point, how it stands, and what to change."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How a point stands. What the cluster does not tell is never taken for good."""

    OK = "ok"
    WARNING = "warning"
    WRONG = "wrong"
    UNTOLD = "not told"


@dataclass(frozen=True, slots=True)
class Point:
    """One point: what it is about ("replication"), how it stands, in words, and the command or setting that mends it.

    `mend` is empty where nothing needs mending.
    """

    about: str
    verdict: Verdict
    what: str
    mend: str = ""

    def __str__(self) -> str:
        return f"{self.about}: {self.what}" + (f"; mend it with: {self.mend}" if self.mend else "")


def ok(about: str, what: str) -> Point:
    """Good as it is."""
    return Point(about, Verdict.OK, what)


def warning(about: str, what: str, mend: str = "") -> Point:
    """It works, and will hurt some day."""
    return Point(about, Verdict.WARNING, what, mend)


def wrong(about: str, what: str, mend: str = "") -> Point:
    """A worker does not start so, or loses something."""
    return Point(about, Verdict.WRONG, what, mend)


def untold(about: str, what: str) -> Point:
    """Nobody knows: the cluster does not say."""
    return Point(about, Verdict.UNTOLD, what)

"""One run of the feeder: read, check, send, and account for every article."""

from dataclasses import dataclass
from typing import Protocol

from schemas.dead_letter import Code
from worker import codec
from worker.errors import Rejected
from worker.feed.identity import key
from worker.feed.sender import Sender
from worker.feed.sources import Fault, Found, Intake, Item
from worker.settings import Settings

_PROGRESS_S = 0.2


@dataclass(slots=True)
class Tally:
    """What became of the input so far: read = sent + faulty, sent = acknowledged + undelivered + under way."""

    sent: int = 0
    faulty: int = 0
    acknowledged: int = 0
    undelivered: int = 0
    unavailable: bool = False

    @property
    def read(self) -> int:
        """Articles that were found in the input, good or not."""
        return self.sent + self.faulty

    @property
    def complete(self) -> bool:
        """The broker acknowledged every article that was in the input."""
        return not self.faulty and not self.undelivered and self.acknowledged == self.sent


class Watcher(Protocol):
    """Whoever shows how it goes."""

    def fault(self, fault: Fault) -> None:
        """An article could not be sent."""

    def waiting(self, brokers: str, tried_s: float) -> None:
        """No broker answers yet."""

    def progress(self, tally: Tally) -> None:
        """Called after every article and while waiting for the last acknowledgements."""


def feed(settings: Settings, intake: Intake, watcher: Watcher) -> Tally:
    """Send everything; returns when every article is acknowledged or given up.

    What is no RawArticle is told and not sent, unless the intake passes raw lines. Raises Transient (no broker from the
    start), Misconfigured (no topic).
    """
    topic = settings.topics.raw
    sender = Sender(settings, topic, watcher.waiting)
    tally = Tally()
    for found in intake.read():
        checked = check(found, topic.max_value_bytes, raw_lines=intake.raw_lines)
        if isinstance(checked, Fault):
            tally.faulty += 1
            watcher.fault(checked)
        else:
            message_key, item = checked
            sender.send(message_key, item.value, item.place)
            tally.sent += 1
        _account(sender, tally, watcher)
    while sender.wait(_PROGRESS_S):
        _account(sender, tally, watcher)
    _account(sender, tally, watcher)
    return tally


def check(found: Found, limit: int, *, raw_lines: bool = False) -> tuple[bytes | None, Item] | Fault:
    """The message's key and the message, or why it is none. A raw line that is no RawArticle has no key."""
    if isinstance(found, Fault):
        return found
    if len(found.value) > limit:
        return Fault(found.place, Code.TOO_LARGE, f"{len(found.value)} bytes as a message, {limit} at most")
    try:
        raw, _ = codec.decode_raw(found.value)
    except Rejected as error:
        return (None, found) if raw_lines else Fault(found.place, error.code, error.detail)
    return key(raw), found


def _account(sender: Sender, tally: Tally, watcher: Watcher) -> None:
    """Bring the tally up to date and tell what was refused since."""
    for lost in sender.undelivered[tally.undelivered :]:
        tally.unavailable |= lost.unavailable
        watcher.fault(Fault(lost.place, "undelivered", lost.why))
    tally.undelivered = len(sender.undelivered)
    tally.acknowledged = sender.acknowledged
    watcher.progress(tally)

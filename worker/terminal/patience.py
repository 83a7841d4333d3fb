"""Telling somebody that we wait, not too often."""

import sys
import time

_EVERY_S = 10.0


class Patience:
    """Says when it is time for another line: at once, then every ten seconds."""

    def __init__(self) -> None:
        self._last: float | None = None

    def up(self) -> bool:
        """Whether a line is due now; asking counts as having told it."""
        now = time.monotonic()
        if self._last is not None and now - self._last < _EVERY_S:
            return False
        self._last = now
        return True


class Waiting:
    """Tells on stderr that no broker answers yet; what `worker.admin.reach` calls."""

    def __init__(self) -> None:
        self._patience = Patience()

    def __call__(self, brokers: str, tried_s: float) -> None:
        if self._patience.up():
            sys.stderr.write(f"copydesk: no broker at {brokers} yet, tried for {tried_s:.0f} s\n")


class Reading:
    """Tells on stderr how much was read, and what is waited for, every ten seconds of a long reading."""

    def __init__(self) -> None:
        self._patience = Patience()
        self._patience.up()
        self._messages = 0

    def __call__(self, messages: int, waiting_for: str = "") -> None:
        self._messages += messages
        if self._patience.up():
            waiting = f", waiting for {waiting_for}" if waiting_for else ""
            sys.stderr.write(f"copydesk: {self._messages:,} messages read{waiting}\n")

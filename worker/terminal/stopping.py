"""Ctrl-C and SIGTERM, heard where it suits: what is under way is ended in order."""

import signal
from types import FrameType
from typing import Self


class Stopping:
    """While entered, takes note of SIGINT and SIGTERM; a second one has its usual effect.

    Asked by calling it. `exit_code` is what a shell expects of a process that a signal ended.
    """

    def __init__(self) -> None:
        self._heard: int | None = None
        self._before: dict[signal.Signals, object] = {}

    def __call__(self) -> bool:
        return self._heard is not None

    @property
    def exit_code(self) -> int:
        """128 and the signal; 0 where none came."""
        return 0 if self._heard is None else 128 + self._heard

    def _hear(self, number: int, _: FrameType | None) -> None:
        self._heard = number
        self._restore()

    def _restore(self) -> None:
        for sort, handler in self._before.items():
            signal.signal(sort, handler)  # type: ignore[arg-type]
        self._before.clear()

    def __enter__(self) -> Self:
        for sort in (signal.SIGINT, signal.SIGTERM):
            self._before[sort] = signal.signal(sort, self._hear)
        return self

    def __exit__(self, *_: object) -> None:
        self._restore()

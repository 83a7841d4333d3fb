"""How a feed goes, on stderr: a bar on a terminal, a line now and then elsewhere."""

import sys
import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.text import Text

from worker.feed.run import Tally
from worker.feed.sources import Fault, Intake
from worker.terminal.patience import Patience
from worker.terminal.printable import printable

_REFRESH_S = 0.1
_LINE_EVERY_S = 10.0


class Bar:
    """Shows a feed's progress; a Watcher and a context manager."""

    def __init__(self, intake: Intake, console: Console | None = None) -> None:
        self._intake = intake
        self._console = console or Console(file=sys.stderr, highlight=False, soft_wrap=True)
        self._bar: Progress | None = None
        self._task = TaskID(0)
        self._began = self._drawn = time.monotonic()
        self._known: int | None = None
        self._patience = Patience()
        self.tally = Tally()

    def __enter__(self) -> Self:
        if self._console.is_terminal:
            self._known = self._intake.total_bytes()
            self._bar = Progress(
                TextColumn("{task.description}"),
                BarColumn(),
                TextColumn("{task.fields[counts]}"),
                TimeRemainingColumn(),
                console=self._console,
                transient=True,
            )
            self._task = self._bar.add_task("feeding", total=self._known, counts="")
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def fault(self, fault: Fault) -> None:
        """One line for what could not be sent."""
        line = f"{printable(str(fault.place))}: {fault.code}: {printable(fault.detail)}"
        self._console.print(Text(line, "red"))

    def waiting(self, brokers: str, tried_s: float) -> None:
        """No broker answers yet."""
        if self._patience.up():
            self.say(f"no broker at {brokers} yet, tried for {tried_s:.0f} s")

    def say(self, line: str) -> None:
        """A remark on the way."""
        self._console.print(f"copydesk: {line}", markup=False)

    def progress(self, tally: Tally) -> None:
        """Draw the state, not more often than somebody can read."""
        self.tally = tally
        now = time.monotonic()
        if now - self._drawn < (_REFRESH_S if self._bar is not None else _LINE_EVERY_S):
            return
        self._drawn = now
        counts = f"{tally.acknowledged:,} of {tally.read:,} acknowledged, {self.rate(tally):,.0f}/s"
        if self._bar is not None:
            self._bar.update(self._task, completed=self._intake.bytes_read, counts=counts)
        else:
            self.say(counts)

    def summary(self) -> str:
        """What became of the articles, in one line."""
        tally = self.tally
        parts = [f"{tally.acknowledged:,} of {tally.read:,} articles acknowledged"]
        if tally.faulty:
            parts.append(f"{tally.faulty:,} faulty")
        if tally.undelivered:
            parts.append(f"{tally.undelivered:,} not delivered")
        return f"{', '.join(parts)} ({self.rate(tally):,.0f}/s)"

    def rate(self, tally: Tally) -> float:
        """Acknowledged articles a second since the start."""
        return tally.acknowledged / max(time.monotonic() - self._began, 1e-6)

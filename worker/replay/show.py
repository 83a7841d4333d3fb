"""How a replay goes, for a person: refusals and the summary on standard output, the rest on standard error."""

import sys

from rich.console import Console

from worker.replay.run import Tally
from worker.terminal.patience import Patience, Waiting
from worker.terminal.printable import printable
from worker.terminal.screen import screen


class Report:
    """A `Watcher` that prints one line for each thing that it hears."""

    def __init__(self) -> None:
        self._out: Console = screen()
        self.waiting = Waiting()
        self._patience = Patience()
        self._patience.up()

    def refused(self, letter: str, code: str, why: str) -> None:
        """A letter is not replayed."""
        self._print(f"refused {letter}  {code}  {why}")

    def would(self, letter: str, code: str, target: str) -> None:
        """A letter would be replayed."""
        self._print(f"would replay {letter}  {code} → {target}")

    def progress(self, done: int, of: int) -> None:
        """So many letters are replayed; told now and then."""
        if self._patience.up():
            sys.stderr.write(f"copydesk: {done:,} of {of:,} letters replayed\n")

    def summary(self, tally: Tally, *, dry_run: bool) -> None:
        """One line: how many of each code to which topic, and what became of the others."""
        counts = sorted(tally.replayed.items(), key=lambda pair: (-pair[1], pair[0]))
        each = ", ".join(f"{number:,} {code} → {target}" for (code, target), number in counts)
        done = f"{'would replay' if dry_run else 'replayed'} {tally.replayed.total():,}"
        parts = [f"{done}: {each}" if each else done]
        others = ((tally.already, "replayed before"), (tally.refused, "refused"), (tally.left, "left by the limit"))
        parts += [f"{number:,} {what}" for number, what in others if number]
        if tally.stopped:
            parts.append("stopped: the rest may be replayed by the same command")
        self._print("; ".join(parts))

    def _print(self, line: str) -> None:
        self._out.print(printable(line), soft_wrap=True)

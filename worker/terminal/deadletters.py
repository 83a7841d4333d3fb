"""Dead letters for people: a list of them, and one in full."""

from collections import Counter
from collections.abc import Iterable

from rich.text import Text

from schemas import dead_letter
from schemas.dead_letter import Code
from worker.terminal.printable import printable, printable_bytes
from worker.terminal.reader import Received
from worker.terminal.screen import screen
from worker.terminal.show import dead_letter_summary, when


def unknown_codes(codes: Iterable[str]) -> str:
    """What is wrong with these codes; "" where nothing is."""
    known = {str(code) for code in Code}
    strange = sorted(set(codes) - known)
    return f"{', '.join(strange)}: the codes are {', '.join(sorted(known))}" if strange else ""


def print_list(letters: Iterable[Received]) -> None:
    """Each dead letter in three lines, then how many there are of each code. Only a terminal wraps the lines."""
    out = screen()
    count: Counter[str] = Counter()
    for letter in letters:
        code = letter.header(dead_letter.ERROR_CODE) or "?"
        count[code] += 1
        out.print(dead_letter_summary(letter), soft_wrap=not out.is_terminal)
    total = ", ".join(f"{number:,} {printable(code)}" for code, number in count.most_common())
    out.print(f"{count.total():,} dead letters" + (f": {total}" if total else ""), soft_wrap=True)


def print_one(letter: Received) -> None:
    """Where it lies, its headers, its key and its value, every byte of it in printable form."""
    out = screen()
    out.print(Text(f"{letter.topic}/{letter.partition}/{letter.kafka_offset}", "bold"), soft_wrap=True)
    out.print(f"  time   {when(letter.timestamp_ms)}", soft_wrap=True)
    out.print(f"  key    {'none' if letter.key is None else printable_bytes(letter.key)}", soft_wrap=True)
    out.print(Text("headers", "bold"))
    for name, value in letter.headers:
        shown = "(null)" if value is None else printable_bytes(value)
        out.print(f"  {printable(name)}: {shown}", soft_wrap=True)
    size = "none" if letter.value is None else f"{len(letter.value):,} bytes"
    out.print(Text(f"value, {size}", "bold"))
    if letter.value:
        out.print(printable_bytes(letter.value, lines=True), soft_wrap=True)

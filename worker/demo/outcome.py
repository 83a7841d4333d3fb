"""What the demo shows: the articles with all that was found in them, the dead letter, the topics."""

from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from worker.demo.stage import Outcome
from worker.terminal import show
from worker.terminal.printable import printable, printable_bytes
from worker.terminal.screen import screen

_VALUE = 160


def print_outcome(outcome: Outcome) -> None:
    """Print it all; an article whose text another one has already brought is shown by its head alone."""
    out = screen()
    first: dict[str, str] = {}
    for article in outcome.articles:
        out.print(Rule(Text(printable(article.source)), align="left", style="dim"))
        if article.content_hash in first:
            out.print(show.head(article))
            out.print(f"  the same text, word for word, as {printable(first[article.content_hash])}\n")
        else:
            first[article.content_hash] = article.source
            out.print(show.enriched(article))
    out.print(Rule(Text("dead letters"), align="left", style="dim"))
    for letter in outcome.deadletters:
        out.print(show.dead_letter_summary(letter))
        out.print(Text(f"  {printable_bytes((letter.value or b'')[:_VALUE])}\n", "dim"))
    out.print(Rule(Text("topics"), align="left", style="dim"))
    table = Table(box=None, show_header=False, pad_edge=False)
    for name, count in outcome.counts:
        table.add_row(Text(printable(name)), Text(f"{count:,}"))
    table.columns[1].justify = "right"
    out.print(table)
    out.print(f"\n{len(outcome.articles)} articles came out in {outcome.seconds:.1f} s.")

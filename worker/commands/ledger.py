"""`copydesk ledger`: what became of each raw message."""

from typing import Annotated

import typer

from worker.commands.options import Brokers
from worker.errors import Exit


def ledger(
    each: Annotated[bool, typer.Option("--each", help="A line for every raw message; the page on stderr.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object; with --each one a line.")] = False,
    since: Annotated[
        str | None,
        typer.Option(metavar="RFC3339", help="Only raw messages of that time or later.", show_default=False),
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="RFC3339", help="Only those before that time.", show_default=False)
    ] = None,
    wait: Annotated[
        float, typer.Option(metavar="SECONDS", min=0, help="Look again until nothing is open, or for so long.")
    ] = 0,
    limit: Annotated[int, typer.Option(min=0, help="Places listed of each kind of fault; all are counted.")] = 1000,
    group: Annotated[
        str | None,
        typer.Option(help="The workers' consumer group.  [COPYDESK_GROUP]", metavar="NAME", show_default=False),
    ] = None,
    brokers: Brokers = None,
) -> None:
    """Tell what became of every raw message: forwarded, rejected, still open - or missing, doubled, incomplete.

    It reads all our topics as they are, joins no group and commits nothing. Exit code 1 if anything is missing, doubled
    or incomplete. What it cannot judge, for the outcome may have been deleted by retention, is expired.
    """
    import sys
    from functools import partial

    from worker import settings
    from worker.outcome import Verdict
    from worker.terminal import ledger as reading
    from worker.terminal.ledger_page import document, each_document, each_line, errors, page
    from worker.terminal.patience import Reading, Waiting
    from worker.terminal.screen import screen

    chosen = settings.load(brokers=brokers, group=group)
    question = reading.Question(chosen.group, _time(since, "--since"), _time(until, "--until"), limit)
    look = partial(reading.look, chosen, question, progress=Reading(), waiting=Waiting())

    def tell(place: str, verdict: Verdict) -> None:
        if as_json:
            sys.stdout.buffer.write(each_document(place, verdict) + b"\n")
        else:
            sys.stdout.write(each_line(place, verdict) + "\n")

    if each and not wait:
        found = look(each=tell)
    else:
        found = reading.wait(look, wait)
        if each:
            found = look(each=tell)
    if as_json and not each:
        sys.stdout.buffer.write(document(chosen, question, found) + b"\n")
    elif not each:
        screen().print(page(chosen, question, found), soft_wrap=True)
    else:
        errors().print(page(chosen, question, found), soft_wrap=True)
    if not found.tally.well:
        raise typer.Exit(Exit.REJECTED)


def _time(given: str | None, option: str) -> int | None:
    """An RFC 3339 time, in milliseconds since the epoch."""
    from worker.terminal.selection import parse_time

    if given is None:
        return None
    at = parse_time(given)
    if at is None:
        raise typer.BadParameter("takes an RFC 3339 time, as 2026-03-01T00:00:00Z", param_hint=option)
    return at

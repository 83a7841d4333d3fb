"""`copydesk tail`: read a topic."""

from typing import Annotated

import typer

from worker.commands.options import Brokers


def tail(
    topic: Annotated[
        str,
        typer.Argument(metavar="TOPIC", help="raw, normalised, enriched, entities, numbers, deadletters; or any name."),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON line a message: its value.")] = False,
    headers: Annotated[
        bool, typer.Option("--headers", help="One JSON line with place, time, key, headers and value.")
    ] = False,
    follow: Annotated[bool, typer.Option("--follow", "-f", help="Do not end at the end: wait for more.")] = False,
    latest: Annotated[bool, typer.Option("--latest", help="Only what comes from now on; waits for it.")] = False,
    limit: Annotated[
        int | None, typer.Option("--limit", "-n", min=1, help="End after so many messages.", show_default=False)
    ] = None,
    brokers: Brokers = None,
) -> None:
    """Read a topic from its beginning to its end, as a reader of committed messages sees it.

    For people unless --json is given. It joins no group and commits nothing.
    """
    import sys
    from itertools import islice

    from worker import settings
    from worker.terminal.lines import full_line, value_line
    from worker.terminal.patience import Waiting
    from worker.terminal.reader import Start, named, read

    chosen = settings.load(brokers=brokers)
    slot, name = named(chosen, topic)
    messages = islice(read(chosen, name, Start(latest=latest), follow=follow or latest, waiting=Waiting()), limit)
    if as_json or headers:
        line = full_line if headers else value_line
        for message in messages:
            sys.stdout.buffer.write(line(message) + b"\n")
            sys.stdout.buffer.flush()
        return
    from worker.terminal import show
    from worker.terminal.screen import screen

    out = screen()
    for message in messages:
        out.print(show.message(slot, message))

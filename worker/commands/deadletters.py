"""`copydesk deadletters`: list them, look at one, put them back."""

from typing import TYPE_CHECKING, Annotated

import typer

from worker.commands.options import Brokers
from worker.errors import Exit

if TYPE_CHECKING:
    from worker.terminal.selection import Selection

app = typer.Typer(help="List the dead letters, look at one, replay them.", no_args_is_help=True, rich_markup_mode=None)

Codes = Annotated[
    list[str] | None, typer.Option("--code", metavar="CODE", help="Only of this code; may be given again.")
]
Stage = Annotated[str | None, typer.Option("--stage", metavar="STAGE", help="Only of this stage: normalise or enrich.")]
Since = Annotated[
    str | None,
    typer.Option("--since", metavar="RFC3339", help="Only those set aside then or later, as 2026-03-01T09:00:00Z."),
]
Until = Annotated[str | None, typer.Option("--until", metavar="RFC3339", help="Only those set aside before.")]
At = Annotated[
    list[str] | None,
    typer.Option("--at", metavar="PARTITION/OFFSET", help="Only the one at this place; may be given again."),
]


@app.command("list")
def list_(
    code: Codes = None,
    stage: Stage = None,
    since: Since = None,
    until: Until = None,
    at: At = None,
    brokers: Brokers = None,
) -> None:
    """List the dead letters: code, stage, origin, time, size, key; a count of each code at the end."""
    from worker import settings
    from worker.terminal.deadletters import print_list
    from worker.terminal.patience import Waiting

    selection = _selection(code, stage, since, until, at)
    print_list(selection.read(settings.load(brokers=brokers), Waiting()))


@app.command()
def show(
    partition: Annotated[int, typer.Argument(min=0, help="Partition in the dead-letter topic.")],
    offset: Annotated[int, typer.Argument(min=0, help="Offset in it, as `list` tells.")],
    raw: Annotated[bool, typer.Option("--raw", help="Write the original bytes to stdout, nothing else.")] = False,
    brokers: Brokers = None,
) -> None:
    """Show one dead letter: its headers and the original bytes in printable form."""
    import sys

    from worker import settings
    from worker.terminal.deadletters import print_one
    from worker.terminal.patience import Waiting
    from worker.terminal.reader import Start, read

    chosen = settings.load(brokers=brokers)
    topic = chosen.topics.deadletters.name
    found = next(read(chosen, topic, Start(partition=partition, kafka_offset=offset), waiting=Waiting()), None)
    if found is None or found.kafka_offset != offset:
        typer.echo(f"copydesk: {topic} has no message at {partition}/{offset}", err=True)
        raise typer.Exit(Exit.REJECTED)
    if raw:
        sys.stdout.buffer.write(found.value or b"")
    else:
        print_one(found)


@app.command()
def replay(
    code: Codes = None,
    stage: Stage = None,
    since: Since = None,
    until: Until = None,
    at: At = None,
    everything: Annotated[bool, typer.Option("--all", help="All of them, instead of a selection.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only list what would be replayed.")] = False,
    limit: Annotated[
        int | None, typer.Option("--limit", "-n", min=1, help="So many at most, the oldest first.", show_default=False)
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Also those replayed three times, or long ago, if ever: nobody can tell.")
    ] = False,
    brokers: Brokers = None,
) -> None:
    """Put dead letters back to the topics that they come from, byte for byte, with the replay counted.

    Each letter once: what was replayed before is skipped, also by a replay that was killed half-way. A letter that is
    refused again is a new letter. Exit code 1 if a letter could not be replayed.
    """
    from worker import settings
    from worker.replay import run
    from worker.replay.show import Report
    from worker.terminal.stopping import Stopping

    selection = _selection(code, stage, since, until, at)
    if selection.everything is not everything:
        needed = "needed, or a selection: --code, --stage, --since, --until, --at"
        raise typer.BadParameter("not with a selection" if everything else needed, param_hint="--all")
    report = Report()
    with Stopping() as stopping:
        request = run.Request(selection, dry_run=dry_run, force=force, limit=limit)
        tally = run.replay(settings.load(brokers=brokers), request, report, stopping)
    report.summary(tally, dry_run=dry_run)
    if tally.stopped:
        raise typer.Exit(stopping.exit_code)
    if tally.refused:
        raise typer.Exit(Exit.REJECTED)


def _selection(
    codes: list[str] | None, stage: str | None, since: str | None, until: str | None, at: list[str] | None
) -> "Selection":
    """What the options select; BadParameter says which of them is wrong."""
    from worker.terminal.deadletters import unknown_codes
    from worker.terminal.selection import Selection, parse_place, parse_time

    if strange := unknown_codes(codes or ()):
        raise typer.BadParameter(strange, param_hint="--code")
    if stage not in (None, "normalise", "enrich"):
        raise typer.BadParameter(f"{stage}: the stages are normalise, enrich", param_hint="--stage")
    places = frozenset(place for text in at or () if (place := parse_place(text)))
    if len(places) < len(set(at or ())):
        raise typer.BadParameter("takes PARTITION/OFFSET, as 3/41", param_hint="--at")

    def time(option: str, text: str | None) -> int | None:
        parsed = None if text is None else parse_time(text)
        if parsed is None and text is not None:
            raise typer.BadParameter(f"{text}: takes an RFC 3339 time, as 2026-03-01T09:00:00Z", param_hint=option)
        return parsed

    return Selection(
        codes=frozenset(codes or ()),
        stages=frozenset({stage} if stage else ()),
        since_ms=time("--since", since),
        until_ms=time("--until", until),
        places=places,
    )

"""`copydesk deadletters`: list them, look at one."""

from typing import Annotated

import typer

from worker.commands.options import Brokers
from worker.errors import Exit

app = typer.Typer(help="List the dead letters, look at one.", no_args_is_help=True, rich_markup_mode=None)


@app.command("list")
def list_(
    code: Annotated[
        list[str] | None, typer.Option("--code", metavar="CODE", help="Only these; may be given again.")
    ] = None,
    brokers: Brokers = None,
) -> None:
    """List the dead letters: code, stage, origin, time, size, key; a count of each code at the end."""
    from worker import settings
    from worker.terminal.deadletters import print_list, unknown_codes
    from worker.terminal.patience import Waiting
    from worker.terminal.reader import read

    if strange := unknown_codes(code or ()):
        raise typer.BadParameter(strange, param_hint="--code")
    chosen = settings.load(brokers=brokers)
    print_list(read(chosen, chosen.topics.deadletters.name, waiting=Waiting()), frozenset(code or ()))


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

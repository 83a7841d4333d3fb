"""`copydesk topics`: create them, check them."""

import typer

from worker.commands.options import Brokers
from worker.errors import Exit

app = typer.Typer(help="Create and check our topics.", no_args_is_help=True, rich_markup_mode=None)


@app.command()
def create(brokers: Brokers = None) -> None:
    """Create the topics that are missing, and raise message limits that are too low.

    Nothing else is changed; may be called again.
    """
    from worker import admin, settings
    from worker.terminal.patience import Waiting

    for made in admin.create(settings.load(brokers=brokers), Waiting()):
        print(f"{made.topic}: {made.what or 'is there'}")


@app.command()
def check(brokers: Brokers = None) -> None:
    """Say what is wrong with the topics and which command mends it; exit code 1 if anything is."""
    from worker import admin, settings
    from worker.terminal.patience import Waiting

    chosen = settings.load(brokers=brokers)
    report = admin.look(chosen, waiting=Waiting())
    for fault in report.faults:
        print(fault)
    for line in report.unseen:
        typer.echo(f"copydesk: {line}", err=True)
    if report.faults:
        raise typer.Exit(Exit.REJECTED)
    print(f"{len(report.partitions)} topics are as they must be")

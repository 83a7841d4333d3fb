"""`copydesk worker`: the service."""

from typing import Annotated

import typer


def worker(
    stages: Annotated[
        str | None,
        typer.Option(metavar="NAME,...", help="normalise, enrich, or both.  [COPYDESK_STAGES]", show_default=False),
    ] = None,
) -> None:
    """Run the service until SIGTERM: articles.raw to articles.enriched, exactly once."""
    from worker import app, settings

    raise typer.Exit(app.run(settings.load(stages=stages)))

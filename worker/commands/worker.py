"""`copydesk worker`: the service."""

from collections.abc import Container, Iterable, Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from worker.errors import Exit, Misconfigured

if TYPE_CHECKING:
    from worker.settings import Settings


def worker(
    stages: Annotated[
        str | None,
        typer.Option(metavar="NAME,...", help="normalise, enrich, or both.  [COPYDESK_STAGES]", show_default=False),
    ] = None,
    chosen: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=VALUE", help="Wins over the COPYDESK_ variable; repeatable."),
    ] = None,
    restart: Annotated[
        bool,
        typer.Option("--restart", help="Start it again when it ends by a fault; give up after five quick deaths."),
    ] = False,
    parent: Annotated[int | None, typer.Option("--parent", hidden=True)] = None,
) -> None:
    """Run the service until SIGTERM: raw articles in, enriched articles out, exactly once.

    Ends with 65 when the fuse blew, 70 on a fault of its own (start it again), 75 without a broker, 78 where a setting
    or topic is wrong.
    """
    if parent is not None:
        from worker.parent import end_with

        end_with(parent, Exit.FAULT)
    from worker import app, settings

    given = overrides(chosen or (), settings.Settings.model_fields)
    if stages is not None:
        given["stages"] = stages
    if restart:
        raise typer.Exit(_supervised(settings.load(**given), given))
    raise typer.Exit(app.run(settings.load(**given)))


def _supervised(chosen: "Settings", given: Mapping[str, str]) -> int:
    """Run the worker in a process of its own, and again: what is wrong with the settings is told before the first."""
    import os
    import sys

    from worker import telemetry
    from worker.supervise import Supervisor

    telemetry.configure(chosen.log_level, chosen.log_format)
    command = [sys.executable, "-P", "-m", "worker", "worker", "--parent", str(os.getpid())]
    return Supervisor(command + [f"--set={name}={value}" for name, value in given.items()]).run()


def overrides(chosen: Iterable[str], known: Container[str]) -> dict[str, str]:
    """The settings of `--set NAME=VALUE`, by field; a name may be that of the variable. Raises Misconfigured."""
    given: dict[str, str] = {}
    for pair in chosen:
        name, equals, value = pair.partition("=")
        field = name.strip().lower().removeprefix("copydesk_")
        if not equals or field not in known:
            raise Misconfigured(f"--set takes NAME=VALUE with a setting's name, got {pair!r}")
        given[field] = value
    return given

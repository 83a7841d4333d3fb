"""`copydesk check`: is everything as it must be, and if not, what is to be changed?"""

from typing import TYPE_CHECKING, Annotated

import typer

from worker.commands.options import Brokers
from worker.errors import Exit

if TYPE_CHECKING:
    from worker.check.point import Point
    from worker.settings import Settings


def check(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object with all points.")] = False,
    acls: Annotated[
        bool, typer.Option("--acls", help="Ask nobody; print the commands that give the rights we need.")
    ] = False,
    role: Annotated[
        str | None,
        typer.Option(
            "--role",
            metavar="ROLE",
            help="With --acls: only of a worker, feeder, reader or operator.",
            show_default=False,
        ),
    ] = None,
    principal: Annotated[
        str | None,
        typer.Option("--principal", metavar="User:NAME", help="With --acls: to whom.", show_default=False),
    ] = None,
    brokers: Brokers = None,
) -> None:
    """Try the settings against the cluster, with the login that is set, and say what to change.

    One line for each point: ok, warning, wrong, or not told by the cluster. It writes no message and reads none, and
    disturbs no worker. Exit code 1 if anything is wrong.
    """
    from worker import settings

    chosen = settings.load(brokers=brokers)
    if acls:
        _print_acls(chosen, role, principal)
        return
    for option, value in (("--role", role), ("--principal", principal)):
        if value is not None:
            raise typer.BadParameter("only with --acls", param_hint=option)
    import sys

    from worker.check.point import Point, Verdict
    from worker.check.run import check as run
    from worker.terminal.patience import Waiting
    from worker.terminal.printable import printable

    points: list[Point] = []
    for point in run(chosen, Waiting()):
        points.append(point)
        if not as_json:
            print(f"{point.verdict:<9}{printable(str(point))}", flush=True)
    if as_json:
        sys.stdout.buffer.write(_document(chosen, points) + b"\n")
    if any(point.verdict is Verdict.WRONG for point in points):
        raise typer.Exit(Exit.REJECTED)


def _document(settings: "Settings", points: "list[Point]") -> bytes:
    """All points with how many of each verdict; `mend` is null where nothing is to be mended."""
    from collections import Counter

    import orjson

    from worker.check.point import Verdict

    counts = Counter(point.verdict for point in points)
    return orjson.dumps(
        {
            "brokers": settings.brokers,
            "group": settings.group,
            "counts": {verdict.value: counts[verdict] for verdict in Verdict},
            "points": [
                {"about": at.about, "verdict": at.verdict.value, "what": at.what, "mend": at.mend or None}
                for at in points
            ],
        }
    )


def _print_acls(settings: "Settings", role: str | None, principal: str | None) -> None:
    """The commands for each role, or for one, with a line of comment before each."""
    from worker.check.rights import WHAT_FOR, Role, grants, rights

    names = [known.value for known in Role]
    if role is not None and role not in names:
        raise typer.BadParameter(f"{role}: it is one of {', '.join(names)}", param_hint="--role")
    if principal is not None and not principal.partition(":")[2]:
        raise typer.BadParameter("takes TYPE:NAME, as User:desk", param_hint="--principal")
    for known in Role:
        if role in (None, known.value):
            print(f"# {known.value}: {WHAT_FOR[known]}")
            for command in grants(settings, rights(known, settings), principal or f"User:{known.value}"):
                print(command)

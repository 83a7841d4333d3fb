"""`copydesk annotate`: articles in, annotated articles out, without a broker."""

from typing import Annotated

import typer

from worker.commands.options import (
    Charset,
    ExternalId,
    Format,
    Language,
    MediaType,
    Published,
    Retrieved,
    Source,
    Url,
)
from worker.errors import Exit


def annotate(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE",
            help="Files (.jsonl .json .txt .html, also .gz), folders, or - for JSON lines on stdin (the default).",
        ),
    ] = None,
    source: Source = None,
    published: Published = None,
    retrieved: Retrieved = None,
    url: Url = None,
    external_id: ExternalId = None,
    language: Language = None,
    media_type: MediaType = None,
    charset: Charset = None,
    form: Format = None,
    as_is: Annotated[
        bool, typer.Option("--as-is", help="The body is clean text: nothing is removed or moved in it.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Print each number with the rules that made it, instead of JSON.")
    ] = False,
    processes: Annotated[int, typer.Option(min=0, help="Processes that analyse; 0: one a core.")] = 1,
) -> None:
    """Annotate articles without a broker: one RawArticle a line in, one EnrichedArticle a line out, in the same order.

    A rejected one is a JSON line on stderr (file, line, code, detail), and the exit code is 1. A text or HTML file is
    one article and needs --source. The options fill what an article lacks.
    """
    import sys

    import orjson

    from worker import settings
    from worker.annotate import Annotated, annotate_all, job
    from worker.feed.sources import STDIN, Fill, Intake, missing

    sources = tuple(files or (STDIN,))
    if gone := missing(sources):
        raise typer.BadParameter(f"no such file or folder: {', '.join(gone)}", param_hint="FILE")
    if STDIN in sources and sys.stdin.isatty():
        typer.echo("copydesk: reading articles from the terminal, one JSON object a line; Ctrl-D ends", err=True)
    fill = Fill(source, external_id, url, media_type, charset, language, published, retrieved)
    intake = Intake(sources, fill, form, stdin=sys.stdin.buffer)
    how = job(settings.load(), as_is=as_is, explain=explain)
    clean = True
    out = sys.stdout.buffer
    for done in annotate_all(intake.read(), how, processes or settings.available_cores()):
        if isinstance(done, Annotated):
            out.write(done.value + b"\n")
            out.flush()
            continue
        clean = False
        told = {"file": done.place.file, "line": done.place.line, "code": done.code, "detail": done.detail}
        sys.stderr.write(orjson.dumps(told).decode() + "\n")
    if not clean:
        raise typer.Exit(Exit.REJECTED)

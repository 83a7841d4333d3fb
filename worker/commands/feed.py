"""`copydesk feed`: the producer script."""

from typing import Annotated

import typer

from worker.commands.options import (
    Brokers,
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


def feed(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE",
            help="Files (.txt .html .json .jsonl, also .gz), folders, or - for JSON lines on stdin.",
        ),
    ],
    source: Source = None,
    published: Published = None,
    retrieved: Retrieved = None,
    url: Url = None,
    external_id: ExternalId = None,
    language: Language = None,
    media_type: MediaType = None,
    charset: Charset = None,
    form: Format = None,
    raw_lines: Annotated[
        bool, typer.Option("--raw-lines", help="Send each line as it is, unread, bad ones too.")
    ] = False,
    brokers: Brokers = None,
) -> None:
    """Send articles to articles.raw; ends with 0 only if the broker acknowledged every one.

    The options fill what an article lacks. A text or HTML file is one article; its id is its name (in a folder: its
    path from there) unless --url or --external-id gives another, so feeding it again gives the same article again.
    What is no article is told with its file and line, is not sent, and makes the exit code 1.
    """
    import sys

    from worker import settings
    from worker.feed import run
    from worker.feed.progress import Bar
    from worker.feed.sources import Fill, Form, Intake, missing

    if gone := missing(sources):
        raise typer.BadParameter(f"no such file or folder: {', '.join(gone)}", param_hint="SOURCE")
    fill = Fill(source, external_id, url, media_type, charset, language, published, retrieved)
    kind = Form.JSONL if raw_lines else form
    intake = Intake(tuple(sources), fill, kind, raw_lines, sys.stdin.buffer)
    with Bar(intake) as bar:
        try:
            tally = run.feed(settings.load(brokers=brokers), intake, bar)
        except KeyboardInterrupt:
            bar.say(f"interrupted: {bar.summary()}")
            raise
    if intake.left_out:
        bar.say(f"files of other kinds that were left out: {intake.left_out:,}")
    bar.say(bar.summary())
    if not tally.complete:
        raise typer.Exit(Exit.UNAVAILABLE if tally.unavailable else Exit.REJECTED)

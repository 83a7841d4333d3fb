"""Options that several commands share."""

from typing import Annotated

import typer

from worker.feed.sources import Form

Brokers = Annotated[
    str | None,
    typer.Option(
        "--brokers", metavar="HOST:PORT,...", help="Kafka's addresses.  [COPYDESK_BROKERS]", show_default=False
    ),
]
Source = Annotated[str | None, typer.Option(metavar="SLUG", help="Publisher's domain or slug.", show_default=False)]
Published = Annotated[str | None, typer.Option(metavar="DATE", help="When it was published.", show_default=False)]
Retrieved = Annotated[
    str | None, typer.Option(metavar="RFC3339", help="When it was fetched from its publisher.", show_default=False)
]
Url = Annotated[str | None, typer.Option(metavar="URL", help="Its address; for one article only.", show_default=False)]
ExternalId = Annotated[
    str | None, typer.Option(metavar="ID", help="The publisher's id; for one article only.", show_default=False)
]
Language = Annotated[str | None, typer.Option(metavar="TAG", help="BCP 47 tag, as a hint.", show_default=False)]
MediaType = Annotated[str | None, typer.Option(metavar="TYPE", help="text/plain or text/html.", show_default=False)]
Charset = Annotated[str | None, typer.Option(metavar="NAME", help="Encoding of text files.", show_default=False)]
Format = Annotated[
    Form | None,
    typer.Option("--format", help="How files hold articles, where their suffix does not tell.", show_default=False),
]

"""`copydesk broker`: the embedded broker by itself, in the foreground."""

import signal
from collections.abc import Callable, Mapping
from typing import Annotated

import typer

from worker.errors import Exit


def broker(
    partitions: Annotated[
        int | None,
        typer.Option(metavar="N", help="Of each topic.  [COPYDESK_PARTITIONS]", show_default=False),
    ] = None,
) -> None:
    """Run a broker in memory, with all our topics, until Ctrl-C: for trying things out.

    The only line on the standard output is its address. It keeps 5 MiB a partition, forgets everything when it ends
    and isolates nothing: no place for articles that matter.
    """
    from worker import settings

    chosen = settings.load(partitions=partitions)
    topics = {topic.name: chosen.partitions for topic in chosen.topics}

    def ready(address: str) -> None:
        print(address, flush=True)
        variables = f"{settings.variable('brokers')}={address} {settings.variable('check_crcs')}=false"
        typer.echo(f"ready; for the other commands: export {variables}", err=True)

    raise typer.Exit(run_broker(topics, ready))


def run_broker(topics: Mapping[str, int], ready: Callable[[str], None]) -> Exit:
    """Run an embedded broker with these topics (name to partitions) until Ctrl-C or SIGTERM.

    `ready` is told the bootstrap address once the topics are there. Must be called in the main thread, which then
    waits for the signal.
    """
    from worker.embedded import EmbeddedBroker

    ends = {signal.SIGINT, signal.SIGTERM}
    # blocked before the broker's threads start, which inherit it: the signal then waits for sigwait, whoever gets it
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ends)
    try:
        with EmbeddedBroker() as embedded:
            for name, partitions in topics.items():
                embedded.create_topic(name, partitions)
            ready(embedded.bootstrap)
            signal.sigwait(ends)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return Exit.OK

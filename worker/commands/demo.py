"""`copydesk demo`: the whole way, on samples of our own."""

import typer


def demo() -> None:
    """Run a broker in memory, a worker and the sample articles, and show what comes out.

    Takes some seconds; needs neither a network nor Kafka, and leaves nothing behind. The articles are invented.
    """
    from worker.demo import stage
    from worker.demo.outcome import print_outcome

    typer.echo("copydesk: a broker in memory, a worker and six messages; this takes some seconds", err=True)
    try:
        outcome = stage.run()
    except stage.DemoFailed as error:
        typer.echo(error.log, err=True)
        raise
    print_outcome(outcome)

"""The command line: `copydesk COMMAND`. It only finds the command and turns what goes wrong into an exit code."""

import os
import sys
import traceback
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from worker.commands import annotate, broker, check, deadletters, demo, feed, ledger, tail, topics, worker
from worker.errors import CopydeskError, Exit, exit_code

SCHEMAS = Path("schemas", "json")

INTERRUPTED = 128 + 2
"""Ctrl-C, as a shell tells it."""
BROKEN_PIPE = 128 + 13
"""Whoever read our output went away (`| head`)."""


class Commands(TyperGroup):
    """All commands; the one place where an error becomes a line and an exit code."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command of this line. An error of the user or of the world is one line, never a traceback."""
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except CopydeskError as error:
            _complain(str(error))
            raise SystemExit(exit_code(error)) from None
        except KeyboardInterrupt:
            raise SystemExit(INTERRUPTED) from None
        except BrokenPipeError:
            _silence_stdout()
            raise SystemExit(BROKEN_PIPE) from None
        except OSError as error:
            if error.filename is None:
                raise
            _complain(f"{error.filename}: {error.strerror}")
            raise SystemExit(Exit.REJECTED) from None


app = typer.Typer(
    cls=Commands,
    name="copydesk",
    help="News articles in, normalised and enriched articles out, through Kafka, exactly once.",
    epilog="Settings come from the environment (COPYDESK_BROKERS, ...); the README lists them.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("demo", short_help="Broker, worker and sample articles: see what comes out.")(demo.demo)
app.command("worker", short_help="Run the service until SIGTERM.")(worker.worker)
app.command("feed", short_help="Send articles to Kafka; 0 only if all are acknowledged.")(feed.feed)
app.command("annotate", short_help="Articles in, annotated articles out; no Kafka.")(annotate.annotate)
app.command("tail", short_help="Read a topic, as a person would or as JSON lines.")(tail.tail)
app.command("broker", short_help="Run a broker in memory, for trying things out.")(broker.broker)
app.add_typer(topics.app, name="topics")
app.add_typer(deadletters.app, name="deadletters")
app.command("ledger", short_help="What became of every raw message.")(ledger.ledger)
app.command("check", short_help="Try the settings against the cluster: reachable, allowed, set well?")(check.check)
schemas = typer.Typer(help="Write the topics' JSON Schemas, check them.", no_args_is_help=True, rich_markup_mode=None)


Directory = Annotated[Path, typer.Option(file_okay=False, help="Where the files are.")]


@schemas.command()
def write(directory: Directory = SCHEMAS) -> None:
    """Write one JSON Schema file for each topic; refused where a change would break a reader or producer."""
    from worker.commands import schemas

    raise typer.Exit(schemas.write(directory))


@schemas.command("check")
def check_schemas(directory: Directory = SCHEMAS) -> None:
    """Compare the files with the code; exit code 1 where they differ."""
    from worker.commands import schemas

    raise typer.Exit(schemas.check(directory))


app.add_typer(schemas, name="schemas")


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"copydesk {version('copydesk')}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """News articles in, normalised and enriched articles out, through Kafka, exactly once."""


def _complain(line: str) -> None:
    """One line on stderr, whatever the message holds."""
    sys.stderr.write(f"copydesk: {' '.join(line.split())}\n")


def _silence_stdout() -> None:
    """Keep the interpreter from complaining when it flushes stdout into the broken pipe at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main() -> None:
    """Run the command line. Never returns: it exits with the command's code, with 70 on a fault of ours."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        app(prog_name="copydesk")
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except Exception:
        traceback.print_exc()
        sys.exit(Exit.FAULT)

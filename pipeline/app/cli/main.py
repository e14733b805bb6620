"""The list of commands, and the one place where expected errors become a message.

Nothing heavy is imported here: a command imports what it needs when it runs.
"""

import os
import sys

import typer

from pipeline import __version__
from pipeline.app.cli import (
    ask,
    cards,
    chat,
    check,
    cluster,
    convert,
    diff,
    eval,
    eval_judge,
    formats,
    history,
    impact,
    impact_of,
    import_,
    index,
    model,
    new,
    publish,
    read,
    redraft,
    report,
    run,
    search,
    sheet,
    status,
    windkanal,
)
from pipeline.core.errors import DeclinedError, SzenarioError

app = typer.Typer(
    name="szenario",
    help="Von Studien und Ausprägungen zu geprüften Szenario-Narrativen.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)


@app.callback(invoke_without_command=True)
def _version(
    version: bool = typer.Option(False, "--version", help="Nennt die Fassung.", is_eager=True),
) -> None:
    if version:
        print(f"szenarienwerk {__version__}")
        raise typer.Exit


COMMANDS = (
    new, sheet, cards, read, run, search, ask, chat, history, cluster, impact, convert, check, eval,
    eval_judge, status, report, formats, redraft, impact_of, diff, publish, import_, windkanal, index,
    model,
)  # fmt: skip

for command in COMMANDS:
    name = command.__name__.rpartition(".")[2].rstrip("_").replace("_", "-")
    app.command(name)(command.command)


def main() -> None:
    """Run the command line; expected errors end with exit code 2 and one German message.

    Our matrices are small: a second thread of the numerical library costs more than it brings, and
    on a busy machine it multiplies the time (a run of 15 s was seen to take 120 s).
    """
    for library in ("OPENBLAS", "OMP", "MKL"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    try:
        _to_the_end()
    except DeclinedError as declined:
        print(declined, file=sys.stderr)
        sys.exit(2)
    except SzenarioError as error:
        print(f"Fehler: {error}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        print("Abgebrochen. Derselbe Befehl macht dort weiter.", file=sys.stderr)
        sys.exit(130)
    except BrokenPipeError:
        _silence()
        sys.exit(0)


def _to_the_end() -> None:
    """Run a command and hand over all it printed; raises BrokenPipeError where nobody reads on.

    Typer takes that for a failure of its own and exits with 1, the error being the context of that exit.
    """
    try:
        app()
    except SystemExit as ended:
        if isinstance(ended.__context__, BrokenPipeError):
            raise ended.__context__ from None
        try:
            sys.stdout.flush()
        except BrokenPipeError:
            _silence()  # what the command found, its exit code, stands
        raise


def _silence() -> None:
    """Let what could not be printed go nowhere; the interpreter would fail over it once more at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

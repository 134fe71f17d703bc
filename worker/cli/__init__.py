"""The ``balagh`` command. Each sub-command is a file of its own, imported only when it is called."""

from __future__ import annotations

import errno
import importlib
import sys
from collections.abc import Sequence
from typing import Any, Final

import click

from tasks.errors import BalaghError
from tasks.version import __version__

#: Name → what `balagh --help` says of it. The file is ``worker/cli/NAME.py``, its click command is ``command``.
COMMANDS: Final[dict[str, str]] = {
    "analyze": "Read releases as JSON Lines and print what is found; no database, no broker.",
    "claims": "Who did what, to whom, where, when, how many, according to whom.",
    "clusters": "Which releases tell the same text.",
    "db": "Create the database or bring it to this version's schema.",
    "dead": "Releases that could not be processed: list, show, retry, discard.",
    "demo": "Process the sample releases and show their facts.",
    "diff": "What changed between two releases.",
    "doctor": "Check database, schema, Redis and workers; exit status 1 when something is wrong.",
    "entities": "Persons, organisations and places, and how often they are mentioned.",
    "explain": "Why a fact was read as it was: its sentence, words, values, rule.",
    "facts": "Quantities, times, mentions, quotations and events, each with its words.",
    "reprocess": "Read again what an older version has read.",
    "run": "Process files to the end; starts and stops all it needs.",
    "search": "Releases that contain words.",
    "serve": "Take releases and answer questions over HTTP.",
    "show": "One release's text with its facts marked.",
    "status": "Counts by status, queue depth, oldest waiting, rate.",
    "submit": "Hand in files, or JSON Lines from standard input, for running workers.",
    "sweep": "Find releases whose step did not finish and have them taken up again.",
    "timeline": "Events in the order in which they happened.",
    "worker": "Process releases until stopped.",
}

EXIT_FAILED: Final = 1
EXIT_REFUSED: Final = 3
"""Some of the input was refused; the rest went through."""
EXIT_INTERRUPTED: Final = 130


#: Errors of writing to a file that somebody else has opened, standard output for one.
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})


class LazyGroup(click.Group):
    """Lists commands from a table and imports the one that is called, so that `--help` and `analyze` start at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The names, in alphabetical order."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of that name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"worker.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The table itself, so that help imports nothing."""
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="balagh")
def balagh() -> None:
    """Turn Arabic press releases into a SQL database of facts that can be traced to their exact words.

    Settings come from the environment (BALAGH_DATABASE_URL, BALAGH_REDIS_URL, ...; see docs/settings.md).

    Exit status: 0 done; 1 failed; 2 wrong usage; 3 some input was refused, the rest went through; 130 interrupted.
    """


def main(arguments: Sequence[str] | None = None) -> Any:
    """Run the command line; what Balagh refuses is one line on standard error, not a traceback."""
    try:
        balagh.main(
            args=None if arguments is None else list(arguments), prog_name="balagh", standalone_mode=False
        )
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.exceptions.Abort, KeyboardInterrupt):
        click.echo("balagh: interrupted", err=True)
        sys.exit(EXIT_INTERRUPTED)
    except BrokenPipeError:
        # The reader has gone (`balagh facts | head`); point the descriptor elsewhere so that the exit stays quiet.
        import os

        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(EXIT_FAILED)
    except BalaghError as error:
        click.echo(f"balagh: {error}", err=True)
        sys.exit(EXIT_FAILED)
    except Exception as error:
        reason = _trouble(error)
        if reason is None:
            raise
        click.echo(f"balagh: {reason}", err=True)
        sys.exit(EXIT_FAILED)
    sys.exit(0)


def _trouble(error: Exception) -> str | None:
    """What is wrong with a file or a database outside; None for an error of ours, which keeps its traceback."""
    if isinstance(error, OSError):
        if error.errno in _FULL and not error.filename:
            return f"cannot write: {error.strerror}"
        return f"{error.filename}: {error.strerror}" if error.filename and error.strerror else None
    if "sqlalchemy" not in sys.modules:
        return None
    from models.passing import may_pass

    if not may_pass(error):
        return None
    cause = getattr(error, "orig", None) or error
    return f"the database cannot be used: {str(cause).strip().splitlines()[0]}"

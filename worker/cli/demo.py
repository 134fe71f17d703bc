"""``balagh demo``: the sample releases, all the way through, and what was read in them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import click

from tasks.errors import ConfigurationError
from worker.cli import EXIT_INTERRUPTED, EXIT_REFUSED

_SEEDS: Final = Path(__file__).parents[2] / "seeds"


@click.command("demo")
@click.option("--verbose", "-v", is_flag=True, help="Show the workers' log.")
def command(verbose: bool) -> None:
    """Process the sample releases with a private Redis, real Celery workers and SQLite, and show their facts.

    The database is .balagh/demo.db; a second demo finds everything there already.
    """
    from worker.cli.options import absolute, private_folder
    from worker.cli.run import process
    from worker.running import Stopped

    samples = sorted(str(path) for path in _SEEDS.glob("*.txt"))
    if not samples:
        raise ConfigurationError(
            f"no sample releases at {_SEEDS}; the demo runs from a checkout of the source"
        )
    database = absolute(f"sqlite:///{private_folder() / 'demo.db'}")
    try:
        refused = process(samples, database=database, source="samples", verbose=verbose, claims=False)
    except Stopped:
        sys.exit(EXIT_INTERRUPTED)
    show(database)
    if refused:
        sys.exit(EXIT_REFUSED)


def show(database: str) -> None:
    """What an analyst asks first, each with the command that answers it."""
    from worker.cli.answering import answer

    for question, arguments in (
        ("Who did what, to whom, where, when, how many, according to whom", ["claims"]),
        ("Figures, with their units and hedges", ["facts", "--kind", "quantities"]),
        ("Times", ["facts", "--kind", "times"]),
        ("Who said what", ["facts", "--kind", "quotations"]),
        ("Which releases tell the same text", ["clusters"]),
    ):
        shown = "sqlite:///.balagh/demo.db"
        click.secho(f"\n{question}", bold=True)
        click.secho(f"$ balagh {' '.join(arguments)} --database {shown}", dim=True)
        answer(arguments, database)

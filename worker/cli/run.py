"""``balagh run``: files in, facts in a database, nothing left running."""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Final

import click

from worker.cli import EXIT_INTERRUPTED, EXIT_REFUSED
from worker.cli.options import absolute, default_database, with_folder
from worker.cli.progress import Progress
from worker.cli.terminal import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

    from worker.files import Refused
    from worker.running import Running
    from worker.submit import Submission

_CHUNK: Final = 1_000
#: Up to so many claims are printed after a run; more are counted only.
_FEW_CLAIMS: Final = 30


@click.command("run")
@click.argument("files", nargs=-1, required=True, metavar="FILES...")
@click.option(
    "--database", metavar="URL", help="SQLAlchemy URL. Default: BALAGH_DATABASE_URL, or .balagh/balagh.db."
)
@click.option("--source", default="files", show_default=True, help="Source of releases that name none.")
@click.option("--verbose", "-v", is_flag=True, help="Show the workers' log.")
def command(files: tuple[str, ...], database: str | None, source: str, verbose: bool) -> None:
    """Process FILES to the end and say what was found; starts and stops a private Redis and workers.

    FILES are text, one release each, or JSON Lines ({"id", "text", "source"?, "published"?}); `-` is JSON Lines from
    standard input. Running a file twice changes nothing. With --database everything is private; without it
    BALAGH_REDIS_URL and BALAGH_DATABASE_URL are used where set.

    \b
        balagh run statements/*.txt --database sqlite:///statements.db
    """
    from worker.running import Stopped

    try:
        refused = process(files, database=database, source=source, verbose=verbose)
    except Stopped:
        click.echo("balagh: stopped", err=True)
        sys.exit(EXIT_INTERRUPTED)
    if refused:
        sys.exit(EXIT_REFUSED)


def process(
    files: Sequence[str], *, database: str | None, source: str, verbose: bool, claims: bool = True
) -> int:
    """Run files to the end and print what was found; how many releases were refused."""
    from worker.files import Refused, releases_in
    from worker.logs import configure_logs
    from worker.running import running
    from worker.settings import Settings
    from worker.submit import submit

    settings = Settings.from_environment()
    configure_logs(replace(settings, log_level=settings.log_level if verbose else "error"))
    # A private database needs a private broker: another's workers would take the tickets and find nothing.
    settings = replace(
        settings,
        database_url=absolute(with_folder(default_database() if database is None else database)),
        database_password=None,
        redis_url=settings.redis_url if database is None else None,
    )
    began = time.monotonic()
    created = known = refused = 0
    with running(settings, verbose=verbose) as state:
        found = releases_in(files, limit=settings.max_release_bytes, source=source)
        while chunk := list(islice(found, _CHUNK)):
            unreadable = [one for one in chunk if isinstance(one, Refused)]
            submission = submit((one for one in chunk if not isinstance(one, Refused)), engine=state.engine)
            refused += report(unreadable, submission)
            created += submission.created
            known += submission.known
        _wait(state, time.monotonic())
        facts = _summary(state, seconds=time.monotonic() - began, created=created, known=known)
    if claims and 0 < facts["events"] <= _FEW_CLAIMS:
        from worker.cli.answering import answer

        answer(["claims"], settings.database)
    return refused


def report(unreadable: Iterable[Refused], submission: Submission) -> int:
    """Name what was refused, and why, on standard error; how many that was."""
    lines = [(one.where, one.reason) for one in unreadable]
    lines += [(f"{one.source}/{one.external_id}", one.reason) for one in submission.refused]
    for where, reason in lines:
        click.echo(f"balagh: refused {_short(plain(where))}: {plain(reason)}", err=True)
    return len(lines)


def _short(name: str, most: int = 200) -> str:
    """A name for a line on a terminal; an identifier that is refused may be of any length."""
    return name if len(name) <= most else name[: most - 1] + "…"


def _wait(state: Running, began: float) -> None:
    """Until no release is on its way; small databases are asked often, large ones less so."""
    total = state.unfinished()
    progress = Progress(total)
    try:
        while True:
            asked = time.monotonic()
            unfinished = state.unfinished()
            total = max(total, unfinished)
            progress.update(total - unfinished)
            if unfinished == 0:
                return
            state.keep_alive()
            now = time.monotonic()
            time.sleep(min(max(0.05, 5 * (now - asked), (now - began) / 100), 1.0))
    finally:
        progress.close()


def _summary(state: Running, *, seconds: float, created: int, known: int) -> dict[str, int]:
    from models.session import reading, shown
    from models.status import Status

    counts = state.counts()
    say = click.echo
    before = f", {known:,} known before" if known else ""
    new = "1 new release" if created == 1 else f"{created:,} new releases"
    say(f"{new}{before}; {counts[Status.EXTRACTED]:,} read in all, in {seconds:.1f} s")
    if counts[Status.DEAD]:
        say(f"{counts[Status.DEAD]:,} could not be processed: balagh dead list", err=True)
    with reading(state.engine) as connection:
        facts = fact_counts(connection)
    say("  ".join(f"{kind} {number:,}" for kind, number in facts.items()))
    say(f"database: {shown(state.engine.url)}")
    return facts


def fact_counts(connection: Connection) -> dict[str, int]:
    """Stored facts by kind."""
    from sqlalchemy import func, select

    from models.schema import metadata
    from tasks.extract.facts import FactKind

    tables = [metadata.tables[kind.value] for kind in FactKind]
    return {table.name: connection.scalar(select(func.count()).select_from(table)) or 0 for table in tables}

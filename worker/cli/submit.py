"""``balagh submit``: hand releases in for workers that run elsewhere."""

from __future__ import annotations

import sys
from itertools import islice
from typing import Final

import click

from worker.cli import EXIT_REFUSED
from worker.cli.options import absolute, database_option
from worker.cli.run import report

_CHUNK: Final = 1_000


@click.command("submit")
@click.argument("files", nargs=-1, metavar="[FILES...]")
@database_option
@click.option("--source", default="files", show_default=True, help="Source of releases that name none.")
@click.option("--no-wait", is_flag=True, help="Fail at once when too many releases are unfinished.")
def command(files: tuple[str, ...], database: str, source: str, no_wait: bool) -> None:
    """Store releases and tell the workers; returns as soon as they are committed.

    FILES are text, one release each, or JSON Lines ({"id", "text", "source"?, "published"?}); `-` or none is JSON Lines
    from standard input. Needs a database that was set up (balagh db upgrade); where BALAGH_REDIS_URL is not set or does not answer, the next sweep
    announces the releases.
    """
    from dataclasses import replace

    from models.migrate import check
    from models.session import create_engine
    from worker.app import configure
    from worker.files import Refused, releases_in
    from worker.logs import configure_logs
    from worker.settings import Settings
    from worker.submit import submit

    settings = replace(Settings.from_environment(), database_url=absolute(database), log_level="warning")
    configure_logs(settings)
    configure(settings)
    engine = create_engine(settings.database, create=False)
    check(engine)
    created = known = refused = 0
    found = releases_in(files or ("-",), limit=settings.max_release_bytes, source=source)
    while chunk := list(islice(found, _CHUNK)):
        unreadable = [one for one in chunk if isinstance(one, Refused)]
        submission = submit(
            (one for one in chunk if not isinstance(one, Refused)), engine=engine, wait=not no_wait
        )
        refused += report(unreadable, submission)
        created += submission.created
        known += submission.known
    click.echo(f"{created:,} new, {known:,} known before, {refused:,} refused")
    if created and settings.redis_url is None:
        click.echo("no broker is set (BALAGH_REDIS_URL): the next sweep, or balagh run, finds them", err=True)
    if refused:
        sys.exit(EXIT_REFUSED)

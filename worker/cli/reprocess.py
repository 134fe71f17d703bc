"""``balagh reprocess``: read again what an older version has read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tasks.errors import InputError
from worker.cli.options import absolute, database_option

if TYPE_CHECKING:
    from sqlalchemy import Engine


@click.command("reprocess")
@database_option
@click.option(
    "--step",
    type=click.Choice(["normalize", "deduplicate", "extract"]),
    default="extract",
    show_default=True,
    help="normalize repairs the raw text again and reads it; deduplicate compares all releases again; extract only reads.",
)
@click.option("--older-than", metavar="VERSION", help="Only what a version before this one has read.")
@click.option("--source", metavar="NAME", help="Only releases of this source.")
@click.option("--dry-run", is_flag=True, help="Only tell what would change.")
def command(database: str, step: str, older_than: str | None, source: str | None, dry_run: bool) -> None:
    """Read finished releases again and tell how many facts were added, removed and changed.

    A release's facts are replaced in one transaction. Safe to stop and to repeat. After a change of texts (normalize),
    run the step deduplicate, then extract, which reads releases that are no copies any more.

    \b
        balagh reprocess --older-than 0.2.0 --dry-run
    """
    from dataclasses import replace

    from models.migrate import check
    from models.session import create_engine
    from models.status import Step
    from worker.app import configure
    from worker.logs import configure_logs
    from worker.reprocess import Report, reprocess
    from worker.settings import Settings

    settings = replace(Settings.from_environment(), database_url=absolute(database), log_level="warning")
    configure_logs(settings)
    configure(settings)
    engine = create_engine(settings.database, create=False)
    check(engine)
    if step == Step.DEDUPLICATE:
        _regroup(engine, older_than=older_than, source=source, dry_run=dry_run)
        return
    report = Report()
    for report in reprocess(engine, step=Step(step), older_than=older_than, source=source, dry_run=dry_run):
        click.echo(f"{report.releases:,} releases", err=True)
    click.echo(f"{'would change: ' if dry_run else ''}{report}")


def _regroup(engine: Engine, *, older_than: str | None, source: str | None, dry_run: bool) -> None:
    """Compare all releases again; a part of them would tear clusters apart."""
    from worker.regroup import Regrouping, older_memberships, regroup

    if older_than is not None or source is not None:
        raise InputError("the step deduplicate compares all releases: leave out --older-than and --source")
    if dry_run:
        click.echo(
            f"{older_memberships(engine):,} releases are filed by an older version; all would be compared again"
        )
        return
    report = Regrouping()
    for report in regroup(engine):
        click.echo(f"{report.releases:,} releases", err=True)
    click.echo(str(report))

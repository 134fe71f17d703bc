"""``balagh reprocess``: read again what an older version has read."""

from __future__ import annotations

import click

from worker.cli.options import absolute, database_option


@click.command("reprocess")
@database_option
@click.option(
    "--step",
    type=click.Choice(["normalize", "extract"]),
    default="extract",
    show_default=True,
    help="Where to begin: normalize repairs the raw text again and reads it, extract only reads.",
)
@click.option("--older-than", metavar="VERSION", help="Only what a version before this one has read.")
@click.option("--source", metavar="NAME", help="Only releases of this source.")
@click.option("--dry-run", is_flag=True, help="Only tell what would change.")
def command(database: str, step: str, older_than: str | None, source: str | None, dry_run: bool) -> None:
    """Read finished releases again and tell how many facts were added, removed and changed.

    A release's facts are replaced in one transaction. Safe to stop and to repeat.

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
    report = Report()
    for report in reprocess(engine, step=Step(step), older_than=older_than, source=source, dry_run=dry_run):
        click.echo(f"{report.releases:,} releases", err=True)
    click.echo(f"{'would change: ' if dry_run else ''}{report}")

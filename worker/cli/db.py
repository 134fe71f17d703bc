"""``balagh db``: the database's schema."""

from __future__ import annotations

import click

from worker.cli.options import database_option, with_folder


@click.group("db")
def command() -> None:
    """Create the database or bring it to this version's schema."""


@command.command("upgrade")
@database_option
def upgrade_command(database: str) -> None:
    """Create all tables and views, or bring them up to date. Safe to repeat, and from several machines at once."""
    from models.migrate import current, upgrade
    from models.session import create_engine, shown

    engine = create_engine(with_folder(database))
    try:
        upgrade(engine)
        click.echo(f"{shown(engine.url)} is at {current(engine)}")
    finally:
        engine.dispose()

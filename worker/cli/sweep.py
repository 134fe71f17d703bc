"""``balagh sweep``: once by hand, or for ever as the scheduler."""

from __future__ import annotations

import signal
import threading

import click

from worker.cli.options import absolute, database_option
from worker.cli.reading import existing


@click.command("sweep")
@database_option
@click.option(
    "--forever", is_flag=True, help="Sweep every BALAGH_SWEEP_INTERVAL seconds until stopped; serve metrics."
)
def command(database: str, forever: bool) -> None:
    """Find releases whose step did not finish and have them taken up again.

    Whatever Redis lost, the database still says what is unfinished. Safe at any moment and on several machines at
    once. One process somewhere should run with --forever.
    """
    from dataclasses import replace

    from models.session import create_engine
    from worker.app import configure
    from worker.logs import configure_logs
    from worker.settings import Settings
    from worker.sweep import sweep, sweep_forever

    settings = replace(Settings.from_environment(), database_url=absolute(database))
    configure_logs(settings)
    configure(settings)
    if not forever:
        with existing(settings.database) as engine:
            found = sweep(engine)
        for step, waiting in found.waiting.items():
            click.echo(f"{step.value}: {waiting:,} waiting, {found.tickets.get(step, 0)} tickets sent")
        click.echo(f"{found.buried:,} given up")
        return
    engine = create_engine(settings.database, create=False)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    if settings.metrics_port:
        from worker.metrics import serve

        serve(engine, settings)
    sweep_forever(engine, stop.wait)

"""``balagh worker``: the processes that do the work."""

from __future__ import annotations

import os

import click


@click.command("worker")
@click.option("--concurrency", "-c", type=click.IntRange(min=1), help="Processes. Default: one a processor.")
@click.option(
    "--queues",
    "-Q",
    metavar="NAMES",
    help="Only these queues, with commas between: balagh.normalize, balagh.deduplicate, balagh.extract, balagh.receive. Default: all.",
)
def command(concurrency: int | None, queues: str | None) -> None:
    """Process releases until stopped (SIGTERM: finish what is running; a second one: stop at once).

    Needs BALAGH_REDIS_URL and BALAGH_DATABASE_URL. Start as many as you like, on as many machines as you like.
    """
    # Read by billiard when it is imported: SIGTERM then means a stop with a bounded wait for running batches.
    os.environ.setdefault("REMAP_SIGTERM", "SIGQUIT")
    from worker.app import configure
    from worker.occupancy import vacate
    from worker.settings import RECEIVE_QUEUE, STEP_QUEUES, Settings
    from worker.stopping import install

    known = (*STEP_QUEUES, RECEIVE_QUEUE)
    if queues is not None and not set(queues.split(",")) <= set(known):
        raise click.BadParameter(f"the queues are {', '.join(known)}", param_hint="--queues")
    settings = Settings.from_environment()
    settings.database, settings.broker  # noqa: B018 - refuse to start without them
    app = configure(settings)
    install(app)
    try:
        app.worker_main(
            [
                "worker",
                *("--queues", queues or ",".join(known)),
                *("--concurrency", str(concurrency or settings.processes)),
                *("--hostname", f"balagh-{os.getpid()}@%h"),
                *("--loglevel", settings.log_level),
                *("--optimization", "fair"),
                *("--pool", "prefork"),
                "--without-gossip",
                "--without-mingle",
            ]
        )
    finally:
        vacate(settings.database)

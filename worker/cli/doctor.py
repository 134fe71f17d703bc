"""``balagh doctor``: is everything there that is needed?"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

import click

from tasks.errors import BalaghError, ConfigurationError
from worker.cli import EXIT_FAILED
from worker.cli.options import database_option
from worker.cli.reading import existing
from worker.cli.terminal import plain

Check = tuple[str, Callable[[], str]]


@click.command("doctor")
@database_option
@click.option("--timeout", default=3.0, show_default=True, help="Seconds to wait for workers to answer.")
def command(database: str, timeout: float) -> None:
    """Check settings, database, schema, Redis, and that every queue has a worker; exit status 1 if something is wrong.

    Without BALAGH_REDIS_URL only what `balagh run` needs is checked: a Redis server to start.
    """
    healthy = True
    for name, check in _checks(database, timeout):
        try:
            answer, good = check(), True
        except (BalaghError, OSError) as error:
            answer, good = str(error), False
        healthy = healthy and good
        click.echo(f"{'ok  ' if good else 'FAIL'}  {name:<9}  {plain(answer)}")
    if not healthy:
        sys.exit(EXIT_FAILED)


def _checks(database: str, timeout: float) -> Iterator[Check]:
    from worker.settings import Settings

    settings = Settings.from_environment()
    yield "settings", lambda: "read"
    yield "database", lambda: _database(database)
    if settings.redis_url is None:
        yield "redis", _private_redis
    else:
        yield "redis", _redis
        yield "workers", lambda: _workers(timeout)


def _database(database: str) -> str:
    from models.claiming import counts_by_status
    from models.migrate import HEAD
    from models.session import reading, shown

    with existing(database) as engine:
        with reading(engine) as connection:
            counts = counts_by_status(connection)
        releases = ", ".join(f"{count:,} {status.value}" for status, count in counts.items() if count)
        return f"{shown(engine.url)} has schema {HEAD}; {releases or 'no releases yet'}"


def _private_redis() -> str:
    from worker.embedded import redis_binary

    return f"none set; `balagh run` will start {redis_binary()}"


def _redis() -> str:
    from celery.exceptions import CeleryError
    from kombu.exceptions import KombuError
    from redis.exceptions import RedisError

    from worker.app import app

    try:
        with app.connection_for_write() as connection:
            client = connection.default_channel.client
            version = client.info("server")["redis_version"]
            policy = client.config_get("maxmemory-policy").get("maxmemory-policy", "unknown")
    except (RedisError, KombuError, CeleryError, OSError) as error:
        raise ConfigurationError(f"does not answer: {error}") from error
    if policy not in {"noeviction", "unknown"}:
        raise ConfigurationError(f"maxmemory-policy is {policy}: messages may vanish; set it to noeviction")
    return f"version {version}, {policy}"


def _workers(timeout: float) -> str:
    from kombu.exceptions import KombuError
    from redis.exceptions import RedisError

    from worker.app import app
    from worker.settings import RECEIVE_QUEUE, STEP_QUEUES

    try:
        answers = app.control.inspect(timeout=timeout).active_queues() or {}
    except (RedisError, KombuError, OSError) as error:
        raise ConfigurationError(f"cannot be asked: {type(error).__name__}") from error
    served = {queue["name"] for queues in answers.values() for queue in queues}
    missing = [queue for queue in (*STEP_QUEUES, RECEIVE_QUEUE) if queue not in served]
    if missing:
        raise ConfigurationError(f"no worker for {', '.join(missing)}; start one with: balagh worker")
    return f"{len(answers)} serving every queue"

"""What happens when a worker or one of its processes starts, beats and stops."""

from __future__ import annotations

import importlib
import resource
from contextlib import suppress
from pathlib import Path
from typing import Any

from celery import signals
from sqlalchemy.orm import configure_mappers

from tasks.errors import BalaghError
from worker import lifeline, unreadable
from worker.app import settings
from worker.logs import configure_logs, logger
from worker.occupancy import occupy
from worker.resources import forget_engines
from worker.warm import warm_up

_log = logger(__name__)


def _set_up_logs(**_: Any) -> None:
    configure_logs(settings())


def _before_the_pool(**_: Any) -> None:
    """Load word lists, tables and the database's driver once, before the fork, so that the processes share them.

    A time limit that fell into a process's first look at the tables would leave it unable to read any. A word list
    that cannot be read ends the worker: it would declare every release dead.
    """
    unreadable.install()
    configure_mappers()
    if not settings().database.startswith("sqlite"):
        importlib.import_module("psycopg")
    try:
        warm_up()
    except BalaghError as error:
        # Celery logs any other exception of a signal, and goes on.
        raise SystemExit(f"balagh: {error}") from error


def _in_a_process(**_: Any) -> None:
    lifeline.die_with_parent()
    forget_engines()
    occupy(settings().database)
    limit_memory(settings().memory_limit_mb)


def _beat(**_: Any) -> None:
    path = settings().health_file
    if path:
        with suppress(OSError):
            Path(path).touch()


def limit_memory(megabytes: int) -> None:
    """Let this process add so much private memory to what it has: beyond it one release fails, not the machine."""
    if megabytes <= 0 or not Path("/proc/self/status").exists():
        return
    held = next(
        int(line.split()[1]) * 1024
        for line in Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
        if line.startswith("VmData:")
    )
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = held + megabytes * 1024 * 1024
    resource.setrlimit(
        resource.RLIMIT_DATA, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard)
    )


signals.setup_logging.connect(_set_up_logs)
signals.worker_init.connect(_before_the_pool)
signals.worker_process_init.connect(_in_a_process)
signals.heartbeat_sent.connect(_beat)

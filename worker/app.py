"""The Celery application. Importing it reads no setting and opens no connection."""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import Any, Final

from celery import Celery
from celery.loaders.app import AppLoader

from worker.settings import Settings


class OwnModules(AppLoader):  # type: ignore[misc] # Celery has no types
    """Imports tasks as Python does; Celery would look in the current folder first, where ``models`` is another's."""

    def import_from_cwd(self, module: str, imp: object = None, package: str | None = None) -> ModuleType:  # noqa: ARG002
        """Import a module of ours."""
        return importlib.import_module(module, package)


app: Final = Celery(
    "balagh",
    set_as_current=True,
    loader=OwnModules,
    include=[
        "tasks.normalize.task",
        "tasks.deduplicate.task",
        "tasks.extract.task",
        "worker.receive",
        "worker.signals",
    ],
)

_chosen: list[Settings] = []


def settings() -> Settings:
    """The settings in force: those given to :func:`configure`, otherwise the environment's, read once."""
    if not _chosen:
        _chosen.append(Settings.from_environment())
    return _chosen[-1]


def configure(chosen: Settings) -> Celery:
    """Put settings in force for this process, before the first message is sent or received."""
    _chosen.append(chosen)
    app.conf.update(chosen.celery())
    # The pools of an earlier broker are forgotten with it; Celery does the same after a fork.
    app._pool = None  # noqa: SLF001 - Celery has no public way
    app.amqp._producer_pool = None  # noqa: SLF001
    # A task keeps the limits that were in force when it was registered.
    for name, task in app.tasks.items():
        if name.startswith("balagh."):
            type(task).soft_time_limit, type(task).time_limit = chosen.soft_limit, chosen.hard_limit
    return app


def _defaults() -> dict[str, Any]:
    return settings().celery()


# Read when Celery first needs its configuration, so that `celery -A worker.app` works as any Celery user expects.
app.add_defaults(_defaults)

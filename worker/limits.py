"""Time limits of a task are those of the worker that runs it, whatever the sender of its message was set to."""

from __future__ import annotations

from typing import Any

from celery.worker.request import Request


class OwnLimits(Request):  # type: ignore[misc] # Celery has no types
    """A message on its way to a process, under this worker's limits.

    Celery sends a task's limits along where the sender knows the task, and obeys them. A sender with other settings,
    or with none, would have a release run past the lease of the worker that reads it.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.time_limits = (None, None)

"""The door for programs that speak Celery but not Python, or do not want our code: a task with a JSON payload."""

from __future__ import annotations

import time
from typing import Any, Final

from celery import Task
from celery.exceptions import Reject

from models.intake import LONGEST_KEY
from tasks.errors import InputError, RetryableError
from worker.app import app, settings
from worker.logs import logger
from worker.submit import Submitted, from_json, submit

_log = logger(__name__)


class Receive(Task):  # type: ignore[misc] # Celery has no types
    """Store releases that came as a message. The payload is documented in docs/submitting.md."""

    name = "balagh.receive"
    Request = "worker.limits:OwnLimits"
    ignore_result = True
    #: This message, unlike a ticket, holds the release itself: it is only gone when the release is committed.
    acks_on_failure_or_timeout = False

    def run(self, payload: Any = None, **fields: Any) -> None:
        """Take one release or ``{"releases": [...]}``; what is refused is logged by its key, the rest is stored."""
        rows = _rows(fields if payload is None else payload)
        good: list[Submitted] = []
        for position, row in enumerate(rows):
            try:
                good.append(from_json(row))
            except InputError as error:
                _log.error("release_refused", position=position, reason=str(error))
        try:
            submission = submit(good)
        except RetryableError as error:
            _log.warning("message_put_back", reason=str(error))
            time.sleep(1)
            raise Reject(str(error), requeue=True) from error
        for refusal in submission.refused:
            _log.error(
                "release_refused",
                # What is refused may be a key of any length.
                source=refusal.source[:LONGEST_KEY],
                external_id=refusal.external_id[:LONGEST_KEY],
                reason=refusal.reason,
            )
        _log.info(
            "received", created=submission.created, known=submission.known, refused=len(submission.refused)
        )


def _rows(payload: Any) -> list[Any]:
    rows = payload.get("releases", [payload]) if isinstance(payload, dict) else payload
    if not isinstance(rows, list):
        _log.error("message_refused", reason="neither a release nor a list of releases")
        return []
    limit = settings().max_submission
    if len(rows) > limit:
        _log.error("message_refused", reason="too many releases", releases=len(rows), limit=limit)
        return []
    return rows


task: Final = app.register_task(Receive())

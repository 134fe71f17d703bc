"""Time limits are the worker's own."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from celery.worker.request import create_request_cls
from kombu.utils.imports import symbol_by_name

from tasks.extract.task import Extract
from worker.app import app, configure, settings
from worker.receive import Receive


@pytest.mark.parametrize("name", [Extract.name, Receive.name])
def test_limits_that_come_with_a_message_are_not_obeyed(name: str) -> None:
    # Given a worker with limits of its own, and a message of a sender with others
    before = settings()
    configure(replace(before, release_limit=2, soft_limit=5, hard_limit=7, work_budget=2))
    limits: dict[str, Any] = {}
    pool = SimpleNamespace(apply_async=lambda *_, **given: limits.update(given))
    headers = {"id": "1", "task": name, "timelimit": [900, 600]}
    message = SimpleNamespace(
        headers=headers, body=b"", payload=([], {}, {}), delivery_info={}, properties={},
        content_type="application/json", content_encoding="utf-8",
    )  # fmt: skip
    try:
        task = app.tasks[name]
        request = create_request_cls(symbol_by_name(task.Request), task, pool, "made-up", None, app=app)
        # When
        request(message, app=app, task=task).execute_using_pool(pool)
    finally:
        configure(before)
    # Then
    assert (limits["soft_timeout"], limits["timeout"]) == (5, 7)

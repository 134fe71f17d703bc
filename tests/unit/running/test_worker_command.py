"""What ``balagh worker`` hands to Celery."""

from __future__ import annotations

import os
from typing import Any

import pytest
from click.testing import CliRunner

from worker.app import app, configure, settings
from worker.cli.worker import command
from worker.settings import RECEIVE_QUEUE, STEP_QUEUES


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The arguments that workers were started with; none is."""
    calls: list[list[str]] = []
    monkeypatch.setattr(app, "worker_main", calls.append)
    for name in os.environ:
        if name.startswith("BALAGH_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("BALAGH_REDIS_URL", "redis://127.0.0.1:1/0")
    monkeypatch.setenv("BALAGH_DATABASE_URL", "sqlite:///unused.db")
    monkeypatch.setenv("REMAP_SIGTERM", "")
    monkeypatch.delenv("REMAP_SIGTERM")
    return calls


def test_a_stop_waits_for_what_runs_but_not_for_ever(started: list[list[str]]) -> None:
    """By default SIGTERM waits for running batches without end; billiard reads the variable when it is imported."""
    # When
    result = _run()
    # Then
    assert result.exit_code == 0, result.output
    assert os.environ["REMAP_SIGTERM"] == "SIGQUIT"
    assert app.conf.worker_soft_shutdown_timeout > 0


def test_every_queue_has_a_consumer(started: list[list[str]]) -> None:
    _run()
    (arguments,) = started
    assert arguments[arguments.index("--queues") + 1].split(",") == [*STEP_QUEUES, RECEIVE_QUEUE]
    _run("-Q", "balagh.extract", "-c", "3")
    assert started[1][started[1].index("--queues") + 1] == "balagh.extract"
    assert started[1][started[1].index("--concurrency") + 1] == "3"


def test_a_queue_that_nobody_fills_is_refused(started: list[list[str]]) -> None:
    result = _run("-Q", "balagh.extract,balagh.extrakt")
    assert (result.exit_code, started) == (2, [])
    assert "the queues are balagh.normalize" in result.output


def _run(*arguments: str) -> Any:
    before = settings()
    try:
        return CliRunner().invoke(command, list(arguments))
    finally:
        configure(before)

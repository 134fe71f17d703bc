"""What stands in the logs."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from celery.worker.consumer import consumer

from worker.logs import configure_logs
from worker.settings import Settings


@pytest.fixture
def _own_logs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Logs are set up as in a worker; the root logger is as before afterwards."""
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", list(root.handlers))
    monkeypatch.setattr(root, "level", root.level)


@pytest.mark.usefixtures("_own_logs")
@pytest.mark.parametrize(
    ("template", "values", "kept"),
    [
        (consumer.UNKNOWN_FORMAT, ["body: RELEASE"], "unknown message"),
        (consumer.UNKNOWN_TASK_ERROR, ["'balagh.recieve'", "RELEASE", "RELEASE", "RELEASE"], "balagh.recieve"),
        (consumer.INVALID_TASK_ERROR, ["untrusted content of type pickle", "RELEASE"], "pickle"),
        (consumer.MESSAGE_DECODE_ERROR, ["no JSON", "t", "e", "{'argsrepr': 'RELEASE'}", "RELEASE"], "no JSON"),
    ],
)  # fmt: skip
def test_a_message_that_is_refused_is_not_repeated(
    capsys: Any, template: str, values: list[str], kept: str
) -> None:
    """With a misspelt name of the task, the release itself ended in the log."""
    # Given
    configure_logs(Settings(log_format="json"))
    # When
    consumer.logger.error(template, *values[: template.count("%")])
    # Then
    logged = capsys.readouterr().err
    assert kept in logged
    assert "RELEASE" not in logged

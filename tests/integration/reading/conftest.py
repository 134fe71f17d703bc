"""The reading commands, run in this process against a database with made-up releases."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine

from worker.cli import main


@pytest.fixture
def balagh(
    database_url: str, engine: Engine, monkeypatch: pytest.MonkeyPatch, capfd: Any
) -> Callable[..., Any]:
    """Run a command as the shell does; gives its exit status, output and errors."""
    monkeypatch.setenv("COLUMNS", "200")

    def run(*arguments: str, database: str = database_url) -> Answer:
        capfd.readouterr()
        status = 0
        try:
            main([*arguments, "--database", database])
        except SystemExit as ended:
            status = int(ended.code or 0)
        captured = capfd.readouterr()
        return Answer(status, captured.out, captured.err)

    return run


class Answer:
    """What a command gave."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status = status
        self.out = out
        self.err = err

    @property
    def plain(self) -> str:
        """The output without direction marks."""
        return "".join(letter for letter in self.out if letter not in "\u2066\u2067\u2068\u2069")

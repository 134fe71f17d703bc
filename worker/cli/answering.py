"""Calling one command from another."""

from __future__ import annotations

from collections.abc import Sequence


def answer(arguments: Sequence[str], database: str) -> None:
    """Run a reading command on a database in this process."""
    import importlib

    import click

    command: click.Command = importlib.import_module(f"worker.cli.{arguments[0]}").command
    command.main([*arguments[1:], "--database", database], prog_name="balagh", standalone_mode=False)

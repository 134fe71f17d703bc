"""Every command that a document or a help text shows can be typed as it stands."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Final

import click
import pytest

from worker.cli import COMMANDS, balagh

ROOT: Final = Path(__file__).parents[3]
DOCUMENTS: Final = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def _shown(text: str) -> list[str]:
    """Lines of indented blocks that call Balagh, from its name to what the shell keeps for itself."""
    calls = re.findall(r"^ {4,}(?:.*\| )?(?:\$ )?(balagh .*)$", text, re.MULTILINE)
    return [re.split(r"\s(?:#|[|>&])", call)[0] for call in calls]


def _documented() -> list[str]:
    found = [call for path in DOCUMENTS for call in _shown(path.read_text(encoding="utf-8"))]
    for name in COMMANDS:
        command = balagh.get_command(click.Context(balagh), name)
        assert command is not None
        found += _shown(command.help or "")
    return found


@pytest.mark.parametrize("call", sorted(set(_documented())))
def test_a_shown_command_is_understood(call: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    # given a line of a document, in a folder that holds what it may name
    monkeypatch.chdir(tmp_path)
    _, *words = shlex.split(call)
    # when it is parsed, groups included
    command: click.Command = balagh
    context = click.Context(balagh)
    while isinstance(command, click.Group):
        name = words.pop(0)
        found = command.get_command(context, name)
        # then every command exists, and takes these options and arguments
        assert found is not None, name
        command = found
        context = click.Context(command, info_name=name)
    command.make_context(command.name, words)


def test_many_commands_are_shown() -> None:
    assert len(_documented()) > 25

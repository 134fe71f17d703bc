"""What Celery imports for us is what Python would import, not what lies where the command is called."""

from __future__ import annotations

from pathlib import Path

import pytest

from worker.app import app


def test_a_module_in_the_current_folder_is_not_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a folder with a ``models`` package of somebody else's, workers came up with that one, or not at all."""
    # Given
    (tmp_path / "stray_models.py").write_text("raise AssertionError('imported')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    # When, then
    with pytest.raises(ModuleNotFoundError):
        app.loader.import_task_module("stray_models")
    assert app.loader.import_from_cwd("models.status").__name__ == "models.status"

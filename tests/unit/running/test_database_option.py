"""Where ``--database`` means a file to be."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import make_url

from worker.cli.options import absolute, default_database, with_folder


@pytest.mark.parametrize("folder", ["plain", "مجلد البلاغات", "50% off", "50%25", "what?", "a#b@c:d"])
def test_a_file_is_below_the_current_folder_whatever_that_is_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    """A folder with a question mark in its name lost its releases to a file beside it."""
    (tmp_path / folder).mkdir()
    monkeypatch.chdir(tmp_path / folder)
    assert make_url(absolute("sqlite:///x y.db")).database == str(tmp_path / folder / "x y.db")
    assert make_url(absolute("sqlite:///x.db?timeout=5")).query == {"timeout": "5"}


def test_only_who_writes_makes_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("BALAGH_DATABASE_URL", raising=False)
    database = default_database()
    assert list(tmp_path.iterdir()) == []
    assert with_folder(database) == database
    assert [path.name for path in tmp_path.iterdir()] == [".balagh"]

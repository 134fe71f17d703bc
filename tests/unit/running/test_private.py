"""Private folders go when their user has gone, however that ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from worker.private import private_directory

_USER = """
import time
from worker.private import private_directory
with private_directory() as directory:
    print(directory, flush=True)
    time.sleep(60)
"""


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary folder of this test's own."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return tmp_path


def test_only_the_owner_can_enter_and_nothing_is_left(base: Path) -> None:
    with private_directory() as directory:
        assert directory.parent == base
        assert directory.stat().st_mode & 0o777 == 0o700
        (directory / "file").touch()
    assert list(base.iterdir()) == []


def test_a_long_path_is_avoided(base: Path) -> None:
    with private_directory(longest=30) as directory:
        assert len(os.fsencode(directory)) <= 30
        assert directory.parent == Path("/tmp")


def test_what_a_killed_process_left_is_removed_by_the_next_and_what_is_in_use_is_not(base: Path) -> None:
    # Given two users, one of them killed, both of an hour ago
    users = [subprocess.Popen([sys.executable, "-c", _USER], stdout=subprocess.PIPE) for _ in range(2)]
    folders = []
    for user in users:
        assert user.stdout is not None
        folders.append(Path(user.stdout.readline().decode().strip()))
    users[0].send_signal(signal.SIGKILL)
    users[0].wait()
    young = private_directory()
    with young:
        assert all(folder.exists() for folder in folders)
    for folder in folders:
        os.utime(folder, (time.time() - 3600,) * 2)
    # When another comes
    with private_directory():
        left = [folder.exists() for folder in folders]
    # Then
    assert left == [False, True]
    for user in users:
        user.kill()
        user.wait()
        assert user.stdout is not None
        user.stdout.close()

"""Who works on a SQLite file is known for certain, also when workers are killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from worker.occupancy import abandoned, vacate

_WORKER = "import sys, time\nfrom worker.occupancy import occupy\noccupy(sys.argv[1])\nprint('here', flush=True)\ntime.sleep(60)"


def test_a_file_is_abandoned_when_its_last_worker_has_ended_however(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'x.db'}"
    with abandoned(database) as nobody:
        assert nobody
    # Given a worker
    with subprocess.Popen([sys.executable, "-c", _WORKER, database], stdout=subprocess.PIPE) as worker:
        assert worker.stdout is not None
        assert worker.stdout.readline() == b"here\n"
        with abandoned(database) as nobody:
            assert not nobody
        # When it is killed
        os.kill(worker.pid, signal.SIGKILL)
    # Then
    with abandoned(database) as nobody:
        assert nobody


def test_nothing_is_left_when_the_last_one_has_gone(tmp_path: Path) -> None:
    # Given two workers
    database = f"sqlite:///{tmp_path / 'x.db'}"
    workers = [
        subprocess.Popen([sys.executable, "-c", _WORKER, database], stdout=subprocess.PIPE) for _ in range(2)
    ]
    for worker in workers:
        assert worker.stdout is not None
        worker.stdout.readline()
    # When one ends, the lock stays
    _end(workers[0])
    assert not vacate(database)
    assert [file.name for file in tmp_path.iterdir()] == ["x.db-workers"]
    # When the other does, it goes, and whoever comes then is still seen
    _end(workers[1])
    assert vacate(database)
    assert list(tmp_path.iterdir()) == []
    with subprocess.Popen([sys.executable, "-c", _WORKER, database], stdout=subprocess.PIPE) as worker:
        assert worker.stdout is not None
        worker.stdout.readline()
        assert not vacate(database)
        worker.kill()


def test_who_waits_for_a_lock_that_is_taken_away_takes_the_new_one(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'x.db'}"
    # Given somebody who knows that nobody is there, and a worker that comes at that moment
    with abandoned(database) as nobody:
        assert nobody
        worker = subprocess.Popen([sys.executable, "-c", _WORKER, database], stdout=subprocess.PIPE)
    # Then the worker's lock counts
    assert worker.stdout is not None
    assert worker.stdout.readline() == b"here\n"
    assert not vacate(database)
    _end(worker)


def _end(worker: subprocess.Popen[bytes]) -> None:
    worker.kill()
    worker.wait()
    assert worker.stdout is not None
    worker.stdout.close()


def test_nothing_is_certain_about_other_databases() -> None:
    for database in ("postgresql://host/name", "sqlite://", "sqlite:///:memory:"):
        with abandoned(database) as nobody:
            assert not nobody

"""Who works on a SQLite file is known for certain, also when workers are killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from worker.occupancy import abandoned

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


def test_nothing_is_certain_about_other_databases() -> None:
    for database in ("postgresql://host/name", "sqlite://", "sqlite:///:memory:"):
        with abandoned(database) as nobody:
            assert not nobody

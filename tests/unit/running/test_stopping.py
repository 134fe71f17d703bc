"""A worker that hangs while it stops is ended."""

from __future__ import annotations

import subprocess
import sys

from celery import Celery

from worker import stopping
from worker.settings import Settings

_HANGS = """
import threading, types
from worker import stopping
from worker.app import configure
from worker.settings import Settings
configure(Settings())
stopping._AFTER_AN_ERROR = 0.05
step = object.__new__(stopping.BoundedStop)
step.close(types.SimpleNamespace(exitcode=70))
threading.Event().wait()
"""


def test_a_worker_with_an_error_of_its_own_ends_though_its_pool_hangs() -> None:
    done = subprocess.run([sys.executable, "-c", _HANGS], capture_output=True, timeout=60, check=False)
    assert done.returncode == 70
    assert b"worker_did_not_stop" in done.stderr + done.stdout


def test_every_worker_has_the_step() -> None:
    app = Celery("made-up")
    stopping.install(app)
    assert stopping.BoundedStop in app.steps["worker"]
    assert Settings().hard_limit + stopping._GRACE < Settings().lease

"""A process that has everything imported and forks real workers on demand, so that tests need not wait for imports.

It reads one JSON object of environment variables a line and answers with the process id of a worker started with it.
A worker's only difference from ``balagh worker`` is that fault hooks may be in place.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import sys
import tempfile
from pathlib import Path
from typing import Any


def main() -> None:
    """Serve until standard input ends."""
    os.environ["REMAP_SIGTERM"] = ""
    from tasks.analysis import analyze
    from worker.lifeline import die_with_parent

    for module in _MODULES:
        importlib.import_module(module)
    analyze("أعلن المتحدث باسم الوزارة أن 74 شخصا وصلوا أمس إلى العاصمة.", published="2020-01-01")
    die_with_parent()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    _say("ready")
    for line in sys.stdin:
        child = os.fork()
        if child:
            _say(str(child))
        else:
            os.setsid()
            die_with_parent()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            _become_worker(json.loads(line))


_MODULES = (
    "fault_hooks",
    "tasks.deduplicate.task",
    "tasks.extract.task",
    "tasks.normalize.task",
    "worker.cli.worker",
    "worker.receive",
    "worker.signals",
)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _become_worker(order: dict[str, Any]) -> None:
    import fault_hooks

    from worker.cli import main as balagh

    os.environ.update(order["environment"])
    tempfile.tempdir = None  # what was looked up before the fork is the parent's
    with Path(order["log"]).open("ab") as log, Path(os.devnull).open("rb") as nothing:
        os.dup2(nothing.fileno(), 0)
        os.dup2(log.fileno(), 1)
        os.dup2(log.fileno(), 2)
    try:
        fault_hooks.install()
        balagh(["worker"])
    finally:
        os._exit(0)


if __name__ == "__main__":
    main()

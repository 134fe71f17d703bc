"""Workers as children of one command: started, watched, started again, ended."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tasks.errors import BalaghError
from worker import lifeline
from worker.settings import Settings

#: A worker that ends this often without being asked has something wrong that starting again does not mend.
_MOST_STARTS: Final = 5
#: A worker that lived so many seconds had started well.
_STEADY: Final = 10.0
_LONGEST_TAIL: Final = 2_000
#: Seconds for a batch that is being committed.
_LEAVE: Final = 0.5


class Fleet:
    """One worker process with its pool, kept alive."""

    def __init__(self, settings: Settings, folder: Path, *, verbose: bool) -> None:
        self._environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith("BALAGH_")},
            **settings.as_environment(),
            # SIGTERM then means: take nothing new, finish what runs. What does not finish in time is killed.
            "REMAP_SIGTERM": "",
            # What the processes put into the temporary folder goes when we go, also when they are killed.
            "TMPDIR": str(folder),
        }
        self._log = None if verbose else folder / "worker.log"
        self._starts = 0
        self._started = 0.0
        self._process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        now = time.monotonic()
        self._starts = 1 if now - self._started > _STEADY else self._starts + 1
        self._started = now
        # -P: a folder named `worker` where the command is called must not be taken for ours.
        command = [sys.executable, "-P", "-m", "worker", "worker"]
        if self._log is None:
            return lifeline.start(command, environment=self._environment, output=None)
        with self._log.open("ab") as log:
            return lifeline.start(command, environment=self._environment, output=log.fileno())

    @property
    def process_id(self) -> int:
        """The worker's process id."""
        return self._process.pid

    def keep_alive(self) -> None:
        """Start the worker again if it has ended; raises when that does not help."""
        status = self._process.poll()
        if status is None:
            return
        lifeline.end(self._process, patience=0)
        if self._starts >= _MOST_STARTS:
            raise BalaghError(f"the workers keep ending (exit status {status}):\n{self.tail()}")
        self._process = self._start()

    def end(self, *, patience: float) -> None:
        """Let running batches finish for so many seconds, then end everything."""
        lifeline.end(self._process, patience=patience)

    def tail(self) -> str:
        """The last lines of the workers' log."""
        if self._log is None or not self._log.exists():
            return ""
        return self._log.read_text(encoding="utf-8", errors="replace")[-_LONGEST_TAIL:]


@contextmanager
def fleet(settings: Settings, folder: Path, *, verbose: bool) -> Iterator[Fleet]:
    """Workers for the time of the block; however it ends, none is left.

    Their output goes to a file in the folder, or to ours where that is wanted (``verbose``). A worker that is asked to stop takes seconds to take leave of its
    broker; it is not waited for: what is committed is committed, and the rest is the next sweep's.
    """
    workers = Fleet(settings, folder, verbose=verbose)
    try:
        yield workers
    finally:
        workers.end(patience=_LEAVE)

"""Faults that a worker does to itself, on orders left as files in the folder ``FAULTS``.

``kill-POINT`` kills the process the next time it comes to that point, once (the file is taken away first). Points are
``after_claim``, ``before_commit`` and ``after_commit`` of each step, ``STEP.POINT``. A text that holds one of the
poison words does what the word says, every time. The file ``clock`` says how far off the process's clock is.
"""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

#: Made-up words that no release holds.
RAISES, KILLS, LOOPS, EATS, SLEEPS, BAITS = "سماستثناء", "سمقاتل", "سمدوار", "سمشره", "سمنائم", "سمطعم"

#: Tries every way to divide the letters, two to the power of their number, before it gives up.
_CATASTROPHIC = re.compile(r"(a+)+$")


def order(folder: Path, point: str) -> None:
    """Have the next worker that comes to a point killed there."""
    (folder / f"kill-{point}").touch()


def install() -> None:
    """Put the hooks in place; nothing happens without ``FAULTS``."""
    folder = os.environ.get("FAULTS")
    if not folder:
        return
    import clocks

    from tasks.normalize.task import Normalize
    from worker.step import StepTask

    clocks.install(Path(folder))
    _around_commit(StepTask, Path(folder))
    _poison(Normalize)


def _come_to(folder: Path, point: str) -> None:
    try:
        (folder / f"kill-{point}").unlink()
    except FileNotFoundError:
        return
    os.kill(os.getpid(), signal.SIGKILL)


def _around_commit(step: Any, folder: Path) -> None:
    handle, commit = step._handle, step._commit

    def handled(self: Any, *arguments: Any) -> None:
        _come_to(folder, f"{self.step.value}.after_claim")
        handle(self, *arguments)

    def committed(self: Any, *arguments: Any) -> None:
        _come_to(folder, f"{self.step.value}.before_commit")
        commit(self, *arguments)
        _come_to(folder, f"{self.step.value}.after_commit")

    step._handle, step._commit = handled, committed


def _poison(normalize: Any) -> None:
    work: Callable[..., Any] = normalize.work

    def worked(self: Any, loaded: Any) -> Any:
        if RAISES in loaded.text:
            raise ValueError("poison")
        if KILLS in loaded.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if BAITS in loaded.text:
            _CATASTROPHIC.match("a" * 60 + "b")
        if SLEEPS in loaded.text:
            time.sleep(0.4)
        while LOOPS in loaded.text:
            try:
                time.sleep(0.01)
            except Exception:  # noqa: BLE001 - a loop that swallows even the time limit
                continue
        if EATS in loaded.text:
            hoard = []
            while True:
                # Not filled, or a busy machine takes longer to hand the memory out than a batch may take.
                hoard.append(bytes(10_000_000))
        return work(self, loaded)

    normalize.work = worked

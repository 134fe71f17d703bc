"""Tying the life of a child process to its parent's, so that nothing is left behind by a killed command."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Final

_PR_SET_PDEATHSIG: Final = 1
#: Loaded before any fork: the child may only make the call, not look the library up.
_LIBC: Final = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def die_with_parent(sign: signal.Signals = signal.SIGKILL) -> None:
    """Have the kernel end this process when its parent ends (Linux only; elsewhere nothing happens)."""
    if _LIBC is not None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, int(sign), 0, 0, 0)


def start(
    command: Sequence[str],
    *,
    environment: Mapping[str, str] | None = None,
    output: int | None = subprocess.DEVNULL,
) -> subprocess.Popen[bytes]:
    """Start a child in a session of its own (Ctrl-C reaches only us, and we end it in good order) that dies with us.

    What it prints goes to ``output``, a file descriptor, or to our standard error with None.
    """
    return subprocess.Popen(  # noqa: S603 - the command is ours, no shell reads it
        list(command),
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr.fileno() if output is None else output,
        stderr=subprocess.STDOUT,
        env=None if environment is None else dict(environment),
        start_new_session=True,
        preexec_fn=die_with_parent,  # noqa: PLW1509 - one prctl call
    )


def end(process: subprocess.Popen[bytes], *, patience: float = 10) -> None:
    """Ask a child to stop, then kill it and whatever it started."""
    if process.poll() is None:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(patience)
    # The group outlives its leader while a member lives.
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def wait_for(ready: object, *, patience: float, step: float = 0.005) -> bool:
    """Call a function until it returns something true; False when patience (in seconds) runs out."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if ready():  # type: ignore[operator]
            return True
        time.sleep(step)
        step = min(step * 1.5, 0.2)
    return False

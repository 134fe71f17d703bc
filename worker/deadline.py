"""A deadline for the work on one release, which ends even a single search of a pattern that would run for hours.

The clock is the processor time of this process (``ITIMER_PROF``), not the time of day: the work is pure computation, and
time in which the process was stopped, starved, or waited for something is nobody's doing. CPython looks for signals while
a pattern of :mod:`re` is matched, so the handler's error ends the match.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import Final, ParamSpec, TypeVar

from tasks.errors import DeadlineError

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

#: Seconds after which code that swallowed the error gets it again; longer than it takes to leave :func:`within`.
_AGAIN: Final = 1.0
#: The limit in force, in seconds; nothing while no work is timed.
_in_force: Final[list[float]] = []


def within(
    seconds: float, work: Callable[Given, Answer], *given: Given.args, **named: Given.kwargs
) -> Answer:
    """What ``work`` gives for its arguments; raises :class:`DeadlineError` when it has computed for so many seconds.

    Without effect outside of the main thread, inside other timed work, where something else listens to ``SIGPROF`` (a
    profiler), and on systems without such timers: a worker's time limits for batches hold there all the same.

    >>> within(10, sorted, "cab", reverse=True)
    ['c', 'b', 'a']
    """
    if _in_force or not _listening():
        return work(*given, **named)
    try:
        try:
            _in_force.append(seconds)
            signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN)
            return work(*given, **named)
        finally:
            _take_back()
    finally:
        # The signal may have come while the first was called. It cannot come again so soon.
        _take_back()


def _take_back() -> None:
    _in_force.clear()
    signal.setitimer(signal.ITIMER_PROF, 0)


def _listening() -> bool:
    """Have signals come to us, for good: one that comes late must find a handler, or it ends the process."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        return False
    handler = signal.getsignal(signal.SIGPROF)
    if handler is signal.SIG_DFL:
        signal.signal(signal.SIGPROF, _overdue)
        return True
    return handler is _overdue


def _overdue(_number: int, frame: FrameType | None) -> None:
    if not _in_force:
        return
    where = "" if frame is None else f", at last in {_place(frame)}"
    raise DeadlineError(
        f"took more than {_in_force[0]:g} s of processor time{where}; mend what runs there, or raise BALAGH_RELEASE_LIMIT"
    )


def _place(frame: FrameType) -> str:
    file = frame.f_code.co_filename.rpartition("/")[2]
    return f"{file}:{frame.f_lineno} ({frame.f_code.co_name})"

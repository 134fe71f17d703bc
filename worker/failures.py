"""Turning an exception into what a dead letter records."""

from __future__ import annotations

import traceback
from hashlib import blake2b
from typing import Final

from celery.exceptions import SoftTimeLimitExceeded

from models.burial import Failure
from models.status import Step

_LONGEST_MESSAGE: Final = 2_000
_LONGEST_TRACEBACK: Final = 20_000
#: Handlers of signals that raise: ours of the deadline, billiard's of the soft time limit.
_HANDLERS: Final = frozenset({"_overdue", "soft_timeout_sighandler"})


def failure(release_id: int, step: Step, error: BaseException, attempts: int) -> Failure:
    """What is kept of a release that a step could not process."""
    return Failure(
        release_id=release_id,
        step=step,
        error_class=type(error).__name__,
        message=_storable(str(error))[:_LONGEST_MESSAGE],
        traceback=_storable("".join(_told(error).format()))[-_LONGEST_TRACEBACK:],
        fingerprint=fingerprint(step, error),
        attempts=attempts,
    )


def lost(release_id: int, step: Step, attempts: int) -> Failure:
    """What is kept of a release whose every attempt ended without a word."""
    return Failure(
        release_id=release_id,
        step=step,
        error_class="WorkerLost",
        message=f"worker lost or time limit at step {step.value}, {attempts} times",
        traceback="",
        fingerprint=_digest(step.value, "WorkerLost"),
        attempts=attempts,
    )


def interrupted(error: BaseException) -> bool:
    """Whether the soft time limit is behind an error: it strikes anywhere, and what it breaks raises something else.

    >>> interrupted(SoftTimeLimitExceeded()), interrupted(ValueError())
    (True, False)
    """
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, SoftTimeLimitExceeded):
            return True
        seen = seen.__cause__ or seen.__context__
    return False


def fingerprint(step: Step, error: BaseException) -> str:
    """Sixteen hexadecimal digits, equal for failures of one cause: step, exception and innermost frame.

    Where a limit struck, that is the frame it interrupted. The line number is left out, so that an unrelated edit of the
    file does not split a group.
    """
    frames = _told(error).stack
    where = "" if not frames else f"{frames[-1].filename.rpartition('/')[2]}:{frames[-1].name}"
    return _digest(step.value, type(error).__name__, where)


def _told(error: BaseException) -> traceback.TracebackException:
    """Its traceback, down to the frame that a limit interrupted and no further."""
    told = traceback.TracebackException.from_exception(error)
    while told.stack and told.stack[-1].name in _HANDLERS:
        told.stack.pop()
    return told


def _digest(*parts: str) -> str:
    return blake2b("\x1f".join(parts).encode(), digest_size=8).hexdigest()


def _storable(text: str) -> str:
    """Text every database takes: no NUL, no lone surrogates."""
    return (
        text.replace("\x00", "\N{REPLACEMENT CHARACTER}").encode("utf-8", "backslashreplace").decode("utf-8")
    )

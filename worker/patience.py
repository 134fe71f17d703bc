"""Trying again what fails for a reason that passes: a lock, a lost connection, a broker that restarts."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import TypeVar

from celery.exceptions import SoftTimeLimitExceeded
from kombu.exceptions import OperationalError as BrokerError
from redis.exceptions import RedisError

from models.passing import may_pass
from tasks.errors import RetryableError
from worker.logs import logger
from worker.settings import Settings

Answer = TypeVar("Answer")
_log = logger(__name__)


def passes(error: BaseException) -> bool:
    """May this error be gone in a moment?"""
    if isinstance(error, SoftTimeLimitExceeded):
        return False
    return isinstance(error, RetryableError | BrokerError | RedisError) or may_pass(error)


def reason(error: BaseException) -> str:
    """One line that says what failed: what the server said, of an error that passes; of others only the kind.

    Never the statement nor its parameters, in which texts of releases stand.

    >>> reason(ConnectionError("no route"))
    'ConnectionError'
    """
    cause = getattr(error, "orig", None) or error
    if not passes(error) or not str(cause).strip():
        return type(cause).__name__
    return f"{str(cause).strip().splitlines()[0]} ({type(cause).__name__})"


def patiently(action: Callable[[], Answer], settings: Settings, *, what: str) -> Answer:
    """Do something, again if it failed for a reason that passes, with growing, jittered waits between.

    After the last try the reason is raised as :class:`RetryableError`; any other error is raised at once. ``what``
    names the action in the log.
    """
    for attempt in range(1, settings.retry_tries + 1):
        try:
            return action()
        except Exception as error:
            if not passes(error):
                raise
            if attempt == settings.retry_tries:
                raise RetryableError(f"{what} failed {attempt} times: {reason(error)}") from error
            # Full jitter: many workers that lost the same database must not come back in step.
            pause = random.uniform(0, min(settings.retry_cap, settings.retry_base * 2**attempt))  # noqa: S311
            _log.warning("retry", what=what, attempt=attempt, error=reason(error), pause=round(pause, 3))
            time.sleep(pause)
    raise AssertionError("unreachable")

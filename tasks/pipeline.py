"""The chain ``normalize | deduplicate | extract``, and nothing else.

The database row is the queue; a message is a ticket that says no more than "there may be work": it holds neither text
nor ids. Whoever takes a ticket claims rows of its step itself. A lost ticket is a delay until the next sweep, a doubled
one finds nothing to claim.
"""

from __future__ import annotations

import time
from typing import Final

from celery import chain
from kombu.exceptions import OperationalError as BrokerError
from redis.exceptions import RedisError

from models.status import Step
from worker.app import app, settings
from worker.logs import logger
from worker.patience import reason

_log = logger(__name__)

#: After a failed publish nothing is sent to that broker for so many seconds: a producer must not wait out a time-out
#: each time.
_SILENCE: Final = 5.0
_silent_until: Final[dict[str | None, float]] = {}


def queue_of(step: Step) -> str:
    """The queue of a step, which is also the name of its task.

    >>> queue_of(Step.NORMALIZE)
    'balagh.normalize'
    """
    return f"balagh.{step.value}"


def chain_from(step: Step) -> chain:
    """The steps from this one on, as one Celery chain."""
    steps = list(Step)
    names = [queue_of(later) for later in steps[steps.index(step) :]]
    # Senders declare nothing: workers do, and a message finds its queue without. With kombu 5.7 a sender whose declaration
    # was refused and that then connected anew went on with its closed channel, and an AttributeError.
    return chain(*(app.signature(name, immutable=True, queue=name, declare=[]) for name in names))


def depth(step: Step) -> int:
    """Tickets that wait in a step's queue."""
    return queue_depth(queue_of(step))


def queue_depth(queue: str) -> int:
    """Messages that wait in a queue; raises where the broker does not answer."""
    with app.producer_pool.acquire(block=True, timeout=5) as producer:
        return int(producer.channel.client.llen(queue))


def send_ticket(step: Step) -> int:
    """Tell the workers that a step has work; nothing is sent while enough tickets wait.

    A broker that does not answer is no error here, since the sweep finds the work in the database.
    """
    if time.monotonic() < _silent_until.get(settings().redis_url, 0.0):
        return 0
    sent = fill(step, 1, on_top=True)
    if sent is None:
        _silent_until[settings().redis_url] = time.monotonic() + _SILENCE
    return sent or 0


def fill(step: Step, level: int, *, on_top: bool = False) -> int | None:
    """Send tickets until so many wait (or so many more, ``on_top``), never past the cap.

    How many were sent; None where there is no broker or it does not answer.
    """
    if settings().redis_url is None:
        return None
    sent = 0
    try:
        waiting = depth(step)
        wanted = min(waiting + level if on_top else level, settings().queue_cap) - waiting
        while sent < wanted:
            chain_from(step).apply_async()
            sent += 1
    except (BrokerError, RedisError, OSError) as error:
        _log.warning("broker_unreachable", step=step.value, error=reason(error))
        return None
    return sent

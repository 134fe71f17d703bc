"""What lies in a queue and is no message: set aside, so that it does not end the worker that comes upon it."""

from __future__ import annotations

from queue import Empty
from typing import Any

from kombu.transport import redis

from worker.logs import logger

_log = logger(__name__)


class Channel(redis.Channel):
    """A channel that outlives what any program that reaches the broker may have pushed into a queue's list.

    Kombu takes each element for JSON with an envelope; of anything else its worker dies, and the next one of the next.
    """

    def _brpop_read(self, **options: Any) -> Any:
        try:
            return super()._brpop_read(**options)  # type: ignore[no-untyped-call] # kombu has no types
        except (ValueError, TypeError, LookupError, AttributeError) as error:
            # It is taken from the queue already. What it holds may be a release, and belongs in no log.
            _log.error("message_unreadable", reason=type(error).__name__)
            raise Empty from None


def install() -> None:
    """Have connections to Redis that this process opens from now on use such channels."""
    redis.Transport.Channel = Channel

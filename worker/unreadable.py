"""What lies in a queue and is no message: set aside, so that it does not end the worker that comes upon it."""

from __future__ import annotations

from queue import Empty
from typing import Any, Final

from kombu.transport import redis
from kombu.utils.json import loads

from worker.logs import logger

_log = logger(__name__)

#: The list in Redis that keeps what was no message; it may be a release that somebody pushed without Celery.
SET_ASIDE: Final = "balagh.unreadable"
#: What Kombu raises when it takes something for a message that is none.
_NO_MESSAGE: Final = (ValueError, TypeError, LookupError, AttributeError)


class Channel(redis.Channel):
    """A channel that outlives what any program that reaches the broker may have pushed into a queue's list.

    Kombu takes each element for JSON with an envelope; of anything else its worker dies, and the next one of the next.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)  # type: ignore[no-untyped-call] # kombu has no types
        self._taken: list[bytes] = []
        parse = self.client.parse_response

        def remembering(connection: Any, command: str, **given: Any) -> Any:
            response = parse(connection, command, **given)
            if command == "BRPOP":
                self._taken[:] = response or []
            return response

        self.client.parse_response = remembering

    def _brpop_read(self, **options: Any) -> Any:
        self._taken.clear()
        try:
            return super()._brpop_read(**options)  # type: ignore[no-untyped-call] # kombu has no types
        except _NO_MESSAGE as error:
            if not self._taken or self._is_message(self._taken[1]):
                raise  # the fault is not in what was read
            queue, element = self._taken
            with self.conn_or_acquire() as client:
                client.lpush(SET_ASIDE, element)
            # What it holds may be a release, and belongs in no log.
            _log.error(
                "message_unreadable",
                queue=queue.decode(), kept_in=SET_ASIDE, reason=type(error).__name__,
            )  # fmt: skip
            raise Empty from None

    def _is_message(self, element: bytes) -> bool:
        try:
            self.Message(loads(element), channel=self)  # type: ignore[no-untyped-call]
        except _NO_MESSAGE:
            return False
        return True


def install() -> None:
    """Have connections to Redis that this process opens from now on use such channels."""
    redis.Transport.Channel = Channel

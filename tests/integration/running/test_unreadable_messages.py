"""Anything may lie in a queue: whoever reaches the broker can put it there."""

from __future__ import annotations

from typing import Any

import pytest
from kombu.transport import redis

from worker import unreadable
from worker.app import app, configure, settings
from worker.settings import Settings

NO_MESSAGES = (
    b"\xff\xfe\x00",
    b"",
    b"not JSON",
    b"[]",
    b"5",
    b'{"id": "1", "text": "x"}',
    b'{"properties": {}}',
)


def test_what_is_no_message_does_not_end_who_reads_it(
    empty_redis: str, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    before = settings()
    configure(Settings(redis_url=empty_redis, database_url="sqlite:///unused.db"))
    monkeypatch.setattr(redis.Transport, "Channel", redis.Transport.Channel)
    unreadable.install()
    try:
        with app.connection_for_read() as connection:
            # Given a queue with all kinds of things in it, and a message behind them
            queue = connection.SimpleQueue("balagh.receive")
            for thing in NO_MESSAGES:
                queue.channel.client.lpush("balagh.receive", thing)
            queue.put({"id": "7"})
            # When it is read
            message = queue.get(timeout=20)
            message.ack()
            queue.close()
    finally:
        configure(before)
    # Then the message comes
    assert message.payload == {"id": "7"}

"""Anything may lie in a queue: whoever reaches the broker can put it there."""

from __future__ import annotations

from collections.abc import Iterator
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
    b'{"properties": {"delivery_tag": "1", "body_encoding": "base64"}, "body": "a", "headers": {}}',
)


@pytest.fixture
def connection(empty_redis: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A connection to an empty Redis, with channels as workers have them."""
    before = settings()
    configure(Settings(redis_url=empty_redis, database_url="sqlite:///unused.db"))
    monkeypatch.setattr(redis.Transport, "Channel", redis.Transport.Channel)
    unreadable.install()
    try:
        with app.connection_for_read() as opened:
            yield opened
    finally:
        configure(before)


def test_what_is_no_message_does_not_end_who_reads_it_and_is_kept(connection: Any) -> None:
    # Given a queue with all kinds of things in it, and a message behind them
    queue = connection.SimpleQueue("balagh.receive")
    client = queue.channel.client
    for thing in NO_MESSAGES:
        client.lpush("balagh.receive", thing)
    queue.put({"id": "7"})
    # When it is read
    message = queue.get(timeout=20)
    message.ack()
    # Then the message comes, and nothing else is lost
    kept = tuple(reversed(client.lrange(unreadable.SET_ASIDE, 0, -1)))
    queue.close()
    assert message.payload == {"id": "7"}
    assert kept == NO_MESSAGES


def test_an_error_of_whoever_takes_a_message_is_no_fault_of_the_message(connection: Any) -> None:
    # Given a message and somebody who fails on it
    queue = connection.SimpleQueue("balagh.receive")
    queue.put({"id": "7"})

    def fail(_body: object, _message: object) -> None:
        raise ValueError("a fault of ours")

    # When, then
    with (
        connection.Consumer([queue.queue], callbacks=[fail]),
        pytest.raises(ValueError, match="a fault of ours"),
    ):
        connection.drain_events(timeout=20)
    assert queue.channel.client.llen(unreadable.SET_ASIDE) == 0
    queue.close()

"""The broker's settings as a channel to a real Redis has them; the reasons stand beside the settings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from worker.app import app, configure, settings
from worker.settings import Settings


@pytest.fixture
def channel(empty_redis: str) -> Iterator[Any]:
    """A channel as workers and producers open it."""
    before = settings()
    configure(Settings(redis_url=empty_redis, database_url="sqlite:///unused.db"))
    with app.connection_for_read() as connection:
        yield connection.default_channel
    configure(before)


def test_what_was_not_acknowledged_comes_back_in_good_time(channel: Any) -> None:
    assert channel.visibility_timeout == Settings().visibility_timeout
    # every ten seconds, in each of them; by default in every tenth
    assert (channel.unacked_restore_interval, channel.unacked_restore_throttle) == (10, 1)
    # the lock of a killed worker; by default held for five minutes
    assert channel.unacked_mutex_expire == 30


def test_no_dead_connection_holds_anybody_up(channel: Any) -> None:
    assert (channel.socket_timeout, channel.socket_connect_timeout) == (5, 2)
    assert channel.socket_keepalive is True
    assert channel.health_check_interval == 25


def test_a_worker_stops_within_bounds_and_waits_for_its_broker(channel: Any) -> None:
    assert app.conf.worker_soft_shutdown_timeout == 20
    assert app.conf.broker_connection_retry_on_startup is True
    assert app.conf.broker_connection_max_retries is None
    assert app.conf.task_publish_retry_policy["max_retries"] == 2

"""What travels through Redis: tickets without content, a chain of three, never more than the cap."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from kombu import Connection, pools
from redis import Redis

from models.status import Step
from tasks.pipeline import chain_from, depth, fill, queue_of, send_ticket
from worker.app import configure, settings
from worker.settings import Settings


@pytest.fixture
def broker(empty_redis: str) -> Iterator[Redis]:
    """A broker that our application talks to; what was configured before comes back."""
    before = settings()
    pools.reset()  # a connection remembers which queues it has declared
    configure(Settings(redis_url=empty_redis, queue_cap=5))
    client = Redis(unix_socket_path=empty_redis.removeprefix("redis+socket://"))
    yield client
    client.close()
    configure(before)


def test_a_ticket_is_a_chain_of_three_and_holds_nothing_else(broker: Redis) -> None:
    # When
    assert send_ticket(Step.NORMALIZE) == 1
    # Then
    message = json.loads(broker.lindex(queue_of(Step.NORMALIZE), 0))
    assert message["headers"]["task"] == "balagh.normalize"
    assert message["content-type"] == "application/json"
    arguments, keywords, embedded = json.loads(base64.b64decode(message["body"]))
    assert (arguments, keywords) == ([], {})
    later = [signature["task"] for signature in reversed(embedded["chain"])]
    assert later == ["balagh.deduplicate", "balagh.extract"]
    assert all(signature["args"] in ([], ()) for signature in embedded["chain"])


def test_a_chain_may_begin_at_any_step() -> None:
    def names(step: Step) -> list[str]:
        return [signature.task for signature in chain_from(step).tasks]

    assert names(Step.DEDUPLICATE) == ["balagh.deduplicate", "balagh.extract"]
    assert names(Step.EXTRACT) == ["balagh.extract"]


def test_queues_are_filled_up_to_a_level_and_never_past_the_cap(broker: Redis) -> None:
    assert fill(Step.EXTRACT, 3) == 3
    assert fill(Step.EXTRACT, 3) == 0
    assert fill(Step.EXTRACT, 100) == 2
    assert send_ticket(Step.EXTRACT) == 0
    assert depth(Step.EXTRACT) == 5


def test_without_a_broker_or_with_one_that_is_away_nothing_is_raised(broker: Redis) -> None:
    configure(replace(settings(), redis_url=None))
    assert fill(Step.NORMALIZE, 1) is None
    configure(replace(settings(), redis_url="redis://127.0.0.1:1/0"))
    assert fill(Step.NORMALIZE, 1) is None
    assert send_ticket(Step.NORMALIZE) == 0


def test_a_broker_that_takes_messages_again_between_two_tries_gets_the_ticket(
    broker: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sender that declared queues kept, after such a refusal, the channel from before it connected anew."""
    # Given a broker at its memory limit, which has room again when the refused sender connects anew
    begin_anew = Connection.collect

    def healed(connection: Connection, *arguments: Any) -> None:
        broker.config_set("maxmemory", 0)
        begin_anew(connection, *arguments)

    monkeypatch.setattr(Connection, "collect", healed)
    broker.config_set("maxmemory", 1)
    # When, then
    try:
        assert fill(Step.EXTRACT, 1) == 1
    finally:
        broker.config_set("maxmemory", 0)
    assert depth(Step.EXTRACT) == 1


def test_senders_declare_no_queue(broker: Redis) -> None:
    # When
    send_ticket(Step.NORMALIZE)
    # Then there is nothing but the message, nor is there with what the chain sends later
    assert broker.keys() == [queue_of(Step.NORMALIZE).encode()]
    assert [later.options["declare"] for later in chain_from(Step.NORMALIZE).tasks] == [[], [], []]

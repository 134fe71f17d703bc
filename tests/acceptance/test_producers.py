"""Producers that die, repeat themselves, disagree, hand in too much, or do not have our code."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from celery import Celery
from kombu import Connection, Queue

from models.status import Status
from tasks.errors import RetryableError
from tasks.pipeline import queue_depth
from worker.settings import STEP_QUEUES

pytestmark = pytest.mark.acceptance

_DIES_BEFORE_ENQUEUEING = """
import os, signal, sys
import worker.submit
from worker.submit import Submitted
worker.submit.send_ticket = lambda step: os.kill(os.getpid(), signal.SIGKILL)
worker.submit.submit([Submitted(source="test", external_id=str(n), text=f"وصل {n} شخصا") for n in range(20)])
"""


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_producer_killed_between_commit_and_enqueue(system: Any) -> None:
    # Given a producer that is killed when its releases are committed and no message is sent
    done = subprocess.run(
        [sys.executable, "-P", "-c", _DIES_BEFORE_ENQUEUEING],
        env={**os.environ, **system.settings.as_environment()},
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    assert all(queue_depth(queue) == 0 for queue in STEP_QUEUES)
    # When
    system.start_worker()
    system.start_sweep()
    # Then
    assert system.finish()[Status.EXTRACTED] == 20


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_broker_away_while_submitting_is_only_a_delay(system: Any, made_up: Any) -> None:
    # Given
    system.redis.kill()
    # When
    submission = system.submit(made_up(15))
    system.redis.start()
    system.start_worker()
    system.start_sweep()
    # Then
    assert submission.created == 15
    assert system.finish()[Status.EXTRACTED] == 15


def test_the_same_releases_from_four_producers_at_once(system: Any, made_up: Any) -> None:
    # Given
    releases = made_up(50)
    outcomes: list[int] = []

    def produce() -> None:
        outcomes.append(system.submit(releases).created)

    # When
    producers = [threading.Thread(target=produce) for _ in range(4)]
    for producer in producers:
        producer.start()
    for producer in producers:
        producer.join()
    # Then
    assert sum(outcomes) == 50
    assert system.counts()[Status.RECEIVED] == 50


def test_same_key_with_another_text_is_refused_and_changes_nothing(system: Any, made_up: Any) -> None:
    # Given
    (release,) = made_up(1)
    system.submit([release])
    # When
    again = system.submit([release, replace(release, text="نص آخر")])
    # Then
    assert (again.created, again.known) == (0, 1)
    assert [refusal.external_id for refusal in again.refused] == [release.external_id]
    assert "another text" in again.refused[0].reason
    assert system.counts()[Status.RECEIVED] == 1


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_queues_stay_short_and_a_full_backlog_refuses(system: Any, made_up: Any) -> None:
    # Given no workers
    system.use(queue_cap=3, max_backlog=40)
    # When releases come one at a time
    for release in made_up(40):
        system.submit([release])
    # Then
    assert queue_depth(STEP_QUEUES[0]) == 3
    system.forget_backlog()
    with pytest.raises(RetryableError, match="BALAGH_MAX_BACKLOG"):
        system.submit(made_up(1, start=100), wait=False)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_any_celery_client_can_hand_releases_in(system: Any) -> None:
    # Given a client that has none of our code, as in docs/submitting.md
    documented = (Path(__file__).parents[2] / "docs" / "submitting.md").read_text(encoding="utf-8")
    example = documented.split("```python\n# a plain Celery client\n")[1].split("```")[0]
    system.start_worker()
    system.start_sweep()
    # When
    namespace: dict[str, Any] = {"BROKER": system.redis.url, "Celery": Celery}
    exec(example.replace('"redis://queue.example:6379/0"', "BROKER"), namespace)
    namespace["client"].close()
    # Then, and what is no release is refused without harm to the others of its message
    system.wait_until(lambda counts: counts[Status.EXTRACTED] == 2)
    assert sum(system.counts().values()) == 2
    assert "release_refused" in system.log.read_text(encoding="utf-8")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_pickled_messages_are_not_opened(system: Any, made_up: Any, tmp_path: Path) -> None:
    # Given a message that would write a file when unpickled
    target = tmp_path / "opened"
    with Connection(system.redis.url) as connection:
        connection.Producer(serializer="pickle").publish(
            _Trap(target),
            routing_key="balagh.normalize",
            declare=[Queue("balagh.normalize", routing_key="balagh.normalize")],
        )
    # When
    system.start_worker()
    system.start_sweep()
    system.submit(made_up(3))
    # Then
    assert system.finish()[Status.EXTRACTED] == 3
    assert not target.exists()


class _Trap:
    def __init__(self, target: Path) -> None:
        self._target = target

    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]:
        return os.mkdir, (str(self._target),)

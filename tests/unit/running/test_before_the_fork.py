"""What a worker has ready before its processes are forked."""

from __future__ import annotations

import subprocess
import sys

import pytest
from celery import signals

from tasks.errors import ConfigurationError
from worker.app import configure, settings
from worker.settings import Settings
from worker.signals import _before_the_pool

READY = """
from celery import signals
from sqlalchemy.orm import Mapper

from worker.app import configure
from worker.settings import Settings

configure(Settings(redis_url="redis://127.0.0.1:1/0", database_url="sqlite:///unused.db"))
import models.release
import worker.signals

mapper: Mapper = models.release.ReleaseRow.__mapper__
print(mapper.configured)
signals.worker_init.send(sender=None)
print(mapper.configured)
"""


def test_tables_are_mapped_before_the_pool_forks() -> None:
    """A time limit that falls into a process's first look at the tables leaves it unable to read any release."""
    # When a worker starts, in an interpreter that has mapped nothing yet
    told = subprocess.run([sys.executable, "-c", READY], capture_output=True, text=True, check=True)
    # Then it was the worker's start that mapped them
    assert told.stdout.split() == ["False", "True"]


def test_a_wrong_word_list_ends_the_worker_before_it_reads_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every release would end dead of it; Celery by itself logs what a signal raises, and goes on."""

    def refuse() -> None:
        raise ConfigurationError("units.toml: wrong")

    # Given
    monkeypatch.setattr("worker.signals.warm_up", refuse)
    before = settings()
    configure(Settings(redis_url="redis://127.0.0.1:1/0", database_url="sqlite:///unused.db"))
    # When, then
    try:
        assert _before_the_pool in [found() for _, found in signals.worker_init.receivers]
        with pytest.raises(SystemExit, match=r"balagh: units\.toml: wrong"):
            signals.worker_init.send(sender=None)
    finally:
        configure(before)

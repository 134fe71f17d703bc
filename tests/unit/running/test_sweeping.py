"""The sweep is what heals everything else: an error nobody foresaw does not end it, and where it ends, it is not silent."""

from __future__ import annotations

from typing import Any

import pytest

from tasks.errors import BalaghError, RetryableError
from worker import running, sweep

_UNFORESEEN = AttributeError("'NoneType' object has no attribute 'client'")


def _sweeps(monkeypatch: pytest.MonkeyPatch, *outcomes: Exception | None) -> list[Exception | None]:
    """Let sweeps end like this, one after the other; what is left in the list did not happen."""
    left = list(outcomes)

    def swept(engine: Any) -> None:
        outcome = left.pop(0)
        if outcome is not None:
            raise outcome

    monkeypatch.setattr(sweep, "sweep", swept)
    monkeypatch.setattr(sweep, "forget_batches", lambda *_, **__: None)
    monkeypatch.setattr(sweep, "writing", _Nothing)
    monkeypatch.setattr(
        running, "sweep_forever", lambda engine, _: sweep.sweep_forever(engine, lambda _: not left)
    )
    return left


class _Nothing:
    """In place of a transaction."""

    def __init__(self, engine: Any) -> None:
        pass

    def __enter__(self) -> None:
        pass

    def __exit__(self, *_: object) -> None:
        pass


def _run_to_the_end() -> running.Sweeper:
    sweeper = running.Sweeper(engine=None)  # type: ignore[arg-type]
    sweeper.run()
    return sweeper


def test_errors_that_pass_and_single_others_do_not_end_the_sweep(monkeypatch: pytest.MonkeyPatch) -> None:
    # Given
    away = RetryableError("claim failed 6 times")
    left = _sweeps(monkeypatch, _UNFORESEEN, None, *[_UNFORESEEN] * 4, away, *[_UNFORESEEN] * 4, *[away] * 9)
    # When
    sweeper = _run_to_the_end()
    # Then
    assert (left, sweeper.error) == ([], None)


def test_a_sweep_that_always_fails_is_reported_to_whoever_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    # Given
    left = _sweeps(monkeypatch, *[_UNFORESEEN] * 9)
    # When
    sweeper = _run_to_the_end()
    # Then
    assert len(left) == 4
    state = running.Running(engine=None, workers=_Alive(), sweep=sweeper)  # type: ignore[arg-type]
    with pytest.raises(BalaghError, match="the sweep gave up"):
        state.keep_alive()


class _Alive:
    """In place of workers that need nothing."""

    def keep_alive(self) -> None:
        pass

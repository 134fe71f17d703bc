"""Failures of one cause share a fingerprint."""

from __future__ import annotations

import pytest
from billiard.exceptions import SoftTimeLimitExceeded
from billiard.pool import soft_timeout_sighandler

from models.status import Step
from worker.failures import failure, fingerprint


def _raised(message: str, kind: type[Exception] = ValueError) -> Exception:
    def fail() -> None:
        raise kind(message)

    try:
        fail()
    except Exception as error:  # noqa: BLE001
        return error
    raise AssertionError("unreachable")


def test_the_message_does_not_tell_causes_apart_but_step_and_class_do() -> None:
    assert fingerprint(Step.NORMALIZE, _raised("a")) == fingerprint(Step.NORMALIZE, _raised("b"))
    assert fingerprint(Step.NORMALIZE, _raised("a")) != fingerprint(Step.EXTRACT, _raised("a"))
    assert fingerprint(Step.NORMALIZE, _raised("a")) != fingerprint(Step.NORMALIZE, _raised("a", KeyError))


def test_what_is_kept_can_be_stored_anywhere() -> None:
    kept = failure(7, Step.EXTRACT, _raised("a\x00b\ud800" + "x" * 5_000), 2)
    kept.message.encode("utf-8")
    assert "\x00" not in kept.message + kept.traceback
    assert len(kept.message) == 2_000
    assert (kept.release_id, kept.attempts, kept.error_class) == (7, 2, "ValueError")


def test_where_a_limit_struck_tells_causes_apart() -> None:
    def struck_here() -> None:
        soft_timeout_sighandler(0, None)

    def struck_there() -> None:
        soft_timeout_sighandler(0, None)

    prints = set()
    for place in (struck_here, struck_there):
        with pytest.raises(SoftTimeLimitExceeded) as caught:
            place()
        prints.add(fingerprint(Step.EXTRACT, caught.value))
    assert len(prints) == 2

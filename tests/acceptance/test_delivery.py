"""Releases go all the way through real workers, once, whatever is sent twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from models.status import Status

pytestmark = pytest.mark.acceptance
Expected = Callable[[Any], Any]


def test_all_releases_are_read_and_facts_equal_a_plain_loop(
    system: Any, expected: Expected, made_up: Any
) -> None:
    # Given
    releases = made_up(60)
    wanted = expected(releases)
    # When
    system.start_worker()
    system.start_sweep()
    system.submit(releases)
    counts = system.finish()
    # Then
    assert counts[Status.EXTRACTED] == 60
    assert system.facts() == wanted

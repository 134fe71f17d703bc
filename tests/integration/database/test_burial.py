"""Dead letters."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from models.burial import Failure, bury, dead_groups, dead_letters, discard, revive
from models.claiming import claim, counts_by_status
from models.intake import NewRelease, insert_releases
from models.session import reading, writing
from models.status import Status, Step

NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)


@pytest.fixture
def claimed(engine):
    """Four releases claimed for normalization under the token t."""
    with writing(engine) as connection:
        new = [NewRelease(source="made-up", external_id=str(number), text="نص") for number in range(4)]
        insert_releases(connection, new)
        taken = claim(connection, Step.NORMALIZE, limit=9, lease=timedelta(seconds=60), token="t")
    return [release.release_id for release in taken]


def failure(number, fingerprint="f1", **more):
    return Failure(
        **{
            "release_id": number,
            "step": Step.NORMALIZE,
            "fingerprint": fingerprint,
            "error_class": "ValueError",
            "message": "bad\0news",
            "traceback": "line 1",
            "attempts": 2,
        }
        | more
    )


def test_a_buried_release_is_dead_with_its_reason(engine, claimed):
    with writing(engine) as connection:
        assert bury(connection, [failure(claimed[0])], token="t", now=NOON) == {claimed[0]}
    with reading(engine) as connection:
        (letter,) = dead_letters(connection)
        assert counts_by_status(connection)[Status.DEAD] == 1
    assert letter.message == "bad\N{REPLACEMENT CHARACTER}news"
    assert (letter.step, letter.attempts, letter.first_at, letter.last_at) == (Step.NORMALIZE, 2, NOON, NOON)
    assert len(letter.payload_sha256) == 64


def test_a_claim_that_is_over_buries_nothing(engine, claimed):
    with writing(engine) as connection:
        assert bury(connection, [failure(claimed[0])], token="other") == set()
        assert dead_letters(connection) == []


def test_dead_letters_are_grouped_by_cause(engine, claimed):
    with writing(engine) as connection:
        bury(connection, [failure(claimed[0]), failure(claimed[1])], now=NOON)
        bury(connection, [failure(claimed[2], "f2"), failure(claimed[3])], now=NOON + timedelta(hours=1))
    with reading(engine) as connection:
        groups = dead_groups(connection)
    assert [(group.fingerprint, group.releases) for group in groups] == [("f1", 3), ("f2", 1)]
    assert (groups[0].first_at, groups[0].last_at) == (NOON, NOON + timedelta(hours=1))
    assert groups[0].newest_release_id == claimed[3]


def test_a_revived_release_waits_for_its_step_again(engine, claimed):
    with writing(engine) as connection:
        bury(connection, [failure(claimed[0]), failure(claimed[1], "f2")], now=NOON)
        assert revive(connection, fingerprint="f1") == {Step.NORMALIZE: 1}
        taken = claim(connection, Step.NORMALIZE, limit=9, lease=timedelta(seconds=60), token="u")
        assert [(release.release_id, release.attempts) for release in taken] == [(claimed[0], 1)]
        bury(connection, [failure(claimed[0])], token="u", now=NOON + timedelta(hours=1))
        (again,) = dead_letters(connection, release_id=claimed[0])
        assert (again.first_at, again.last_at) == (NOON, NOON + timedelta(hours=1))
        assert len(dead_letters(connection, release_id=claimed[0], settled=True)) == 2
        assert revive(connection, everything=True) == {Step.NORMALIZE: 2}


def test_nothing_is_revived_unless_asked_for(engine, claimed):
    with writing(engine) as connection:
        bury(connection, [failure(claimed[0])])
        assert revive(connection) == {}
        assert revive(connection, release_ids=[]) == {}
        assert len(dead_letters(connection)) == 1


def test_a_discarded_release_stays_dead_with_a_reason(engine, claimed):
    with writing(engine) as connection:
        bury(connection, [failure(claimed[0])])
        assert discard(connection, release_ids=[claimed[0]], reason="an image, no text") == 1
        assert dead_letters(connection) == []
        assert dead_letters(connection, settled=True)[0].discarded_reason == "an image, no text"
        assert counts_by_status(connection)[Status.DEAD] == 1
        assert revive(connection, everything=True) == {}

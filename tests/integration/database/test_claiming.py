"""The queue in SQL: claims under leases, guarded results."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event, text, update

from models.claiming import (
    advance,
    claim,
    counts_by_status,
    exhausted,
    give_back,
    oldest_waiting,
    waiting,
)
from models.intake import NewRelease, insert_releases
from models.release import ReleaseRow
from models.session import reading, writing
from models.status import Status, Step

NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)
LEASE = timedelta(seconds=120)


@pytest.fixture
def releases(engine):
    """Ten releases that wait to be normalized; their numbers in order."""
    with writing(engine) as connection:
        new = [NewRelease(source="made-up", external_id=str(number), text="نص") for number in range(10)]
        return [receipt.release_id for receipt in insert_releases(connection, new, now=NOON)]


def take(engine, *, limit=4, token="t", now=NOON, **more):
    with writing(engine) as connection:
        return [
            (claimed.release_id, claimed.attempts)
            for claimed in claim(
                connection, Step.NORMALIZE, limit=limit, lease=LEASE, token=token, now=now, **more
            )
        ]


def test_claims_take_the_oldest_and_leave_each_others_alone(engine, releases):
    first = take(engine, token="a")
    second = take(engine, token="b")
    assert [number for number, _ in first] == releases[:4]
    assert [number for number, _ in second] == releases[4:8]
    assert {attempts for _, attempts in first + second} == {1}


def test_releases_whose_lease_lapsed_are_claimed_one_at_a_time(engine, releases):
    take(engine, limit=10)
    later = NOON + LEASE + timedelta(seconds=1)
    assert take(engine, limit=10, now=NOON + LEASE / 2) == []
    assert take(engine, limit=10, now=later) == [(releases[0], 2)]
    assert take(engine, limit=10, now=later) == [(releases[1], 2)]


def test_fresh_releases_and_tried_ones_both_get_their_turn(engine, releases, monkeypatch):
    # Given some of both, and chance falling either way
    take(engine, limit=2)
    later = NOON + LEASE + timedelta(seconds=1)
    attempts = []
    for chance in (0.1, 0.9):
        monkeypatch.setattr("models.claiming.random", lambda chance=chance: chance)
        # When one is taken
        (claimed,) = take(engine, limit=1, now=later, token="x")
        attempts.append(claimed[1])
    # Then each kind had its turn
    assert sorted(attempts) == [1, 2]


def test_a_release_without_attempts_left_is_not_claimed_but_reported(engine, releases):
    now = NOON
    for attempt in range(1, 4):
        with writing(engine) as connection:
            connection.execute(
                update(ReleaseRow).where(ReleaseRow.id != releases[0]).values(lease_until=now + 2 * LEASE)
            )
        assert take(engine, now=now, max_attempts=3) == [(releases[0], attempt)]
        now += LEASE + timedelta(seconds=1)
    assert take(engine, now=now, max_attempts=3) == []
    with writing(engine) as connection:
        given_up = exhausted(connection, Step.NORMALIZE, lease=LEASE, max_attempts=3, now=now)
    assert [(claimed.release_id, claimed.attempts) for claimed in given_up] == [(releases[0], 3)]


def test_results_count_only_while_the_claim_holds(engine, releases):
    take(engine, limit=2, token="lost")
    later = NOON + LEASE + timedelta(seconds=1)
    while [number for number, _ in take(engine, limit=1, token="new", now=later)] != [releases[0]]:
        pass
    with writing(engine) as connection:
        assert advance(connection, Step.NORMALIZE, releases[:2], "lost") == {releases[1]}
        assert advance(connection, Step.NORMALIZE, releases[:2], "new") == {releases[0]}
        assert advance(connection, Step.NORMALIZE, releases[:2], "new") == set()
        assert advance(connection, Step.DEDUPLICATE, releases[:2], "new") == set()
        counts = counts_by_status(connection)
    assert counts[Status.NORMALIZED] == 2


def test_a_passed_step_gives_all_attempts_back(engine, releases):
    take(engine, limit=1)
    with writing(engine) as connection:
        advance(connection, Step.NORMALIZE, releases[:1], "t")
        taken = claim(connection, Step.DEDUPLICATE, limit=5, lease=LEASE, token="d", now=NOON)
    assert [(claimed.release_id, claimed.attempts) for claimed in taken] == [(releases[0], 1)]


def test_giving_back_lets_others_take_it_when_told(engine, releases):
    take(engine, limit=10)
    with writing(engine) as connection:
        assert give_back(connection, releases[:1], "other") == set()
        assert give_back(connection, releases[:1], "t", refund_attempt=True) == {releases[0]}
        assert give_back(connection, releases[1:2], "t", not_before=NOON + LEASE) == {releases[1]}
    taken = {take(engine, now=NOON + timedelta(seconds=1))[0] for _ in range(1)}
    assert taken == {(releases[0], 1)}
    assert take(engine, now=NOON + timedelta(seconds=1)) == []


def test_a_clock_set_back_keeps_nobody_waiting(engine, releases, monkeypatch):
    # Where both kinds wait chance decides; here those that were tried before come first
    monkeypatch.setattr("models.claiming.random", lambda: 1.0)
    # Given leases, and a clock that is set back by more than a lease and by less
    take(engine, limit=3, token="t")
    # Then what they say of the far future is not believed, and what may be a lease is
    assert take(engine, limit=1, now=NOON - timedelta(hours=1), token="u") == [(releases[0], 2)]
    near = NOON - LEASE / 2
    with reading(engine) as connection:
        assert waiting(connection, Step.NORMALIZE, lease=LEASE, now=near) == 8
        assert waiting(connection, Step.NORMALIZE, lease=LEASE, now=NOON - timedelta(hours=2)) == 10
    # And the first claim's late results of what was taken over count for nothing
    with writing(engine) as connection:
        assert advance(connection, Step.NORMALIZE, releases[:3], "t") == set(releases[1:3])


def test_what_waits_is_counted(engine, releases):
    take(engine, limit=3)
    with reading(engine) as connection:
        assert waiting(connection, Step.NORMALIZE, lease=LEASE, now=NOON) == 7
        assert waiting(connection, Step.NORMALIZE, lease=LEASE, at_most=5, now=NOON) == 5
        assert waiting(connection, Step.NORMALIZE, lease=LEASE, now=NOON + 2 * LEASE) == 10
        assert waiting(connection, Step.EXTRACT, lease=LEASE, now=NOON) == 0
        assert oldest_waiting(connection) == NOON
        assert counts_by_status(connection)[Status.RECEIVED] == 10


def test_many_workers_never_hold_the_same_release(engine):
    with writing(engine) as connection:
        new = [NewRelease(source="made-up", external_id=str(number), text="نص") for number in range(120)]
        insert_releases(connection, new)

    def work(name):
        mine = []
        while taken := take(engine, limit=7, token=name, now=None):
            mine += [number for number, _ in taken]
        return mine

    with ThreadPoolExecutor(4) as pool:
        taken = [number for numbers in pool.map(work, "abcd") for number in numbers]
    assert len(taken) == 120
    assert len(set(taken)) == 120


#: Rows as a busy year leaves them: many that are done, more that wait than that, a few that were tried.
_MANY = """
    INSERT INTO releases (source, external_id, received_at, sha256, characters, status, attempts)
    WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 40000)
    SELECT 'made-up', 'x' || n, CURRENT_TIMESTAMP, 'x', 2,
           CASE WHEN n <= 15000 THEN 'extracted' ELSE 'received' END,
           CASE WHEN n > 39900 THEN 1 ELSE 0 END
    FROM numbers
"""


def test_questions_about_what_waits_read_the_partial_indexes(engine):
    """Neither what is done nor the backlog may be walked through for each claim: the statements as sent, explained."""
    # Given a table whose planner knows that many releases wait, behind many that are done
    with writing(engine) as connection:
        connection.execute(text(_MANY))
        connection.execute(text("ANALYZE"))
    sent = []
    event.listen(engine, "before_cursor_execute", lambda *arguments: sent.append(arguments[2:4]))
    # When
    for chance in (0.0, 1.0):
        with pytest.MonkeyPatch.context() as fixed:
            fixed.setattr("models.claiming.random", lambda chance=chance: chance)
            assert take(engine, limit=100)
    with writing(engine) as connection:
        exhausted(connection, Step.NORMALIZE, lease=LEASE, max_attempts=1, now=NOON)
        waiting(connection, Step.NORMALIZE, lease=LEASE, at_most=3200, now=NOON)
        oldest_waiting(connection)
    # Then each reads the rows it wants in the order of the index that holds only such rows, and sorts nothing
    asked = [
        (statement, given) for statement, given in sent if "attempts = 0" in statement or "> 0" in statement
    ]
    assert len(asked) == 2 + 1 + 2 + 6
    explain = "EXPLAIN" if engine.dialect.name == "postgresql" else "EXPLAIN QUERY PLAN"
    with writing(engine) as connection:
        for statement, given in asked:
            plan = "\n".join(map(str, connection.exec_driver_sql(f"{explain} {statement}", given)))
            assert ("ix_releases_fresh" if "attempts = 0" in statement else "ix_releases_tried") in plan, plan
            assert not re.search(r"Seq Scan on releases|SCAN releases|Sort|TEMP B-TREE", plan), plan

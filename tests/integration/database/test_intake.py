"""Taking releases in."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import func, select

from models.intake import NewRelease, Outcome, insert_releases
from models.loading import load_raw
from models.release import RawTextRow, ReleaseRow
from models.session import reading, writing
from tasks.errors import InputError


def new(external_id="1", text="نص", **fields):
    return NewRelease(source="made-up", external_id=external_id, text=text, **fields)


def submit(engine, *releases):
    with writing(engine) as connection:
        return insert_releases(connection, releases)


def test_a_release_is_stored_once(engine):
    first = submit(engine, new())
    again = submit(engine, new())
    assert [receipt.outcome for receipt in first + again] == [Outcome.CREATED, Outcome.EXISTING]
    assert first[0].release_id == again[0].release_id
    with reading(engine) as connection:
        assert connection.scalar(select(func.count()).select_from(RawTextRow)) == 1


def test_the_same_key_with_another_text_is_a_conflict_and_changes_nothing(engine):
    stored = submit(engine, new(text="الأول"))[0]
    other = submit(engine, new(text="الثاني"))[0]
    assert other.outcome is Outcome.CONFLICT
    assert other.release_id == stored.release_id
    with reading(engine) as connection:
        assert [release.text for release in load_raw(connection, [stored.release_id])] == ["الأول"]


def test_one_call_with_doubles_conflicts_and_new_ones(engine):
    submit(engine, new("old", "قديم"))
    receipts = submit(engine, new("a"), new("a"), new("a", "آخر"), new("old", "قديم"), new("b"))
    outcomes = [receipt.outcome.value for receipt in receipts]
    assert outcomes == ["created", "existing", "conflict", "existing", "created"]
    assert [receipt.external_id for receipt in receipts] == ["a", "a", "a", "old", "b"]


def test_more_releases_than_one_statement_takes(engine):
    receipts = submit(engine, *(new(str(number)) for number in range(1201)))
    assert len({receipt.release_id for receipt in receipts}) == 1201
    assert all(receipt.outcome is Outcome.CREATED for receipt in receipts)


def test_producers_submitting_the_same_keys_at_once(engine):
    releases = [new(str(number)) for number in range(60)]
    orders = [releases, releases[::-1], releases[30:] + releases[:30]]
    with ThreadPoolExecutor(3) as pool:
        receipts = list(pool.map(lambda order: submit(engine, *order), orders))
    created = [receipt for batch in receipts for receipt in batch if receipt.outcome is Outcome.CREATED]
    assert len(created) == 60
    with reading(engine) as connection:
        assert connection.scalar(select(func.count()).select_from(ReleaseRow)) == 60


@pytest.mark.parametrize(
    ("published", "has_time", "stored"),
    [
        (
            datetime(2026, 1, 31, 22, 30, tzinfo=timezone(timedelta(hours=-5))),
            True,
            datetime(2026, 2, 1, 3, 30, tzinfo=UTC),
        ),
        (
            datetime(2026, 1, 31, tzinfo=timezone(timedelta(hours=3))),
            False,
            datetime(2026, 1, 31, tzinfo=UTC),
        ),
        (
            datetime(2026, 1, 31, 8, tzinfo=UTC).replace(tzinfo=None),
            True,
            datetime(2026, 1, 31, 8, tzinfo=UTC),
        ),
        (None, False, None),
    ],
)
def test_publication_is_stored_in_utc_and_comes_back_as_stated(engine, published, has_time, stored):
    number = submit(engine, new(published=published, published_has_time=has_time))[0].release_id
    with reading(engine) as connection:
        release = load_raw(connection, [number])[0]
        assert connection.scalar(select(ReleaseRow.published_at)) == stored
    assert release.published == published
    assert (release.published and release.published.utcoffset()) == (published and published.utcoffset())
    assert release.published_has_time is has_time


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"text": "a\0b"}, "null character"),
        ({"text": "\ud800"}, "surrogate"),
        ({"external_id": ""}, "external_id must have"),
        ({"external_id": "x" * 301}, "external_id must have"),
        ({"text": "x", "title": "a\0"}, "title contains a null character"),
        (
            {"published": datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14)))},
            "outside the years 1 to 9999",
        ),
        (
            {"published": datetime(9999, 12, 31, 23, tzinfo=timezone(timedelta(hours=-14)))},
            "outside the years 1 to 9999",
        ),
    ],
)
def test_what_no_database_can_hold_is_refused(fields, message):
    with pytest.raises(InputError, match=message):
        new(**fields)

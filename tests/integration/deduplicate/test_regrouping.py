"""Comparing all releases again gives what comparing them once gives."""

from __future__ import annotations

import random

import numpy as np
import pytest
from sqlalchemy import Engine, func, select, update

from models.duplicate import BandRow, ContentRow, MembershipRow, SimilarityRow
from models.intake import NewRelease, insert_releases
from models.normalized import NormalizedTextRow
from models.release import ReleaseRow
from models.session import reading, writing
from models.status import Status
from models.writing import write_normalized
from tasks.deduplicate import task
from tasks.deduplicate.task import Deduplicate
from tasks.normalize import normalize
from worker.regroup import older_memberships, regroup

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


def made_up(chance: random.Random) -> list[str]:
    """Ten sentences of made-up words."""
    return [" ".join("".join(chance.choices(LETTERS, k=6)) for _ in range(10)) + "." for _ in range(10)]


@pytest.fixture
def numbers(engine: Engine) -> list[int]:
    """A text, an exact copy of it, a near one, and another text; all compared."""
    chance = random.Random(3)
    first, other = made_up(chance), made_up(chance)
    texts = [
        " ".join(first),
        " ".join(first),
        " ".join([*first[:8], other[0], first[9]]),
        " ".join(other[1:]),
    ]
    with writing(engine) as connection:
        receipts = insert_releases(
            connection,
            [NewRelease(source="اختبار", external_id=str(n), text=text) for n, text in enumerate(texts)],
        )
        found = [receipt.release_id for receipt in receipts]
        write_normalized(connection, dict(zip(found, map(normalize, texts), strict=True)), "test")
    step = Deduplicate()
    with reading(engine) as connection:
        loaded = step.load(connection, found)
    results = {number: step.work(one) for number, one in loaded.items()}
    step.prepare(engine, results)
    with writing(engine) as connection:
        step.store(connection, results)
        connection.execute(update(ReleaseRow).values(status=Status.EXTRACTED))
    return found


def standing(engine: Engine) -> dict[int, tuple[int, str]]:
    """For every release the first release of its cluster's original, and the relation."""
    original = ContentRow.__table__.alias()
    with reading(engine) as connection:
        query = (
            select(MembershipRow.release_id, original.c.first_release_id, ContentRow.relation)
            .join(ContentRow, ContentRow.id == MembershipRow.content_id)
            .join(original, original.c.id == ContentRow.canonical_content_id)
        )
        return {number: (first, relation.value) for number, first, relation in connection.execute(query)}


def count(engine: Engine, row: type) -> int:
    with reading(engine) as connection:
        return connection.scalar(select(func.count()).select_from(row)) or 0


def test_comparing_again_changes_nothing(engine: Engine, numbers: list[int]) -> None:
    # given releases that were compared
    before = standing(engine), [count(engine, row) for row in (ContentRow, BandRow, SimilarityRow)]
    # when all are compared again
    report = list(regroup(engine))[-1]
    # then nothing is different
    assert (standing(engine), [count(engine, row) for row in (ContentRow, BandRow, SimilarityRow)]) == before
    assert (report.releases, report.older, report.contents_dropped) == (4, 0, 0)


def test_another_version_replaces_the_old_one(
    engine: Engine, numbers: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    # given releases filed by one version
    before = standing(engine)
    # when a new version compares them
    monkeypatch.setattr(task, "VERSION", 2)
    monkeypatch.setattr("worker.regroup.VERSION", 2)
    monkeypatch.setattr("tasks.deduplicate.keys._BAND_SALT", np.uint64(0x1002))
    monkeypatch.setattr("tasks.deduplicate.keys._ANCHOR_SALT", np.uint64(0x2002))
    assert older_memberships(engine) == 4
    report = list(regroup(engine))[-1]
    # then the clusters are the same, and nothing of the old version is left
    assert standing(engine) == before
    assert (report.older, report.contents_dropped) == (4, 3)
    with reading(engine) as connection:
        assert set(connection.scalars(select(ContentRow.version))) == {2}
    assert older_memberships(engine) == 0


def test_a_copy_whose_text_is_repaired_otherwise_stands_for_itself(
    engine: Engine, numbers: list[int]
) -> None:
    # given that the first release's text is repaired in another way than its copy's
    with writing(engine) as connection:
        connection.execute(
            update(NormalizedTextRow)
            .where(NormalizedTextRow.release_id == numbers[0])
            .values(text=NormalizedTextRow.text + " كلمة")
        )
    # when all are compared again
    list(regroup(engine))
    # then both have contents of their own, each represented by a release that has it
    with reading(engine) as connection:
        query = select(MembershipRow.release_id, ContentRow.representative_release_id).join(
            ContentRow, ContentRow.id == MembershipRow.content_id
        )
        assert all(number == representative for number, representative in connection.execute(query))


def test_an_original_whose_text_is_gone_leaves_its_cluster(engine: Engine, numbers: list[int]) -> None:
    # given that the original and its copy are repaired to quite another text
    with writing(engine) as connection:
        connection.execute(
            update(NormalizedTextRow)
            .where(NormalizedTextRow.release_id.in_(numbers[:2]))
            .values(text=" ".join(made_up(random.Random(8))))
        )
    # when all are compared again
    list(regroup(engine))
    # then the near one stands alone, and every cluster is whole
    assert standing(engine) == {
        numbers[0]: (numbers[0], "original"),
        numbers[1]: (numbers[0], "original"),
        numbers[2]: (numbers[2], "original"),
        numbers[3]: (numbers[3], "original"),
    }

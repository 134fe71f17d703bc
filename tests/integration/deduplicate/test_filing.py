"""Filing, linking and clustering in real databases, in any order and from several processes."""

from __future__ import annotations

import itertools
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, func, select

from models.contents import is_copy
from models.duplicate import BandRow, ContentRow, MembershipRow, SimilarityRow
from models.intake import NewRelease, insert_releases
from models.session import reading, writing
from models.writing import write_normalized
from tasks.deduplicate.judging import Judge, Judgement
from tasks.deduplicate.task import Deduplicate, Loaded
from tasks.normalize import normalize
from worker.app import configure, settings

DAY = datetime(2026, 3, 1, tzinfo=UTC)
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


def sentences(count: int) -> list[str]:
    """Sentences of made-up words, all different: nothing in them is a figure, a date or a name."""
    chance = random.Random(11)
    return [
        " ".join("".join(chance.choices(LETTERS, k=chance.randint(4, 8))) for _ in range(12)) + "."
        for _ in range(count)
    ]


SENTENCES = sentences(400)


def text(number: int, *, changed: int | None = None) -> str:
    """A made-up release of eight sentences; ``changed`` replaces one of them."""
    chosen = SENTENCES[number * 8 : number * 8 + 8]
    if changed is not None:
        chosen[changed] = "وتضيف هذه النسخة المصطنعة جملة أخرى مكان جملة سابقة دون أن تغير سواها."
    return " ".join(chosen)


def receive(
    engine: Engine, texts: Sequence[str], published: Mapping[int, datetime] | None = None
) -> list[int]:
    """Store releases with their normalized texts; their numbers."""
    with writing(engine) as connection:
        receipts = insert_releases(
            connection,
            [
                NewRelease(
                    source="اختبار",
                    external_id=f"{position}",
                    text=body,
                    published=(published or {}).get(position),
                    published_has_time=True,
                )
                for position, body in enumerate(texts)
            ],
        )
        numbers = [receipt.release_id for receipt in receipts]
        write_normalized(
            connection, {number: normalize(body) for number, body in zip(numbers, texts, strict=True)}, "test"
        )
    return numbers


def process(engine: Engine, numbers: Iterable[int]) -> None:
    """What the deduplicate step does with one claimed batch."""
    step = Deduplicate()
    with reading(engine) as connection:
        loaded: Mapping[int, Loaded] = step.load(connection, list(numbers))
    results = {number: step.work(one) for number, one in loaded.items()}
    step.prepare(engine, results)
    with writing(engine) as connection:
        step.store(connection, results)


def cluster_of(engine: Engine) -> dict[int, int]:
    """For every release the canonical content of its cluster."""
    with reading(engine) as connection:
        query = select(MembershipRow.release_id, ContentRow.canonical_content_id).join(
            ContentRow, ContentRow.id == MembershipRow.content_id
        )
        return dict(connection.execute(query).all())


def partition(clusters: Mapping[int, int], numbers: Sequence[int]) -> set[frozenset[int]]:
    """The clusters as sets of positions in the list of texts."""
    groups = defaultdict(set)
    for position, number in enumerate(numbers):
        groups[clusters[number]].add(position)
    return {frozenset(group) for group in groups.values()}


FAMILY = [text(0), text(0), text(0, changed=2), text(0, changed=5), text(1), text(2), text(2, changed=7)]
EXPECTED = {frozenset({0, 1, 2, 3}), frozenset({4}), frozenset({5, 6})}


def test_exact_and_near_copies_share_a_cluster(engine: Engine) -> None:
    # given two families of copies and a release of its own
    numbers = receive(engine, FAMILY)
    # when they go through in one batch
    process(engine, numbers)
    # then each family is a cluster, and the exact copy shares its content
    assert partition(cluster_of(engine), numbers) == EXPECTED
    with reading(engine) as connection:
        assert connection.execute(select(func.count()).select_from(ContentRow)).scalar() == 6
        assert is_copy(connection, numbers) == {numbers[1]: numbers[0]}


def test_processing_again_changes_nothing(engine: Engine) -> None:
    # given releases that went through
    numbers = receive(engine, FAMILY)
    process(engine, numbers)
    before = everything(engine)
    # when the same batch is delivered again, whole and in parts
    process(engine, numbers)
    for number in numbers:
        process(engine, [number])
    # then every row is as it was
    assert everything(engine) == before


def everything(engine: Engine) -> list[list[tuple[object, ...]]]:
    with reading(engine) as connection:
        return [
            sorted((tuple(map(str, row)) for row in connection.execute(select(table))), key=str)
            for table in (
                ContentRow.__table__,
                BandRow.__table__,
                SimilarityRow.__table__,
                MembershipRow.__table__,
            )
        ]


@pytest.mark.parametrize("seed", range(4))
def test_any_order_and_any_batches_give_the_same_clusters(engine: Engine, seed: int) -> None:
    # given the same releases in a random order, cut into batches at random
    numbers = receive(engine, FAMILY)
    shuffled = list(numbers)
    chance = random.Random(seed)
    chance.shuffle(shuffled)
    while shuffled:
        size = chance.randint(1, 3)
        process(engine, shuffled[:size])
        del shuffled[:size]
    # then the clusters are those of one batch
    assert partition(cluster_of(engine), numbers) == EXPECTED


def test_the_earliest_published_release_is_the_original(engine: Engine) -> None:
    # given a copy received last but published first
    published = {0: DAY, 1: DAY + timedelta(hours=2), 2: DAY - timedelta(hours=3)}
    numbers = receive(engine, [text(3), text(3), text(3, changed=1)], published)
    for number in numbers:
        process(engine, [number])
    # then it is the original, and the others are measured against it
    with reading(engine) as connection:
        rows = connection.execute(
            select(ContentRow.first_release_id, ContentRow.relation, ContentRow.jaccard).order_by(
                ContentRow.id
            )
        ).all()
    assert [(row.first_release_id, row.relation.value) for row in rows] == [
        (numbers[0], "near"),
        (numbers[2], "original"),
    ]
    assert 0.5 < rows[0].jaccard < 1


def test_a_release_that_joins_two_clusters_merges_them(engine: Engine) -> None:
    # given two halves of an eight-sentence text, each with new sentences of its own, not alike
    first = " ".join(SENTENCES[300:308])
    last = " ".join([*SENTENCES[302:308], *SENTENCES[320:322]])
    numbers = receive(engine, [first, " ".join([*SENTENCES[306:308], *SENTENCES[320:326]]), last])
    process(engine, numbers[:2])
    assert len(set(cluster_of(engine).values())) == 2
    # when a text that shares most of both arrives
    process(engine, numbers[2:])
    # then what is linked strongly is one cluster
    assert cluster_of(engine)[numbers[0]] == cluster_of(engine)[numbers[2]]


def test_releases_processed_at_the_same_moment_meet(engine: Engine) -> None:
    # given thirty families of near-identical releases
    rounds = 30
    families = [[text(n % 45), text(n % 45, changed=3), text(n % 45, changed=6)] for n in range(rounds)]
    numbers = receive(engine, list(itertools.chain.from_iterable(families)))
    triples = [numbers[start : start + 3] for start in range(0, len(numbers), 3)]
    # when the members of each go through three workers at the same time
    with ThreadPoolExecutor(3) as pool:
        for triple in triples:
            list(pool.map(lambda number: process(engine, [number]), triple))
    # then no family is split and none is joined to another
    clusters = cluster_of(engine)
    assert {frozenset(clusters[number] for number in triple) for triple in triples} == {
        frozenset({clusters[triple[0]]}) for triple in triples
    }
    assert len(set(clusters.values())) == rounds


def test_a_comparison_that_never_ends_leaves_both_releases_apart(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given near copies whose comparison runs into a pattern without end
    def stuck(_judge: Judge, _first: int, _second: int) -> Judgement:
        re.match("(a+)+$", "a" * 60 + "b")
        raise AssertionError("it ended by itself")

    told: list[str] = []
    monkeypatch.setattr(Judge, "judge", stuck)
    monkeypatch.setattr("tasks.deduplicate.task._log.error", lambda event, **_: told.append(event))
    before = settings()
    configure(replace(before, release_limit=0.2))
    # When
    numbers = receive(engine, [text(0), text(0, changed=3), text(1)])
    try:
        process(engine, numbers)
    finally:
        configure(before)
    # Then the comparison is ended, that is said, and all are filed, each for itself
    assert told == ["comparison_overdue"]
    assert partition(cluster_of(engine), numbers) == {frozenset({n}) for n in range(3)}

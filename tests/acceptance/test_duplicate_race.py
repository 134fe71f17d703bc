"""Near-identical releases processed at the same moment by several processes end in one cluster.

``RACE_ROUNDS=1000`` runs the long version (``make chaos``).
"""

from __future__ import annotations

import multiprocessing
import os
import random
from multiprocessing.synchronize import Barrier

from sqlalchemy import Engine, func, select

from models.duplicate import ContentRow, MembershipRow
from models.intake import NewRelease, insert_releases
from models.session import create_engine, reading, writing
from models.writing import write_normalized
from tasks.normalize import normalize

ROUNDS = int(os.environ.get("RACE_ROUNDS", "30"))
PROCESSES = 3
#: Processes that begin alike and share nothing with this one; what they need is imported once.
CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["tasks.deduplicate.task", "tasks.normalize", "worker.patience"])
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


def family(chance: random.Random) -> list[str]:
    """Three versions of one made-up text that differ in one sentence each."""
    sentences = [
        " ".join("".join(chance.choices(LETTERS, k=chance.randint(4, 8))) for _ in range(10)) + "."
        for _ in range(9)
    ]
    return [
        " ".join(sentences[:8]),
        " ".join([*sentences[:5], sentences[8], *sentences[6:8]]),
        " ".join(sentences[1:]),
    ]


def take_turns(url: str, numbers: list[int], start: Barrier) -> None:
    """One worker process: its member of every family, each at the same moment as the others'."""
    from tasks.deduplicate.task import Deduplicate
    from worker.patience import patiently
    from worker.settings import Settings

    engine = create_engine(url, durable=False)
    step, settings = Deduplicate(), Settings()
    for number in numbers:
        with reading(engine) as connection:
            loaded = step.load(connection, [number])
        results = {key: step.work(one) for key, one in loaded.items()}
        start.wait(timeout=120)

        def attempt(results: dict = results) -> None:  # type: ignore[type-arg]
            step.prepare(engine, results)
            with writing(engine) as connection:
                step.store(connection, results)

        patiently(attempt, settings, what="commit")
    engine.dispose()


def test_no_family_is_split_and_none_are_joined(engine: Engine, database_url: str) -> None:
    # given families of three near-identical releases, every third family with an exact copy in place of a version
    chance = random.Random(2026)
    families = [family(chance) for _ in range(ROUNDS)]
    for position in range(0, ROUNDS, 3):
        families[position][2] = families[position][0]
    with writing(engine) as connection:
        texts = [text for texts in families for text in texts]
        receipts = insert_releases(
            connection,
            [NewRelease(source="اختبار", external_id=str(n), text=text) for n, text in enumerate(texts)],
        )
        numbers = [receipt.release_id for receipt in receipts]
        write_normalized(connection, dict(zip(numbers, map(normalize, texts), strict=True)), "test")
    # when three processes take one member each, all at the same moment
    start = CONTEXT.Barrier(PROCESSES)
    workers = [
        CONTEXT.Process(target=take_turns, args=(database_url, numbers[member::3], start))
        for member in range(PROCESSES)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=600)
    # then none of them failed, no membership is lost, no cluster split, none joined to another
    assert [worker.exitcode for worker in workers] == [0] * PROCESSES
    with reading(engine) as connection:
        query = select(MembershipRow.release_id, ContentRow.canonical_content_id).join(
            ContentRow, ContentRow.id == MembershipRow.content_id
        )
        clusters = dict(connection.execute(query).all())
        assert connection.execute(select(func.count()).select_from(MembershipRow)).scalar() == len(numbers)
    groups = [
        {clusters[number] for number in numbers[start : start + 3]} for start in range(0, len(numbers), 3)
    ]
    assert [len(group) for group in groups] == [1] * ROUNDS
    assert len(set.union(*groups)) == ROUNDS

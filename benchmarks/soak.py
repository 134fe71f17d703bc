"""A long run, with what it holds on to: memory of workers and Redis, queue depth, releases a second.

    python benchmarks/soak.py [--releases 100000] [--database URL]

Releases are handed in as fast as the backlog allows while two workers read them. One line is printed every ten seconds; at
the end the memory half way is compared with that at the end. Exit status 1 where it grew by more than a tenth, or a release
was lost.

In the first tens of thousands of releases memory does grow, to a bound: workers remember up to 200,000 words each (the made-up
releases have a dozen numbers each that no other has), and SQLite's cache takes up to 64 MB a process. Fewer than 60,000 releases
therefore say nothing about leaks.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import threading
import time
from dataclasses import replace
from itertools import islice
from pathlib import Path

import psutil
from redis import Redis
from throughput import made_up

from models.status import Status, Step
from tasks.pipeline import depth
from worker.app import settings
from worker.logs import configure_logs
from worker.running import Running, running
from worker.settings import Settings
from worker.submit import submit

MOST_GROWTH = 1.1


def megabytes(state: Running) -> float:
    """Private memory of the worker and its processes."""
    family = [psutil.Process(state.workers.process_id)]
    family += family[0].children(recursive=True)
    return sum(process.memory_full_info().uss for process in family) / 1e6


def main() -> int:
    """Print the course of the run and a verdict."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--releases", type=int, default=100_000)
    parser.add_argument("--database")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        chosen = Settings(
            log_level="error",
            concurrency=2,
            max_backlog=5_000,
            submit_patience=3_600,
            database_url=options.database or f"sqlite:///{Path(folder) / 'soak.db'}",
        )
        configure_logs(chosen)
        with running(chosen) as state:
            return soak(state, options.releases)


def soak(state: Running, total: int) -> int:
    """Hand in and watch until all is read."""

    def produce() -> None:
        made = 0
        while made < total:
            count = min(1_000, total - made)
            batch = [
                replace(release, external_id=f"{made}-{release.external_id}")
                for release in made_up(count, random.Random(made))
            ]
            stream = iter(batch)
            while chunk := list(islice(stream, 200)):
                submit(chunk, engine=state.engine)
            made += count

    producer = threading.Thread(target=produce, daemon=True)
    producer.start()
    broker = Redis(unix_socket_path=str(settings().redis_url).removeprefix("redis+socket://"))
    print(
        "| seconds | read | a second | workers, MB | Redis, MB | deepest queue |\n|---:|---:|---:|---:|---:|---:|"
    )
    began, half, last = time.monotonic(), 0.0, 0.0
    while True:
        time.sleep(10)
        counts = state.counts()
        done = counts[Status.EXTRACTED] + counts[Status.DEAD]
        last = megabytes(state)
        if not half and done >= total / 2:
            half = last
        seconds = time.monotonic() - began
        redis = broker.info("memory")["used_memory"] / 1e6
        print(
            f"| {seconds:.0f} | {done:,} | {done / seconds:.0f} | {last:.0f} | {redis:.1f} | {max(map(depth, Step))} |",
            flush=True,
        )
        state.keep_alive()
        if done >= total and not producer.is_alive():
            break
    growth = last / half
    print(
        f"{counts[Status.EXTRACTED]:,} read, {counts[Status.DEAD]:,} dead; memory {growth:.2f} times that half way"
    )
    return int(growth > MOST_GROWTH or done != total)


if __name__ == "__main__":
    sys.exit(main())

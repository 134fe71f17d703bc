"""How the index of contents grows: insert, look-up, candidates and bytes a release at 10k, 100k and 1M contents.

    python benchmarks/duplicates_index.py sqlite:////tmp/index.db --most 1000000 --plot docs/images/duplicates-index.svg

The contents are synthetic: random signatures and keys as many as real ones have, and three keys a content drawn from a
thousand popular ones, as agency boilerplate gives. The database must be new; it is left behind for a look.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from sqlalchemy import Engine, insert, text

from models.contents import NewContent, file_contents, find_candidates, load_sketches
from models.migrate import upgrade
from models.release import ReleaseRow
from models.session import create_engine, reading, writing
from tasks.deduplicate.candidates import Candidate, worth_verifying
from tasks.deduplicate.reading import ContentReading
from tasks.deduplicate.signature import SLOTS, VERSION

BATCH = 200
KEYS = 43
POPULAR = 1000
POPULAR_EACH = 3
QUERIES = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was measured at one size."""

    contents: int
    insert_us: float
    query_us: float
    candidates: float
    verified: float
    size: int


def main() -> None:
    """Grow one database and measure it at each size."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("url")
    parser.add_argument("--most", type=int, default=100_000)
    parser.add_argument("--plot", type=Path)
    arguments = parser.parse_args()
    engine = create_engine(arguments.url, durable=False)
    upgrade(engine)
    generator = np.random.default_rng(5)
    popular = generator.integers(-(2**63), 2**63 - 1, POPULAR, dtype=np.int64)
    base = database_size(engine)
    readings: list[Reading] = []
    for size in [size for size in (10_000, 100_000, 1_000_000) if size <= arguments.most]:
        seconds = 0.0
        start = readings[-1].contents if readings else 0
        for first in range(start + 1, size + 1, BATCH):
            contents = [new_content(number, generator, popular) for number in range(first, first + BATCH)]
            with writing(engine) as connection:
                add_releases(connection, first, BATCH)
            began = time.perf_counter()
            with writing(engine) as connection:
                file_contents(connection, contents, VERSION)
            seconds += time.perf_counter() - began
        readings.append(look_up(engine, generator, popular, size, seconds / (size - start) * 1e6, base))
        r = readings[-1]
        print(
            f"{engine.dialect.name:10} {r.contents:>9,} contents: insert {r.insert_us:6.0f} µs, query {r.query_us:6.0f} µs, "
            f"candidates {r.candidates:.2f}, after the estimate {r.verified:.3f}, {r.size / r.contents:,.0f} bytes each",
            flush=True,
        )
    if arguments.plot:
        plot(readings, engine.dialect.name, arguments.plot)


def new_content(number: int, generator: np.random.Generator, popular: np.ndarray) -> NewContent:
    """A synthetic content."""
    own = generator.integers(-(2**63), 2**63 - 1, KEYS - POPULAR_EACH, dtype=np.int64)
    keys = np.unique(np.concatenate([own, generator.choice(popular, POPULAR_EACH)]))
    return NewContent(
        release_id=number,
        content_hash=generator.bytes(16),
        letters=2000,
        shingles=1900,
        signature=generator.bytes(4 * SLOTS),
        keys=keys.tolist(),
        published_at=None,
    )


def add_releases(connection, first: int, count: int) -> None:  # type: ignore[no-untyped-def]
    """The releases that contents refer to; not measured."""
    now = datetime.now(UTC)
    connection.execute(
        insert(ReleaseRow),
        [
            {
                "id": number, "source": "synthetic", "external_id": str(number), "received_at": now,
                "sha256": "", "characters": 0, "status": "deduplicated",
            }
            for number in range(first, first + count)
        ],
    )  # fmt: skip


def look_up(  # noqa: PLR0917 - one call
    engine: Engine,
    generator: np.random.Generator,
    popular: np.ndarray,
    size: int,
    insert_us: float,
    base: int,
) -> Reading:
    """Look new, unrelated contents up, one at a time, as a single release would be."""
    asked = [new_content(-number, generator, popular) for number in range(1, QUERIES + 1)]
    candidates = verified = 0
    with reading(engine) as connection:
        began = time.perf_counter()
        for content in asked:
            found = find_candidates(connection, {0: content.keys})[0]
            sketches = load_sketches(connection, found)
            candidates += len(found)
            verified += len(
                worth_verifying(
                    ContentReading(
                        text="", content_hash=b"", letters=content.letters,
                        shingles=np.zeros(content.shingles, dtype=np.uint64),
                        signature=np.frombuffer(content.signature, dtype="<u4"),
                        keys=np.empty(0, dtype=np.int64),
                    ),
                    [
                        Candidate(
                            number=number, shared_keys=found[number], shingles=sketch.shingles, signature=sketch.signature
                        )
                        for number, sketch in sketches.items()
                    ],
                )
            )  # fmt: skip
        query_us = (time.perf_counter() - began) / QUERIES * 1e6
    return Reading(
        contents=size,
        insert_us=insert_us,
        query_us=query_us,
        candidates=candidates / QUERIES,
        verified=verified / QUERIES,
        size=database_size(engine) - base,
    )


def database_size(engine: Engine) -> int:
    """Bytes of contents, keys and their indexes."""
    with reading(engine) as connection:
        if engine.dialect.name == "postgresql":
            query = "SELECT pg_total_relation_size('bands') + pg_total_relation_size('contents')"
            return int(connection.execute(text(query)).scalar_one())
        query = "SELECT sum(pgsize) FROM dbstat WHERE name IN ('bands', 'contents') OR name LIKE '%contents%'"
        return int(connection.execute(text(query)).scalar_one())


def plot(readings: list[Reading], name: str, path: Path) -> None:
    """Insert and query time over size."""
    import matplotlib as mpl

    mpl.use("svg")
    from matplotlib import pyplot as plt

    figure, axes = plt.subplots(figsize=(6, 3.5))
    axes.plot([r.contents for r in readings], [r.insert_us for r in readings], "o-", label="insert")
    axes.plot([r.contents for r in readings], [r.query_us for r in readings], "s-", label="look-up")
    axes.set(
        xscale="log",
        xlabel="contents stored",
        ylabel="µs a release",
        title=f"Index of contents, {name}",
        ylim=(0, None),
    )
    axes.legend()
    figure.tight_layout()
    figure.savefig(path)


if __name__ == "__main__":
    main()

"""Step three as a task: load normalized texts, read them, store facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import Connection

from models.loading import StoredRelease, load_normalized
from models.status import Step
from models.writing import write_facts
from tasks.analysis import read
from tasks.extract.facts import Facts
from tasks.text.normalized import NormalizedText
from tasks.version import __version__
from worker.app import app
from worker.step import StepTask

Loaded = tuple[StoredRelease, NormalizedText]
Reading = tuple[NormalizedText, Facts]


class Extract(StepTask[Loaded, Reading]):
    """Read the facts of releases whose duplicates are known.

    Exact duplicates are read too: what is stored for a release must not depend on which copy arrived first.
    """

    name = "balagh.extract"
    step = Step.EXTRACT

    def load(self, connection: Connection, ids: Sequence[int]) -> Mapping[int, Loaded]:
        """The releases with their repaired texts."""
        return {release.id: (release, normalized) for release, normalized in load_normalized(connection, ids)}

    def work(self, loaded: Loaded) -> Reading:
        """Read one text."""
        release, normalized = loaded
        facts = read(
            normalized,
            published=release.published,
            published_has_time=release.published_has_time,
            source=release.source,
        )
        return normalized, facts

    def store(self, connection: Connection, results: Mapping[int, Reading]) -> int:
        """Store all facts; the number of rows."""
        write_facts(connection, results, __version__)
        return sum(_size(facts) for _, facts in results.values())


def _size(facts: Facts) -> int:
    return sum(map(len, (facts.quantities, facts.times, facts.mentions, facts.quotations, facts.events)))


task: Final = app.register_task(Extract())

"""Step three as a task: load normalized texts, read them, store facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from models.contents import is_copy
from models.loading import StoredRelease, load_normalized
from models.status import Step
from models.writing import skip_facts, write_facts
from tasks.analysis import read
from tasks.extract.facts import Facts
from tasks.text.normalized import NormalizedText
from tasks.version import __version__
from worker.app import app
from worker.step import StepTask


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A release with its repaired text; a copy's facts are those of the release it is a copy of."""

    release: StoredRelease
    normalized: NormalizedText
    copy: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read; None for a copy, which is not read."""

    normalized: NormalizedText
    facts: Facts | None


class Extract(StepTask[Loaded, Reading]):
    """Read the facts of releases whose duplicates are known; copies are linked already and not read again."""

    name = "balagh.extract"
    step = Step.EXTRACT

    def load(self, connection: Connection, ids: Sequence[int]) -> Mapping[int, Loaded]:
        """The releases with their repaired texts."""
        copies = is_copy(connection, ids)
        return {
            release.id: Loaded(release=release, normalized=normalized, copy=release.id in copies)
            for release, normalized in load_normalized(connection, ids)
        }

    def work(self, loaded: Loaded) -> Reading:
        """Read one text."""
        if loaded.copy:
            return Reading(normalized=loaded.normalized, facts=None)
        facts = read(
            loaded.normalized,
            published=loaded.release.published,
            published_has_time=loaded.release.published_has_time,
            source=loaded.release.source,
        )
        return Reading(normalized=loaded.normalized, facts=facts)

    def store(self, connection: Connection, results: Mapping[int, Reading]) -> int:
        """Store all facts; the number of rows."""
        facts = {
            key: (found.normalized, found.facts) for key, found in results.items() if found.facts is not None
        }
        write_facts(connection, facts, __version__)
        skip_facts(connection, results.keys() - facts.keys(), __version__)
        return sum(_size(found) for _, found in facts.values())


def _size(facts: Facts) -> int:
    return sum(map(len, (facts.quantities, facts.times, facts.mentions, facts.quotations, facts.events)))


task: Final = app.register_task(Extract())

"""Step one as a task: load raw texts, repair them, store text and map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import Connection

from models.loading import StoredRelease, load_raw
from models.status import Step
from models.writing import write_normalized
from tasks.normalize import normalize
from tasks.text.normalized import NormalizedText
from tasks.version import __version__
from worker.app import app
from worker.step import StepTask


class Normalize(StepTask[StoredRelease, NormalizedText]):
    """Repair the text of releases that have been received."""

    name = "balagh.normalize"
    step = Step.NORMALIZE

    def load(self, connection: Connection, ids: Sequence[int]) -> Mapping[int, StoredRelease]:
        """The releases as received."""
        return {release.id: release for release in load_raw(connection, ids)}

    def work(self, loaded: StoredRelease) -> NormalizedText:
        """Repair one text."""
        return normalize(loaded.text)

    def store(self, connection: Connection, results: Mapping[int, NormalizedText]) -> int:
        """Store texts, maps, sentences and repairs."""
        write_normalized(connection, results, __version__)
        return 0


task: Final = app.register_task(Normalize())

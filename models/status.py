"""How far a release has come, and the three steps that take it there."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """What has been done to a release so far."""

    RECEIVED = "received"
    NORMALIZED = "normalized"
    DEDUPLICATED = "deduplicated"
    EXTRACTED = "extracted"
    DEAD = "dead"


class Step(StrEnum):
    """One of the three steps, in order; each takes releases of one status and gives them the next.

    >>> [f"{step.takes} -> {step.gives}" for step in Step]
    ['received -> normalized', 'normalized -> deduplicated', 'deduplicated -> extracted']
    >>> Step.EXTRACT.following is None
    True
    """

    NORMALIZE = "normalize"
    DEDUPLICATE = "deduplicate"
    EXTRACT = "extract"

    @property
    def takes(self) -> Status:
        """The status of releases that wait for this step."""
        return _PATH[self._position]

    @property
    def gives(self) -> Status:
        """The status of releases that have passed this step."""
        return _PATH[self._position + 1]

    @property
    def following(self) -> Step | None:
        """The step after this one; None after the last."""
        return None if self is Step.EXTRACT else tuple(Step)[self._position + 1]

    @property
    def _position(self) -> int:
        return tuple(Step).index(self)


_PATH = (Status.RECEIVED, Status.NORMALIZED, Status.DEDUPLICATED, Status.EXTRACTED)

#: Statuses of releases that some step still has to take.
OPEN = _PATH[:-1]

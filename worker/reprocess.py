"""Reading again what an older version has read, with a report of what changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import partial
from typing import Final

from sqlalchemy import ColumnElement, Connection, Engine, select

from models.contents import is_copy
from models.extraction import ExtractionRow
from models.loading import load_normalized, load_raw
from models.normalized import NormalizedTextRow
from models.release import ReleaseRow
from models.session import reading, writing
from models.status import Status, Step
from models.writing import replace_facts, write_normalized
from tasks.analysis import read
from tasks.errors import BalaghError, InputError
from tasks.extract.facts import Facts
from tasks.normalize import normalize
from tasks.text.normalized import NormalizedText
from tasks.version import __version__
from worker.app import settings
from worker.logs import logger
from worker.patience import patiently

_log = logger(__name__)
_BATCH: Final = 100
#: Steps that can be done again; clusters are a matter of all releases and are made anew by a fresh run.
STEPS: Final = (Step.NORMALIZE, Step.EXTRACT)


@dataclass(slots=True, kw_only=True)
class Report:
    """What reading again has changed."""

    releases: int = 0
    texts: int = 0
    added: int = 0
    removed: int = 0
    changed: int = 0
    touched: int = 0
    failed: int = 0

    def add_to(self, other: Report) -> None:
        """Add these counts to another report."""
        for field in fields(self):
            setattr(other, field.name, getattr(other, field.name) + getattr(self, field.name))

    def __str__(self) -> str:
        """One line for a human."""
        texts = f"{self.texts:,} texts and " if self.texts else ""
        return (
            f"{self.releases:,} releases read, {texts}the facts of {self.touched:,} differ: "
            f"{self.added:,} added, {self.removed:,} removed, {self.changed:,} changed"
            + (f"; {self.failed:,} failed and were left as they were" if self.failed else "")
        )


def reprocess(
    engine: Engine, *, step: Step, older_than: str | None, source: str | None, dry_run: bool
) -> Iterator[Report]:
    """Read finished releases again, batch by batch; the report so far after each.

    ``older_than`` leaves alone what this version or a newer one has read. A release's facts are replaced in one
    transaction, so a reader sees the old ones or the new ones. With ``dry_run`` nothing is written.
    """
    if step not in STEPS:
        raise InputError(f"step {step.value} cannot be done again; choose one of {', '.join(STEPS)}")
    report, last = Report(), 0
    while True:
        ids = patiently(partial(_next, engine, last, step, older_than, source), settings(), what="reprocess")
        if not ids:
            return
        last = ids[-1]
        found = _read(engine, ids, step, report)
        patiently(partial(_write, engine, found, step, dry_run=dry_run), settings(), what="reprocess").add_to(
            report
        )
        yield report


def _next(engine: Engine, last: int, step: Step, older_than: str | None, source: str | None) -> Sequence[int]:
    """The next finished releases that an older version has read."""
    version = NormalizedTextRow.version if step is Step.NORMALIZE else ExtractionRow.version
    holds: list[ColumnElement[bool]] = [ReleaseRow.id > last, ReleaseRow.status == Status.EXTRACTED]
    if source is not None:
        holds.append(ReleaseRow.source == source)
    with reading(engine) as connection:
        if older_than is not None:
            known = connection.scalars(select(version).distinct()).all()
            holds.append(version.in_([each for each in known if _ordinal(each) < _ordinal(older_than)]))
        query = (
            select(ReleaseRow.id)
            .join(NormalizedTextRow, NormalizedTextRow.release_id == ReleaseRow.id)
            .join(ExtractionRow, ExtractionRow.release_id == ReleaseRow.id)
            .where(*holds)
            .order_by(ReleaseRow.id)
            .limit(_BATCH)
        )
        return connection.scalars(query).all()


def _ordinal(version: str) -> tuple[int, ...]:
    """A version as numbers, to compare.

    >>> _ordinal("0.10.0") > _ordinal("0.9.3")
    True
    """
    try:
        return tuple(int(part) for part in version.split("."))
    except ValueError as error:
        raise InputError(f"{version!r} is not a version like 0.2.0") from error


_Found = dict[int, tuple[NormalizedText, Facts | None]]
"""Texts and facts by release; a copy has no facts of its own."""


def _read(engine: Engine, ids: Sequence[int], step: Step, report: Report) -> _Found:
    with reading(engine) as connection:
        copies = is_copy(connection, ids)
        if step is Step.NORMALIZE:
            loaded = [(release, None) for release in load_raw(connection, ids)]
        else:
            loaded = list(load_normalized(connection, ids))  # type: ignore[arg-type]
    found: _Found = {}
    for release, stored in loaded:
        report.releases += 1
        try:
            normalized = normalize(release.text) if stored is None else stored
            facts = (
                None
                if release.id in copies
                else read(
                    normalized,
                    published=release.published,
                    published_has_time=release.published_has_time,
                    source=release.source,
                )
            )
        except BalaghError as error:
            report.failed += 1
            _log.error("reprocess_failed", release_id=release.id, error=type(error).__name__)
        except Exception as error:  # noqa: BLE001 - one release must not stop the others; its old facts stay
            report.failed += 1
            _log.error("reprocess_failed", release_id=release.id, error=type(error).__name__)
        else:
            found[release.id] = (normalized, facts)
    return found


def _write(engine: Engine, found: _Found, step: Step, *, dry_run: bool) -> Report:
    """Store one batch; what changed. Counted anew in every try, so that a try that failed leaves no trace."""
    report = Report()
    facts = {key: (text, own) for key, (text, own) in found.items() if own is not None}
    with writing(engine) as connection:
        if step is Step.NORMALIZE:
            report.texts = _differing(connection, found)
            if not dry_run:
                write_normalized(connection, {key: text for key, (text, _) in found.items()}, __version__)
        for changes in replace_facts(connection, facts, __version__, dry_run=dry_run).values():
            report.added += changes.added
            report.removed += changes.removed
            report.changed += changes.changed
            report.touched += bool(changes.added or changes.removed or changes.changed)
    return report


def _differing(connection: Connection, found: _Found) -> int:
    before = dict(
        connection.execute(
            select(NormalizedTextRow.release_id, NormalizedTextRow.text).where(
                NormalizedTextRow.release_id.in_(list(found))
            )
        ).all()
    )
    return sum(before.get(key) != text.text for key, (text, _) in found.items())

"""Handing in releases: checked, committed, then announced to the workers.

>>> from worker.submit import Submitted, checked
>>> checked(Submitted(source="example.org", external_id="1", text="بيان")).external_id
'1'
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Any, Final

from sqlalchemy import Engine

from models.claiming import counts_by_status
from models.intake import NewRelease, Outcome, Receipt, insert_releases
from models.session import reading, writing
from models.status import OPEN, Status, Step
from tasks.errors import InputError, RetryableError, TooLargeError
from tasks.pipeline import send_ticket
from tasks.publication import parse_published
from worker.app import settings
from worker.json_kinds import json_kind
from worker.logs import logger
from worker.patience import patiently
from worker.resources import engine as process_engine

_log = logger(__name__)

#: Rows a transaction: 200 gave 0.04 ms a release on SQLite and 0.39 on PostgreSQL, one 0.4-1 and 2.2.
_CHUNK: Final = 200
#: Characters a title or an address may have.
_LONGEST_NAME: Final = 4_000
#: Control characters that no text needs, and the share of them beyond which it is no text.
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f]")
#: Extractors that lose a font leave 1–2 % controls in good text; UTF-8 that is a tenth controls is no text.
_MOST_CONTROLS: Final = 0.1
_FIELDS: Final = frozenset({"source", "id", "external_id", "text", "published", "url", "title", "language"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted:
    """A release as a producer hands it in; (source, external_id) is its key for ever.

    ``published`` is an ISO 8601 date or datetime: the reference time for "yesterday" and dates without a year.
    """

    source: str
    external_id: str
    text: str
    published: str | None = None
    url: str | None = None
    title: str | None = None
    language: str | None = None


class Ground(StrEnum):
    """On what ground a release is refused."""

    INVALID = "invalid"
    TOO_LARGE = "too-large"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A release that was not taken, and why; ``position`` counts from 0 in what was handed in.

    For a conflict ``release_id`` is the release that has the key.
    """

    position: int
    source: str
    external_id: str
    reason: str
    ground: Ground = Ground.INVALID
    release_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What became of the releases of one call."""

    receipts: tuple[Receipt, ...]
    refused: tuple[Refusal, ...]

    @property
    def created(self) -> int:
        """Releases that were new."""
        return sum(receipt.outcome is Outcome.CREATED for receipt in self.receipts)

    @property
    def known(self) -> int:
        """Releases that had been handed in before, with the same text."""
        return sum(receipt.outcome is Outcome.EXISTING for receipt in self.receipts)


def from_json(row: Any) -> Submitted:
    """A release from a JSON object ({"id", "text", "source"?, "published"?, "url"?, "title"?, "language"?}).

    >>> from_json({"id": "7", "text": "بيان"}).source
    'default'
    """
    if not isinstance(row, dict):
        raise InputError(f"a JSON object is needed, not {json_kind(row)}")
    values = {name: row[name] for name in _FIELDS if row.get(name) is not None}
    for name, value in values.items():
        if not isinstance(value, str):
            raise InputError(f"{name}: a string is needed, not {json_kind(value)}")
    identity = values.pop("external_id", None) or values.pop("id", None)
    values.pop("id", None)
    if not identity:
        raise InputError("id: missing")
    if "text" not in values:
        raise InputError("text: missing")
    return Submitted(external_id=identity, **{"source": "default", **values})


def checked(release: Submitted) -> NewRelease:
    """The release as it will be stored; raises :class:`InputError` with the reason where it is refused."""
    if not release.source.strip() or not release.external_id.strip():
        raise InputError("source and external_id must not be empty")
    if not release.text.strip():
        raise InputError("the text is empty")
    for name in ("url", "title", "language"):
        if len(getattr(release, name) or "") > _LONGEST_NAME:
            raise InputError(f"{name}: longer than {_LONGEST_NAME:,} characters")
    size, limit = len(release.text.encode("utf-8", "surrogatepass")), settings().max_release_bytes
    if size > limit:
        raise TooLargeError(f"the text has {size:,} bytes; the limit is {limit:,} (BALAGH_MAX_RELEASE_BYTES)")
    published, has_time = parse_published(release.published) if release.published else (None, False)
    if release.text and len(_CONTROL.findall(release.text)) > _MOST_CONTROLS * len(release.text):
        raise InputError("the text is full of control characters: binary data?")
    return NewRelease(
        source=release.source,
        external_id=release.external_id,
        # PDF extractors leave single NULs in good text; PostgreSQL cannot hold one. The length stays, so spans hold.
        text=release.text.replace("\x00", "\N{REPLACEMENT CHARACTER}"),
        url=release.url,
        title=release.title,
        published=published,
        published_has_time=has_time,
        language=release.language,
    )


def submit(releases: Iterable[Submitted], *, engine: Engine | None = None, wait: bool = True) -> Submission:
    """Commit releases, then announce them to the workers; what was handed in before is not stored again.

    A release whose key is taken by another text is refused and nothing of it is stored: hand a corrected version in
    under a key of its own. With too many unfinished releases in the database this waits, or raises
    :class:`RetryableError` (at once with ``wait=False``). A broker that is away is no error: the sweep finds the
    releases.
    """
    durable = process_engine(durable=True) if engine is None else engine
    receipts: list[Receipt] = []
    refused: list[Refusal] = []
    waiting = enumerate(releases)
    while chunk := list(islice(waiting, _CHUNK)):
        if len(receipts) + len(refused) + len(chunk) > settings().max_submission:
            raise TooLargeError(
                f"more than {settings().max_submission:,} releases in one call (BALAGH_MAX_SUBMISSION)"
            )
        _make_room(durable, wait=wait)
        stored = _store(durable, chunk, refused)
        receipts += stored
        if any(receipt.outcome is Outcome.CREATED for receipt in stored):
            send_ticket(Step.NORMALIZE)
    return Submission(receipts=tuple(receipts), refused=tuple(refused))


def _store(engine: Engine, chunk: Sequence[tuple[int, Submitted]], refused: list[Refusal]) -> list[Receipt]:
    good: list[tuple[int, NewRelease]] = []
    for position, handed_in in chunk:
        try:
            good.append((position, checked(handed_in)))
        except InputError as error:
            refused.append(
                Refusal(
                    position=position,
                    source=handed_in.source,
                    external_id=handed_in.external_id,
                    reason=str(error),
                    ground=Ground.TOO_LARGE if isinstance(error, TooLargeError) else Ground.INVALID,
                )
            )

    def attempt() -> list[Receipt]:
        with writing(engine) as connection:
            return list(insert_releases(connection, [release for _, release in good]))

    receipts = patiently(attempt, settings(), what="submit") if good else []
    kept: list[Receipt] = []
    for (position, release), receipt in zip(good, receipts, strict=True):
        if receipt.outcome is Outcome.CONFLICT:
            reason = (
                f"already handed in with another text (release {receipt.release_id}); use a key of its own"
            )
            refused.append(
                Refusal(
                    position=position,
                    source=release.source,
                    external_id=release.external_id,
                    reason=reason,
                    ground=Ground.CONFLICT,
                    release_id=receipt.release_id,
                )
            )
        else:
            kept.append(receipt)
    return kept


#: When the backlog was last counted, and how many were counted: a count reads the whole index.
_counted: dict[str, tuple[float, int]] = {}
_COUNT_EVERY: Final = 5.0


def _make_room(engine: Engine, *, wait: bool) -> None:
    """Wait while too many releases are unfinished."""
    deadline = time.monotonic() + settings().submit_patience
    while _backlog(engine) >= settings().max_backlog:
        if not wait or time.monotonic() > deadline:
            raise RetryableError(
                f"{settings().max_backlog:,} releases are unfinished (BALAGH_MAX_BACKLOG); "
                "start more workers or hand in later"
            )
        _log.warning("submit_waits", backlog=_counted[str(engine.url)][1])
        time.sleep(1)
        _counted.pop(str(engine.url), None)


def _counts(engine: Engine) -> dict[Status, int]:
    with reading(engine) as connection:
        return counts_by_status(connection)


def _backlog(engine: Engine) -> int:
    key = str(engine.url)
    at, count = _counted.get(key, (float("-inf"), 0))
    if time.monotonic() - at > _COUNT_EVERY:
        counts = patiently(lambda: _counts(engine), settings(), what="submit")
        count = sum(counts.get(status, 0) for status in OPEN)
        _counted[key] = (time.monotonic(), count)
    return count

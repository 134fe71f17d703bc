"""The deduplicate step: file the content, look for similar ones, verify, and enter the release in its cluster."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Final

from sqlalchemy import Connection, Engine

from models.clustering import Member, Standing, enter_members
from models.contents import (
    NewContent,
    NewLink,
    add_links,
    drop_links,
    file_contents,
    find_candidates,
    load_sketches,
    load_texts,
)
from models.duplicate import Link, Relation
from models.loading import load_normalized
from models.session import reading, writing
from models.status import Step
from tasks.deduplicate.candidates import Candidate, worth_verifying
from tasks.deduplicate.judging import Judge, Judgement
from tasks.deduplicate.reading import ContentReading, read_content
from tasks.deduplicate.relation import Verdict
from tasks.deduplicate.signature import VERSION
from tasks.errors import DeadlineError
from worker.app import app, settings
from worker.deadline import within
from worker.logs import logger
from worker.step import StepTask

_log = logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What the step reads of one release."""

    text: str
    published_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """The content of one release, and when it was published (UTC)."""

    content: ContentReading
    published_at: datetime | None


class Deduplicate(StepTask[Loaded, Read]):
    """Step two of the path."""

    name = "balagh.deduplicate"
    step = Step.DEDUPLICATE

    def load(self, connection: Connection, ids: Sequence[int]) -> Mapping[int, Loaded]:
        """The normalized texts of a batch."""
        return {
            release.id: Loaded(text=normalized.text, published_at=_utc(release.published))
            for release, normalized in load_normalized(connection, ids)
        }

    def work(self, loaded: Loaded) -> Read:
        """Read one content."""
        return Read(content=read_content(loaded.text), published_at=loaded.published_at)

    def prepare(self, engine: Engine, results: Mapping[int, Read]) -> None:
        """File the contents where all workers see them; then find, verify and store their links."""
        file_and_link(engine, results)

    def store(self, connection: Connection, results: Mapping[int, Read]) -> int:
        """Enter the releases in their clusters."""
        filed = file_contents(connection, [_new(number, read) for number, read in results.items()], VERSION)
        members = [
            Member(
                release_id=number,
                content_id=filed[number].content_id,
                published_at=results[number].published_at,
            )
            for number in results
        ]
        enter_members(connection, members, VERSION, partial(compare_contents, connection))
        return 0


def file_and_link(engine: Engine, results: Mapping[int, Read], *, again: bool = False) -> None:
    """File the contents of some releases, and link them to similar ones; ``again`` replaces links found before."""
    with writing(engine) as connection:
        filed = file_contents(connection, [_new(number, read) for number, read in results.items()], VERSION)
    own = {
        filed[number].content_id: results[number].content for number in results if filed[number].represents
    }
    with reading(engine) as connection:
        links = _verified(connection, own)
    if links or again:
        with writing(engine) as connection:
            if again:
                drop_links(connection, own)
            add_links(connection, links)


def _verified(connection: Connection, own: Mapping[int, ContentReading]) -> list[NewLink]:
    """The links of a batch's contents to everything filed, the batch itself included."""
    shared = find_candidates(connection, {number: content.keys.tolist() for number, content in own.items()})
    sketches = load_sketches(connection, sorted({other for found in shared.values() for other in found}))
    wanted = {
        number: worth_verifying(
            own[number],
            [
                Candidate(
                    number=other,
                    shared_keys=count,
                    shingles=sketches[other].shingles,
                    signature=sketches[other].signature,
                )
                for other, count in found.items()
                if other in sketches
            ],
        )
        for number, found in shared.items()
    }
    others = {other for chosen in wanted.values() for other in chosen} - own.keys()
    judge = Judge({number: content.text for number, content in own.items()} | load_texts(connection, others))
    pairs = {
        (min(number, other), max(number, other)) for number, chosen in wanted.items() for other in chosen
    }
    links: list[NewLink] = []
    for pair in sorted(pairs):
        if pair[0] not in judge or pair[1] not in judge:
            continue
        try:
            judged = within(settings().release_limit, judge.judge, *pair)
        except DeadlineError as error:
            # Neither is to blame, and both are read: they only stay apart.
            _log.error("comparison_overdue", first=pair[0], second=pair[1], error=str(error))
            continue
        if judged.verdict is not Verdict.UNRELATED:
            links.append(_link(*pair, judged))
    return links


def _link(first: int, second: int, judged: Judgement) -> NewLink:
    return NewLink(
        first=first,
        second=second,
        link=Link(judged.verdict.value),
        jaccard=judged.measured.jaccard,
        first_in_second=judged.measured.first_in_second,
        second_in_first=judged.measured.second_in_first,
        differences=judged.differences(),
    )


def compare_contents(connection: Connection, number: int, original: int) -> Standing:
    """Measure a content against an original that it reaches only over others."""
    judge = Judge(load_texts(connection, (number, original)))
    judged = within(settings().release_limit, judge.judge, number, original)
    relation = (
        Relation(judged.verdict.value)
        if judged.verdict in (Verdict.NEAR, Verdict.EXCERPT, Verdict.REVISION)
        else Relation.REVISION
    )
    return Standing(
        relation=relation,
        jaccard=judged.measured.jaccard,
        containment=judged.measured.containment,
        differences=judged.differences() or None,
    )


def _new(release_id: int, read: Read) -> NewContent:
    content = read.content
    return NewContent(
        release_id=release_id,
        content_hash=content.content_hash,
        letters=content.letters,
        shingles=len(content.shingles),
        signature=content.signature.astype("<u4", copy=False).tobytes(),
        keys=content.keys.tolist(),
        published_at=read.published_at,
    )


def _utc(published: datetime | None) -> datetime | None:
    """A publication time as a moment; without an offset it counts as UTC."""
    if published is None:
        return None
    return published.replace(tzinfo=UTC) if published.tzinfo is None else published.astimezone(UTC)


task: Final = app.register_task(Deduplicate())

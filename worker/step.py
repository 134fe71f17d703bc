"""The base of the three steps: claim, work, guarded commit.

A step's task brings four functions: :meth:`StepTask.load`, :meth:`~StepTask.work`, :meth:`~StepTask.store` and, where
something must be committed before the releases move on, :meth:`~StepTask.prepare`. Everything that keeps a release from
being lost or counted twice is here.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, Generic, TypeVar
from uuid import uuid4

from celery import Task
from celery.exceptions import SoftTimeLimitExceeded
from kombu.exceptions import OperationalError as BrokerError
from redis.exceptions import RedisError
from sqlalchemy import Connection, Engine

from models.burial import Failure, bury
from models.claiming import Claimed, advance, claim, database_time, give_back
from models.session import reading, writing
from models.status import Step
from models.throughput import log_batch
from tasks import pipeline
from tasks.errors import RetryableError
from worker.app import settings
from worker.deadline import within
from worker.failures import failure, interrupted
from worker.logs import logger
from worker.patience import passes, patiently, reason
from worker.resources import engine, forget_engines

Loaded = TypeVar("Loaded")
Result = TypeVar("Result")
_log = logger(__name__)

#: A ticket goes on with releases that must be tried alone for so many seconds before it lets others in.
_ALONE_BUDGET = 5.0


@dataclass(slots=True, kw_only=True)
class Batch(Generic[Result]):
    """What became of the releases of one claim."""

    token: str
    attempts: Mapping[int, int]
    started_at: datetime
    began: float
    """On a clock that does not jump."""
    began_busy: float
    """On the clock of this process's own work."""
    results: dict[int, Result] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    suspects: list[int] = field(default_factory=list)
    """Stopped by a limit, and not for certain by their own doing: to be tried alone, the attempt counts."""
    untouched: list[int] = field(default_factory=list)
    """Not reached; given back as if never claimed."""

    @property
    def alone(self) -> bool:
        """Is there no other release to share the blame?"""
        return len(self.attempts) == 1

    @property
    def seconds(self) -> float:
        """How long it has been worked on."""
        return time.monotonic() - self.began

    def is_to_blame(self, error: BaseException) -> bool:
        """Is what stopped it the doing of the one release in it?

        Not a time limit that this process spent stopped or starved, nor one meant for the batch before, whose signal came
        late: then it is tried again, and the attempt counts.
        """
        if not self.alone:
            return False
        return isinstance(error, MemoryError) or (
            time.process_time() - self.began_busy >= settings().soft_limit / 2
        )


class StepTask(Task, Generic[Loaded, Result]):  # type: ignore[misc] # Celery has no types
    """One step of the path as a Celery task; its messages are tickets without content."""

    abstract = True
    Request = "worker.limits:OwnLimits"
    step: ClassVar[Step]
    ignore_result = True

    def load(self, connection: Connection, ids: Sequence[int]) -> Mapping[int, Loaded]:
        """What the work needs, by release."""
        raise NotImplementedError

    def work(self, loaded: Loaded) -> Result:
        """Pure work on one release; what it raises concerns this release only."""
        raise NotImplementedError

    def prepare(self, engine: Engine, results: Mapping[int, Result]) -> None:
        """Commit what others must see before these releases move on. May run twice for one release."""

    def store(self, connection: Connection, results: Mapping[int, Result]) -> int:
        """Write results inside the guarded commit; how many facts that were."""
        raise NotImplementedError

    def apply_async(self, *arguments: Any, **options: Any) -> Any:
        """Send a ticket; that the broker takes no next step of a chain is no failure of the step that is done.

        The sweep will find what waits. And an error's long way back to the worker's main process is best not taken just
        when that process reconnects: Celery 5.7 was seen to lose its place in the pipe, and never to stop.
        """
        try:
            return super().apply_async(*arguments, **options)
        except (BrokerError, RedisError, OSError) as error:
            if options.get("parent_id") is None:
                raise
            _log.warning("broker_unreachable", step=self.step.value, error=reason(error))
            return None

    def run(self) -> None:
        """Handle one ticket."""
        began = time.monotonic()
        handled, more = 0, False
        while True:
            token, claimed = self._claim()
            if not claimed:
                break
            handled += len(claimed)
            self._handle(token, claimed)
            if len(claimed) > 1 or claimed[0].attempts == 1:
                more = len(claimed) >= settings().batch_size
                break
            # Releases with an earlier attempt come one at a time, so one ticket takes several of them.
            if time.monotonic() - began > _ALONE_BUDGET:
                more = True
                break
        if handled == 0:
            # Nothing was moved on, so the rest of the chain would find nothing.
            self.request.chain = None
        elif more:
            pipeline.send_ticket(self.step)

    def _claim(self) -> tuple[str, Sequence[Claimed]]:
        chosen, token = settings(), uuid4().hex

        def attempt() -> Sequence[Claimed]:
            with writing(engine()) as connection:
                return claim(
                    connection,
                    self.step,
                    limit=chosen.batch_size,
                    lease=timedelta(seconds=chosen.lease),
                    token=token,
                    max_attempts=chosen.max_attempts,
                )

        return token, patiently(attempt, chosen, what="claim")

    def _handle(self, token: str, claimed: Sequence[Claimed]) -> None:
        batch: Batch[Result] = Batch(
            token=token,
            attempts={one.release_id: one.attempts for one in claimed},
            started_at=datetime.now(UTC),
            began=time.monotonic(),
            began_busy=time.process_time(),
        )
        try:
            loaded = patiently(lambda: self._load(list(batch.attempts)), settings(), what="load")
            self._work(batch, loaded)
            self._finish(batch)
        except RetryableError as error:
            self._return(batch)
            _log.warning("batch_given_back", step=self.step.value, batch=batch.token, error=str(error))
        except Exception as error:  # noqa: BLE001 - recorded with the releases it befell
            # Not the work on one release but something around it: whose fault it is shows when each is tried alone.
            # A time limit here was spent waiting for the database, and is nobody's fault: not even what it broke is, a
            # conversation with the database that ended in the middle.
            batch.results, batch.untouched, batch.failures = {}, [], []
            innocent = interrupted(error) or batch.seconds >= settings().soft_limit
            if innocent:
                forget_engines()
            if batch.alone and not innocent:
                batch.failures = [
                    failure(key, self.step, error, tried) for key, tried in batch.attempts.items()
                ]
            else:
                batch.suspects = list(batch.attempts)
            _log.error("batch_failed", step=self.step.value, batch=batch.token, error=type(error).__name__)
            patiently(lambda: self._commit(batch, {}, batch.failures), settings(), what="commit")

    def _load(self, ids: Sequence[int]) -> Mapping[int, Loaded]:
        with reading(engine()) as connection:
            return self.load(connection, ids)

    def _work(self, batch: Batch[Result], loaded: Mapping[int, Loaded]) -> None:
        deadline = time.monotonic() + settings().work_budget
        waiting = list(batch.attempts)
        for position, release_id in enumerate(waiting):
            if position and time.monotonic() > deadline:
                batch.untouched += waiting[position:]
                return
            try:
                batch.results[release_id] = within(settings().release_limit, self.work, loaded[release_id])
            except (SoftTimeLimitExceeded, MemoryError) as error:
                if batch.is_to_blame(error):
                    batch.failures.append(failure(release_id, self.step, error, batch.attempts[release_id]))
                else:
                    batch.suspects.append(release_id)
                batch.untouched += waiting[position + 1 :]
                return
            except RetryableError:
                raise
            except Exception as error:  # noqa: BLE001 - a release is the unit of failure
                batch.failures.append(failure(release_id, self.step, error, batch.attempts[release_id]))

    def _finish(self, batch: Batch[Result]) -> None:
        """Commit the whole batch; where the database refuses a value, each release by itself."""
        try:
            patiently(lambda: self._commit(batch, batch.results, batch.failures), settings(), what="commit")
        except RetryableError:
            raise
        except Exception as error:
            if passes(error) or interrupted(error):
                raise
            self._commit_one_by_one(batch)

    def _commit_one_by_one(self, batch: Batch[Result]) -> None:
        # What is given back goes with the last commit, or it would be counted with each.
        back = batch.untouched, batch.suspects
        batch.untouched, batch.suspects = [], []
        for release_id, result in batch.results.items():
            only = {release_id: result}
            try:
                patiently(lambda only=only: self._commit(batch, only, ()), settings(), what="commit")  # type: ignore[misc]
            except RetryableError:
                raise
            except Exception as error:
                if interrupted(error):
                    raise
                # What the database refuses is that release's failure.
                batch.failures.append(failure(release_id, self.step, error, batch.attempts[release_id]))
        batch.untouched, batch.suspects = back
        patiently(lambda: self._commit(batch, {}, batch.failures), settings(), what="commit")

    def _commit(
        self, batch: Batch[Result], results: Mapping[int, Result], failures: Sequence[Failure]
    ) -> None:
        if results:
            self.prepare(engine(), results)
        with writing(engine()) as connection:
            kept = advance(connection, self.step, list(results), batch.token) if results else set()
            facts = (
                self.store(connection, {key: results[key] for key in results if key in kept}) if kept else 0
            )
            buried = bury(connection, failures, token=batch.token) if failures else set()
            if batch.untouched:
                give_back(connection, batch.untouched, batch.token, refund_attempt=True)
            if batch.suspects:
                give_back(connection, batch.suspects, batch.token, refund_attempt=False)
            seconds, given_back = batch.seconds, len(batch.untouched) + len(batch.suspects)
            log_batch(
                connection,
                step=self.step,
                worker=self.request.hostname or "",
                claimed=len(results) + len(failures) + given_back,
                advanced=len(kept),
                dead=len(buried),
                given_back=given_back,
                facts=facts,
                started_at=batch.started_at,
                finished_at=batch.started_at + timedelta(seconds=seconds),
            )
        _log.info(
            "batch_done",
            step=self.step.value,
            batch=batch.token,
            claimed=len(results) + len(failures) + given_back,
            advanced=len(kept),
            late=len(results) - len(kept),
            dead=sorted(buried),
            facts=facts,
            seconds=round(seconds, 3),
        )

    def _return(self, batch: Batch[Result]) -> None:
        """Give a batch back uncounted; where even that fails its lease runs out instead, and the attempt counts."""
        pause = timedelta(seconds=settings().sweep_interval / 2)

        def attempt() -> None:
            with writing(engine()) as connection:
                give_back(
                    connection,
                    list(batch.attempts),
                    batch.token,
                    not_before=database_time(connection) + pause,
                    refund_attempt=True,
                )

        try:
            # Patiently: no disk space, say, must not use up the attempts of a release.
            patiently(attempt, settings(), what="give back")
        except RetryableError:
            _log.warning("lease_left_to_lapse", step=self.step.value, batch=batch.token)

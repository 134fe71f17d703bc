"""What becomes of the releases of one request: each is new, known, or refused with a reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine

from models.intake import Outcome
from tasks.errors import InputError, TooLargeError
from worker.files import decoded, json_value
from worker.submit import Ground, Submitted, from_json, submit

Answer = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of JSON Lines as it came: its number from 1, and its bytes, None for too many."""

    number: int
    content: bytes | None
    longest: int

    def release(self) -> Submitted:
        """The release that it is; raises InputError naming the line."""
        if self.content is None:
            message = f"line {self.number}: longer than {self.longest:,} bytes (BALAGH_MAX_RELEASE_BYTES)"
            raise TooLargeError(message)
        try:
            return from_json(json_value(decoded(self.content)))
        except InputError as error:
            raise InputError(f"line {self.number}: {error}") from None


class Taking:
    """Takes releases and remembers, in the order in which they came, what became of them."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.answers: list[Answer] = []

    def take(self, values: Sequence[object]) -> None:
        """Hand in what has been read so far; raises RetryableError where there is no room or no database."""
        answers: list[Answer] = []
        good: list[Submitted] = []
        for position, value in enumerate(values, start=len(self.answers)):
            try:
                release = value.release() if isinstance(value, Line) else from_json(value)
            except InputError as error:
                ground = Ground.TOO_LARGE if isinstance(error, TooLargeError) else Ground.INVALID
                answers.append(_refused(position, ground, str(error)))
            else:
                good.append(release)
                answers.append({"position": position, "source": release.source, "id": release.external_id})
        self._hand_in(good, [answer for answer in answers if "outcome" not in answer])
        self.answers += answers

    def _hand_in(self, releases: Sequence[Submitted], answers: Sequence[Answer]) -> None:
        submission = submit(releases, engine=self._engine, wait=False)
        refused = {refusal.position: refusal for refusal in submission.refused}
        receipts = iter(submission.receipts)
        for position, answer in enumerate(answers):
            if position in refused:
                refusal = refused[position]
                answer.update(_refused(answer["position"], refusal.ground, refusal.reason))
                if refusal.release_id is not None:
                    answer["release"] = refusal.release_id
            else:
                receipt = next(receipts)
                answer["outcome"] = "new" if receipt.outcome is Outcome.CREATED else "known"
                answer["release"] = receipt.release_id

    def counts(self) -> Counter[str]:
        """How many were new, known and refused."""
        return Counter(answer["outcome"] for answer in self.answers)

    def result(self) -> Answer:
        """Everything, as an answer has it."""
        counts = self.counts()
        return {name: counts[name] for name in ("new", "known", "refused")} | {"releases": self.answers}


def _refused(position: int, ground: Ground, reason: str) -> Answer:
    return {"position": position, "outcome": "refused", "ground": ground.value, "reason": reason}

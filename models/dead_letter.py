"""Dead letters: releases that a step could not process, with what is needed to mend it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, UtcDateTime, by_value
from models.status import Step

_UNSETTLED = text("settled_at IS NULL")


class DeadLetterRow(Base):
    """One release given up on by one step; retried or discarded ones stay, settled, as history."""

    __tablename__ = "dead_letters"
    __table_args__ = (
        Index(
            "uq_dead_letters_unsettled",
            "release_id",
            unique=True,
            sqlite_where=_UNSETTLED,
            postgresql_where=_UNSETTLED,
        ),
        {"comment": "Releases that a step could not process."},
    )

    id: Mapped[int] = mapped_column(primary_key=True, comment="Our number of the dead letter.")
    release_id: Mapped[int] = mapped_column(
        ForeignKey("releases.id", ondelete="CASCADE"), index=True, comment="The release."
    )
    step: Mapped[Step] = mapped_column(by_value(Step), comment="The step that gave up.")
    fingerprint: Mapped[str] = mapped_column(
        Text, index=True, comment="Equal for failures of one cause: step, error class and innermost frame."
    )
    error_class: Mapped[str] = mapped_column(Text, comment="Class of the error.")
    message: Mapped[str] = mapped_column(Text, comment="Its message.")
    traceback: Mapped[str] = mapped_column(Text, comment="Where in the code it happened.")
    payload_sha256: Mapped[str] = mapped_column(
        Text, comment="SHA-256 of the raw text that was being processed."
    )
    attempts: Mapped[int] = mapped_column(comment="How often the step was tried.")
    first_at: Mapped[datetime] = mapped_column(
        UtcDateTime, comment="When this cause first failed the release, in UTC."
    )
    last_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="When it last did, in UTC.")
    settled_at: Mapped[datetime | None] = mapped_column(
        UtcDateTime, comment="When an operator retried or discarded it, in UTC; empty while it waits."
    )
    discarded_reason: Mapped[str | None] = mapped_column(
        Text, comment="Why it was discarded; empty if retried."
    )

"""Batches: one row for each batch a worker finished, so that rates need no count of all releases."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, UtcDateTime, by_value
from models.status import Step


class BatchRow(Base):
    """What became of one batch of one step."""

    __tablename__ = "batches"
    __table_args__ = ({"comment": "What became of each batch; the source of rates."},)

    id: Mapped[int] = mapped_column(primary_key=True, comment="Our number of the batch.")
    step: Mapped[Step] = mapped_column(by_value(Step), comment="The step.")
    worker: Mapped[str] = mapped_column(Text, comment="Host and process of the worker.")
    claimed: Mapped[int] = mapped_column(comment="Releases taken.")
    advanced: Mapped[int] = mapped_column(comment="Releases that passed the step.")
    dead: Mapped[int] = mapped_column(comment="Releases given up on.")
    given_back: Mapped[int] = mapped_column(comment="Releases put back to be tried again.")
    facts: Mapped[int] = mapped_column(comment="Facts written.")
    started_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="When it was taken, in UTC.")
    finished_at: Mapped[datetime] = mapped_column(
        UtcDateTime, index=True, comment="When it was committed, in UTC."
    )

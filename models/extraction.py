"""Extractions: that a release was read, by which version, and how much was found."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Json, UtcDateTime


class ExtractionRow(Base):
    """One reading of one release; a release read again has its row replaced together with its facts."""

    __tablename__ = "extractions"
    __table_args__ = ({"comment": "That a release was read, by which version, and how much was found."},)

    release_id: Mapped[int] = mapped_column(
        ForeignKey("releases.id", ondelete="CASCADE"), primary_key=True, comment="The release."
    )
    version: Mapped[str] = mapped_column(Text, index=True, comment="Version of Balagh that read it.")
    extracted_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="When it was read, in UTC.")
    quantities: Mapped[int] = mapped_column(comment="How many quantities were found.")
    times: Mapped[int] = mapped_column(comment="How many times were found.")
    mentions: Mapped[int] = mapped_column(comment="How many mentions were found.")
    quotations: Mapped[int] = mapped_column(comment="How many quotations were found.")
    events: Mapped[int] = mapped_column(comment="How many events were found.")
    skipped: Mapped[str | None] = mapped_column(
        Text, comment="Why the release was not read (an exact copy of another), empty if it was."
    )
    notes: Mapped[list[str] | None] = mapped_column(Json, comment="What was seen but not understood.")

"""Releases as received. The text has a table of its own, so that a change of status does not rewrite it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, UtcDateTime, by_value
from models.status import OPEN, Status


class Precision(StrEnum):
    """How exactly the producer stated when a release was published."""

    DAY = "day"
    TIME = "time"


_WAITS = "status IN (" + ", ".join(f"'{status.value}'" for status in OPEN) + ")"

#: Releases that wait for a step, never tried and tried before. Claims repeat these words, or a partial index is not
#: used; the releases that are done or dead are in neither index, so both stay small.
FRESH: Final = text(f"{_WAITS} AND attempts = 0")
TRIED: Final = text(f"{_WAITS} AND attempts > 0")


class ReleaseRow(Base):
    """One release as received, and how far it has come."""

    __tablename__ = "releases"
    __table_args__ = (
        UniqueConstraint("source", "external_id"),
        Index("ix_releases_fresh", "status", "id", sqlite_where=FRESH, postgresql_where=FRESH),
        Index("ix_releases_tried", "status", "id", sqlite_where=TRIED, postgresql_where=TRIED),
        {"comment": "Releases as received, one row each, and how far each has come."},
    )

    id: Mapped[int] = mapped_column(primary_key=True, comment="Our number of the release.")
    source: Mapped[str] = mapped_column(Text, comment="Who published it, in the producer's words.")
    external_id: Mapped[str] = mapped_column(
        Text,
        comment="The producer's own identifier; with the source it is the key that makes submitting idempotent.",
    )
    url: Mapped[str | None] = mapped_column(Text, comment="Where it was published.")
    title: Mapped[str | None] = mapped_column(Text, comment="Its headline, if the producer gave one.")
    published_at: Mapped[datetime | None] = mapped_column(
        UtcDateTime,
        index=True,
        comment="When it was published, in UTC; a bare day is stored as its midnight.",
    )
    published_precision: Mapped[Precision | None] = mapped_column(
        by_value(Precision), comment="Whether only the day of publication is known or the time too."
    )
    published_offset: Mapped[int | None] = mapped_column(
        comment="Minutes east of UTC in which the publication time was stated; empty where no offset was stated."
    )
    received_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="When it was submitted, in UTC.")
    language: Mapped[str | None] = mapped_column(Text, comment="BCP 47 language as declared by the producer.")
    sha256: Mapped[str] = mapped_column(Text, comment="SHA-256 of the raw text in UTF-8, in hexadecimal.")
    characters: Mapped[int] = mapped_column(comment="Length of the raw text in code points.")
    status: Mapped[Status] = mapped_column(
        by_value(Status), comment="received, normalized, deduplicated, extracted or dead."
    )
    attempts: Mapped[int] = mapped_column(
        default=0, server_default="0", comment="How often the next step was begun; set back when it succeeds."
    )
    lease_until: Mapped[datetime | None] = mapped_column(
        UtcDateTime, comment="No worker may take the release before this moment (UTC)."
    )
    lease_token: Mapped[str | None] = mapped_column(
        Text, comment="The claim that holds the release; results of any other claim are not written."
    )

    raw: Mapped[RawTextRow] = relationship(back_populates="release")


class RawTextRow(Base):
    """The text of one release exactly as received."""

    __tablename__ = "raw_texts"
    __table_args__ = ({"comment": "The texts of releases exactly as received; never changed."},)

    release_id: Mapped[int] = mapped_column(
        ForeignKey("releases.id", ondelete="CASCADE"), primary_key=True, comment="The release."
    )
    text: Mapped[str] = mapped_column(
        Text, comment="The text as received; raw spans count its code points from 0."
    )

    release: Mapped[ReleaseRow] = relationship(back_populates="raw")

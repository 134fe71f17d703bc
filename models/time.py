"""Times: dates, times of day, durations, intervals and sets."""

from __future__ import annotations

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Json, by_value
from models.provenance import Provenance
from tasks.extract.facts import Calendar, TimeKind


class TimeRow(Provenance, Base):
    """One time expression in one release."""

    __tablename__ = "times"
    __table_args__ = (
        {
            "comment": "Dates, times of day, durations, intervals and repeated times.",
            "sqlite_with_rowid": False,
        },
    )

    kind: Mapped[TimeKind] = mapped_column(
        by_value(TimeKind), comment="date, time, datetime, duration, interval or set."
    )
    edtf: Mapped[str | None] = mapped_column(
        Text, comment="The value in EDTF (ISO 8601-2), as exact as the wording."
    )
    begins: Mapped[str | None] = mapped_column(
        Text,
        index=True,
        comment="First day or moment, ISO 8601 text that sorts by time; empty if open or unknown.",
    )
    ends: Mapped[str | None] = mapped_column(Text, comment="Last day or moment, inclusive, ISO 8601 text.")
    iso8601: Mapped[str | None] = mapped_column(Text, comment="Durations, times of day and sets in ISO 8601.")
    calendar: Mapped[Calendar] = mapped_column(by_value(Calendar), comment="Calendar of the wording.")
    hijri: Mapped[str | None] = mapped_column(
        Text, comment="The hijri date as far as stated, like 1436-10-25."
    )
    relative: Mapped[bool] = mapped_column(
        comment="Whether the value depends on when the release was published."
    )
    alternatives: Mapped[list[str] | None] = mapped_column(
        Json, comment="Other EDTF values the wording allows."
    )
    zone: Mapped[str | None] = mapped_column(Text, comment="The time zone named in the text.")
    role: Mapped[str | None] = mapped_column(
        Text, comment="since, until and the like, from the word before it."
    )
    consistent: Mapped[bool | None] = mapped_column(
        comment="False where the wording contradicts itself (weekday or second calendar disagree)."
    )

"""Events and their arguments: who did what to whom, where and when."""

from __future__ import annotations

from sqlalchemy import ForeignKeyConstraint, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, by_value
from models.provenance import Provenance
from tasks.extract.facts import FactKind, Modality, Polarity


class EventRow(Provenance, Base):
    """One event in one release; its words are the trigger."""

    __tablename__ = "events"
    __table_args__ = (
        {"comment": "What is said to have happened; the span is the trigger.", "sqlite_with_rowid": False},
    )

    type: Mapped[str] = mapped_column(
        Text, index=True, comment="Neutral type: killed, liberate, begin_operation …"
    )
    plover: Mapped[str | None] = mapped_column(Text, comment="PLOVER event code.")
    polarity: Mapped[Polarity] = mapped_column(
        by_value(Polarity), comment="positive, or negative: said not to be."
    )
    modality: Mapped[Modality] = mapped_column(
        by_value(Modality), comment="asserted, reported, planned, denied or hypothetical."
    )
    wording: Mapped[str | None] = mapped_column(
        Text, comment="The source's own loaded word, where type is neutral."
    )
    attributed_to: Mapped[int | None] = mapped_column(comment="Position of the quotation it stands in.")
    evidence: Mapped[str] = mapped_column(
        Text,
        comment="The words as received, from the first to the last of trigger and arguments in its sentence.",
    )

    arguments: Mapped[list[EventArgumentRow]] = relationship(
        back_populates="event_row", order_by="EventArgumentRow.position"
    )


class EventArgumentRow(Base):
    """What fills one role of one event."""

    __tablename__ = "event_arguments"
    __table_args__ = (
        ForeignKeyConstraint(
            ["release_id", "event"], ["events.release_id", "events.position"], ondelete="CASCADE"
        ),
        {"comment": "Who or what fills the roles of events.", "sqlite_with_rowid": False},
    )

    release_id: Mapped[int] = mapped_column(primary_key=True, comment="The release.")
    event: Mapped[int] = mapped_column(primary_key=True, comment="Position of the event in the release.")
    position: Mapped[int] = mapped_column(
        primary_key=True, comment="Its place among the event's arguments, from 0."
    )
    role: Mapped[str] = mapped_column(Text, comment="actor, target, opponent, place, time, quantity, means …")
    name: Mapped[str] = mapped_column(Text, comment="The full name or value, as resolved; else the words.")
    entity_key: Mapped[str | None] = mapped_column(Text, index=True, comment="The entity, for a name.")
    kind: Mapped[FactKind | None] = mapped_column(
        by_value(FactKind), comment="The table of the fact it refers to: mentions, quantities, times …"
    )
    fact: Mapped[int | None] = mapped_column(comment="The position of that fact in the release.")
    inherited: Mapped[bool] = mapped_column(comment="Whether it was taken over from another clause.")
    text: Mapped[str] = mapped_column(Text, comment="Its words in the normalized text.")
    span_start: Mapped[int | None] = mapped_column(
        comment="First code point; empty if it has no words of its own."
    )
    span_end: Mapped[int | None] = mapped_column(comment="Code point after the last.")
    raw_start: Mapped[int | None] = mapped_column(comment="First code point in the raw text.")
    raw_end: Mapped[int | None] = mapped_column(comment="Code point after the last, in the raw text.")

    event_row: Mapped[EventRow] = relationship(back_populates="arguments")

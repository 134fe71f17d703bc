"""Mentions: appearances of entities in releases."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, by_value
from models.provenance import Provenance
from tasks.extract.facts import MentionType


class MentionRow(Provenance, Base):
    """One appearance of an entity in one release."""

    __tablename__ = "mentions"
    __table_args__ = (
        {
            "comment": "Appearances of persons, organisations and places in releases.",
            "sqlite_with_rowid": False,
        },
    )

    type: Mapped[MentionType] = mapped_column(
        by_value(MentionType), comment="person, organization, place and so on."
    )
    name: Mapped[str] = mapped_column(
        Text, comment="The full or usual form of the name, as resolved in the release."
    )
    entity_key: Mapped[str] = mapped_column(
        ForeignKey("entities.key"), index=True, comment="The entity named."
    )
    title: Mapped[str | None] = mapped_column(Text, comment="Rank and office as worded.")
    role: Mapped[str | None] = mapped_column(Text, comment="What the name does in the release, where told.")

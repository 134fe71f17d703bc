"""Normalized texts: what a release says once repaired, how to get back, and what was broken."""

from __future__ import annotations

from sqlalchemy import ForeignKey, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Json, Number


class NormalizedTextRow(Base):
    """The repaired text of one release."""

    __tablename__ = "normalized_texts"
    __table_args__ = ({"comment": "Repaired texts of releases, with the way back to the raw text."},)

    release_id: Mapped[int] = mapped_column(
        ForeignKey("releases.id", ondelete="CASCADE"), primary_key=True, comment="The release."
    )
    text: Mapped[str] = mapped_column(Text, comment="The repaired text; spans count its code points from 0.")
    language: Mapped[str] = mapped_column(Text, comment="BCP 47 language found in the text.")
    offset_map: Mapped[bytes] = mapped_column(
        LargeBinary, comment="Where each stretch stands in the raw text, packed by OffsetMap.to_bytes."
    )
    sentences: Mapped[list[list[int]]] = mapped_column(Json, comment="Start and end of each sentence.")
    paragraphs: Mapped[list[list[int]]] = mapped_column(Json, comment="Start and end of each paragraph.")
    foreign_passages: Mapped[list[list[int | str]] | None] = mapped_column(
        Json, comment="Start, end and language of passages in another language."
    )
    version: Mapped[str] = mapped_column(Text, comment="Version of Balagh that repaired the text.")


class RepairRow(Base):
    """One kind of damage in one release."""

    __tablename__ = "repairs"
    __table_args__ = (
        {
            "comment": "What was broken in a release and repaired, one row a kind of damage.",
            "sqlite_with_rowid": False,
        },
    )

    release_id: Mapped[int] = mapped_column(
        ForeignKey("releases.id", ondelete="CASCADE"), primary_key=True, comment="The release."
    )
    kind: Mapped[str] = mapped_column(Text, primary_key=True, comment="The kind of damage.")
    count: Mapped[int] = mapped_column(comment="How many places were repaired.")
    confidence: Mapped[float] = mapped_column(Number, comment="How sure the repairs are, 0 to 1.")

"""Quotations: words quoted or reported, with cue and speaker."""

from __future__ import annotations

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, by_value
from models.provenance import Provenance
from tasks.extract.facts import QuotationKind


class QuotationRow(Provenance, Base):
    """One quotation in one release; its words are ``text``, without the marks."""

    __tablename__ = "quotations"
    __table_args__ = (
        {"comment": "Words quoted or reported, with cue and speaker.", "sqlite_with_rowid": False},
    )

    kind: Mapped[QuotationKind] = mapped_column(by_value(QuotationKind), comment="direct or indirect.")
    cue: Mapped[str | None] = mapped_column(
        Text, comment="The word that introduces it, like said or according to."
    )
    cue_start: Mapped[int | None] = mapped_column(
        comment="First code point of the cue in the normalized text."
    )
    cue_end: Mapped[int | None] = mapped_column(comment="Code point after the cue.")
    speaker: Mapped[str | None] = mapped_column(Text, comment="The words that name the speaker.")
    speaker_name: Mapped[str | None] = mapped_column(Text, comment="The speaker's full name, else the words.")
    speaker_entity: Mapped[str | None] = mapped_column(
        Text, index=True, comment="Key of the speaker in entities."
    )
    speaker_mention: Mapped[int | None] = mapped_column(comment="Position of the speaker in mentions.")
    speaker_start: Mapped[int | None] = mapped_column(comment="First code point of the speaker's words.")
    speaker_end: Mapped[int | None] = mapped_column(comment="Code point after the speaker's words.")

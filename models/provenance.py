"""The columns that every fact carries: where exactly the source says so, and which rule read it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Json


class Provenance:
    """A fact's key and its way back to the words of the source."""

    release_id: Mapped[int] = mapped_column(
        ForeignKey("releases.id", ondelete="CASCADE"),
        primary_key=True,
        sort_order=-20,
        comment="The release that says so.",
    )
    position: Mapped[int] = mapped_column(
        primary_key=True,
        sort_order=-19,
        comment="Its place among the facts of this kind in the release, from 0.",
    )
    text: Mapped[str] = mapped_column(Text, sort_order=20, comment="Its words in the normalized text.")
    verbatim: Mapped[str] = mapped_column(Text, sort_order=21, comment="Its words exactly as received.")
    span_start: Mapped[int] = mapped_column(sort_order=22, comment="First code point in the normalized text.")
    span_end: Mapped[int] = mapped_column(
        sort_order=23, comment="Code point after the last, in the normalized text."
    )
    raw_start: Mapped[int] = mapped_column(sort_order=24, comment="First code point in the raw text.")
    raw_end: Mapped[int] = mapped_column(sort_order=25, comment="Code point after the last, in the raw text.")
    sentence: Mapped[int] = mapped_column(sort_order=26, comment="Which sentence of the release, from 0.")
    rule: Mapped[str] = mapped_column(Text, sort_order=27, comment="The rule that read it.")
    version: Mapped[str] = mapped_column(Text, sort_order=28, comment="Version of Balagh that read it.")
    trace: Mapped[list[Any] | None] = mapped_column(
        Json, sort_order=29, comment="The steps of the rule, where recorded."
    )

"""Quantities: numbers with unit, hedge and bounds."""

from __future__ import annotations

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Json, Number, by_value
from models.provenance import Provenance
from tasks.extract.facts import Aspect, Modifier


class QuantityRow(Provenance, Base):
    """One figure in one release."""

    __tablename__ = "quantities"
    __table_args__ = (
        Index("ix_quantities_dimension_value", "dimension", "value"),
        {"comment": "Figures, with unit, hedge, bounds and what they count.", "sqlite_with_rowid": False},
    )

    value: Mapped[float | None] = mapped_column(
        Number, comment="The figure; empty for a range and for thousands of, which have bounds only."
    )
    low: Mapped[float | None] = mapped_column(
        Number, comment="Lowest value the wording allows, if bounded below."
    )
    high: Mapped[float | None] = mapped_column(
        Number, comment="Highest value the wording allows, if bounded above."
    )
    modifier: Mapped[Modifier] = mapped_column(
        by_value(Modifier),
        comment="exact, approx, more_than, at_least, less_than, at_most, range or indefinite.",
    )
    unit: Mapped[str] = mapped_column(
        Text, comment="UCUM or ISO 4217 code, %, or 1 for counts and bare numbers."
    )
    dimension: Mapped[str] = mapped_column(
        Text, comment="count, money, length, area, ratio, ordinal and so on."
    )
    si_value: Mapped[float | None] = mapped_column(
        Number, comment="The figure in the SI unit of its dimension."
    )
    counted: Mapped[str | None] = mapped_column(Text, comment="The noun that is counted.")
    counted_lemma: Mapped[str | None] = mapped_column(
        Text, comment="The counted noun in the singular, to group by; empty where our word list has it not."
    )
    counts_people: Mapped[bool | None] = mapped_column(comment="Whether people are counted, where known.")
    candidates: Mapped[list[str] | None] = mapped_column(
        Json, comment="Currencies it may be, best first, if unsettled."
    )
    base: Mapped[str | None] = mapped_column(Text, comment="What a share is a share of, or a rate is per.")
    aspect: Mapped[Aspect | None] = mapped_column(
        by_value(Aspect), comment="cumulative (a running total) or incremental, where the text says so."
    )
    restates: Mapped[int | None] = mapped_column(
        comment="Position of the figure in this release that it repeats in another unit."
    )
    restatement_agrees: Mapped[bool | None] = mapped_column(
        comment="Whether the two figures agree after conversion."
    )

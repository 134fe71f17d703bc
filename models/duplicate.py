"""Duplicates: contents, the keys that find similar ones, and the clusters they form.

Similarity belongs to the content (the folded letters and digits of a normalized text), not to the release: exact copies
share one content, so the ten-thousandth copy costs one membership row and changes nothing else.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Json, Number, UtcDateTime, by_value


class Relation(StrEnum):
    """What a release is to the original of its cluster."""

    ORIGINAL = "original"
    EXACT = "exact"
    NEAR = "near"
    REVISION = "revision"
    EXCERPT = "excerpt"


class Link(StrEnum):
    """What two similar contents are to each other; ``template`` keeps them apart."""

    NEAR = "near"
    REVISION = "revision"
    EXCERPT = "excerpt"
    TEMPLATE = "template"


class ContentRow(Base):
    """The folded letters and digits that one or more releases share."""

    __tablename__ = "contents"
    __table_args__ = (
        UniqueConstraint("content_hash", "version"),
        {"comment": "Distinct contents of releases, each with its signature and its place in a cluster."},
    )

    id: Mapped[int] = mapped_column(primary_key=True, comment="Our number of the content.")
    content_hash: Mapped[bytes] = mapped_column(
        LargeBinary(16), comment="Hash of the folded letters and digits: equal for exact copies."
    )
    version: Mapped[int] = mapped_column(
        comment="Version of folding, signature and keys; versions are never mixed."
    )
    letters: Mapped[int] = mapped_column(comment="How many folded letters and digits the text has.")
    shingles: Mapped[int] = mapped_column(comment="How many distinct runs of eight letters it has.")
    signature: Mapped[bytes] = mapped_column(
        LargeBinary,
        comment="MinHash signature, 128 unsigned 32-bit numbers, little endian; empty for a short text.",
    )
    representative_release_id: Mapped[int] = mapped_column(
        ForeignKey("releases.id", ondelete="CASCADE"),
        index=True,
        comment="The release that brought this content first; its text is the one that is read.",
    )
    first_release_id: Mapped[int] = mapped_column(
        ForeignKey("releases.id", ondelete="CASCADE"),
        index=True,
        comment="The earliest published release with this content, else the earliest received.",
    )
    first_published_at: Mapped[datetime | None] = mapped_column(
        UtcDateTime, comment="When that release was published, in UTC, if known."
    )
    canonical_content_id: Mapped[int | None] = mapped_column(
        ForeignKey("contents.id"),
        index=True,
        comment="The content of the cluster's original; its own number if alone.",
    )
    relation: Mapped[Relation] = mapped_column(
        by_value(Relation),
        comment="What it is to the canonical content: original (itself), near, revision or excerpt.",
    )
    jaccard: Mapped[float] = mapped_column(
        Number, comment="Exact Jaccard similarity to the canonical content."
    )
    containment: Mapped[float] = mapped_column(
        Number,
        comment="Share of the smaller content's shingles found in the other, against the canonical content.",
    )
    differences: Mapped[list[Any] | None] = mapped_column(
        Json, comment="Figures, dates and names that differ from the canonical content."
    )


class BandRow(Base):
    """One key of one content; contents that share a key are candidates."""

    __tablename__ = "bands"
    __table_args__ = (
        {
            "comment": "Keys of contents (signature bands and anchors); sharing one makes candidates.",
            "sqlite_with_rowid": False,
        },
    )

    key: Mapped[int] = mapped_column(
        BigInteger,
        primary_key=True,
        autoincrement=False,
        comment="Hash of a band or an anchor, signed 64 bits.",
    )
    content_id: Mapped[int] = mapped_column(
        primary_key=True,
        autoincrement=False,
        comment="The content; no foreign key, which would double the index's cost.",
    )


class SimilarityRow(Base):
    """A verified pair of contents; clusters are made of such pairs."""

    __tablename__ = "similarities"
    __table_args__ = (
        Index("ix_similarities_second_content_id", "second_content_id"),
        {
            "comment": "Verified pairs of similar contents, with their exact similarity.",
            "sqlite_with_rowid": False,
        },
    )

    first_content_id: Mapped[int] = mapped_column(
        ForeignKey("contents.id", ondelete="CASCADE"),
        primary_key=True,
        comment="The content with the smaller number.",
    )
    second_content_id: Mapped[int] = mapped_column(
        ForeignKey("contents.id", ondelete="CASCADE"), primary_key=True, comment="The other content."
    )
    link: Mapped[Link] = mapped_column(
        by_value(Link), comment="near, revision, excerpt, or template (same form, other figures: kept apart)."
    )
    jaccard: Mapped[float] = mapped_column(Number, comment="Exact Jaccard similarity of their shingles.")
    first_in_second: Mapped[float] = mapped_column(
        Number, comment="Share of the first's shingles that the second has."
    )
    second_in_first: Mapped[float] = mapped_column(
        Number, comment="Share of the second's shingles that the first has."
    )
    differences: Mapped[list[Any] | None] = mapped_column(
        Json, comment="Figures, dates and names that differ."
    )


class MembershipRow(Base):
    """Which content a release has, and through it its cluster."""

    __tablename__ = "memberships"
    __table_args__ = ({"comment": "Which content each release has; its cluster is the content's."},)

    release_id: Mapped[int] = mapped_column(
        ForeignKey("releases.id", ondelete="CASCADE"), primary_key=True, comment="The release."
    )
    content_id: Mapped[int] = mapped_column(
        ForeignKey("contents.id", ondelete="CASCADE"), index=True, comment="Its content."
    )
    version: Mapped[int] = mapped_column(comment="Version of the deduplication that decided it.")

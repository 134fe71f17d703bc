"""All tables together: importing this module registers every one."""

from __future__ import annotations

from models.base import Base
from models.batch import BatchRow
from models.dead_letter import DeadLetterRow
from models.duplicate import BandRow, ContentRow, MembershipRow, SimilarityRow
from models.entity import EntityRow
from models.event import EventArgumentRow, EventRow
from models.extraction import ExtractionRow
from models.mention import MentionRow
from models.normalized import NormalizedTextRow, RepairRow
from models.quantity import QuantityRow
from models.quotation import QuotationRow
from models.release import RawTextRow, ReleaseRow
from models.time import TimeRow

__all__ = [
    "BandRow",
    "BatchRow",
    "ContentRow",
    "DeadLetterRow",
    "EntityRow",
    "EventArgumentRow",
    "EventRow",
    "ExtractionRow",
    "MembershipRow",
    "MentionRow",
    "NormalizedTextRow",
    "QuantityRow",
    "QuotationRow",
    "RawTextRow",
    "ReleaseRow",
    "RepairRow",
    "SimilarityRow",
    "TimeRow",
    "metadata",
]

metadata = Base.metadata

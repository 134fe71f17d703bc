"""A repaired text together with everything that leads back to the original."""

from __future__ import annotations

from dataclasses import dataclass

from tasks.text.offset_map import OffsetMap
from tasks.text.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """One kind of damage found in a text: how often, and how sure the repairs are (0 to 1)."""

    kind: str
    count: int
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class NormalizedText:
    """The repaired text, the map to the raw one, its sentences and paragraphs, and what was repaired.

    ``language`` is a BCP 47 tag; ``foreign`` lists passages in another language than that.
    """

    raw: str
    text: str
    offset_map: OffsetMap
    sentences: tuple[Span, ...] = ()
    paragraphs: tuple[Span, ...] = ()
    repairs: tuple[Repair, ...] = ()
    language: str = "ar"
    foreign: tuple[tuple[Span, str], ...] = ()

"""Which releases tell the same text, and what each is to the original."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Text, case, cast, func, literal, select

from models.base import Number, table_of
from models.duplicate import ContentRow, MembershipRow, Relation
from models.views.view import View

_CONTENT = table_of(ContentRow)
_CANONICAL = _CONTENT.alias("canonical")
_MEMBER = table_of(MembershipRow)

_is_original = _MEMBER.c.release_id == _CANONICAL.c.first_release_id
_is_same_content = _CONTENT.c.id == _CANONICAL.c.id

_relation = case(
    (_is_original, literal(Relation.ORIGINAL.value)),
    (_is_same_content, literal(Relation.EXACT.value)),
    else_=cast(_CONTENT.c.relation, Text),
)
_similarity = case(
    (_is_same_content, literal(1.0)),
    (_CONTENT.c.relation == Relation.EXCERPT, _CONTENT.c.containment),
    else_=_CONTENT.c.jaccard,
)

CLUSTERS: Final = View(
    name="clusters",
    comment="One row a release: which releases tell the same text, and what each is to the original.",
    query=select(
        _MEMBER.c.release_id,
        (literal("c") + cast(_CANONICAL.c.id, Text)).label("cluster"),
        _CANONICAL.c.first_release_id.label("original_release_id"),
        _relation.label("relation"),
        cast(_similarity, Number).label("similarity"),
        case((_is_same_content, literal(1.0)), else_=_CONTENT.c.jaccard).label("jaccard"),
        case((_is_same_content, literal(1.0)), else_=_CONTENT.c.containment).label("containment"),
        _CONTENT.c.differences,
        _MEMBER.c.content_id,
    )
    .select_from(_MEMBER)
    .join(_CONTENT, _CONTENT.c.id == _MEMBER.c.content_id)
    .join(_CANONICAL, _CANONICAL.c.id == func.coalesce(_CONTENT.c.canonical_content_id, _CONTENT.c.id)),
    columns={
        "release_id": "The release.",
        "cluster": "The same for all releases that tell the same text.",
        "original_release_id": "The earliest published (else received) release of the cluster.",
        "relation": "original, exact, near, revision (figures, names or dates differ) or excerpt.",
        "similarity": "To the original, 0 to 1: the containment for an excerpt, else the exact Jaccard similarity.",
        "jaccard": "Exact Jaccard similarity to the original.",
        "containment": "Share of the smaller text found in the other, against the original.",
        "differences": "Figures, names and dates that differ from the original.",
        "content_id": "The content that exact copies have in common.",
    },
)

"""Which quotation a place in the text stands in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from tasks.extract.facts import Quotation

#: Quotations nest only a few deep; looking further back would make many places in one long quotation slow.
_LOOK_BACK: Final = 64


def quotation_at(quotations: Sequence[Quotation], position: int) -> int | None:
    """The index of the innermost quotation around a character position; ``quotations`` are ordered by span.

    >>> from tasks.extract.facts import QuotationKind
    >>> from tasks.text.span import Span
    >>> report = Quotation(span=Span(10, 40), rule="r", kind=QuotationKind.INDIRECT)
    >>> words = Quotation(span=Span(20, 30), rule="r", kind=QuotationKind.DIRECT)
    >>> [quotation_at((report, words), position) for position in (5, 12, 25, 35)]
    [None, 0, 1, 0]
    """
    last = bisect_right(quotations, position, key=lambda quotation: quotation.span.start)
    for index in range(last - 1, max(-1, last - 1 - _LOOK_BACK), -1):
        if position < quotations[index].span.end:
            return index
    return None

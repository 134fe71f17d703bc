"""Finding every quantity of a document."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.extract.document import Document
from tasks.extract.facts import Quantity, Time
from tasks.extract.numeral import Numeral
from tasks.extract.quantities.duals import read_without_numerals
from tasks.extract.quantities.reading import Reading
from tasks.extract.quantities.restatements import link_restatements
from tasks.extract.quantities.unit_ranges import join_ends
from tasks.text.span import Span


def find_quantities(
    document: Document, numerals: Sequence[Numeral], times: Sequence[Time] = ()
) -> tuple[Quantity, ...]:
    """Every quantity of a document, in order; numbers inside times are left to them.

    >>> from tasks.extract.numerals import find_numerals
    >>> document = Document.of("حرروا نحو 110,000 كيلومتر مربع (42,471 ميل مربع)")
    >>> [
    ...     (q.value, q.unit, q.modifier.value, q.restates)
    ...     for q in find_quantities(document, find_numerals(document))
    ... ]
    [(110000, 'km2', 'approx', None), (42471, '[mi_i]2', 'exact', 0)]
    """
    reading = Reading(document, numerals, times)
    drafts = reading.read()
    taken = [time.span for time in times]
    taken.extend(Span(draft.start, draft.end) for draft in drafts)
    drafts.extend(read_without_numerals(document, numerals, taken))
    drafts.sort(key=lambda draft: (draft.start, draft.end))
    drafts = join_ends(document, drafts)
    link_restatements(document, drafts)
    return tuple([draft.quantity(drafts) for draft in drafts])

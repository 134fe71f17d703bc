"""All of extraction, in the order in which one part builds on another."""

from __future__ import annotations

from tasks.extract.document import Document
from tasks.extract.events import find_events
from tasks.extract.facts import Facts
from tasks.extract.mentions import find_mentions
from tasks.extract.numerals import find_numerals
from tasks.extract.quantities import find_quantities
from tasks.extract.quotations import find_quotations
from tasks.extract.times import find_times


def extract(document: Document) -> Facts:
    """Quantities, times, mentions, quotations and events of one normalized release.

    >>> extract(Document.of("وصلت 24 شاحنة")).quantities[0].counted
    'شاحنة'
    """
    numerals = find_numerals(document)
    times = find_times(document, numerals)
    quantities = find_quantities(document, numerals, times)
    mentions = find_mentions(document)
    quotations = find_quotations(document, mentions)
    events = find_events(document, quantities, times, mentions, quotations)
    return Facts(quantities=quantities, times=times, mentions=mentions, quotations=quotations, events=events)

"""All of extraction, in the order in which one part builds on another."""

from __future__ import annotations

import importlib
from typing import Any

from tasks.extract.document import Document
from tasks.extract.facts import Facts


def _part(module: str, function: str) -> Any:
    try:
        return getattr(importlib.import_module(f"tasks.extract.{module}"), function)
    except (ImportError, AttributeError):
        return lambda *_: ()


def extract(document: Document) -> Facts:
    """Quantities, times, mentions, quotations and events of one normalized release."""
    numerals = _part("numerals", "find_numerals")(document)
    times = _part("times", "find_times")(document, numerals)
    quantities = _part("quantities", "find_quantities")(document, numerals, times)
    mentions = _part("mentions", "find_mentions")(document)
    quotations = _part("quotations", "find_quotations")(document, mentions)
    events = _part("events", "find_events")(document, quantities, times, mentions, quotations)
    return Facts(quantities=quantities, times=times, mentions=mentions, quotations=quotations, events=events)

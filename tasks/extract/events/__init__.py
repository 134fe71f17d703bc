"""Who did what, to whom, where and when: events from an open lexicon of triggers and the clauses around them."""

from tasks.extract.events.find import find_events

__all__ = ["find_events"]

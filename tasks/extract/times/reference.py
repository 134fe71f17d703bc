"""The time a release is counted from: its producer's date, or its dateline's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """The reference time; ``has_time`` is False when only its day is known. ``alone``: the text is one expression."""

    moment: datetime
    has_time: bool

    @property
    def day(self) -> date:
        """The reference day."""
        return self.moment.date()

    @property
    def zone(self) -> tzinfo | None:
        """The offset from UTC in which datetimes are written, where known."""
        return self.moment.tzinfo


def week_of(day: date) -> date:
    """Monday of the ISO week.

    >>> week_of(date(2013, 2, 12))
    datetime.date(2013, 2, 11)
    """
    return day - timedelta(days=day.weekday())
